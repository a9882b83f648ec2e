//! The arguments.

use bulk::inputs::Inputs;
use bulk::program::Threads;
use bulk::{Result, too_long};
use lexopt::prelude::{Long, Short, Value, ValueExt};
use unboil::{Extractor, ExtractorBuilder, Focus};

pub(crate) struct Options {
    pub(crate) inputs: Inputs,
    pub(crate) resume: bool,
    pub(crate) format: Format,
    pub(crate) builder: ExtractorBuilder,
    pub(crate) threads: Threads,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Format {
    Text,
    Markdown,
    Html,
}

impl Options {
    /// None is a call for help.
    pub(crate) fn parse() -> Result<Option<Options>> {
        let mut options = Options {
            inputs: Inputs::new(Vec::new()),
            resume: false,
            format: Format::Text,
            builder: Extractor::builder(),
            threads: Threads::new(None),
        };
        let mut args = lexopt::Parser::from_env();
        while let Some(arg) = args.next()? {
            match arg {
                Long("help") | Short('h') => return Ok(None),
                Long("output") | Short('o') => options.inputs.output = Some(args.value()?.into()),
                Long("resume") => options.resume = true,
                Long("format") => options.format = args.value()?.parse_with(format)?,
                Long("focus") => options.builder = options.builder.focus(args.value()?.parse_with(focus)?),
                Long("comments") => options.builder = options.builder.comments(true),
                Long("max-bytes") => options.inputs.max_bytes = args.value()?.parse_with(too_long::max_bytes)?,
                Long("threads") => options.threads = Threads::new(Some(args.value()?.parse()?)),
                Value(input) => options.inputs.paths.push(input),
                _ => return Err(arg.unexpected().into()),
            }
        }
        if options.inputs.paths.is_empty() {
            return Err("which INPUT? See --help".into());
        }
        if options.resume && options.inputs.output.is_none() {
            return Err("--resume goes on with the file of --output".into());
        }
        options.builder = options.builder.limits(too_long::limits(options.inputs.max_bytes));
        Ok(Some(options))
    }
}

fn format(name: &str) -> std::result::Result<Format, &'static str> {
    match name {
        "text" => Ok(Format::Text),
        "markdown" => Ok(Format::Markdown),
        "html" => Ok(Format::Html),
        _ => Err("the format is text, markdown or html"),
    }
}

fn focus(name: &str) -> std::result::Result<Focus, &'static str> {
    match name {
        "precision" => Ok(Focus::Precision),
        "balanced" => Ok(Focus::Balanced),
        "recall" => Ok(Focus::Recall),
        _ => Err("the focus is precision, balanced or recall"),
    }
}
