//! The settings for the pages of one site.

use std::sync::Arc;

use url::Url;

use super::Extractor;
use crate::select::Settings;

impl Extractor {
    /// The settings for a page: the caller's own rules, and behind them those of its site. Without `url`, the address
    /// that the page gives for itself counts, which is asked for only if there are rules for sites.
    #[cfg(feature = "selectors")]
    pub(super) fn settings_at(&self, url: Option<&Url>, own: impl FnOnce() -> Option<Url>) -> Arc<Settings> {
        let Some(site_rules) = &self.site_rules else { return self.settings.clone() };
        let url = url.cloned().or_else(own);
        let rules = url.as_ref().map_or(&[][..], |url| site_rules.at(url));
        if rules.is_empty() {
            return self.settings.clone();
        }
        let mut settings = Settings::clone(&self.settings);
        settings.rules.extend_from_slice(rules);
        Arc::new(settings)
    }

    /// The settings for a page: without the feature `selectors`, there are no rules for sites.
    #[cfg(not(feature = "selectors"))]
    pub(super) fn settings_at(&self, _: Option<&Url>, _: impl FnOnce() -> Option<Url>) -> Arc<Settings> {
        self.settings.clone()
    }
}
