//! The marks of a text: what it looks like beside bold and linked, its pictures and formulas, and the names of authors.

use std::mem::{Discriminant, discriminant};
use std::ops::Range;

use html5ever::{Attribute, LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use super::element::Attributes;
use super::mathml;
use super::nodes::text_of;
use crate::limits::MAX_TEX_BYTES;
use crate::page::{Mark, MarkKind, Page};

/// Parts of the classes that sites put around the name of an author, in lower case.
const AUTHOR_CLASSES: &[&str] = &["author", "byline", "username", "writer"];
/// Ends of such classes of block elements.
const AUTHOR_BOXES: &[&str] =
    &["author", "authors", "author-name", "author__name", "author_name", "authorname", "byline", "username"];
/// Classes of the elements in which KaTeX and MathJax draw formulas.
const FORMULA_CLASSES: &[&str] =
    &["katex", "MathJax", "MathJax_CHTML", "MathJax_Display", "MathJax_Preview", "MathJax_SVG", "mjx-chtml"];
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
    pub(super) fn end_block(&mut self, text: usize, page: &mut Page) {
        for (kind, start) in self.open.iter().rev() {
            push(kind.clone(), *start, page);
        }
        // A formula belongs to one block, the first: those behind it would each say all of it.
        self.open.retain(|(kind, _)| !matches!(kind, MarkKind::Math { .. }));
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
        page.marks.push(Mark { text, kind, container: 0 });
    }
}

/// How the element marks its text.
pub(super) fn style(name: &LocalName, attributes: &Attributes<'_>, page: &mut Page) -> Option<MarkKind> {
    match *name {
        local_name!("em") | local_name!("i") | local_name!("cite") | local_name!("dfn") | local_name!("var") => {
            Some(MarkKind::Emphasis)
        }
        local_name!("code") | local_name!("kbd") | local_name!("samp") | local_name!("tt") => {
            Some(MarkKind::Code(page.store(&[attributes.class])))
        }
        local_name!("ins") => Some(MarkKind::Inserted),
        local_name!("del") | local_name!("s") | local_name!("strike") => Some(MarkKind::Struck),
        local_name!("sub") => Some(MarkKind::Subscript),
        local_name!("sup") => Some(MarkKind::Superscript),
        _ => None,
    }
}

/// What the attributes of a `<pre>` say of the language of the code in it. `lang` may be that of the text around.
pub(super) fn language(attributes: &Attributes<'_>, page: &mut Page) -> Option<MarkKind> {
    let natural = page.head.language.as_deref().unwrap_or("en");
    let lang = attributes.lang.filter(|lang| !natural.starts_with(lang) && *lang != "en");
    let language = attributes.get("data-lang").or_else(|| attributes.get("data-language")).or(lang)?;
    Some(MarkKind::Language(page.store(&[language])))
}

/// Whether the element draws a formula.
pub(super) fn is_formula(name: &LocalName, attributes: &Attributes<'_>) -> bool {
    mathml::plain_name(name) == "math"
        || *name == local_name!("span")
            && attributes.class.split_ascii_whitespace().any(|class| FORMULA_CLASSES.contains(&class))
}

/// Of a script that holds the source of a formula: whether that stands in a line of its own.
pub(super) fn is_tex(name: &LocalName, attributes: &Attributes<'_>) -> Option<bool> {
    let kind = attributes.media_type.filter(|_| *name == local_name!("script"))?.to_ascii_lowercase();
    kind.starts_with("math/tex").then(|| kind.contains("display"))
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

/// The formula that the element draws: its source, if that stands anywhere inside, otherwise what its MathML says.
pub(super) fn formula(node: &Handle, page: &mut Page) -> Option<MarkKind> {
    let mut open = vec![node.clone()];
    let mut is_display = false;
    let mut drawn = None;
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attrs = attrs.borrow();
            let tex = match mathml::plain_name(&name.local) {
                "math" => {
                    is_display |= value(&attrs, "display") == Some("block");
                    drawn = drawn.or_else(|| Some(node.clone()));
                    value(&attrs, "alttext").filter(|text| !is_speech(text)).map(str::to_owned)
                }
                "annotation" if value(&attrs, "encoding").is_some_and(names_tex) => Some(text_of(&node)),
                _ => None,
            };
            if let Some(tex) = tex.filter(|tex| !tex.trim().is_empty()) {
                let tex = store_tex(&tex, page)?;
                return Some(MarkKind::Math { tex, is_display });
            }
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    let tex = store_tex(&mathml::tex(&drawn?)?, page)?;
    Some(MarkKind::Math { tex, is_display })
}

/// Whether the kind of an annotation is TeX: "application/x-tex", "LaTeX", but not "text/plain".
fn names_tex(kind: &str) -> bool {
    kind.trim().to_ascii_lowercase().ends_with("tex")
}

/// Whether a text says a formula in words: "x squared plus one".
fn is_speech(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.len() > 2 && word.bytes().all(|c| c.is_ascii_alphabetic()));
    !text.contains('\\') && words.count() > 1
}

/// Stores the source of a formula; `None` if it says nothing or is too long for one.
pub(super) fn store_tex(tex: &str, page: &mut Page) -> Option<Range<usize>> {
    let tex = tex.trim();
    if tex.is_empty() || tex.len() > MAX_TEX_BYTES {
        return None;
    }
    // Some give it with the signs that stand around it in a text.
    let inside = tex.strip_prefix('$').and_then(|tex| tex.strip_suffix('$'));
    let tex: Vec<&str> = inside.unwrap_or(tex).split_whitespace().collect();
    Some(page.store(&tex))
}

fn value<'a>(attrs: &'a [Attribute], name: &str) -> Option<&'a str> {
    attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}
