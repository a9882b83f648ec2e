//! Measures unboil on annotated pages: `evaluate --help`.

mod diff;
mod floors;
mod report;
mod sites;

use std::error::Error;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::prelude::*;
use unboil::Extractor;

use diff::Diff;
use floors::Floors;
use lab::corpus::{self, GoldPage, PAGE_TYPES};
use lab::figures::Figures;
use lab::judge;
use report::{Tables, Worst};

const HELP: &str = "\
Measures unboil on the annotated pages under DATA and prints tables and the worst pages.

Usage: evaluate [--worst N] [--type TYPE] [--floors FILE] DATA
       evaluate --page [SET/]ID DATA

  --worst N       how many of the worst pages of each set to print (10)
  --type TYPE     only the worst of this page type of wcxb: article, forum, product,
                  collection, listing, documentation, service; the tables stay whole
  --floors FILE   compare the figures with those in FILE
  --page ID       print only this page, in full: what was kept, leaked, lost and removed
  --help          print this

Measures
  F1, precision, recall: of the output's words (\\w+, lower case) against the gold text's,
    as multisets; both empty is 1, one empty is 0. In multilingual: of the must-have and
    must-not strings of all pages, as they stand but for whitespace.
  kind: share of the dropped blocks whose kind readers named that were given it, without
    navigation and what there is no word for; annotated.KIND.kind: of the blocks of a kind.
    In annotated lines that readers found unsure or repeated count neither way.
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

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

struct Options {
    data: PathBuf,
    worst: usize,
    page_type: Option<String>,
    floors: Option<PathBuf>,
    page: Option<String>,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(problem) => {
            complain(&problem);
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode> {
    let Some(options) = options(lexopt::Parser::from_env())? else {
        print(&HELP)?;
        return Ok(ExitCode::SUCCESS);
    };
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
    missed.iter().for_each(|missed| complain(missed));
    Ok(ExitCode::from(u8::from(!missed.is_empty())))
}

/// `None` asks for the help.
fn options(mut args: lexopt::Parser) -> Result<Option<Options>> {
    let (mut worst, mut page_type, mut floors, mut page, mut data) = (10, None, None, None, None);
    while let Some(arg) = args.next()? {
        match arg {
            Long("help") | Short('h') => return Ok(None),
            Long("worst") => worst = args.value()?.parse()?,
            Long("type") => page_type = Some(args.value()?.string()?),
            Long("floors") => floors = Some(PathBuf::from(args.value()?)),
            Long("page") => page = Some(args.value()?.string()?),
            Value(folder) if data.is_none() => data = Some(PathBuf::from(folder)),
            _ => return Err(arg.unexpected().into()),
        }
    }
    if let Some(name) = &page_type
        && !PAGE_TYPES.contains(&name.as_str())
    {
        return Err(format!("unknown page type {name:?}; the types are {}", PAGE_TYPES.join(", ")).into());
    }
    if page.is_some() && floors.is_some() {
        return Err("--page measures one page, --floors needs all".into());
    }
    let data = data.ok_or("where is DATA? See --help")?;
    Ok(Some(Options { data, worst, page_type, floors, page }))
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

/// Writes to standard output; that a reader such as `head` has seen enough is no error.
fn print(report: &dyn Display) -> Result<()> {
    match write!(io::stdout().lock(), "{report}") {
        Err(problem) if problem.kind() != ErrorKind::BrokenPipe => Err(problem.into()),
        _ => Ok(()),
    }
}

fn complain(problem: &dyn Display) {
    // Nobody is left to tell when standard error is closed too.
    let _ = writeln!(io::stderr(), "evaluate: {problem}");
}
