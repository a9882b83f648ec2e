//! The marks of a text: what it looks like beside bold and linked, its pictures and formulas, and the names of authors.

use std::mem::{Discriminant, discriminant};
use std::ops::Range;

use html5ever::{Attribute, LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use super::element::Attributes;
use super::text_of;
use crate::page::{Mark, MarkKind, Page};

/// Parts of the classes that sites put around the name of an author, in lower case.
const AUTHOR_CLASSES: &[&str] = &["author", "byline", "username", "writer"];
/// Ends of such classes of block elements.
const AUTHOR_BOXES: &[&str] =
    &["author", "authors", "author-name", "author__name", "author_name", "authorname", "byline", "username"];
/// Parts of the classes of pictures that stand for a formula: Wikipedia, WordPress, LaTeX2HTML.
const MATH_IMAGE_CLASSES: &[&str] = &["latex", "mwe-math", "tex-img"];
/// A picture with a side of fewer pixels is an icon, an avatar or a counter of visits.
const MIN_IMAGE_PIXELS: u32 = 100;
/// Attributes that hold the address of a picture, the first that has one: scripts that load pictures late keep it beside
/// `src`, with a blank picture there.
const IMAGE_ADDRESSES: &[&str] = &["data-src", "data-original", "data-lazy-src", "src", "srcset", "data-srcset"];

/// The marks that are open around the text that comes now.
#[derive(Default)]
pub(super) struct OpenMarks {
    /// With the place in the text where each began. One of a kind, nested ones are the same.
    open: Vec<(MarkKind, usize)>,
    /// The first mark of the open block.
    first: usize,
}

impl OpenMarks {
    /// Opens a mark, unless one of its kind is open.
    pub(super) fn enter(&mut self, kind: MarkKind, page: &Page) -> Option<Discriminant<MarkKind>> {
        let id = discriminant(&kind);
        let is_new = !self.open.iter().any(|(open, _)| discriminant(open) == id);
        is_new.then(|| self.open.push((kind, page.text.len())))?;
        Some(id)
    }

    pub(super) fn leave(&mut self, id: Discriminant<MarkKind>, in_block: bool, page: &mut Page) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| discriminant(open) == id) {
            let (kind, start) = self.open.remove(at);
            if in_block {
                push(kind, start, page);
            }
        }
    }

    pub(super) fn start_block(&mut self, page: &Page) {
        self.first = page.marks.len();
        self.open.iter_mut().for_each(|(_, start)| *start = page.text.len());
    }

    /// Ends the marks at the end of a block, and cuts those of the block to its text.
    pub(super) fn end_block(&self, text: usize, page: &mut Page) {
        for (kind, start) in self.open.iter().rev() {
            push(kind.clone(), *start, page);
        }
        for mark in &mut page.marks[self.first..] {
            mark.text.end = mark.text.end.min(text);
            mark.text.start = mark.text.start.min(text);
        }
    }
}

/// Adds a mark from `start` to the end of the text; the space before its first word is not part of it.
fn push(kind: MarkKind, start: usize, page: &mut Page) {
    // What began in the space at the end of a block went with it.
    let start = start.min(page.text.len());
    let text = &page.text[start..];
    let start = start + text.len() - text.trim_start().len();
    let text = start..page.text.len();
    if !text.is_empty() || matches!(kind, MarkKind::Math { .. }) {
        page.marks.push(Mark { text, kind });
    }
}

/// How the element marks its text.
pub(super) fn look(name: &LocalName, attributes: &Attributes<'_>, page: &mut Page) -> Option<MarkKind> {
    match *name {
        local_name!("em") | local_name!("i") | local_name!("cite") | local_name!("dfn") | local_name!("var") => {
            Some(MarkKind::Emphasis)
        }
        local_name!("code") | local_name!("kbd") | local_name!("samp") | local_name!("tt") => {
            Some(MarkKind::Code(page.store(&[attributes.class])))
        }
        local_name!("del") | local_name!("s") | local_name!("strike") => Some(MarkKind::Struck),
        local_name!("sub") => Some(MarkKind::Subscript),
        local_name!("sup") => Some(MarkKind::Superscript),
        _ => None,
    }
}

/// Whether the element draws a formula.
pub(super) fn is_formula(name: &LocalName, attributes: &Attributes<'_>) -> bool {
    *name == local_name!("math")
        || *name == local_name!("span") && attributes.class.split_ascii_whitespace().any(|class| class == "katex")
}

/// Whether the markup says that an author's name stands inside.
pub(super) fn is_author(attributes: &Attributes<'_>) -> bool {
    if attributes.rel.is_some_and(|rel| rel.split_ascii_whitespace().any(|rel| rel == "author")) {
        return true;
    }
    if matches!(attributes.itemprop, "author" | "creator") {
        return true;
    }
    !attributes.class.is_empty() && {
        let class = attributes.class.to_ascii_lowercase();
        AUTHOR_CLASSES.iter().any(|author| class.contains(author))
    }
}

/// Whether a class or property of a `<time>` says that it tells when something was changed.
pub(super) fn tells_change(name: &str) -> bool {
    !name.is_empty() && {
        let name = name.to_ascii_lowercase();
        name.contains("updated") || name.contains("modified")
    }
}

/// The same of a block element, where most classes with "author" are those of whole boxes about one.
pub(super) fn is_author_box(attributes: &Attributes<'_>) -> bool {
    matches!(attributes.itemprop, "author" | "creator")
        || attributes.class.split_ascii_whitespace().any(|class| {
            let class = class.to_ascii_lowercase();
            AUTHOR_BOXES.iter().any(|author| class.ends_with(author))
        })
}

/// Notes a picture where the text has come to.
pub(super) fn image(node: &Handle, page: &mut Page) {
    let NodeData::Element { attrs, .. } = &node.data else { return };
    let attrs = attrs.borrow();
    let (alt, class) = (value(&attrs, "alt").unwrap_or_default(), value(&attrs, "class").unwrap_or_default());
    let at = page.text.len();
    if MATH_IMAGE_CLASSES.iter().any(|math| class.contains(math)) {
        if !alt.trim().is_empty() {
            let tex = store_tex(alt, page);
            page.marks.push(Mark { text: at..at, kind: MarkKind::Math { tex, is_display: class.contains("display") } });
        }
        return;
    }
    let side = |name| value(&attrs, name).and_then(|side| side.trim_end_matches("px").parse::<u32>().ok());
    if ["width", "height"].into_iter().filter_map(side).any(|side| side < MIN_IMAGE_PIXELS) {
        return;
    }
    let Some(url) = IMAGE_ADDRESSES.iter().find_map(|name| address(name, value(&attrs, name)?)) else { return };
    let is_same =
        |mark: &Mark| matches!(&mark.kind, MarkKind::Image { url: last, .. } if page.attributes[last.clone()] == *url);
    // What loads late stands there once more, in `<noscript>`.
    if page.marks.last().is_some_and(is_same) {
        return;
    }
    let (url, alt) = (page.store(&[url]), page.store(&[alt.trim()]));
    page.marks.push(Mark { text: at..at, kind: MarkKind::Image { url, alt } });
}

/// The address of a picture, the first if there are several for screens of different sizes. A `data:` URL is a blank one.
fn address<'a>(name: &str, value: &'a str) -> Option<&'a str> {
    let value = value.trim();
    let first = if name.ends_with("srcset") {
        value.split([' ', '\n', '\t']).next().unwrap_or_default().trim_end_matches(',')
    } else {
        value
    };
    (!first.is_empty() && !first.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))).then_some(first)
}

/// The formula that the element draws, if its source stands anywhere inside.
pub(super) fn formula(node: &Handle, page: &mut Page) -> Option<MarkKind> {
    let mut open = vec![node.clone()];
    let mut is_display = false;
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attrs = attrs.borrow();
            let tex = match name.local {
                local_name!("math") => {
                    is_display |= value(&attrs, "display") == Some("block");
                    value(&attrs, "alttext").map(str::to_owned)
                }
                local_name!("annotation") if value(&attrs, "encoding").is_some_and(|kind| kind.contains("tex")) => {
                    Some(text_of(&node))
                }
                _ => None,
            };
            if let Some(tex) = tex.filter(|tex| !tex.trim().is_empty()) {
                return Some(MarkKind::Math { tex: store_tex(&tex, page), is_display });
            }
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    None
}

fn store_tex(tex: &str, page: &mut Page) -> Range<usize> {
    let tex: Vec<&str> = tex.split_whitespace().collect();
    page.store(&tex)
}

fn value<'a>(attrs: &'a [Attribute], name: &str) -> Option<&'a str> {
    attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}
