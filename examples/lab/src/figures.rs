//! The figures of a run, each under the name that tables and floors use.

use std::collections::BTreeSet;

use crate::corpus;
use crate::judge::Judged;
use crate::kinds::{Confusion, Named};
use crate::measures::Overlap;
use crate::set::{Labels, Set};

/// The measures for which lower is better; for all others higher is.
const COSTS: [&str; 5] = ["again", "harm", "leak", "loss", "without"];

/// A figure with its name.
#[derive(Debug)]
pub struct Figure {
    /// The pages and the measure: `wcxb.article.f1`.
    pub name: String,
    /// From 0 to 1.
    pub value: f64,
}

impl Figure {
    /// Whether lower is better.
    pub fn is_cost(&self) -> bool {
        self.name.rsplit('.').next().is_some_and(|measure| COSTS.contains(&measure))
    }
}

/// All figures of a run. A figure that would be a mean or share of nothing is left out.
#[derive(Debug, Default)]
pub struct Figures(pub Vec<Figure>);

impl Figures {
    /// The figures of every set: of all its pages, and of each group of them. For sets that have only strings, there
    /// are no groups: the strings of all pages are counted together.
    #[must_use]
    pub fn of(judged: &[Judged<'_>]) -> Figures {
        let mut figures = Figures::default();
        for set in corpus::sets(judged.iter().map(|page| page.page)) {
            let (name, pages) = (&set.name, of_set(judged, set));
            if set.about.labels == Labels::Strings {
                figures.add_overlap_of_strings(name, &pages);
                continue;
            }
            figures.add_texts(&format!("{name}.all"), &pages);
            figures.add_fields(&format!("{name}.all"), &pages);
            let has_strings = pages.iter().any(|page| !page.page.with.is_empty() || !page.page.without.is_empty());
            if has_strings {
                figures.add_strings(&format!("{name}.all"), &pages);
            }
            for group in groups(&pages) {
                let (name, pages) = (format!("{name}.{group}"), of_group(&pages, group));
                figures.add_texts(&name, &pages);
                if has_strings {
                    figures.add_strings(&name, &pages);
                }
            }
            if set.about.labels == Labels::Blocks {
                figures.add_kinds(name, &pages);
            }
            if set.is_dump {
                let again = pages.iter().filter(|page| page.is_unstable).count();
                figures.add(&format!("{name}.all"), "again", share(again, pages.len()));
            }
        }
        figures
    }

    /// The figure of this name.
    pub fn get(&self, name: &str) -> Option<&Figure> {
        self.0.iter().find(|figure| figure.name == name)
    }

    /// Adds a figure, if there is a value.
    fn add(&mut self, name: &str, measure: &str, value: Option<f64>) {
        self.0.extend(value.map(|value| Figure { name: format!("{name}.{measure}"), value }));
    }

    /// Adds the figures that compare outputs with whole gold texts.
    fn add_texts(&mut self, name: &str, pages: &[&Judged<'_>]) {
        self.add_bags(name, pages);
        self.add_lines(name, pages);
    }

    /// Adds F1, precision and recall of bags of words, as means over the pages.
    fn add_bags(&mut self, name: &str, pages: &[&Judged<'_>]) {
        self.add(name, "f1", mean(pages, |page| page.overlap.f1));
        self.add(name, "precision", mean(pages, |page| page.overlap.precision));
        self.add(name, "recall", mean(pages, |page| page.overlap.recall));
    }

    /// Adds the shares of must-have strings found (`with`) and of must-not strings leaked (`without`), as means over
    /// the pages. A page without such strings counts as 1. For `without` that is odd (the gold texts themselves leak
    /// 1.3 %), but it is how the figures in the README of the data were computed.
    fn add_strings(&mut self, name: &str, pages: &[&Judged<'_>]) {
        let found = |page: &Judged<'_>| share(page.found_strings(), page.page.with.len());
        let leaked = |page: &Judged<'_>| share(page.leaked_strings.len(), page.page.without.len());
        self.add(name, "with", mean(pages, |page| found(page).unwrap_or(1.0)));
        self.add(name, "without", mean(pages, |page| leaked(page).unwrap_or(1.0)));
    }

    /// Adds the shares of the pages with at least one leaked line, and with at least one lost line.
    fn add_lines(&mut self, name: &str, pages: &[&Judged<'_>]) {
        let leaking = pages.iter().filter(|page| !page.leaked_lines.is_empty()).count();
        let losing = pages.iter().filter(|page| !page.lost_lines.is_empty()).count();
        self.add(name, "leak", share(leaking, pages.len()));
        self.add(name, "loss", share(losing, pages.len()));
    }

    /// Adds, for title, author and date, the share of the pages on which it is right among those whose annotation names
    /// it.
    fn add_fields(&mut self, name: &str, pages: &[&Judged<'_>]) {
        let mut add = |measure: &str, field: fn(&Judged<'_>) -> Option<bool>| {
            let named: Vec<bool> = pages.iter().filter_map(|page| field(page)).collect();
            self.add(name, measure, share(named.iter().filter(|is_right| **is_right).count(), named.len()));
        };
        add("title", |page| page.fields.title);
        add("author", |page| page.fields.author);
        add("date", |page| page.fields.date);
    }

    /// Adds the share of dropped blocks for which the annotated kind was predicted: over all blocks that enter the
    /// total (see [`Named::is_in_total`]), and for each annotated kind.
    fn add_kinds(&mut self, name: &str, pages: &[&Judged<'_>]) {
        let named = || pages.iter().flat_map(|page| page.named.iter().copied());
        let are_right: Vec<bool> =
            named().filter(Named::is_in_total).map(|named| named.gold == named.predicted).collect();
        self.add(
            &format!("{name}.all"),
            "kind",
            share(are_right.iter().filter(|is_right| **is_right).count(), are_right.len()),
        );
        for (kind, recall) in Confusion::of(named()).recalls() {
            self.add(&format!("{name}.{kind}"), "kind", Some(recall));
        }
    }

    /// Adds F1, precision and recall of strings, counted over all pages together.
    fn add_overlap_of_strings(&mut self, name: &str, pages: &[&Judged<'_>]) {
        let overlap = Overlap::from_counts(
            total(pages, |page| page.found_strings()),
            total(pages, |page| page.leaked_strings.len()),
            total(pages, |page| page.lost_strings.len()),
        );
        self.add(name, "f1", Some(overlap.f1));
        self.add(name, "precision", Some(overlap.precision));
        self.add(name, "recall", Some(overlap.recall));
    }
}

/// The pages of a set.
#[must_use]
pub fn of_set<'j>(judged: &'j [Judged<'j>], set: &Set) -> Vec<&'j Judged<'j>> {
    judged.iter().filter(|page| page.page.set.name == set.name).collect()
}

/// The pages of a group.
fn of_group<'j>(judged: &[&'j Judged<'j>], group: &str) -> Vec<&'j Judged<'j>> {
    judged.iter().copied().filter(|page| page.page.group == group).collect()
}

/// The groups (types or sites) that occur among the pages, sorted.
#[must_use]
pub fn groups<'j>(pages: &[&'j Judged<'j>]) -> BTreeSet<&'j str> {
    pages.iter().map(|page| page.page.group.as_str()).filter(|group| !group.is_empty()).collect()
}

fn total(pages: &[&Judged<'_>], count: impl Fn(&Judged<'_>) -> usize) -> usize {
    pages.iter().map(|page| count(page)).sum()
}

fn mean(pages: &[&Judged<'_>], value: impl Fn(&Judged<'_>) -> f64) -> Option<f64> {
    let sum: f64 = pages.iter().map(|page| value(page)).sum();
    (!pages.is_empty()).then(|| sum / pages.len() as f64)
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::Figures;
    use crate::corpus::GoldPage;
    use crate::judge::Judged;
    use crate::set::Set;

    #[test]
    fn pages_and_outputs_give_the_figures() {
        let pages = [
            (
                "wcxb",
                r#"{"id": "1", "type": "article", "text": "one two three four", "with": ["one two"], "without": ["menu", "ad"]}"#,
                "One two three four\nmenu",
            ),
            (
                "wcxb",
                r#"{"id": "2", "type": "article", "text": "five six seven eight", "with": ["five", "six", "nine"]}"#,
                "five leaked words here\nsix",
            ),
            ("wcxb", r#"{"id": "3", "type": "forum", "text": ""}"#, ""),
            ("multilingual", r#"{"id": "1", "with": ["ja", "nein"], "without": ["doch"]}"#, "ja"),
            ("multilingual", r#"{"id": "2", "with": ["oui non"], "without": ["si"]}"#, "oui\nnon, si"),
            ("portals", r#"{"id": "1", "site": "s.org", "text": "a b"}"#, "b c"),
        ];
        let pages = pages.map(|(set, gold, output)| {
            let set = Arc::new(Set::built_in(set, Path::new("")).unwrap());
            (GoldPage::parse(&set, gold).unwrap(), output)
        });
        let judged: Vec<_> = pages.iter().map(|(page, output)| Judged::of(page, output)).collect();
        let figures = Figures::of(&judged);
        let cases = [
            ("wcxb.all.precision", Some((0.8 + 0.4 + 1.0) / 3.0)),
            ("wcxb.article.recall", Some((1.0 + 0.5) / 2.0)),
            ("wcxb.article.with", Some((1.0 + 2.0 / 3.0) / 2.0)),
            ("wcxb.article.without", Some((0.5 + 1.0) / 2.0)),
            ("wcxb.article.leak", Some(0.5)),
            ("wcxb.article.loss", Some(0.5)),
            ("wcxb.forum.f1", Some(1.0)),
            ("wcxb.forum.with", Some(1.0)),
            ("wcxb.product.f1", None),
            ("multilingual.precision", Some(2.0 / 3.0)),
            ("multilingual.recall", Some(2.0 / 3.0)),
            ("portals.s.org.f1", Some(0.5)),
        ];
        for (name, value) in cases {
            let figure = figures.get(name).map(|figure| figure.value);
            let is_equal = figure.zip(value).map_or(figure == value, |(a, b)| (a - b).abs() < 1e-9);
            assert!(is_equal, "{name}: {figure:?} instead of {value:?}");
        }
    }
}
