//! The numbers of pages by result, and the summary at the end of a run.

use std::collections::BTreeMap;
use std::time::Instant;

use unboil::PageVerdict;

use crate::capped_list::CappedList;
use crate::form::Form;
use crate::plural::counted;
use crate::program;
use crate::work::{Extracted, Outcome};

/// The numbers of inputs by result.
pub(crate) struct Counts {
    started: Instant,
    /// The pages with an article, or with the beginning of one.
    articles: u64,
    /// The pages without an article.
    empty: u64,
    verdicts: BTreeMap<PageVerdict, u64>,
    errors: CappedList,
    /// The pages that the output held already.
    done: u64,
    /// The inputs that are no pages.
    others: u64,
    /// The blocks that were dropped because of the profile.
    dropped: u64,
    /// Whether problems are printed as they occur.
    prints: bool,
}

impl Counts {
    /// Counts of a run that begins now. `prints` says whether problems are printed as they occur.
    pub(crate) fn new(prints: bool) -> Counts {
        Counts {
            started: Instant::now(),
            articles: 0,
            empty: 0,
            verdicts: BTreeMap::new(),
            errors: CappedList::default(),
            done: 0,
            others: 0,
            dropped: 0,
            prints,
        }
    }

    /// The pages that could not be read or extracted; where problems are printed, also those without an article.
    pub(crate) fn errors(&self) -> &CappedList {
        &self.errors
    }

    pub(crate) fn add(&mut self, outcome: &Outcome, form: &Form) {
        match outcome {
            Outcome::Extracted(page) => {
                self.dropped += page.dropped_by_profile;
                *if page.is_empty { &mut self.empty } else { &mut self.articles } += 1;
                *self.verdicts.entry(page.verdict).or_default() += 1;
                if self.prints {
                    self.print_what_is_wrong(page, form);
                }
            }
            Outcome::Error { message, .. } if self.prints => self.print(message),
            Outcome::Error { message, .. } => self.errors.add(message),
            Outcome::Done => self.done += 1,
            // `Unknown` does not occur here: `settle` has decided it.
            Outcome::NoPage | Outcome::Unknown(_) => self.others += 1,
        }
    }

    /// Says what a page is if it is no whole article, unless the output does. That is a problem if nothing, or another
    /// thing than an article, comes out; the beginning of an article is none.
    fn print_what_is_wrong(&mut self, page: &Extracted, form: &Form) {
        let Some(instead) = page.instead.as_ref().filter(|_| !form.shows_verdict()) else { return };
        let id = &page.id;
        match page.verdict {
            PageVerdict::WrongFormat => self.print(&format!("{id}: {instead}")),
            _ if form.is_list() => {}
            _ if page.is_empty && page.has_removed => {
                self.print(&format!("{id}: {instead}; --removed lists what was left out"));
            }
            _ if page.is_empty => self.print(&format!("{id}: {instead}")),
            _ => program::complain(&format!("{id}: {instead}")),
        }
    }

    /// Prints a problem, and counts it.
    fn print(&mut self, message: &str) {
        program::complain(&message);
        self.errors.count_printed();
    }

    /// The number of inputs that are pages.
    pub(crate) fn pages(&self) -> u64 {
        self.articles + self.empty + self.errors.count() + self.done
    }

    /// A line with all numbers, and a table of the verdicts.
    pub(crate) fn summary(&self, is_stopped: bool, has_profile: bool) -> String {
        let mut parts = vec![
            format!("{} with an article", self.articles),
            format!("{} without", self.empty),
            counted(self.errors.count(), "error"),
        ];
        parts.extend((self.done > 0).then(|| format!("{} done before", self.done)));
        let mut line = counted(self.pages(), "page");
        line += if is_stopped { " until stopped: " } else { ": " };
        line += &parts.join(", ");
        if self.others > 0 {
            line += &format!("; {}", counted(self.others, "other record"));
        }
        if has_profile {
            line += &format!("; {} dropped by the profile", counted(self.dropped, "block"));
        }
        line += &format!("; {:.1} s", self.started.elapsed().as_secs_f64());
        line + &self.table()
    }

    /// A line for each verdict that a page got, with the number of these pages.
    fn table(&self) -> String {
        if self.verdicts.is_empty() {
            return String::new();
        }
        let row = |name: &str, number: &str| format!("\n  {name:12}  {number:>9}");
        let rows = self.verdicts.iter().map(|(verdict, pages)| row(verdict.name(), &pages.to_string()));
        [row("VERDICT", "PAGES")].into_iter().chain(rows).collect()
    }
}
