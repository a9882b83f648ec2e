//! The verdicts on a page.

use crate::by_name::by_name;

/// What a page is, as far as that decides what to do with it: whether it holds an article, the beginning of one, a list
/// of other pages, or something that stands in the place of what a reader came for.
///
/// A crawler stores what is an [`Article`](PageVerdict::Article), follows the links of a
/// [`Listing`](PageVerdict::Listing), comes back later for an [`ErrorPage`](PageVerdict::ErrorPage), and fetches a
/// [`ScriptShell`](PageVerdict::ScriptShell) again with a browser.
///
/// New verdicts may come with any release; match with a wildcard arm.
///
/// ```
/// use unboil::PageVerdict;
///
/// let page = "<title>Just a moment...</title><h1>harbour.example</h1><p>Verify you are human by completing the \
///     action below.</p><script src=/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1></script>";
/// let article = unboil::extract(page)?;
/// assert_eq!(article.verdict(), PageVerdict::Challenge);
/// assert_eq!(article.verdict().to_string(), "challenge");
/// assert_eq!("consent-wall".parse(), Ok(PageVerdict::ConsentWall));
/// # Ok::<(), unboil::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub enum PageVerdict {
    /// The page holds a text of its own: a story, a thread, a product, a page of a manual.
    Article,
    /// Only the beginning of a story is shown, and the rest is behind a paywall.
    /// [`Article::text`](crate::Article::text) is that beginning. A story that is shown whole, or that stands whole in
    /// the data of the page, is an article, whatever it costs.
    Teaser,
    /// The page leads to other pages: a front page, a section, search results, a shop's collection.
    Listing,
    /// The page asks for consent to be tracked, or for a subscription instead, before it shows anything else. A cookie
    /// banner beside an article is none.
    ConsentWall,
    /// The page asks the reader to log in.
    LogIn,
    /// The page wants to know whether the reader is human: a CAPTCHA, a check of the browser, a refusal to robots.
    Challenge,
    /// The page says that something went wrong, was not found, or is under maintenance.
    ErrorPage,
    /// The page has next to no text without its scripts. Have a browser run them, and extract what it shows.
    ScriptShell,
    /// Nothing on the page is an article, and nothing shows why. With a
    /// [profile of its site](crate::ExtractorBuilder::site), so is a page that mostly repeats the links of others, such
    /// as a front page: extract it without the profile to follow its links.
    #[default]
    Empty,
    /// The input is not what the function reads: to `extract` plain text was given, to `clean` HTML, or to either a
    /// PDF, compressed bytes, an image, JSON, a feed, a sitemap or an address.
    /// [`VerdictReason::Input`](crate::VerdictReason::Input) says what it is. What can be read as text comes out as
    /// text all the same.
    WrongFormat,
}

impl PageVerdict {
    /// All verdicts, in the order of declaration.
    pub const ALL: &[PageVerdict] = &[
        PageVerdict::Article,
        PageVerdict::Teaser,
        PageVerdict::Listing,
        PageVerdict::ConsentWall,
        PageVerdict::LogIn,
        PageVerdict::Challenge,
        PageVerdict::ErrorPage,
        PageVerdict::ScriptShell,
        PageVerdict::Empty,
        PageVerdict::WrongFormat,
    ];

    /// The verdict's name in lower case, words joined by hyphens: `"consent-wall"`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PageVerdict::Article => "article",
            PageVerdict::Teaser => "teaser",
            PageVerdict::Listing => "listing",
            PageVerdict::ConsentWall => "consent-wall",
            PageVerdict::LogIn => "log-in",
            PageVerdict::Challenge => "challenge",
            PageVerdict::ErrorPage => "error-page",
            PageVerdict::ScriptShell => "script-shell",
            PageVerdict::Empty => "empty",
            PageVerdict::WrongFormat => "wrong-format",
        }
    }

    /// Whether what was kept is worth storing: an article, the beginning of one, or a list of pages.
    ///
    /// ```
    /// use unboil::PageVerdict;
    ///
    /// assert!(PageVerdict::Teaser.has_article());
    /// assert!(!PageVerdict::ConsentWall.has_article() && !PageVerdict::Empty.has_article());
    /// ```
    #[must_use]
    pub fn has_article(self) -> bool {
        matches!(self, PageVerdict::Article | PageVerdict::Teaser | PageVerdict::Listing)
    }

    /// Whether the page stands in the place of what a reader came for, so that it has no article. An empty page and
    /// input of another format do not: ask [`has_article`](Self::has_article) what to store. Of such a page
    /// nothing is kept but what the caller's rules keep.
    ///
    /// ```
    /// use unboil::PageVerdict;
    ///
    /// assert!(PageVerdict::ConsentWall.is_in_place_of_article());
    /// assert!(!PageVerdict::Teaser.is_in_place_of_article());
    /// ```
    #[must_use]
    pub fn is_in_place_of_article(self) -> bool {
        use PageVerdict::{Challenge, ConsentWall, ErrorPage, LogIn, ScriptShell};
        matches!(self, ConsentWall | LogIn | Challenge | ErrorPage | ScriptShell)
    }
}

by_name!(PageVerdict, ParseVerdictError, "verdict", "verdicts", serde);

#[cfg(test)]
mod tests {
    use super::PageVerdict;

    #[test]
    fn every_verdict_is_listed_once_and_named_after_itself() {
        for (index, verdict) in PageVerdict::ALL.iter().enumerate() {
            assert_eq!(*verdict as usize, index, "{verdict:?} is out of order");
            assert_eq!(verdict.name().parse(), Ok(*verdict));
            assert_eq!(format!("{verdict:?}").to_lowercase(), verdict.name().replace('-', ""));
        }
        let problem = "wall".parse::<PageVerdict>().unwrap_err().to_string();
        assert!(problem.starts_with("unknown verdict \"wall\"; the verdicts are article, teaser, "), "{problem}");
    }
}
