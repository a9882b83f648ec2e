//! What the command line asks for.

use std::path::{Path, PathBuf};

use lexopt::prelude::*;

use crate::Result;
use crate::date;
use crate::files::Folder;

pub(crate) const HELP: &str = "\
Trains the scorer of unboil on the annotated pages under DATA: prints cross-validated
figures and the calibration, then trains on all pages and writes the model. Then does the
same for plain text, with the pages in the styles of several scrapers.

Usage: trainer [--only WAY] [--date YYYY-MM-DD] [--out DIR] DATA
       trainer --cv [--only WAY] DATA
       trainer --check [--only WAY] [--out DIR] DATA

  --cv            only cross-validate and print
  --check         no cross-validation: train on all pages and compare with the files of
                  the model
  --only WAY      html or text: leave out the other way into the crate
  --date DATE     the date in PROVENANCE.md (today)
  --out DIR       the folder of the model (src/score/model of this crate)
  --help          print this

Files: vocabulary.txt and forests.bin are the model, with text-forests.bin for plain text;
cross-validation.txt and text-cross-validation.txt are what --cv prints, PROVENANCE.md says
what the model was made of.

Exit code: 0 done; 1 a file is not what training gives; 2 wrong usage or unreadable data.
";

/// Where the crate keeps its model.
const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../src/score/model");

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) data: PathBuf,
    pub(crate) task: Task,
    /// Both ways if `None`.
    pub(crate) only: Option<Way>,
}

/// The way into the crate that a model is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Html,
    Text,
}

fn way(name: &str) -> std::result::Result<Way, &'static str> {
    match name {
        "html" => Ok(Way::Html),
        "text" => Ok(Way::Text),
        _ => Err("the ways are html and text"),
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Only print the figures.
    CrossValidate,
    /// Compare the model with its files.
    Check(Folder),
    /// Print the figures and write the model.
    Write { folder: Folder, date: String },
}

/// `None` asks for the help.
pub(crate) fn read(mut args: lexopt::Parser) -> Result<Option<Options>> {
    let (mut is_cv, mut only, mut is_check, mut day, mut out, mut data) = (false, None, false, None, None, None);
    while let Some(arg) = args.next()? {
        match arg {
            Long("help") | Short('h') => return Ok(None),
            Long("cv") => is_cv = true,
            Long("only") => only = Some(args.value()?.parse_with(way)?),
            Long("check") => is_check = true,
            Long("date") => day = Some(args.value()?.string()?),
            Long("out") => out = Some(PathBuf::from(args.value()?)),
            Value(folder) if data.is_none() => data = Some(PathBuf::from(folder)),
            _ => return Err(arg.unexpected().into()),
        }
    }
    if let Some(day) = &day
        && !date::is_date(day)
    {
        return Err(format!("{day:?} is no date of the form YYYY-MM-DD").into());
    }
    if is_cv && is_check {
        return Err("--check does not cross-validate, --cv does nothing else".into());
    }
    if is_cv && out.is_some() {
        return Err("--cv writes nothing, --out says where to write".into());
    }
    if (is_cv || is_check) && day.is_some() {
        return Err("--date is for the files that are written; --cv and --check write none".into());
    }
    let data = data.ok_or("where is DATA? See --help")?;
    let folder = Folder(out.unwrap_or_else(|| Path::new(MODEL).to_owned()));
    let task = match (is_cv, is_check) {
        (true, _) => Task::CrossValidate,
        (_, true) => Task::Check(folder),
        _ => Task::Write { folder, date: day.unwrap_or_else(date::today) },
    };
    Ok(Some(Options { data, task, only }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_args(args: &[&str]) -> Result<Option<Options>> {
        read(lexopt::Parser::from_args(args))
    }

    #[test]
    fn arguments_say_what_to_do() {
        let folder = |path: &str| Folder(PathBuf::from(path));
        let cases = [
            (&["--cv", "d"][..], Task::CrossValidate),
            (&["--check", "d"], Task::Check(folder(MODEL))),
            (&["d", "--out", "o", "--check"], Task::Check(folder("o"))),
            (&["d", "--date", "2026-11-23"], Task::Write { folder: folder(MODEL), date: "2026-11-23".to_owned() }),
        ];
        for (args, task) in cases {
            let expected = Options { data: PathBuf::from("d"), task, only: None };
            assert_eq!(read_args(args).unwrap(), Some(expected), "{args:?}");
        }
        assert_eq!(
            read_args(&["--only", "text", "d", "--cv"]).unwrap().and_then(|options| options.only),
            Some(Way::Text)
        );
        assert_eq!(read_args(&["--cv", "--help"]).unwrap(), None);
        let Some(Options { task: Task::Write { date, .. }, .. }) = read_args(&["d"]).unwrap() else {
            panic!("without an option it writes");
        };
        assert!(date::is_date(&date), "{date}");
    }

    #[test]
    fn wrong_arguments_are_refused() {
        let cases = [
            (&[][..], "where is DATA"),
            (&["--cv"], "where is DATA"),
            (&["d", "e"], "\"e\""),
            (&["d", "--fold"], "--fold"),
            (&["d", "--only", "both"], "html and text"),
            (&["d", "--cv=1"], "--cv"),
            (&["d", "--date"], "--date"),
            (&["d", "--date", "23.11.2026"], "no date"),
            (&["d", "--cv", "--check"], "does nothing else"),
            (&["d", "--cv", "--out", "o"], "writes nothing"),
            (&["d", "--check", "--date", "2026-11-23"], "write none"),
        ];
        for (args, problem) in cases {
            let error = read_args(args).expect_err(problem).to_string();
            assert!(error.contains(problem), "{args:?}: {error}");
        }
    }
}
