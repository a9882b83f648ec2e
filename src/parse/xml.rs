//! XHTML: pages in which any element may close itself, as in `<title/>` and `<a id="page-17"/>`.
//!
//! A parser of HTML ignores the slash, so that a `<title/>` swallows the whole page. Pages that only imitate XHTML are
//! written for such parsers, and one in ten of them has a stray `<span/>` or `<a/>`; so a page has to say that it is
//! XML.

use std::cell::Cell;

use html5ever::local_name;
use html5ever::tokenizer::{Tag, TagKind, Token};

/// The namespace of XHTML, the value of `xmlns`.
const NAMESPACE: &str = "http://www.w3.org/1999/xhtml";
/// The beginning of the namespaces that an `<html>` declares if it is a chapter of an EPUB.
const BOOK_NAMESPACES: &str = "http://www.idpf.org/";

/// What the page has said so far of being XML.
#[derive(Default)]
pub(super) struct Syntax {
    /// Whether the doctype is one of XHTML.
    has_doctype: Cell<bool>,
    /// Whether the `<html>` has the namespace of XHTML.
    has_namespace: Cell<bool>,
    /// Whether the page is XML.
    is_xml: Cell<bool>,
}

impl Syntax {
    /// Reads how the page begins: only XML has an XML declaration. `is_xml` says that the page came as XML.
    pub(super) fn of(html: &str, is_xml: bool) -> Syntax {
        let begins = html.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml");
        Syntax { is_xml: Cell::new(is_xml || begins), ..Syntax::default() }
    }

    /// Reads the doctype and the `<html>`, and returns the end tag to add behind this token, if the token is the tag of
    /// an element that closes itself.
    ///
    /// In a page that has the namespace of XHTML but no other sign of XML, only elements are closed that would swallow
    /// all that follows as text.
    pub(super) fn end_tag(&self, token: &Token) -> Option<Tag> {
        let tag = match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => tag,
            Token::DoctypeToken(doctype) => {
                self.has_doctype.set(doctype.public_id.as_deref().is_some_and(|id| id.contains("XHTML")));
                return None;
            }
            _ => return None,
        };
        if tag.name == local_name!("html") {
            self.read_root(tag);
        }
        let closes =
            tag.self_closing && (self.is_xml.get() && !is_void(tag) || self.has_namespace.get() && is_raw(tag));
        closes.then(|| Tag {
            kind: TagKind::EndTag,
            name: tag.name.clone(),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        })
    }

    /// Reads the namespaces of the `<html>`.
    fn read_root(&self, tag: &Tag) {
        let has = |is: fn(&str) -> bool| {
            tag.attrs.iter().any(|attribute| attribute.name.local.starts_with("xmlns") && is(&attribute.value))
        };
        let has_namespace = has(|value| value == NAMESPACE);
        let is_book = has(|value| value.starts_with(BOOK_NAMESPACES));
        self.has_namespace.set(has_namespace);
        self.is_xml.set(self.is_xml.get() || has_namespace && (self.has_doctype.get() || is_book));
    }
}

/// Whether the element has no end tag in HTML either.
fn is_void(tag: &Tag) -> bool {
    matches!(
        tag.name,
        local_name!("area")
            | local_name!("base")
            | local_name!("basefont")
            | local_name!("bgsound")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("frame")
            | local_name!("hr")
            | local_name!("image")
            | local_name!("img")
            | local_name!("input")
            | local_name!("keygen")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

/// Whether all that follows the tag, up to an end tag, is text and no markup.
fn is_raw(tag: &Tag) -> bool {
    matches!(
        tag.name,
        local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp")
    )
}
