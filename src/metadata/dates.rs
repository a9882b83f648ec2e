//! When the article was published, and when it was changed last.

use url::Url;

use super::schema::Schema;
use super::sources::Sources;
use super::visible::Visible;
use crate::chars::one_line;
use crate::date::Stamp;
use crate::page::Head;

/// Properties of schema.org that hold the date of publication, the most trusted first.
const PROPERTIES: &[&str] = &["datePublished", "dateCreated", "uploadDate"];
/// TitleCandidates of `<meta>` that hold the date of publication, the most trusted first.
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
/// The same for the last change.
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

/// The date stands among the first parts of an address.
const ADDRESS_PARTS: usize = 12;
/// TitleCandidates that may stand for any date: they come after microdata.
const ANY: &[&str] = &["dc.date", "date"];
/// Parts of other names that tell when it was published, or changed.
const PUBLISHED_PARTS: &[&str] = &["publish", "pubdate", "releasedate", "release_date", "displaydate"];
/// A part of the names of what tells who publishes, not when.
const PUBLISHER: &str = "publisher";
const MODIFIED_PARTS: &[&str] = &["modified", "updated", "last_mod", "ms.date", "reviewed"];

/// When it was published and changed, as far as the page says.
///
/// A date of publication after the last change is a mistake, and one on the same day often that of a new system behind
/// the site, which has the old articles as of today: an earlier date that readers see right below the headline is
/// trusted more. So it is where nothing is said of a change: readers see the day where they are. If there is no earlier
/// date, it is the change that is the mistake; unless readers see the day further off, where it is that of another
/// story.
pub(super) fn dates(sources: &Sources<'_>, visible: &Visible<'_>, url: Option<&Url>) -> (Option<Stamp>, Option<Stamp>) {
    let modified = modified(sources, visible);
    let machine = machines(sources).next();
    let seen = if machine.is_none() { visible.published().chain(visible.byline_day()).next() } else { None };
    let is_seen = seen.is_some();
    let found = machine.or(seen).or_else(|| in_address(url)).or_else(|| visible.labelled_dates().next());
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
        // What stands further off is the day of another story.
        None if is_after && is_seen && first.is_none() => (None, modified),
        None if is_after => (Some(published), None),
        None => (Some(published), modified),
    }
}

/// The dates of publication for machines, the most trusted first.
fn machines<'a>(sources: &'a Sources<'a>) -> impl Iterator<Item = Stamp> + 'a {
    let head = sources.head;
    let of = |schema: &'a Schema<'a>| PROPERTIES.iter().filter_map(|key| schema.string(&[key]));
    let metas = PUBLISHED.iter().filter_map(|name| head.meta(&[name]));
    // Of several it is the earliest: the others are of when it was published again.
    let named = named(head, PUBLISHED_PARTS).filter_map(stamp).min_by_key(Stamp::day);
    let json_ld_and_metas = of(&sources.json_ld).chain(metas).filter_map(stamp);
    let last = of(&sources.microdata).chain(ANY.iter().filter_map(|name| head.meta(&[name])));
    json_ld_and_metas.chain(named).chain(last.filter_map(stamp))
}

fn stamp(text: &str) -> Option<Stamp> {
    Stamp::read(&one_line(text))
}

fn modified(sources: &Sources<'_>, visible: &Visible<'_>) -> Option<Stamp> {
    let head = sources.head;
    let [json_ld, microdata] = [&sources.json_ld, &sources.microdata].map(|schema| schema.string(&["dateModified"]));
    let metas = MODIFIED.iter().filter_map(|name| head.meta(&[name]));
    let times = visible.times().filter(|time| visible.is_of_change(time)).map(|time| &*time.datetime);
    let machines = json_ld.into_iter().chain(metas).chain(named(head, MODIFIED_PARTS)).chain(microdata).chain(times);
    machines.filter_map(stamp).chain(visible.labelled_changes()).next()
}

/// What the `<meta>` hold whose names have one of these parts.
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
