//! An attribute or formula of one element around many blocks is copied into few of them, so that output stays small.

use unboil::{Article, Cruft, Error, Extractor};

/// Number of sentences on each page.
const BLOCKS: usize = 30;
/// Longest TeX source that is kept as a formula, in bytes.
const LONGEST_TEX: usize = 5 << 10;

/// A paragraph that differs from its neighbours in a number.
fn sentence(number: usize) -> String {
    format!(
        "<p>The lamp on pier {number} has been out since Sunday, and nobody knows whose job it is to change it.</p>"
    )
}

/// [`BLOCKS`] paragraphs.
fn sentences() -> String {
    (0..BLOCKS).map(sentence).collect()
}

/// The article of a page with all of its blocks kept.
fn whole(page: &str) -> Article {
    let builder = Extractor::builder();
    let kinds = [Cruft::LowScore, Cruft::Navigation, Cruft::Related, Cruft::Caption];
    kinds.into_iter().fold(builder, unboil::ExtractorBuilder::keep).build().extract(page).unwrap()
}

/// Number of links in all blocks.
fn links(article: &Article) -> usize {
    article.blocks().iter().map(|block| block.links().len()).sum()
}

#[test]
fn a_formula_belongs_to_one_block() {
    let blocks = "<div>the lamp that is out</div>".repeat(BLOCKS);
    for formula in [
        format!("<math><mi>μ</mi><mtext>{blocks}</mtext></math>"),
        format!("<math alttext='\\mu'><mtext>{blocks}</mtext></math>"),
        format!(
            "<math><semantics><mtext>{blocks}</mtext><annotation encoding=tex>\\mu</annotation></semantics></math>"
        ),
    ] {
        let article = whole(&format!("{}<p>So {formula} holds.</p>{}", sentences(), sentences()));
        assert_eq!(article.markdown().matches("\\mu").count(), 1, "{formula}");
        assert_eq!(article.html().matches("\\mu").count(), 1, "{formula}");
        assert_eq!(article.text().matches("the lamp that is out").count(), BLOCKS, "{formula}");
    }
}

#[test]
fn a_formula_of_a_whole_page_is_text() {
    for (bytes, is_formula) in [(LONGEST_TEX, true), (LONGEST_TEX + 1, false)] {
        let (tex, story) = ("x".repeat(bytes), sentences());
        for formula in [
            format!("<math alttext='{tex}'><mi>x</mi></math>"),
            format!("<math><semantics><mi>x</mi><annotation encoding=tex>{tex}</annotation></semantics></math>"),
            format!("<span>x</span><script type=math/tex>{tex}</script>"),
            format!("<img class=latex src=x.png alt='{tex}'>"),
        ] {
            let article = whole(&format!("{story}<p>So {formula} holds, as the keeper of the lamp says.</p>{story}"));
            assert_eq!(article.markdown().contains(&tex), is_formula, "{bytes}: {}", &formula[..40]);
            assert_eq!(article.html().contains(&tex), is_formula, "{bytes}: {}", &formula[..40]);
        }
    }
    // The text that MathML displays is kept either way.
    let article =
        whole(&format!("{0}<p>So <math><mtext>{1}</mtext></math></p>{0}", sentences(), "lamp ".repeat(2_000)));
    assert!(article.markdown().contains(&"lamp ".repeat(1_999)) && !article.markdown().contains("\\text"));
}

#[test]
fn a_link_around_blocks_repeats_8_kilobytes_of_address() {
    for (bytes, expected) in [(20, BLOCKS), (200, BLOCKS), (1_000, 8), (5_000, 1)] {
        let address = format!("/{}", "x".repeat(bytes - 1));
        let article = whole(&format!("<a href={address}>{}</a>", sentences()));
        assert_eq!((article.blocks().len(), links(&article)), (BLOCKS, expected), "{bytes}");
    }
}

#[test]
fn links_with_one_address_are_all_links() {
    let link =
        format!("<p>The keeper has <a href=/{}>a lamp</a> that nobody else on the pier knows of.</p>", "x".repeat(200));
    let article = whole(&link.repeat(BLOCKS));
    assert_eq!(links(&article), BLOCKS);
}

#[test]
fn an_attribute_that_is_copied_into_all_paragraphs_is_refused_where_it_is_long() {
    let page =
        |bytes: usize| format!("<div><a href=/{}>x</div>{}", "x".repeat(bytes), "<p>The lamp is out".repeat(1_000));
    assert!(unboil::extract(&page(100)).is_ok());
    assert!(matches!(unboil::extract(&page(50_000)), Err(Error::TooComplex { .. })));
}

#[test]
fn a_long_base_is_not_repeated_in_every_link() {
    let url = |base: &str| {
        let article =
            whole(&format!("<base href='{base}'>{0}<p>Of <a href=b>a lamp</a> that is out.</p>{0}", sentences()));
        article.blocks().iter().flat_map(|block| block.links()).map(|link| link.url().to_owned()).next().unwrap()
    };
    let long = "x".repeat(2_000);
    assert_eq!(url("https://a.example/c/"), "https://a.example/c/b");
    assert_eq!(url(&format!("https://a.example/c/{long}")), "https://a.example/c/b");
    assert_eq!(url(&format!("https://a.example/{long}/")), "b");
}
