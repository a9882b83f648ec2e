//! Random pages whose text and addresses consist of Markdown syntax, character references and pieces of HTML.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Pieces of texts and addresses. Pages contain them as text, not as markup.
const PIECES: &[&str] = &[
    "a",
    "b c",
    " ",
    " ",
    "1",
    "\\",
    "`",
    "``",
    "*",
    "**",
    "_",
    "[",
    "]",
    "(",
    ")",
    "](",
    "![",
    "[^1]",
    "[^1]: ",
    "]: ",
    "<",
    ">",
    "&",
    ";",
    "&lt;",
    "&gt;",
    "&amp;",
    "&colon;",
    "&#58",
    "&#x3a;",
    "&quot;",
    "&Tab;",
    "lt;",
    "~",
    "~~",
    "$",
    "$$",
    "#",
    "{",
    "}",
    "{#c .d onclick=alert(1)}",
    "{: onclick=alert(1) }",
    "|",
    ":",
    "=",
    "===",
    "-",
    "---",
    "+",
    "+++",
    "!",
    "!!! ",
    "\"",
    "'",
    "\"onclick=alert(1) ",
    "^",
    "^[",
    "==",
    "||",
    "[[",
    "]]",
    ":::",
    "<script>alert(1)</script>",
    "<script",
    "</p>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)//",
    "<!--",
    "-->",
    "<?x",
    "<b onclick=alert(1)>",
    "<javascript:alert(1)>",
    "<a@b.example>",
    "javascript:alert(1)",
    "javascript://x/%0aalert(1)",
    "vbscript:a",
    "data:text/html,<script>alert(1)</script>",
    "javascript&colon;alert(1)",
    "[a](javascript:alert(1))",
    "![a](data:x,b)",
    "[a]: javascript:alert(1)",
    "https://x.example/",
    "https://x.example/`",
    "https://x.example/\\",
    "www.x.example/",
    "mailto:a@b.example",
    "a@b.example",
    "//",
    "/",
    "?",
    "%3A",
    "\u{a0}",
    "\u{2028}",
    "\u{1}",
    "é",
    "漢",
    "- ",
    "1. ",
    "> ",
    "    ",
    "[x] ",
];

/// A part of a block.
#[derive(Debug, Clone)]
enum Inline {
    Text(String),
    /// An inline element around some text.
    Style(&'static str, String),
    Link(String, Box<Inline>),
    Picture(String, String),
    Formula(String),
    /// A reference to a note, by its number.
    NoteReference(usize),
    Break,
}

#[derive(Debug, Clone)]
struct Block {
    shape: Shape,
    inlines: Vec<Inline>,
}

#[derive(Debug, Clone, Copy)]
enum Shape {
    Paragraph,
    Heading,
    Item,
    Task,
    TaskHeading,
    Quote,
    Code,
    Cells,
    CodeInQuote,
}

/// Number of notes on a page.
const NOTES: usize = 3;

/// A random page: blocks, and notes behind them.
pub(crate) fn page() -> impl Strategy<Value = String> {
    (vec(block(), 1..6), vec(block(), NOTES)).prop_map(|(blocks, notes)| {
        let mut page = String::new();
        blocks.iter().for_each(|block| write_block(block, &mut page));
        for (number, note) in notes.iter().enumerate() {
            page += &format!("<div id=n{number}>");
            write_block(note, &mut page);
            page += "</div>";
        }
        page
    })
}

fn block() -> impl Strategy<Value = Block> {
    use Shape::{Cells, Code, CodeInQuote, Heading, Item, Paragraph, Quote, Task, TaskHeading};
    const SHAPES: &[Shape] =
        &[Paragraph, Paragraph, Paragraph, Heading, Item, Task, TaskHeading, Quote, Code, Cells, CodeInQuote];
    (select(SHAPES), vec(inline(), 1..5)).prop_map(|(shape, inlines)| Block { shape, inlines })
}

fn text(pieces: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec(select(PIECES), pieces).prop_map(|pieces| pieces.concat())
}

fn inline() -> impl Strategy<Value = Inline> {
    const STYLES: &[&str] = &["b", "i", "s", "ins", "sub", "sup", "code", "code"];
    let style = || (select(STYLES), text(1..4)).prop_map(|(element, text)| Inline::Style(element, text));
    let address = || {
        (select(&["", "", "/", "https://x.example/", "mailto:"][..]), text(0..4)).prop_map(|(a, b)| format!("{a}{b}"))
    };
    let inside = prop_oneof![text(1..4).prop_map(Inline::Text), style()];
    prop_oneof![
        6 => text(1..6).prop_map(Inline::Text),
        3 => style(),
        2 => (address(), inside).prop_map(|(address, inside)| Inline::Link(address, Box::new(inside))),
        1 => (address(), text(0..3)).prop_map(|(address, alt)| Inline::Picture(address, alt)),
        1 => text(1..5).prop_map(Inline::Formula),
        1 => (0..NOTES).prop_map(Inline::NoteReference),
        1 => Just(Inline::Break),
    ]
}

fn write_block(block: &Block, page: &mut String) {
    let (start, end) = match block.shape {
        Shape::Paragraph => ("<p>", "</p>"),
        Shape::Heading => ("<h2>", "</h2>"),
        Shape::Item => ("<ul><li>", "</ul>"),
        Shape::Task => ("<ul><li><input type=checkbox disabled>", "</ul>"),
        Shape::TaskHeading => ("<ul><li><input type=checkbox disabled><h3>", "</h3></ul>"),
        Shape::Quote => ("<blockquote><p>", "</p></blockquote>"),
        Shape::Code => ("<pre>", "</pre>"),
        Shape::Cells => ("<table><tr><th>a<th>b<tr><td>", "<td>c</table>"),
        Shape::CodeInQuote => ("<blockquote><pre>", "</pre></blockquote>"),
    };
    *page += start;
    block.inlines.iter().for_each(|inline| write_inline(inline, page));
    *page += end;
}

fn write_inline(inline: &Inline, page: &mut String) {
    match inline {
        Inline::Text(text) => *page += &escaped(text),
        Inline::Style(element, text) => *page += &format!("<{element}>{}</{element}>", escaped(text)),
        Inline::Link(address, inside) => {
            *page += &format!("<a href='{}'>", escaped(address));
            write_inline(inside, page);
            *page += "</a>";
        }
        Inline::Picture(address, alt) => *page += &format!("<img src='{}' alt='{}'>", escaped(address), escaped(alt)),
        Inline::Formula(tex) => *page += &format!("<math alttext='{}'></math>", escaped(tex)),
        Inline::NoteReference(number) => *page += &format!("<sup><a href='#n{number}'>{number}</a></sup>"),
        Inline::Break => *page += "<br>",
    }
}

/// A text, escaped for use as text or in an attribute of a page.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&#39;")
}
