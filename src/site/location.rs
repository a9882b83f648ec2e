//! Where a block stands in the DOM of its page: the chain of elements around it. A box of a site's template keeps its
//! location from page to page while its text changes.

use super::fingerprint::{Fingerprint, Namespace, fingerprint, joined};
use crate::page::{BlockKind, Container, Page, Tag};

/// Number of containers whose classes go into a location: the innermost two that have a class attribute. Classes
/// further out often describe the single page, such as its topic.
const CLASSED: usize = 2;

/// Where a block stands in the DOM, as fingerprints. The default value, all zeros, stands for an unknown location:
/// blocks of plain text have no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct DomLocation {
    /// Fingerprint of the elements around the block, the kind of the block, and the classes of the innermost
    /// containers.
    pub(super) by_class: Fingerprint,
    /// Fingerprint of the elements and the kind of the block without classes, for sites whose classes differ from page
    /// to page.
    pub(super) by_tag: Fingerprint,
    /// Whether any element around the block has a class that counts, see `class`.
    pub(super) has_class: bool,
}

impl DomLocation {
    /// False for the default value, which blocks of plain text have.
    pub(super) fn is_known(self) -> bool {
        self != DomLocation::default()
    }

    /// The location as hexadecimal digits, for serialisation: the two fingerprints, and whether there is a class.
    #[cfg(feature = "serde")]
    pub(crate) fn to_digits(self) -> String {
        format!("{:016x}{:016x}{}", self.by_class, self.by_tag, u8::from(self.has_class))
    }

    /// The location that [`to_digits`](Self::to_digits) has written; `None` if it has not written this.
    #[cfg(feature = "serde")]
    pub(crate) fn from_digits(digits: &str) -> Option<DomLocation> {
        let number = |part: std::ops::Range<usize>| {
            let part = digits.get(part).filter(|part| part.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
            Fingerprint::from_str_radix(part, 16).ok()
        };
        let has_class = match digits.get(32..)? {
            "0" => false,
            "1" => true,
            _ => return None,
        };
        Some(DomLocation { by_class: number(0..16)?, by_tag: number(16..32)?, has_class })
    }

    /// The fingerprints by class and by tag; `None` for both if the location is unknown.
    pub(super) fn fingerprints(self) -> [Option<Fingerprint>; 2] {
        [self.by_class, self.by_tag].map(|fingerprint| self.is_known().then_some(fingerprint))
    }
}

/// The chain of elements from the root of the page to a container, as fingerprints.
#[derive(Debug, Clone, Copy, Default)]
struct Chain {
    /// Number of the innermost element's tag, plus 1; 0 at the root.
    tag: u64,
    /// Fingerprint of the tags of all elements in the chain, runs of one tag counted once.
    by_tag: Fingerprint,
    /// Fingerprints of the class attributes of the innermost containers that have one, innermost first; 0 where there
    /// is none.
    classes: [Fingerprint; CLASSED],
}

/// The location of each block of a page, in the order of the blocks. All are unknown in plain text.
pub(crate) fn locations(page: &Page) -> Vec<DomLocation> {
    if page.is_text() {
        return vec![DomLocation::default(); page.blocks.len()];
    }
    let mut chains: Vec<Chain> = Vec::with_capacity(page.containers.len());
    for container in &page.containers {
        // Parents come before their children. The root is its own parent, so its chain isn't there yet.
        let outer = chains.get(container.parent).copied().unwrap_or_default();
        chains.push(chain(page, container, outer));
    }
    let location = |(container, kind): (usize, BlockKind)| {
        let Chain { by_tag, classes, .. } = chains[container];
        let by_tag = joined(Namespace::LocationByTag, by_tag, number_of_kind(kind));
        let by_class =
            classes.into_iter().fold(by_tag, |chain, class| joined(Namespace::LocationByClass, chain, class));
        DomLocation { by_class, by_tag, has_class: classes[0] != 0 }
    };
    page.blocks.iter().map(|block| location((block.container, block.kind))).collect()
}

/// Extends the chain of a container's parent, `outer`, by the container. `<body>` starts a new chain.
fn chain(page: &Page, container: &Container, outer: Chain) -> Chain {
    // The classes of `<body>` identify the page, not a location on it.
    if container.tag == Tag::Body {
        return Chain::default();
    }
    let tag = 1 + container.tag as u64;
    // One nested `<div>` more or less doesn't make another location.
    let by_tag = if tag == outer.tag { outer.by_tag } else { joined(Namespace::LocationByTag, outer.by_tag, tag) };
    let mut classes = outer.classes;
    if let Some(class) = class(page.class(container)) {
        classes.rotate_right(1);
        classes[0] = class;
    }
    Chain { tag, by_tag, classes }
}

/// Fingerprint of a class attribute, without the tokens that have digits, since these number pages and posts. `None` if
/// no token is left.
fn class(attribute: &str) -> Option<Fingerprint> {
    let tokens = attribute.split_ascii_whitespace().filter(|token| !token.bytes().any(|byte| byte.is_ascii_digit()));
    tokens
        .map(|token| fingerprint(Namespace::LocationByClass, token.as_bytes()))
        .reduce(|class, token| joined(Namespace::LocationByClass, class, token))
}

/// The number that stands for a kind of block in a fingerprint. The numbers are part of saved profiles and must not
/// change.
fn number_of_kind(kind: BlockKind) -> u64 {
    match kind {
        BlockKind::Paragraph => 1,
        BlockKind::Heading { .. } => 2,
        BlockKind::ListItem { .. } => 3,
        BlockKind::TableRow => 4,
        BlockKind::Preformatted => 5,
        BlockKind::Quote => 6,
        BlockKind::Caption => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::{parse, walk};

    /// The location of the first block.
    fn location(html: &str) -> DomLocation {
        let page = walk::walk(parse::parse(html, &Limits::default()).unwrap());
        locations(&page)[0]
    }

    #[test]
    fn a_location_is_the_same_on_another_page_of_the_site() {
        let here = location("<body class='home'><main><div class='story lead'><p>Text");
        let same: &[(&str, &str)] = &[
            ("another body", "<body class='post-7 topic-sea'><main><div class='story lead'><p>Text"),
            ("numbered", "<main><div class='story lead post-1234'><p>Another text"),
            ("one more wrapper", "<main><div><div class='story lead'><p>Text"),
        ];
        for (name, html) in same {
            assert_eq!(location(html), here, "{name}");
        }
        let other_class = location("<main><div class='aside'><p>Text");
        assert_ne!(other_class.by_class, here.by_class);
        assert_eq!(other_class.by_tag, here.by_tag);
        assert_ne!(location("<main><div class='story lead'><h2>Text").by_tag, here.by_tag);
        assert_ne!(location("<main><section class='story lead'><p>Text").by_tag, here.by_tag);
    }

    #[test]
    fn fingerprints_of_locations_are_those_of_every_release() {
        let DomLocation { by_class, by_tag, .. } = location("<main><div class='story lead'><p>Text");
        assert_eq!([by_class, by_tag], [0xf836_85d2_a1a1_0c0e, 0xcc53_2e00_19af_863b]);
        let tags = [
            Tag::Address,
            Tag::Article,
            Tag::Aside,
            Tag::Blockquote,
            Tag::Body,
            Tag::Button,
            Tag::Cell,
            Tag::Details,
            Tag::Dialog,
            Tag::Div,
            Tag::Figure,
            Tag::Footer,
            Tag::Form,
            Tag::Header,
            Tag::Heading,
            Tag::Item,
            Tag::Label,
            Tag::List,
            Tag::Main,
            Tag::Nav,
            Tag::Noscript,
            Tag::Paragraph,
            Tag::Pre,
            Tag::Row,
            Tag::Section,
            Tag::Table,
            Tag::Other,
        ];
        assert!(tags.into_iter().map(|tag| tag as usize).eq(0..27));
    }
}
