//! Pages as plain text, in the styles of several scrapers, so that no one's layout is learned.

use std::iter;

use unboil::{BlockKind, dev};

use crate::pages::{Page, deal};

/// The width of hard-wrapped text, in characters.
const WIDTH: usize = 72;
/// Which pages say their title first, as many scrapers have it: half of them.
const TITLE_SALT: u64 = 5;
/// Which styles a page is learned in.
const STYLE_SALT: u64 = 9;

/// How a scraper sets a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// As html-text has it: the dumps that come with WCXB.
    Dump,
    /// One line a block, a blank line between blocks.
    Spaced,
    /// One line a block, no blank lines.
    Lines,
    /// Lists with bullets, a blank line between what is no list or table.
    Marked,
    /// Lists with bullets, a blank line between what is no list or table, all of it hard-wrapped.
    Wrapped,
    /// All in one line.
    Flat,
    /// Only what is content, in one of the derived styles: a text that is clean already.
    Clean,
}

impl Style {
    pub(crate) const ALL: [Style; 7] =
        [Style::Dump, Style::Spaced, Style::Lines, Style::Marked, Style::Wrapped, Style::Flat, Style::Clean];
    const DERIVED: [Style; 5] = [Style::Spaced, Style::Lines, Style::Marked, Style::Wrapped, Style::Flat];

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

    /// The page in this style; `None` if there is no such dump, or nothing is known to be clean.
    pub(crate) fn print(self, page: &Page<'_>) -> Option<String> {
        let blocks = page.walked.kinds().zip(page.walked.texts());
        match self {
            Style::Dump => page.dump?.source().ok().and_then(|text| String::from_utf8(text).ok()),
            Style::Clean => {
                // Annotations by strings do not tell what is whole.
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

    /// The style whose turn it is, for a page.
    fn turn(id: &str, turn: usize) -> Style {
        let hash = id.bytes().fold(STYLE_SALT, |hash, byte| hash.wrapping_mul(31) ^ u64::from(byte)) as usize;
        Style::DERIVED[(hash + turn) % Style::DERIVED.len()]
    }

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

fn is_row(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::ListItem { .. } | BlockKind::TableRow)
}

fn mark(kind: BlockKind) -> String {
    let BlockKind::ListItem { depth, number } = kind else { return String::new() };
    let mark = number.map_or("* ".to_owned(), |number| format!("{number}. "));
    iter::repeat_n("  ", usize::from(depth.max(1)) - 1).collect::<String>() + &mark
}

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

/// What is learned from a page: its dump, another style, what is clean, and of pages with a dump a third style.
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

/// A page whose blocks have kinds as plain text, in the style whose turn it is: what the kinds of texts are learned
/// from.
pub(crate) fn of_kinds<'a>(page: &Page<'a>) -> Option<Page<'a>> {
    let is_named = !page.is_set_aside && page.kinds.iter().any(Option::is_some);
    let text = is_named.then(|| Style::turn(&page.gold.id, 2).print(page))??;
    Some(Page::of(page.gold, dev::lines(&text)))
}

#[cfg(test)]
mod tests {
    use lab::corpus::GoldPage;

    use super::*;
    use crate::invented;

    #[test]
    fn a_page_is_set_in_every_style() {
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
