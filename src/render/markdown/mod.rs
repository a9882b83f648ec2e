//! Rendering as Markdown: CommonMark, with GitHub's tables, footnotes, strikethrough, task lists and formulas.

mod emphasis;
mod inline;
mod table;

use super::callout::is_label;
use super::escape::{self, Place};
use super::tables;
use crate::article::{Block, Enclosure, Style};
use crate::page::BlockKind;

/// The largest number of a list item in CommonMark: it has at most nine digits. The smallest is 0.
const MAX_NUMBER: i32 = 999_999_999;
/// The characters that the title of a link begins with.
const TITLE_SIGNS: [char; 3] = ['"', '\'', '('];

/// Blocks as Markdown, see [`Article::markdown`](crate::Article::markdown).
pub(crate) fn markdown(blocks: &[Block]) -> String {
    let bytes = blocks.iter().map(|block| block.text.len() + block.text.len() / 8 + 2).sum();
    let mut markdown = Markdown { out: String::with_capacity(bytes), open: Vec::new(), last: None, note: None };
    let mut rest = blocks;
    while let Some(block) = rest.first() {
        if is_label(blocks, blocks.len() - rest.len()) {
            rest = &rest[1..];
            continue;
        }
        let rows = rest.iter().take_while(|other| is_next_row(block, other)).count().max(1);
        let (these, others) = rest.split_at(rows);
        markdown.enter(block);
        match block.format.table {
            Some(_) => markdown.lines(&table::lines(these)),
            None => markdown.block(block),
        }
        markdown.end_note_sign(block);
        rest = others;
    }
    markdown.open.clear();
    for style in blocks.iter().flat_map(|block| &block.format.behind) {
        markdown.out.push_str("\n\n");
        inline::push_atom(style, "", Place::Paragraph, &mut markdown.out);
    }
    markdown.out
}

/// Whether both blocks are rows of one table, with nothing shown before the second one that would cut the table.
fn is_next_row(a: &Block, b: &Block) -> bool {
    tables::is_same_table(a, b)
        && (std::ptr::eq(a, b) || !b.format.before.iter().any(|(_, style)| inline::is_shown(style)))
}

/// The Markdown so far, and what is open at its end.
struct Markdown<'a> {
    out: String,
    /// The open enclosures, outermost first.
    open: Vec<Open<'a>>,
    /// The kind of the last block.
    last: Option<BlockKind>,
    /// The footnote that the current block begins, if any.
    note: Option<Note>,
}

/// A footnote that begins with the current block.
struct Note {
    /// The offset in the output where its sign ends.
    sign_end: usize,
    /// The number of open enclosures, the footnote included.
    depth: usize,
    /// Whether a picture or formula stands first in it.
    begins_with_atom: bool,
}

/// An open enclosure.
struct Open<'a> {
    enclosure: &'a Enclosure,
    /// What all its lines but the first begin with.
    indent: String,
    /// The sign of the list items, different from that of a list right before; a space if it is no list.
    sign: char,
}

impl<'a> Markdown<'a> {
    /// Moves on to where the block begins: closes and opens enclosures, and adds line breaks, indents, the pictures and
    /// formulas before the block, and its checkbox.
    fn enter(&mut self, block: &'a Block) {
        let enclosures: Vec<&Enclosure> =
            block.format.enclosures.iter().filter(|enclosure| is_shown(enclosure)).collect();
        let common =
            self.open.iter().zip(&enclosures).take_while(|(open, enclosure)| open.enclosure.is_same(enclosure)).count();
        // The outermost enclosure that is closed: its list may go on, or must have another sign than a new list.
        let before = self.open.drain(common..).next();
        if !self.out.is_empty() {
            self.out.push('\n');
            let next = enclosures.get(common).copied().filter(|_| block.format.before.is_empty());
            if !is_tight(self.last, next, before.as_ref().map(|open| open.enclosure), common) {
                self.blank_line();
            }
            self.indent();
        }
        let before = before.as_ref();
        let goes_on =
            before.zip(enclosures.get(common)).is_some_and(|(before, enclosure)| goes_on(before.enclosure, enclosure));
        // Nothing can stand between two items of one list: pictures move into the second item.
        let first = common + usize::from(goes_on);
        let shown =
            |depth: usize| block.format.enclosures.iter().take(depth).filter(|enclosure| is_shown(enclosure)).count();
        let mut styles = block.format.before.iter().map(|(depth, style)| (shown(*depth).max(first), style)).peekable();
        for depth in common..=enclosures.len() {
            while let Some((_, style)) = styles.next_if(|(at, _)| *at == depth || depth == enclosures.len()) {
                self.style(style);
            }
            if let Some(enclosure) = enclosures.get(depth) {
                self.open_enclosure(enclosure, before.filter(|_| depth == common));
            }
        }
        // A heading gets no checkbox, because behind one its signs would be read as text.
        let is_heading = matches!(block.kind(), BlockKind::Heading { .. });
        if let Some(is_done) = block.format.is_done(enclosures.len() > common).filter(|_| !is_heading) {
            self.out.push_str(if is_done { "[x] " } else { "[ ] " });
        }
        self.last = Some(block.kind());
    }

    /// Adds a picture or formula that stands between two blocks.
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

    /// Adds spaces (`&#32;`) behind the sign of a footnote that readers without footnotes would take for the definition
    /// of an address, `[^1]: a` or `[^1]: a "title"`: otherwise they would make a link of the sign in the text. A
    /// `&#32;` is neither an address nor a title.
    fn end_note_sign(&mut self, block: &Block) {
        let Some(note) = self.note.take() else { return };
        let text = &self.out[note.sign_end..];
        if !is_definition(text) {
            return;
        }
        let is_plain = block.format.code.is_none()
            && block.format.table.is_none()
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

    /// Opens an enclosure. `before` is the enclosure that was closed in its place, if any.
    fn open_enclosure(&mut self, enclosure: &'a Enclosure, before: Option<&Open<'a>>) {
        let (mark, sign) = match enclosure {
            Enclosure::Quote(..) | Enclosure::Post(_) => ("> ".to_owned(), ' '),
            Enclosure::Entry { .. } | Enclosure::Figure(_) => (String::new(), ' '),
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
            Enclosure::Quote(..) | Enclosure::Post(_) => mark.clone(),
            Enclosure::Note(_) => "    ".to_owned(),
            Enclosure::Item { .. } | Enclosure::Entry { .. } | Enclosure::Figure(_) => " ".repeat(mark.len()),
        };
        self.out.push_str(&mark);
        self.open.push(Open { enclosure, indent, sign });
        if let Enclosure::Quote(_, Some(callout)) = enclosure {
            self.out.push_str(&format!("[!{}]\n", callout.name().to_ascii_uppercase()));
            self.indent();
        }
        if matches!(enclosure, Enclosure::Note(_)) {
            self.note = Some(Note { sign_end: self.out.len(), depth: self.open.len(), begins_with_atom: false });
        }
    }

    /// Adds the beginning of a line within the open enclosures.
    fn indent(&mut self) {
        self.open.iter().for_each(|open| self.out.push_str(&open.indent));
    }

    /// Adds a line with nothing but the signs of the quotations around.
    fn blank_line(&mut self) {
        self.indent();
        let len = self.out.trim_end_matches(' ').len();
        self.out.truncate(len);
        self.out.push('\n');
    }

    /// Adds a block that is no table row.
    fn block(&mut self, block: &Block) {
        if let Some(code) = &block.format.code {
            return self.code(&block.text()[code.clone()], block.format.language.as_deref());
        }
        match block.kind() {
            BlockKind::Heading { level } => {
                (0..level).for_each(|_| self.out.push('#'));
                self.out.push(' ');
                self.text(block, Place::Heading);
            }
            _ => self.text(block, Place::Paragraph),
        }
        // A space may be left over before something that is not shown, such as the link back from a footnote.
        let len = self.out.trim_end_matches(' ').len();
        self.out.truncate(len);
    }

    /// Adds the text of a block.
    fn text(&mut self, block: &Block, place: Place) {
        let indent: String = self.open.iter().map(|open| open.indent.as_str()).collect();
        inline::push(block, &(0..block.text().len()), place, &indent, &mut self.out);
    }

    /// Adds the lines of a table.
    fn lines(&mut self, lines: &[String]) {
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.out.push('\n');
                self.indent();
            }
            self.out.push_str(line);
        }
    }

    /// Adds a block of code, with a fence longer than any run of backticks in it.
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

    /// Adds an empty line of code: an indent without spaces at its end.
    fn blank_in_code(&mut self) {
        self.indent();
        let len = self.out.trim_end_matches(' ').len();
        self.out.truncate(len);
    }
}

/// Whether the text behind `[label]: ` would be read as an address, which is a single word, with or without a title.
fn is_definition(text: &str) -> bool {
    let mut words = text.lines().next().unwrap_or_default().split_ascii_whitespace();
    words.next().is_some() && words.next().is_none_or(|word| word.starts_with(TITLE_SIGNS))
}

/// Whether Markdown has a sign for an enclosure. It has none for definition lists, whose terms are bold instead, nor
/// for figures, whose caption stands below the picture.
fn is_shown(enclosure: &Enclosure) -> bool {
    !matches!(enclosure, Enclosure::Entry { .. } | Enclosure::Figure(_))
}

/// Whether the enclosure `next`, which opens now, follows without a blank line: it is the next item of a list, or a
/// list in an item. `last` is the kind of the block before, `before` the enclosure that was closed in its place, and
/// `common` the number of enclosures that stay open.
fn is_tight(last: Option<BlockKind>, next: Option<&Enclosure>, before: Option<&Enclosure>, common: usize) -> bool {
    let Some(enclosure @ Enclosure::Item { number, .. }) =
        next.filter(|_| matches!(last, Some(BlockKind::ListItem { .. })))
    else {
        return false;
    };
    match before {
        Some(before) => goes_on(before, enclosure),
        // In CommonMark, only a list that begins with 1 can interrupt the paragraph of the item around.
        None => common > 0 && number.is_none_or(|number| number == 1),
    }
}

/// Whether an item is the next one in the list of the item `before`. Readers of Markdown count by themselves, so that a
/// new list has to begin where a number is not the next one. A list that begins below zero is counted from 0.
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
