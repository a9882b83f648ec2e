//! Cleans the saved pages of one site with what repeats across them: `site --help`.

mod options;
mod output;

use std::fs;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bulk::inputs::{Found, Inputs};
use bulk::program::{self, Report};
use bulk::{Result, extract};
use clap::Parser;
use options::Options;
use output::Output;
use unboil::{Article, ExtractorBuilder, SiteProfile};

fn main() -> ExitCode {
    program::main("site", || run(&Options::parse()))
}

fn run(options: &Options) -> Result<ExitCode> {
    let first = options.inputs()?;
    let stop = program::stop_on_interrupt()?;

    let profile = profile(options, &first, &stop)?;
    let mut output = Output::new(options.out.as_deref())?;
    // Files that are left out are reported once, by the pass that writes.
    let inputs = first.again();
    let builder = options.builder().site(profile);
    let written = pass(options, &inputs, &stop, &builder, |id, article| output.write(&id, article));
    let summary = output.summary();
    let threads = options.common.threads();
    Report { summary, errors: &output.errors, inputs: &inputs, threads }.end(written, &stop)
}

/// The profile of the site: read from its file, or learned from the pages.
fn profile(options: &Options, inputs: &Inputs, stop: &Arc<AtomicBool>) -> Result<SiteProfile> {
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
    // The pages are extracted without a profile: a profile must not learn from its own decisions.
    pass(options, inputs, stop, &options.builder(), |_, article| {
        article.iter().for_each(|article| profile.learn(article));
        Ok(())
    })?;
    // A run that was stopped has not seen the whole site: its profile is not saved.
    if let Some(path) = options.profile.as_ref().filter(|_| !stop.load(Ordering::Relaxed)) {
        // Written beside the old file and renamed, so that an interrupted run leaves the old profile intact.
        let whole = path.with_added_extension("new");
        let saved = fs::write(&whole, profile.to_bytes()).and_then(|()| fs::rename(&whole, path));
        saved.map_err(|problem| named(path, &problem))?;
    }
    Ok(profile)
}

/// Extracts all pages, and calls `each` with the results in the order of the inputs.
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
    program::each_input(inputs, options.common.threads(), stop, work, |(id, article), progress| {
        // Inputs that are no pages are skipped.
        let Some(article) = article else { return Ok(()) };
        pages += 1;
        progress.show(pages);
        each(id, article)
    })
}
