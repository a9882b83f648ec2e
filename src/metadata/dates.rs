//! When the article was published, and when it was last changed.

use url::Url;

use super::schema::Schema;
use super::sources::Sources;
use super::visible::Visible;
use crate::chars::one_line;
use crate::date::Stamp;
use crate::page::Head;

/// Properties of schema.org that hold the date of publication, the most trusted first.
const PUBLISHED_PROPERTIES: &[&str] = &["datePublished", "dateCreated", "uploadDate"];
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

/// Number of segments of an address's path, from the first, in which a date is looked for. The empty segment before the
/// leading slash counts. Set by hand.
const ADDRESS_SEGMENTS: usize = 12;
/// Names of the `<meta>` elements that hold a date without saying whether it is that of publication. They are trusted
/// less than microdata.
const UNSPECIFIED: &[&str] = &["dc.date", "date"];
/// Any `<meta>` whose name contains one of these substrings may hold the date of publication.
const PUBLISHED_SUBSTRINGS: &[&str] = &["publish", "pubdate", "releasedate", "release_date", "displaydate"];
/// A `<meta>` whose name contains this substring holds who published the page, not when.
const PUBLISHER: &str = "publisher";
/// Any `<meta>` whose name contains one of these substrings may hold the date of the last change.
const MODIFIED_SUBSTRINGS: &[&str] = &["modified", "updated", "last_mod", "ms.date", "reviewed"];

/// When the article was published and last changed, as far as the page says.
///
/// A date of publication after the last change is a mistake. One on the day of the last change is often the day when
/// the site moved to a new system, which dates old articles as of that day. If the page gives no date of a change, its
/// date of publication may be off by a day because of its time zone. In these three cases an earlier date that readers
/// see in a line of dates right below the headline, or else right above it, becomes the date of publication, unless it
/// is later than the last change.
///
/// If there is no such earlier date, two dates on one day both stay. If publication is after the last change, the date
/// of the change is left out, with one exception: if the date of publication is only one that readers see near the
/// headline (in a `<time>`, byline or label, see [`Visible::published`] and [`Visible::byline_day`]), and there is no
/// line of dates right at the headline, it is taken for the date of another story and left out instead.
pub(super) fn dates(sources: &Sources<'_>, visible: &Visible<'_>, url: Option<&Url>) -> (Option<Stamp>, Option<Stamp>) {
    let modified = modified(sources, visible);
    let declared = declared(sources).next();
    let near = if declared.is_none() { visible.published().chain(visible.byline_day()).next() } else { None };
    let is_from_near = near.is_some();
    let found = declared.or(near).or_else(|| in_address(url)).or_else(|| visible.labelled_dates().next());
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
        // The visible date is not at the headline: it belongs to another story.
        None if is_after && is_from_near && first.is_none() => (None, modified),
        None if is_after => (Some(published), None),
        None => (Some(published), modified),
    }
}

/// The dates of publication that the head, JSON-LD and microdata declare, the most trusted first.
fn declared<'a>(sources: &'a Sources<'a>) -> impl Iterator<Item = Stamp> + 'a {
    let head = sources.head;
    let in_schema = |schema: &'a Schema<'a>| PUBLISHED_PROPERTIES.iter().filter_map(|key| schema.string(&[key]));
    let metas = PUBLISHED.iter().filter_map(|name| head.meta(&[name]));
    // Of several dates the one of the earliest day: the others are those on which the article was published again.
    let named = named(head, PUBLISHED_SUBSTRINGS).filter_map(stamp).min_by_key(Stamp::day);
    let json_ld_and_metas = in_schema(&sources.json_ld).chain(metas).filter_map(stamp);
    let last = in_schema(&sources.microdata).chain(UNSPECIFIED.iter().filter_map(|name| head.meta(&[name])));
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
    let declared =
        json_ld.into_iter().chain(metas).chain(named(head, MODIFIED_SUBSTRINGS)).chain(microdata).chain(times);
    declared.filter_map(stamp).chain(visible.labelled_changes()).next()
}

/// The contents of the `<meta>` elements whose names contain one of these substrings, but not [`PUBLISHER`].
fn named<'a>(head: &'a Head, substrings: &'static [&str]) -> impl Iterator<Item = &'a str> {
    let is_named =
        |name: &str| !name.contains(PUBLISHER) && substrings.iter().any(|substring| name.contains(substring));
    head.metas.iter().filter(move |(name, _)| is_named(name)).map(|(_, content)| &**content)
}

/// The date in an address such as `/2024/11/24/story` or `/2024/nov/24/story`.
fn in_address(url: Option<&Url>) -> Option<Stamp> {
    let path = url?.path();
    let segments: Vec<&str> = path.split('/').take(ADDRESS_SEGMENTS).collect();
    segments.windows(3).find_map(|date| {
        let is_month = date[1].len() <= 2 || date[1].bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_date = date[0].len() == 4 && is_month && date[2].len() <= 2;
        is_date.then(|| Stamp::read(&date.join("-")))?
    })
}
