//! The kinds of cruft that the model identifies, and their probabilities.

use crate::cruft::Cruft;

/// The kinds that readers named when they labelled pages, in the order of the forests. [`Cruft::LowScore`] is cruft
/// without a name of its own.
pub(crate) const KINDS: [Cruft; 21] = [
    Cruft::Navigation,
    Cruft::Copyright,
    Cruft::Legal,
    Cruft::Cookie,
    Cruft::Donation,
    Cruft::AdBlock,
    Cruft::Advertisement,
    Cruft::Newsletter,
    Cruft::Share,
    Cruft::Related,
    Cruft::Comments,
    Cruft::Byline,
    Cruft::Author,
    Cruft::Tags,
    Cruft::Correction,
    Cruft::Paywall,
    Cruft::Caption,
    Cruft::Player,
    Cruft::JavaScript,
    Cruft::ErrorPage,
    Cruft::LowScore,
];

/// For each of [`KINDS`], the probability (0..=1) that a block is of that kind, given that it is cruft; they add up to
/// 1.
pub(crate) type KindShares = [f32; KINDS.len()];

/// Turns the scores of the kinds (log-odds) into probabilities, in place.
pub(super) fn softmax(scores: &mut KindShares) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let odds = scores.map(|score| (score - most).exp());
    let sum: f32 = odds.iter().sum();
    *scores = odds.map(|odds| odds / sum);
}
