//! Documentation of programs that a generator made from their sources: which blocks of a page are part of it.
//!
//! Such documentation consists of signatures, single words and short sentences, which the scorer doubts, but the
//! generators mark where it begins and ends.

use memchr::memmem;

use crate::page::{Container, Page, Tag};

/// Classes of the elements around a signature, or around the description of what has it, in rustdoc, Javadoc, Sphinx,
/// Doxygen, TypeDoc, pkg.go.dev, pdoc and ExDoc, mkdocstrings, YARD, phpDocumentor.
const SIGNATURES: &[&str] = &[
    "Documentation-declaration",
    "descclassname",
    "descname",
    "doc-signature",
    "docblock",
    "docstring",
    "item-decl",
    "member-signature",
    "memberSignature",
    "memitem",
    "memproto",
    "method_details",
    "phpdocumentor-signature",
    "sig-object",
    "tsd-signature",
    "type-signature",
    "typeSignature",
];
/// Classes, ids and roles of the elements that hold the documentation of a page, in these generators.
const REGIONS: &[&str] = &[
    "Documentation-content",
    "bd-article",
    "body",
    "col-content",
    "content",
    "contentContainer",
    "contents",
    "main",
    "main-content",
    "md-content__inner",
    "pdoc",
    "phpdocumentor-content",
];
/// Elements that are no part of the documentation around them.
const BESIDE: &[Tag] = &[Tag::Aside, Tag::Button, Tag::Dialog, Tag::Footer, Tag::Form, Tag::Nav];
/// Elements that hold menus and buttons, which are never a part of it.
const MENUS: &[Tag] = &[Tag::Button, Tag::Nav];
/// Parts of the names of elements that are no part of the documentation around them, or may be none: breadcrumbs, what
/// rustdoc shows in place of a folded description, and its lists of the traits that a type has, most of which say
/// nothing about the type.
const BESIDE_PARTS: &[&str] =
    &["blanket-implementations", "breadcrumb", "hideme", "synthetic-implementations", "trait-implementations"];

/// What a block of documentation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The documentation itself.
    Text,
    /// A menu or a trail of links beside it or in it, or a button.
    Beside,
}

/// For each block, which part of the documentation of a program it is: the text is what stands in the innermost region
/// around a signature. Empty on a page without signatures.
///
/// For pages of an interface. Documentation without signatures, such as a tutorial, is left to the scorer.
pub(super) fn blocks(page: &Page) -> Vec<Option<Part>> {
    // Few pages have a signature.
    if !SIGNATURES.iter().any(|name| memmem::find(page.attributes.as_bytes(), name.as_bytes()).is_some()) {
        return Vec::new();
    }
    let names = |container: &Container| page.attributes[container.attributes.clone()].split_ascii_whitespace();
    // For each container, the innermost region that it is or stands in, and whether it is the region of a signature.
    let mut regions: Vec<Option<usize>> = Vec::with_capacity(page.containers.len());
    let mut is_documentation = vec![false; page.containers.len()];
    for (index, container) in page.containers.iter().enumerate() {
        let is_region = container.tag == Tag::Main
            || container.tag != Tag::Body && names(container).any(|name| REGIONS.contains(&name));
        let outer = regions.get(container.parent).copied().flatten();
        let region = if is_region { Some(index) } else { outer };
        regions.push(region);
        if let Some(region) = region
            && names(container).any(|name| SIGNATURES.contains(&name))
        {
            is_documentation[region] = true;
        }
    }
    if !is_documentation.contains(&true) {
        return Vec::new();
    }
    let mut is_menu = vec![false; page.containers.len()];
    for (index, container) in page.containers.iter().enumerate() {
        let is_trail = names(container).any(|name| name.contains("breadcrumb"));
        let is_beside = BESIDE.contains(&container.tag)
            || names(container).any(|name| BESIDE_PARTS.iter().any(|part| name.contains(part)));
        is_menu[index] = is_trail || MENUS.contains(&container.tag) || is_menu[container.parent];
        is_documentation[index] = !is_beside && (is_documentation[index] || is_documentation[container.parent]);
    }
    let part = |container: usize| match (is_documentation[container], is_menu[container]) {
        (_, true) => Some(Part::Beside),
        (true, false) => Some(Part::Text),
        (false, false) => None,
    };
    page.blocks.iter().map(|block| part(block.container)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Part, blocks};
    use crate::limits::Limits;
    use crate::parse::parse;
    use crate::walk::walk;

    /// The texts of the blocks that are documentation.
    fn documentation(html: &str) -> Vec<String> {
        let page = walk(parse(html, &Limits::default()).unwrap());
        let blocks = page.blocks.iter().zip(blocks(&page)).filter(|(_, part)| *part == Some(Part::Text));
        blocks.map(|(block, _)| page.block_text(block).to_owned()).collect()
    }

    #[test]
    fn documentation_is_found_by_the_signatures_in_it() {
        for (html, expected) in [
            ("<nav>a</nav><section id=main-content class=content><pre class=item-decl>b</pre><p>c</section>d", "b c"),
            ("<div role=main>a<dl><dt class='sig sig-object'>b<dd>c</dl><footer>d</footer></div>", "a b c"),
            ("<main><div class=member-signature>a</div><dl><dt>b<dd>c</dl><aside>d</aside></main><p>e", "a b c"),
            ("<div class=content>a<main><div class=memproto>b</div></main></div>", "b"),
            ("<main><div class=class-description>a</div><p>b</main>", ""),
            ("<main><div class=signature>a</div><p>b</main>", ""),
            ("<body class=content><p class=docstring>a", ""),
        ] {
            assert_eq!(documentation(html).join(" "), expected, "{html}");
        }
    }
}
