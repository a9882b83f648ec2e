//! The report: one page of HTML that shows, for each page, what was kept, what was cut, and why. It loads nothing, runs
//! no script, and its style is in it. All that comes from a page is escaped.

mod kinds;

use std::fmt::{Display, Write as _};

use unboil::{Article, Block, BlockKind, Cruft, Removed, RenderOptions};

use crate::explain::instead_of_article;
use kinds::{colour, sign};

const STYLE: &str = include_str!("style.css");
/// Scripts, pictures and connections are forbidden, whatever a page holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The beginning of the report, with a switch for each kind of cruft.
pub(crate) fn begin() -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>What was cut, and why</title>\n<style>\n{STYLE}"
    );
    for kind in Cruft::ALL {
        let name = kind.name();
        // Writing to a string can't fail.
        let _ = writeln!(out, ".k-{name}{{--kind:var(--{})}}", colour(*kind));
        let _ = writeln!(out, "body:has(#show-{name}:not(:checked)) .k-{name}{{display:none}}");
    }
    out += "</style>\n</head>\n<body>\n<header>\n<h1>What was cut, and why</h1>\n\
        <p>What is dimmed was cut: its kind, the probability that it is content after all, and the text. A click shows the \
        reasons.</p>\n<details class=\"filter\">\n<summary>Show kinds</summary>\n<fieldset>\n\
        <legend class=\"unseen\">Kinds that are shown</legend>\n\
        <label><input type=\"checkbox\" id=\"show-kept\" checked> kept</label>\n";
    for kind in Cruft::ALL {
        let (name, sign) = (kind.name(), sign(*kind));
        let _ = writeln!(
            out,
            "<label><input type=\"checkbox\" id=\"show-{name}\" checked> <span class=\"sign\" aria-hidden=\"true\">{sign}\
             </span> {name}</label>"
        );
    }
    out + "</fieldset>\n</details>\n</header>\n<main>\n"
}

/// The end of the report.
pub(crate) fn end() -> String {
    "</main>\n</body>\n</html>\n".to_owned()
}

/// A page that could not be read or extracted.
pub(crate) fn error(id: &str, problem: &dyn Display) -> String {
    let problem = escape(&problem.to_string());
    format!("<article>\n<h2>{}</h2>\n<p class=\"error\">Error: {problem}</p>\n</article>\n", escape(id))
}

/// A page: what is known of it, then its blocks in reading order. `render` holds for its Markdown.
pub(crate) fn page(id: &str, article: &Article, render: &RenderOptions) -> String {
    let mut out = format!("<article>\n<h2 dir=\"auto\">{}</h2>\n", escape(article.title().unwrap_or(id)));
    out += &facts(id, article);
    if let Some(instead) = instead_of_article(article) {
        let _ = writeln!(out, "<p class=\"error\">{}.</p>", escape(&capitalised(&instead)));
    }
    // Positions grow along the list, but for notes that a tool has added.
    let mut removed: Vec<&Removed> = article.removed().iter().collect();
    removed.sort_by_key(|block| block.position());
    let mut removed = removed.into_iter().peekable();
    for (index, block) in article.blocks().iter().enumerate() {
        while let Some(block) = removed.next_if(|block| block.position() <= index) {
            out += &cut(block);
        }
        out += &kept(block);
    }
    removed.for_each(|block| out += &cut(block));
    if !article.is_empty() {
        let markdown = escape(&article.markdown_with(render));
        let _ = writeln!(
            out,
            "<details class=\"markdown\"><summary>Markdown</summary><pre dir=\"auto\">{markdown}</pre></details>"
        );
    }
    out + "</article>\n"
}

/// What is known of a page: what it is and why, and what it says of itself.
fn facts(id: &str, article: &Article) -> String {
    let confidence = format!("{:.2}", article.confidence());
    let counts = format!("{} kept, {} cut", article.blocks().len(), article.removed().len());
    let reasons: Vec<String> = article.verdict_reasons().iter().map(ToString::to_string).collect();
    let reasons = (!reasons.is_empty()).then(|| reasons.join("; "));
    let mut out = "<dl>\n".to_owned();
    for (name, value) in [
        ("Page", Some(id)),
        ("Verdict", Some(article.verdict().name())),
        ("Because", reasons.as_deref()),
        ("Confidence", Some(confidence.as_str())),
        ("Byline", article.byline()),
        ("Published", article.published()),
        ("Site", article.site_name()),
        ("Language", article.language()),
        ("Kind", article.page_kind().map(|kind| kind.name())),
        ("Blocks", Some(counts.as_str())),
    ] {
        if let Some(value) = value {
            let _ = writeln!(out, "<div><dt>{name}</dt><dd>{}</dd></div>", escape(value));
        }
    }
    out + "</dl>\n"
}

/// A sentence with a capital at its beginning.
fn capitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// A block that was kept, as text.
fn kept(block: &Block) -> String {
    let (text, score) = (escape(block.text()), block.score());
    let (tag, class) = match block.kind() {
        BlockKind::Heading { .. } => ("h3", "kept"),
        BlockKind::Preformatted => ("pre", "kept"),
        BlockKind::ListItem { .. } => ("p", "kept item"),
        BlockKind::Quote => ("p", "kept quote"),
        _ => ("p", "kept"),
    };
    format!("<{tag} class=\"{class}\" title=\"kept, {score:.2}\" dir=\"auto\">{text}</{tag}>\n")
}

/// A block that was cut, with its kind, its probability and its text; the reasons are folded.
fn cut(block: &Removed) -> String {
    let (kind, score) = (block.cruft(), block.score());
    let (name, sign, text) = (kind.name(), sign(kind), escape(block.text()));
    let reasons: String =
        block.reasons().iter().map(|reason| format!("<li>{}</li>", escape(&reason.to_string()))).collect();
    format!(
        "<details class=\"cut k-{name}\"><summary><span class=\"kind\"><span class=\"sign\" aria-hidden=\"true\">{sign}\
         </span> {name}</span> <span class=\"bar\" style=\"--score:{score:.2}\"></span>{score:.2} \
         <span class=\"text\" dir=\"auto\">{text}</span></summary><ul>{reasons}</ul></details>\n"
    )
}

/// A text that may stand in HTML, and in the value of an attribute in double quotes. Control characters, and those that
/// change the direction of the text around them, are shown as a sign of replacement.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_a_page_is_escaped() {
        let html = "<title>&lt;script>x()&lt;/script></title><h1>&lt;script>x()&lt;/script></h1>\
            <p>Copyright © 2024 &lt;/summary>&lt;img src=x onerror=x()> \" style=\"x<p>The fog on the bay has closed the port \
            since Monday &lt;b onclick=x()>, and nobody can say when the next ferry will leave for the islands.";
        let page = page("\"><script>x()</script>", &unboil::extract(html).unwrap(), &RenderOptions::default());
        assert!(page.contains("&lt;b onclick") && page.contains("Copyright"), "{page}");
        for tag in ["<script", "<img", "<b ", "\" style=\"x"] {
            assert!(!page.contains(tag), "{tag} in {page}");
        }
    }

    #[test]
    fn blocks_come_in_reading_order() {
        let html = "<p>Copyright © 2024 The Pier<h1>Fog</h1><p>The fog on the bay has closed the port since Monday, and \
            nobody can say when the next ferry will leave for the islands.<p>Subscribe to our newsletter";
        let page = page("fog.html", &unboil::extract(html).unwrap(), &RenderOptions::default());
        let places: Vec<usize> =
            ["© 2024", "kept\" title", "The fog on", "Subscribe"].iter().map(|text| page.find(text).unwrap()).collect();
        assert!(places.is_sorted(), "{page}");
        assert!(page.contains("k-copyright") && page.contains("matches the phrase"), "{page}");
    }

    #[test]
    fn every_kind_has_a_switch_and_a_colour() {
        let begin = begin();
        for kind in Cruft::ALL {
            assert!(begin.contains(&format!("id=\"show-{kind}\"")) && begin.contains(&format!(".k-{kind}{{--kind")));
            assert!(STYLE.contains(&format!("--{}:", colour(*kind))), "{kind} has a colour that is not there");
        }
    }
}
