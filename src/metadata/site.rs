//! The names of the site that a page belongs to.

use url::Url;

use super::names::is_address;
use super::sources::Sources;
use super::text::plain;
use crate::chars::small_letters;

/// A name of fewer bytes doesn't match the beginning of another: "BBC" matches "BBC News", "EU" doesn't match "Europe".
/// A part of a host counts as a name only if it has more bytes. Set by hand.
const PART_LETTERS: usize = 3;
/// If one of two names begins with the other, they belong to the same site only if their lengths, in bytes, differ by
/// less than this: "The Guardian" and theguardian.com. Set by hand.
const MORE_LETTERS: usize = 8;

/// The names that a site is known by.
#[derive(Default)]
pub(super) struct Site {
    /// The name to report.
    name: Option<String>,
    /// All names and the host, each as lower-case letters and digits only.
    aliases: Vec<String>,
}

impl Site {
    /// The names that the page declares for its site, and the host of `url`, the page's address.
    pub(super) fn of(sources: &Sources<'_>, url: Option<&Url>) -> Site {
        let head = sources.head;
        let publisher = sources.json_ld.publisher();
        let metas = ["og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher"]
            .map(|name| head.meta(&[name]));
        let [open_graph, others @ ..] = metas;
        let names = [open_graph, publisher].into_iter().chain(others).chain([sources.microdata.publisher()]);
        // A URL is no name. The name of a host is used only if there is no other.
        let names: Vec<&str> = names.flatten().filter(|name| !name.contains("://")).collect();
        let names: Vec<String> = names.into_iter().map(plain).filter(|name| !name.is_empty()).collect();
        let name = names.iter().find(|name| !is_address(name)).or(names.first()).cloned();
        let host = url.and_then(Url::host_str).unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host);
        // "news.example.co.uk" is also known as "example".
        let labels = host.rsplit('.').skip(1).find(|label| label.len() > PART_LETTERS).unwrap_or_default();
        let names = [name.as_deref(), head.meta(&["application-name"]), publisher, Some(host), Some(labels)];
        let mut aliases: Vec<String> =
            names.into_iter().flatten().map(small_letters).filter(|name| !name.is_empty()).collect();
        aliases.dedup();
        Site { name, aliases }
    }

    /// The name to report, if the page declares any.
    pub(super) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Whether a text is the name that the site declares but for case and punctuation. Its host is none: a section of
    /// sport.example may be "Sport".
    pub(super) fn is_named(&self, text: &str) -> bool {
        self.name.as_deref().is_some_and(|name| small_letters(name) == small_letters(text))
    }

    /// Whether a text is one of the site's names, or nearly so: the longer of the two begins with the shorter, see
    /// [`MORE_LETTERS`]. Only letters and digits are compared, without regard to case.
    pub(super) fn is_called(&self, text: &str) -> bool {
        let text = small_letters(text);
        self.aliases.iter().any(|alias| {
            let is_part = text.starts_with(alias.as_str()) || alias.starts_with(text.as_str());
            text == *alias
                || is_part
                    && text.len().min(alias.len()) >= PART_LETTERS
                    && text.len().abs_diff(alias.len()) < MORE_LETTERS
        })
    }
}
