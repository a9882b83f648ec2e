//! When the article was published, and when it was last changed.

use url::Url;

use super::schema::Schema;
use super::sources::Sources;
use super::visible::Visible;
use crate::chars::one_line;
use crate::date::Stamp;
use crate::page::Head;

/// Properties of schema.org that hold the date of publication, the most trusted first.
const PROPERTIES: &[&str] = &["datePublished", "dateCreated", "uploadDate"];
/// Names of the `<meta>` elements that hold the date of publication, the most trusted first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.created",
    "publish-date",
    "publish_date",
    "published_date",
    "publication_date",
    "publisheddate",
    "pubdate",
    "citation_publication_date",
    "citation_date",
    "datecreated",
];
/// Names of the `<meta>` elements that hold the date of the last change, the most trusted first.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "datemodified",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "revised",
];

/// Number of parts of an address, from the first, in which a date is looked for. Set by hand.
const ADDRESS_PARTS: usize = 12;
/// Names of the `<meta>` elements that hold a date without saying which. They are trusted less than microdata.
const ANY: &[&str] = &["dc.date", "date"];
/// Any `<meta>` whose name has one of these parts may hold the date of publication.
const PUBLISHED_PARTS: &[&str] = &["publish", "pubdate", "releasedate", "release_date", "displaydate"];
/// A `<meta>` whose name has this part holds who published the page, not when.
const PUBLISHER: &str = "publisher";
/// Any `<meta>` whose name has one of these parts may hold the date of the last change.
const MODIFIED_PARTS: &[&str] = &["modified", "updated", "last_mod", "ms.date", "reviewed"];

/// When the article was published and last changed, as far as the page says.
///
/// A date of publication after the last change is a mistake. One on the same day is often the day when the site moved
/// to a new system, which dates old articles as of that day. In both cases an earlier date that readers see right below
/// the headline is trusted more, and also if the page gives no date of a change: the visible one is the day where the
/// readers are. If there is no earlier date, the change is taken for the mistake and left out; but a date of
/// publication that was only visible further off is taken for that of another story and left out instead.
pub(super) fn dates(sources: &Sources<'_>, visible: &Visible<'_>, url: Option<&Url>) -> (Option<Stamp>, Option<Stamp>) {
    let modified = modified(sources, visible);
    let declared = declared(sources).next();
    let seen = if declared.is_none() { visible.published().chain(visible.byline_day()).next() } else { None };
    let is_seen = seen.is_some();
    let found = declared.or(seen).or_else(|| in_address(url)).or_else(|| visible.labelled_dates().next());
    let Some(published) = found else {
        return (None, modified.or_else(|| visible.change_within()));
    };
    let is_after = modified.as_ref().is_some_and(|modified| published.is_after(modified));
    let limit = modified.as_ref().map_or(published.day(), Stamp::day);
    if published.day() < limit && !is_after {
        return (Some(published), modified);
    }
    let first = visible.first_date();
    let is_earlier = |stamp: &&Stamp| stamp.day() < published.day() && stamp.day() <= limit;
    match first.as_ref().filter(is_earlier) {
        Some(_) => (first, modified),
        // A visible date further off belongs to another story.
        None if is_after && is_seen && first.is_none() => (None, modified),
        None if is_after => (Some(published), None),
        None => (Some(published), modified),
    }
}

/// The dates of publication that the head, JSON-LD and microdata declare, the most trusted first.
fn declared<'a>(sources: &'a Sources<'a>) -> impl Iterator<Item = Stamp> + 'a {
    let head = sources.head;
    let in_schema = |schema: &'a Schema<'a>| PROPERTIES.iter().filter_map(|key| schema.string(&[key]));
    let metas = PUBLISHED.iter().filter_map(|name| head.meta(&[name]));
    // The earliest of several: the others are dates on which the article was published again.
    let named = named(head, PUBLISHED_PARTS).filter_map(stamp).min_by_key(Stamp::day);
    let json_ld_and_metas = in_schema(&sources.json_ld).chain(metas).filter_map(stamp);
    let last = in_schema(&sources.microdata).chain(ANY.iter().filter_map(|name| head.meta(&[name])));
    json_ld_and_metas.chain(named).chain(last.filter_map(stamp))
}

/// Reads a date, after control characters and line breaks are taken out of its text.
fn stamp(text: &str) -> Option<Stamp> {
    Stamp::read(&one_line(text))
}

/// The date of the last change, from the most trusted source that has one.
fn modified(sources: &Sources<'_>, visible: &Visible<'_>) -> Option<Stamp> {
    let head = sources.head;
    let [json_ld, microdata] = [&sources.json_ld, &sources.microdata].map(|schema| schema.string(&["dateModified"]));
    let metas = MODIFIED.iter().filter_map(|name| head.meta(&[name]));
    let times = visible.times().filter(|time| visible.is_of_change(time)).map(|time| &*time.datetime);
    let declared = json_ld.into_iter().chain(metas).chain(named(head, MODIFIED_PARTS)).chain(microdata).chain(times);
    declared.filter_map(stamp).chain(visible.labelled_changes()).next()
}

/// The contents of the `<meta>` elements whose names have one of these parts.
fn named<'a>(head: &'a Head, parts: &'static [&str]) -> impl Iterator<Item = &'a str> {
    let is_named = |name: &str| !name.contains(PUBLISHER) && parts.iter().any(|part| name.contains(part));
    head.metas.iter().filter(move |(name, _)| is_named(name)).map(|(_, content)| &**content)
}

/// The day in an address such as `/2024/11/24/story` or `/2024/nov/24/story`.
fn in_address(url: Option<&Url>) -> Option<Stamp> {
    let path = url?.path();
    let parts: Vec<&str> = path.split('/').take(ADDRESS_PARTS).collect();
    parts.windows(3).find_map(|day| {
        let is_month = day[1].len() <= 2 || day[1].bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_day = day[0].len() == 4 && is_month && day[2].len() <= 2;
        is_day.then(|| Stamp::read(&day.join("-")))?
    })
}
