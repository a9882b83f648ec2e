//! The report of a run: tables of all figures, and the worst pages.

use std::{fmt, iter};

use lab::corpus;
use lab::figures::{Figures, groups, of_set};
use lab::judge::Judged;
use lab::kinds::Confusion;
use lab::measures::Overlap;
use lab::sections::{Section, listed, words_headline};
use lab::set::{Labels, Set};

/// At most this many lines or strings of each list are shown for a page: enough to see what went wrong. Set by hand.
const MAX_LINES: usize = 6;
/// At most this many characters of each line are shown. Set by hand.
const MAX_LINE_CHARS: usize = 100;

/// The tables of all figures, laid out like those in the README of the data.
pub(crate) struct Tables<'r> {
    pub(crate) judged: &'r [Judged<'r>],
    pub(crate) figures: &'r Figures,
}

impl fmt::Display for Tables<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (version, pages) = (lab::unboil_version(), self.judged.len());
        writeln!(f, "unboil {version}, {pages} pages of the development set.")?;
        let sets = corpus::sets(self.judged.iter().map(|page| page.page));
        writeln!(f, "{}", in_sample(&sets))?;
        for section in Section::all(&sets) {
            match section {
                Section::Types(set) => self.types(f, set)?,
                Section::Strings(set) => self.strings(f, set)?,
                Section::Words(sets) => self.words(f, &sets)?,
                Section::Sites(set) => self.sites(f, set)?,
            }
        }
        self.errors(f)
    }
}

/// The note that names the sets which the trainer learns from (`trained = true`), without dumps, which are the pages of
/// another set.
fn in_sample(sets: &[&Set]) -> String {
    let trained = sets.iter().filter(|set| set.about.trained && !set.is_dump);
    let names: Vec<&str> = trained.map(|set| set.name.as_str()).collect();
    if names.is_empty() {
        return "None of these sets is one that the trainer learns from.".to_owned();
    }
    format!(
        "In-sample: the trainer learns from the pages of {}.\n\
         This table guards against regressions; what to expect on other sites stands in\n\
         src/score/model/cross-validation.txt.",
        listed(&names)
    )
}

impl Tables<'_> {
    fn types(&self, f: &mut fmt::Formatter<'_>, set: &Set) -> fmt::Result {
        let (pages, name) = (of_set(self.judged, set).len(), &set.name);
        writeln!(f, "\n{name}, {pages} pages, mean over pages: bags of words,")?;
        writeln!(f, "% of must-have strings found (with), % of must-not strings leaked (without)")?;
        let (label, f1, p, r, with, without) = ("", "F1", "P", "R", "with", "without");
        writeln!(f, "  {label:<24}{f1:>7}{p:>7}{r:>7}{with:>8}{without:>9}")?;
        for page_type in iter::once("all").chain(set.about.types.iter().map(String::as_str)) {
            let name = format!("{name}.{page_type}");
            self.overlap(f, page_type, &name)?;
            let with = self.percent(&name, "with");
            let without = self.percent(&name, "without");
            writeln!(f, "{with:>8}{without:>9}")?;
        }
        let leak = self.percent(&format!("{name}.article"), "leak");
        let loss = self.percent(&format!("{name}.article"), "loss");
        writeln!(f, "  articles with a leaked line: {leak} %, with a lost line: {loss} %")?;
        let [title, author, date] =
            ["title", "author", "date"].map(|field| self.percent(&format!("{name}.all"), field));
        writeln!(f, "  right where the gold names it: title {title} %, author {author} %, date {date} %")?;
        if let Some(again) = self.value(&format!("{name}.all"), "again") {
            writeln!(
                f,
                "  texts that change when they are cleaned again: {:.2} %; other styles of text than this one are made and",
                100.0 * again
            )?;
            writeln!(f, "  judged by the trainer, see src/score/model/text-cross-validation.txt")?;
        }
        Ok(())
    }

    fn strings(&self, f: &mut fmt::Formatter<'_>, set: &Set) -> fmt::Result {
        let (pages, name) = (of_set(self.judged, set).len(), &set.name);
        writeln!(f, "\n{name}, {pages} pages: strings, of all pages together")?;
        self.overlap(f, "all", name)?;
        writeln!(f)
    }

    fn words(&self, f: &mut fmt::Formatter<'_>, sets: &[&Set]) -> fmt::Result {
        let pages = sets.first().map_or(0, |set| of_set(self.judged, set).len());
        writeln!(f, "\n{}", words_headline(sets, pages))?;
        for set in sets {
            self.overlap(f, &set.name, &format!("{}.all", set.name))?;
            writeln!(f)?;
        }
        let labelled: Vec<&Set> = sets.iter().copied().filter(|set| set.about.labels == Labels::Blocks).collect();
        for set in &labelled {
            if labelled.len() > 1 {
                writeln!(f, "  {}:", set.name)?;
            }
            let all = format!("{}.all", set.name);
            let [leak, loss, kind] = ["leak", "loss", "kind"].map(|measure| self.percent(&all, measure));
            writeln!(f, "  pages with a leaked line: {leak} %, with a lost line: {loss} %")?;
            writeln!(f, "  kinds of dropped blocks that are right, without navigation: {kind} %")?;
            let pages = of_set(self.judged, set);
            write!(f, "{}", Confusion::of(pages.iter().flat_map(|page| page.named.iter().copied())))?;
        }
        Ok(())
    }

    fn sites(&self, f: &mut fmt::Formatter<'_>, set: &Set) -> fmt::Result {
        let pages = of_set(self.judged, set);
        writeln!(f, "\n{}, {} pages: bags of words, mean over pages", set.name, pages.len())?;
        for site in groups(&pages) {
            let name = format!("{}.{site}", set.name);
            self.overlap(f, site, &name)?;
            writeln!(f)?;
            let profiled = format!("{name}.profile");
            self.overlap(f, "  with a profile", &profiled)?;
            writeln!(f, "  most harm to a page {:.3}", self.value(&profiled, "harm").unwrap_or_default())?;
        }
        Ok(())
    }

    fn errors(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failed = || self.judged.iter().filter_map(|page| Some((page.page, page.error.as_ref()?)));
        writeln!(f, "\npages that gave an error, counted as empty: {}", failed().count())?;
        failed().try_for_each(|(page, error)| writeln!(f, "  {page}: {error}"))
    }

    /// Prints the start of a row (label, F1, precision, recall) without a line end: the caller adds cells and ends it.
    fn overlap(&self, f: &mut fmt::Formatter<'_>, label: &str, name: &str) -> fmt::Result {
        write!(f, "  {label:<24}")?;
        for measure in ["f1", "precision", "recall"] {
            let value = self.value(name, measure);
            let value = value.map_or("-".to_owned(), |value| format!("{value:.3}"));
            write!(f, "{value:>7}")?;
        }
        Ok(())
    }

    /// A share as per cent with one digit, `-` if there is no such figure.
    fn percent(&self, name: &str, measure: &str) -> String {
        let value = self.value(name, measure);
        value.map_or("-".to_owned(), |share| format!("{:.1}", 100.0 * share))
    }

    fn value(&self, name: &str, measure: &str) -> Option<f64> {
        let figure = self.figures.get(&format!("{name}.{measure}"));
        figure.map(|figure| figure.value)
    }
}

/// The pages of each set with the lowest F1.
pub(crate) struct Worst<'r> {
    pub(crate) judged: &'r [Judged<'r>],
    /// At most this many pages of each set.
    pub(crate) count: usize,
    /// Only pages of this type, if given; sets without page types are left out then.
    pub(crate) page_type: Option<&'r str>,
}

impl fmt::Display for Worst<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for set in corpus::sets(self.judged.iter().map(|page| page.page)) {
            let mut pages = of_set(self.judged, set);
            let is_of_type = |group: &str| self.page_type.is_none_or(|page_type| group == page_type);
            pages.retain(|page| is_of_type(&page.page.group) && page.overlap.f1 < 1.0);
            pages.sort_by(|a, b| a.overlap.f1.total_cmp(&b.overlap.f1));
            pages.truncate(self.count);
            if !pages.is_empty() {
                writeln!(f, "\nworst of {}:", set.name)?;
            }
            pages.iter().try_for_each(|page| write!(f, "\n{}", Summary(page)))?;
        }
        Ok(())
    }
}

/// A summary of one page: its figures, and the lines and strings that leaked or were lost.
pub(crate) struct Summary<'r>(pub(crate) &'r Judged<'r>);

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Judged { page, overlap, error, .. } = self.0;
        let group = if page.group.is_empty() { "strings" } else { &page.group };
        let Overlap { f1, precision, recall } = overlap;
        writeln!(f, "{page}")?;
        writeln!(f, "  {group}: F1 {f1:.3}  P {precision:.3}  R {recall:.3}")?;
        if let Some(error) = error {
            writeln!(f, "  error: {error}")?;
        }
        show(f, "leaked lines", &self.0.leaked_lines)?;
        show(f, "lost lines", &self.0.lost_lines)?;
        show(f, "must-not strings leaked", &self.0.leaked_strings)?;
        show(f, "must-have strings missing", &self.0.lost_strings)
    }
}

/// Prints a list of lines under a label, cut to [`MAX_LINES`] lines of [`MAX_LINE_CHARS`] characters; nothing if it is
/// empty.
fn show(f: &mut fmt::Formatter<'_>, label: &str, lines: &[impl AsRef<str>]) -> fmt::Result {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(f, "  {label}: {}", lines.len())?;
    for line in lines.iter().take(MAX_LINES) {
        let line = line.as_ref().trim();
        let cut: String = line.chars().take(MAX_LINE_CHARS).collect();
        let ellipsis = if cut.len() < line.len() { "…" } else { "" };
        writeln!(f, "    {cut}{ellipsis}")?;
    }
    if lines.len() > MAX_LINES {
        writeln!(f, "    …")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_note_names_the_sets_that_the_model_has_seen() {
        let set = |name| Set::built_in(name, Path::new("")).unwrap();
        let (wcxb, fundus, portals) = (set("wcxb"), set("fundus"), set("portals"));
        let dumps = wcxb.dumps().unwrap();
        let note = in_sample(&[&wcxb, &dumps, &fundus, &portals]);
        assert!(note.starts_with("In-sample: the trainer learns from the pages of wcxb and fundus.\n"), "{note}");
        assert!(in_sample(&[&portals]).starts_with("None of these sets"));
    }
}
