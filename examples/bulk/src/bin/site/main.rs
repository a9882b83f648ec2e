//! Cleans the saved pages of one site with what repeats across them: `site --help`.

mod options;
mod output;

use std::fs;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bulk::inputs::Found;
use bulk::program;
use bulk::{Result, extract};
use options::Options;
use output::Output;
use unboil::{Article, Extractor, ExtractorBuilder, SiteProfile};

const HELP: &str = "\
Cleans the saved pages of one site, with what repeats across them. A first pass learns the profile of the site
from all pages, a second one extracts them with it.

Usage: site [OPTIONS] INPUT…

INPUT is a directory of pages, a page (.html, .htm, .xhtml), a text that was scraped earlier (.txt), a file of JSON
lines (.jsonl, .ndjson), a WARC file (.warc) or a glob of them; each of them may be packed with gzip.

JSON lines come out, in the order of the input: id, url, title, byline, published, language, text and repeated: the
texts that were dropped because of the profile, each with the reason; or id and error.

  --out DIR         write each article as a text of its own into this directory instead
  --profile FILE    take the profile from this file, without a first pass; if there is no such file, learn it and
                    save it there
  --learn           with a FILE that is there: learn from these pages too, and save it again
  --threads N       work on so many threads; one for each core is the default
  --help            print this

Exit code: 0 done; 1 done, with errors of single pages; 2 wrong usage, or the output can't be written;
130 stopped by Ctrl-C.
";

fn main() -> ExitCode {
    program::main("site", HELP, Options::parse(), run)
}

fn run(options: &Options) -> Result<ExitCode> {
    let stop = program::stop_on_interrupt()?;

    let profile = profile(options, &stop)?;
    let mut output = Output::new(options.out.as_deref())?;
    let builder = Extractor::builder().site(profile);
    let written = pass(options, &stop, &builder, |id, article| output.write(&id, article));
    program::end(written, &output.summary(), output.errors, &stop)
}

/// The profile of the site: from its file, or learned.
fn profile(options: &Options, stop: &Arc<AtomicBool>) -> Result<SiteProfile> {
    let named = |path: &std::path::Path, problem: &dyn std::fmt::Display| format!("{}: {problem}", path.display());
    let saved = match &options.profile {
        Some(path) if path.exists() => {
            let bytes = fs::read(path).map_err(|problem| named(path, &problem))?;
            Some(SiteProfile::from_bytes(&bytes).map_err(|problem| named(path, &problem))?)
        }
        _ => None,
    };
    let is_known = saved.is_some() && !options.learn;
    let mut profile = saved.unwrap_or_default();
    if is_known {
        return Ok(profile);
    }
    // Without a profile: what one has decided teaches nothing.
    pass(options, stop, &Extractor::builder(), |_, article| {
        article.iter().for_each(|article| profile.learn(article));
        Ok(())
    })?;
    // What a run that was stopped has learned is not all of the site.
    if let Some(path) = options.profile.as_ref().filter(|_| !stop.load(Ordering::Relaxed)) {
        // In one piece: a run that breaks off leaves the old one.
        let whole = path.with_added_extension("new");
        let saved = fs::write(&whole, profile.to_bytes()).and_then(|()| fs::rename(&whole, path));
        saved.map_err(|problem| named(path, &problem))?;
    }
    Ok(profile)
}

/// Extracts all pages, in order.
fn pass(
    options: &Options,
    stop: &Arc<AtomicBool>,
    builder: &ExtractorBuilder,
    mut each: impl FnMut(String, Result<Article>) -> Result<()>,
) -> Result<()> {
    let builder = builder.clone();
    let work = move |Found { id, page }: Found| {
        (id, page.and_then(|page| page.map(|page| extract(&builder, &page)).transpose()).transpose())
    };
    let mut pages = 0;
    program::each_input(&options.inputs, options.threads, stop, work, |(id, article), progress| {
        // What is no page at all is passed over.
        let Some(article) = article else { return Ok(()) };
        pages += 1;
        progress.show(pages);
        each(id, article)
    })
}
