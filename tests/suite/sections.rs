//! Sections and ranges: where in the text the blocks lie, and under which headings.

use proptest::prelude::*;
use unboil::{Article, Extractor, Rule};

use crate::fixtures::{pages, texts};

/// The article of a page, with all blocks kept.
fn article(page: &str) -> Article {
    Extractor::builder().rule(Rule::keep("").unwrap()).build().extract(page).unwrap()
}

/// Asserts that the ranges of the blocks are in order, have the text of the blocks, and leave out nothing but white
/// space; that sections have all blocks and all of the text, too.
fn assert_ranges_fit(article: &Article, name: &str) {
    let (text, ranges) = (article.text(), article.block_ranges());
    assert_eq!(ranges.len(), article.blocks().len(), "{name}");
    let mut end = 0;
    for (block, range) in article.blocks().iter().zip(&ranges) {
        assert!(text[end..range.start].chars().all(is_blank), "{name}: {:?} is in no range", &text[end..range.start]);
        let shown = letters(&text[range.clone()]);
        // A number or label may stand before the text, and a formula in it.
        let mut rest = shown.chars();
        let is_shown = letters(block.text()).chars().all(|wanted| rest.any(|c| c == wanted));
        assert!(is_shown, "{name}: {shown:?} is not {:?}", block.text());
        end = range.end;
    }
    assert!(text[end..].chars().all(is_blank), "{name}: {:?} is in no range", &text[end..]);
    let sections = article.outline();
    let mut next = 0;
    for section in &sections {
        assert_eq!(section.block_range().start, next, "{name}");
        next = section.block_range().end;
        assert_eq!(section.blocks().len(), section.block_range().len(), "{name}");
        let range = ranges[section.block_range().start].start..ranges[next - 1].end;
        assert_eq!(section.range(), range, "{name}");
        assert_eq!(section.text(), &text[range], "{name}");
        let own = section.level().map(|_| section.blocks()[0].text());
        assert_eq!(section.headings().last().copied(), own, "{name}");
    }
    assert_eq!(next, article.blocks().len(), "{name}");
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}')
}

/// The letters and digits of a text, with raised digits as ordinary ones, and without what else is added to them.
fn letters(text: &str) -> String {
    let plain = |c: char| match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from(b'4' + (c as u32 - '⁴' as u32) as u8),
        _ => c,
    };
    text.chars().map(plain).filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn ranges_fit_on_all_pages() {
    let (few, many) = (Extractor::default(), Extractor::builder().rule(Rule::keep("").unwrap()).build());
    for (name, source) in pages() {
        for extractor in [&few, &many] {
            assert_ranges_fit(&extractor.extract_bytes(&source, None).unwrap(), &name);
        }
    }
}

#[test]
fn ranges_fit_on_all_texts() {
    let keep_all = Extractor::builder().rule(Rule::keep("").unwrap()).build();
    for (name, source) in texts() {
        let text = String::from_utf8_lossy(&source);
        for article in [unboil::clean(&text).unwrap(), keep_all.clean(&text).unwrap()] {
            assert_ranges_fit(&article, &name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ranges_fit_on_random_texts(
        lines in proptest::collection::vec(
            ("( {0,3})", "(|- |\\* |• |1\\. |12\\) |\\(3\\) |a\\) |– |    )", "[a-zA-Zé漢\u{ad}\u{200b} .,:|-]{0,40}", "\n{1,3}"),
            0..24,
        ),
    ) {
        let text: String = lines.into_iter().map(|(indent, mark, text, end)| indent + &mark + &text + &end).collect();
        let keep_all = Extractor::builder().rule(Rule::keep("").unwrap()).build();
        assert_ranges_fit(&keep_all.clean(&text).unwrap(), &text);
        assert_ranges_fit(&unboil::clean(&text).unwrap(), &text);
    }
}

#[test]
fn a_range_begins_with_the_sign_of_its_block() {
    let article = article("<p>a<ul><li>b<ol><li>c</ol></ul><p>d<sup><a href='#n'>1</a></sup><p id=n>e");
    let text = article.text();
    let shown: Vec<&str> = article.block_ranges().into_iter().map(|range| &text[range]).collect();
    assert_eq!(shown, ["a", "- b", "1. c", "d[1]", "[1] e"]);
}

#[test]
fn ranges_of_clean_text_have_its_layout() {
    let text = "The code of the mill counts the sacks:\n\n    fn main() {\n        count();\n    }\n\n• one sack of rye that the \
        miller has weighed\n• two  sacks of oats that nobody has weighed yet";
    let article = unboil::clean(text).unwrap();
    assert_eq!(article.text(), text);
    let shown: Vec<&str> = article.block_ranges().into_iter().map(|range| &text[range]).collect();
    assert_eq!(
        shown,
        [
            "The code of the mill counts the sacks:",
            "    fn main() {\n        count();\n    }",
            "• one sack of rye that the miller has weighed",
            "• two  sacks of oats that nobody has weighed yet",
        ]
    );
}

#[test]
fn sections_stand_under_their_headings() {
    let page = "<title>A year of bread</title><p>a<h2>A year of bread</h2><p>b<h1>c</h1><p>d<h3>e</h3><p>f<h2>g</h2>\
        <blockquote><h2>h</h2></blockquote><ul><li><h3>i</h3><p>j</ul><h1>k</h1>";
    let article = article(page);
    let sections = article.outline();
    let found: Vec<(String, Option<u8>, &str)> =
        sections.iter().map(|section| (section.headings().join(" > "), section.level(), section.text())).collect();
    let found: Vec<(&str, Option<u8>, &str)> =
        found.iter().map(|(path, level, text)| (path.as_str(), *level, *text)).collect();
    assert_eq!(
        found,
        [
            ("", None, "a"),
            ("A year of bread", Some(2), "A year of bread\n\nb"),
            ("A year of bread > c", Some(1), "c\n\nd"),
            ("A year of bread > c > e", Some(3), "e\n\nf"),
            ("A year of bread > c > g", Some(2), "g\n\nh"),
            ("A year of bread > c > g > i", Some(3), "i\n\n- j"),
            ("A year of bread > k", Some(1), "k"),
        ]
    );
}

#[test]
fn the_markdown_of_sections_and_blocks_is_that_of_the_article() {
    let page = "<h1>a</h1><p>b <b>c</b><h2>d</h2><ol start=3><li>e<li><a href='https://a.example/'>f</a></ol><pre>g</pre>\
        <table><tr><th>h<th>i</table><blockquote>j</blockquote><p><img src='https://a.example/k.png'><p>l";
    let article = article(page);
    let sections: Vec<String> = article.outline().iter().map(|section| section.markdown()).collect();
    assert_eq!(sections.join("\n\n"), article.markdown());
    let blocks: Vec<String> = article.blocks().iter().map(|block| block.markdown()).collect();
    let link = "4. [f](https://a.example/)";
    let picture = "![](https://a.example/k.png)\n\nl";
    assert_eq!(
        blocks,
        ["# a", "b **c**", "## d", "3. e", link, "```\ng\n```", "| h | i |\n| --- | --- |", "> j", picture]
    );
}

#[test]
fn a_section_leaves_out_the_headline_of_the_article_alone() {
    let page = "<title>A year of bread</title><h1>A year of bread</h1><p>b<h2>c</h2><p>d";
    let article = article(page);
    let options = unboil::RenderOptions::default().headline(false);
    let sections: Vec<String> = article.outline().iter().map(|section| section.markdown_with(&options)).collect();
    assert_eq!(sections, ["b", "## c\n\nd"]);
}
