//! The next page of an article, thread or listing that is cut into several.

use std::iter::Peekable;
use std::str::Chars;

use url::Url;

use super::head::absolute;
use crate::page::{Head, RelationKind};

/// The greatest number of a page. Larger numbers are those of posts: `?p=4711`. Set by hand.
const MAX_PAGE: u64 = 999;
/// What may stand in a path beside the number of a page: words in front of it, and endings of files.
const WORDS_OF_PAGES: &[&str] =
    &["asp", "aspx", "htm", "html", "pag", "page", "pages", "pagina", "part", "php", "seite", "shtml"];

/// The address that the page links to as the next one of the same article, thread or listing.
///
/// Most blogs link to their next post with the same `rel=next`. The next page is told from that by its address, which
/// must be one of the page's `own` addresses with a number added, or with one number increased.
pub(super) fn next_page(head: &Head, own: [Option<&Url>; 2], base: Option<&Url>) -> Option<Url> {
    let is_next = |next: &Url| own.into_iter().flatten().any(|own| follows(own, next));
    head.relations.of(RelationKind::Next).filter_map(|link| absolute(&link.href, base)).find(is_next)
}

/// Whether the second address is that of a later page of what the first one is a page of.
fn follows(own: &Url, next: &Url) -> bool {
    next.host() == own.host() && (is_numbered(own, next) || is_counted_up(own, next))
}

/// Whether the second address is the first with a number added at its end, in its path or in its query:
/// `/story` and `/story/2`, `/story.html` and `/story-2.html`, `/story?page=2`.
fn is_numbered(own: &Url, next: &Url) -> bool {
    let stem = own.path().trim_end_matches('/');
    let stem =
        stem.rsplit_once('.').filter(|(_, ending)| WORDS_OF_PAGES.contains(ending)).map_or(stem, |(stem, _)| stem);
    let Some(added) = next.path().strip_prefix(stem).map(str::to_ascii_lowercase) else { return false };
    // A number in the path stands alone: `/story/2`, and not `/story-of-2-piers`.
    let is_page = |part: &str| {
        part.is_empty() || WORDS_OF_PAGES.contains(&part) || number(part.strip_prefix('p').unwrap_or(part)).is_some()
    };
    let has_number = if own.query() == next.query() {
        added.split(|c: char| !c.is_ascii_digit()).any(|digits| number(digits).is_some())
    } else {
        next.query_pairs().any(|(_, value)| number(&value).is_some())
    };
    added.split(['/', '-', '_', '.', ',']).all(is_page) && has_number
}

/// The number of a page.
fn number(digits: &str) -> Option<u64> {
    let is_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|number| is_digits && *number <= MAX_PAGE)
}

/// Whether two addresses differ in one number alone, which is greater by one in the second, or is the offset of the
/// first entry of a page: `/story/2` and `/story/3`, `?start=20` and `?start=40`.
fn is_counted_up(own: &Url, next: &Url) -> bool {
    let [own, next] = [own, next].map(|url| format!("{}?{}", url.path(), url.query().unwrap_or_default()));
    let (mut own, mut next) = (own.chars().peekable(), next.chars().peekable());
    let mut changes = 0;
    loop {
        let [a, b] = [leading_number(&mut own), leading_number(&mut next)];
        match (number(&a), number(&b)) {
            (Some(before), Some(after)) if before < after && changes == 0 => changes += 1,
            _ if a == b => {}
            _ => return false,
        }
        match (own.next(), next.next()) {
            (None, None) => return changes == 1,
            (a, b) if a != b => return false,
            _ => {}
        }
    }
}

/// Takes the digits at the beginning of a text.
fn leading_number(text: &mut Peekable<Chars<'_>>) -> String {
    std::iter::from_fn(|| text.next_if(char::is_ascii_digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_pages_are_told_from_next_posts() {
        for (own, next, expected) in [
            ("/story", "/story/2", true),
            ("/story/", "/story/page/2/", true),
            ("/story.html", "/story-2.html", true),
            ("/story.html", "/story,seite-2.html", true),
            ("/story", "/story?page=2", true),
            ("/t/42", "/t/42?page=2", true),
            ("/threads/lamps.4711/", "/threads/lamps.4712/", false),
            ("/threads/piers.42/", "/threads/piers.42/page-2", true),
            ("/list?sort=new", "/list?sort=new&page=2", true),
            ("/list?page=2", "/list?page=3", true),
            ("/story/page/2/", "/story/page/3/", true),
            ("/jobs", "/jobs?next=47049744&n=31", true),
            ("/list?start=20", "/list?start=40", true),
            ("/", "/page/2", true),
            ("/2024/lamp", "/2024/the-bridge", false),
            ("/2024/lamp", "/2024/lamp-of-the-pier", false),
            ("/2024/lamp", "/2024/lamp-and-2-piers", false),
            ("/?p=4711", "/?p=4712", false),
            ("/story", "/story/p2", true),
            ("/shop/ID-48", "/shop/ID-48/Page-2", true),
            ("/list", "/list?srsltid=AfmBOopWv0xcllFUBX3kU9NwWFWQIT2EHofhiP4muwqR3&page=2", true),
            ("/story", "/story?page=0%2C%2C1", false),
            ("/lamp", "/lamp", false),
            ("/lamp", "/lamp#comments", false),
            ("/lamp/3", "/lamp/2", false),
            ("/lamp", "https://other.example/lamp/2", false),
            ("/book/ch09-02.html", "/book/ch09-03-to-panic.html", false),
        ] {
            let base = Url::parse("https://harbour.example").unwrap();
            let [own, next] = [own, next].map(|url| base.join(url).unwrap());
            assert_eq!(follows(&own, &next), expected, "{own} {next}");
        }
    }
}
