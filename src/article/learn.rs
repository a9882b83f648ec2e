//! Lets the profile of a site learn from an article.

use super::Article;
use crate::site::{Sighting, SiteProfile};

impl SiteProfile {
    /// Learns from an article of the site: from the blocks that were kept and from those that were dropped. The article
    /// may have been extracted with any settings.
    ///
    /// Best are articles that were extracted without a profile: a profile that learns from its own decisions can't
    /// notice its errors.
    pub fn learn(&mut self, article: &Article) {
        let kept = article.blocks.iter().flat_map(|block| {
            let ends = block.line_starts.iter().copied().chain([block.text.len()]);
            let starts = [0].into_iter().chain(block.line_starts.iter().copied());
            // The trim removes the separator that joins a line to the next.
            let texts = starts.zip(ends).map(|(start, end)| block.text[start..end].trim_end());
            texts.map(|text| Sighting { text, location: block.location, is_kept: true })
        });
        let removed = article.removed.iter().filter(|block| block.url.is_none());
        let dropped = removed.map(|block| Sighting { text: &block.text, location: block.location, is_kept: false });
        self.count(article.title().unwrap_or_default(), kept.chain(dropped));
    }
}
