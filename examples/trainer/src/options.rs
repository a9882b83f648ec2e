//! The command line: options, and the task that they add up to.

use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};

use crate::date;
use crate::files::Folder;

const HELP: &str = "\
Files: vocabulary.txt and forests.bin are the model, with text-forests.bin for plain text;
cross-validation.txt and text-cross-validation.txt are what --cv prints, PROVENANCE.md says
what the model was made of.

Exit code: 0 done; 1 a file is not what training gives; 2 wrong usage or unreadable data.
";

/// The folder in which the crate keeps its model.
const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../src/score/model");

/// Trains the scorer of unboil on the annotated pages under DATA: prints cross-validated figures and the calibration,
/// then trains on all pages and writes the model. Then does so for plain text, with the pages in the styles of several
/// scrapers.
#[derive(Debug, PartialEq, Eq, Parser)]
#[command(name = "trainer", args_override_self = true, after_help = HELP)]
pub(crate) struct Options {
    /// The folder with a folder for each data set, as README.md of examples/lab describes them.
    pub(crate) data: PathBuf,
    /// Only cross-validate and print.
    #[arg(long)]
    cv: bool,
    /// No cross-validation: train on all pages and compare with the files of the model.
    #[arg(long, conflicts_with = "cv")]
    check: bool,
    /// Leave out the other way into the crate.
    #[arg(long, value_name = "WAY")]
    pub(crate) only: Option<Way>,
    /// The date in PROVENANCE.md; today, if none is given.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date::parse, conflicts_with_all = ["cv", "check"])]
    date: Option<String>,
    /// The folder of the model; that of this crate, if none is given.
    #[arg(long, value_name = "DIR", conflicts_with = "cv")]
    out: Option<PathBuf>,
}

/// The way into the crate that a model is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Way {
    Html,
    Text,
}

/// What a run does.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Cross-validate and print the figures; write nothing.
    CrossValidate,
    /// Train on all pages and compare the result with the files in this folder.
    Check(Folder),
    /// Cross-validate, print the figures, train on all pages and write the model to the folder. `date` (YYYY-MM-DD)
    /// goes into PROVENANCE.md.
    Write { folder: Folder, date: String },
}

impl Options {
    /// The task that `--cv`, `--check`, `--out` and `--date` add up to.
    pub(crate) fn task(&self) -> Task {
        let folder = Folder(self.out.clone().unwrap_or_else(|| Path::new(MODEL).to_owned()));
        match (self.cv, self.check) {
            (true, _) => Task::CrossValidate,
            (_, true) => Task::Check(folder),
            _ => Task::Write { folder, date: self.date.clone().unwrap_or_else(date::today) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> Result<Options, clap::Error> {
        Options::try_parse_from([&["trainer"], args].concat())
    }

    #[test]
    fn arguments_select_the_task() {
        let folder = |path: &str| Folder(PathBuf::from(path));
        let cases = [
            (&["--cv", "d"][..], Task::CrossValidate),
            (&["--check", "d"], Task::Check(folder(MODEL))),
            (&["d", "--out", "o", "--check"], Task::Check(folder("o"))),
            (&["d", "--date", "2026-11-23"], Task::Write { folder: folder(MODEL), date: "2026-11-23".to_owned() }),
        ];
        for (args, task) in cases {
            let options = read(args).unwrap();
            assert_eq!((options.task(), options.only), (task, None), "{args:?}");
            assert_eq!(options.data, Path::new("d"), "{args:?}");
        }
        assert_eq!(read(&["--only", "text", "d", "--cv"]).unwrap().only, Some(Way::Text));
        let Task::Write { date, .. } = read(&["d"]).unwrap().task() else {
            panic!("without an option it writes");
        };
        assert!(date::parse(&date).is_ok(), "{date}");
    }

    #[test]
    fn wrong_arguments_are_refused() {
        let cases = [
            (&[][..], "<DATA>"),
            (&["--cv"], "<DATA>"),
            (&["d", "e"], "'e'"),
            (&["d", "--fold"], "--fold"),
            (&["d", "--only", "both"], "html, text"),
            (&["d", "--cv=1"], "--cv"),
            (&["d", "--date"], "--date"),
            (&["d", "--date", "23.11.2026"], "no date"),
            (&["d", "--cv", "--check"], "cannot be used with"),
            (&["d", "--cv", "--out", "o"], "cannot be used with"),
            (&["d", "--check", "--date", "2026-11-23"], "cannot be used with"),
        ];
        for (args, problem) in cases {
            let error = read(args).expect_err(problem);
            assert!(error.to_string().contains(problem), "{args:?}: {error}");
            assert_eq!(error.exit_code(), 2, "{args:?}");
        }
    }
}
