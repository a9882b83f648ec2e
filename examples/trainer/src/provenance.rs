//! What a model was made of, for whoever ships it: PROVENANCE.md and the comments at the top of the generated tables.
//! All strings here end up in files under `src/score/model`: a change of one changes these files.

use std::fmt;

use lab::corpus;
use lab::figures::Figures;
use lab::set::{Labels, Set};
use unboil::dev::KINDS;

use crate::kind_model::TrainedKinds;
use crate::pages::{PARTS, Page};
use crate::train::{SEED, Trained};

/// The command that starts the trainer, without its options.
pub(crate) const COMMAND: &str = "cargo run --release --manifest-path examples/trainer/Cargo.toml --";

/// The version of LightGBM and of the crate that bundles it, where `lightgbm/VERSION.txt` names the former. A test
/// fails when Cargo.lock has another version of the crate.
const LIGHTGBM: &str = "LightGBM 4.7.0 (crate lightgbm3-sys 1.0.11)";

/// The most telling figures, which PROVENANCE.md lists: (name, label).
const FIGURES: [(&str, &str); 12] = [
    ("wcxb.all.f1", "F1, all of WCXB"),
    ("wcxb.article.f1", "F1, articles"),
    ("wcxb.all.with", "must-have strings found"),
    ("wcxb.all.without", "must-not strings leaked"),
    ("wcxb.article.leak", "articles with a leaked line"),
    ("wcxb.article.loss", "articles with a lost line"),
    ("multilingual.f1", "F1, multilingual"),
    ("annotated.all.f1", "F1, annotated"),
    ("annotated.all.leak", "annotated pages with a leaked line"),
    ("annotated.all.loss", "annotated pages with a lost line"),
    ("annotated.all.kind", "kinds of dropped blocks that are right, without navigation"),
    ("fundus.all.f1", "F1, fundus"),
];

/// The sets that the model learns from, in their order: a set whose pages are all labelled in another set is not one.
fn taught<'p>(pages: impl IntoIterator<Item = &'p Page<'p>>) -> Vec<&'p Set> {
    corpus::sets(pages.into_iter().filter(|page| !page.is_labelled_twice).map(|page| page.gold))
}

/// The comment at the top of `vocabulary.txt`. It has no date, so that the same data give the same bytes.
pub(crate) fn vocabulary_header(pages: &[&Page<'_>]) -> String {
    let sets = taught(pages.iter().copied());
    let credits = sets.into_iter().filter(|set| set.about.labels != Labels::Blocks).map(Set::credit);
    let credits = credits.filter(|credit| !credit.is_empty()).collect::<Vec<_>>().join(",\n# and ");
    format!(
        "# Generated, do not edit: {COMMAND} DATA\n\
         # Below a line with log-odds stand the words that have them, one a line: how much more often than the average\n\
         # block a block with the word is content. Positive speaks for content.\n\
         # [class]: in class, id, role or itemprop of a container around the block; [text]: among the block's first\n\
         # words, alone or as a pair; [heading]: in the nearest heading before it.\n\
         # Learned from {credits}, and from block labels of this project's own. See PROVENANCE.md.\n"
    )
}

/// The comment at the top of `kind-words.txt`.
pub(crate) fn kind_words_header() -> String {
    let letters: Vec<String> = ('a'..).zip(KINDS).map(|(letter, kind)| format!("{letter} {kind}")).collect();
    format!(
        "# Generated, do not edit: {COMMAND} DATA\n\
         # A line is what a word says of the kind of a dropped block, and the word: log-odds against the average dropped\n\
         # block in tenths, each behind the letter of its kind, `*` for all other kinds. Sections as in vocabulary.txt.\n\
         # Letters: {}.\n\
         # Learned from block labels of this project's own, see PROVENANCE.md.\n",
        letters.join(", ")
    )
}

/// PROVENANCE.md, when printed.
pub(crate) struct Provenance<'r> {
    /// The date of the run, as YYYY-MM-DD.
    pub(crate) date: &'r str,
    pub(crate) pages: &'r [Page<'r>],
    pub(crate) trained: &'r Trained,
    pub(crate) kinds: &'r TrainedKinds,
    /// The cross-validated figures.
    pub(crate) figures: &'r Figures,
}

impl fmt::Display for Provenance<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Provenance { date, trained, kinds, .. } = self;
        writeln!(f, "# Provenance of the model\n")?;
        writeln!(f, "Generated on {date} together with the files that it describes:\n\n```sh\n{COMMAND} DATA\n```\n")?;
        writeln!(f, "| file | bytes | holds |\n|---|--:|---|")?;
        let words = trained.vocabulary.lines().filter(|line| !line.starts_with(['#', '[', '='])).count();
        writeln!(f, "| `vocabulary.txt` | {} | the log-odds of {words} words |", trained.vocabulary.len())?;
        writeln!(
            f,
            "| `forests.bin` | {} | the trees of the page types and the three passes |",
            trained.forests.len()
        )?;
        let words = kinds.words.lines().filter(|line| !line.starts_with(['#', '['])).count();
        writeln!(f, "| `kind-words.txt` | {} | what {words} words say of kinds |", kinds.words.len())?;
        writeln!(f, "| `kind-forests.bin` | {} | the trees of the kinds |", kinds.forests.len())?;
        writeln!(
            f,
            "| `text-forests.bin` | | the trees for plain text, trained on the same pages in several styles |"
        )?;
        writeln!(f, "| `cross-validation.txt`, `text-cross-validation.txt` | | all figures |\n")?;
        writeln!(f, "Trained by {LIGHTGBM}, seed {SEED}. Same data, same bytes: `{COMMAND} --check DATA`.")?;
        self.data(f)?;
        self.figures(f)
    }
}

impl Provenance<'_> {
    fn data(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n## Data\n")?;
        for set in taught(self.pages) {
            let pages = self.pages.iter().filter(|page| page.gold.set.name == set.name).count();
            let what = if set.credit().is_empty() { &set.about.name } else { set.credit() };
            write!(f, "- {pages} pages of `{}` (licence: {}): {}", set.name, set.about.licence, what)?;
            let is_best = set.about.labels == Labels::Blocks;
            writeln!(
                f,
                "{}",
                if is_best { "; where a page has these labels, no other annotation teaches" } else { "" }
            )?;
        }
        writeln!(f, "- long pages, put together from the stories of those above\n")?;
        writeln!(
            f,
            "Changed: of pages and annotations the model holds no text but single words and pairs of words, each used by"
        )?;
        writeln!(
            f,
            "several hosts, and the trees grown on them. Whoever ships the model has to give the credit above.\n"
        )?;
        let set_aside = self.pages.iter().filter(|page| page.is_set_aside && !page.is_labelled_twice);
        let ids: Vec<String> = set_aside.map(|page| format!("{}/{}", page.gold.set.name, page.gold.id)).collect();
        write!(f, "Pages set aside, because their gold text is not in their blocks: {}", ids.len())?;
        writeln!(f, "{}{}.", if ids.is_empty() { "" } else { ": " }, ids.join(", "))
    }

    fn figures(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n## Figures\n")?;
        writeln!(f, "Cross-validated in {PARTS} folds by host: on pages of hosts that the model did not see.\n")?;
        writeln!(f, "| figure | |\n|---|--:|")?;
        for (name, label) in FIGURES {
            if let Some(figure) = self.figures.get(name) {
                writeln!(f, "| {label} (`{name}`) | {:.4} |", figure.value)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use lab::figures::Figure;

    use super::*;
    use crate::invented;

    #[test]
    fn data_sizes_and_figures_are_listed() {
        let gold = invented::gold(3);
        let mut pages = invented::pages(&gold);
        pages[1].is_set_aside = true;
        let trained = Trained { vocabulary: "# c\n[text]\n= -1\nb\n= 1\na\n".to_owned(), forests: vec![0; 5] };
        let kinds = TrainedKinds { words: "# c\n[text]\n*:1.0 a\n".to_owned(), forests: vec![0; 3] };
        let figures = Figures(vec![Figure { name: "wcxb.all.f1".to_owned(), value: 0.875 }]);
        let provenance =
            Provenance { date: "2026-11-23", pages: &pages, trained: &trained, kinds: &kinds, figures: &figures };
        let text = provenance.to_string();
        let cases = [
            "on 2026-11-23",
            "| `vocabulary.txt` | 24 | the log-odds of 2 words |",
            "| `forests.bin` | 5 |",
            "3 pages of `wcxb` (licence: CC-BY-4.0): WCXB v1.0",
            "CC-BY-4.0",
            "blocks: 1: wcxb/1.",
            "| F1, all of WCXB (`wcxb.all.f1`) | 0.8750 |",
        ];
        for part in cases {
            assert!(text.contains(part), "{part:?} is not in {text}");
        }
        assert!(!text.contains("multilingual.f1"), "a figure of nothing");
    }

    #[test]
    fn the_header_is_all_comment() {
        let gold = invented::gold(1);
        let pages = invented::pages(&gold);
        let header = vocabulary_header(&pages.iter().collect::<Vec<_>>());
        assert!(header.lines().all(|line| line.starts_with("# ")) && header.contains("Murrough Foley"), "{header}");
    }

    #[test]
    fn lightgbm_is_the_one_that_is_locked() {
        let lock = include_str!("../Cargo.lock").lines().collect::<Vec<_>>();
        let name = lock.iter().position(|line| *line == "name = \"lightgbm3-sys\"").unwrap();
        let version = lock[name + 1].trim_start_matches("version = ").trim_matches('"');
        assert!(LIGHTGBM.contains(&format!("lightgbm3-sys {version}")), "{version} has another VERSION.txt");
    }
}
