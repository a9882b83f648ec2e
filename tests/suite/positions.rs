//! Where dropped blocks stood among those that were kept.

use unboil::{Article, Cruft, Extractor, Rule};

/// The texts of all blocks, kept and dropped, in the order of the page.
fn in_order(article: &Article) -> Vec<&str> {
    let (mut texts, mut removed) = (Vec::new(), article.removed().iter().peekable());
    for (index, block) in article.blocks().iter().enumerate() {
        texts.extend(
            std::iter::from_fn(|| removed.next_if(|block| block.position() <= index)).map(|block| block.text()),
        );
        texts.push(block.text());
    }
    texts.extend(removed.map(|block| block.text()));
    texts
}

/// Keeps all blocks but those that begin with "Drop".
fn extractor() -> Extractor {
    let builder = Extractor::builder().rule(Rule::drop(Cruft::Donation, "^Drop").unwrap());
    builder.rule(Rule::keep("^[^D]").unwrap()).build()
}

#[test]
fn dropped_blocks_know_their_place_on_a_page() {
    let page = "<p>Drop 1<h1>Fog</h1><p>Drop 2<p>Drop 3<ul><li>One<li>Drop 4<li>Two</ul><p>Three<p>Drop 5";
    let article = extractor().extract(page).unwrap();
    let expected = ["Drop 1", "Fog", "Drop 2", "Drop 3", "One", "Drop 4", "Two", "Three", "Drop 5"];
    assert_eq!(in_order(&article), expected);
    let positions: Vec<usize> = article.removed().iter().map(|block| block.position()).collect();
    assert_eq!(positions, [0, 1, 1, 2, 4]);
}

#[test]
fn dropped_blocks_know_their_place_in_a_text() {
    let text = "Drop 1\n\nFog on the bay\nfor a day\n\nDrop 2\n\nOne more line\n\nDrop 3";
    let article = extractor().clean(text).unwrap();
    assert_eq!(in_order(&article), ["Drop 1", "Fog on the bay\nfor a day", "Drop 2", "One more line", "Drop 3"]);
}

/// A long text is cleaned in windows.
#[test]
fn dropped_blocks_know_their_place_in_a_long_text() {
    let line = |number: usize| match number % 10 {
        7 => format!("Drop {number}"),
        _ => format!("On day {number} the fog on the bay closed the port again, and nobody was surprised."),
    };
    let lines: Vec<String> = (0..5_000).map(line).collect();
    let article = extractor().clean(&lines.join("\n\n")).unwrap();
    assert!(article.removed().len() >= 500);
    assert_eq!(in_order(&article), lines);
}
