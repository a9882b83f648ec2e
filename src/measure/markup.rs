//! What the containers around a block say of themselves: their elements, classes, ids and roles.

use super::density::{Totals, share};
use super::{Measures, genre};
use crate::cruft::{ClassMeaning, Cruft, LONGEST_WORD, class_meaning};
use crate::page::{BlockKind, Container, Page, Tag};

/// How much less a class counts one container further out.
const FADE: f32 = 0.7;
/// A container with more of the page's prose than this is the page's frame: its classes tell of the page, not of the
/// block (`<body class="has-sidebar newsletter-enabled">`).
const FRAME_SHARE: f32 = 0.5;

/// A container with readers' comments has at least this many words of prose outside: the text that they are about.
const COMMENTED_WORDS: f32 = 40.0;

/// A class that names a kind of cruft, on a container around a block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClassHit {
    pub(crate) kind: Cruft,
    /// The word of the class.
    pub(crate) word: &'static str,
}

/// What a block inherits from the containers around it.
#[derive(Debug, Clone, Copy, Default)]
struct Inherited {
    elements: Elements,
    content: f32,
    cruft: f32,
    class: Option<ClassHit>,
    comments: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Elements {
    article: bool,
    main: bool,
    nav: bool,
    aside: bool,
    header: bool,
    footer: bool,
    form: bool,
    figure: bool,
}

pub(super) fn measure(page: &Page, totals: &Totals, measures: &mut Measures) {
    let articles = page.containers.iter().filter(|container| container.tag == Tag::Article).count();
    let is_forum = genre::is_forum(page);
    let is_article = genre::is_article(page);
    let inherited = inherit(page, totals, is_article);
    for (index, block) in page.blocks.iter().enumerate() {
        let Inherited { elements, content, cruft, class, comments } = inherited[block.container];
        let row = &mut measures.features[index];
        row.in_article = f32::from(elements.article);
        row.in_main = f32::from(elements.main);
        row.in_nav = f32::from(elements.nav);
        row.in_aside = f32::from(elements.aside);
        row.in_header = f32::from(elements.header);
        row.in_footer = f32::from(elements.footer);
        row.in_form = f32::from(elements.form);
        row.in_figure = f32::from(elements.figure || block.kind == BlockKind::Caption);
        row.content_classes = content;
        row.cruft_classes = cruft;
        row.page_is_forum = f32::from(is_forum);
        row.page_is_article = f32::from(is_article);
        row.in_comments = f32::from(comments && !is_forum);
        measures.evidence[index].in_comments = comments && !is_forum;
        row.page_articles = articles as f32;
        measures.evidence[index].class = class;
    }
}

/// What each container hands on to its blocks. Parents come first, so one pass does.
fn inherit(page: &Page, totals: &Totals, is_article: bool) -> Vec<Inherited> {
    let all = totals.all_prose();
    let mut inherited: Vec<Inherited> = Vec::with_capacity(page.containers.len());
    for (index, container) in page.containers.iter().enumerate() {
        let outer = if container.parent < index { inherited[container.parent] } else { Inherited::default() };
        let prose = totals.prose(container.blocks.clone());
        let outside = all - prose;
        let place = Place {
            is_frame: share(prose, all) > FRAME_SHARE,
            is_commented: outside >= COMMENTED_WORDS && (is_article || outside >= prose),
        };
        let mut own = Inherited {
            elements: outer.elements.inside(page, container, place.is_frame),
            content: outer.content * FADE,
            cruft: outer.cruft * FADE,
            class: outer.class,
            comments: outer.comments,
        };
        own.read_classes(&page.attributes[container.attributes.clone()], place);
        inherited.push(own);
    }
    inherited
}

/// How a container stands to the page's prose.
#[derive(Debug, Clone, Copy)]
struct Place {
    is_frame: bool,
    /// There is a text outside for comments inside to be about.
    is_commented: bool,
}

impl Inherited {
    fn read_classes(&mut self, attributes: &str, place: Place) {
        for value in attributes.split_ascii_whitespace() {
            if let Some(meaning) = whole_meaning(value) {
                self.read(meaning, place);
            } else {
                class_words(value).filter_map(class_meaning).for_each(|meaning| self.read(meaning, place));
            }
        }
    }

    fn read(&mut self, meaning: ClassMeaning, place: Place) {
        match meaning {
            ClassMeaning::Content => self.content += 1.0,
            // Comments may be longer than what they are about.
            ClassMeaning::Cruft { kind: Cruft::Comments, word } if place.is_commented => {
                self.cruft += 1.0;
                self.class = Some(ClassHit { kind: Cruft::Comments, word });
                self.comments = true;
            }
            ClassMeaning::Cruft { kind, word } if !place.is_frame => {
                self.cruft += 1.0;
                self.class = Some(ClassHit { kind, word });
            }
            ClassMeaning::Cruft { .. } => {}
        }
    }
}

/// The meaning of a value as one word: `entry-content` is "entrycontent".
fn whole_meaning(value: &str) -> Option<ClassMeaning> {
    let mut letters = [0; LONGEST_WORD];
    let mut len = 0;
    for byte in value.bytes().filter(u8::is_ascii_alphabetic) {
        *letters.get_mut(len)? = byte;
        len += 1;
    }
    class_meaning(std::str::from_utf8(&letters[..len]).ok()?)
}

impl Elements {
    fn inside(self, page: &Page, container: &Container, is_frame: bool) -> Elements {
        let role = |role: &str| page.attributes[container.attributes.clone()].split(' ').any(|word| word == role);
        let mut inside = self;
        match container.tag {
            Tag::Article => inside.article = true,
            Tag::Main => inside.main = true,
            Tag::Nav | Tag::Button | Tag::Dialog => inside.nav = true,
            Tag::Aside => inside.aside |= !is_frame,
            Tag::Header => inside.header |= !is_frame,
            Tag::Footer => inside.footer |= !is_frame,
            Tag::Form => inside.form |= !is_frame,
            Tag::Figure => inside.figure |= !is_frame,
            _ if role("main") => inside.main = true,
            _ if role("article") => inside.article = true,
            _ if role("navigation") || role("dialog") || role("menu") => inside.nav |= !is_frame,
            _ if role("complementary") => inside.aside |= !is_frame,
            _ if role("contentinfo") => inside.footer |= !is_frame,
            _ if role("banner") => inside.header |= !is_frame,
            _ => {}
        }
        inside
    }
}

/// The words of a class or id: `relatedPosts_list-2` has related, Posts, list and 2.
fn class_words(value: &str) -> impl Iterator<Item = &str> {
    value.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(camel_words)
}

fn camel_words(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let hump = (1..bytes.len()).find(|&i| bytes[i].is_ascii_uppercase() && bytes[i - 1].is_ascii_lowercase());
        let (head, tail) = rest.split_at(hump.unwrap_or(bytes.len()));
        rest = tail;
        Some(head)
    })
}
