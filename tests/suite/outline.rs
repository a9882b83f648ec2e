//! The structure of an article as lines, read from its HTML by html5ever or from its Markdown by pulldown-cmark, so
//! that the two can be compared. What one of the formats can't express, such as whether a list is loose, is left out.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Collects the lines of an outline. Text outside of any paragraph counts as a paragraph.
#[derive(Default)]
struct Outline {
    lines: Vec<String>,
    /// Text of the current paragraph, heading or cell so far.
    inline: String,
    /// Number of open paragraphs, headings and cells around the text.
    holders: usize,
    /// Whether the text is a term of a definition list. Terms are bold in Markdown.
    is_term: bool,
}

impl Outline {
    /// Begins an enclosure, such as a list or quote.
    fn open(&mut self, line: String) {
        self.end_text();
        self.lines.push(line + " {");
    }

    /// Ends an enclosure.
    fn close(&mut self) {
        self.end_text();
        // Empty enclosures are left out.
        match self.lines.last() {
            Some(last) if last.ends_with(" {") && !last.starts_with("item") => drop(self.lines.pop()),
            _ => self.lines.push("}".to_owned()),
        }
    }

    /// Ends a paragraph, which may be text outside of any.
    fn end_text(&mut self) {
        let text = normal(&std::mem::take(&mut self.inline));
        if !text.is_empty() && self.holders == 0 {
            self.lines.push(format!("paragraph: {text}"));
        }
    }

    /// Begins a heading, cell or the like.
    fn start_holder(&mut self) {
        self.end_text();
        self.holders += 1;
    }

    /// Ends a heading, cell or the like, and returns its text.
    fn end_holder(&mut self) -> String {
        self.holders -= 1;
        normal(&std::mem::take(&mut self.inline).replace('⏎', " "))
    }

    fn heading(&mut self, level: usize) {
        let text = self.end_holder();
        self.lines.push(format!("heading {level}: {text}"));
    }

    fn code(&mut self, language: &str, text: &str) {
        self.end_text();
        let mut text = text.to_owned();
        text.retain(|c| !c.is_control() || c == '\n' || c == '\t');
        self.lines.push(format!("code {language}: {:?}", text.trim_end_matches('\n')));
    }

    fn row(&mut self, is_head: bool, cells: &mut Vec<String>) {
        let len = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if len > 0 || !is_head {
            self.lines.push(format!("{} {:?}", if is_head { "head" } else { "row" }, &cells[..len]));
        }
        cells.clear();
    }

    fn image(&mut self, url: &str, alt: &str) {
        let alt: Vec<&str> = alt.split_whitespace().collect();
        self.inline += &format!(" ⟦image {} {}⟧ ", address(url), alt.join(" "));
    }

    fn math(&mut self, is_display: bool, tex: &str) {
        let tex: String = tex.chars().filter(|c| !c.is_whitespace()).collect();
        self.inline += &format!("⟦{} {tex}⟧", if is_display { "display" } else { "math" });
    }
}

/// The text without control characters, and with single spaces, none of them around lines or at the end of a marked
/// range.
fn normal(text: &str) -> String {
    let mut text = text.to_owned();
    text.retain(|c| !c.is_control() || c == '\n');
    while text.contains(" ⟧") {
        text = text.replace(" ⟧", "⟧ ");
    }
    let lines = text.split('⏎').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("⏎").trim_matches(['⏎', ' ']).to_owned()
}

/// An address as it is written in Markdown, where some characters have to be percent-encoded.
fn address(url: &str) -> String {
    let mut address = String::new();
    for c in url.trim().chars() {
        match c {
            '"' => address += "%22",
            '\'' => address += "%27",
            '{' => address += "%7B",
            '}' => address += "%7D",
            '<' => address += "%3C",
            '>' => address += "%3E",
            '`' => address += "%60",
            '$' => address += "%24",
            c if c.is_whitespace() => address += "%20",
            c => address.push(c),
        }
    }
    address
}

/// The outline of a fragment of HTML that consists of elements that the crate writes, and of similar ones.
pub(crate) fn of_html(html: &str) -> Vec<String> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let mut outline = Outline::default();
    read(&dom.document, &mut outline);
    outline.end_text();
    outline.lines
}

fn read(node: &Handle, outline: &mut Outline) {
    let NodeData::Element { name, attrs, .. } = &node.data else {
        if let NodeData::Text { contents } = &node.data {
            outline.inline += &contents.borrow();
        }
        return read_children(node, outline);
    };
    let attrs = attrs.borrow();
    let value = |name: &str| attrs.iter().find(|attr| &*attr.name.local == name).map(|attr| attr.value.to_string());
    let class = value("class").unwrap_or_default();
    match &*name.local {
        "p" | "figure" => {
            outline.end_text();
            read_marked(outline.is_term.then_some("strong"), node, outline);
            outline.end_text();
        }
        "dt" | "dd" | "ul" | "ol" | "blockquote" if outline.is_term != (&*name.local == "dt") => {
            outline.is_term = !outline.is_term;
            read(node, outline);
            outline.is_term = !outline.is_term;
        }
        name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
            outline.start_holder();
            read_children(node, outline);
            outline.heading(name[1..].parse().unwrap());
        }
        "ul" | "ol" => read_list(node, &name.local, value("start"), outline),
        "blockquote" => {
            read_within(format!("quote {:?}", value("class")).to_lowercase().replace('"', ""), node, outline)
        }
        "div" if value("id").is_some_and(|id| id.starts_with("note-")) => {
            let id = value("id").unwrap_or_default();
            read_within(id.replacen('-', " ", 1), node, outline);
        }
        "pre" => outline.code(&language(node), &text_of(node)),
        "table" => {
            outline.open("table".to_owned());
            let (mut cells, mut rows) = (Vec::new(), 0);
            read_rows(node, outline, &mut cells, &mut rows);
            outline.close();
        }
        "br" => outline.inline.push('⏎'),
        "img" => outline.image(&value("src").unwrap_or_default(), &value("alt").unwrap_or_default()),
        "input" => outline.inline += if value("checked").is_some() { "☑ " } else { "☐ " },
        "code" if class.starts_with("math") => outline.math(class.ends_with("display"), &text_of(node)),
        "sup" if is_reference(node) => outline.inline += &format!("⟦note {}⟧ ", text_of_reference(node)),
        "a" => read_marked(Some(&format!("link {}", address(&value("href").unwrap_or_default()))), node, outline),
        name => read_marked(mark(name), node, outline),
    }
}

fn read_marked(mark: Option<&str>, node: &Handle, outline: &mut Outline) {
    let Some(mark) = mark else { return read_children(node, outline) };
    outline.inline += &format!("⟦{mark} ");
    read_children(node, outline);
    outline.inline.push('⟧');
}

/// The language of the code in a `<pre>`, or nothing.
fn language(pre: &Handle) -> String {
    let children = pre.children.borrow();
    let class = children.iter().find_map(|child| match &child.data {
        NodeData::Element { attrs, .. } => attrs.borrow().first().map(|attr| attr.value.to_string()),
        _ => None,
    });
    class.unwrap_or_default().replace("language-", "")
}

fn read_children(node: &Handle, outline: &mut Outline) {
    node.children.borrow().iter().for_each(|child| read(child, outline));
}

fn read_within(line: String, node: &Handle, outline: &mut Outline) {
    outline.open(line);
    read_children(node, outline);
    outline.close();
}

/// Reads a list. An item whose number is not the next one begins a new list, as in Markdown.
fn read_list(list: &Handle, name: &str, start: Option<String>, outline: &mut Outline) {
    outline.open(name.to_owned());
    let mut next: i64 = start.and_then(|start| start.parse().ok()).unwrap_or(1);
    let (mut shown, mut is_first) = (0, true);
    for item in list.children.borrow().iter() {
        let NodeData::Element { attrs, .. } = &item.data else { continue };
        let value = attrs.borrow().iter().find(|attr| &*attr.name.local == "value").map(|attr| attr.value.to_string());
        let number = value.and_then(|value| value.parse().ok()).unwrap_or(next);
        if name == "ol" && number != next && !is_first {
            outline.close();
            outline.open(name.to_owned());
            is_first = true;
        }
        // Markdown has no numbers below zero, so lists that begin there are counted from zero.
        shown = if is_first { number.max(0) } else { shown + 1 };
        read_within(if name == "ol" { format!("item {shown}") } else { "item".to_owned() }, item, outline);
        next = number + 1;
        is_first = false;
    }
    outline.close();
}

fn read_rows(node: &Handle, outline: &mut Outline, cells: &mut Vec<String>, rows: &mut usize) {
    for child in node.children.borrow().iter() {
        let NodeData::Element { name, .. } = &child.data else { continue };
        match &*name.local {
            "tr" => {
                let mut is_head = *rows == 0;
                for cell in child.children.borrow().iter() {
                    let NodeData::Element { name, .. } = &cell.data else { continue };
                    is_head &= &*name.local == "th";
                    outline.start_holder();
                    read_children(cell, outline);
                    cells.push(outline.end_holder());
                }
                outline.row(is_head, cells);
                *rows += 1;
            }
            _ => read_rows(child, outline, cells, rows),
        }
    }
}

/// The name that an inline element has in the outline, if it is shown there.
fn mark(element: &str) -> Option<&'static str> {
    Some(match element {
        "b" | "strong" => "strong",
        "i" | "em" => "emphasis",
        "s" | "del" => "strikethrough",
        "ins" => "inserted",
        "code" | "kbd" => "code",
        "sub" => "sub",
        "sup" => "sup",
        _ => return None,
    })
}

fn is_reference(node: &Handle) -> bool {
    let children = node.children.borrow();
    matches!(&children[..], [child] if matches!(&child.data, NodeData::Element { attrs, .. }
        if attrs.borrow().iter().any(|attr| attr.value.starts_with("#note-"))))
}

fn text_of_reference(node: &Handle) -> String {
    let children = node.children.borrow();
    let NodeData::Element { attrs, .. } = &children[0].data else { return String::new() };
    attrs.borrow().iter().find_map(|attr| attr.value.strip_prefix("#note-").map(str::to_owned)).unwrap_or_default()
}

fn text_of(node: &Handle) -> String {
    if let NodeData::Text { contents } = &node.data {
        return contents.borrow().to_string();
    }
    node.children.borrow().iter().map(text_of).collect()
}

/// The outline of a Markdown text.
pub(crate) fn of_markdown(markdown: &str) -> Vec<String> {
    let blocks = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM;
    let options = blocks | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
    let mut reader = Reader::default();
    Parser::new_ext(markdown, options).for_each(|event| reader.take(event));
    reader.outline.end_text();
    reader.outline.lines
}

#[derive(Default)]
struct Reader {
    outline: Outline,
    /// Number of the next item of each open list.
    lists: Vec<Option<u64>>,
    cells: Vec<String>,
    /// Language and text of the code block that is open.
    code: Option<(String, String)>,
    /// Address of the image that is open, and the offset in the text at which its description begins.
    images: Vec<(String, usize)>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        let outline = &mut self.outline;
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => *code += &text,
                None => outline.inline += &text,
            },
            Event::Code(code) => outline.inline += &format!("⟦code {code}⟧"),
            Event::InlineMath(tex) => outline.math(false, &tex),
            Event::DisplayMath(tex) => outline.math(true, &tex),
            Event::InlineHtml(tag) => match tag.strip_prefix("</") {
                Some(name) => {
                    assert!(mark(name.trim_end_matches('>')).is_some(), "{tag}");
                    outline.inline.push('⟧');
                }
                None => {
                    let mark = mark(tag.trim_matches(['<', '>']));
                    outline.inline += &format!("⟦{} ", mark.unwrap_or_else(|| panic!("{tag} was let through")));
                }
            },
            Event::FootnoteReference(label) => outline.inline += &format!("⟦note {label}⟧ "),
            Event::HardBreak => outline.inline.push('⏎'),
            Event::TaskListMarker(is_done) => outline.inline += if is_done { "☑ " } else { "☐ " },
            Event::SoftBreak | Event::Rule | Event::Html(_) => {
                outline.end_text();
                outline.lines.push(format!("invented: {event:?}"));
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let outline = &mut self.outline;
        match tag {
            Tag::Paragraph => outline.end_text(),
            Tag::Heading { .. } | Tag::TableCell => outline.start_holder(),
            Tag::BlockQuote(kind) => outline.open(format!("quote {kind:?}").to_lowercase()),
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
                self.code = Some((language.into_string(), String::new()));
            }
            Tag::List(start) => {
                outline.open(if start.is_some() { "ol" } else { "ul" }.to_owned());
                self.lists.push(start);
            }
            Tag::Item => match self.lists.last_mut() {
                Some(Some(number)) => {
                    outline.open(format!("item {number}"));
                    *number += 1;
                }
                _ => outline.open("item".to_owned()),
            },
            Tag::FootnoteDefinition(label) => outline.open(format!("note {label}")),
            Tag::Table(_) => outline.open("table".to_owned()),
            Tag::TableHead | Tag::TableRow => {}
            Tag::Emphasis => outline.inline += "⟦emphasis ",
            Tag::Strong => outline.inline += "⟦strong ",
            Tag::Strikethrough => outline.inline += "⟦strikethrough ",
            Tag::Link { dest_url, .. } => outline.inline += &format!("⟦link {dest_url} "),
            Tag::Image { dest_url, .. } => self.images.push((dest_url.into_string(), outline.inline.len())),
            other => outline.lines.push(format!("invented: {other:?}")),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let outline = &mut self.outline;
        match tag {
            TagEnd::Paragraph => outline.end_text(),
            TagEnd::Heading(level) => outline.heading(level as usize),
            TagEnd::TableCell => self.cells.push(outline.end_holder()),
            TagEnd::TableHead => outline.row(true, &mut self.cells),
            TagEnd::TableRow => outline.row(false, &mut self.cells),
            TagEnd::CodeBlock => {
                let (language, text) = self.code.take().unwrap_or_default();
                outline.code(&language, &text);
            }
            TagEnd::List(_) => {
                self.lists.pop();
                outline.close();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => outline.inline.push('⟧'),
            TagEnd::Image => {
                let (url, from) = self.images.pop().unwrap_or_default();
                let alt = outline.inline.split_off(from);
                outline.image(&url, &alt);
            }
            _ => outline.close(),
        }
    }
}
