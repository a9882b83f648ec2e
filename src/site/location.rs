//! Where a block stands on its page: the chain of elements around it, by which the boxes of a site are known though
//! their texts change.

use super::fingerprint::{Fingerprint, Namespace, joined, print};
use crate::page::{BlockKind, Container, Page, Tag};

/// The classes of so many containers with any count, innermost first: further out stand those of the single page, such
/// as its topic.
const CLASSED: usize = 2;

/// Where a block stands; of plain text nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Place {
    /// By elements and classes.
    pub(super) place: Fingerprint,
    /// By elements alone, for sites whose classes differ from page to page.
    pub(super) frame: Fingerprint,
    /// One of the elements has a class.
    pub(super) has_class: bool,
}

impl Place {
    /// Whether anything is known of it.
    pub(super) fn is_known(self) -> bool {
        self != Place::default()
    }

    pub(super) fn prints(self) -> [Option<Fingerprint>; 2] {
        [self.place, self.frame].map(|print| self.is_known().then_some(print))
    }
}

/// The chain that ends with a container.
#[derive(Debug, Clone, Copy, Default)]
struct Chain {
    tag: u64,
    frame: Fingerprint,
    classes: [Fingerprint; CLASSED],
}

/// Where each block stands.
pub(crate) fn places(page: &Page) -> Vec<Place> {
    if page.is_text() {
        return vec![Place::default(); page.blocks.len()];
    }
    let mut chains: Vec<Chain> = Vec::with_capacity(page.containers.len());
    for container in &page.containers {
        // Parents come before their children; the root is its own.
        let outer = chains.get(container.parent).copied().unwrap_or_default();
        chains.push(chain(page, container, outer));
    }
    let place = |(container, kind): (usize, BlockKind)| {
        let Chain { frame, classes, .. } = chains[container];
        let frame = joined(Namespace::Frame, frame, number_of_kind(kind));
        let place = classes.into_iter().fold(frame, |place, class| joined(Namespace::Place, place, class));
        Place { place, frame, has_class: classes[0] != 0 }
    };
    page.blocks.iter().map(|block| place((block.container, block.kind))).collect()
}

fn chain(page: &Page, container: &Container, outer: Chain) -> Chain {
    // The classes of `<body>` tell the page, not the place.
    if container.tag == Tag::Body {
        return Chain::default();
    }
    let tag = 1 + container.tag as u64;
    // One `<div>` more or less is no other place.
    let frame = if tag == outer.tag { outer.frame } else { joined(Namespace::Frame, outer.frame, tag) };
    let mut classes = outer.classes;
    if let Some(class) = class(page.class(container)) {
        classes.rotate_right(1);
        classes[0] = class;
    }
    Chain { tag, frame, classes }
}

/// The fingerprint of a class attribute, without the tokens that have digits: these number pages and posts.
fn class(attribute: &str) -> Option<Fingerprint> {
    let tokens = attribute.split_ascii_whitespace().filter(|token| !token.bytes().any(|byte| byte.is_ascii_digit()));
    tokens
        .map(|token| print(Namespace::Place, token.as_bytes()))
        .reduce(|class, token| joined(Namespace::Place, class, token))
}

/// The numbers go into fingerprints: they stay.
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

    fn place(html: &str) -> Place {
        let page = walk::walk(parse::parse(html, &Limits::default()).unwrap());
        places(&page)[0]
    }

    #[test]
    fn places_are_known_again_though_the_page_is_another() {
        let here = place("<body class='home'><main><div class='story lead'><p>Text");
        let same: &[(&str, &str)] = &[
            ("another body", "<body class='post-7 topic-sea'><main><div class='story lead'><p>Text"),
            ("numbered", "<main><div class='story lead post-1234'><p>Another text"),
            ("one more wrapper", "<main><div><div class='story lead'><p>Text"),
        ];
        for (name, html) in same {
            assert_eq!(place(html), here, "{name}");
        }
        let other_class = place("<main><div class='aside'><p>Text");
        assert_ne!(other_class.place, here.place);
        assert_eq!(other_class.frame, here.frame);
        assert_ne!(place("<main><div class='story lead'><h2>Text").frame, here.frame);
        assert_ne!(place("<main><section class='story lead'><p>Text").frame, here.frame);
    }

    #[test]
    fn places_are_those_of_every_release() {
        let Place { place, frame, .. } = place("<main><div class='story lead'><p>Text");
        assert_eq!([place, frame], [0xf836_85d2_a1a1_0c0e, 0xcc53_2e00_19af_863b]);
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
