//! CommonMark, with the tables, footnotes, struck text and formulas of GitHub's.

use super::address;
use super::escape::{self, Place};
use super::inline::{Piece, link_address, pieces};
use crate::article::{Block, Frame, Look, Picture};
use crate::page::BlockKind;

/// The largest number that an item may have.
const MAX_NUMBER: u32 = 999_999_999;

/// Blocks as Markdown, see [`Article::markdown`](crate::Article::markdown).
pub(crate) fn markdown(blocks: &[Block]) -> String {
    let bytes = blocks.iter().map(|block| block.text.len() + block.text.len() / 8 + 2).sum();
    let mut markdown = Markdown { out: String::with_capacity(bytes), open: Vec::new(), last: None };
    let mut rest = blocks;
    while let Some(block) = rest.first() {
        let rows = rest.iter().take_while(|other| is_same_table(block, other)).count().max(1);
        let (these, others) = rest.split_at(rows);
        markdown.enter(block);
        match block.layout.table {
            Some(_) => markdown.table(these),
            None => markdown.block(block),
        }
        rest = others;
    }
    markdown.out
}

fn is_same_table(a: &Block, b: &Block) -> bool {
    let (Some(row), Some(other)) = (&a.layout.table, &b.layout.table) else { return false };
    let same_frames = a.layout.frames.len() == b.layout.frames.len()
        && a.layout.frames.iter().zip(&b.layout.frames).all(|(a, b)| a.is(b));
    row.table == other.table && same_frames && (std::ptr::eq(a, b) || b.layout.pictures.is_empty())
}

struct Markdown<'a> {
    out: String,
    open: Vec<Open<'a>>,
    last: Option<BlockKind>,
}

/// A frame that is open.
struct Open<'a> {
    frame: &'a Frame,
    /// What its lines begin with, but for the first.
    indent: String,
    /// The sign of the list, which differs from that of the list right before it.
    sign: char,
}

impl<'a> Markdown<'a> {
    /// Goes to the place where the block begins: behind the marks of what it stands in.
    fn enter(&mut self, block: &'a Block) {
        let frames = &block.layout.frames;
        let common = self.open.iter().zip(frames).take_while(|(open, frame)| open.frame.is(frame)).count();
        // What was open at the level where something new opens: a list that may go on, or has to be told from the new one.
        let before = self.open.drain(common..).next();
        if !self.out.is_empty() {
            self.out.push('\n');
            if !is_tight(self.last, block, before.as_ref().map(|open| open.frame), common) {
                self.blank_line();
            }
            self.indent();
        }
        for (index, frame) in frames.iter().enumerate().skip(common) {
            let before = before.as_ref().filter(|_| index == common);
            self.open_frame(frame, before);
        }
        for picture in &block.layout.pictures {
            if let Some(image) = image(picture) {
                self.out.push_str(&image);
                self.out.push('\n');
                self.blank_line();
                self.indent();
            }
        }
        self.last = Some(block.kind());
    }

    fn open_frame(&mut self, frame: &'a Frame, before: Option<&Open<'a>>) {
        let (mark, sign) = match frame {
            Frame::Quote(_) => ("> ".to_owned(), ' '),
            Frame::Note(label) => (format!("[^{label}]: "), ' '),
            Frame::Item { list, number, .. } => {
                let [first, second] = if number.is_some() { ['.', ')'] } else { ['-', '*'] };
                let sign = match before {
                    Some(Open { frame: Frame::Item { list: other, .. }, sign, .. }) if other == list => {
                        if [first, second].contains(sign) { *sign } else { first }
                    }
                    Some(Open { frame: Frame::Item { .. }, sign, .. }) if *sign == first => second,
                    _ => first,
                };
                let mark =
                    number.map_or_else(|| format!("{sign} "), |number| format!("{}{sign} ", number.min(MAX_NUMBER)));
                (mark, sign)
            }
        };
        let indent = match frame {
            Frame::Quote(_) => mark.clone(),
            Frame::Note(_) => "    ".to_owned(),
            Frame::Item { .. } => " ".repeat(mark.len()),
        };
        self.out.push_str(&mark);
        self.open.push(Open { frame, indent, sign });
    }

    fn indent(&mut self) {
        self.open.iter().for_each(|open| self.out.push_str(&open.indent));
    }

    /// A line with nothing but the marks of the quotations around.
    fn blank_line(&mut self) {
        self.indent();
        let len = self.out.trim_end_matches(' ').len();
        self.out.truncate(len);
        self.out.push('\n');
    }

    fn block(&mut self, block: &Block) {
        match block.kind() {
            BlockKind::Preformatted => self.code(block),
            BlockKind::Heading { level } => {
                (0..level).for_each(|_| self.out.push('#'));
                self.out.push(' ');
                self.inline(block, &(0..block.text().len()), Place::Heading);
            }
            _ => self.inline(block, &(0..block.text().len()), Place::Paragraph),
        }
        if block.kind() != BlockKind::Preformatted {
            // Before what is not shown, such as the way back from a footnote.
            let len = self.out.trim_end_matches(' ').len();
            self.out.truncate(len);
        }
    }

    fn code(&mut self, block: &Block) {
        let fence = "`".repeat(escape::longest_run(block.text(), '`').max(2) + 1);
        self.out.push_str(&fence);
        self.out.push_str(block.layout.language.as_deref().unwrap_or_default());
        for line in block.text().replace('\r', "\n").split('\n') {
            self.out.push('\n');
            if line.is_empty() {
                self.blank_in_code();
            } else {
                self.indent();
                self.out.push_str(line);
            }
        }
        self.out.push('\n');
        self.indent();
        self.out.push_str(&fence);
    }

    fn blank_in_code(&mut self) {
        self.indent();
        let len = self.out.trim_end_matches(' ').len();
        self.out.truncate(len);
    }

    fn table(&mut self, rows: &'a [Block]) {
        let row_of = |block: &'a Block| block.layout.table.as_ref();
        let columns = rows.iter().filter_map(row_of).map(|row| row.cells.len()).max().unwrap_or(1);
        let has_header = rows.first().and_then(row_of).is_some_and(|row| row.is_header);
        let mut lines: Vec<String> = rows.iter().map(row_line).collect();
        // There is no table without a header, and none is wider than its header.
        match lines.first_mut().filter(|_| has_header) {
            Some(header) => {
                let cells = rows.first().and_then(row_of).map_or(0, |row| row.cells.len());
                header.push_str(&"  |".repeat(columns - cells));
            }
            None => lines.insert(0, "|".to_owned() + &"  |".repeat(columns)),
        }
        lines.insert(1, "|".to_owned() + &" --- |".repeat(columns));
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.out.push('\n');
                self.indent();
            }
            self.out.push_str(line);
        }
    }

    fn inline(&mut self, block: &Block, range: &std::ops::Range<usize>, place: Place) {
        let pieces = pieces(block, range);
        // Of what is open: how it is closed.
        let mut closers: Vec<&str> = Vec::new();
        let mut at_line_start = true;
        for (index, piece) in pieces.iter().enumerate() {
            let written = self.out.len();
            match piece {
                Piece::Text(text) => {
                    let is_spaced = self.out.is_empty() || self.out.ends_with([' ', '\n']);
                    let text = if is_spaced { text.trim_start_matches(' ') } else { text };
                    escape::push(text, place, at_line_start, &mut self.out);
                }
                Piece::Break if place == Place::Paragraph => {
                    self.out.push_str("\\\n");
                    self.indent();
                }
                Piece::Break => self.out.push(' '),
                Piece::Open(Look::Link(_)) => {
                    self.out.push('[');
                    closers.push("");
                }
                Piece::Close(Look::Link(link)) => {
                    closers.pop();
                    self.out.push_str("](");
                    escape::push_address(&link_address(block, *link).unwrap_or_default(), &mut self.out);
                    self.out.push(')');
                }
                Piece::Open(look) => {
                    let (open, close) = signs(look, &pieces, index, &self.out);
                    self.out.push_str(open);
                    closers.push(close);
                }
                Piece::Close(_) => self.out.push_str(closers.pop().unwrap_or_default()),
                Piece::Whole(look, text) => self.whole(look, text, place),
            }
            at_line_start = matches!(piece, Piece::Break) || at_line_start && self.out.len() == written;
        }
    }

    fn whole(&mut self, look: &Look, text: &str, place: Place) {
        match look {
            Look::Math { tex, .. } if tex.contains(['$', '\\']) && !is_formula(tex) => {
                escape::push_code(tex, &mut self.out)
            }
            Look::Math { tex, is_display } => {
                let sign = if *is_display { "$$" } else { "$" };
                self.out.push_str(sign);
                escape::push_tex(tex, &mut self.out);
                self.out.push_str(sign);
            }
            Look::Picture(picture) => self.out.push_str(&image(picture).unwrap_or_default()),
            Look::Reference(label) => self.out.extend(["[^", label, "]"]),
            Look::Return => {}
            Look::Code => escape::push_code(text, &mut self.out),
            _ => escape::push(text, place, false, &mut self.out),
        }
    }
}

fn row_line(block: &Block) -> String {
    let mut line = String::from("|");
    for cell in block.layout.table.iter().flat_map(|row| &row.cells) {
        let mut markdown = Markdown { out: String::new(), open: Vec::new(), last: None };
        markdown.inline(block, cell, Place::Cell);
        line.extend([" ", &markdown.out.replace('|', "\\|"), " |"]);
    }
    line
}

/// Whether TeX may stand between dollar signs: it has none, and its braces are balanced.
fn is_formula(tex: &str) -> bool {
    let mut depth = 0i32;
    let mut escaped = false;
    for c in tex.chars() {
        match c {
            '$' => return false,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0 && !escaped
}

/// Whether the block follows what stands before without a blank line: the next item of a list, or a list in an item.
fn is_tight(last: Option<BlockKind>, block: &Block, before: Option<&Frame>, common: usize) -> bool {
    if !block.layout.pictures.is_empty() || !matches!(last, Some(BlockKind::ListItem { .. })) {
        return false;
    }
    let Some(Frame::Item { list, number, .. }) = block.layout.frames.get(common) else { return false };
    match before {
        Some(Frame::Item { list: other, .. }) => list == other,
        Some(_) => false,
        // Only what begins with 1 ends the paragraph of the item around.
        None => common > 0 && number.is_none_or(|number| number == 1),
    }
}

/// What begins and ends a look: stars where the rules of CommonMark take them for what they are, otherwise tags.
fn signs(look: &Look, pieces: &[Piece<'_>], open: usize, out: &str) -> (&'static str, &'static str) {
    let (star, tags) = match look {
        Look::Strong => ("**", ("<strong>", "</strong>")),
        Look::Emphasis => ("*", ("<em>", "</em>")),
        Look::Struck => ("~~", ("<del>", "</del>")),
        Look::Code => return ("<code>", "</code>"),
        Look::Subscript => return ("<sub>", "</sub>"),
        Look::Superscript => return ("<sup>", "</sup>"),
        _ => return ("", ""),
    };
    let Some(close) = closing(pieces, open) else { return tags };
    let before = out.chars().next_back();
    let is_edge =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation() && c != '*' && c != '~');
    let opens = match &pieces[open + 1] {
        Piece::Text(text) if text.starts_with(char::is_alphanumeric) => before.is_none_or(|c| c != '*' && c != '~'),
        Piece::Text(text) => !text.starts_with(char::is_whitespace) && is_edge(before),
        Piece::Break => false,
        _ => is_edge(before),
    };
    let is_next_edge = match pieces.get(close + 1) {
        Some(Piece::Text(text)) => is_edge(text.chars().next()),
        // A tag or a star that closes what is around.
        _ => true,
    };
    let closes = match &pieces[close - 1] {
        Piece::Text(text) if text.ends_with(char::is_alphanumeric) => true,
        Piece::Text(text) => !text.ends_with(char::is_whitespace) && is_next_edge,
        Piece::Break => false,
        _ => is_next_edge,
    };
    if opens && closes { (star, star) } else { tags }
}

/// Where the piece closes that opens here.
fn closing(pieces: &[Piece<'_>], open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (index, piece) in pieces.iter().enumerate().skip(open) {
        match piece {
            Piece::Open(_) => depth += 1,
            Piece::Close(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

fn image(picture: &Picture) -> Option<String> {
    let url = address::of_picture(&picture.url)?;
    let mut out = String::from("![");
    let alt: Vec<&str> = picture.alt.split_whitespace().collect();
    escape::push(&alt.join(" "), Place::Heading, false, &mut out);
    out.push_str("](");
    escape::push_address(&url, &mut out);
    out.push(')');
    Some(out)
}
