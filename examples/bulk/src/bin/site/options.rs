//! The arguments.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use bulk::Result;
use lexopt::prelude::{Long, Short, Value, ValueExt};

pub(crate) struct Options {
    pub(crate) inputs: Vec<OsString>,
    pub(crate) out: Option<PathBuf>,
    pub(crate) profile: Option<PathBuf>,
    pub(crate) learn: bool,
    pub(crate) threads: usize,
}

impl Options {
    /// None is a call for help.
    pub(crate) fn parse() -> Result<Option<Options>> {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let mut options = Options { inputs: Vec::new(), out: None, profile: None, learn: false, threads };
        let mut args = lexopt::Parser::from_env();
        while let Some(arg) = args.next()? {
            match arg {
                Long("help") | Short('h') => return Ok(None),
                Long("out") => options.out = Some(args.value()?.into()),
                Long("profile") => options.profile = Some(args.value()?.into()),
                Long("learn") => options.learn = true,
                Long("threads") => options.threads = args.value()?.parse::<NonZero<usize>>()?.get(),
                Value(input) if input == "-" => {
                    return Err("the pages are read twice: standard input can't be".into());
                }
                Value(input) => options.inputs.push(input),
                _ => return Err(arg.unexpected().into()),
            }
        }
        if options.inputs.is_empty() {
            return Err("which INPUT? See --help".into());
        }
        if options.learn && options.profile.is_none() {
            return Err("--learn adds to the file of --profile".into());
        }
        Ok(Some(options))
    }
}
