//! Description, address and lead image of the article. They are read from the head, and despite the name of
//! this file from JSON-LD and microdata, too.

use url::{Host, Url};

use super::sources::Sources;
use super::text::{plain, without_tags};
use crate::chars::{is_unseen, one_line};
use crate::limits::MAX_URL_BYTES;
use crate::page::{DESCRIPTIONS, Head};

/// Words in the file names of images that are not the lead image, but a logo, a portrait or a placeholder. A file name
/// is compared as its runs of ASCII letters, in lower case and joined by spaces, the extension included: `blank_1.gif`
/// is "blank gif".
const NO_LEAD_IMAGES: &[&str] = &[
    "apple touch icon",
    "avatar",
    "blank gif",
    "default image",
    "facebook default",
    "favicon",
    "gravatar",
    "logo",
    "placeholder",
    "site icon",
    "spacer",
];
/// Further words in the file names of pictures in a story that do not stand for it, extensions included.
const NO_LEAD_PICTURES: &[&str] = &["emoji", "gif", "icon", "icons", "pixel", "smiley", "svg"];
/// Names, in lower case, of folders whose images are not the lead image.
const NO_LEAD_FOLDERS: &[&str] = &["icons", "logo", "logos"];
/// The end of the host names of a service for portraits of authors, whose file names have no words.
const PORTRAIT_HOST: &str = "gravatar.com";

/// The page's summary of the article, in a sentence or two, as plain text.
pub(super) fn description(sources: &Sources<'_>) -> Option<String> {
    let metas = DESCRIPTIONS.iter().filter_map(|name| sources.head.meta(&[name]));
    let schemas = [&sources.json_ld, &sources.microdata].into_iter();
    let texts = metas.chain(schemas.filter_map(|schema| schema.string(&["description"])));
    texts.map(|text| plain(&without_tags(text))).find(|text| !text.is_empty())
}

/// The address of the article: `<link rel=canonical>`, else `og:url`, else the address that the caller gave. If the
/// first of these is a front page, the next one that is none.
///
/// Of 3,145 real pages 11 call their front page canonical, or one on a host that nobody knows, and three of them have
/// the right address in `og:url`. Addresses in JSON-LD are left out: three of these pages have one there alone, and on
/// a list of stories it would be that of a story.
pub(super) fn url(head: &Head, base: Option<&Url>, caller: Option<&Url>) -> Option<Url> {
    let own = [head.canonical.as_deref(), head.meta(&["og:url"])].into_iter().flatten();
    let own = own.filter_map(|own| absolute(own, base)).filter(|own| is_public(own) || is_of_host(own, caller));
    let all: Vec<Url> = own.chain(caller.cloned()).collect();
    let is_of_front_page = caller.is_some_and(is_front_page);
    let deeper = all.iter().find(|url| is_of_front_page || !is_front_page(url));
    deeper.or(all.first()).cloned()
}

/// Whether an address is that of a site's front page.
fn is_front_page(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let is_index =
        ["/index.", "/default."].iter().any(|index| path.starts_with(index)) && path.matches('/').count() == 1;
    url.query().is_none() && (path == "/" || is_index)
}

/// Whether the host of an address is one that others than its own network may know: its name has a dot.
fn is_public(url: &Url) -> bool {
    let is_local = |name: &str| [".internal", ".local", ".localhost"].iter().any(|end| name.ends_with(end));
    match url.host() {
        Some(Host::Domain(name)) => name.trim_matches('.').contains('.') && !is_local(name),
        Some(Host::Ipv4(address)) => !address.is_loopback() && !address.is_private() && !address.is_link_local(),
        Some(Host::Ipv6(address)) => !address.is_loopback() && !address.is_unique_local(),
        None => false,
    }
}

/// Whether an address is on the host that the caller has the page from.
fn is_of_host(url: &Url, caller: Option<&Url>) -> bool {
    caller.is_some_and(|caller| caller.host() == url.host())
}

/// Address of the lead image, which stands for the article: the first in the order of trust that is no logo, portrait
/// or placeholder. `<meta>` is trusted most; JSON-LD and microdata follow.
pub(super) fn image(sources: &Sources<'_>, base: Option<&Url>) -> Option<Url> {
    let metas = ["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "image"];
    // All `<meta>` of one name are tried, in order: some pages give the image as a `data:` URL first and its address
    // after that.
    let contents = |name: &'static str| sources.head.metas.iter().filter(move |(key, _)| key == name);
    let images = metas.into_iter().flat_map(contents).map(|(_, image)| &**image);
    let images = images.chain(sources.json_ld.image()).chain(sources.microdata.image());
    images.filter_map(|image| absolute(image, base)).find(|url| !is_no_lead_image(url))
}

/// Whether a picture of the story may stand for it, by its address: that is absolute, of HTTP or HTTPS, and none of a
/// logo, portrait, placeholder, icon or drawing. The head of a page names its image on purpose, so that less is ruled
/// out there.
pub(crate) fn may_be_lead_image(address: &str) -> bool {
    let is_picture = |url: &Url| !is_no_lead_image(url) && !has_words(&file_words(url), NO_LEAD_PICTURES);
    absolute(address, None).is_some_and(|url| is_picture(&url))
}

/// Whether an address is that of a logo, portrait or placeholder, by its host, folders or file name.
fn is_no_lead_image(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let (folders, _) = path.rsplit_once('/').unwrap_or_default();
    url.host_str().is_some_and(|host| host.ends_with(PORTRAIT_HOST))
        || folders.split('/').any(|folder| NO_LEAD_FOLDERS.contains(&folder))
        || has_words(&file_words(url), NO_LEAD_IMAGES)
}

/// The words of a file name as in [`NO_LEAD_IMAGES`], with a space around each.
fn file_words(url: &Url) -> String {
    let path = url.path().to_ascii_lowercase();
    let file = path.rsplit('/').next().unwrap_or_default();
    let words = file.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

/// Whether the words of a file name have one of these in a row.
fn has_words(file: &str, others: &[&str]) -> bool {
    others.iter().any(|other| file.contains(&format!(" {other} ")))
}

/// An address resolved against `base`. `None` if it is empty, too long, not absolute after that, or not of HTTP or
/// HTTPS.
pub(super) fn absolute(address: &str, base: Option<&Url>) -> Option<Url> {
    let address = address.trim_matches(is_unseen);
    if address.len() > MAX_URL_BYTES || one_line(address).is_empty() {
        return None;
    }
    let url = match base {
        Some(base) => base.join(address).ok(),
        None => Url::parse(address).ok(),
    };
    url.filter(|url| matches!(url.scheme(), "http" | "https"))
}
