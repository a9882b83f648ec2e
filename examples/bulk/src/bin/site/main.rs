//! Cleans the saved pages of one site with what repeats across them: `site --help`.

mod options;
mod output;

use std::fs;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bulk::inputs::{self, Found, Inputs};
use bulk::program::{self, Report};
use bulk::{Result, extract, too_long};
use options::Options;
use output::Output;
use unboil::{Article, Extractor, ExtractorBuilder, SiteProfile};

const HELP: &str = "\
Cleans the saved pages of one site, with what repeats across them. A first pass learns the profile of the site
from all pages, a second one extracts them with it.

Usage: site [OPTIONS] INPUT…

";

const OPTIONS: &str = "\
JSON lines come out, in the order of the input: id, url, title, byline, published, language, text and repeated: the
texts that were dropped because of the profile, each with the reason; or id and error.

  --out DIR         write each article as a text of its own into this directory instead
  --profile FILE    take the profile from this file, without a first pass; if there is no such file, learn it and
                    save it there
  --learn           with a FILE that is there: learn from these pages too, and save it again
  --max-bytes N     the longest page, in bytes; 16777216 (16 MiB) is the default, 1073741824 (1 GiB) the most
  --threads N       work on so many threads; one for each core is the default and the most
  --help            print this

";

fn main() -> ExitCode {
    program::main("site", &[HELP, inputs::HELP, OPTIONS, program::EXIT_CODES], Options::parse(), run)
}

fn run(options: &Options) -> Result<ExitCode> {
    let stop = program::stop_on_interrupt()?;

    let profile = profile(options, &stop)?;
    let mut output = Output::new(options.out.as_deref())?;
    // What is left out is told once, by the pass that writes.
    let inputs = options.inputs.again();
    let builder = builder(options).site(profile);
    let written = pass(options, &inputs, &stop, &builder, |id, article| output.write(&id, article));
    let summary = output.summary();
    Report { summary, errors: &output.errors, inputs: &inputs, threads: options.threads }.end(written, &stop)
}

fn builder(options: &Options) -> ExtractorBuilder {
    Extractor::builder().limits(too_long::limits(options.inputs.max_bytes))
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
    pass(options, &options.inputs, stop, &builder(options), |_, article| {
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
    inputs: &Inputs,
    stop: &Arc<AtomicBool>,
    builder: &ExtractorBuilder,
    mut each: impl FnMut(String, Result<Article>) -> Result<()>,
) -> Result<()> {
    let builder = builder.clone();
    let work = move |Found { id, page }: Found| {
        (id, page.and_then(|page| page.map(|page| extract(&builder, &page)).transpose()).transpose())
    };
    let mut pages = 0;
    program::each_input(inputs, options.threads, stop, work, |(id, article), progress| {
        // What is no page at all is passed over.
        let Some(article) = article else { return Ok(()) };
        pages += 1;
        progress.show(pages);
        each(id, article)
    })
}
