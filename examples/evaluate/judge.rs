//! Runs the extractor over the pages, on all cores, and compares each output with the gold.

use std::num::NonZero;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use unboil::{Article, Extractor};

use crate::corpus::{GoldPage, Set};
use crate::measures::{Line, Overlap, Words, squeeze};
use crate::metadata::Fields;

/// What came of one page.
#[derive(Debug)]
pub(crate) struct Judged<'a> {
    pub(crate) page: &'a GoldPage,
    /// Words against the gold text, if there is one, else strings found and leaked.
    pub(crate) overlap: Overlap,
    /// Output lines that are not in the gold text.
    pub(crate) leaked_lines: Vec<String>,
    /// Gold lines that are not in the output.
    pub(crate) lost_lines: Vec<String>,
    /// Must-not strings that are in the output.
    pub(crate) leaked_strings: Vec<&'a str>,
    /// Must-have strings that are not.
    pub(crate) lost_strings: Vec<&'a str>,
    /// The metadata that came out right.
    pub(crate) fields: Fields,
    /// Of a text: cleaning the output once more would change it.
    pub(crate) is_unstable: bool,
    /// Why there is no output.
    pub(crate) error: Option<String>,
}

impl<'a> Judged<'a> {
    /// Fails only if the page cannot be read; an error of the extractor counts as an empty output.
    fn extract(page: &'a GoldPage, extractor: &Extractor) -> Result<Judged<'a>, String> {
        let result = extract(page, extractor)?;
        let error = result.as_ref().err().map(ToString::to_string);
        let article = result.ok();
        let fields = Fields::of(page, article.as_ref());
        let output = article.map_or(String::new(), |article| article.text());
        let is_unstable = page.set == Set::Dumps && extractor.clean(&output).is_ok_and(|again| again.text() != output);
        Ok(Judged { error, fields, is_unstable, ..Judged::of(page, &output) })
    }

    /// Compares an output with what the page should give.
    pub(crate) fn of(page: &'a GoldPage, output: &str) -> Judged<'a> {
        // As the figures in the data's README were made, so that these compare.
        let form: fn(&str) -> String = match page.set {
            Set::Wcxb | Set::Dumps => str::to_lowercase,
            Set::Multilingual | Set::Portals => squeeze,
        };
        let whole = form(output);
        let is_there = |string: &&str| whole.contains(&form(string));
        let (found, lost_strings): (Vec<_>, _) = page.with.iter().map(String::as_str).partition(is_there);
        let without = page.without.iter().map(String::as_str);
        let leaked_strings: Vec<_> = without.filter(is_there).collect();
        let output = Words::of(output);
        let (overlap, leaked_lines, lost_lines) = match &page.text {
            Some(text) => {
                let gold = Words::of(text);
                // The output begins with the headline, the gold text of WCXB does not: it is no leak.
                let titled = format!("{}\n{text}", page.title);
                let titled = Words::of(&titled);
                (
                    Overlap::of(&output, &gold),
                    stray(&output.lines_found_in(&titled)),
                    stray(&gold.lines_found_in(&output)),
                )
            }
            None => {
                let (found, leaked, lost) = (found.len(), leaked_strings.len(), lost_strings.len());
                (Overlap::from_counts(found, leaked, lost), Vec::new(), Vec::new())
            }
        };
        let fields = Fields::default();
        let (is_unstable, error) = (false, None);
        Judged { page, overlap, leaked_lines, lost_lines, leaked_strings, lost_strings, fields, is_unstable, error }
    }

    pub(crate) fn found_strings(&self) -> usize {
        self.page.with.len() - self.lost_strings.len()
    }
}

/// What the extractor makes of a page. Fails only if the page cannot be read.
pub(crate) fn extract(page: &GoldPage, extractor: &Extractor) -> Result<unboil::Result<Article>, String> {
    let source = page.source()?;
    Ok(match page.set {
        Set::Dumps => extractor.clean(&String::from_utf8_lossy(&source)),
        _ => extractor.extract_bytes(&source, page.set.content_type()),
    })
}

fn stray(lines: &[Line<'_>]) -> Vec<String> {
    lines.iter().filter(|line| line.is_stray()).map(|line| line.text.to_owned()).collect()
}

/// One `Judged` a page, in the order of the pages whatever the threads do.
pub(crate) fn judge_all<'a>(pages: &'a [GoldPage], extractor: &Extractor) -> Result<Vec<Judged<'a>>, String> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(page) = pages.get(index) else {
                return Ok(done);
            };
            done.push((index, Judged::extract(page, extractor)?));
        }
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let shares: Result<Vec<Vec<_>>, String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let join =
            |worker: thread::ScopedJoinHandle<'_, _>| worker.join().unwrap_or_else(|cause| panic::resume_unwind(cause));
        workers.into_iter().map(join).collect()
    });
    let mut judged: Vec<(usize, Judged<'a>)> = shares?.into_iter().flatten().collect();
    judged.sort_by_key(|(index, _)| *index);
    Ok(judged.into_iter().map(|(_, judged)| judged).collect())
}
