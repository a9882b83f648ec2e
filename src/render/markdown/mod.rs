//! CommonMark, with the tables, footnotes, struck text and formulas of GitHub's.

mod emphasis;
mod inline;
mod table;

use super::escape::{self, Place};
use crate::article::{Block, Enclosure, Style};
use crate::page::BlockKind;

/// The largest number that an item may have; the smallest is 0.
const MAX_NUMBER: i32 = 999_999_999;
/// What the title of a link begins with.
const TITLE_SIGNS: [char; 3] = ['"', '\'', '('];

/// Blocks as Markdown, see [`Article::markdown`](crate::Article::markdown).
pub(crate) fn markdown(blocks: &[Block]) -> String {
    let bytes = blocks.iter().map(|block| block.text.len() + block.text.len() / 8 + 2).sum();
    let mut markdown = Markdown { out: String::with_capacity(bytes), open: Vec::new(), last: None, note: None };
    let mut rest = blocks;
    while let Some(block) = rest.first() {
        let rows = rest.iter().take_while(|other| is_same_table(block, other)).count().max(1);
        let (these, others) = rest.split_at(rows);
        markdown.enter(block);
        match block.layout.table {
            Some(_) => markdown.lines(&table::lines(these)),
            None => markdown.block(block),
        }
        markdown.end_note_sign(block);
        rest = others;
    }
    markdown.open.clear();
    for style in blocks.iter().flat_map(|block| &block.layout.behind) {
        markdown.out.push_str("\n\n");
        inline::push_atom(style, "", Place::Paragraph, &mut markdown.out);
    }
    markdown.out
}

fn is_same_table(a: &Block, b: &Block) -> bool {
    let (Some(row), Some(other)) = (&a.layout.table, &b.layout.table) else { return false };
    let same_enclosures = a.layout.enclosures.len() == b.layout.enclosures.len()
        && a.layout.enclosures.iter().zip(&b.layout.enclosures).all(|(a, b)| a.is(b));
    row.table == other.table
        && same_enclosures
        && (std::ptr::eq(a, b) || !b.layout.before.iter().any(|(_, style)| inline::is_shown(style)))
}

struct Markdown<'a> {
    out: String,
    open: Vec<Open<'a>>,
    last: Option<BlockKind>,
    /// The note that the block opens.
    note: Option<Note>,
}

/// A note that has been opened.
struct Note {
    /// Where its sign ends in the output.
    sign_end: usize,
    /// How many enclosures are open, its own among them.
    depth: usize,
    /// A picture or formula stands first in it.
    begins_with_atom: bool,
}

/// A enclosure that is open.
struct Open<'a> {
    enclosure: &'a Enclosure,
    /// What its lines begin with, but for the first.
    indent: String,
    /// The sign of the list, which differs from that of the list right before it.
    sign: char,
}

impl<'a> Markdown<'a> {
    /// Goes to the place where the block begins: behind the marks of what it stands in.
    fn enter(&mut self, block: &'a Block) {
        let enclosures: Vec<&Enclosure> =
            block.layout.enclosures.iter().filter(|enclosure| is_shown(enclosure)).collect();
        let common =
            self.open.iter().zip(&enclosures).take_while(|(open, enclosure)| open.enclosure.is(enclosure)).count();
        // What was open at the level where something new opens: a list that may go on, or has to be told from the new one.
        let before = self.open.drain(common..).next();
        if !self.out.is_empty() {
            self.out.push('\n');
            let next = enclosures.get(common).copied().filter(|_| block.layout.before.is_empty());
            if !is_tight(self.last, next, before.as_ref().map(|open| open.enclosure), common) {
                self.blank_line();
            }
            self.indent();
        }
        let before = before.as_ref();
        let goes_on =
            before.zip(enclosures.get(common)).is_some_and(|(before, enclosure)| goes_on(before.enclosure, enclosure));
        // Between two items of one list there is no place.
        let first = common + usize::from(goes_on);
        let shown =
            |depth: usize| block.layout.enclosures.iter().take(depth).filter(|enclosure| is_shown(enclosure)).count();
        let mut styles = block.layout.before.iter().map(|(depth, style)| (shown(*depth).max(first), style)).peekable();
        for depth in common..=enclosures.len() {
            while let Some((_, style)) = styles.next_if(|(at, _)| *at == depth || depth == enclosures.len()) {
                self.style(style);
            }
            if let Some(enclosure) = enclosures.get(depth) {
                self.open_enclosure(enclosure, before.filter(|_| depth == common));
            }
        }
        // Behind a box there is no heading: its signs would be text.
        let is_heading = matches!(block.kind(), BlockKind::Heading { .. });
        if let Some(is_done) = block.layout.is_done(enclosures.len() > common).filter(|_| !is_heading) {
            self.out.push_str(if is_done { "[x] " } else { "[ ] " });
        }
        self.last = Some(block.kind());
    }

    /// A picture or formula between two blocks.
    fn style(&mut self, style: &Style) {
        let start = self.out.len();
        inline::push_atom(style, "", Place::Paragraph, &mut self.out);
        if self.out.len() > start {
            self.out.push('\n');
            self.blank_line();
            self.indent();
            if let Some(note) = self.note.as_mut().filter(|note| note.sign_end == start) {
                note.begins_with_atom = true;
            }
        }
    }

    /// Keeps a note from being read as the definition of an address, `[^1]: a` or `[^1]: a "title"`, where notes are
    /// not known: its sign in the text would be a link. A space by its number is no title.
    fn end_note_sign(&mut self, block: &Block) {
        let Some(note) = self.note.take() else { return };
        let text = &self.out[note.sign_end..];
        if !is_definition(text) {
            return;
        }
        let is_plain = block.layout.code.is_none()
            && block.layout.table.is_none()
            && !matches!(block.kind(), BlockKind::Heading { .. })
            && self.open.len() == note.depth;
        let space = if note.begins_with_atom || is_plain {
            if text.starts_with(TITLE_SIGNS) { "&#32; &#32; ".to_owned() } else { "&#32; ".to_owned() }
        } else {
            let indent: String = self.open.iter().take(note.depth).map(|open| open.indent.as_str()).collect();
            format!("&#32; &#32;\n{}\n{indent}", indent.trim_end())
        };
        self.out.insert_str(note.sign_end, &space);
    }

    fn open_enclosure(&mut self, enclosure: &'a Enclosure, before: Option<&Open<'a>>) {
        let (mark, sign) = match enclosure {
            Enclosure::Quote(_) => ("> ".to_owned(), ' '),
            Enclosure::Entry { .. } => (String::new(), ' '),
            Enclosure::Note(label) => (format!("[^{label}]: "), ' '),
            Enclosure::Item { number, .. } => {
                let [first, second] = if number.is_some() { ['.', ')'] } else { ['-', '*'] };
                let sign = match before {
                    Some(open) if goes_on(open.enclosure, enclosure) => open.sign,
                    Some(Open { enclosure: Enclosure::Item { .. }, sign, .. }) if *sign == first => second,
                    _ => first,
                };
                let mark = number
                    .map_or_else(|| format!("{sign} "), |number| format!("{}{sign} ", number.clamp(0, MAX_NUMBER)));
                (mark, sign)
            }
        };
        let indent = match enclosure {
            Enclosure::Quote(_) => mark.clone(),
            Enclosure::Note(_) => "    ".to_owned(),
            Enclosure::Item { .. } | Enclosure::Entry { .. } => " ".repeat(mark.len()),
        };
        self.out.push_str(&mark);
        self.open.push(Open { enclosure, indent, sign });
        if matches!(enclosure, Enclosure::Note(_)) {
            self.note = Some(Note { sign_end: self.out.len(), depth: self.open.len(), begins_with_atom: false });
        }
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
        if let Some(code) = &block.layout.code {
            return self.code(&block.text()[code.clone()], block.layout.language.as_deref());
        }
        match block.kind() {
            BlockKind::Heading { level } => {
                (0..level).for_each(|_| self.out.push('#'));
                self.out.push(' ');
                self.text(block, Place::Heading);
            }
            _ => self.text(block, Place::Paragraph),
        }
        // Before what is not shown, such as the way back from a footnote.
        let len = self.out.trim_end_matches(' ').len();
        self.out.truncate(len);
    }

    fn text(&mut self, block: &Block, place: Place) {
        let indent: String = self.open.iter().map(|open| open.indent.as_str()).collect();
        inline::push(block, &(0..block.text().len()), place, &indent, &mut self.out);
    }

    fn lines(&mut self, lines: &[String]) {
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.out.push('\n');
                self.indent();
            }
            self.out.push_str(line);
        }
    }

    fn code(&mut self, text: &str, language: Option<&str>) {
        let fence = "`".repeat(escape::longest_run(text, '`').max(2) + 1);
        self.out.push_str(&fence);
        self.out.push_str(language.unwrap_or_default());
        for line in text.replace('\r', "\n").split('\n') {
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
}

/// Whether what stands behind `[label]: ` is an address, which has no space, with or without a title.
fn is_definition(text: &str) -> bool {
    let mut words = text.lines().next().unwrap_or_default().split_ascii_whitespace();
    words.next().is_some() && words.next().is_none_or(|word| word.starts_with(TITLE_SIGNS))
}

/// Whether Markdown has a sign for a enclosure. It has none for a glossary: there the terms are strong.
fn is_shown(enclosure: &Enclosure) -> bool {
    !matches!(enclosure, Enclosure::Entry { .. })
}

/// Whether what begins follows what stands before without a blank line: the next item of a list, or a list in an item.
fn is_tight(last: Option<BlockKind>, next: Option<&Enclosure>, before: Option<&Enclosure>, common: usize) -> bool {
    let Some(enclosure @ Enclosure::Item { number, .. }) =
        next.filter(|_| matches!(last, Some(BlockKind::ListItem { .. })))
    else {
        return false;
    };
    match before {
        Some(before) => goes_on(before, enclosure),
        // Only what begins with 1 ends the paragraph of the item around.
        None => common > 0 && number.is_none_or(|number| number == 1),
    }
}

/// Whether an item is the next of the list of the one before. Readers of Markdown count: where a number is not the next one,
/// a new list begins. They count from 0 where the page does from less.
fn goes_on(before: &Enclosure, item: &Enclosure) -> bool {
    let numbers = match (before, item) {
        (Enclosure::Item { list, number: before, .. }, Enclosure::Item { list: other, number, .. })
            if list == other =>
        {
            (before, number)
        }
        _ => return false,
    };
    match numbers {
        (Some(before), Some(number)) => before.checked_add(1) == Some(*number) && *number <= MAX_NUMBER,
        (before, number) => before == number,
    }
}
