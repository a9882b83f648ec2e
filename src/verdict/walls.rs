//! The pages that stand in the place of what a reader came for: challenges, consent walls, log-ins, errors, shells.

use super::case::Case;
use super::facts::{Facts, MOST_WALL_WORDS, has_phrases};
use super::judgement::Judgement;
use super::page_verdict::PageVerdict;
use super::reason::VerdictReason;
use super::wordings::{KNOWN, WORDINGS, in_text};
use crate::cruft::Cruft;
use crate::page::{BlockKind, PageKind};

/// With at least this many kept words that are no notice, a page has a story. The number is that of the selection for
/// pages with such notices. Set by hand.
const STORY_WORDS: f32 = 60.0;
/// A challenge has at most this many words, kept or not. Set by hand.
const CHALLENGE_WORDS: f32 = 250.0;
/// A challenge that says as much as a story does has at least this many of these: machinery, a title, a notice. Set by
/// hand.
const CHALLENGE_SIGNS: usize = 2;
/// A challenge that is known only by a CAPTCHA and a notice has at most this many words. Set by hand.
const CAPTCHA_WORDS: f32 = 150.0;
/// A page that asks to log in has at most this many words, menus and footer included. Set by hand.
const LOG_IN_WORDS: f32 = 300.0;
/// A page that says only by a notice that something went wrong has at most this many words. Set by hand.
const ERROR_WORDS: f32 = 400.0;
/// A shell has at most this many words. Set by hand.
const SHELL_WORDS: f32 = 80.0;
/// A page with at most this many words, and scripts, needs no further sign to be a shell. Set by hand.
const NO_WORDS: f32 = 5.0;
/// At least this share, 0..=1, of the words of a consent wall stands in paragraphs about consent. Set by hand.
const CONSENT_SHARE: f32 = 0.6;
/// A consent wall that has no title of one has at least this many buttons. Set by hand.
const CHOICES: usize = 2;

/// How sure a verdict is by machinery that no other page has. Set by hand.
const CERTAIN: f32 = 0.98;
/// How sure a verdict is by a title. Set by hand.
const SURE: f32 = 0.95;
/// How sure a verdict is by notices. Set by hand.
const LIKELY: f32 = 0.85;

/// The verdict, if the page stands in the place of an article.
pub(super) fn verdict(case: &Case<'_>, facts: &Facts) -> Option<Judgement> {
    if facts.kept_words > MOST_WALL_WORDS {
        return None;
    }
    let consent = || consent_wall(case, facts);
    if facts.own_words >= STORY_WORDS {
        let challenge = challenge(case, facts).filter(|challenge| challenge.reasons.len() > CHALLENGE_SIGNS);
        return challenge.or_else(consent);
    }
    challenge(case, facts)
        .or_else(|| error_page(case, facts))
        .or_else(|| log_in(case, facts))
        .or_else(consent)
        .or_else(|| script_shell(case, facts))
}

/// A verdict that is this sure, with the reasons that there are.
fn judged(
    verdict: PageVerdict,
    confidence: f32,
    reasons: impl IntoIterator<Item = Option<VerdictReason>>,
) -> Option<Judgement> {
    Some(Judgement { verdict, reasons: reasons.into_iter().flatten().collect(), confidence: Some(confidence) })
}

/// A challenge: by machinery that only challenges have, by its title, or by a CAPTCHA and a notice.
///
/// Gets wrong: a form to write to somebody, without any text but "I'm not a robot", that is all of the page.
fn challenge(case: &Case<'_>, facts: &Facts) -> Option<Judgement> {
    if facts.page_words > CHALLENGE_WORDS {
        return None;
    }
    let sign = in_text(&KNOWN.challenge_addresses, &case.traces.addresses)
        .or_else(|| KNOWN.challenge_ids.iter().copied().find(|id| case.traces.has_id(id)));
    let machinery = sign.map(|sign| VerdictReason::Machinery { sign: sign.into() });
    // A heading may say such a thing of an airport.
    let title = facts.title(&WORDINGS.challenge_titles);
    let title = title.filter(|title| machinery.is_some() || facts.is_first(title) && !is_declared(case));
    let notice = facts.notice(&WORDINGS.challenge_texts);
    let confidence = match (&machinery, &title) {
        (Some(_), _) => CERTAIN,
        (None, Some(_)) => SURE,
        (None, None) => LIKELY,
    };
    if machinery.is_some() || title.is_some() {
        return judged(PageVerdict::Challenge, confidence, [machinery, title, notice, Some(facts.words())]);
    }
    let captcha =
        in_text(&KNOWN.captchas, &case.traces.addresses).map(|sign| VerdictReason::Machinery { sign: sign.into() });
    let is_small = facts.page_words <= CAPTCHA_WORDS && facts.own_words < STORY_WORDS;
    if notice.is_some() && is_small && !is_declared(case) {
        return judged(PageVerdict::Challenge, confidence, [notice, captcha, Some(facts.words())]);
    }
    None
}

/// An error page, or one under maintenance: by its title, or by a notice on a page that says of itself no article.
///
/// Gets wrong: a short item of news whose headline is nothing but "Page not found".
fn error_page(case: &Case<'_>, facts: &Facts) -> Option<Judgement> {
    let title = facts.title(&WORDINGS.error_titles);
    let phrases = has_phrases(case, Cruft::ErrorPage);
    if title.is_some() && (phrases.is_some() || !is_declared(case)) {
        return judged(PageVerdict::ErrorPage, SURE, [title, phrases, Some(facts.words())]);
    }
    if phrases.is_some() && facts.page_words <= ERROR_WORDS && !is_declared(case) {
        return judged(PageVerdict::ErrorPage, LIKELY, [phrases, Some(facts.words())]);
    }
    None
}

/// A page that asks to log in: a title of one, or a field for a password with the phrases around it.
///
/// Gets wrong: a short post whose theme has a log-in form in its sidebar and no name for what it is.
fn log_in(case: &Case<'_>, facts: &Facts) -> Option<Judgement> {
    if facts.page_words > LOG_IN_WORDS || is_declared(case) {
        return None;
    }
    let password = case.traces.asks_password.then_some(VerdictReason::PasswordField);
    let title = facts.title(&WORDINGS.log_in_titles);
    let phrases = has_phrases(case, Cruft::Paywall);
    if title.is_some() && (password.is_some() || facts.own_words < STORY_WORDS / 2.0) {
        return judged(PageVerdict::LogIn, SURE, [title, password, phrases, Some(facts.words())]);
    }
    if password.is_some() && phrases.is_some() && facts.own_words < STORY_WORDS / 4.0 {
        return judged(PageVerdict::LogIn, LIKELY, [password, phrases, Some(facts.words())]);
    }
    None
}

/// A consent wall: nearly all that was kept is about consent, and there is a title of one, or buttons to choose.
///
/// Gets wrong: a note about cookies without a date or author, beside a banner.
fn consent_wall(case: &Case<'_>, facts: &Facts) -> Option<Judgement> {
    let Case { page, measurements, .. } = *case;
    let is_declared = is_declared(case);
    // A banner beside an article may have such a heading.
    let title = facts.title(&WORDINGS.consent_titles).filter(|title| !is_declared || facts.is_of_head(title));
    // So may a dialog over a cookie policy, which speaks of consent itself.
    let title = title.filter(|title| measurements.subject.is_empty() || facts.is_first(title));
    if title.is_none() && is_declared {
        return None;
    }
    let choices: Vec<&'static str> =
        page.blocks.iter().filter_map(|block| WORDINGS.consent_choices.get(page.block_text(block))).collect();
    if title.is_none() && choices.len() < CHOICES {
        return None;
    }
    let is_text = |block: &usize| !matches!(page.blocks[*block].kind, BlockKind::Heading { .. });
    let is_about = |block: &usize| {
        in_text(&WORDINGS.consent_texts, facts.texts.block(*block)).is_some()
            || measurements.hits_of(*block).iter().any(|hit| hit.kind == Cruft::Cookie)
    };
    let words = |blocks: &mut dyn Iterator<Item = usize>| blocks.map(|block| measurements.words[block]).sum::<f32>();
    let blocks = 0..page.blocks.len();
    let kept = |block: &usize| case.is_kept(*block);
    let about_kept = words(&mut blocks.clone().filter(is_text).filter(kept).filter(is_about));
    let about = words(&mut blocks.filter(is_text).filter(is_about));
    let others = facts.kept_words - about_kept;
    // Where nothing of the wall was kept, the wall has to be most of the page.
    let is_wall = about > 0.0
        && about_kept >= CONSENT_SHARE * facts.kept_words
        && others < STORY_WORDS
        && (about_kept > 0.0 || about >= 0.5 * facts.page_words);
    if !is_wall {
        return None;
    }
    let platform = in_text(&KNOWN.consent_platforms, &case.traces.addresses);
    let platform = platform.map(|sign| VerdictReason::Machinery { sign: sign.into() });
    let choice = choices.first().map(|words| VerdictReason::Notice { words: (*words).into() });
    let confidence = if title.is_some() { SURE } else { LIKELY };
    judged(PageVerdict::ConsentWall, confidence, [title, choice, has_phrases(case, Cruft::Cookie), platform])
}

/// A page that has next to no text without its scripts.
///
/// Gets wrong: a page of pictures without a word that has scripts, too.
fn script_shell(case: &Case<'_>, facts: &Facts) -> Option<Judgement> {
    let scripts = case.traces.scripts;
    let mount = KNOWN.mounts.iter().copied().find(|id| case.traces.has_id(id));
    let notice = facts.notice(&WORDINGS.shell_texts).or_else(|| has_phrases(case, Cruft::JavaScript));
    let is_shell = match (&mount, &notice) {
        (Some(_), Some(_)) => facts.page_words <= ERROR_WORDS && facts.own_words < STORY_WORDS / 2.0,
        (None, Some(_)) => facts.page_words <= SHELL_WORDS && facts.own_words < STORY_WORDS / 2.0,
        (Some(_), None) => facts.page_words <= SHELL_WORDS && facts.own_words <= NO_WORDS,
        (None, None) => facts.page_words <= NO_WORDS,
    };
    if scripts == 0 || !is_shell || is_declared(case) {
        return None;
    }
    let mount = mount.map(|sign| VerdictReason::Machinery { sign: sign.into() });
    let confidence = if facts.page_words <= NO_WORDS { CERTAIN } else { LIKELY };
    judged(PageVerdict::ScriptShell, confidence, [Some(VerdictReason::Scripts { scripts }), mount, notice])
}

/// Whether the page says that it is an article, a thread or the like, or names its author or date: then words alone
/// show nothing.
fn is_declared(case: &Case<'_>) -> bool {
    matches!(
        case.signals.kind(),
        Some(PageKind::Article | PageKind::Forum | PageKind::Documentation | PageKind::Product)
    ) || !case.measurements.bylines.is_empty()
}
