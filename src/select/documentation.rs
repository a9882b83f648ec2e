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
/// Parts of the names of elements that are no part of the documentation around them, or may be none: breadcrumbs, what
/// rustdoc shows in place of a folded description, and its lists of the traits that a type has, most of which say
/// nothing about the type.
const BESIDE_PARTS: &[&str] =
    &["blanket-implementations", "breadcrumb", "hideme", "synthetic-implementations", "trait-implementations"];

/// For each block, whether it is part of the documentation of a program: it stands in the innermost region around a
/// signature.
///
/// For pages of an interface. Documentation without signatures, such as a tutorial, is left to the scorer.
pub(super) fn blocks(page: &Page) -> Vec<bool> {
    // Few pages have a signature.
    if !SIGNATURES.iter().any(|name| memmem::find(page.attributes.as_bytes(), name.as_bytes()).is_some()) {
        return vec![false; page.blocks.len()];
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
    for (index, container) in page.containers.iter().enumerate() {
        let is_beside = BESIDE.contains(&container.tag)
            || names(container).any(|name| BESIDE_PARTS.iter().any(|part| name.contains(part)));
        is_documentation[index] = !is_beside && (is_documentation[index] || is_documentation[container.parent]);
    }
    page.blocks.iter().map(|block| is_documentation[block.container]).collect()
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::limits::Limits;
    use crate::parse::parse;
    use crate::walk::walk;

    /// The texts of the blocks that are documentation.
    fn documentation(html: &str) -> Vec<String> {
        let page = walk(parse(html, &Limits::default()).unwrap());
        let blocks = page.blocks.iter().zip(blocks(&page)).filter(|(_, is_documentation)| *is_documentation);
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
