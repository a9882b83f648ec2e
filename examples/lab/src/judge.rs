//! Runs the extractor over the pages, on all cores, and compares each output with the annotation.

use std::borrow::Cow;
use std::collections::HashSet;
use std::num::NonZero;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use unboil::{Article, Extractor};

use crate::corpus::{BlockLabel, GoldPage};
use crate::kinds::{self, Named};
use crate::measures::{Line, Overlap, Words, squeeze};
use crate::metadata::Fields;

/// The result for one page.
#[derive(Debug)]
pub struct Judged<'a> {
    /// The annotation.
    pub page: &'a GoldPage,
    /// F1, precision and recall: of the words of the output, if the page has a gold text; else of its strings
    /// (must-have strings found and lost, must-not strings leaked). Lines that annotators labelled as neutral are left
    /// out of the words.
    pub overlap: Overlap,
    /// Output lines of four words or more of which under half of the four-word runs are in the gold text or the
    /// headline. Neutral lines are left out. Empty for pages without a gold text.
    pub leaked_lines: Vec<String>,
    /// Gold lines of four words or more of which under half of the four-word runs are in the output. Empty for pages
    /// without a gold text.
    pub lost_lines: Vec<String>,
    /// Must-not strings that are in the output.
    pub leaked_strings: Vec<&'a str>,
    /// Must-have strings that are not in the output.
    pub lost_strings: Vec<&'a str>,
    /// The annotated and the predicted kind of each dropped block that annotators labelled as cruft.
    pub named: Vec<Named>,
    /// Whether title, author and date are right.
    pub fields: Fields,
    /// Whether the output changes when it is cleaned once more. Only measured for dumps (pages as plain text that
    /// another tool made of them), else `false`.
    pub is_unstable: bool,
    /// The error of the extractor, if there was one; the output counts as empty then.
    pub error: Option<String>,
}

impl<'a> Judged<'a> {
    /// Extracts a page and compares the result with the annotation. Fails only if the page can't be read; an error of
    /// the extractor counts as an empty output.
    fn extract(page: &'a GoldPage, extractor: &Extractor) -> Result<Judged<'a>, String> {
        let result = extract(page, extractor)?;
        let error = result.as_ref().err().map(ToString::to_string);
        let article = result.ok();
        let fields = Fields::of(page, article.as_ref());
        let article = article.unwrap_or_default();
        let output = || article.text();
        let is_unstable = page.set.is_dump && extractor.clean(&output()).is_ok_and(|again| again.text() != output());
        Ok(Judged { error, fields, is_unstable, ..Judged::of_article(page, &article) })
    }

    /// Compares the text of an article with the annotation, and the kinds of its dropped blocks with the annotated
    /// kinds.
    pub fn of_article(page: &'a GoldPage, article: &Article) -> Judged<'a> {
        Judged { named: kinds::named(page, article), ..Judged::of(page, &article.text()) }
    }

    /// Compares the text of an output with the annotation.
    pub fn of(page: &'a GoldPage, output: &str) -> Judged<'a> {
        let form: fn(&str) -> String = if page.set.about.ignore_case { str::to_lowercase } else { squeeze };
        let unspaced_scripts = page.set.about.unspaced_scripts;
        let whole = form(output);
        let is_there = |string: &&str| whole.contains(&form(string));
        let (found, lost_strings): (Vec<_>, _) = page.with.iter().map(String::as_str).partition(is_there);
        let without = page.without.iter().map(String::as_str);
        let leaked_strings: Vec<_> = without.filter(is_there).collect();
        let output = without_neutral(page, output);
        let output = words(&output, unspaced_scripts);
        let (overlap, leaked_lines, lost_lines) = match &page.text {
            Some(text) => {
                let gold = words(text, unspaced_scripts);
                // Output begins with the headline, which a gold text may lack. The headline then is no leaked line, but
                // its words count against precision.
                let titled = format!("{}\n{text}", page.title);
                let titled = words(&titled, unspaced_scripts);
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
        let (named, is_unstable, error) = (Vec::new(), false, None);
        Judged {
            page,
            overlap,
            leaked_lines,
            lost_lines,
            leaked_strings,
            lost_strings,
            named,
            fields,
            is_unstable,
            error,
        }
    }

    /// The number of must-have strings that are in the output.
    pub fn found_strings(&self) -> usize {
        self.page.with.len() - self.lost_strings.len()
    }
}

/// The words of a text; with `unspaced_scripts` each character of a script without spaces is a word.
fn words(text: &str, unspaced_scripts: bool) -> Words<'_> {
    if unspaced_scripts { Words::of_any_script(text) } else { Words::of(text) }
}

/// The output without the lines of blocks that annotators labelled as neutral. A line that a content block has as well
/// stays.
fn without_neutral<'o>(page: &GoldPage, output: &'o str) -> Cow<'o, str> {
    let lines = |label: BlockLabel| {
        let blocks = page.blocks.iter().filter(move |(own, _)| *own == label);
        blocks.flat_map(|(_, text)| text.lines()).map(squeeze)
    };
    let mut neutral: HashSet<String> = lines(BlockLabel::Neutral).collect();
    if neutral.is_empty() {
        return Cow::Borrowed(output);
    }
    for line in lines(BlockLabel::Content) {
        neutral.remove(&line);
    }
    let counted: Vec<&str> = output.lines().filter(|line| !neutral.contains(&squeeze(line))).collect();
    Cow::Owned(counted.join("\n"))
}

/// Extracts a page, or cleans a dump (plain text). The outer error means that the page can't be read, the inner one is
/// the extractor's.
pub fn extract(page: &GoldPage, extractor: &Extractor) -> Result<unboil::Result<Article>, String> {
    let source = page.source()?;
    if page.set.is_dump {
        return Ok(extractor.clean(&String::from_utf8_lossy(&source)));
    }
    Ok(extractor.extract_bytes(&source, page.set.about.content_type.as_deref()))
}

/// The texts of the lines that have at least four words and were not found in the other text: leaked lines if `lines`
/// are those of an output, lost lines if they are those of a gold text.
fn stray(lines: &[Line<'_>]) -> Vec<String> {
    lines.iter().filter(|line| line.is_stray()).map(|line| line.text.to_owned()).collect()
}

/// Extracts all pages on all cores. The results are in the order of the pages.
pub fn judge_all<'a>(pages: &'a [GoldPage], extractor: &Extractor) -> Result<Vec<Judged<'a>>, String> {
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
