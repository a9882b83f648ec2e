//! Page → verdicts → article.

use std::sync::Arc;

use url::Url;

use crate::article::Article;
use crate::assemble::assemble;
use crate::cruft::Cruft;
use crate::measure::{Measurements, headline::text::headline, measure};
use crate::metadata::{self, Metadata};
use crate::page::{Page, PageSignals};
use crate::score::{Model, Scores, score};
use crate::select::{Kind, Selection, Settings, Verdict, select};

/// All that comes after the walk: the article, and whether each block was kept.
///
/// `url` is the page's address, as the caller gives it; relative links are relative to `base`.
pub(crate) fn extract(
    page: &Arc<Page>,
    model: &Model,
    settings: &Settings,
    url: Option<&Url>,
    base: Option<&Url>,
) -> (Article, Vec<bool>) {
    let judged = judge(page, model, settings);
    let metadata = judged.metadata(page, url, base);
    finish(page, judged, metadata, base)
}

/// A kept block of a text that still changes after many rounds is in doubt below this probability: a book that loses a
/// line a round does not lose the paragraphs that the scorer is sure of. Set by hand.
const IN_DOUBT: f32 = 0.9;

/// The verdicts on a page, and what they were made of.
pub(crate) struct Judged {
    measurements: Measurements,
    /// What the page says that it is.
    signals: PageSignals,
    /// The block that is the headline, by all that is known.
    headline: Option<usize>,
    scores: Scores,
    selection: Selection,
}

impl Judged {
    /// Which blocks are kept.
    fn kept(&self) -> impl Iterator<Item = bool> {
        self.selection.verdicts.iter().map(|verdict| matches!(verdict, Verdict::Kept))
    }

    /// What the page says of its article.
    pub(super) fn metadata(&self, page: &Page, url: Option<&Url>, base: Option<&Url>) -> Metadata {
        let kept = self.kept().enumerate().filter_map(|(block, is_kept)| is_kept.then_some(block)).collect();
        let Judged { signals, headline, selection, .. } = self;
        let known = metadata::MetadataInputs {
            url,
            base,
            signals: *signals,
            headline: *headline,
            has_article: selection.has_article,
            kept,
        };
        metadata::read(page, &self.measurements, &known)
    }

    /// Drops the least likely 1/`part` of the kept blocks that are in doubt and that the caller's rules do not hold.
    pub(super) fn drop_least(&mut self, part: usize) {
        let selection = &mut self.selection;
        let probabilities = &self.scores.probabilities;
        let is_open = |index: &usize| {
            matches!(selection.verdicts[*index], Verdict::Kept)
                && !selection.held[*index]
                && probabilities[*index] < IN_DOUBT
        };
        if selection.verdicts.iter().all(|verdict| matches!(verdict, Verdict::Kept)) {
            return;
        }
        let mut open: Vec<usize> = (0..selection.verdicts.len()).filter(is_open).collect();
        open.sort_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]));
        for index in open.iter().take(open.len().div_ceil(part)) {
            selection.verdicts[*index] = Verdict::Dropped(Kind::Certain(Cruft::LowScore), None);
        }
    }
}

/// Measurements, scores and selects.
pub(crate) fn judge(page: &Arc<Page>, model: &Model, settings: &Settings) -> Judged {
    let signals = PageSignals::of(page);
    let measurements = measure(page, signals, &model.vocabulary);
    let scores = score(page, &measurements, model);
    let headline = if page.is_text() {
        headline(page, &measurements, |index| scores.probabilities[index])
    } else {
        measurements.headline_guess
    };
    let selection = select(page, &measurements, headline, &scores, settings);
    Judged { measurements, signals, headline, scores, selection }
}

/// The article, and which blocks are kept in it.
pub(super) fn finish(page: &Page, judged: Judged, metadata: Metadata, base: Option<&Url>) -> (Article, Vec<bool>) {
    let kept = judged.kept().collect();
    (assemble(page, base, &judged.scores, judged.selection, metadata), kept)
}

#[cfg(test)]
mod tests {
    use crate::limits::Limits;
    use crate::page::PageSignals;
    use crate::{parse, walk};

    #[test]
    fn pages_say_what_they_are() {
        const NONE: PageSignals = PageSignals {
            is_forum: false,
            is_article: false,
            is_product: false,
            is_listing: false,
            is_documentation: false,
        };
        let json = |json: &str| format!("<script type=application/ld+json>{json}</script>");
        for (page, expected) in [
            (String::new(), NONE),
            ("<meta name=generator content='Discourse 3.2'>".to_owned(), PageSignals { is_forum: true, ..NONE }),
            (
                "<link rel=canonical href=https://a.example/viewtopic.php>".to_owned(),
                PageSignals { is_forum: true, ..NONE },
            ),
            ("<body class='no-js forum-page'>x".to_owned(), PageSignals { is_forum: true, ..NONE }),
            (json(r#"{"@type":"QAPage"}"#), PageSignals { is_forum: true, ..NONE }),
            ("<meta property=og:type content=Article>".to_owned(), PageSignals { is_article: true, ..NONE }),
            (json(r#"{"@graph":[{"@type":"NewsArticle"}]}"#), PageSignals { is_article: true, ..NONE }),
            (json(r#"{"@type":"Product"}"#), PageSignals { is_product: true, ..NONE }),
            (json(r#"[{"@type":"Product"},{"@type":"Product"}]"#), NONE),
            (
                json(r#"{"@type":"ItemList","itemListElement":[{"@type":"Product"},{"@type":"NewsArticle"}]}"#),
                PageSignals { is_listing: true, ..NONE },
            ),
            (
                "<meta property=og:url content=https://docs.a.example/>".to_owned(),
                PageSignals { is_documentation: true, ..NONE },
            ),
            (json(r#"{"@type":"TechArticle"}"#), PageSignals { is_documentation: true, ..NONE }),
        ] {
            let found = PageSignals::of(&walk::walk(parse::parse(&page, &Limits::default()).unwrap()));
            assert_eq!(found, expected, "{page}");
        }
    }
}
