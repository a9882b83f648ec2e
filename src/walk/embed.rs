//! Embedded players and posts: what a frame, a video or an element in their place leads to, and what it is called.

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use super::element::Attributes;
use super::nodes::{first_char, trimmed_attribute};
use crate::embeds;
use crate::page::{Mark, MarkKind, Page};

/// Attributes that may hold the address of a frame: scripts that load it late, or after consent, have attributes of
/// their own.
const ADDRESSES: &[&str] = &[
    "src",
    "data-src",
    "data-lazy-src",
    "data-original-src",
    "data-cookieblock-src",
    "data-cmp-src",
    "data-url",
    "url",
];
/// A quoted post with this many nodes and no text among them has none. Set by hand.
const POST_NODES: usize = 64;
/// Attributes that may hold the title of a player, the most reliable first. The last one is that of `<lite-youtube>`.
const TITLES: &[&str] = &["title", "data-title", "aria-label", "videotitle", "playlabel"];

/// Adds what an element embeds at the end of the page's text, if it is a player or a post. Returns whether it is: then
/// nothing inside is shown.
pub(super) fn read(
    name: &LocalName,
    attributes: &Attributes<'_>,
    node: &Handle,
    container: usize,
    page: &mut Page,
) -> bool {
    let url = match *name {
        local_name!("iframe") | local_name!("embed") => frame_address(attributes),
        local_name!("object") => object_address(attributes, node),
        local_name!("video") | local_name!("audio") => media_address(attributes, node),
        local_name!("blockquote") => bare_post_address(attributes, node),
        _ if !name.contains('-') && **name != *"oembed" => return false,
        _ => match &**name {
            "amp-iframe" | "oembed" => frame_address(attributes),
            "amp-video" | "amp-audio" => media_address(attributes, node),
            name => embeds::element_address(name, |name| attributes.get(name)),
        },
    };
    let Some(url) = url else {
        if *name == local_name!("iframe") {
            add_frame(attributes, container, page);
        }
        return false;
    };
    let at = page.text.len();
    let is_same = |mark: &Mark| match &mark.kind {
        MarkKind::Embed { url: last, .. } => {
            mark.text.start == at && embeds::id(&page.attributes[last.clone()]) == embeds::id(&url)
        }
        _ => false,
    };
    if !page.marks.last().is_some_and(is_same) {
        let (url, title) = (page.store(&[&url]), page.store(&[title(attributes)]));
        page.marks.push(Mark { text: at..at, kind: MarkKind::Embed { url, title }, container });
    }
    true
}

/// The title of what an element embeds; empty if it has none.
fn title<'a>(attributes: &Attributes<'a>) -> &'a str {
    TITLES
        .iter()
        .find_map(|name| attributes.get(name).map(str::trim).filter(|title| !title.is_empty()))
        .unwrap_or_default()
}

/// Adds a frame that shows anything, whatever that is: one from an address, and larger than a dot.
fn add_frame(attributes: &Attributes<'_>, container: usize, page: &mut Page) {
    const NOWHERE: [&str; 5] = ["about:", "blob:", "data:", "javascript:", "#"];
    let is_dot = |name| {
        let side = attributes.get(name).map(|side| side.trim().trim_end_matches("px"));
        side.and_then(|side| side.parse::<f32>().ok()).is_some_and(|side| side <= 1.0)
    };
    let leads = |address: &&str| {
        let is = |start: &&str| address.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
        !address.is_empty() && !NOWHERE.iter().any(is)
    };
    let address = ADDRESSES.iter().filter_map(|name| attributes.get(name).map(str::trim)).find(leads);
    let Some(address) = address.filter(|_| !is_dot("width") && !is_dot("height")) else { return };
    let at = page.text.len();
    let (url, title) = (page.store(&[&with_scheme(address)]), page.store(&[title(attributes)]));
    page.marks.push(Mark { text: at..at, kind: MarkKind::Frame { url, title }, container });
}

/// The address of a quoted post whose text a script would load: the quotation is empty but for its address.
fn bare_post_address(attributes: &Attributes<'_>, node: &Handle) -> Option<String> {
    const NAMES: [&str; 3] = ["data-instgrm-permalink", "cite", "data-text-post-permalink"];
    if !embeds::is_post(attributes.class) || first_char(node, POST_NODES).is_some() {
        return None;
    }
    let mut addresses = NAMES.iter().filter_map(|name| attributes.get(name).map(str::trim));
    addresses.find(|address| embeds::is_post_address(address)).map(with_scheme)
}

/// The address of a frame, if it is that of a player or post.
fn frame_address(attributes: &Attributes<'_>) -> Option<String> {
    let mut addresses = ADDRESSES.iter().filter_map(|name| attributes.get(name).map(str::trim));
    addresses.find(|address| embeds::is_player(address)).map(with_scheme)
}

/// The address of the player in an `<object>`: as of 2010, its `<param name=movie>` or the `<embed>` inside.
fn object_address(attributes: &Attributes<'_>, node: &Handle) -> Option<String> {
    let own = attributes.get("data").map(str::to_owned);
    let children = node.children.borrow();
    let inside = children.iter().filter_map(|child| match trimmed_attribute(child, "name") {
        Some(name) if name.eq_ignore_ascii_case("movie") => trimmed_attribute(child, "value"),
        _ => trimmed_attribute(child, "src"),
    });
    own.into_iter().chain(inside).find(|address| embeds::is_player(address)).map(|address| with_scheme(&address))
}

/// The address of a video or sound: its own or that of its first `<source>`. It may lie anywhere on the web, but not in
/// the memory of a browser.
fn media_address(attributes: &Attributes<'_>, node: &Handle) -> Option<String> {
    let children = node.children.borrow();
    let is_source =
        |child: &&Handle| matches!(&child.data, NodeData::Element { name, .. } if name.local == local_name!("source"));
    let sources = children.iter().filter(is_source).filter_map(|source| trimmed_attribute(source, "src"));
    let own = ["src", "data-src"].iter().filter_map(|name| attributes.get(name)).map(|own| own.trim().to_owned());
    let is_file = |address: &String| {
        let has_scheme =
            |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        !address.is_empty() && !has_scheme("blob:") && !has_scheme("data:")
    };
    own.chain(sources).find(is_file).map(|address| with_scheme(&address))
}

/// An address with the scheme that all players have, if it has none.
fn with_scheme(address: &str) -> String {
    if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() }
}
