//! The verdict on the page that an article comes from.

use url::Url;

use super::Article;
use crate::metadata::Metadata;
use crate::verdict::{InputFormat, Judgement, PageVerdict, VerdictReason};

impl Article {
    /// What the page is: an article, the beginning of one, or something in the place of one. See [`PageVerdict`].
    ///
    /// ```
    /// let page = "<title>We'll Be Right Back!</title><h1>We'll be right back!</h1><p>Harbour News is being repaired \
    ///     at the moment. Thank you for your patience, and please come back in an hour or two.</p>";
    /// let article = unboil::extract(page)?;
    /// assert_eq!(article.verdict(), unboil::PageVerdict::ErrorPage);
    /// assert!(article.is_empty());
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn verdict(&self) -> PageVerdict {
        self.verdict
    }

    /// Why the page got its verdict, the most important reason first.
    ///
    /// ```
    /// let page = r#"<script type="application/ld+json">
    ///     {"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>
    ///     <h1>Night train</h1><p>The night train to the coast runs again, twelve years after the last one.</p>
    ///     <p>Subscribe to continue reading.</p>"#;
    /// let article = unboil::extract(page)?;
    /// assert_eq!(article.verdict(), unboil::PageVerdict::Teaser);
    /// let reasons: Vec<String> = article.verdict_reasons().iter().map(|reason| reason.to_string()).collect();
    /// assert_eq!(reasons[0], "the page says that its story is not accessible for free");
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn verdict_reasons(&self) -> &[VerdictReason] {
        &self.verdict_reasons
    }

    /// The article of an input with this address that holds nothing to read.
    pub(crate) fn of_wrong_format(format: InputFormat, url: Option<&Url>) -> Article {
        let mut article = Article { metadata: Metadata::of_address(url), ..Article::default() };
        article.judge(Judgement::of_input(format));
        article
    }

    /// Sets the verdict on the page.
    pub(crate) fn judge(&mut self, judgement: Judgement) {
        self.verdict = judgement.verdict;
        self.verdict_reasons = judgement.reasons;
        self.confidence = judgement.confidence.unwrap_or(self.confidence);
    }
}
