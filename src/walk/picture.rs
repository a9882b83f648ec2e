//! Pictures: finds the address of the real picture where a script loads it late.

use html5ever::local_name;
use markup5ever_rcdom::{Handle, NodeData};

use super::element::Attributes;
use super::marks::{is_certain_tex, store_tex};
use crate::letter_pairs::{LetterPairs, Words};
use crate::limits::MAX_URL_BYTES;
use crate::page::{Mark, MarkKind, Page, Tag};

/// Parts of the classes that Wikipedia, WordPress and LaTeX2HTML give to pictures of formulas.
const MATH_CLASSES: Words<3> = Words::of(&["latex", "mwe-math", "tex-img"]);
/// A picture with a width or height below this (pixels) is an icon, an avatar or a tracking pixel. Set by hand.
const MIN_PIXELS: u32 = 100;
/// Attributes that may hold the address of a picture, the most reliable first. Scripts that load pictures late keep the
/// address in an attribute of their own and have a blank picture in `src`.
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
/// Attributes of a `<source>` that may hold the address of a picture, the most reliable first.
const SOURCES: &[&str] = &["srcset", "data-srcset", "data-lazy-srcset"];
/// Parts of the file names of placeholders, which are shown until a script has loaded the real picture, in lower case.
const BLANKS: Words<13> = Words::of(&[
    "1x1",
    "blank.",
    "dummy",
    "grey.",
    "lazyload",
    "lazy-load",
    "loader.",
    "loading",
    "pixel.",
    "placeholder",
    "spacer",
    "spinner",
    "transparent",
]);
/// Extensions of pictures that may be photographs.
const PHOTOGRAPHS: &[&str] = &["avif", "jpeg", "jpg", "png", "webp"];
/// Extensions of pictures that are hardly photographs.
const DRAWINGS: &[&str] = &["gif", "svg"];
/// Extensions of the files that may be placeholders: photographs come in other formats.
const BLANK_FORMATS: &[&str] = &[".gif", ".png", ".svg"];

/// A picture belongs to a `<figure>` that is at most this many containers above it. Set by hand.
const FIGURE_DEPTH: usize = 5;

/// Adds a picture, or the formula that it shows, at the end of the page's text. Small pictures are left out. `source`
/// is the address of a `<source>` beside it, used if the picture has none of its own.
pub(super) fn read(attributes: &Attributes<'_>, source: Option<String>, container: usize, page: &mut Page) {
    let (alt, class) = (attributes.get("alt").unwrap_or_default(), attributes.class);
    let at = page.text.len();
    if attributes.class_holds(&MATH_CLASSES) || is_certain_tex(alt) {
        if let Some(tex) = store_tex(alt, page) {
            let kind = MarkKind::Math { tex, is_display: class.contains("display") };
            page.marks.push(Mark { text: at..at, kind, container });
        }
        return;
    }
    if is_small(attributes) {
        return;
    }
    let Some(url) = address(attributes).map(str::to_owned).or(source) else { return };
    let is_same = |mark: &Mark| match &mark.kind {
        MarkKind::Image { url: last, .. } => mark.text.start == at && page.attributes[last.clone()] == *url,
        _ => false,
    };
    if page.marks.last().is_some_and(is_same) {
        return;
    }
    let (url, alt) = (page.store(&[&url]), page.store(&[alt.trim()]));
    let in_figure = page.chain(container).take(FIGURE_DEPTH).any(|(_, container)| container.tag == Tag::Figure);
    page.marks.push(Mark { text: at..at, kind: MarkKind::Image { url, alt, in_figure }, container });
}

/// Removes the picture that was added last, if it stands right before a `<noscript>` that holds a picture: that one,
/// for readers without scripts, is the same with its real address.
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

/// The address of the picture that a `<source>` has, if any.
pub(super) fn source(attributes: &Attributes<'_>) -> Option<String> {
    let named = SOURCES.iter().find_map(|name| real(name, attributes.get(name)?));
    named.or_else(|| of_any_attribute(attributes, PHOTOGRAPHS)).map(str::to_owned)
}

/// Whether the width or height of a picture, as far as it is given, is below [`MIN_PIXELS`].
fn is_small(attributes: &Attributes<'_>) -> bool {
    let side = |name| attributes.get(name).and_then(|side| side.trim_end_matches("px").parse::<u32>().ok());
    ["width", "height"].into_iter().filter_map(side).any(|side| side < MIN_PIXELS)
}

/// The address of the picture that an `<img>` has, if any. A drawing in `src` may stand for a photograph that another
/// attribute has.
fn address<'a>(attributes: &Attributes<'a>) -> Option<&'a str> {
    let named = ADDRESSES.iter().find_map(|name| real(name, attributes.get(name)?));
    match named {
        None => of_any_attribute(attributes, PHOTOGRAPHS).or_else(|| of_any_attribute(attributes, DRAWINGS)),
        Some(url) if attributes.src.map(str::trim) == named && has_extension(url, DRAWINGS) => {
            of_any_attribute(attributes, PHOTOGRAPHS).or(named)
        }
        _ => named,
    }
}

/// The first address of a picture of these formats in the attributes, whatever their names, by the shape of the values.
fn of_any_attribute<'a>(attributes: &Attributes<'a>, formats: &[&str]) -> Option<&'a str> {
    attributes.all().find_map(|(name, value)| shaped(name, value, formats))
}

/// The address of a picture in the value of an attribute that no rule names: an address with a folder and the
/// extension of a picture, a list of these as in `srcset`, or one in JSON. Gets pictures wrong that an attribute names
/// for another use, such as the portrait of the photographer.
fn shaped<'a>(name: &str, value: &'a str, formats: &[&str]) -> Option<&'a str> {
    const OTHER_USES: &[&str] = &["alt", "href", "poster", "resource", "style", "title"];
    if value.len() > MAX_URL_BYTES || name.starts_with("on") || OTHER_USES.contains(&name) {
        return None;
    }
    let is_picture = |url: &str| url.contains('/') && has_extension(url, formats);
    let value = value.trim();
    let url = match value.as_bytes().first()? {
        b'{' | b'[' => value.split(['"', '\'']).find(|url| is_picture(url) && !url.contains(['\\', ' ']))?,
        _ if value.contains(' ') => {
            let (url, size) = value.split_once(' ')?;
            let size = size.trim_start().split([',', ' ']).next().unwrap_or_default();
            let is_list =
                is_picture(url) && size.strip_suffix(['w', 'x']).is_some_and(|size| size.parse::<f32>().is_ok());
            largest(value).filter(|_| is_list)?
        }
        _ => Some(value).filter(|url| is_picture(url))?,
    };
    real(name, url)
}

/// Whether the path of an address has one of these extensions, at its end or before a colon.
fn has_extension(url: &str, extensions: &[&str]) -> bool {
    let file = file_name(url);
    let file = file.split_once(':').map_or(file, |(file, _)| file);
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    extensions.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The address of a picture in the value of this attribute, that of the largest one in a `srcset`. `None` for
/// placeholders, among them all `data:` URLs.
fn real<'a>(name: &str, value: &'a str) -> Option<&'a str> {
    let url = if name.ends_with("srcset") { largest(value)? } else { value.trim() };
    let is_data = url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    // A script fills in what stands in braces.
    let is_template = url.contains('{') && url.contains('}');
    (!url.is_empty() && !is_data && !is_template && !is_blank(url)).then_some(url)
}

/// The address with the largest width or density in a `srcset` such as "a.jpg 300w, b.jpg 600w"; of equals, the first.
/// An address may contain commas, but not end in one.
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

/// Whether an address is that of a placeholder, by the name and the extension of the file.
fn is_blank(url: &str) -> bool {
    let file = file_name(url);
    let has_format = |format: &&str| {
        let start = file.len().checked_sub(format.len());
        start.is_some_and(|start| file.as_bytes()[start..].eq_ignore_ascii_case(format.as_bytes()))
    };
    BLANK_FORMATS.iter().any(has_format) && LetterPairs::of(file).may_hold(&BLANKS) && {
        let file = file.to_ascii_lowercase();
        BLANKS.words().iter().any(|blank| file.contains(blank))
    }
}

/// The name of the file in an address, with its extension.
fn file_name(url: &str) -> &str {
    // A loop over bytes is faster than `split` on texts as short as addresses.
    let end = url.bytes().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(url.len());
    let start = url[..end].bytes().rposition(|byte| byte == b'/').map_or(0, |slash| slash + 1);
    &url[start..end]
}

#[cfg(test)]
mod tests {
    use super::{BLANKS, is_blank};

    #[test]
    fn each_name_of_a_placeholder_is_found_in_any_address() {
        for blank in BLANKS.words() {
            for url in
                [format!("{blank}.gif"), format!("/é/My-{}-2.PNG?x#y", blank.to_uppercase()), format!("é{blank}.svg")]
            {
                assert!(is_blank(&url), "{url}");
            }
            assert!(!is_blank(&format!("/{blank}/quay.gif")), "{blank}");
            assert!(!is_blank(&format!("/{blank}.jpg")), "{blank}");
        }
    }
}
