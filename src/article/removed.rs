//! A block that was dropped.

use super::Reasons;
use crate::cruft::{Cruft, Reason};
use crate::select::Kind;
use crate::site::DomLocation;

/// A block that was dropped.
#[derive(Debug, Clone)]
pub struct Removed {
    pub(crate) text: String,
    pub(crate) kind: Kind,
    pub(crate) score: f32,
    pub(crate) reasons: Reasons,
    pub(crate) location: DomLocation,
    /// The address, if this is a picture or an embed.
    pub(crate) url: Option<String>,
    /// The number of kept blocks of the article before this one.
    pub(crate) position: usize,
}

impl Removed {
    /// The text of the block; of a picture, a player, a post or a frame its description, or its address if it has none.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The address, if this is no block of text but a picture, an embedded player or post, or any other frame. It has
    /// the score and, unless it is a frame or a copy or a rule drops it, the kind and the reasons of the dropped block
    /// that it stands before or behind; where none of both was dropped, [`Reason::Apart`] says why it was.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// Where the block stood among the kept ones: the number of [`Article::blocks`](crate::Article::blocks) that come
    /// before it.
    ///
    /// ```
    /// let article = unboil::extract("<p>Copyright © 2024 The Pier<h1>Fog</h1><p>The fog on the bay has closed the \
    ///     port since Monday, and nobody can say when the next ferry will leave.<p>Subscribe to our newsletter")?;
    /// let positions: Vec<usize> = article.removed().iter().map(|block| block.position()).collect();
    /// assert_eq!((article.blocks().len(), positions), (2, vec![0, 2]));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn position(&self) -> usize {
        self.position
    }

    /// The kind of cruft that the block is.
    ///
    /// If the caller's [`Rule`](crate::Rule) dropped the block, this is the rule's kind, otherwise the most probable of
    /// [`kinds`](Removed::kinds). A block that was dropped for its surroundings, such as a repetition, has a kind of
    /// its own ([`Cruft::Repeated`]) unless the model is sure of another. The first call computes the kinds of all
    /// blocks of the page.
    #[must_use]
    pub fn cruft(&self) -> Cruft {
        self.reasons.cruft(self.kind)
    }

    /// Every kind that the model distinguishes, with its probability, 0 to 1, given that the block is cruft. The
    /// probabilities sum to 1. [`Cruft::LowScore`] stands for cruft of any other kind.
    ///
    /// ```
    /// let page = "<h1>Ferry late</h1><p>The ferry to the northern islands was late again on Monday, said the port, \
    ///     because of the ice in the harbour.</p><p>Nobody had seen so much of it since 1985.</p>\
    ///     <p>Photo: Ann Pell/The Daily</p>";
    /// let article = unboil::extract(page)?;
    /// let credit = &article.removed()[0];
    /// let (kind, probability) = credit.kinds().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
    /// assert_eq!(kind, unboil::Cruft::Caption);
    /// assert!(probability > 0.5);
    /// # Ok::<(), unboil::Error>(())
    /// ```
    pub fn kinds(&self) -> impl Iterator<Item = (Cruft, f32)> {
        self.reasons.kinds()
    }

    /// The scorer's probability, 0 to 1, that the block is content. Phrases, rules and headings can drop a block
    /// whatever its score.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.score
    }

    /// Why the block was dropped, the most important reason first; never empty. First comes the rule, the phrase or
    /// whatever else named it as cruft, if anything did. The last three are the features with the most influence on the
    /// score, those that spoke against the block before those that spoke for it: a block that was dropped for its score
    /// alone has no other reasons.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        self.reasons.get()
    }
}

impl PartialEq for Removed {
    // The kinds are compared as callers see them, because an article that was read back has no model to ask for them.
    fn eq(&self, other: &Removed) -> bool {
        self.text == other.text
            && self.score == other.score
            && self.url == other.url
            && self.position == other.position
            && self.location == other.location
            && self.reasons == other.reasons
            && self.cruft() == other.cruft()
            && self.kinds().eq(other.kinds())
    }
}
