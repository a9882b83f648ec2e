//! Pictures: which address is that of the picture, when scripts load it late.

use html5ever::local_name;
use markup5ever_rcdom::{Handle, NodeData};

use super::element::Attributes;
use super::marks::store_tex;
use crate::page::{Mark, MarkKind, Page};

/// Parts of the classes of pictures that stand for a formula: Wikipedia, WordPress, LaTeX2HTML.
const MATH_CLASSES: &[&str] = &["latex", "mwe-math", "tex-img"];
/// A picture with a side of fewer pixels is an icon, an avatar or a counter of visits.
const MIN_PIXELS: u32 = 100;
/// Attributes that hold the address of a picture, the first that has one: scripts that load pictures late keep it beside
/// `src`, with a blank picture there.
const ADDRESSES: &[&str] = &[
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-original-src",
    "data-actualsrc",
    "src",
    "srcset",
    "data-srcset",
    "data-lazy-srcset",
];
/// The same of the `<source>` beside a picture.
const SOURCES: &[&str] = &["srcset", "data-srcset", "data-lazy-srcset"];
/// Parts of the file names of pictures that stand there until a script has loaded another, in lower case.
const BLANKS: &[&str] =
    &["1x1", "blank.", "grey.", "lazyload", "lazy-load", "loading.", "pixel.", "placeholder", "spacer", "transparent"];
/// Photographs come in other formats.
const BLANK_FORMATS: &[&str] = &[".gif", ".png", ".svg"];

/// Notes a picture where the text has come to; `source` is the address of one beside it that may be shown instead.
pub(super) fn read(attributes: &Attributes<'_>, source: Option<String>, container: usize, page: &mut Page) {
    let (alt, class) = (attributes.get("alt").unwrap_or_default(), attributes.class);
    let at = page.text.len();
    if MATH_CLASSES.iter().any(|math| class.contains(math)) {
        if let Some(tex) = store_tex(alt, page) {
            let kind = MarkKind::Math { tex, is_display: class.contains("display") };
            page.marks.push(Mark { text: at..at, kind, container });
        }
        return;
    }
    let Some(url) = address(attributes).map(str::to_owned).or(source).filter(|_| !is_small(attributes)) else { return };
    let is_same = |mark: &Mark| match &mark.kind {
        MarkKind::Image { url: last, .. } => mark.text.start == at && page.attributes[last.clone()] == *url,
        _ => false,
    };
    if page.marks.last().is_some_and(is_same) {
        return;
    }
    let (url, alt) = (page.store(&[&url]), page.store(&[alt.trim()]));
    page.marks.push(Mark { text: at..at, kind: MarkKind::Image { url, alt }, container });
}

/// Takes back the picture that was noted last, if the `<noscript>` that comes now holds it once more, as it is without a
/// script.
pub(super) fn replace(noscript: &Handle, page: &mut Page) {
    let is_late = |mark: &Mark| matches!(mark.kind, MarkKind::Image { .. }) && mark.text.start == page.text.len();
    let shows = |node: &Handle| match &node.data {
        NodeData::Element { name, attrs, .. } if name.local == local_name!("img") => {
            let attrs = attrs.borrow();
            let attributes = Attributes::of(&attrs);
            !attributes.is_hidden() && !is_small(&attributes) && address(&attributes).is_some()
        }
        _ => false,
    };
    if page.marks.last().is_some_and(is_late) && noscript.children.borrow().iter().any(shows) {
        page.marks.pop();
    }
}

/// The address that a `<source>` has, if any.
pub(super) fn source(attributes: &Attributes<'_>) -> Option<String> {
    SOURCES.iter().find_map(|name| real(name, attributes.get(name)?)).map(str::to_owned)
}

fn is_small(attributes: &Attributes<'_>) -> bool {
    let side = |name| attributes.get(name).and_then(|side| side.trim_end_matches("px").parse::<u32>().ok());
    ["width", "height"].into_iter().filter_map(side).any(|side| side < MIN_PIXELS)
}

fn address<'a>(attributes: &Attributes<'a>) -> Option<&'a str> {
    ADDRESSES.iter().find_map(|name| real(name, attributes.get(name)?))
}

/// The address of a picture, of the largest if there are several for screens of different sizes. A `data:` URL is a blank one.
fn real<'a>(name: &str, value: &'a str) -> Option<&'a str> {
    let url = if name.ends_with("srcset") { largest(value)? } else { value.trim() };
    let is_data = url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    (!url.is_empty() && !is_data && !is_blank(url)).then_some(url)
}

/// The address with the largest width or density in a `srcset`, the first of equals: "a.jpg 300w, b.jpg 600w". Commas may be
/// part of an address, but not of its end.
fn largest(srcset: &str) -> Option<&str> {
    let mut best: Option<(&str, f32)> = None;
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let (token, behind) = rest.split_at(rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len()));
        if token.is_empty() {
            return best.map(|(url, _)| url);
        }
        let url = token.trim_end_matches(',');
        let has_size = url.len() == token.len();
        let (size, next) =
            behind.split_at(behind.find(',').filter(|_| has_size).unwrap_or(if has_size { behind.len() } else { 0 }));
        let size = size.trim().trim_end_matches(['w', 'x']).parse().unwrap_or(1.0);
        if best.is_none_or(|(_, largest)| size > largest) {
            best = Some((url, size));
        }
        rest = next;
    }
}

fn is_blank(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    BLANK_FORMATS.iter().any(|format| file.ends_with(format)) && BLANKS.iter().any(|blank| file.contains(blank))
}
