//! What the walker does at an element.

use html5ever::{Attribute, LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData};

use crate::page::Tag;

/// How an element takes part in the display of text.
pub(super) enum Display {
    /// Not shown, or not text.
    Unseen,
    Inline,
    /// Breaks the text before and after it.
    Block(Tag),
    /// `<br>`
    Break,
    /// `<hr>`
    Rule,
}

/// The attributes that the walker looks at, found in one pass.
#[derive(Default)]
pub(super) struct Attributes<'a> {
    all: &'a [Attribute],
    pub(super) class: &'a str,
    pub(super) id: &'a str,
    pub(super) role: &'a str,
    pub(super) itemprop: &'a str,
    pub(super) href: Option<&'a str>,
    pub(super) content: Option<&'a str>,
    /// `name`, `property` or `itemprop` of a `<meta>`.
    pub(super) meta_name: Option<&'a str>,
    pub(super) datetime: Option<&'a str>,
    pub(super) start: Option<&'a str>,
    pub(super) level: Option<&'a str>,
    pub(super) rel: Option<&'a str>,
    pub(super) lang: Option<&'a str>,
    /// The `type` of a `<script>`.
    pub(super) media_type: Option<&'a str>,
    pub(super) src: Option<&'a str>,
    /// The `itemtype`, and whether it begins an item at all.
    pub(super) item_type: &'a str,
    pub(super) is_item: bool,
    pub(super) has_shadow_root: bool,
    style: &'a str,
    hidden: bool,
}

impl<'a> Attributes<'a> {
    pub(super) fn of(attrs: &'a [Attribute]) -> Self {
        let mut found = Attributes { all: attrs, ..Attributes::default() };
        for attribute in attrs {
            let value: &str = &attribute.value;
            match attribute.name.local {
                local_name!("class") => found.class = value,
                local_name!("id") => found.id = value,
                local_name!("role") => found.role = value,
                local_name!("style") => found.style = value,
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
                _ => {}
            }
        }
        found
    }

    /// An attribute that few elements have.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.all.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
    }

    /// Whether the element is hidden from readers, and not only until the page has loaded or they click. `aria-hidden` hides
    /// from screen readers only, often a link that another one repeats.
    pub(super) fn is_hidden(&self) -> bool {
        let is_hidden = self.hidden || self.has_style(&[("display", "none"), ("visibility", "hidden")]);
        is_hidden && !self.is_streamed() && !self.is_panel()
    }

    /// React's server renders what took it longer at the page's end, hidden, in elements `S:0`, `S:1`…; a script moves
    /// it to its place at once. Whole articles come that way.
    fn is_streamed(&self) -> bool {
        self.id
            .strip_prefix("S:")
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_hexdigit()))
    }

    /// The closed panels of tabs and accordions: readers see them when they ask for them.
    fn is_panel(&self) -> bool {
        const PANELS: &[&str] = &["accordion", "collaps", "faq", "tab-pane", "tabpanel", "toggle"];
        match self.role {
            "tabpanel" | "region" => true,
            "dialog" | "alertdialog" | "menu" | "navigation" => false,
            _ => PANELS.iter().any(|panel| self.class.contains(panel)),
        }
    }

    /// Whether the element's own style has one of these declarations.
    fn has_style(&self, declarations: &[(&str, &str)]) -> bool {
        !self.style.is_empty()
            && self.style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, value)| {
                let name = name.trim();
                let mut values =
                    declarations.iter().filter(|(own, _)| name.eq_ignore_ascii_case(own)).map(|(_, value)| value);
                values.any(|own| value.trim().split(['!', ' ']).next().unwrap_or_default().eq_ignore_ascii_case(own))
            })
    }
}

/// Styles that make a block of an inline element.
const BLOCK_STYLES: [(&str, &str); 5] =
    [("display", "block"), ("display", "flex"), ("display", "grid"), ("display", "table"), ("display", "list-item")];

/// How the element takes part in the display of text.
pub(super) fn display(name: &LocalName, attributes: &Attributes<'_>, node: &Handle) -> Display {
    let tag = match *name {
        local_name!("br") => return Display::Break,
        local_name!("hr") => return Display::Rule,
        // Not shown; or shown, but not as text: controls, embedded documents and drawings, readings above ideographs.
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
        // Often wraps a single lazy image in the middle of a sentence.
        local_name!("noscript") if !has_block_child(node) => return Display::Inline,
        _ if attributes.role == "heading" => Some(Tag::Heading),
        _ => block_tag(name),
    };
    match tag {
        Some(tag) => Display::Block(tag),
        // Custom elements are inline by default, yet what they are used for is not: gluing words is the worse mistake. Those in
        // which MathJax draws a formula stand in the middle of a sentence.
        None if name.contains('-') && !name.starts_with("mjx-") => Display::Block(Tag::Other),
        None if attributes.has_style(&BLOCK_STYLES) => Display::Block(Tag::Other),
        None => Display::Inline,
    }
}

fn has_block_child(node: &Handle) -> bool {
    node.children.borrow().iter().any(|child| match &child.data {
        NodeData::Element { name, .. } => block_tag(&name.local).is_some(),
        _ => false,
    })
}

/// The tag of an element that is a block in every browser's default style.
fn block_tag(name: &LocalName) -> Option<Tag> {
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
