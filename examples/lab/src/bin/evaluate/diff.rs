//! One page in full: every line of the output and of the gold, and every removed block with its reasons.

use std::fmt;

use lab::corpus::GoldPage;
use lab::judge::{self, Judged};
use lab::measures::{Line, Words, squeeze};
use unboil::{Article, Extractor};

use crate::report::Summary;

/// A page and its article; printed as the report of `--page`.
pub(crate) struct Diff<'a> {
    page: &'a GoldPage,
    article: Article,
}

impl<'a> Diff<'a> {
    /// Extracts a page.
    ///
    /// # Errors
    ///
    /// If the page can't be read or extracted.
    pub(crate) fn extract(page: &'a GoldPage, extractor: &Extractor) -> Result<Diff<'a>, String> {
        let article = judge::extract(page, extractor)?.map_err(|error| format!("{page}: {error}"))?;
        Ok(Diff { page, article })
    }
}

impl fmt::Display for Diff<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let output = self.article.text();
        write!(f, "{}", Summary(&Judged::of(self.page, &output)))?;
        match &self.page.text {
            Some(gold) => lines(f, &output, gold)?,
            None => writeln!(f, "\noutput:\n{output}")?,
        }
        writeln!(f, "\nremoved blocks: kind, probability of being content, [reasons], text")?;
        for block in self.article.removed() {
            let reasons: Vec<String> = block.reasons().iter().map(ToString::to_string).collect();
            let (kind, score, reasons) = (block.cruft(), block.score(), reasons.join("; "));
            writeln!(f, "{kind:<13} {score:.2} [{reasons}] {}", squeeze(block.text()))?;
        }
        Ok(())
    }
}

/// Prints every line of output and gold text, with marks for leaked and lost ones.
fn lines(f: &mut fmt::Formatter<'_>, output: &str, gold: &str) -> fmt::Result {
    let (output, gold) = (Words::of(output), Words::of(gold));
    writeln!(f, "\noutput: `+` is a leaked line, `.` one too short to count")?;
    for line in output.lines_found_in(&gold) {
        writeln!(f, "{} {}", mark(&line, '+'), line.text)?;
    }
    writeln!(f, "\ngold: `-` is a lost line, `.` one too short to count")?;
    let mut gold = gold.lines_found_in(&output).into_iter();
    gold.try_for_each(|line| writeln!(f, "{} {}", mark(&line, '-'), line.text))
}

/// The mark before a line: `stray` if it is long and not found, `.` if it is short and not found, else a space.
fn mark(line: &Line<'_>, stray: char) -> char {
    match (line.is_found, line.is_long) {
        (true, _) => ' ',
        (false, true) => stray,
        (false, false) => '.',
    }
}
