//! Page → verdicts → article: one run of the stages after the walk.

use std::sync::Arc;

use url::Url;

use crate::article::{Article, Removed};
use crate::assemble::assemble;
use crate::cruft::{Cruft, Reason};
use crate::lines::page_of;
use crate::measure::{Measurements, headline::text::headline, measure};
use crate::metadata::{self, Metadata};
use crate::page::{Addition, Page, PageSignals, Traces};
use crate::score::{Model, Scores, score};
use crate::select::{Kind, Selection, Settings, Verdict, select};
use crate::verdict::{self, Judgement};

/// A kept block with a probability (0..=1) below this is in doubt, and may be dropped if its text still changes after
/// many rounds: a book that loses one line per round doesn't lose the paragraphs that the scorer is sure of. Set by
/// hand.
const IN_DOUBT: f32 = 0.9;

/// The verdicts on a page, and what they were decided by.
pub(crate) struct Judged {
    measurements: Measurements,
    /// The type of page that the page says it is.
    pub(super) signals: PageSignals,
    /// The block that is the headline. In plain text it is found with the scores, and may differ from the first guess.
    pub(super) headline: Option<usize>,
    scores: Scores,
    /// The verdict on each block.
    pub(super) selection: Selection,
}

impl Judged {
    /// For each block, whether it is kept.
    pub(super) fn kept(&self) -> impl Iterator<Item = bool> {
        self.selection.verdicts.iter().map(|verdict| matches!(verdict, Verdict::Kept))
    }

    /// Reads the metadata of the article. `url` is the page's address; relative links are relative to `base`.
    pub(super) fn metadata(&self, page: &Page, url: Option<&Url>, base: Option<&Url>) -> Metadata {
        let kept = self.kept().enumerate().filter_map(|(block, is_kept)| is_kept.then_some(block)).collect();
        let Judged { signals, headline, selection, .. } = self;
        let inputs = metadata::MetadataInputs {
            url,
            base,
            signals: *signals,
            headline: *headline,
            has_article: selection.has_article,
            kept,
        };
        metadata::read(page, &self.measurements, &inputs)
    }

    /// The verdict on the page as a whole. `has_story_in_data` says that the page's data holds its story, which
    /// replaces what was kept.
    pub(super) fn page_verdict(&self, page: &Page, traces: &Traces, has_story_in_data: bool) -> Judgement {
        let Judged { measurements, signals, headline, scores, selection } = self;
        let (signals, headline, listing) = (*signals, *headline, scores.listing());
        verdict::verdict(&verdict::Case {
            page,
            measurements,
            signals,
            selection,
            headline,
            traces,
            listing,
            has_story_in_data,
        })
    }

    /// Drops all that the caller's settings don't keep, because the page stands in the place of an article. Blocks of
    /// which the model is not sure get this kind.
    pub(super) fn drop_all(&mut self, kind: Cruft) {
        let Selection { verdicts, kept_by_caller, has_article, .. } = &mut self.selection;
        for (verdict, kept_by_caller) in verdicts.iter_mut().zip(kept_by_caller.iter()) {
            if matches!(verdict, Verdict::Kept) && !kept_by_caller {
                *verdict = Verdict::Dropped(Kind::Fallback(kind), Some(Reason::InPlaceOfArticle));
            }
        }
        *has_article = false;
    }

    /// Drops the least likely 1/`denominator`, rounded up, of the kept blocks that are in doubt and are not kept by the
    /// caller's rules. Drops nothing if all blocks are kept: then the text has stopped changing.
    pub(super) fn drop_least(&mut self, denominator: usize) {
        let selection = &mut self.selection;
        let probabilities = &self.scores.probabilities;
        let may_be_dropped = |index: &usize| {
            matches!(selection.verdicts[*index], Verdict::Kept)
                && !selection.kept_by_caller[*index]
                && probabilities[*index] < IN_DOUBT
        };
        if selection.verdicts.iter().all(|verdict| matches!(verdict, Verdict::Kept)) {
            return;
        }
        let mut doubtful: Vec<usize> = (0..selection.verdicts.len()).filter(may_be_dropped).collect();
        doubtful.sort_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]));
        for index in doubtful.iter().take(doubtful.len().div_ceil(denominator)) {
            selection.verdicts[*index] = Verdict::Dropped(Kind::Certain(Cruft::LowScore), None);
        }
    }
}

/// Decides about every block of a page: measures, scores and selects.
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

/// What was added to a page by the tool that made it, as blocks that were dropped.
pub(super) fn dropped_additions(additions: &[Addition], model: &Model, settings: &Settings) -> Vec<Removed> {
    if additions.is_empty() {
        return Vec::new();
    }
    let page = Arc::new(page_of(additions));
    let mut judged = judge(&page, model, settings);
    let dropped = |addition: &Addition| Verdict::Dropped(Kind::Certain(addition.kind), Some(Reason::Added));
    judged.selection.verdicts = additions.iter().map(dropped).collect();
    finish(&page, judged, Metadata::default(), None).0.removed
}

/// Assembles the article of a judged page. Also returns for each block whether it was kept.
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
    fn the_type_that_a_page_claims_is_detected() {
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
