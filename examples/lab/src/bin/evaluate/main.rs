//! Measures unboil on annotated pages: `evaluate --help`.

mod diff;
mod floors;
mod report;
mod sites;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use clap::builder::PossibleValuesParser;
use lab::corpus::{self, GoldPage, PAGE_TYPES};
use lab::figures::Figures;
use lab::judge;
use lab::program::{self, Result, print};
use unboil::Extractor;

use diff::Diff;
use floors::Floors;
use report::{Tables, Worst};

const NAME: &str = "evaluate";

const HELP: &str = "\
Measures
  F1, precision, recall: of the output's words (\\w+, lower case) against the gold text's,
    as multisets; both empty is 1, one empty is 0. In multilingual: of the must-have and
    must-not strings of all pages, as they stand but for whitespace.
  kind: share of the dropped blocks with an annotated kind for which that kind was predicted,
    without navigation and the label `other`; annotated.KIND.kind: of the blocks of a kind.
    In annotated, lines that annotators found unsure or repeated count neither way.
  with, without: mean over pages of the share of must-have strings found, of must-not
    strings leaked, in any case; a page that has none counts as 1, as in DATA/README.md.
  leak: share of pages with an output line of four or more words of which under half of
    the four-word runs stand in the gold text. loss: the same, gold against output.
  again: share of the dumps that change when what came of them is cleaned again.
  title, author, date: share of the pages whose gold names it on which it is the same, but
    for case and punctuation; the date by day, of publication or else of the last change.
  with a profile: each page of portals with a site profile that learned from all other pages
    of its site; harm: the most that it takes from the F1 of a page.

Floors: one a line, values from 0 to 1, `#` starts a comment
  wcxb.article.f1 >= 0.930          # must not fall below
  wcxb.all.without <= 0.070         # without, leak, loss, again and harm must not rise above
  Figures: wcxb.TYPE.{f1,precision,recall,with,without} with `all` as one of the types,
  wcxb.article.{leak,loss}, the same of dumps (wcxb as plain text, cleaned),
  {wcxb,dumps,fundus,chinese}.all.{title,author,date}, dumps.all.again,
  multilingual.{f1,precision,recall}, annotated.all.{f1,precision,recall,leak,loss,kind},
  annotated.KIND.kind, {fundus,chinese}.all.{f1,precision,recall},
  portals.SITE.{f1,precision,recall}, portals.SITE.profile.{f1,precision,recall,harm}.

Exit code: 0 done; 1 a figure is worse than its floor; 2 wrong usage or unreadable data.
";

/// Measures unboil on the annotated pages under DATA and prints tables and the worst pages.
#[derive(Debug, Parser)]
#[command(name = NAME, args_override_self = true, after_help = HELP)]
struct Options {
    /// The folder with a folder for each data set, as README.md of examples/lab describes them.
    data: PathBuf,
    /// How many of the worst pages of each set to print.
    #[arg(long, value_name = "N", default_value_t = 10)]
    worst: usize,
    /// Only the worst of this type; the tables stay whole.
    #[arg(long = "type", value_name = "TYPE", value_parser = PossibleValuesParser::new(PAGE_TYPES))]
    page_type: Option<String>,
    /// Compare the figures with those in FILE.
    #[arg(long, value_name = "FILE", conflicts_with = "page")]
    floors: Option<PathBuf>,
    /// Print only this page, in full: what was kept, leaked, lost and removed.
    #[arg(long, value_name = "[SET/]ID")]
    page: Option<String>,
}

fn main() -> ExitCode {
    program::run(NAME, || evaluate(&Options::parse()))
}

fn evaluate(options: &Options) -> Result<ExitCode> {
    let floors = options.floors.as_deref().map(Floors::read).transpose()?;
    let pages = corpus::load(&options.data)?;
    let extractor = Extractor::builder().build();
    if let Some(name) = &options.page {
        return print_diffs(&pages, name, &extractor);
    }
    let judged = judge::judge_all(&pages, &extractor)?;
    let mut figures = Figures::of(&judged);
    figures.0.extend(sites::figures(&pages)?);
    print(&Tables { judged: &judged, figures: &figures })?;
    print(&Worst { judged: &judged, count: options.worst, page_type: options.page_type.as_deref() })?;
    let missed = floors.map_or(Ok(Vec::new()), |floors| floors.missed(&figures))?;
    missed.iter().for_each(|missed| program::say(NAME, missed));
    Ok(ExitCode::from(u8::from(!missed.is_empty())))
}

fn print_diffs(pages: &[GoldPage], name: &str, extractor: &Extractor) -> Result<ExitCode> {
    let mut named = pages.iter().filter(|page| page.is_named(name)).peekable();
    if named.peek().is_none() {
        return Err(format!("no page {name:?} in any set").into());
    }
    for page in named {
        print(&Diff::extract(page, extractor)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_what_the_help_says() {
        let parse = |args: &[&str]| Options::try_parse_from([&[NAME], args].concat());
        let options = parse(&["--worst", "3", "--type", "forum", "d"]).unwrap();
        assert_eq!((options.worst, options.page_type.as_deref()), (3, Some("forum")));
        assert_eq!(parse(&["d"]).unwrap().worst, 10);
        for wrong in [&[][..], &["d", "e"], &["d", "--type", "blog"], &["d", "--page", "1", "--floors", "f"]] {
            assert_eq!(parse(wrong).unwrap_err().exit_code(), 2, "{wrong:?}");
        }
    }
}
