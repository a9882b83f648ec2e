//! The command line of `batch`.

use std::path::PathBuf;

use bulk::inputs::{self, Inputs};
use bulk::options::Common;
use bulk::{Result, program, too_long};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, ValueEnum};
use unboil::{Extractor, ExtractorBuilder, Focus, RecordOptions};

/// The part of `--help` on standard input and broken inputs.
const STANDARD_INPUT: &str = "\
`-` reads JSON lines or WARC from standard input, packed or not. What is broken is one line with an error; reading goes on
with the next line, the next WARC record or the next member of gzip.

";

/// Extracts the articles of many pages, on all cores. JSON lines come out, in the order of the input: id and the record
/// of the article, which docs.rs/unboil describes (Record), with the text in one form; or id and error.
#[derive(Debug, Parser)]
#[command(
    name = "batch",
    args_override_self = true,
    after_help = [inputs::HELP, STANDARD_INPUT, program::EXIT_CODES].concat()
)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) common: Common,
    /// Write to this file, which must be new, instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Go on with the FILE of --output, by the --format that it was begun with: leave out what it holds already, errors
    /// too; of inputs with the same id as many as it has lines of that id.
    #[arg(long)]
    pub(crate) resume: bool,
    /// The name and the form of the text.
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
    /// Whether doubtful blocks are rather dropped or rather kept.
    #[arg(long, default_value = "balanced", value_parser = focus())]
    focus: Focus,
    /// Take readers' comments for content.
    #[arg(long)]
    comments: bool,
}

/// The form of the text of an article, and the key that holds it in a line of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Markdown,
    Html,
}

impl Format {
    /// The name of the format on the command line, which is also the key of the text.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
        }
    }

    /// What the record of an article holds: the text in this form only.
    pub(crate) fn record(self) -> RecordOptions {
        let none = RecordOptions::default().text(false).markdown(false);
        match self {
            Format::Text => none.text(true),
            Format::Markdown => none.markdown(true),
            Format::Html => none.html(true),
        }
    }
}

impl Options {
    /// The inputs of the run.
    pub(crate) fn inputs(&self) -> Result<Inputs> {
        if self.resume && self.output.is_none() {
            return Err("--resume goes on with the file of --output".into());
        }
        let mut inputs = self.common.inputs()?;
        inputs.output.clone_from(&self.output);
        Ok(inputs)
    }

    /// The extractor with the settings of the command line.
    pub(crate) fn builder(&self) -> ExtractorBuilder {
        let limits = too_long::limits(self.common.max_bytes);
        Extractor::builder().focus(self.focus).comments(self.comments).limits(limits)
    }
}

fn focus() -> impl TypedValueParser<Value = Focus> {
    PossibleValuesParser::new(["precision", "balanced", "recall"]).map(|name| match name.as_str() {
        "precision" => Focus::Precision,
        "recall" => Focus::Recall,
        _ => Focus::Balanced,
    })
}
