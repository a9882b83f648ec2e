//! The command line of `site`.

use std::path::PathBuf;

use bulk::inputs::{self, Inputs};
use bulk::options::Common;
use bulk::{Result, program, too_long};
use clap::Parser;
use unboil::{Extractor, ExtractorBuilder};

/// The part of `--help` on the output.
const OUTPUT: &str = "\
JSON lines come out, in the order of the input: id, the record of the article, which docs.rs/unboil describes (Record),
with its text, and repeated: the texts that were dropped because of the profile, each with the reason; or id and error.

";

/// Cleans the saved pages of one site, with what repeats across them. A first pass learns the profile of the site from
/// all pages, a second one extracts them with it.
#[derive(Debug, Parser)]
#[command(
    name = "site",
    args_override_self = true,
    after_help = [inputs::HELP, OUTPUT, program::EXIT_CODES].concat()
)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) common: Common,
    /// Write each article as a text of its own into this directory instead. Files with the same names are overwritten.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Take the profile from this file, without a first pass; if there is no such file, learn it and save it there.
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Option<PathBuf>,
    /// With a FILE that is there: learn from these pages too, and save it again.
    #[arg(long)]
    pub(crate) learn: bool,
}

impl Options {
    /// The inputs of the run.
    pub(crate) fn inputs(&self) -> Result<Inputs> {
        let inputs = self.common.inputs()?;
        if inputs.paths.iter().any(|path| path == "-") {
            return Err("the pages are read twice: standard input can't be".into());
        }
        if self.learn && self.profile.is_none() {
            return Err("--learn adds to the file of --profile".into());
        }
        Ok(inputs)
    }

    /// The extractor with the size limit of the command line.
    pub(crate) fn builder(&self) -> ExtractorBuilder {
        Extractor::builder().limits(too_long::limits(self.common.max_bytes))
    }
}
