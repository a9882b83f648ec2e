//! What the head says beside title, author and dates.

use url::Url;

use super::schema::Schema;
use crate::limits::MAX_URL_BYTES;
use crate::page::Head;

/// Of keywords there are at most so many.
const MAX_KEYWORDS: usize = 64;
/// Words in the file names of images that are not the article's.
const NO_LEAD_IMAGES: &[&str] =
    &["logo", "favicon", "placeholder", "default image", "avatar", "gravatar", "blank gif", "spacer"];
/// Where the portraits of those who write lie, under names without words.
const PORTRAITS: &str = "gravatar.com";

/// What the article is about, in a sentence or two.
pub(super) fn description(head: &Head, schema: &Schema<'_>) -> Option<String> {
    let text = schema.string(&["description"]);
    let text = head.meta(&["og:description", "description", "twitter:description", "dc.description"]).or(text)?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The keywords, each once.
pub(super) fn keywords(head: &Head, schema: &Schema<'_>) -> Vec<String> {
    let tags = head.metas.iter().filter(|(name, _)| name == "article:tag").map(|(_, tag)| tag.as_str());
    let sources = [
        schema.strings("keywords"),
        tags.collect(),
        head.meta(&["news_keywords"]).into_iter().collect(),
        head.meta(&["keywords"]).into_iter().collect(),
    ];
    let found = sources.into_iter().find(|keywords| !keywords.is_empty()).unwrap_or_default();
    let mut keywords: Vec<String> = Vec::new();
    for keyword in found.iter().flat_map(|list| list.split([',', ';'])) {
        let keyword = keyword.split_whitespace().collect::<Vec<_>>().join(" ");
        if !keyword.is_empty() && !keywords.contains(&keyword) && keywords.len() < MAX_KEYWORDS {
            keywords.push(keyword);
        }
    }
    keywords
}

/// The page's own address: what it calls canonical, else what it gives to those who share it, else where it came from.
pub(super) fn url(head: &Head, base: Option<&Url>, caller: Option<&Url>) -> Option<Url> {
    let own =
        [head.canonical.as_deref(), head.meta(&["og:url"])].into_iter().flatten().find_map(|own| absolute(own, base));
    own.or_else(|| caller.cloned())
}

/// The image that stands for the article, unless it is the site's logo.
pub(super) fn image(head: &Head, schema: &Schema<'_>, base: Option<&Url>) -> Option<Url> {
    let metas = ["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "image"];
    let images = metas.into_iter().filter_map(|name| head.meta(&[name])).chain(schema.image());
    images.filter_map(|image| absolute(image, base)).find(|url| !is_no_lead_image(url))
}

fn is_no_lead_image(url: &Url) -> bool {
    let file = url.path().rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let words = file.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let words = format!(" {} ", words.collect::<Vec<_>>().join(" "));
    url.host_str().is_some_and(|host| host.ends_with(PORTRAITS))
        || NO_LEAD_IMAGES.iter().any(|other| words.contains(&format!(" {other} ")))
}

/// An address of the web, made absolute if that is possible.
fn absolute(address: &str, base: Option<&Url>) -> Option<Url> {
    let address = address.trim();
    if address.is_empty() || address.len() > MAX_URL_BYTES {
        return None;
    }
    let url = match base {
        Some(base) => base.join(address).ok(),
        None => Url::parse(address).ok(),
    };
    url.filter(|url| matches!(url.scheme(), "http" | "https"))
}
