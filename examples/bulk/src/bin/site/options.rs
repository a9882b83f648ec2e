//! The arguments.

use std::path::PathBuf;

use bulk::inputs::Inputs;
use bulk::program::Threads;
use bulk::{Result, too_long};
use lexopt::prelude::{Long, Short, Value, ValueExt};

pub(crate) struct Options {
    pub(crate) inputs: Inputs,
    pub(crate) out: Option<PathBuf>,
    pub(crate) profile: Option<PathBuf>,
    pub(crate) learn: bool,
    pub(crate) threads: Threads,
}

impl Options {
    /// None is a call for help.
    pub(crate) fn parse() -> Result<Option<Options>> {
        let (inputs, threads) = (Inputs::new(Vec::new()), Threads::new(None));
        let mut options = Options { inputs, out: None, profile: None, learn: false, threads };
        let mut args = lexopt::Parser::from_env();
        while let Some(arg) = args.next()? {
            match arg {
                Long("help") | Short('h') => return Ok(None),
                Long("out") => options.out = Some(args.value()?.into()),
                Long("profile") => options.profile = Some(args.value()?.into()),
                Long("learn") => options.learn = true,
                Long("max-bytes") => options.inputs.max_bytes = args.value()?.parse_with(too_long::max_bytes)?,
                Long("threads") => options.threads = Threads::new(Some(args.value()?.parse()?)),
                Value(input) if input == "-" => {
                    return Err("the pages are read twice: standard input can't be".into());
                }
                Value(input) => options.inputs.paths.push(input),
                _ => return Err(arg.unexpected().into()),
            }
        }
        if options.inputs.paths.is_empty() {
            return Err("which INPUT? See --help".into());
        }
        if options.learn && options.profile.is_none() {
            return Err("--learn adds to the file of --profile".into());
        }
        Ok(Some(options))
    }
}
