//! What the targets share: the invariants of the crate's own suite.

#[path = "../../suite/invariants.rs"]
mod invariants;

/// Panics if something about the article contradicts itself.
pub fn check(article: &unboil::Article) {
    invariants::check(article);
}
