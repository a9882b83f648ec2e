//! Cross-validation of the model for plain text: how good it is on hosts that it was not trained on, for each style of
//! scraped text.

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

/// The results of a cross-validation; printed as a report.
pub(crate) struct TextValidation {
    styles: Vec<OfStyle>,
}

/// The results for the pages in one style.
struct OfStyle {
    style: Style,
    /// The number of texts: pages that can be had in this style.
    texts: usize,
    figures: Figures,
    /// The pages (`SET/ID`) whose cleaned text changes when it is cleaned a second time.
    unstable: Vec<String>,
    /// The share (0..=1) of the annotated headlines of WCXB's articles that were found.
    titled: f64,
}

impl TextValidation {
    /// Trains a model for each fold, on the texts of `pages` and `long` of all other folds, and judges `pages` in every
    /// style.
    pub(crate) fn of(pages: &[Page<'_>], long: &[Page<'_>], voices: &Voices<'_>) -> Result<TextValidation> {
        let examples: Vec<Page<'_>> = pages.par_iter().chain(long).flat_map(texts::examples).collect();
        let models: Vec<Model> =
            (0..PARTS).into_par_iter().map(|fold| train_without(fold, &examples, voices)).collect::<Result<_>>()?;
        Ok(TextValidation { styles: Style::ALL.into_iter().map(|style| judge(style, pages, &models)).collect() })
    }
}

/// Trains the model of a fold: on all texts whose hosts are not in the fold.
fn train_without(fold: usize, examples: &[Page<'_>], voices: &Voices<'_>) -> Result<Model> {
    let others: Vec<&Page<'_>> = examples.iter().filter(|page| page.fold != fold).collect();
    let trained = train::train(&others, voices, train::TEXT)?;
    say(format_args!("trained without fold {} of {PARTS}: on {} texts", fold + 1, others.len()));
    Ok(Model::read(&trained.vocabulary, &trained.forests)?)
}

/// Cleans every page in a style, each with the model of its fold, and compares the outputs with the gold.
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

/// Whether the title that was found has the words of the annotated headline, whatever the case and punctuation. `None`
/// if the page is no article of WCXB with an annotated headline.
fn has_title(page: &Page<'_>, title: Option<&str>) -> Option<bool> {
    let words = |text: &str| {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    let has_headline = page.gold.set.name == "wcxb" && page.gold.group == "article" && !page.gold.title.is_empty();
    has_headline.then(|| title.is_some_and(|title| words(title) == words(&page.gold.title)))
}

impl fmt::Display for TextValidation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Plain text of hosts that the scorer never saw: {PARTS}-fold cross-validation by host.")?;
        writeln!(f, "Figures as in `evaluate --help`. Made by: {COMMAND} --cv --only text DATA")?;
        writeln!(f, "\nF1 of wcxb by type and of multilingual, by style:\n")?;
        write!(f, "  {:<8}{:>6}{:>8}", "", "texts", "all")?;
        PAGE_TYPES.iter().try_for_each(|page_type| write!(f, "{:>9}", short(page_type)))?;
        writeln!(f, "{:>9}", "multil.")?;
        for result in &self.styles {
            write!(f, "  {:<8}{:>6}{:>8}", result.style.name(), result.texts, result.value("wcxb.all.f1"))?;
            for page_type in PAGE_TYPES {
                write!(f, "{:>9}", result.value(&format!("wcxb.{page_type}.f1")))?;
            }
            // Pages of multilingual have neither dumps nor a complete gold text.
            let is_without_multilingual = matches!(result.style, Style::Dump | Style::Clean);
            writeln!(
                f,
                "{:>9}",
                if is_without_multilingual { "-".to_owned() } else { result.value("multilingual.f1") }
            )?;
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
        for result in &self.styles {
            let (name, titled, unstable) = (result.style.name(), result.titled, result.unstable.len());
            let (p, r) = (result.value("wcxb.article.precision"), result.value("wcxb.article.recall"));
            let (with, without) = (result.percent("wcxb.all.with"), result.percent("wcxb.all.without"));
            writeln!(f, "  {name:<8}{p:>8}{r:>8}{titled:>10.2}{with:>8}{without:>9}{unstable:>8}")?;
        }
        for result in self.styles.iter().filter(|result| !result.unstable.is_empty()) {
            writeln!(f, "\nagain, {}: {}", result.style.name(), result.unstable.join(", "))?;
        }
        Ok(())
    }
}

impl OfStyle {
    /// A figure with four digits, `-` if there is none of this name.
    fn value(&self, name: &str) -> String {
        self.figures.get(name).map_or("-".to_owned(), |figure| format!("{:.4}", figure.value))
    }

    /// A share as per cent with one digit, `-` if there is no such figure.
    fn percent(&self, name: &str) -> String {
        self.figures.get(name).map_or("-".to_owned(), |figure| format!("{:.1}", 100.0 * figure.value))
    }
}

/// The name of a page type in at most eight characters, for the head of a column.
fn short(page_type: &str) -> String {
    if page_type.len() > 8 { format!("{}.", &page_type[..6]) } else { page_type.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented;

    #[test]
    fn all_styles_are_judged_and_reported() {
        let gold = invented::gold(24);
        let pages = invented::pages(&gold);
        let validation = TextValidation::of(&pages, &[], &Voices::of(&pages)).unwrap();
        let report = validation.to_string();
        for result in &validation.styles {
            // The invented pages have no dumps made by another tool.
            let texts = if result.style == Style::Dump { 0 } else { 24 };
            assert_eq!((result.texts, result.unstable.len()), (texts, 0), "{report}");
        }
        assert!(report.contains("--only text") && report.contains("docume."), "{report}");
    }
}
