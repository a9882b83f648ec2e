//! The options that say what belongs to an article.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueHint};
use unboil::{Cruft, Extractor, ExtractorBuilder, Focus, Options, Rule, SiteRules};

use crate::{Result, settings_file, too_long};

/// What belongs to an article: the settings of the library's extractor.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is kept")]
pub(crate) struct Extraction {
    /// Read settings from this file, JSON or TOML by its ending; the options here count more.
    ///
    /// Its keys are focus, keep, drop, comments, min_words, rules, base_url and limits (max_bytes, max_depth,
    /// max_nodes). An example is at the end.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// Read rules for sites from this file, JSON or TOML by its ending.
    ///
    /// Those for the host of a page count: of its address in JSON lines or WARC, else of --base-url, else of what the
    /// page says of itself. An example is at the end.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    site_rules: Option<PathBuf>,
    /// Whether doubtful blocks are rather dropped (precision) or rather kept (recall). Default: balanced.
    #[arg(long, value_parser = focus())]
    focus: Option<Focus>,
    /// The least number of words that make an article. Default: 15, or 9 if they are a sentence.
    #[arg(long, value_name = "N")]
    min_words: Option<usize>,
    /// Take readers' comments for content: short for --keep comments.
    #[arg(long)]
    comments: bool,
    /// Keep this kind of cruft; may be repeated.
    #[arg(long, value_name = "KIND", value_parser = cruft())]
    keep: Vec<Cruft>,
    /// Drop all of this kind of cruft, even where it looks like content; may be repeated. The kinds are those of
    /// --keep.
    #[arg(long, value_name = "KIND", value_parser = cruft(), hide_possible_values = true)]
    drop: Vec<Cruft>,
    /// Keep the blocks that match this regular expression; may be repeated.
    #[arg(long, value_name = "REGEX")]
    keep_phrase: Vec<String>,
    /// Drop the blocks that match, as this kind; may be repeated.
    #[arg(long, value_name = "KIND=REGEX")]
    drop_phrase: Vec<String>,
    /// Keep the elements that match this CSS selector; may be repeated.
    #[arg(long, value_name = "CSS")]
    keep_selector: Vec<String>,
    /// Drop the elements that match, as this kind; may be repeated.
    #[arg(long, value_name = "KIND=CSS")]
    drop_selector: Vec<String>,
    /// The elements that match are the article, and nothing else is; of several selectors, the first that matches
    /// counts.
    #[arg(long, value_name = "CSS")]
    article_selector: Vec<String>,
    /// Where the pages come from that do not say it: their links are relative to this address.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    base_url: Option<String>,
    /// The longest page, in bytes: up to 1073741824 (1 GiB). Default: 16777216.
    #[arg(long, value_name = "N", value_parser = too_long::max_bytes)]
    max_bytes: Option<u64>,
}

impl Extraction {
    /// The extractor with these settings, and the size limit of a page, in bytes.
    ///
    /// # Errors
    ///
    /// If a file can't be read or has settings that can't be used, or a rule or the address can't be used.
    pub(super) fn builder(&self) -> Result<(ExtractorBuilder, u64)> {
        let options = self.options()?;
        let max_bytes = too_long::max_bytes_of(&options.limits)?;
        let mut builder = Extractor::builder().options(options)?;
        if let Some(path) = &self.site_rules {
            builder = builder.site_rules(settings_file::read::<SiteRules>(path)?);
        }
        Ok((builder, max_bytes))
    }

    /// The settings of the file, with those of the command line put in their places.
    fn options(&self) -> Result<Options> {
        let mut options = match &self.config {
            Some(path) => settings_file::read::<Options>(path)?,
            None => Options::default(),
        };
        options.focus = self.focus.unwrap_or(options.focus);
        options.min_words = self.min_words.or(options.min_words);
        options.base_url = self.base_url.clone().or(options.base_url);
        if let Some(bytes) = self.max_bytes {
            options.limits = options.limits.max_bytes(usize::try_from(bytes).unwrap_or(usize::MAX));
        }
        // A kind that the file keeps and the command line drops is dropped, and the other way round. One that the
        // command line names twice is an error of the library.
        let mut keep = self.keep.clone();
        keep.extend(self.comments.then_some(Cruft::Comments));
        options.comments &= !self.drop.contains(&Cruft::Comments);
        options.keep.retain(|kind| !self.drop.contains(kind));
        options.drop.retain(|kind| !keep.contains(kind));
        options.keep.extend(keep);
        options.drop.extend(&self.drop);
        let mut rules = self.rules()?;
        rules.append(&mut options.rules);
        options.rules = rules;
        Ok(options)
    }

    /// The rules of the command line.
    fn rules(&self) -> Result<Vec<Rule>> {
        let mut rules = Vec::new();
        for selector in &self.article_selector {
            rules.push(Rule::article(selector)?);
        }
        for phrase in &self.keep_phrase {
            rules.push(Rule::keep(phrase)?);
        }
        for selector in &self.keep_selector {
            rules.push(Rule::keep_selector(selector)?);
        }
        for rule in &self.drop_phrase {
            let (kind, phrase) = kind_of("--drop-phrase", "REGEX", rule)?;
            rules.push(Rule::drop(kind, phrase)?);
        }
        for rule in &self.drop_selector {
            let (kind, selector) = kind_of("--drop-selector", "CSS", rule)?;
            rules.push(Rule::drop_selector(kind, selector)?);
        }
        Ok(rules)
    }
}

/// Splits the kind from the rest of the value of an option. `rest` is what follows the kind, as `--help` calls it.
fn kind_of<'a>(option: &str, rest: &str, value: &'a str) -> Result<(Cruft, &'a str)> {
    let (kind, pattern) = value
        .split_once('=')
        .ok_or_else(|| format!("{option} {value}: write KIND={rest}, such as donation={value}"))?;
    let kind = kind.parse::<Cruft>().map_err(|problem| format!("{option} {value}: {problem}"))?;
    Ok((kind, pattern))
}

fn focus() -> impl TypedValueParser<Value = Focus> {
    PossibleValuesParser::new(Focus::ALL.iter().map(|focus| focus.name())).try_map(|name| name.parse::<Focus>())
}

fn cruft() -> impl TypedValueParser<Value = Cruft> {
    PossibleValuesParser::new(Cruft::ALL.iter().map(|kind| kind.name())).try_map(|name| name.parse::<Cruft>())
}
