//! Whose page it is, and where it lies.

use url::Url;

use super::names::is_address;
use super::sources::Sources;
use super::text::plain;

/// No shorter name (letters) is looked for inside another: "BBC" in "BBC News" is, "EU" in "Europe" is not.
const PART_LETTERS: usize = 3;
/// So many letters more may a name have than another of the same site: "The Guardian" and theguardian.com.
const MORE_LETTERS: usize = 8;

/// The names that a site goes by.
pub(super) struct Site {
    name: Option<String>,
    /// All of them, and its host, as bare letters.
    aliases: Vec<String>,
}

impl Site {
    pub(super) fn of(sources: &Sources<'_>, url: Option<&Url>) -> Site {
        let head = sources.head;
        let publisher = sources.json_ld.publisher();
        let metas = ["og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher"]
            .map(|name| head.meta(&[name]));
        let [open_graph, others @ ..] = metas;
        let names = [open_graph, publisher].into_iter().chain(others).chain([sources.microdata.publisher()]);
        // An address is no name; that of a host is one where there is no other.
        let names: Vec<&str> = names.flatten().filter(|name| !name.contains("://")).collect();
        let names: Vec<String> = names.into_iter().map(plain).filter(|name| !name.is_empty()).collect();
        let name = names.iter().find(|name| !is_address(name)).or(names.first()).cloned();
        let host = url.and_then(Url::host_str).unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host);
        // "news.example.co.uk" goes by example, or by all of it.
        let labels = host.rsplit('.').skip(1).find(|label| label.len() > PART_LETTERS).unwrap_or_default();
        let names = [name.as_deref(), head.meta(&["application-name"]), publisher, Some(host), Some(labels)];
        let mut aliases: Vec<String> =
            names.into_iter().flatten().map(letters).filter(|name| !name.is_empty()).collect();
        aliases.dedup();
        Site { name, aliases }
    }

    pub(super) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Whether a text is one of the site's names, or nearly so.
    pub(super) fn is_called(&self, text: &str) -> bool {
        let text = letters(text);
        self.aliases.iter().any(|alias| {
            let is_part = text.starts_with(alias.as_str()) || alias.starts_with(text.as_str());
            text == *alias
                || is_part
                    && text.len().min(alias.len()) >= PART_LETTERS
                    && text.len().abs_diff(alias.len()) < MORE_LETTERS
        })
    }
}

/// The letters and digits of a name, in lower case.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
