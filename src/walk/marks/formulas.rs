//! Formulas: which elements draw one, and its source in TeX.

use std::ops::Range;

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use super::tex_attributes::tex_of;
use crate::letter_pairs::Words;
use crate::limits::MAX_TEX_BYTES;
use crate::page::{MarkKind, Page};
use crate::walk::element::{Attributes, block_tag};
use crate::walk::mathml;
use crate::walk::nodes::{attribute, first_char, text_of};

/// Classes of the elements in which KaTeX and MathJax draw formulas.
const FORMULA_CLASSES: Words<7> =
    Words::of(&["katex", "MathJax", "MathJax_CHTML", "MathJax_Display", "MathJax_Preview", "MathJax_SVG", "mjx-chtml"]);

/// Of the drawing of a formula, as many nodes are searched for a text. Set by hand.
const DRAWING_NODES: usize = 256;

/// Whether the element draws a formula.
pub(in crate::walk) fn is_formula(name: &LocalName, attributes: &Attributes<'_>) -> bool {
    name.ends_with("math") && mathml::plain_name(name) == "math"
        || *name == local_name!("span") && attributes.has_class(&FORMULA_CLASSES)
        || tex_of(attributes).is_some()
}

/// Whether an element whose attribute holds a formula shows it on lines of its own.
fn shows_display(name: &LocalName, attributes: &Attributes<'_>) -> bool {
    let says_so = |value: &str| value.contains("block") || value.contains("display");
    block_tag(name).is_some()
        || says_so(attributes.class)
        || attributes.get("data-display").is_some_and(|value| value == "true" || says_so(value))
}

/// Whether the formula whose TeX a script holds stands on a line of its own; `None` if the element is no such script.
fn is_tex(name: &LocalName, attributes: &Attributes<'_>) -> Option<bool> {
    let kind = attributes.media_type.filter(|_| *name == local_name!("script"))?.to_ascii_lowercase();
    kind.starts_with("math/tex").then(|| kind.contains("display"))
}

/// The TeX of the formula that a script holds, or an element whose drawing has no text, and whether the formula stands
/// on lines of its own.
pub(in crate::walk) fn tex_alone(
    name: &LocalName,
    attributes: &Attributes<'_>,
    node: &Handle,
) -> Option<(String, bool)> {
    if let Some(is_display) = is_tex(name, attributes) {
        return Some((text_of(node), is_display));
    }
    let tex = tex_of(attributes).filter(|_| first_char(node, DRAWING_NODES).is_none())?;
    Some((tex.to_owned(), shows_display(name, attributes)))
}

/// The formula that the element draws: its TeX source, if that stands anywhere inside, otherwise TeX made of its
/// MathML.
pub(in crate::walk) fn formula(node: &Handle, page: &mut Page) -> Option<MarkKind> {
    let mut open = vec![node.clone()];
    let mut is_display = false;
    let mut drawn = None;
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attrs = attrs.borrow();
            let attributes = Attributes::of(&attrs);
            let tex = match mathml::plain_name(&name.local) {
                "math" => {
                    is_display |= attribute(&attrs, "display") == Some("block");
                    drawn = drawn.or_else(|| Some(node.clone()));
                    attribute(&attrs, "alttext").filter(|text| !is_speech(text)).map(str::to_owned)
                }
                "annotation" if attribute(&attrs, "encoding").is_some_and(names_tex) => Some(text_of(&node)),
                _ => tex_of(&attributes).map(|tex| {
                    is_display |= shows_display(&name.local, &attributes);
                    tex.to_owned()
                }),
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

/// Whether the encoding of an annotation is TeX: "application/x-tex", "LaTeX", but not "text/plain".
fn names_tex(kind: &str) -> bool {
    kind.trim().to_ascii_lowercase().ends_with("tex")
}

/// Whether a text spells a formula out in words ("x squared plus one"): at least two words of more than two letters,
/// and no backslash.
fn is_speech(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.len() > 2 && word.bytes().all(|c| c.is_ascii_alphabetic()));
    !text.contains('\\') && words.count() > 1
}

/// Stores the TeX source of a formula with single spaces; `None` if it is empty or longer than [`MAX_TEX_BYTES`].
pub(in crate::walk) fn store_tex(tex: &str, page: &mut Page) -> Option<Range<usize>> {
    let tex = tex.trim();
    if tex.is_empty() || tex.len() > MAX_TEX_BYTES {
        return None;
    }
    // Some pages include the dollar signs that delimit a formula in text.
    let inside = tex.strip_prefix('$').and_then(|tex| tex.strip_suffix('$'));
    let tex: Vec<&str> = inside.unwrap_or(tex).split_whitespace().collect();
    Some(page.store(&tex))
}
