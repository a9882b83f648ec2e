//! The command line.

use std::ffi::{OsStr, OsString};
use std::num::NonZero;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use unboil::{Cruft, Extractor, ExtractorBuilder, Focus, RecordOptions, Rule};

use crate::form::Form;
use crate::inputs::{self, Inputs};
use crate::program::{self, Threads};
use crate::{Result, too_long};

/// The end of `--help` of every command that reads pages.
fn after_help() -> String {
    [inputs::HELP, program::EXIT_CODES].concat()
}

/// Strips the boilerplate from web pages and scraped texts: prints the article, or what was cut from it, and why.
/// Nothing is fetched: `curl -L URL | unboil extract --base-url URL -`.
#[derive(Debug, Parser)]
#[command(name = "unboil", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print the article of each page.
    #[command(after_help = after_help(), args_override_self = true)]
    Extract(Shared),
    /// Print what is left of texts that were scraped earlier: every file is read as plain text.
    #[command(after_help = after_help(), args_override_self = true)]
    Clean(Shared),
    /// Extract many pages, on all cores: lines of JSON by default, errors among them, and a summary at the end.
    #[command(after_help = after_help(), args_override_self = true)]
    Batch(Batch),
    /// Clean the saved pages of one site with what repeats across them.
    ///
    /// A first pass learns the profile of the site
    /// from all pages, a second one extracts them with it. JSON lines have the key `repeated`: the texts that were
    /// dropped because of the profile, each with the reason.
    #[command(after_help = after_help(), args_override_self = true)]
    Site(Site),
    /// Write a page of HTML that shows what was kept of each page, what was cut, and why: `extract --format report`.
    #[command(after_help = after_help(), args_override_self = true)]
    Report(Shared),
    /// Print the completions for a shell, to be saved where it looks for them.
    Completions { shell: Shell },
    /// Print the manual page of the program or one of its commands: `unboil man | man -l -`.
    Man { command: Option<String> },
}

/// The options of all commands.
#[derive(Debug, Args)]
pub(crate) struct Shared {
    /// Files, directories or globs of them; `-` is standard input.
    #[arg(value_name = "INPUT")]
    paths: Vec<OsString>,
    /// How an article is printed. Default: text; of `batch` and `site` json, of `report` report.
    #[arg(long)]
    format: Option<Format>,
    /// What a record of JSON holds beside the metadata.
    #[arg(long, value_name = "PARTS", value_delimiter = ',', default_values = ["text", "markdown"])]
    with: Vec<Part>,
    /// List what was dropped instead: kind, probability that it is content after all, reasons and text. On a terminal a
    /// table; else a line each, with tabs between.
    #[arg(long, conflicts_with = "format")]
    removed: bool,
    /// The width of the table of --removed, in columns. Default: that of the terminal.
    #[arg(long, value_name = "COLUMNS", requires = "removed")]
    width: Option<u16>,
    /// Write to this file, which must be new, instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write each article to a file of its own in this directory. Files with the same names are overwritten.
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    output_dir: Option<PathBuf>,
    /// Whether doubtful blocks are rather dropped or rather kept.
    #[arg(long, default_value = "balanced", value_parser = focus())]
    focus: Focus,
    /// Take readers' comments for content.
    #[arg(long)]
    comments: bool,
    /// Keep this kind of cruft; may be repeated.
    #[arg(long, value_name = "KIND", value_parser = cruft())]
    keep: Vec<Cruft>,
    /// Drop the blocks that match, as this kind; may be repeated.
    #[arg(long, value_name = "KIND=REGEX")]
    drop: Vec<String>,
    /// Where the pages come from that do not say it: their links are relative to this address.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The longest page, in bytes: up to 1073741824 (1 GiB).
    #[arg(long, value_name = "N", default_value_t = too_long::DEFAULT_MAX_BYTES, value_parser = too_long::max_bytes)]
    max_bytes: u64,
    /// Work on this many threads; one for each core is the default and the most.
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
}

/// The options of `batch`.
#[derive(Debug, Args)]
pub(crate) struct Batch {
    #[command(flatten)]
    pub(crate) shared: Shared,
    /// Go on with the FILE of --output, --with the parts that it was begun with: leave out what it holds already,
    /// errors too; of inputs with the same id as many as it has lines of that id.
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,
}

/// The options of `site`.
#[derive(Debug, Args)]
pub(crate) struct Site {
    #[command(flatten)]
    pub(crate) shared: Shared,
    /// Take the profile from this file, without a first pass; if there is no such file, learn it and save it there.
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Option<PathBuf>,
    /// With a FILE that is there: learn from these pages too, and save it again.
    #[arg(long, requires = "profile")]
    pub(crate) learn: bool,
}

/// How an article is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Plain text.
    Text,
    /// CommonMark with tables and footnotes.
    Markdown,
    /// A fragment of HTML that is safe to show.
    Html,
    /// A line of JSON a page: id and the record of the article, as docs.rs/unboil describes it (Record); or id and
    /// error.
    Json,
    /// A page of HTML that shows what was kept, what was cut, and why.
    Report,
}

/// What a record of JSON may hold beside the metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Part {
    Text,
    Markdown,
    Html,
    /// The blocks that were kept.
    Blocks,
    /// The blocks that were dropped.
    Removed,
}

impl Shared {
    /// The inputs of the run.
    ///
    /// # Errors
    ///
    /// If there is none, or one is an address.
    pub(crate) fn inputs(&self) -> Result<Inputs> {
        if self.paths.is_empty() {
            return Err("which INPUT? See --help".into());
        }
        self.paths.iter().try_for_each(|path| not_an_address(path))?;
        let inputs = Inputs::new(self.paths.clone());
        Ok(Inputs { max_bytes: self.max_bytes, output: self.output.clone(), ..inputs })
    }

    /// The extractor with the settings of the command line.
    ///
    /// # Errors
    ///
    /// If a rule or the address can't be used.
    pub(crate) fn builder(&self) -> Result<ExtractorBuilder> {
        let mut builder = Extractor::builder().focus(self.focus).comments(self.comments);
        for kind in &self.keep {
            builder = builder.keep(*kind);
        }
        for rule in &self.drop {
            let (kind, pattern) = rule.split_once('=').ok_or("--drop takes KIND=REGEX")?;
            builder = builder.rule(Rule::drop(kind.parse()?, pattern)?);
        }
        if let Some(url) = &self.base_url {
            builder = builder.base_url(url)?;
        }
        Ok(builder.limits(too_long::limits(self.max_bytes)))
    }

    /// The form of the output; `default` is the format of the command.
    pub(crate) fn form(&self, default: Format) -> Form {
        if self.removed {
            return Form::Removed { width: self.width.map(usize::from).or_else(|| self.terminal_width()) };
        }
        match self.format.unwrap_or(default) {
            Format::Text => Form::Text,
            Format::Markdown => Form::Markdown,
            Format::Html => Form::Html,
            Format::Json => Form::Json { parts: self.parts() },
            Format::Report => Form::Report,
        }
    }

    /// What a record of JSON holds, sorted.
    fn parts(&self) -> Vec<Part> {
        let mut parts = self.with.clone();
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// The width of the terminal that the output goes to, if it does.
    fn terminal_width(&self) -> Option<usize> {
        let is_to_file = self.output.is_some() || self.output_dir.is_some();
        let size = terminal_size::terminal_size_of(std::io::stdout()).filter(|_| !is_to_file);
        size.map(|(terminal_size::Width(width), _)| usize::from(width))
    }

    pub(crate) fn output(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    pub(crate) fn output_dir(&self) -> Option<&Path> {
        self.output_dir.as_deref()
    }

    /// The number of working threads.
    pub(crate) fn threads(&self) -> Threads {
        Threads::new(self.threads)
    }

    /// Whether standard input is among the inputs.
    pub(crate) fn reads_standard_input(&self) -> bool {
        self.paths.iter().any(|path| path == "-")
    }

    /// The id of the only input, if it is a single page.
    pub(crate) fn only_input(&self) -> Option<String> {
        match &self.paths[..] {
            [path] => Some(path.to_string_lossy().into_owned()),
            _ => None,
        }
    }
}

impl Part {
    /// The options of a record with these parts.
    pub(crate) fn options(parts: &[Part]) -> RecordOptions {
        let has = |part| parts.contains(&part);
        RecordOptions::default()
            .text(has(Part::Text))
            .markdown(has(Part::Markdown))
            .html(has(Part::Html))
            .blocks(has(Part::Blocks))
            .removed(has(Part::Removed))
    }

    /// The parts as `--with` takes them.
    pub(crate) fn names(parts: &[Part]) -> String {
        let names = parts.iter().filter_map(Part::to_possible_value);
        names.map(|name| name.get_name().to_owned()).collect::<Vec<_>>().join(",")
    }
}

/// Fails if a path is an address on the web, and says what to do.
fn not_an_address(path: &OsStr) -> Result<()> {
    let name = path.to_string_lossy();
    let is_address = ["http://", "https://"]
        .iter()
        .any(|scheme| name.get(..scheme.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(scheme)));
    if is_address && !Path::new(path).exists() {
        // The command that is shown must be safe to copy into a shell.
        let name = name.replace('\'', "%27");
        return Err(format!(
            "{name}: unboil fetches nothing. Download the page first: curl -L '{name}' | unboil extract --base-url '{name}' -"
        )
        .into());
    }
    Ok(())
}

fn focus() -> impl TypedValueParser<Value = Focus> {
    PossibleValuesParser::new(Focus::ALL.iter().map(|focus| focus.name())).try_map(|name| name.parse::<Focus>())
}

fn cruft() -> impl TypedValueParser<Value = Cruft> {
    PossibleValuesParser::new(Cruft::ALL.iter().map(|kind| kind.name())).try_map(|name| name.parse::<Cruft>())
}
