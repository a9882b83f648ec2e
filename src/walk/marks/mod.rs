//! The marks of a text: what it looks like beside bold and linked, its pictures and formulas, and the names of authors.

mod authors;
mod formulas;

use std::mem::{Discriminant, discriminant};

use html5ever::{LocalName, local_name};

use super::element::Attributes;
use crate::page::{Mark, MarkKind, Page};

pub(super) use authors::{is_author, is_author_box};
pub(super) use formulas::{formula, is_formula, is_tex, store_tex};

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

/// Whether a class or property of a `<time>` says that it tells when something was changed.
pub(super) fn tells_change(name: &str) -> bool {
    !name.is_empty() && {
        let name = name.to_ascii_lowercase();
        name.contains("updated") || name.contains("modified")
    }
}
