//! Rendering as HTML that is safe to show: a few elements, a few attributes, and safe addresses only.

use std::fmt::Write as _;

use super::address;
use super::callout::is_label;
use super::inline::{Piece, is_formula, link_address, pieces};
use crate::article::{Block, Enclosure, Picture, Row, Style};
use crate::page::BlockKind;

/// The end of the caption of a figure, and of its line.
const CAPTION_END: &str = "</figcaption>\n";

/// Blocks as HTML, see [`Article::html`](crate::Article::html).
pub(crate) fn html(blocks: &[Block]) -> String {
    let mut html = Html { out: String::new(), open: Vec::new(), checkbox: "", table: None, group: None };
    for (index, block) in blocks.iter().enumerate() {
        if is_label(blocks, index) {
            continue;
        }
        html.enter(block);
        match &block.format.table {
            Some(row) => html.row(block, row),
            None => html.block(block),
        }
    }
    html.end_table();
    html.close(0, None);
    blocks.iter().flat_map(|block| &block.format.behind).for_each(|style| html.style(style));
    html.out
}

/// The HTML so far, and what is open at its end.
struct Html<'a> {
    out: String,
    /// The open enclosures, outermost first.
    open: Vec<&'a Enclosure>,
    /// The checkbox that the next paragraph begins with, in a task list; otherwise empty.
    checkbox: &'static str,
    /// The id of the open table.
    table: Option<usize>,
    /// The open group of its rows, `thead` or `tbody`.
    group: Option<&'static str>,
}

impl<'a> Html<'a> {
    /// Closes the enclosures that the block does not stand in, and opens those that it does, with the pictures and
    /// formulas before it.
    fn enter(&mut self, block: &'a Block) {
        let enclosures = &block.format.enclosures;
        let common = self.open.iter().zip(enclosures).take_while(|(open, enclosure)| open.is_same(enclosure)).count();
        let table = block.format.table.as_ref().map(|row| row.table);
        if self.table != table || common < self.open.len() || common < enclosures.len() {
            self.end_table();
        }
        let continued = self.close(common, enclosures.get(common));
        // Nothing can stand between two items of one list: pictures move into the second item.
        let first = common + usize::from(continued.is_some());
        let mut styles = block.format.before.iter().map(|(depth, style)| (*depth.max(&first), style)).peekable();
        for depth in common..=enclosures.len() {
            while let Some((_, style)) = styles.next_if(|(at, _)| *at == depth || depth == enclosures.len()) {
                self.style(style);
            }
            if let Some(enclosure) = enclosures.get(depth) {
                self.open(enclosure, continued.filter(|_| depth == common));
            }
        }
        self.checkbox = match block.format.is_done(enclosures.len() > common) {
            Some(true) => "<input type=\"checkbox\" disabled=\"\" checked=\"\"> ",
            Some(false) => "<input type=\"checkbox\" disabled=\"\"> ",
            None => "",
        };
    }

    /// Adds a picture or formula that stands between two blocks.
    fn style(&mut self, style: &Style) {
        let shown = atom(style, "");
        if !shown.is_empty() {
            self.end_table();
            let is_in_figure = matches!(self.open.last(), Some(Enclosure::Figure(_)));
            let _ = if is_in_figure { writeln!(self.out, "{shown}") } else { writeln!(self.out, "<p>{shown}</p>") };
        }
    }

    /// Closes the open table, if any.
    fn end_table(&mut self) {
        if let Some(group) = self.group.take() {
            let _ = writeln!(self.out, "</{group}>\n</table>");
        }
        self.table = None;
    }

    /// Opens the table and the group of rows that a row stands in, unless they are open.
    fn enter_row(&mut self, row: &Row) {
        let is_above = self.table.is_none() || self.group == Some("thead");
        let group = if is_above && row.is_header { "thead" } else { "tbody" };
        let _ = match self.group {
            Some(open) if open == group => Ok(()),
            Some(open) => writeln!(self.out, "</{open}>\n<{group}>"),
            None => writeln!(self.out, "<table>\n<{group}>"),
        };
        (self.table, self.group) = (Some(row.table), Some(group));
    }

    /// Closes enclosures until `left` of them remain. If `next`, which opens afterwards, belongs to the same list or
    /// definition list as the outermost closed one, the list stays open and that item or entry is returned.
    fn close(&mut self, left: usize, next: Option<&Enclosure>) -> Option<&'a Enclosure> {
        let mut continued = None;
        while self.open.len() > left {
            let Some(enclosure) = self.open.pop() else { break };
            let goes_on = self.open.len() == left && next.is_some_and(|next| is_same_list(enclosure, next));
            continued = goes_on.then_some(enclosure);
            match enclosure {
                Enclosure::Quote(..) | Enclosure::Post(_) => self.out.push_str("</blockquote>\n"),
                Enclosure::Note(_) => self.out.push_str("</div>\n"),
                Enclosure::Figure(_) => self.out.push_str("</figure>\n"),
                Enclosure::Entry { is_term, .. } => {
                    self.out.push_str(if *is_term { "</dt>\n" } else { "</dd>\n" });
                    if !goes_on {
                        self.out.push_str("</dl>\n");
                    }
                }
                Enclosure::Item { number, .. } => {
                    self.out.push_str("</li>\n");
                    if !goes_on {
                        self.out.push_str(if number.is_some() { "</ol>\n" } else { "</ul>\n" });
                    }
                }
            }
        }
        continued
    }

    /// Opens an enclosure. `before` is the item or entry before it, if its list or definition list is still open.
    fn open(&mut self, enclosure: &'a Enclosure, before: Option<&Enclosure>) {
        let _ = match enclosure {
            Enclosure::Quote(_, None) | Enclosure::Post(_) => writeln!(self.out, "<blockquote>"),
            Enclosure::Quote(_, Some(callout)) => writeln!(self.out, "<blockquote class=\"{}\">", callout.name()),
            Enclosure::Note(label) => writeln!(self.out, "<div id=\"note-{label}\">"),
            Enclosure::Figure(_) => writeln!(self.out, "<figure>"),
            Enclosure::Entry { is_term, .. } => {
                let list = if before.is_some() { "" } else { "<dl>\n" };
                write!(self.out, "{list}<{}>", if *is_term { "dt" } else { "dd" })
            }
            Enclosure::Item { number, .. } => {
                let list = match number {
                    _ if before.is_some() => String::new(),
                    None => "<ul>\n".to_owned(),
                    Some(1) => "<ol>\n".to_owned(),
                    Some(number) => format!("<ol start=\"{number}\">\n"),
                };
                let value = match (before, number) {
                    (Some(Enclosure::Item { number: before, .. }), Some(number))
                        if before.and_then(|before| before.checked_add(1)) != Some(*number) =>
                    {
                        format!(" value=\"{number}\"")
                    }
                    _ => String::new(),
                };
                write!(self.out, "{list}<li{value}>")
            }
        };
        self.open.push(enclosure);
    }

    /// Adds a block that is no table row.
    fn block(&mut self, block: &Block) {
        if let Some(code) = &block.format.code {
            return self.code(&block.text()[code.clone()], block.format.language.as_deref());
        }
        let text = inline(block, &(0..block.text().len()));
        let _ = match block.kind() {
            // In HTML, a term may not contain a heading.
            BlockKind::Heading { level } if !block.format.is_term() => {
                writeln!(self.out, "<h{level}>{text}</h{level}>")
            }
            BlockKind::Caption if matches!(self.open.last(), Some(Enclosure::Figure(_))) => {
                // A figure may have one caption: its paragraphs stand in the same element.
                let is_next = self.out.ends_with(CAPTION_END);
                self.out.truncate(self.out.len() - if is_next { CAPTION_END.len() } else { 0 });
                write!(self.out, "{}<p>{text}</p>\n{CAPTION_END}", if is_next { "" } else { "<figcaption>" })
            }
            _ => writeln!(self.out, "<p>{}{text}</p>", self.checkbox),
        };
    }

    /// Adds preformatted text.
    fn code(&mut self, text: &str, language: Option<&str>) {
        let class = language.map(|name| format!(" class=\"language-{}\"", attribute(name))).unwrap_or_default();
        let _ = writeln!(self.out, "<pre><code{class}>{}</code></pre>", escape(text));
    }

    /// Adds a table row.
    fn row(&mut self, block: &Block, row: &Row) {
        self.enter_row(row);
        let tag = if row.is_header { "th" } else { "td" };
        self.out.push_str("<tr>");
        for cell in &row.cells {
            let _ = write!(self.out, "<{tag}>{}</{tag}>", inline(block, cell));
        }
        self.out.push_str("</tr>\n");
    }
}

/// Whether both are items of one list (both numbered or both not), or entries of one definition list.
fn is_same_list(a: &Enclosure, b: &Enclosure) -> bool {
    match (a, b) {
        (Enclosure::Item { list: a, number: m, .. }, Enclosure::Item { list: b, number: n, .. }) => {
            a == b && m.is_some() == n.is_some()
        }
        (Enclosure::Entry { definition_list: a, .. }, Enclosure::Entry { definition_list: b, .. }) => a == b,
        _ => false,
    }
}

/// A stretch of a block's text as HTML.
fn inline(block: &Block, range: &std::ops::Range<usize>) -> String {
    let mut out = String::new();
    for piece in pieces(block, range) {
        let _ = match piece {
            Piece::Text(text) => write!(out, "{}", escape(text)),
            Piece::Break => writeln!(out, "<br>"),
            Piece::Open(Style::Link(link)) => {
                write!(out, "<a href=\"{}\">", attribute(&link_address(block, *link).unwrap_or_default()))
            }
            Piece::Close(Style::Link(_)) => write!(out, "</a>"),
            // A term is shown bold anyway.
            Piece::Open(Style::Strong) | Piece::Close(Style::Strong) if block.format.is_term() => Ok(()),
            Piece::Open(style) => write!(out, "<{}>", tag(style)),
            Piece::Close(style) => write!(out, "</{}>", tag(style)),
            Piece::Atom(style, text) => write!(out, "{}", atom(style, text)),
        };
    }
    out
}

/// The name of the element for a style.
fn tag(style: &Style) -> &'static str {
    match style {
        Style::Strong => "strong",
        Style::Emphasis => "em",
        Style::Code => "code",
        Style::Inserted => "ins",
        Style::Strikethrough => "del",
        Style::Subscript => "sub",
        Style::Superscript => "sup",
        Style::Link(_) | Style::Math { .. } | Style::Picture(_) | Style::Embed(_) | Style::Reference(_) => "span",
    }
}

/// A style that is rendered as a whole, with the text that it covers.
fn atom(style: &Style, text: &str) -> String {
    match style {
        Style::Picture(picture) => image(picture).unwrap_or_default(),
        Style::Embed(embed) => address::of_link(&embed.url)
            .map(|url| format!("<a href=\"{}\">{}</a>", attribute(&url), escape(&embed.title)))
            .unwrap_or_default(),
        Style::Reference(label) => format!("<sup><a href=\"#note-{label}\">{}</a></sup>", escape(text)),
        Style::Math { tex, .. } if !is_formula(tex) => format!("<code>{}</code>", escape(tex)),
        Style::Math { tex, is_display } => {
            let display = if *is_display { " display" } else { "" };
            format!("<code class=\"math{display}\">{}</code>", escape(tex))
        }
        _ => format!("<{0}>{1}</{0}>", tag(style), escape(text)),
    }
}

/// A picture; `None` if its address is not safe.
fn image(picture: &Picture) -> Option<String> {
    let url = address::of_picture(&picture.url)?;
    Some(format!("<img src=\"{}\" alt=\"{}\">", attribute(&url), attribute(&picture.alt)))
}

/// A text escaped for the value of an attribute in double quotes.
fn attribute(value: &str) -> String {
    escape(value).replace('"', "&quot;")
}

/// A text escaped for HTML as browsers serialise it, without the control characters that HTML does not allow.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            '\r' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
