//! What the `<head>` says.

use crate::date;
use crate::page::Head;

/// Names of `<meta>` that hold the author, the most trusted first.
const AUTHORS: &[&str] =
    &["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "citation_author"];

/// Names of `<meta>` that hold the date of publication, the most trusted first.
const DATES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "publish-date",
    "publication_date",
    "pubdate",
    "citation_publication_date",
    "date",
];

/// What separates the title from the site's name.
const SEPARATORS: &[&str] = &[" | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • "];
/// A part of the title with this many words is the article's, whatever comes after.
const TITLE_WORDS: usize = 3;

/// The title without the site's name.
pub(super) fn title(head: &Head) -> Option<String> {
    let title = head.titles().next()?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = SEPARATORS.iter().filter_map(|separator| title.rfind(separator)).max();
    let own = cut.map(|cut| &title[..cut]).filter(|own| own.split(' ').count() >= TITLE_WORDS).unwrap_or(&title);
    (!own.is_empty()).then(|| own.to_owned())
}

/// The author, unless what stands there is a URL or the site's own name.
pub(super) fn author(head: &Head) -> Option<String> {
    let site = head.meta(&["og:site_name"]).unwrap_or_default();
    let is_name = |author: &&str| {
        !author.contains("://")
            && !author.starts_with('@')
            && !author.eq_ignore_ascii_case(site)
            && (author.contains(' ') || !author.is_ascii())
    };
    let author = AUTHORS.iter().filter_map(|name| head.meta(&[name])).find(is_name)?;
    let by = author.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(0, str::len);
    Some(author[by..].trim().to_owned())
}

/// The date of publication in ISO 8601.
pub(super) fn published(head: &Head) -> Option<String> {
    DATES.iter().filter_map(|name| head.meta(&[name])).find_map(date::iso)
}
