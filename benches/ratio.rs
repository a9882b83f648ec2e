//! How much does a whole extraction take on real web pages, as a multiple of the bare parse, how much a block, and how
//! much more per byte on the slowest pages than on others? See `cargo bench --features dev --bench ratio -- --help`.
//!
//! Extracts and bare-parses the pages in turns, and takes the fastest round of each page. The pages do not come with
//! the crate; without them nothing is measured. What was measured when stands in `BENCHMARKS.md`.

#[path = "pages/mod.rs"]
mod pages;

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use lexopt::prelude::{Long, Short, Value, ValueExt};
use unboil::{Extractor, dev};

use pages::{GROUPS, Group};

const HELP: &str = "\
Times unboil beside a bare html5ever + rcdom parse, and prints a table in Markdown.

Usage: cargo bench --features dev --bench ratio -- [OPTIONS] [DIR]

DIR holds pages as .html or .html.gz, at any depth. Without one it is WCXB's beside the repository.

  --pages N        so many pages, evenly spread over the directory; all is the default
  --rounds N       each page so many times, of which the fastest counts; 5 is the default
  --instructions   count instructions instead, with valgrind, which must be installed: the same figures
                   on a busy machine. It takes a hundred times as long: name --pages, too
  --help           print this
";

/// Folder of the WCXB data set, beside the repository.
const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/wcxb/html");
/// With five rounds, the sum of the fastest rounds is the same within 2 % from run to run, even on a machine with other
/// work to do.
const ROUNDS: usize = 5;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The work that is measured. The number of instructions of a process that does only this work is that beyond
/// [`Work::Nothing`].
#[derive(Clone, Copy)]
enum Work {
    /// A whole extraction, with its text.
    Extraction,
    /// The parse by html5ever alone.
    BareParse,
    /// The crate's own parse, which comes first in an extraction.
    Parse,
    /// None: what a process does before and beside its work.
    Nothing,
}

impl Work {
    /// All work in the order of the measured values.
    const ALL: [Work; 4] = [Work::Extraction, Work::BareParse, Work::Parse, Work::Nothing];

    /// Does the work for a page, and frees what it made.
    fn run(self, extractor: &Extractor, html: &str) -> Result<()> {
        match self {
            Work::Extraction => drop(black_box(extractor.extract(html)?.text())),
            Work::BareParse => drop(black_box(dev::bare_parse(html))),
            Work::Parse => drop(black_box(dev::parse(html)?)),
            Work::Nothing => (),
        }
        Ok(())
    }
}

/// What a row of the table is computed from: sums over the pages of a group.
#[derive(Default)]
struct Sums {
    pages: usize,
    bytes: usize,
    blocks: usize,
    /// For each of [`Work::ALL`], the nanoseconds, or the instructions.
    costs: [f64; Work::ALL.len()],
}

/// The options of the command line.
struct Options {
    folder: PathBuf,
    pages: usize,
    rounds: usize,
    instructions: bool,
    /// Set in the processes that valgrind runs: the index of the work and of the group.
    only: Option<(usize, usize)>,
}

fn main() -> Result<()> {
    let mut options =
        Options { folder: DATA.into(), pages: usize::MAX, rounds: ROUNDS, instructions: false, only: None };
    let mut args = lexopt::Parser::from_env();
    while let Some(arg) = args.next()? {
        match arg {
            Long("help") | Short('h') => return Ok(io::stdout().write_all(HELP.as_bytes())?),
            Long("pages") => options.pages = args.value()?.parse()?,
            Long("rounds") => options.rounds = args.value()?.parse::<usize>()?.max(1),
            Long("instructions") => options.instructions = true,
            Long("only") => options.only = Some((args.value()?.parse()?, args.value()?.parse()?)),
            // `cargo bench` gives this to every bench.
            Long("bench") => (),
            Value(folder) => options.folder = folder.into(),
            _ => return Err(arg.unexpected().into()),
        }
    }
    if !options.folder.exists() {
        return Ok(writeln!(io::stdout(), "skipped: {} does not exist", options.folder.display())?);
    }
    let raw = pages::read(&options.folder, options.pages)?;
    let extractor = Extractor::default();
    // Builds what is built once per process.
    extractor.extract("<p>x")?;
    let Some((work, group)) = options.only else {
        return Ok(io::stdout().write_all(report(&raw, &extractor, &options)?.as_bytes())?);
    };
    let pages = of_group(&GROUPS[group], &raw);
    // Once before it counts, whatever the work: phrases are parsed when a text first opens like them.
    pages.iter().try_for_each(|html| Work::Extraction.run(&extractor, html))?;
    pages.iter().try_for_each(|html| Work::ALL[work].run(&extractor, html))
}

/// The pages of a group.
fn of_group(group: &Group, raw: &[String]) -> Vec<String> {
    let page = |html: &String| if group.raw { html.clone() } else { pages::without_scripts(html) };
    raw.iter().map(page).filter(|html| (group.has)(html.len())).collect()
}

/// Measures all groups and formats the table.
fn report(raw: &[String], extractor: &Extractor, options: &Options) -> Result<String> {
    let unit = if options.instructions { "instructions" } else { "µs" };
    let mut table = format!(
        "| pages | number | KB a page | blocks a page | whole / bare parse | {unit} a block after the parse | 99th of 100 pages / median, per byte |\n\
         |---|--:|--:|--:|--:|--:|--:|\n"
    );
    for (index, group) in GROUPS.iter().enumerate() {
        let pages = of_group(group, raw);
        if pages.is_empty() {
            continue;
        }
        let mut sums = Sums { pages: pages.len(), ..Sums::default() };
        let mut per_byte = Vec::new();
        for html in &pages {
            sums.bytes += html.len();
            sums.blocks += dev::walk(dev::parse(html)?).texts().count();
            if !options.instructions {
                let costs = nanoseconds(html, extractor, options.rounds)?;
                per_byte.push(costs[0] / html.len().max(1) as f64);
                sums.costs.iter_mut().zip(costs).for_each(|(sum, cost)| *sum += cost);
            }
        }
        if options.instructions {
            for (work, cost) in sums.costs.iter_mut().enumerate() {
                *cost = instructions(work, index, options)?;
            }
        }
        sums.row(group.name, &mut per_byte, options, &mut table);
    }
    Ok(table)
}

impl Sums {
    /// Appends the row of a group to the table.
    fn row(&self, name: &str, per_byte: &mut [f64], options: &Options, table: &mut String) {
        let [extraction, bare, parse, nothing] = self.costs;
        let a_page = |sum: usize| sum as f64 / self.pages as f64;
        let a_block = (extraction - parse) / self.blocks.max(1) as f64;
        let a_block = if options.instructions { format!("{a_block:.0}") } else { format!("{:.2}", a_block / 1e3) };
        per_byte.sort_by(f64::total_cmp);
        let slow = match per_byte {
            [] => String::new(),
            _ => format!("{:.1}", per_byte[per_byte.len() * 99 / 100] / per_byte[per_byte.len() / 2]),
        };
        // Writing to a string can't fail.
        let _ = writeln!(
            table,
            "| {name} | {} | {:.0} | {:.0} | {:.2} | {a_block} | {slow} |",
            self.pages,
            a_page(self.bytes) / 1e3,
            a_page(self.blocks),
            (extraction - nothing) / (bare - nothing),
        );
    }
}

/// The time that each of [`Work::ALL`] takes for a page in its fastest round, in nanoseconds.
fn nanoseconds(html: &str, extractor: &Extractor, rounds: usize) -> Result<[f64; Work::ALL.len()]> {
    let mut fastest = [Duration::MAX; Work::ALL.len()];
    for _ in 0..rounds {
        for (fastest, work) in fastest.iter_mut().zip(Work::ALL) {
            let start = Instant::now();
            work.run(extractor, html)?;
            *fastest = start.elapsed().min(*fastest);
        }
    }
    Ok(fastest.map(|time| time.as_nanos() as f64))
}

/// The number of instructions of a process that does some work for the pages of a group, by valgrind.
fn instructions(work: usize, group: usize, options: &Options) -> Result<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(["--pages", &options.pages.to_string(), "--only", &work.to_string(), &group.to_string()])
        .arg(&options.folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("valgrind can't be run, install it: {error}"))?;
    let printed = String::from_utf8_lossy(&output.stderr);
    let counted = printed.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    counted.ok_or_else(|| format!("valgrind counted nothing: {printed}").into())
}
