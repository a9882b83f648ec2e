//! Marks: stretches of text with a style other than bold or link, with a formula, or with the name of an author.

mod authors;
mod formulas;
mod tex_attributes;

use std::mem::{Discriminant, discriminant};

use html5ever::{LocalName, local_name};

use super::element::Attributes;
use crate::page::{Mark, MarkKind, Page};

pub(super) use authors::{is_author, is_author_block};
pub(super) use formulas::{formula, is_formula, store_tex, tex_alone};
pub(super) use tex_attributes::is_certain_tex;

/// The marks that are open around the current position in the text.
#[derive(Default)]
pub(super) struct OpenMarks {
    /// The open marks, each with the offset in the page's text where it began. At most one of each kind is open: a
    /// nested one adds nothing.
    open: Vec<(MarkKind, usize)>,
    /// The index of the first mark of the open block.
    first: usize,
}

impl OpenMarks {
    /// Opens a mark and returns its discriminant, to close it by; `None` if one of its kind is open already.
    pub(super) fn enter(&mut self, kind: MarkKind, page: &Page) -> Option<Discriminant<MarkKind>> {
        let id = discriminant(&kind);
        let is_new = !self.open.iter().any(|(open, _)| discriminant(open) == id);
        is_new.then(|| self.open.push((kind, page.text.len())))?;
        Some(id)
    }

    /// Closes a mark. It is added to the page only within a block: the end of a block has added it already.
    pub(super) fn leave(&mut self, id: Discriminant<MarkKind>, in_block: bool, page: &mut Page) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| discriminant(open) == id) {
            let (kind, start) = self.open.remove(at);
            if in_block {
                push(kind, start, page);
            }
        }
    }

    /// Whether code is open.
    pub(super) fn is_code(&self) -> bool {
        self.open.iter().any(|(kind, _)| matches!(kind, MarkKind::Code(_)))
    }

    /// Begins a block: the marks that are open go on in it.
    pub(super) fn start_block(&mut self, page: &Page) {
        self.first = page.marks.len();
        self.open.iter_mut().for_each(|(_, start)| *start = page.text.len());
    }

    /// Ends a block, whose text ends at offset `text`: adds the open marks to the page, and cuts off what goes beyond
    /// the text.
    pub(super) fn end_block(&mut self, text: usize, page: &mut Page) {
        for (kind, start) in self.open.iter().rev() {
            push(kind.clone(), *start, page);
        }
        // A formula belongs to its first block only: otherwise each of its blocks would show the whole formula.
        self.open.retain(|(kind, _)| !matches!(kind, MarkKind::Math { .. }));
        for mark in &mut page.marks[self.first..] {
            mark.text.end = mark.text.end.min(text);
            mark.text.start = mark.text.start.min(text);
        }
    }
}

/// Adds a mark from `start` to the end of the text, without the space before its first word.
fn push(kind: MarkKind, start: usize, page: &mut Page) {
    // A mark may have begun in white space at the end of a block, which was cut off since.
    let start = start.min(page.text.len());
    let text = &page.text[start..];
    let start = start + text.len() - text.trim_start().len();
    let text = start..page.text.len();
    if !text.is_empty() || matches!(kind, MarkKind::Math { .. }) {
        page.marks.push(Mark { text, kind, container: 0 });
    }
}

/// The mark that an inline element gives its text, if any.
pub(super) fn style(name: &LocalName, attributes: &Attributes<'_>, page: &mut Page) -> Option<MarkKind> {
    match *name {
        local_name!("em") | local_name!("i") | local_name!("cite") | local_name!("dfn") | local_name!("var") => {
            Some(MarkKind::Emphasis)
        }
        local_name!("code") | local_name!("kbd") | local_name!("samp") | local_name!("tt") => {
            Some(MarkKind::Code(page.store(&[attributes.class])))
        }
        local_name!("ins") => Some(MarkKind::Inserted),
        local_name!("del") | local_name!("s") | local_name!("strike") => Some(MarkKind::Strikethrough),
        local_name!("sub") => Some(MarkKind::Subscript),
        local_name!("sup") => Some(MarkKind::Superscript),
        _ => None,
    }
}

/// The programming language that the attributes of a listing name, if any. Its `lang` counts only if it is neither
/// English nor the natural language of the page.
pub(super) fn language(attributes: &Attributes<'_>, page: &mut Page) -> Option<MarkKind> {
    let natural = page.head.language.as_deref().unwrap_or("en");
    let lang = attributes.lang.filter(|lang| !natural.starts_with(lang) && *lang != "en");
    let language = attributes.language().or(lang)?;
    Some(MarkKind::Language(page.store(&[language])))
}

/// Whether a class or property of a `<time>` says that it is the time of a change.
pub(super) fn tells_change(name: &str) -> bool {
    !name.is_empty() && {
        let name = name.to_ascii_lowercase();
        name.contains("updated") || name.contains("modified")
    }
}
