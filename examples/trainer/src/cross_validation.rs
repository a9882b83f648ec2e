//! Cross-validation of the HTML model: how good it is on hosts that it was not trained on. Each page is judged by a
//! model that was trained without the pages of its host.

use std::{fmt, iter};

use lab::corpus::{self, PAGE_TYPES};
use lab::figures::{Figures, of_set};
use lab::judge::Judged;
use lab::kinds::Confusion;
use lab::sections::{Section, words_headline};
use lab::set::{Labels, Set};
use rayon::prelude::*;
use unboil::dev::{self, Model, Vocabulary};
use unboil::{Article, Removed};

use crate::calibration::{ByType, Calibration, Sample};
use crate::kind_model::{self, KindVoices};
use crate::learn::Voices;
use crate::pages::{PARTS, Page};
use crate::provenance::COMMAND;
use crate::rules::{Ruled, Rules};
use crate::{Result, say, train};

/// The results of a cross-validation; printed as a report.
pub(crate) struct CrossValidation<'a> {
    judged: Vec<Judged<'a>>,
    pub(crate) figures: Figures,
    calibration: Calibration,
    by_type: ByType,
    rules: Rules,
}

impl<'a> CrossValidation<'a> {
    /// Trains a model for each fold, on `pages`, `long` and (for the kinds of cruft) `texts` of all other folds, and
    /// judges `pages`.
    pub(crate) fn of(
        pages: &[Page<'a>],
        long: &[Page<'_>],
        texts: &[Page<'_>],
        voices: &Voices<'_>,
        kind_voices: &KindVoices<'_>,
    ) -> Result<CrossValidation<'a>> {
        let train = |fold| train_without(fold, [pages, long, texts], voices, kind_voices);
        let models: Vec<Model> = (0..PARTS).into_par_iter().map(train).collect::<Result<_>>()?;
        let judge = |page: &Page<'a>| {
            let model = &models[page.fold];
            let (article, kept) = dev::conclude(&page.walked, model);
            let judged = Judged::of_article(page.gold, &article);
            (judged, (samples(page, model), ruled(page, &article, &kept)))
        };
        let (judged, samples): (Vec<_>, Vec<_>) = pages.par_iter().map(judge).unzip();
        let figures = Figures::of(&judged);
        let (samples, ruled): (Vec<Vec<Sample>>, Vec<Vec<Ruled>>) = samples.into_iter().unzip();
        let calibration = Calibration::of(samples.iter().flatten().copied());
        let of_type = |page_type| {
            let own = judged.iter().zip(&samples).filter(|(page, _)| page.page.group == page_type);
            (page_type, Calibration::of(own.flat_map(|(_, samples)| samples).copied()))
        };
        let by_type = ByType(PAGE_TYPES.into_iter().map(of_type).collect());
        Ok(CrossValidation { figures, calibration, by_type, rules: Rules::of(ruled.into_iter().flatten()), judged })
    }
}

/// The labelled blocks of a page that rules dropped; nothing for pages whose labels come from strings or are
/// unreliable.
fn ruled(page: &Page<'_>, article: &Article, kept: &[bool]) -> Vec<Ruled> {
    if page.gold.text.is_none() || page.is_set_aside {
        return Vec::new();
    }
    let texts = article.removed().iter().filter(|removed| removed.url().is_none());
    let dropped = (0..kept.len()).filter(|index| !kept[*index]).zip(texts);
    let ruled = |(index, block): (usize, &Removed)| {
        let words = block.text().split_whitespace().count() as f32;
        Ruled::of(block.reasons().first(), block.score(), words, page.labels[index]?)
    };
    dropped.filter_map(ruled).collect()
}

/// Trains the model of a fold: on all pages whose hosts are not in the fold.
fn train_without(
    fold: usize,
    [pages, long, texts]: [&[Page<'_>]; 3],
    voices: &Voices<'_>,
    kind_voices: &KindVoices<'_>,
) -> Result<Model> {
    let others = |more| -> Vec<&Page<'_>> { pages.iter().chain(more).filter(|page| page.fold != fold).collect() };
    let trained = train::train(&others(long), voices, train::HTML)?;
    let kinds = kind_model::train(&others(texts), voices, kind_voices)?;
    say(format_args!("trained without fold {} of {PARTS}: on {} pages", fold + 1, others(long).len()));
    Ok(Model::read(&trained.vocabulary, &trained.forests)?.with_kinds(kinds.read()?))
}

/// The labelled blocks of a page with their probabilities, for the calibration. Nothing for pages set aside and for
/// those with strings only (`multilingual`): these label too few blocks to show how often a block is content.
fn samples(page: &Page<'_>, model: &Model) -> Vec<Sample> {
    if page.gold.text.is_none() || page.is_set_aside {
        return Vec::new();
    }
    let probabilities = dev::probabilities(&page.walked, model);
    // Only the numbers of words are used, which do not depend on the vocabulary.
    let measured = dev::measure(&page.walked, &Vocabulary::default());
    let blocks = page.labels.iter().zip(probabilities).zip(measured.words());
    let sample = |((label, probability), words): ((&Option<bool>, f32), &f32)| {
        label.map(|is_content| Sample { probability, is_content, words: *words })
    };
    blocks.filter_map(sample).collect()
}

impl fmt::Display for CrossValidation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "The scorer of unboil on hosts that it never saw: {PARTS}-fold cross-validation by host.")?;
        writeln!(f, "Figures as in `evaluate --help`. Made by: {COMMAND} --cv DATA")?;
        for section in Section::all(&corpus::sets(self.judged.iter().map(|page| page.page))) {
            match section {
                Section::Types(set) => self.types(f, set)?,
                Section::Strings(set) => self.strings(f, set)?,
                Section::Words(sets) => self.words(f, &sets)?,
                // Site profiles are measured by `evaluate`, not here.
                Section::Sites(set) => self.words(f, &[set])?,
            }
        }
        self.calibration.fmt(f)?;
        self.by_type.fmt(f)?;
        self.rules.fmt(f)
    }
}

impl CrossValidation<'_> {
    fn types(&self, f: &mut fmt::Formatter<'_>, set: &Set) -> fmt::Result {
        let (pages, name) = (of_set(&self.judged, set).len(), &set.name);
        writeln!(f, "\n{name}, {pages} pages, mean over pages: bags of words,")?;
        writeln!(f, "% of must-have strings found (with), % of must-not strings leaked (without)")?;
        let (label, f1, p, r, with, without) = ("", "F1", "P", "R", "with", "without");
        writeln!(f, "  {label:<24}{f1:>8}{p:>8}{r:>8}{with:>8}{without:>9}")?;
        for page_type in iter::once("all").chain(set.about.types.iter().map(String::as_str)) {
            let name = format!("{name}.{page_type}");
            self.overlap(f, page_type, &name)?;
            let (with, without) = (self.percent(&name, "with"), self.percent(&name, "without"));
            writeln!(f, "{with:>8}{without:>9}")?;
        }
        let articles = format!("{name}.article");
        let (leak, loss) = (self.percent(&articles, "leak"), self.percent(&articles, "loss"));
        writeln!(f, "  articles with a leaked line: {leak} %, with a lost line: {loss} %")
    }

    fn strings(&self, f: &mut fmt::Formatter<'_>, set: &Set) -> fmt::Result {
        let (pages, name) = (of_set(&self.judged, set).len(), &set.name);
        writeln!(f, "\n{name}, {pages} pages: strings, of all pages together")?;
        self.overlap(f, "all", name)?;
        writeln!(f)
    }

    fn words(&self, f: &mut fmt::Formatter<'_>, sets: &[&Set]) -> fmt::Result {
        let pages = sets.first().map_or(0, |set| of_set(&self.judged, set).len());
        writeln!(f, "\n{}", words_headline(sets, pages))?;
        for set in sets {
            self.overlap(f, &set.name, &format!("{}.all", set.name))?;
            writeln!(f)?;
        }
        for set in sets.iter().filter(|set| set.about.labels == Labels::Blocks) {
            let all = format!("{}.all", set.name);
            let [leak, loss, kind] = ["leak", "loss", "kind"].map(|measure| self.percent(&all, measure));
            writeln!(f, "  pages with a leaked line: {leak} %, with a lost line: {loss} %")?;
            writeln!(f, "  kinds of dropped blocks that are right, without navigation: {kind} %")?;
            let pages = of_set(&self.judged, set);
            write!(f, "{}", Confusion::of(pages.iter().flat_map(|page| page.named.iter().copied())))?;
        }
        Ok(())
    }

    /// Prints the start of a row (label, F1, precision, recall) without a line end: the caller adds cells and ends it.
    /// Four digits, because ideas under test often differ in the third.
    fn overlap(&self, f: &mut fmt::Formatter<'_>, label: &str, name: &str) -> fmt::Result {
        write!(f, "  {label:<24}")?;
        for measure in ["f1", "precision", "recall"] {
            let value = self.value(name, measure).map_or("-".to_owned(), |value| format!("{value:.4}"));
            write!(f, "{value:>8}")?;
        }
        Ok(())
    }

    /// A share as per cent with one digit, `-` if there is no such figure.
    fn percent(&self, name: &str, measure: &str) -> String {
        self.value(name, measure).map_or("-".to_owned(), |share| format!("{:.1}", 100.0 * share))
    }

    fn value(&self, name: &str, measure: &str) -> Option<f64> {
        self.figures.get(&format!("{name}.{measure}")).map(|figure| figure.value)
    }
}

#[cfg(test)]
mod tests {
    use super::CrossValidation;
    use crate::invented;
    use crate::kind_model::KindVoices;
    use crate::learn::Voices;

    #[test]
    fn all_pages_are_judged_and_reported() {
        let gold = invented::gold(24);
        let pages = invented::pages(&gold);
        let kind_voices = KindVoices::of(&pages);
        let cross_validation = CrossValidation::of(&pages, &[], &[], &Voices::of(&pages), &kind_voices).unwrap();
        let figure = |name: &str| cross_validation.figures.get(name).unwrap().value;
        // These pages are easy: a high F1 only shows that the models of the folds were used at all.
        assert!(figure("wcxb.article.f1") > 0.9, "{}", figure("wcxb.article.f1"));
        let report = cross_validation.to_string();
        for part in ["wcxb, 24 pages", "documentation", "calibration", "--cv DATA"] {
            assert!(report.contains(part), "{part:?} is not in {report}");
        }
    }
}
