//! Links from a heading, signature or caption to itself, from which readers copy its address, and the links beside them
//! to the source code. Generators of sites and of documentation add them; they are no part of the text.

use std::rc::Rc;

use html5ever::{LocalName, local_name};
use markup5ever_rcdom::{Handle, Node, NodeData};

use super::element::Attributes;
use super::nodes::{class_of, remove, short_text, texts};
use crate::letter_pairs::Words;

/// Signs of such links that mean nothing else, wherever they stand.
const SIGNS: &[&str] = &["¶", "⚓", "🔗", "[¶]"];
/// Signs of links to a footnote.
const NOTE_SIGNS: &[char] = &['*', '†', '‡', '^', '↩', '↵', '⏎', '↑'];
/// Parts of the classes of such links, in lower case: `headerlink` of Sphinx, `hash-link` of Docusaurus, `self-link` of
/// the W3C, `header-anchor` of VitePress, `anchor` of GitHub and rustdoc.
const CLASS_PARTS: Words<13> = Words::of(&[
    "anchor",
    "deep-link",
    "deeplink",
    "direct-link",
    "hash-link",
    "header-link",
    "headerlink",
    "heading-link",
    "idlink",
    "permalink",
    "section-link",
    "self-link",
    "selflink",
]);
/// Beginnings of the texts of such links, in lower case, that may be longer than the heading.
const BEGINNINGS: &[&str] = &["anchor", "copy link", "direct link", "link", "permalink", "permanent link"];
/// Classes of the links to the source code beside a signature, in lower case: those of Sphinx, rustdoc and
/// pkg.go.dev.
const SOURCES: &[&str] = &["documentation-source", "src", "srclink", "viewcode-back", "viewcode-link"];
/// Classes of elements that only screen readers show, in Bootstrap, WordPress, Drupal and others.
const UNSEEN: &[&str] = &["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader-only"];
/// A sign has at most this many characters: "[#]". Set by hand.
const SIGN_CHARS: usize = 3;
/// The text of such a link has at most this many bytes. Set by hand.
const LABEL_BYTES: usize = 160;

/// Whether an element is such a link by its own markup, wherever it stands: a sign, a text that only screen readers
/// show, or a word with the class of a link to the source code.
pub(super) fn is_permalink(name: &LocalName, attributes: &Attributes<'_>, node: &Handle) -> bool {
    is_within_page(name, attributes)
        && short_text(node, LABEL_BYTES).is_some_and(|text| {
            let text = text.trim();
            let is_word = || text.split_whitespace().count() == 1;
            SIGNS.contains(&text)
                || names_permalink(attributes) && (is_sign(text) || is_unseen(node))
                || leads_to_source(attributes, node) && is_word()
        })
}

/// Takes the links to itself, and those to the source code, out of a heading, term or caption that has other text.
pub(super) fn cut(name: &LocalName, attributes: &Attributes<'_>, node: &Handle) {
    let is_element = |child: &Handle| matches!(child.data, NodeData::Element { .. });
    if !is_heading(name, attributes.role) || !node.children.borrow().iter().any(is_element) {
        return;
    }
    let Found { links, rest } = find(attributes.id, node);
    if !rest.contains(char::is_alphanumeric) {
        return;
    }
    let rest = rest.trim().len();
    let links = links.into_iter().filter(|link| link.is_by_itself || link.text.len() <= rest);
    let (parents, links): (Vec<Handle>, Vec<_>) = links.map(|link| (link.parent, link.node)).unzip();
    remove(&links.into_iter().collect(), parents);
}

/// What [`find`] finds in a heading.
#[derive(Default)]
struct Found {
    links: Vec<Link>,
    /// The text outside of the links.
    rest: String,
}

/// A link that may be one from a heading to itself or to the source code.
struct Link {
    parent: Handle,
    node: *const Node,
    /// Whether its own text and attributes are enough to know it, whatever the heading says.
    is_by_itself: bool,
    text: String,
}

/// Finds the links in a heading with this id that may lead to itself or to the source code. Headings in it, such as
/// terms in a term, are passed over.
fn find(id: &str, heading: &Handle) -> Found {
    let mut found = Found::default();
    // Whether nothing but white space has come so far.
    let mut is_first = true;
    let mut open = vec![(heading.clone(), heading.clone())];
    while let Some((parent, node)) = open.pop() {
        match &node.data {
            NodeData::Text { contents } => {
                is_first &= contents.borrow().trim().is_empty();
                found.rest.push_str(&contents.borrow());
            }
            NodeData::Element { name, attrs, .. } => {
                let attrs = attrs.borrow();
                let attributes = Attributes::of(&attrs);
                let is_inner = !Rc::ptr_eq(&node, heading);
                if is_inner && is_heading(&name.local, attributes.role) {
                    continue;
                }
                if let Some((is_by_itself, text)) = candidate(id, &name.local, &attributes, &node, is_first) {
                    found.links.push(Link { parent, node: Rc::as_ptr(&node), is_by_itself, text });
                    continue;
                }
            }
            _ => {}
        }
        open.extend(node.children.borrow().iter().rev().map(|child| (node.clone(), child.clone())));
    }
    found
}

/// The text of an element in a heading with this id, and whether it is known by itself, if it may be a link to the
/// heading or to the source code. `is_first` says whether no text stands before it in the heading: a link that does may
/// be the heading itself, with a date or the like behind it.
fn candidate(
    id: &str,
    name: &LocalName,
    attributes: &Attributes<'_>,
    node: &Handle,
    is_first: bool,
) -> Option<(bool, String)> {
    if *name != local_name!("a") {
        return None;
    }
    let text = short_text(node, LABEL_BYTES)?.trim().to_owned();
    if leads_to_source(attributes, node) {
        return Some((true, text));
    }
    let target = attributes.href.filter(|_| is_within_page(name, attributes))?;
    let is_own = !id.is_empty() && target.strip_prefix('#') == Some(id);
    let is_named = names_permalink(attributes);
    if is_sign(&text) && (is_named || !text.is_empty()) {
        return Some((true, text));
    }
    let lower = text.to_lowercase();
    let is_unseen = || is_named && (attributes.get("aria-hidden") == Some("true") || is_unseen(node));
    let says_so = (is_named || is_own) && BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning));
    let is_by_itself = says_so || is_unseen();
    (is_by_itself || is_named && !is_first).then_some((is_by_itself, text))
}

/// Whether an element is a heading or heads something: a term, a caption, a legend or a summary.
fn is_heading(name: &LocalName, role: &str) -> bool {
    role == "heading"
        || matches!(
            *name,
            local_name!("h1")
                | local_name!("h2")
                | local_name!("h3")
                | local_name!("h4")
                | local_name!("h5")
                | local_name!("h6")
                | local_name!("caption")
                | local_name!("dt")
                | local_name!("figcaption")
                | local_name!("legend")
                | local_name!("summary")
        )
}

/// Whether an element is a link to a place in a page.
fn is_within_page(name: &LocalName, attributes: &Attributes<'_>) -> bool {
    *name == local_name!("a") && attributes.href.is_some_and(|href| href.contains('#'))
}

/// Whether the class of a link says that it leads to itself.
pub(super) fn names_permalink(attributes: &Attributes<'_>) -> bool {
    attributes.class_holds_in_any_case(&CLASS_PARTS)
}

/// Whether a text is a sign without letters and digits, and not that of a footnote.
fn is_sign(text: &str) -> bool {
    text.chars().count() <= SIGN_CHARS && !text.contains(|c: char| c.is_alphanumeric() || NOTE_SIGNS.contains(&c))
}

/// Whether only screen readers show the text of an element, which has any.
fn is_unseen(node: &Handle) -> bool {
    let is_class = |class: &str| UNSEEN.contains(&class);
    let unseen = |node: &Handle| match &node.data {
        NodeData::Element { attrs, .. } => class_of(&attrs.borrow()).split_ascii_whitespace().any(is_class),
        _ => false,
    };
    let is_blank = |node: &Handle| texts(node).all(|text| text.trim().is_empty());
    unseen(node) || node.children.borrow().iter().all(|child| unseen(child) || is_blank(child))
}

/// Whether a link beside a signature leads to the source code, by its class or that of an element in it.
fn leads_to_source(attributes: &Attributes<'_>, node: &Handle) -> bool {
    let is_class =
        |class: &str| class.split_ascii_whitespace().any(|class| SOURCES.contains(&&*class.to_ascii_lowercase()));
    is_class(attributes.class)
        || node.children.borrow().iter().any(|child| match &child.data {
            NodeData::Element { attrs, .. } => is_class(class_of(&attrs.borrow())),
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use crate::walk::tests::outline;

    #[test]
    fn links_to_the_heading_itself_are_left_out() {
        for (html, expected) in [
            ("<h2 id=a>b<a class=headerlink href=#a>¶</a></h2>", "h2 b"),
            ("<h2><a href=page.html#a>#</a> b</h2>", "h2 b"),
            ("<h2 id=a>Titel <a href=#a>Link</a></h2>", "h2 Titel"),
            ("<h2 id=a>b<a class=hash-link href=#a aria-label='Direct link to b'>&#8203;</a></h2>", "h2 b"),
            ("<h2>b<a class=headerlink href=#a>Permalink to this heading</a></h2>", "h2 b"),
            ("<h2>b</h2><a class=sl-anchor-link href=#a><span class=sr-only>Abschnitt „b“</span></a>", "h2 b"),
            ("<section><a class=anchor href=#a>§</a><h3>b</h3></section>", "h3 b"),
            (
                "<dl><dt>b()<a class=internal href=_modules/b.html#b><i class=viewcode-link>[Quellcode]</i></a></dl>",
                "b()",
            ),
        ] {
            assert_eq!(outline(html), [expected], "{html}");
        }
    }

    #[test]
    fn other_links_stay() {
        for (html, expected) in [
            ("<h2 id=a><a class=header href=#a>b</a></h2>", "h2 b"),
            ("<h2><a class=anchor href=#a>2.0</a> <small>new</small></h2>", "h2 2.0 new"),
            ("<h2 id=a>Part 12: <a href=#a>b</a></h2>", "h2 Part 12: b"),
            ("<h2>b <a href=#note>*</a></h2>", "h2 b *"),
            ("<h2>b <a href=#c>see c</a></h2>", "h2 b see c"),
            ("<p>a <a href=#b>§</a> b", "a § b"),
            ("<p>a <a class=anchor href=#b>the second part</a>", "a the second part"),
        ] {
            assert_eq!(outline(html), [expected], "{html}");
        }
    }
}
