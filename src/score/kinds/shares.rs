//! The kinds that are told apart, and the probability of each.

use crate::cruft::Cruft;

/// The kinds that readers named, in the order of the forests. [`Cruft::LowScore`] stands for cruft that there is no
/// word for.
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

/// The probability of each of [`KINDS`] that a block is of it, given that it is cruft; they add up to 1.
pub(crate) type KindShares = [f32; KINDS.len()];

/// Turns the scores of the kinds into probabilities.
pub(super) fn softmax(scores: &mut KindShares) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let odds = scores.map(|score| (score - most).exp());
    let sum: f32 = odds.iter().sum();
    *scores = odds.map(|odds| odds / sum);
}
