//! Cleans the saved pages of one site with what repeats across them.

use std::fmt::Display;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use unboil::{Article, SiteProfile};

use crate::Result;
use crate::extract::extract;
use crate::inputs::Found;
use crate::options::{Format, Site};
use crate::program;
use crate::progress::Progress;
use crate::run::{Job, run_until};

/// Runs both passes.
pub(crate) fn run(site: &Site) -> Result<ExitCode> {
    if site.shared.reads_standard_input() {
        return Err("the pages are read twice: standard input can't be".into());
    }
    let job = Job::new(&site.shared, Format::Json)?;
    let stop = program::stop_on_interrupt()?;
    let profile = profile(site, &job, &stop)?;
    // Files that are left out are reported once, by the pass that writes.
    let (inputs, builder) = (job.inputs.again(), job.builder.clone().site(profile));
    run_until(&Job { inputs, builder, has_profile: true, is_summed_up: true, ..job }, &stop)
}

/// The profile of the site: read from its file, or learned from the pages.
fn profile(site: &Site, job: &Job<'_>, stop: &Arc<AtomicBool>) -> Result<SiteProfile> {
    let named = |path: &Path, problem: &dyn Display| format!("{}: {problem}", path.display());
    let saved = match &site.profile {
        Some(path) if path.exists() => {
            let bytes = fs::read(path).map_err(|problem| named(path, &problem))?;
            Some(SiteProfile::from_bytes(&bytes).map_err(|problem| named(path, &problem))?)
        }
        _ => None,
    };
    let is_known = saved.is_some() && !site.learn;
    let mut profile = saved.unwrap_or_default();
    if is_known {
        return Ok(profile);
    }
    learn(job, stop, &mut profile)?;
    // A run that was stopped has not seen the whole site: its profile is not saved.
    if let Some(path) = site.profile.as_ref().filter(|_| !stop.load(Ordering::Relaxed)) {
        // Written beside the old file and renamed, so that an interrupted run leaves the old profile intact.
        let whole = path.with_added_extension("new");
        let saved = fs::write(&whole, profile.to_bytes()).and_then(|()| fs::rename(&whole, path));
        saved.map_err(|problem| named(path, &problem))?;
    }
    Ok(profile)
}

/// Extracts all pages without a profile, which must not learn from its own decisions, and lets it learn from them.
fn learn(job: &Job<'_>, stop: &Arc<AtomicBool>, profile: &mut SiteProfile) -> Result<()> {
    let extractor = job.builder.clone().build();
    // Pages with errors are reported by the second pass.
    let work = move |Found { page, .. }: Found| -> Option<Article> {
        let article = extract(&extractor, &page.ok()??).ok()?;
        // What is no page at all, such as a PDF, has no blocks, and teaches nothing.
        (!article.blocks().is_empty() || !article.removed().is_empty()).then_some(article)
    };
    let mut pages = 0;
    let progress = Progress::new(&job.inputs, true);
    program::each_input(&job.inputs, job.shared.threads(), stop, progress, work, |article, progress| {
        if let Some(article) = article {
            pages += 1;
            progress.show(pages);
            profile.learn(&article);
        }
        Ok(())
    })
}
