//! Whether the page says of itself that it is a forum thread, where what readers wrote is the content, or an article.

use crate::page::{Page, Tag};

/// Forum software by the name that it puts into `<meta name="generator">`, in lower case.
const SOFTWARE: &[&str] = &[
    "bbpress",
    "discourse",
    "flarum",
    "invision",
    "mybb",
    "nodebb",
    "phpbb",
    "simple machines",
    "smf",
    "vanilla",
    "vbulletin",
    "xenforo",
];
/// Words in the class or id of `<body>` that forum software puts there.
const BODY_WORDS: &[&str] =
    &["bbpress", "discussion", "forum", "phpbb", "question", "thread", "topic", "vbulletin", "viewtopic"];
/// The types of schema.org for threads.
const TYPES: &[&str] = &["DiscussionForumPosting", "QAPage"];

/// Parts of the address of a thread, in lower case.
const ADDRESSES: &[&str] =
    &["/discuss", "/questions/", "/r/", "/t/", "/thread", "/topic/", "forum", "showthread", "showtopic", "viewtopic"];
/// The types of schema.org for articles.
const ARTICLE_TYPES: &[&str] = &["NewsArticle", "BlogPosting", "\"Article\"", "LiveBlogPosting"];

/// Whether the page says of itself that it is an article.
pub(super) fn is_article(page: &Page) -> bool {
    page.head.meta(&["article:published_time"]).is_some()
        || page.head.meta(&["og:type"]).is_some_and(|kind| kind.eq_ignore_ascii_case("article"))
        || page.head.json_ld.iter().any(|json| ARTICLE_TYPES.iter().any(|name| json.contains(name)))
}

/// Whether the page says of itself that it is a thread of a forum.
///
/// For phpBB, XenForo, Discourse, Stack Exchange. Gets an article wrong whose site names its layout "topic".
pub(super) fn is_forum(page: &Page) -> bool {
    let generator = page.head.meta(&["generator"]).unwrap_or_default().to_lowercase();
    let body = page.containers.iter().find(|container| container.tag == Tag::Body);
    let body = body.map_or("", |body| &page.attributes[body.attributes.clone()]).to_lowercase();
    let address = page.head.canonical.as_deref().or_else(|| page.head.meta(&["og:url"])).unwrap_or_default();
    let address = address.to_ascii_lowercase();
    ADDRESSES.iter().any(|part| address.contains(part))
        || SOFTWARE.iter().any(|name| generator.contains(name))
        || page.head.json_ld.iter().any(|json| TYPES.iter().any(|name| json.contains(name)))
        || body.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| BODY_WORDS.contains(&word))
}
