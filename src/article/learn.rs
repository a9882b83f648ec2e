//! What a site's profile learns from an article.

use super::Article;
use crate::site::{Sighting, SiteProfile};

impl SiteProfile {
    /// Learns from an article of the site, whatever it was extracted with: from what was kept and what was dropped.
    ///
    /// Articles that were extracted without a profile teach best: a profile that learns what itself has decided can't
    /// notice that it errs.
    pub fn learn(&mut self, article: &Article) {
        let kept = article.blocks.iter().flat_map(|block| {
            let ends = block.line_starts.iter().copied().chain([block.text.len()]);
            let starts = [0].into_iter().chain(block.line_starts.iter().copied());
            // Without what joins a line to the next.
            let texts = starts.zip(ends).map(|(start, end)| block.text[start..end].trim_end());
            texts.map(|text| Sighting { text, location: block.location, is_kept: true })
        });
        let removed = article.removed.iter();
        let dropped = removed.map(|block| Sighting { text: &block.text, location: block.location, is_kept: false });
        self.count(article.title().unwrap_or_default(), kept.chain(dropped));
    }
}
