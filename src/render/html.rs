//! HTML for readers: a few elements, a few attributes, addresses of the web only.

use std::fmt::Write as _;

use super::address;
use super::inline::{Piece, link_address, pieces};
use crate::article::{Block, Frame, Look, Picture, Row};
use crate::page::BlockKind;

/// Blocks as HTML, see [`Article::html`](crate::Article::html).
pub(crate) fn html(blocks: &[Block]) -> String {
    let mut html = Html { out: String::new(), open: Vec::new(), table: None };
    for block in blocks {
        html.enter(block);
        match &block.layout.table {
            Some(row) => html.row(block, row),
            None => html.block(block),
        }
    }
    html.end_table();
    html.close(0, None);
    html.out
}

struct Html<'a> {
    out: String,
    open: Vec<&'a Frame>,
    /// The table that is open.
    table: Option<usize>,
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
        for (index, frame) in frames.iter().enumerate().skip(common) {
            self.open(frame, continued && index == common);
        }
        for picture in &block.layout.pictures {
            if let Some(image) = image(picture) {
                self.end_table();
                let _ = writeln!(self.out, "<p>{image}</p>");
            }
        }
        if let (None, Some(table)) = (self.table, table) {
            self.out.push_str("<table>\n");
            self.table = Some(table);
        }
    }

    fn end_table(&mut self) {
        if self.table.take().is_some() {
            self.out.push_str("</table>\n");
        }
    }

    /// Closes frames until so many are left; gives whether the list of the last one goes on with `next`.
    fn close(&mut self, left: usize, next: Option<&Frame>) -> bool {
        let mut continued = false;
        while self.open.len() > left {
            let Some(frame) = self.open.pop() else { break };
            continued = self.open.len() == left && next.is_some_and(|next| is_same_list(frame, next));
            match frame {
                Frame::Quote(_) => self.out.push_str("</blockquote>\n"),
                Frame::Note(_) => self.out.push_str("</div>\n"),
                Frame::Item { number, .. } => {
                    self.out.push_str("</li>\n");
                    if !continued {
                        self.out.push_str(if number.is_some() { "</ol>\n" } else { "</ul>\n" });
                    }
                }
            }
        }
        continued
    }

    fn open(&mut self, frame: &'a Frame, continues: bool) {
        let _ = match frame {
            Frame::Quote(_) => writeln!(self.out, "<blockquote>"),
            Frame::Note(label) => writeln!(self.out, "<div id=\"note-{label}\">"),
            Frame::Item { .. } if continues => write!(self.out, "<li>"),
            Frame::Item { number: None, .. } => write!(self.out, "<ul>\n<li>"),
            Frame::Item { number: Some(1), .. } => write!(self.out, "<ol>\n<li>"),
            Frame::Item { number: Some(number), .. } => write!(self.out, "<ol start=\"{number}\">\n<li>"),
        };
        self.open.push(frame);
    }

    fn block(&mut self, block: &Block) {
        let text = inline(block, &(0..block.text().len()));
        let _ = match block.kind() {
            BlockKind::Heading { level } => writeln!(self.out, "<h{level}>{text}</h{level}>"),
            BlockKind::Preformatted => {
                let class = block.layout.language.as_ref().map(|name| format!(" class=\"language-{}\"", escape(name)));
                // A line break right behind the tag would be lost.
                let break_ = if block.text().starts_with('\n') { "\n" } else { "" };
                writeln!(
                    self.out,
                    "<pre><code{}>{break_}{}</code></pre>",
                    class.unwrap_or_default(),
                    escape(block.text())
                )
            }
            _ => writeln!(self.out, "<p>{text}</p>"),
        };
    }

    fn row(&mut self, block: &Block, row: &Row) {
        let tag = if row.is_header { "th" } else { "td" };
        self.out.push_str("<tr>");
        for cell in &row.cells {
            let _ = write!(self.out, "<{tag}>{}</{tag}>", inline(block, cell));
        }
        self.out.push_str("</tr>\n");
    }
}

fn is_same_list(a: &Frame, b: &Frame) -> bool {
    matches!((a, b), (Frame::Item { list: a, number: m, .. }, Frame::Item { list: b, number: n, .. }) if a == b && m.is_some() == n.is_some())
}

fn inline(block: &Block, range: &std::ops::Range<usize>) -> String {
    let mut out = String::new();
    for piece in pieces(block, range) {
        let _ = match piece {
            Piece::Text(text) => write!(out, "{}", escape(text)),
            Piece::Break => writeln!(out, "<br>"),
            Piece::Open(Look::Link(link)) => {
                write!(out, "<a href=\"{}\">", escape(&link_address(block, *link).unwrap_or_default()))
            }
            Piece::Close(Look::Link(_)) => write!(out, "</a>"),
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
        Look::Struck => "del",
        Look::Subscript => "sub",
        Look::Superscript => "sup",
        Look::Link(_) | Look::Math { .. } | Look::Picture(_) | Look::Reference(_) | Look::Return => "span",
    }
}

fn whole(look: &Look, text: &str) -> String {
    match look {
        Look::Picture(picture) => image(picture).unwrap_or_default(),
        Look::Reference(label) => format!("<sup><a href=\"#note-{label}\">{}</a></sup>", escape(text)),
        Look::Return => String::new(),
        Look::Math { tex, .. } => format!("<code>{}</code>", escape(tex)),
        _ => format!("<{0}>{1}</{0}>", tag(look), escape(text)),
    }
}

fn image(picture: &Picture) -> Option<String> {
    let url = address::of_picture(&picture.url)?;
    Some(format!("<img src=\"{}\" alt=\"{}\">", escape(&url), escape(&picture.alt)))
}

/// The text with the characters escaped that mean something in HTML.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
