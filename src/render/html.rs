//! HTML for readers: a few elements, a few attributes, addresses of the web only.

use std::fmt::Write as _;

use super::address;
use super::inline::{Piece, is_formula, link_address, pieces};
use crate::article::{Block, Frame, Look, Picture, Row};
use crate::page::BlockKind;

/// Blocks as HTML, see [`Article::html`](crate::Article::html).
pub(crate) fn html(blocks: &[Block]) -> String {
    let mut html = Html { out: String::new(), open: Vec::new(), tick: "", table: None, group: None };
    for block in blocks {
        html.enter(block);
        match &block.layout.table {
            Some(row) => html.row(block, row),
            None => html.block(block),
        }
    }
    html.end_table();
    html.close(0, None);
    blocks.iter().flat_map(|block| &block.layout.behind).for_each(|look| html.look(look));
    html.out
}

struct Html<'a> {
    out: String,
    open: Vec<&'a Frame>,
    /// What the next paragraph begins with.
    tick: &'static str,
    /// The table that is open.
    table: Option<usize>,
    /// The group of its rows that is open.
    group: Option<&'static str>,
}

impl<'a> Html<'a> {
    /// Closes what the block does not stand in, and opens what it does.
    fn enter(&mut self, block: &'a Block) {
        let frames = &block.layout.frames;
        let common = self.open.iter().zip(frames).take_while(|(open, frame)| open.is(frame)).count();
        let table = block.layout.table.as_ref().map(|row| row.table);
        if self.table != table || common < self.open.len() || common < frames.len() {
            self.end_table();
        }
        let continued = self.close(common, frames.get(common));
        // Between two items of one list there is no place.
        let first = common + usize::from(continued.is_some());
        let mut looks = block.layout.before.iter().map(|(depth, look)| (*depth.max(&first), look)).peekable();
        for depth in common..=frames.len() {
            while let Some((_, look)) = looks.next_if(|(at, _)| *at == depth || depth == frames.len()) {
                self.look(look);
            }
            if let Some(frame) = frames.get(depth) {
                self.open(frame, continued.filter(|_| depth == common));
            }
        }
        self.tick = match block.layout.is_done(frames.len() > common) {
            Some(true) => "<input type=\"checkbox\" disabled=\"\" checked=\"\"> ",
            Some(false) => "<input type=\"checkbox\" disabled=\"\"> ",
            None => "",
        };
    }

    /// A picture or formula between two blocks.
    fn look(&mut self, look: &Look) {
        let shown = whole(look, "");
        if !shown.is_empty() {
            self.end_table();
            let _ = writeln!(self.out, "<p>{shown}</p>");
        }
    }

    fn end_table(&mut self) {
        if let Some(group) = self.group.take() {
            let _ = writeln!(self.out, "</{group}>\n</table>");
        }
        self.table = None;
    }

    /// Opens what the row of a table stands in.
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

    /// Closes frames until so many are left; gives the item or entry whose list or glossary goes on with `next`.
    fn close(&mut self, left: usize, next: Option<&Frame>) -> Option<&'a Frame> {
        let mut continued = None;
        while self.open.len() > left {
            let Some(frame) = self.open.pop() else { break };
            let goes_on = self.open.len() == left && next.is_some_and(|next| is_same_list(frame, next));
            continued = goes_on.then_some(frame);
            match frame {
                Frame::Quote(_) => self.out.push_str("</blockquote>\n"),
                Frame::Note(_) => self.out.push_str("</div>\n"),
                Frame::Entry { is_term, .. } => {
                    self.out.push_str(if *is_term { "</dt>\n" } else { "</dd>\n" });
                    if !goes_on {
                        self.out.push_str("</dl>\n");
                    }
                }
                Frame::Item { number, .. } => {
                    self.out.push_str("</li>\n");
                    if !goes_on {
                        self.out.push_str(if number.is_some() { "</ol>\n" } else { "</ul>\n" });
                    }
                }
            }
        }
        continued
    }

    /// `before` is the item or entry before, if the list or glossary of this one is open.
    fn open(&mut self, frame: &'a Frame, before: Option<&Frame>) {
        let _ = match frame {
            Frame::Quote(_) => writeln!(self.out, "<blockquote>"),
            Frame::Note(label) => writeln!(self.out, "<div id=\"note-{label}\">"),
            Frame::Entry { is_term, .. } => {
                let list = if before.is_some() { "" } else { "<dl>\n" };
                write!(self.out, "{list}<{}>", if *is_term { "dt" } else { "dd" })
            }
            Frame::Item { number, .. } => {
                let list = match number {
                    _ if before.is_some() => String::new(),
                    None => "<ul>\n".to_owned(),
                    Some(1) => "<ol>\n".to_owned(),
                    Some(number) => format!("<ol start=\"{number}\">\n"),
                };
                let value = match (before, number) {
                    (Some(Frame::Item { number: before, .. }), Some(number))
                        if before.and_then(|before| before.checked_add(1)) != Some(*number) =>
                    {
                        format!(" value=\"{number}\"")
                    }
                    _ => String::new(),
                };
                write!(self.out, "{list}<li{value}>")
            }
        };
        self.open.push(frame);
    }

    fn block(&mut self, block: &Block) {
        if let Some(code) = &block.layout.code {
            return self.code(&block.text()[code.clone()], block.layout.language.as_deref());
        }
        let text = inline(block, &(0..block.text().len()));
        let _ = match block.kind() {
            // No heading may stand in a term.
            BlockKind::Heading { level } if !block.layout.is_term() => {
                writeln!(self.out, "<h{level}>{text}</h{level}>")
            }
            _ => writeln!(self.out, "<p>{}{text}</p>", self.tick),
        };
    }

    fn code(&mut self, text: &str, language: Option<&str>) {
        let class = language.map(|name| format!(" class=\"language-{}\"", attribute(name))).unwrap_or_default();
        let _ = writeln!(self.out, "<pre><code{class}>{}</code></pre>", escape(text));
    }

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

fn is_same_list(a: &Frame, b: &Frame) -> bool {
    match (a, b) {
        (Frame::Item { list: a, number: m, .. }, Frame::Item { list: b, number: n, .. }) => {
            a == b && m.is_some() == n.is_some()
        }
        (Frame::Entry { glossary: a, .. }, Frame::Entry { glossary: b, .. }) => a == b,
        _ => false,
    }
}

fn inline(block: &Block, range: &std::ops::Range<usize>) -> String {
    let mut out = String::new();
    for piece in pieces(block, range) {
        let _ = match piece {
            Piece::Text(text) => write!(out, "{}", escape(text)),
            Piece::Break => writeln!(out, "<br>"),
            Piece::Open(Look::Link(link)) => {
                write!(out, "<a href=\"{}\">", attribute(&link_address(block, *link).unwrap_or_default()))
            }
            Piece::Close(Look::Link(_)) => write!(out, "</a>"),
            // The element around says it.
            Piece::Open(Look::Strong) | Piece::Close(Look::Strong) if block.layout.is_term() => Ok(()),
            Piece::Open(look) => write!(out, "<{}>", tag(look)),
            Piece::Close(look) => write!(out, "</{}>", tag(look)),
            Piece::Whole(look, text) => write!(out, "{}", whole(look, text)),
        };
    }
    out
}

/// The element that gives a text its look.
fn tag(look: &Look) -> &'static str {
    match look {
        Look::Strong => "strong",
        Look::Emphasis => "em",
        Look::Code => "code",
        Look::Inserted => "ins",
        Look::Struck => "del",
        Look::Subscript => "sub",
        Look::Superscript => "sup",
        Look::Link(_) | Look::Math { .. } | Look::Picture(_) | Look::Reference(_) | Look::Jump => "span",
    }
}

fn whole(look: &Look, text: &str) -> String {
    match look {
        Look::Picture(picture) => image(picture).unwrap_or_default(),
        Look::Reference(label) => format!("<sup><a href=\"#note-{label}\">{}</a></sup>", escape(text)),
        Look::Jump => String::new(),
        Look::Math { tex, .. } if !is_formula(tex) => format!("<code>{}</code>", escape(tex)),
        Look::Math { tex, is_display } => {
            let display = if *is_display { " display" } else { "" };
            format!("<code class=\"math{display}\">{}</code>", escape(tex))
        }
        _ => format!("<{0}>{1}</{0}>", tag(look), escape(text)),
    }
}

fn image(picture: &Picture) -> Option<String> {
    let url = address::of_picture(&picture.url)?;
    Some(format!("<img src=\"{}\" alt=\"{}\">", attribute(&url), attribute(&picture.alt)))
}

/// The value of an attribute, see [`escape`].
fn attribute(value: &str) -> String {
    escape(value).replace('"', "&quot;")
}

/// The text with the characters escaped that mean something in HTML, as browsers do it, and without those that may not stand
/// there.
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
