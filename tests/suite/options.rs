//! The public API from a caller's view: each option changes the output, each error occurs, types can cross threads.

use unboil::{Article, Cruft, Error, Extractor, ExtractorBuilder, Focus, Limits, Rule};

use crate::fixtures::pages;
use crate::properties::is_subsequence;

const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en"><head><title>Bakers go back to wood | Market Voice</title><meta name="author" content="Ilse Thorn"></head>
<body>
<nav><ul><li><a href="/">Market Voice</a></li><li><a href="/food">Food</a></li></ul></nav>
<article>
<h1>Bakers go back to wood</h1>
<p class="byline">By Ilse Thorn</p>
<p>Three of the seven bakeries in the old town have taken out their electric ovens this year and had brick ones built in
their place. They say that it is cheaper, and their customers say that they can taste the difference.</p>
<p>A cord of beech heats the oven for nine days, according to <a href="/people/oram">Felix Oram</a>, who was the first to
change over. He used to pay for as much current in a single week as he now pays for wood in two months.</p>
<p>We pass the hat around on the first Sunday of each month, and what is in it goes to the pensioners who stack the wood.</p>
<p>Sign up for our free daily newsletter and get the top stories in your inbox.</p>
<p>The fire brigade has looked at the chimneys and found nothing to object to. A fourth bakery is waiting for its bricks,
which are made by hand and are not expected to be dry before the autumn.</p>
<p>Tags: bread, ovens, wood</p>
</article>
<section class="comments" id="comments"><h2>2 comments</h2>
<div class="comment"><p>My grandmother baked in such an oven until she was ninety, and she had the forearms to prove it to anybody who asked.</p></div>
<div class="comment"><p>Where do the other four bakeries stand on this question, and has anybody thought of asking them about it?</p></div>
</section>
<footer><p>© 2025 Market Voice. All rights reserved.</p></footer>
</body></html>"#;

/// The effect of an option on a piece of [`PAGE`]'s text, which is kept or dropped because of the option.
struct Effect {
    option: &'static str,
    extractor: fn(ExtractorBuilder) -> unboil::Result<ExtractorBuilder>,
    piece: &'static str,
    is_kept: bool,
}

const EFFECTS: &[Effect] = &[
    Effect { option: "keep byline", extractor: |b| Ok(b.keep(Cruft::Byline)), piece: "By Ilse Thorn", is_kept: true },
    Effect {
        option: "keep newsletter",
        extractor: |b| Ok(b.keep(Cruft::Newsletter)),
        piece: "free daily newsletter",
        is_kept: true,
    },
    Effect {
        option: "keep copyright",
        extractor: |b| Ok(b.keep(Cruft::Copyright)),
        piece: "All rights reserved",
        is_kept: true,
    },
    Effect {
        option: "drop after keep",
        extractor: |b| Ok(b.drop(Cruft::Tags).keep(Cruft::Tags)),
        piece: "Tags: bread",
        is_kept: true,
    },
    Effect { option: "comments", extractor: |b| Ok(b.comments(true)), piece: "My grandmother baked", is_kept: true },
    Effect {
        option: "rule that keeps",
        extractor: |b| Ok(b.rule(Rule::keep("(?i)^tags:")?)),
        piece: "Tags: bread",
        is_kept: true,
    },
    Effect {
        option: "rule that drops",
        extractor: |b| Ok(b.rule(Rule::drop(Cruft::Donation, "pass the hat")?)),
        piece: "We pass the hat",
        is_kept: false,
    },
    Effect {
        option: "keep beats drop",
        extractor: |b| Ok(b.rule(Rule::keep("^Tags:")?).rule(Rule::drop(Cruft::Tags, "ovens, wood$")?)),
        piece: "Tags: bread",
        is_kept: true,
    },
];

#[test]
fn types_can_cross_threads() {
    fn assert_send_and_sync<T: Send + Sync + 'static>() {}
    assert_send_and_sync::<Article>();
    assert_send_and_sync::<Extractor>();
    assert_send_and_sync::<ExtractorBuilder>();
    assert_send_and_sync::<Error>();
    assert_send_and_sync::<Limits>();
    assert_send_and_sync::<Rule>();
    assert_send_and_sync::<unboil::Removed>();
    assert_send_and_sync::<unboil::SiteProfile>();
}

#[test]
fn each_option_changes_the_text() {
    let plain = unboil::extract(PAGE).unwrap().text();
    for Effect { option, extractor, piece, is_kept } in EFFECTS {
        let article = extractor(Extractor::builder()).unwrap().build().extract(PAGE).unwrap();
        assert_ne!(plain.contains(piece), *is_kept, "{option} has nothing to change:\n{plain}");
        assert_eq!(article.text().contains(piece), *is_kept, "{option}:\n{}", article.text());
        let is_removed = article.removed().iter().any(|removed| removed.text().contains(piece));
        assert_ne!(is_removed, *is_kept, "{option}");
    }
}

#[test]
fn a_rule_gives_its_kind_and_its_pattern() {
    let rule = Rule::drop(Cruft::Donation, "pass the hat").unwrap();
    let article = Extractor::builder().rule(rule).build().extract(PAGE).unwrap();
    let removed = article.removed().iter().find(|removed| removed.text().contains("pass the hat")).unwrap();
    assert_eq!(removed.cruft(), Cruft::Donation);
    assert!(removed.reasons()[0].to_string().contains("pass the hat"));
}

#[test]
fn each_kind_of_cruft_can_be_kept() {
    let page = include_bytes!("../pages/donation-funded-newsroom/source.html");
    let plain = Extractor::default().extract_bytes(page, None).unwrap();
    for kind in Cruft::ALL {
        let dropped = plain.removed().iter().filter(|block| block.cruft() == *kind).count();
        let keeping = Extractor::builder().keep(*kind).build().extract_bytes(page, None).unwrap();
        let still = keeping.removed().iter().filter(|block| block.cruft() == *kind).count();
        assert!(still == 0, "{still} of {dropped} blocks are dropped as {kind}, which was to be kept");
    }
}

#[test]
fn an_article_has_the_least_number_of_words() {
    let short = "<!DOCTYPE html><html><head><title>Ann Pell: the kettle is on</title><meta property=og:type content=article>\
        </head><body><header><a href=/>mastodon.example</a></header><main><article><p>The kettle is on and the cat has \
        found the warm spot again.</p></article></main><footer><a href=/about>About</a></footer></body></html>";
    let words = |page: &str, least| Extractor::builder().min_words(least).build().extract(page).unwrap().blocks().len();
    assert!(!unboil::extract(short).unwrap().is_empty(), "a toot is an article");
    assert_eq!((words(short, 13), words(short, 14)), (1, 0));
    assert!(words(PAGE, 100) > 3 && words(PAGE, 1000) == 0);
    let refused = Extractor::builder().min_words(1000).build().extract(PAGE).unwrap();
    assert!(refused.confidence() < 0.5 && refused.removed().iter().any(|block| block.text().starts_with("Three of")));
    let manual = "<main><h1>kettle</h1><p class=sig-object>boil(seconds)</p><p>Boils the water in the kettle for as many \
        seconds as it is told to.</p></main>";
    assert_eq!((words(manual, 5), words(manual, 1000)), (3, 0));
    let clean = |least| Extractor::builder().min_words(least).build().clean("The rope is wet.").unwrap();
    assert!(!clean(4).is_empty() && clean(5).is_empty());
}

#[test]
fn a_rule_keeps_even_where_there_is_no_article() {
    let extractor = Extractor::builder().rule(Rule::keep("^Gone fishing").unwrap()).build();
    let article = extractor.extract("<p>Gone fishing.</p><p>Back on Monday.</p>").unwrap();
    assert_eq!(article.text(), "Gone fishing.");
}

#[test]
fn recall_keeps_the_link_lists_of_a_manual() {
    let page = include_bytes!("../gaps/docs-ending-in-link-lists/source.html");
    let text = |focus| Extractor::builder().focus(focus).build().extract_bytes(page, None).unwrap().text();
    assert!(
        text(Focus::Recall)
            .ends_with("Reference pages\n\n- The [retry] table\n- The [queue] table\n- Handler return values")
    );
    assert!(!text(Focus::Precision).contains("Handler return values"));
}

#[test]
fn recall_keeps_what_precision_drops() {
    let mut kept = [0; 3];
    for (name, bytes) in pages() {
        let texts = [Focus::Precision, Focus::Balanced, Focus::Recall].map(|focus| {
            let article = Extractor::builder().focus(focus).build().extract_bytes(&bytes, None).unwrap();
            article.blocks().iter().map(|block| block.text().to_owned()).collect::<Vec<_>>()
        });
        for pair in texts.windows(2) {
            assert!(is_subsequence(&pair[0], &pair[1]), "{name}: {:#?} {:#?}", pair[0], pair[1]);
        }
        for (total, blocks) in kept.iter_mut().zip(&texts) {
            *total += blocks.len();
        }
    }
    assert!(kept[0] < kept[1] && kept[1] < kept[2], "no difference on any page: {kept:?}");
}

#[test]
fn the_base_url_resolves_links() {
    let link = |builder: ExtractorBuilder| {
        let article = builder.build().extract(PAGE).unwrap();
        let link = article.blocks().iter().flat_map(|block| block.links()).next().unwrap().clone();
        assert_eq!(link.text(), "Felix Oram");
        link.url().to_owned()
    };
    assert_eq!(link(Extractor::builder()), "/people/oram");
    let based = Extractor::builder().base_url("https://market.example/food/story").unwrap();
    assert_eq!(link(based), "https://market.example/people/oram");
}

#[test]
fn the_content_type_or_the_address_says_that_a_page_is_xhtml() {
    let page = PAGE.replace("<p>A cord", "<blockquote/><p>A cord");
    let kinds = |article: Article| article.blocks().iter().map(unboil::Block::kind).collect::<Vec<_>>();
    let of_type = |kind| kinds(Extractor::default().extract_bytes(page.as_bytes(), kind).unwrap());
    let at = |url| kinds(Extractor::builder().base_url(url).unwrap().build().extract(&page).unwrap());
    let expected = kinds(unboil::extract(PAGE).unwrap());
    assert_eq!(of_type(Some("Application/xhtml+xml; charset=utf-8")), expected);
    assert_eq!(at("https://a.example/b/chapter-7.xhtml?page=2"), expected);
    for html in [of_type(Some("text/html")), of_type(None), at("https://a.example/b.xhtml/c")] {
        assert_ne!(html, expected);
    }
}

#[test]
fn every_error_occurs() {
    let limited = |limits: Limits| Extractor::builder().limits(limits).build().extract(PAGE).unwrap_err();
    let errors = [
        ("bytes", limited(Limits::default().max_bytes(1_000))),
        ("depth", limited(Limits::default().max_depth(3))),
        ("nodes", limited(Limits::default().max_nodes(20))),
        ("drop", Rule::drop(Cruft::Legal, "(").unwrap_err()),
        ("keep", Rule::keep("[").unwrap_err()),
        ("base", Extractor::builder().base_url("/story").err().unwrap()),
        ("no base", Extractor::builder().base_url("mailto:desk@market.example").err().unwrap()),
        ("tangle", Extractor::default().extract(&format!("<p {}>", "a b=c ".repeat(100_000))).unwrap_err()),
    ];
    let message = errors[3].1.to_string();
    assert!(message.ends_with("(\n    ^\nerror: unclosed group"), "{message}");
    for (name, error) in &errors {
        let is_right = match *name {
            "bytes" => matches!(error, Error::TooLarge { bytes, limit: 1_000 } if *bytes == PAGE.len()),
            "depth" => matches!(error, Error::TooDeep { limit: 3, .. }),
            "nodes" => matches!(error, Error::TooManyNodes { limit: 20, .. }),
            "tangle" => matches!(error, Error::TooComplex { .. }),
            "drop" | "keep" => matches!(error, Error::BadRule { .. }),
            _ => matches!(error, Error::BadBaseUrl { .. }),
        };
        assert!(is_right, "{name}: {error:?}");
    }
}

/// The texts of the blocks that are kept of a page.
fn kept(builder: ExtractorBuilder, page: &[u8]) -> Vec<String> {
    let article = builder.build().extract_bytes(page, None).unwrap();
    article.blocks().iter().map(|block| block.text().to_owned()).collect()
}

#[test]
fn dropping_a_kind_drops_what_the_scorer_takes_for_content() {
    let german = &include_bytes!("../pages/german-news/source.html")[..];
    let forum = &include_bytes!("../pages/forum-thread-in-noscript/source.html")[..];
    let tables = &include_bytes!("../pages/tables-kept-whole/source.html")[..];
    for (page, kind, gone) in [
        (german, Cruft::Related, Some("Altes Stellwerk: Der Abriss ist beschlossen")),
        (forum, Cruft::Byline, Some("February 2, 2021, 8:15am")),
        (german, Cruft::Copyright, None),
        (tables, Cruft::Related, None),
        (tables, Cruft::Caption, None),
    ] {
        let all = kept(Extractor::builder(), page);
        let article = Extractor::builder().drop(kind).build().extract_bytes(page, None).unwrap();
        let rest: Vec<&str> = article.blocks().iter().map(unboil::Block::text).collect();
        let expected: Vec<&str> = all.iter().map(String::as_str).filter(|text| Some(*text) != gone).collect();
        assert_eq!(rest, expected, "{kind}");
        if let Some(gone) = gone {
            let removed = article.removed().iter().find(|block| block.text() == gone).unwrap();
            assert_eq!(removed.cruft(), kind);
            let keeping = kept(Extractor::builder().drop(kind).keep(kind), page);
            assert!(keeping.iter().any(|text| text == gone), "keep after drop");
            assert_eq!(kept(Extractor::builder().keep(kind).drop(kind), page), rest, "drop after keep");
            let ruled = Extractor::builder().drop(kind).rule(Rule::keep(&regex::escape(gone)).unwrap());
            assert!(kept(ruled, page).iter().any(|text| text == gone), "a rule beats it");
        }
    }
}

#[test]
fn a_sentence_about_a_kind_that_is_dropped_stays() {
    let story = PAGE.replace("Sign up for our free daily newsletter and get", "A baker asks readers to sign up for our free daily newsletter, which he prints at night, and to tell him what they think of")
        .replace("<h1>Bakers go back to wood</h1>", "<h1>Bakers disable your ad blocker</h1>");
    let builder = Extractor::builder().drop(Cruft::Newsletter).drop(Cruft::AdBlock);
    assert_eq!(kept(builder, story.as_bytes()), kept(Extractor::builder(), story.as_bytes()));
}

#[test]
fn kinds_that_are_kept_are_no_article_by_themselves() {
    const NOTICE: &str = "<nav><a href=/>Home</a></nav><p>Copyright © 2024 The Junction. All rights reserved.</p>";
    let keeping = || Extractor::builder().keep(Cruft::Copyright);
    for (least, is_kept) in [(None, false), (Some(3), true), (Some(100), false)] {
        let builder = least.map_or_else(keeping, |least| keeping().min_words(least));
        let article = builder.build().extract(NOTICE).unwrap();
        assert_eq!(!article.is_empty(), is_kept, "{least:?}");
        let removed = article.removed().iter().find(|block| block.text().starts_with("Copyright"));
        assert_eq!(removed.map(unboil::Removed::cruft), (!is_kept).then_some(Cruft::Copyright), "{least:?}");
    }
    let article = keeping().min_words(1000).build().extract(PAGE).unwrap();
    assert!(article.is_empty() && article.confidence() < 0.5, "{}", article.text());
    let ruled = keeping().min_words(100).rule(Rule::keep("^Copyright").unwrap());
    assert!(!ruled.build().extract(NOTICE).unwrap().is_empty(), "a rule keeps even so");
}
