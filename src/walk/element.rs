//! How an element is displayed, and the attributes that the walker reads.

use html5ever::{Attribute, LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use super::nodes::{attribute, is_white, tag_name};
use super::styles::{Styles, declarations};
use crate::letter_pairs::{LetterPairs, Words};
use crate::page::Tag;

/// What the names of attributes begin with that are there for scripts.
const DATA: &str = "data-";

/// How an element takes part in the display of text.
pub(super) enum Display {
    /// Not shown, or shown but not as text: skipped.
    Unseen,
    /// Part of the text around it.
    Inline,
    /// Ends the block before it and the one inside it.
    Block(Tag),
    /// A line break, `<br>`.
    Break,
    /// A rule across the page, `<hr>`: ends the block before it.
    Rule,
}

/// The attributes that the walker reads, collected in one pass. Those without a comment have the name of their field.
#[derive(Default)]
pub(super) struct Attributes<'a> {
    all: &'a [Attribute],
    pub(super) class: &'a str,
    /// The pairs of letters in the class, to rule out at once that it holds certain words.
    class_pairs: LetterPairs,
    pub(super) id: &'a str,
    pub(super) role: &'a str,
    pub(super) itemprop: &'a str,
    pub(super) href: Option<&'a str>,
    pub(super) content: Option<&'a str>,
    /// The name of a `<meta>`: its `name` or `property`, otherwise its `itemprop`.
    pub(super) meta_name: Option<&'a str>,
    pub(super) datetime: Option<&'a str>,
    pub(super) start: Option<&'a str>,
    /// `aria-level`, the level of an ARIA heading.
    pub(super) level: Option<&'a str>,
    pub(super) rel: Option<&'a str>,
    pub(super) lang: Option<&'a str>,
    /// `type`: the media type of a `<script>`, or the kind of an `<input>`.
    pub(super) media_type: Option<&'a str>,
    pub(super) src: Option<&'a str>,
    /// `itemtype`: the types of the microdata item, empty if it has none.
    pub(super) item_type: &'a str,
    /// Whether there is an `itemscope`: the element is an item of microdata.
    pub(super) is_item: bool,
    /// Whether there is a `shadowrootmode`: a `<template>` with a declarative shadow root.
    pub(super) has_shadow_root: bool,
    pub(super) style: &'a str,
    /// What the `style` says.
    pub(super) styles: Styles,
    hidden: bool,
    /// Whether the name of an attribute begins with `data-`.
    has_data: bool,
}

impl<'a> Attributes<'a> {
    /// Collects the attributes of an element.
    pub(super) fn of(attrs: &'a [Attribute]) -> Self {
        let mut found = Attributes { all: attrs, ..Attributes::default() };
        for attribute in attrs {
            let value: &str = &attribute.value;
            match attribute.name.local {
                local_name!("class") => {
                    found.class = value;
                    found.class_pairs = LetterPairs::of(value);
                }
                local_name!("id") => found.id = value,
                local_name!("role") => found.role = value,
                local_name!("style") => {
                    found.style = value;
                    found.styles = Styles::of(value);
                }
                local_name!("href") => found.href = Some(value),
                local_name!("content") => found.content = Some(value),
                local_name!("datetime") => found.datetime = Some(value),
                local_name!("start") => found.start = Some(value),
                local_name!("aria-level") => found.level = Some(value),
                local_name!("rel") => found.rel = Some(value),
                local_name!("lang") => found.lang = Some(value),
                local_name!("type") => found.media_type = Some(value),
                local_name!("src") => found.src = Some(value),
                local_name!("itemtype") => found.item_type = value,
                local_name!("itemscope") => found.is_item = true,
                local_name!("hidden") => found.hidden = true,
                local_name!("shadowrootmode") => found.has_shadow_root = true,
                local_name!("name") | local_name!("property") => found.meta_name = Some(value),
                local_name!("itemprop") => {
                    found.itemprop = value;
                    found.meta_name = found.meta_name.or(Some(value));
                }
                _ => found.has_data |= attribute.name.local.starts_with(DATA),
            }
        }
        found
    }

    /// Whether the class may hold one of the words. If this is false, it holds none, in any case of letters and with
    /// any signs within a word: see [`letter_pairs`](crate::letter_pairs).
    pub(super) fn class_may_hold<const N: usize>(&self, words: &Words<N>) -> bool {
        self.class_pairs.may_hold(words)
    }

    /// Whether one of the classes, which stand between spaces, is one of the words, letter for letter.
    pub(super) fn has_class<const N: usize>(&self, words: &Words<N>) -> bool {
        self.class_may_hold(words) && self.class.split_ascii_whitespace().any(|class| words.words().contains(&class))
    }

    /// Whether one of the words stands anywhere in the class, letter for letter.
    pub(super) fn class_holds<const N: usize>(&self, words: &Words<N>) -> bool {
        self.class_may_hold(words) && words.words().iter().any(|word| self.class.contains(word))
    }

    /// Whether one of the words, which are in lower case, stands anywhere in the class in any case of ASCII letters.
    pub(super) fn class_holds_in_any_case<const N: usize>(&self, words: &Words<N>) -> bool {
        self.class_may_hold(words) && {
            let class = self.class.to_ascii_lowercase();
            words.words().iter().any(|word| class.contains(word))
        }
    }

    /// The names, without `data-`, and the values of all attributes whose names begin so.
    pub(super) fn all_data(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let all = if self.has_data { self.all } else { &[] };
        all.iter().filter_map(|attribute| Some((attribute.name.local.strip_prefix(DATA)?, &*attribute.value)))
    }

    /// The attributes as if nothing were known of the letters in the class, so that all questions search it.
    #[cfg(test)]
    pub(super) fn with_all_pairs(self) -> Self {
        Attributes { class_pairs: LetterPairs::ALL, ..self }
    }

    /// The value of an attribute that few elements have and that has no field: searched for on each call, unless its
    /// name begins with `data-` and that of no attribute does.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        if !self.has_data && name.starts_with(DATA) { None } else { attribute(self.all, name) }
    }

    /// The names and values of all attributes.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.all.iter().map(|attribute| (&*attribute.name.local, &*attribute.value))
    }

    /// Whether the element is hidden from readers for good, not only until the page has loaded or the reader clicks.
    /// `aria-hidden` does not count: it hides from screen readers only, often a link that another one repeats.
    pub(super) fn is_hidden(&self) -> bool {
        (self.hidden || self.styles.has(Styles::HIDDEN)) && !self.is_streamed() && !self.is_panel()
    }

    /// Whether this is a part that React's server has streamed late: it stands hidden at the end of the page in an
    /// element with the id `S:0`, `S:1`…, and a script moves it to its place at once. Whole articles come that way.
    fn is_streamed(&self) -> bool {
        self.id
            .strip_prefix("S:")
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_hexdigit()))
    }

    /// Whether this is a closed panel of tabs or an accordion, which a reader opens with a click. Dialogs and menus are
    /// not.
    fn is_panel(&self) -> bool {
        const PANELS: &[&str] = &["accordion", "collaps", "faq", "tab-pane", "tabpanel", "toggle"];
        match self.role {
            "tabpanel" | "region" => true,
            "dialog" | "alertdialog" | "menu" | "navigation" => false,
            _ => PANELS.iter().any(|panel| self.class.contains(panel)),
        }
    }

    /// The programming language of the code in the element, if an attribute other than the class names it.
    pub(super) fn language(&self) -> Option<&'a str> {
        const NAMES: [&str; 3] = ["lang", "language", "enlighter-language"];
        self.all_data().find(|(name, _)| NAMES.contains(name)).map(|(_, value)| value)
    }

    /// Whether the `style` keeps the line breaks and the spaces of the text, as that of program code does.
    pub(super) fn keeps_spaces(&self) -> bool {
        self.styles.has(Styles::KEEPS_SPACES)
    }

    /// Whether the style shows the line breaks of a text but is not that of program code: by the `style` attribute, or
    /// by a class of Tailwind, whose classes are styles.
    pub(super) fn keeps_lines(&self) -> bool {
        const CLASSES: Words<3> = Words::of(&["whitespace-pre-line", "whitespace-pre-wrap", "whitespace-break-spaces"]);
        self.styles.has(Styles::KEEPS_LINES) || self.has_class(&CLASSES)
    }

    /// Whether the `style` gives the text a color.
    pub(super) fn has_color(&self) -> bool {
        declarations(self.style).any(|(name, _)| name.eq_ignore_ascii_case("color") || name.starts_with("--"))
    }

    /// Whether a reader who selects the text around the element, to copy it, leaves the element out.
    pub(super) fn is_unselectable(&self) -> bool {
        const CLASSES: Words<6> =
            Words::of(&["no-select", "noselect", "non-selectable", "select-none", "unselectable", "user-select-none"]);
        self.get("unselectable") == Some("on") || self.styles.has(Styles::UNSELECTABLE) || self.has_class(&CLASSES)
    }
}

/// Whether an element with these attributes is hidden, see [`Attributes::is_hidden`].
pub(super) fn hides(attrs: &[Attribute]) -> bool {
    let may_hide = |attribute: &Attribute| matches!(attribute.name.local, local_name!("hidden") | local_name!("style"));
    attrs.iter().any(may_hide) && Attributes::of(attrs).is_hidden()
}

/// How the element takes part in the display of text, by its name, its role and its `style`. Style sheets are not read.
pub(super) fn display(name: &LocalName, attributes: &Attributes<'_>, node: &Handle) -> Display {
    let tag = match *name {
        local_name!("br") => return Display::Break,
        local_name!("hr") => return Display::Rule,
        // Not shown at all, or not as text: controls, embedded documents, drawings, and the readings above ideographs.
        local_name!("script")
        | local_name!("style")
        | local_name!("title")
        | local_name!("iframe")
        | local_name!("object")
        | local_name!("canvas")
        | local_name!("audio")
        | local_name!("video")
        | local_name!("select")
        | local_name!("datalist")
        | local_name!("textarea")
        | local_name!("rt")
        | local_name!("rp")
        | local_name!("annotation")
        | local_name!("annotation-xml")
        | local_name!("noframes")
        | local_name!("noembed") => return Display::Unseen,
        // A `<noscript>` often wraps a single lazily loaded image in the middle of a sentence.
        local_name!("noscript") if !has_block_child(node) => return Display::Inline,
        _ if attributes.role == "heading" => Some(Tag::Heading),
        _ => block_tag(name),
    };
    match tag {
        Some(tag) => Display::Block(tag),
        // Browsers display custom elements inline, but most are used as blocks, and gluing two words together is the
        // worse mistake; `running` tells which stand in running text. The custom elements of MathJax are inline: its
        // formulas stand in the middle of sentences.
        None if is_custom(name) => Display::Block(Tag::Other),
        None if attributes.styles.has(Styles::BLOCK) => Display::Block(Tag::Other),
        None => Display::Inline,
    }
}

/// Whether this is the name of a custom element that is none of MathJax.
pub(super) fn is_custom(name: &LocalName) -> bool {
    name.contains('-') && !name.starts_with("mjx-")
}

/// Whether an element is displayed as a block, by its name or its `style`.
pub(super) fn is_block(name: &LocalName, attributes: &Attributes<'_>) -> bool {
    block_tag(name).is_some() || attributes.styles.has(Styles::BLOCK)
}

/// Whether an element directly inside is a block.
pub(super) fn has_block_child(node: &Handle) -> bool {
    node.children.borrow().iter().any(is_block_node)
}

/// Whether browsers display a node as a block by default.
fn is_block_node(node: &Handle) -> bool {
    matches!(&node.data, NodeData::Element { name, .. } if block_tag(&name.local).is_some())
}

/// Whether a node ends the line before it: a block, a `<br>` or a `<hr>`.
pub(super) fn is_break(node: &Handle) -> bool {
    is_block_node(node) || matches!(tag_name(node), Some(local_name!("br") | local_name!("hr")))
}

/// Whether nothing of these siblings goes on with the paragraph of the node before them.
pub(super) fn ends_paragraph(siblings: &[Handle]) -> bool {
    let next = siblings.iter().find(|node| match &node.data {
        NodeData::Text { contents } => !is_white(&contents.borrow()),
        NodeData::Element { .. } => true,
        _ => false,
    });
    next.is_none_or(is_break)
}

/// The tag of an element that browsers display as a block by default; `None` for any other element.
pub(super) fn block_tag(name: &LocalName) -> Option<Tag> {
    Some(match *name {
        local_name!("address") => Tag::Address,
        local_name!("article") => Tag::Article,
        local_name!("aside") => Tag::Aside,
        local_name!("blockquote") => Tag::Blockquote,
        local_name!("body") => Tag::Body,
        local_name!("button") => Tag::Button,
        local_name!("td") | local_name!("th") => Tag::Cell,
        local_name!("details") => Tag::Details,
        local_name!("dialog") => Tag::Dialog,
        local_name!("div") => Tag::Div,
        local_name!("figure") => Tag::Figure,
        local_name!("footer") => Tag::Footer,
        local_name!("form") => Tag::Form,
        local_name!("header") | local_name!("hgroup") => Tag::Header,
        local_name!("h1")
        | local_name!("h2")
        | local_name!("h3")
        | local_name!("h4")
        | local_name!("h5")
        | local_name!("h6") => Tag::Heading,
        local_name!("li") => Tag::Item,
        local_name!("figcaption") | local_name!("caption") => Tag::Label,
        local_name!("ul") | local_name!("ol") | local_name!("menu") | local_name!("dir") => Tag::List,
        local_name!("main") => Tag::Main,
        local_name!("nav") => Tag::Nav,
        local_name!("noscript") => Tag::Noscript,
        local_name!("p") => Tag::Paragraph,
        local_name!("pre") | local_name!("listing") | local_name!("xmp") | local_name!("plaintext") => Tag::Pre,
        local_name!("tr") => Tag::Row,
        local_name!("section") => Tag::Section,
        local_name!("table") => Tag::Table,
        local_name!("center")
        | local_name!("dd")
        | local_name!("dl")
        | local_name!("dt")
        | local_name!("fieldset")
        | local_name!("legend")
        | local_name!("summary")
        | local_name!("tbody")
        | local_name!("tfoot")
        | local_name!("thead") => Tag::Other,
        _ => return None,
    })
}
