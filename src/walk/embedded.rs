//! HTML within strings of data, read by the walker as the page is.

use super::{Walker, children};
use crate::limits::Limits;
use crate::parse::parse;

/// How deep (elements) such HTML may be: the deepest of whole pages among 1,981 has 56.
const MAX_DEPTH: usize = 64;

/// The text of strings that may hold HTML, a line a block.
pub(super) fn text(strings: &[&str]) -> String {
    let mut text = String::new();
    for string in strings {
        let read = blocks(string);
        // Some escape it twice.
        let read = if !string.contains('<') && read.contains("</") { blocks(&read) } else { read };
        text.push_str(&read);
        text.push('\n');
    }
    text
}

/// The text of one string; none if it breaks the limits.
fn blocks(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.to_owned();
    }
    let mut walker = Walker::new();
    if let Ok(dom) = parse(html, &Limits::default().max_depth(MAX_DEPTH)) {
        walker.walk(children(&dom.document));
    }
    let page = walker.builder.finish();
    page.blocks.iter().map(|block| page.block_text(block)).collect::<Vec<_>>().join("\n")
}
