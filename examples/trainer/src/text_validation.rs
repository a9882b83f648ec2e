//! What to expect of plain text of hosts that were never seen, by the style in which it was scraped.

use std::fmt;

use lab::corpus::PAGE_TYPES;
use lab::figures::Figures;
use lab::judge::Judged;
use rayon::prelude::*;
use unboil::dev::{self, Model};

use crate::learn::Voices;
use crate::pages::{PARTS, Page};
use crate::provenance::COMMAND;
use crate::texts::{self, Style};
use crate::{Result, say, train};

pub(crate) struct TextValidation {
    styles: Vec<OfStyle>,
}

/// What came of the pages in one style.
struct OfStyle {
    style: Style,
    texts: usize,
    figures: Figures,
    /// The texts that change when they are cleaned a second time, by the names of their pages.
    unstable: Vec<String>,
    /// The share of the articles whose headline was found.
    titled: f64,
}

impl TextValidation {
    pub(crate) fn of(pages: &[Page<'_>], long: &[Page<'_>], voices: &Voices<'_>) -> Result<TextValidation> {
        let examples: Vec<Page<'_>> = pages.par_iter().chain(long).flat_map(texts::examples).collect();
        let models: Vec<Model> =
            (0..PARTS).into_par_iter().map(|fold| train_without(fold, &examples, voices)).collect::<Result<_>>()?;
        Ok(TextValidation { styles: Style::ALL.into_iter().map(|style| judge(style, pages, &models)).collect() })
    }
}

/// The model of a fold: it knows none of the fold's hosts.
fn train_without(fold: usize, examples: &[Page<'_>], voices: &Voices<'_>) -> Result<Model> {
    let others: Vec<&Page<'_>> = examples.iter().filter(|page| page.fold != fold).collect();
    let trained = train::train(&others, voices, train::TEXT)?;
    say(format_args!("trained without fold {} of {PARTS}: on {} texts", fold + 1, others.len()));
    Ok(Model::read(&trained.vocabulary, &trained.forests)?)
}

fn judge<'a>(style: Style, pages: &[Page<'a>], models: &[Model]) -> OfStyle {
    let clean = |page: &Page<'a>| {
        let model = &models[page.fold];
        let article = dev::clean(&style.print(page)?, model);
        let output = article.text();
        let is_unstable = dev::clean(&output, model).text() != output;
        Some((page.gold, output, is_unstable, has_title(page, article.title())))
    };
    let cleaned: Vec<_> = pages.par_iter().filter_map(clean).collect();
    let titled: Vec<bool> = cleaned.iter().filter_map(|(.., titled)| *titled).collect();
    let judged: Vec<Judged<'_>> = cleaned.par_iter().map(|(gold, output, ..)| Judged::of(gold, output)).collect();
    let unstable = cleaned.iter().filter(|(_, _, is_unstable, _)| *is_unstable);
    OfStyle {
        style,
        texts: cleaned.len(),
        figures: Figures::of(&judged),
        unstable: unstable.map(|(gold, ..)| format!("{}/{}", gold.set.name, gold.id)).collect(),
        titled: titled.iter().filter(|titled| **titled).count() as f64 / titled.len().max(1) as f64,
    }
}

/// Whether an article's headline is that of the annotation, if that has one.
fn has_title(page: &Page<'_>, title: Option<&str>) -> Option<bool> {
    let words = |text: &str| {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    let is_told = page.gold.set.name == "wcxb" && page.gold.group == "article" && !page.gold.title.is_empty();
    is_told.then(|| title.is_some_and(|title| words(title) == words(&page.gold.title)))
}

impl fmt::Display for TextValidation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Plain text of hosts that the scorer never saw: {PARTS}-fold cross-validation by host.")?;
        writeln!(f, "Figures as in `evaluate --help`. Made by: {COMMAND} --cv --only text DATA")?;
        writeln!(f, "\nF1 of wcxb by type and of multilingual, by style:\n")?;
        write!(f, "  {:<8}{:>6}{:>8}", "", "texts", "all")?;
        PAGE_TYPES.iter().try_for_each(|page_type| write!(f, "{:>9}", short(page_type)))?;
        writeln!(f, "{:>9}", "multil.")?;
        for of in &self.styles {
            write!(f, "  {:<8}{:>6}{:>8}", of.style.name(), of.texts, of.value("wcxb.all.f1"))?;
            for page_type in PAGE_TYPES {
                write!(f, "{:>9}", of.value(&format!("wcxb.{page_type}.f1")))?;
            }
            // Of multilingual there are no dumps, and what is clean is not known.
            let is_whole = matches!(of.style, Style::Dump | Style::Clean);
            writeln!(f, "{:>9}", if is_whole { "-".to_owned() } else { of.value("multilingual.f1") })?;
        }
        writeln!(
            f,
            "\nof articles: precision, recall, share with the annotated headline; of wcxb: % of must-have strings"
        )?;
        writeln!(
            f,
            "found (with), of must-not strings leaked (without); texts that change when they are cleaned again:\n"
        )?;
        let (p, r, headline, with, without, again) = ("P", "R", "headline", "with", "without", "again");
        writeln!(f, "  {:<8}{p:>8}{r:>8}{headline:>10}{with:>8}{without:>9}{again:>8}", "")?;
        for of in &self.styles {
            let (name, titled, unstable) = (of.style.name(), of.titled, of.unstable.len());
            let (p, r) = (of.value("wcxb.article.precision"), of.value("wcxb.article.recall"));
            let (with, without) = (of.percent("wcxb.all.with"), of.percent("wcxb.all.without"));
            writeln!(f, "  {name:<8}{p:>8}{r:>8}{titled:>10.2}{with:>8}{without:>9}{unstable:>8}")?;
        }
        for of in self.styles.iter().filter(|of| !of.unstable.is_empty()) {
            writeln!(f, "\nagain, {}: {}", of.style.name(), of.unstable.join(", "))?;
        }
        Ok(())
    }
}

impl OfStyle {
    fn value(&self, name: &str) -> String {
        self.figures.get(name).map_or("-".to_owned(), |figure| format!("{:.4}", figure.value))
    }

    fn percent(&self, name: &str) -> String {
        self.figures.get(name).map_or("-".to_owned(), |figure| format!("{:.1}", 100.0 * figure.value))
    }
}

/// The name of a page type in eight letters at most.
fn short(page_type: &str) -> String {
    if page_type.len() > 8 { format!("{}.", &page_type[..6]) } else { page_type.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented;

    #[test]
    fn all_styles_are_judged_and_told() {
        let gold = invented::gold(24);
        let pages = invented::pages(&gold);
        let validation = TextValidation::of(&pages, &[], &Voices::of(&pages)).unwrap();
        let report = validation.to_string();
        for of in &validation.styles {
            // There is no other tool's dump of invented pages.
            let texts = if of.style == Style::Dump { 0 } else { 24 };
            assert_eq!((of.texts, of.unstable.len()), (texts, 0), "{report}");
        }
        assert!(report.contains("--only text") && report.contains("docume."), "{report}");
    }
}
