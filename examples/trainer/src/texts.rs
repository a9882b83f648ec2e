//! Pages as plain text in the styles of several scrapers, so that the model for plain text does not learn the layout of
//! a single tool.

use std::iter;

use unboil::{BlockKind, dev};

use crate::pages::{Page, deal};

/// The width (in characters) at which [`Style::Wrapped`] breaks lines. Set by hand.
const WIDTH: usize = 72;
/// Salt of the hash that decides which half of the pages begins with the page's `<title>`, as the output of many
/// scrapers does.
const TITLE_SALT: u64 = 5;
/// Start value of the hash that decides in which styles a page is learned.
const STYLE_SALT: u64 = 9;

/// How a scraper lays out a page as plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// The output of html-text: the dumps that come with WCXB.
    Dump,
    /// One line a block, a blank line between blocks.
    Spaced,
    /// One line a block, no blank lines.
    Lines,
    /// Bullets or numbers before list items; no blank lines within lists and tables, one everywhere else.
    Marked,
    /// Like [`Style::Marked`], and hard-wrapped at [`WIDTH`] characters.
    Wrapped,
    /// The whole text in one line.
    Flat,
    /// Only the blocks that are content, in one of [`Style::DERIVED`]: a text that is clean already.
    Clean,
}

impl Style {
    pub(crate) const ALL: [Style; 7] =
        [Style::Dump, Style::Spaced, Style::Lines, Style::Marked, Style::Wrapped, Style::Flat, Style::Clean];
    /// The styles that are made from the blocks of a page.
    const DERIVED: [Style; 5] = [Style::Spaced, Style::Lines, Style::Marked, Style::Wrapped, Style::Flat];

    /// The name in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Style::Dump => "dump",
            Style::Spaced => "spaced",
            Style::Lines => "lines",
            Style::Marked => "marked",
            Style::Wrapped => "wrapped",
            Style::Flat => "flat",
            Style::Clean => "clean",
        }
    }

    /// The page as text in this style. `None` if there is no dump of it, or if its clean text is not known.
    pub(crate) fn print(self, page: &Page<'_>) -> Option<String> {
        let blocks = page.walked.kinds().zip(page.walked.texts());
        match self {
            Style::Dump => page.dump?.source().ok().and_then(|text| String::from_utf8(text).ok()),
            Style::Clean => {
                // Must-have and must-not strings do not say which blocks make up the whole article.
                let is_whole = page.gold.text.is_some() && !page.is_set_aside;
                let content = blocks.zip(&page.labels).filter(|(_, label)| **label == Some(true));
                let content: Vec<_> = content.map(|(block, _)| block).collect();
                (is_whole && !content.is_empty()).then(|| Style::turn(&page.gold.id, 0).set(content.into_iter()))
            }
            _ => {
                let title = page.walked.title().filter(|_| deal(&page.gold.id, TITLE_SALT).is_multiple_of(2));
                Some(self.set(title.map(|title| (BlockKind::Paragraph, title)).into_iter().chain(blocks)))
            }
        }
    }

    /// The derived style number `turn` of a page: consecutive turns go through [`Style::DERIVED`], from a start that
    /// depends on the page's id.
    fn turn(id: &str, turn: usize) -> Style {
        let hash = id.bytes().fold(STYLE_SALT, |hash, byte| hash.wrapping_mul(31) ^ u64::from(byte)) as usize;
        Style::DERIVED[(hash + turn) % Style::DERIVED.len()]
    }

    /// Joins blocks into a text, with the separators and marks of this style.
    fn set<'b>(self, blocks: impl Iterator<Item = (BlockKind, &'b str)>) -> String {
        let is_marked = matches!(self, Style::Marked | Style::Wrapped);
        let mut text = String::new();
        let mut before = None;
        for (kind, block) in blocks {
            if let Some(before) = before {
                text.push_str(match self {
                    Style::Flat => " ",
                    Style::Lines => "\n",
                    _ if is_marked && is_row(before) && is_row(kind) => "\n",
                    _ => "\n\n",
                });
            }
            before = Some(kind);
            if kind == BlockKind::Preformatted && self != Style::Flat {
                text.push_str(block);
                continue;
            }
            let block = if self == Style::Marked { block.to_owned() } else { block.replace('\n', " ") };
            let block = if is_marked { mark(kind) + &block } else { block };
            if self == Style::Wrapped { wrap(&block, &mut text) } else { text.push_str(&block) }
        }
        if self == Style::Flat { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text }
    }
}

/// Whether blocks of this kind follow each other without a blank line in the styles with marks.
fn is_row(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::ListItem { .. } | BlockKind::TableRow)
}

/// What stands before a block in the styles with marks: indentation and bullet or number of a list item, else nothing.
fn mark(kind: BlockKind) -> String {
    let BlockKind::ListItem { depth, number } = kind else { return String::new() };
    let mark = number.map_or("* ".to_owned(), |number| format!("{number}. "));
    iter::repeat_n("  ", usize::from(depth.max(1)) - 1).collect::<String>() + &mark
}

/// Appends a block to a text, with a line break before each word that would go beyond [`WIDTH`].
fn wrap(block: &str, into: &mut String) {
    let mut column = 0;
    for word in block.split(' ') {
        let len = word.chars().count();
        if column > 0 && column + 1 + len > WIDTH {
            into.push('\n');
            column = 0;
        } else if column > 0 {
            into.push(' ');
            column += 1;
        }
        into.push_str(word);
        column += len;
    }
}

/// The texts that are learned from a page: its dump if there is one, its blocks in a derived style (with a dump in two
/// of them), and its clean text, where all labelled blocks count as content.
pub(crate) fn examples<'a>(page: &Page<'a>) -> Vec<Page<'a>> {
    let turns = [1, 3].map(|turn| Style::turn(&page.gold.id, turn));
    let more = page.dump.map(|_| turns[1]);
    let styles = [Style::Dump, turns[0], Style::Clean].into_iter().chain(more);
    let example = |style: Style| {
        let mut example = Page::of(page.gold, dev::lines(&style.print(page)?));
        if style == Style::Clean {
            example.labels.iter_mut().for_each(|label| *label = label.map(|_| true));
        }
        Some(example)
    };
    styles.filter_map(example).collect()
}

/// The page as plain text in one derived style, to learn kinds of cruft in plain text from. `None` for pages that are
/// set aside or whose blocks have no kinds.
pub(crate) fn of_kinds<'a>(page: &Page<'a>) -> Option<Page<'a>> {
    let has_kinds = !page.is_set_aside && page.kinds.iter().any(Option::is_some);
    let text = has_kinds.then(|| Style::turn(&page.gold.id, 2).print(page))??;
    Some(Page::of(page.gold, dev::lines(&text)))
}

#[cfg(test)]
mod tests {
    use lab::corpus::GoldPage;

    use super::*;
    use crate::invented;

    #[test]
    fn a_page_is_laid_out_in_every_style() {
        let record = r#"{"id": "1", "type": "article", "text": "Rain fell on the quay all day long"}"#;
        let gold = GoldPage::parse(&invented::set("wcxb"), record).unwrap();
        let html = "<ul><li>Home<li>News</ul><p>Rain fell on the quay<br>all day long</p><ol><li>x</ol>";
        let page = Page::new(&gold, html).unwrap();
        let cases = [
            (Style::Dump, None),
            (Style::Spaced, Some("Home\n\nNews\n\nRain fell on the quay all day long\n\nx")),
            (Style::Lines, Some("Home\nNews\nRain fell on the quay all day long\nx")),
            (Style::Marked, Some("* Home\n* News\n\nRain fell on the quay\nall day long\n\n1. x")),
            (Style::Wrapped, Some("* Home\n* News\n\nRain fell on the quay all day long\n\n1. x")),
            (Style::Flat, Some("Home News Rain fell on the quay all day long x")),
        ];
        for (style, expected) in cases {
            assert_eq!(style.print(&page).as_deref(), expected, "{style:?}");
        }
        assert!(Style::Clean.print(&page).unwrap().starts_with("Rain fell"));
    }

    #[test]
    fn long_lines_are_wrapped_at_the_width() {
        let mut text = String::new();
        wrap(&"a ferry ".repeat(40), &mut text);
        assert!(text.lines().all(|line| line.len() <= WIDTH) && text.lines().count() == 5, "{text}");
    }
}
