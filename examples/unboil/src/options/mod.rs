//! The command line.

mod extraction;
mod part;
mod rendering;

use std::ffi::{OsStr, OsString};
use std::num::NonZero;
use std::path::{Path, PathBuf};

use clap::error::{ContextKind, ContextValue};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use unboil::{ExtractorBuilder, RenderOptions};

use crate::form::Form;
use crate::inputs::{self, Inputs};
use crate::program::{self, Threads};
use crate::{Result, settings_file};
use extraction::Extraction;
use rendering::Rendering;

pub(crate) use part::Part;

/// The commands, of which each has a manual page.
const COMMANDS: [&str; 7] = ["extract", "clean", "batch", "site", "report", "completions", "man"];

/// What a record of JSON holds without `--with`.
const DEFAULT_PARTS: [Part; 2] = [Part::Text, Part::Markdown];

/// The end of `-h` of every command that reads pages.
const MORE_HELP: &str = "`--help` says more, also on the kinds of files, files of settings, and exit codes.";

/// The end of `--help` of every command that reads pages.
fn after_help() -> String {
    [inputs::HELP, settings_file::HELP, program::EXIT_CODES].concat()
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
    #[command(after_help = MORE_HELP, after_long_help = after_help(), args_override_self = true)]
    Extract(Shared),
    /// Print what is left of texts that were scraped earlier: every file is read as plain text.
    #[command(after_help = MORE_HELP, after_long_help = after_help(), args_override_self = true)]
    Clean(Shared),
    /// Extract many pages, on all cores: lines of JSON by default, errors among them, and a summary at the end.
    #[command(after_help = MORE_HELP, after_long_help = after_help(), args_override_self = true)]
    Batch(Batch),
    /// Clean the saved pages of one site with what repeats across them.
    ///
    /// A first pass learns the profile of the site
    /// from all pages, a second one extracts them with it. JSON lines have the key `repeated`: the texts that were
    /// dropped because of the profile, each with the reason.
    #[command(after_help = MORE_HELP, after_long_help = after_help(), args_override_self = true)]
    Site(Site),
    /// Write a page of HTML that shows what was kept of each page, what was cut, and why: `extract --format report`.
    #[command(after_help = MORE_HELP, after_long_help = after_help(), args_override_self = true)]
    Report(Shared),
    /// Print the completions for a shell, to be saved where it looks for them.
    Completions { shell: Shell },
    /// Print the manual page of the program or one of its commands: `unboil man | man -l -`.
    Man {
        /// The command; without it, the page is that of the program.
        #[arg(value_parser = COMMANDS)]
        command: Option<String>,
    },
}

/// The options of all commands.
#[derive(Debug, Args)]
pub(crate) struct Shared {
    /// Files, directories or globs of them; `-` is standard input.
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    paths: Vec<OsString>,
    /// How an article is printed. Default: text; of `batch` and `site` json, of `report` report.
    #[arg(long)]
    format: Option<Format>,
    /// What a record of JSON holds beside the metadata, with commas between. Default: text,markdown.
    #[arg(long, value_name = "PARTS", value_delimiter = ',')]
    with: Vec<Part>,
    /// List what was dropped instead: kind, probability that it is content after all, reasons and text.
    ///
    /// On a terminal, or where COLUMNS is set, it is a table that fits; else a line each, with tabs between.
    #[arg(long, conflicts_with_all = ["format", "with"])]
    removed: bool,
    /// The width of the table of --removed, in columns. Default: that of the terminal, else COLUMNS.
    #[arg(long, value_name = "COLUMNS", requires = "removed", value_parser = clap::value_parser!(u16).range(1..))]
    width: Option<u16>,
    /// Write to this file, which must be new, instead of standard output.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Write each article to a file of its own in this directory. Files with the same names are overwritten.
    #[arg(long, value_name = "DIR", conflicts_with = "output", value_hint = ValueHint::DirPath)]
    output_dir: Option<PathBuf>,
    /// Work on this many threads; one for each core is the default and the most.
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
    #[command(flatten)]
    extraction: Extraction,
    #[command(flatten)]
    rendering: Rendering,
}

/// The options of `batch`.
#[derive(Debug, Args)]
pub(crate) struct Batch {
    /// Go on with the FILE of --output, --with the parts that it was begun with: leave out what it holds already,
    /// errors too; of inputs with the same id as many as it has lines of that id.
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,
    #[command(flatten)]
    pub(crate) shared: Shared,
}

/// The options of `site`.
#[derive(Debug, Args)]
pub(crate) struct Site {
    /// Take the profile from this file, without a first pass; if there is no such file, learn it and save it there.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) profile: Option<PathBuf>,
    /// With a FILE that is there: learn from these pages too, and save it again.
    #[arg(long, requires = "profile")]
    pub(crate) learn: bool,
    #[command(flatten)]
    pub(crate) shared: Shared,
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
    /// A line of JSON a page: its id and the record of the article, with metadata and verdict; or its id and the error.
    Json,
    /// A page of HTML that shows what was kept, what was cut, and why.
    Report,
}

/// The command line as it was given. A wrong one ends the program, unless it lacks the command only.
///
/// # Errors
///
/// If there is a file or an address in place of a command.
pub(crate) fn parse() -> Result<Cli> {
    Cli::try_parse().or_else(|problem| match problem.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(name)) => {
            not_an_address(OsStr::new(name))?;
            if !Path::new(name).exists() {
                problem.exit();
            }
            Err(format!("{name} is no command, but a file: `unboil extract {name}` prints its article").into())
        }
        _ => problem.exit(),
    })
}

impl Shared {
    /// The inputs of the run, and the extractor with the settings of the command line.
    ///
    /// # Errors
    ///
    /// If there is no input, or one is an address, or a setting can't be used.
    pub(crate) fn inputs(&self) -> Result<(Inputs, ExtractorBuilder)> {
        if self.paths.is_empty() {
            return Err("which INPUT? Name files or directories, or - for standard input; see --help".into());
        }
        self.paths.iter().try_for_each(|path| not_an_address(path))?;
        let (builder, max_bytes) = self.extraction.builder()?;
        let inputs = Inputs::new(self.paths.clone());
        Ok((Inputs { max_bytes, output: self.output.clone(), ..inputs }, builder))
    }

    /// The form of the output; `default` is the format of the command.
    ///
    /// # Errors
    ///
    /// If an option does not go with it.
    pub(crate) fn form(&self, default: Format) -> Result<Form> {
        if self.removed {
            return Ok(Form::Removed { width: self.width.map(usize::from).or_else(|| self.terminal_width()) });
        }
        let format = self.format.unwrap_or(default);
        if !self.with.is_empty() && format != Format::Json {
            return Err("--with says what JSON holds: add --format json".into());
        }
        Ok(match format {
            Format::Text => Form::Text,
            Format::Markdown => Form::Markdown,
            Format::Html => Form::Html,
            Format::Json => Form::Json { parts: self.parts() },
            Format::Report => Form::Report,
        })
    }

    /// How articles are shown.
    pub(crate) fn render_options(&self) -> RenderOptions {
        self.rendering.options()
    }

    /// What a record of JSON holds, sorted.
    fn parts(&self) -> Vec<Part> {
        let mut parts = if self.with.is_empty() { DEFAULT_PARTS.to_vec() } else { self.with.clone() };
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// The width of the terminal that the output goes to, or the one that the environment asks for, in columns; `None`
    /// if the output is a file.
    fn terminal_width(&self) -> Option<usize> {
        if self.output.is_some() || self.output_dir.is_some() {
            return None;
        }
        let terminal = terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0));
        let asked = || std::env::var("COLUMNS").ok()?.trim().parse().ok();
        terminal.or_else(asked).filter(|width| *width > 0)
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

/// Fails if a path is an address, and says what to do.
fn not_an_address(path: &OsStr) -> Result<()> {
    let name = path.to_string_lossy();
    if Path::new(path).exists() {
        return Ok(());
    }
    let begins =
        |scheme: &str| name.get(..scheme.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(scheme));
    if begins("file://") {
        return Err(format!("{name}: name the file by its path alone, without file://").into());
    }
    if ["http://", "https://", "ftp://"].into_iter().any(begins) {
        // The command that is shown must be safe to copy into a shell.
        let name = name.replace('\'', "%27");
        return Err(format!(
            "{name}: unboil fetches nothing. Download the page first: curl -L '{name}' | unboil extract --base-url '{name}' -"
        )
        .into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn each_command_has_a_manual_page() {
        let commands = Cli::command();
        commands.clone().debug_assert();
        assert_eq!(commands.get_subcommands().map(clap::Command::get_name).collect::<Vec<_>>(), COMMANDS);
    }
}
