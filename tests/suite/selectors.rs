//! Rules by CSS selector: what they drop, keep and select, on pages of every kind.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;
use unboil::{Article, Cruft, Error, Extractor, Input, Reason, Rule, SiteRules};

use crate::clock::times_as_much;
use crate::fixtures::pages;

/// A page with all that rules are tried on.
const PAGE: &str = r#"<!DOCTYPE html><html lang=en><head><title>The ferry is late | Quay News</title>
<link rel=canonical href="https://www.quay.example/ferry"></head><body>
<header><h1>The ferry is late</h1></header>
<main><article>
<p>The ferry was late again on Monday, and nobody on the quay was surprised, since it has been late all year long.</p>
<p class=facts>The harbour master says that the engine is older than he is <span class=ad>(win a cruise!)</span> and that
nobody makes the parts for it any more, except for a man in Bergen.</p>
<aside class=promo><p>Our readers have kept this paper afloat since the year of the storm, and they can do it again.</p>
<figure><img src="/promo.jpg" width=600 height=400 alt="A hat on a bollard"></figure>
<p class=correction>An earlier version of this story had the wrong name of the harbour master.</p></aside>
<p>A second ferry has been promised for the spring, the council said, although the money for it has yet to be found.</p>
<figure class=chart><img src="/chart.png" width=600 height=400 alt="Minutes late by month"></figure>
<p>Passengers have begun to bring chairs, and a woman from the upper town sells them coffee out of a handcart.</p>
<p class=tags>Tags: ferries, engines</p>
</article></main>
<section class=more><h2>Read also</h2><figure><img src="/lamp.jpg" width=600 height=400 alt="A lamp"></figure><p>The lighthouse is dark, and the state and the port cannot agree on whose lamp it is
and on who has to change it.</p></section>
<footer><p>© 2025 Quay News. All rights reserved.</p></footer></body></html>"#;

/// The article of a page by these rules.
fn by(rules: &[unboil::Result<Rule>], page: &str) -> Article {
    let rules = rules.iter().map(|rule| rule.as_ref().unwrap().clone());
    rules.fold(Extractor::builder(), |builder, rule| builder.rule(rule)).build().extract(page).unwrap()
}

fn tree(page: &str) -> RcDom {
    parse_document(RcDom::default(), ParseOpts::default()).one(page)
}

fn drop(kind: Cruft, selector: &str) -> unboil::Result<Rule> {
    Rule::drop_selector(kind, selector)
}

/// What was removed because of a rule with this selector: kind and text.
fn removed<'a>(article: &'a Article, selector: &str) -> Vec<(Cruft, &'a str)> {
    let is_own = |reason: &Reason| matches!(reason, Reason::Selector { selector: own } | Reason::OutsideArticle { selector: own } if own == selector);
    let own = article.removed().iter().filter(|block| block.reasons().first().is_some_and(is_own));
    own.map(|block| (block.cruft(), block.text())).collect()
}

#[test]
fn a_selector_drops_text_and_pictures_with_its_kind() {
    let plain = unboil::extract(PAGE).unwrap();
    assert!(plain.text().contains("Passengers have begun") && plain.html().contains("chart.png"));
    let article = by(&[drop(Cruft::Player, "figure.chart, figure.chart ~ p:not(.tags)")], PAGE);
    assert!(!article.text().contains("Passengers have begun") && !article.html().contains("chart.png"));
    let removed = removed(&article, "figure.chart, figure.chart ~ p:not(.tags)");
    assert_eq!(removed[0], (Cruft::Player, "Minutes late by month"));
    assert_eq!(removed[1].0, Cruft::Player);
    assert!(removed[1].1.starts_with("Passengers") && removed.len() == 2, "{removed:?}");
    let picture = article.removed().iter().find(|block| block.text() == "Minutes late by month").unwrap();
    assert_eq!(picture.url(), Some("https://www.quay.example/chart.png"));
    let shown = picture.reasons()[0].to_string();
    assert!(shown.starts_with("stands in an element that the rule \"figure.chart, "), "{shown}");
}

#[test]
fn a_selector_cuts_an_element_out_of_its_sentence() {
    assert!(unboil::extract(PAGE).unwrap().text().contains("older than he is (win a cruise!) and that"));
    let article = by(&[drop(Cruft::Advertisement, "span.ad")], PAGE);
    assert!(article.text().contains("the engine is older than he is and that nobody"), "{}", article.text());
    assert_eq!(removed(&article, "span.ad"), [(Cruft::Advertisement, "(win a cruise!)")]);
}

#[test]
fn a_selector_keeps_text_and_pictures() {
    let plain = unboil::extract(PAGE).unwrap();
    assert!(!plain.text().contains("Tags: ferries") && !plain.html().contains("lamp.jpg"));
    let article = by(&[Rule::keep_selector(".tags"), Rule::keep_selector(".more > figure")], PAGE);
    assert!(article.text().ends_with("Tags: ferries, engines"), "{}", article.text());
    assert!(article.html().contains("lamp.jpg"), "{}", article.html());
}

#[test]
fn a_selector_says_what_is_the_article() {
    let article = by(&[Rule::article("#story"), Rule::article("section.more"), Rule::article("main > article")], PAGE);
    assert_eq!(article.selected_by(), Some("section.more"));
    assert!(article.text().ends_with("on who has to change it."), "{}", article.text());
    assert!(!article.text().contains("The ferry was late"), "{}", article.text());
    assert_eq!(article.title(), Some("The ferry is late"));
    let outside = removed(&article, "section.more");
    assert!(outside.iter().any(|(_, text)| text.starts_with("A second ferry")), "{outside:?}");
    assert!(outside.iter().any(|(kind, text)| *kind == Cruft::Copyright && text.starts_with('©')), "{outside:?}");
    assert!(outside.iter().any(|(_, text)| *text == "Minutes late by month"), "{outside:?}");
    // Several elements come in reading order, and what is known to be cruft goes.
    let article = by(&[Rule::article("figure.chart + p, article > p:first-of-type, .tags")], PAGE);
    let blocks: Vec<&str> = article.blocks().iter().map(|block| &block.text()[..10]).collect();
    assert_eq!(blocks, ["The ferry ", "Passengers"]);
}

#[test]
fn without_a_match_a_rule_changes_nothing() {
    let plain = unboil::extract(PAGE).unwrap();
    let rules = [
        Rule::article("#story"),
        Rule::article("br"),
        drop(Cruft::Legal, ".x"),
        Rule::keep_selector("article article"),
    ];
    let article = by(&rules, PAGE);
    assert_eq!(article.selected_by(), None);
    assert_eq!(article.html(), plain.html());
    assert_eq!(format!("{:?}", article.removed()), format!("{:?}", plain.removed()));
}

#[test]
fn keep_beats_drop_and_both_beat_the_rest() {
    let rules = |selectors: [&str; 3]| {
        let [article, drop_selector, keep] = selectors;
        by(&[Rule::article(article), drop(Cruft::Donation, drop_selector), Rule::keep_selector(keep)], PAGE)
    };
    // Kept within what is dropped within the article.
    let article = rules(["main > article", "aside.promo", ".correction"]);
    assert!(article.text().contains("the wrong name of the harbour master"), "{}", article.text());
    let dropped = removed(&article, "aside.promo");
    assert_eq!(dropped[0].1.split(' ').next(), Some("Our"));
    assert_eq!(dropped[1], (Cruft::Donation, "A hat on a bollard"));
    // Dropped within what is kept, and kept outside of the article.
    let article = rules(["main > article", ".facts, span.ad", "article > .facts, header"]);
    assert!(article.text().starts_with("The ferry is late\n\n") && article.text().contains("(win a cruise!)"));
    // Rules for phrases follow the same order; of two that drop, the first gives the kind.
    let article =
        by(&[drop(Cruft::Share, ".facts"), Rule::drop(Cruft::Legal, "harbour master"), Rule::keep("Bergen")], PAGE);
    assert!(article.text().contains("Bergen"));
    for (first, second) in [
        (Rule::drop(Cruft::Legal, "harbour master"), drop(Cruft::Share, ".facts")),
        (drop(Cruft::Legal, ".facts"), Rule::drop(Cruft::Share, "harbour master")),
        (drop(Cruft::Legal, "main"), drop(Cruft::Share, ".facts")),
        (drop(Cruft::Legal, ".facts"), drop(Cruft::Share, "main")),
    ] {
        let article = by(&[first, second], PAGE);
        let facts = article.removed().iter().find(|block| block.text().starts_with("The harbour master")).unwrap();
        assert_eq!(facts.cruft(), Cruft::Legal);
    }
    // A kind to keep does not bring back what is outside.
    let rule = Rule::article("main > article").unwrap();
    let article = Extractor::builder().rule(rule).keep(Cruft::Copyright).build().extract(PAGE).unwrap();
    assert!(!article.text().contains('©'));
}

#[test]
fn the_article_is_kept_however_short() {
    let page = "<div id=x><p>The rope is wet.</p></div><div id=y class=related><h2>Read also</h2><p><a href=/a>Moor</a></p>\
        </div><div><p>The night train to the coast runs again, twelve years after the last one left it.</p></div>";
    assert_eq!(by(&[Rule::article("#x")], page).text(), "The rope is wet.");
    assert!(by(&[Rule::article("#y")], page).text().contains("Moor"));
    assert!(by(&[Rule::article("#y"), drop(Cruft::Related, "#y")], page).is_empty());
    let least = Extractor::builder().rule(Rule::article("#x").unwrap()).min_words(30).build();
    assert!(least.extract(page).unwrap().is_empty());
    let page = r#"<main><h1>Night train</h1><p>The night train to the coast runs again, twelve years after the last one.
        </p></main><script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "The night train to the coast
        runs again, twelve years after the last one. Tickets for the first week were sold out within an hour, the railway
        said. It leaves at nine from platform eleven, as it always did, and has a dining car, two conductors and a
        compartment for bicycles."}</script>"#;
    assert!(unboil::extract(page).unwrap().text().ends_with("for bicycles."));
    assert!(by(&[Rule::article("main")], page).text().ends_with("after the last one."));
}

#[test]
fn hidden_elements_are_shown_if_a_rule_selects_them() {
    let story = "The ferry was late again on Monday, and nobody on the quay was surprised by that at all. ".repeat(5);
    let hidden = "<p id=t>Minutes of the meeting of the harbour board, as taken down by the clerk.</p><p>Not this.</p>";
    let page = |hidden: String| format!("<main><p>{story}</p>{hidden}</main>");
    for hidden in [
        format!("<div hidden>{hidden}</div>"),
        format!("<div style='display:none'><div><div hidden>{hidden}</div></div></div>"),
        format!("<template>{hidden}</template>"),
        format!("<div hidden><template><b>{hidden}</b></template></div>"),
    ] {
        let page = page(hidden);
        assert!(!unboil::extract(&page).unwrap().text().contains("Minutes"));
        let kept = by(&[Rule::keep_selector("#t")], &page).text();
        assert!(kept.ends_with("by the clerk.") && kept.contains("The ferry"), "{kept}");
        assert!(by(&[Rule::article("#t")], &page).text().ends_with("by the clerk."));
        let dropped = by(&[drop(Cruft::Legal, "#t")], &page);
        assert!(dropped.removed().is_empty(), "{:?}", dropped.removed());
    }
    let page = page(format!("<div hidden id=h>{hidden}</div>"));
    assert!(by(&[Rule::keep_selector("#h")], &page).text().ends_with("Not this."));
}

#[test]
fn cells_and_rows_are_dropped_out_of_tables() {
    let row = |cells: [&str; 3]| format!("<tr><td>{}<td class=edit>{}<td>{}", cells[0], cells[1], cells[2]);
    let rows = [["Pier", "[edit]", "Depth"], ["North", "[edit]", "4 m"], ["South", "[edit]", "6 m"], ["Ad", "x", "y"]];
    let story =
        "<p>The harbour has two piers, of which the southern one can take ships of six metres at low water.</p>";
    let page = format!("<article>{story}<table>{}</table>{story}</article>", rows.map(row).concat());
    let article =
        by(&[Rule::article("article"), drop(Cruft::Navigation, "td.edit"), drop(Cruft::Legal, "tr:last-child")], &page);
    assert!(article.text().contains("Pier | | Depth\nNorth | | 4 m\nSouth | | 6 m\n"), "{}", article.text());
    let cells = ["[edit]", "[edit]", "[edit]", "x"].map(|text| (Cruft::Navigation, text));
    assert_eq!(removed(&article, "td.edit"), cells);
    assert_eq!(removed(&article, "tr:last-child"), [(Cruft::Legal, "Ad"), (Cruft::Legal, "y")]);
}

#[test]
fn selectors_match_as_in_browsers() {
    let page = |id: &str| {
        format!(
            "<!doctype html><html><body><div class='a B' {id}><ul><li>1<li class=x>2<li>3</ul>\
        <p data-k='v w'>4</p><p>5</p></div><x-card><template shadowrootmode=open><p>6</p></template></x-card>\
        <svg><a>7</a></svg><p></p></body></html>"
        )
    };
    let selected = |selector: &str| {
        let article = by(&[Rule::keep_selector(selector)], &page("id=I"));
        article.blocks().iter().map(|block| block.text()).collect::<Vec<_>>().join("")
    };
    for (selector, expected) in [
        ("li", "123"),
        ("LI", "123"),
        (".a", "12345"),
        (".b", ""),
        (".B li", "123"),
        ("div.a.B > p", "45"),
        ("#I p", "45"),
        ("#i p", ""),
        ("li + li", "23"),
        (".x ~ li", "3"),
        ("li:first-child", "1"),
        ("li:nth-child(odd)", "13"),
        ("li:last-child, p", "3456"),
        ("li:nth-last-child(2)", "2"),
        ("p:nth-of-type(2)", "5"),
        ("p:only-child", "6"),
        ("[data-k]", "4"),
        ("[data-k~=w]", "4"),
        ("[data-k^='v ']", "4"),
        ("[data-K*=' ']", "4"),
        ("[data-k=V]", ""),
        ("[data-k='V W' i]", "4"),
        ("x-card p", "6"),
        ("template > p", "6"),
        ("li:not(.x)", "13"),
        (":is(ul, p)", "123456"),
        (":root", "123456"),
        ("html > body", "123456"),
        ("p:empty", ""),
        ("ul *", "123"),
        ("* ul", "123"),
        ("body > div ul > .x + li", "3"),
        ("div div li", ""),
        ("ul + p", "4"),
        ("ul ~ p + p", "5"),
    ] {
        assert_eq!(selected(selector), expected, "{selector}");
    }
    // Without a doctype the case of classes and ids does not count.
    let quirky = page("id=I").replace("<!doctype html>", "");
    assert_eq!(by(&[Rule::keep_selector("div.b#i > p")], &quirky).blocks().len(), 2);
    let extractor = Extractor::builder().rule(Rule::keep_selector("div.b#i > p").unwrap()).build();
    assert_eq!(extractor.extract_input(Input::tree(&tree(&quirky))).unwrap().blocks().len(), 2);
    // In XHTML, elements close themselves.
    let xhtml =
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><div class='a'/><p>8</p></body></html>";
    assert_eq!(by(&[Rule::keep_selector(".a + p")], xhtml).text(), "8");
    assert!(by(&[Rule::keep_selector(".a > p")], xhtml).is_empty());
}

#[test]
fn plain_text_has_no_elements() {
    let text = "Ferry\n\nThe ferry was late again on Monday, and nobody on the quay was surprised.\n\nTags: ferries";
    let rules = [drop(Cruft::Legal, "p"), Rule::keep_selector("*"), Rule::article("body")].map(Result::unwrap);
    let builder = rules.into_iter().fold(Extractor::builder(), |builder, rule| builder.rule(rule));
    let (ruled, plain) = (builder.build().clean(text).unwrap(), unboil::clean(text).unwrap());
    assert_eq!(ruled.text(), plain.text());
    assert_eq!(format!("{:?}", ruled.removed()), format!("{:?}", plain.removed()));
    assert_eq!(ruled.selected_by(), None);
}

#[test]
fn selectors_and_phrases_are_told_apart() {
    for (result, hint) in [
        (Rule::drop(Cruft::Legal, ".promo > p"), "looks like a CSS selector: use Rule::drop_selector"),
        (Rule::keep("aside.promo"), "use Rule::keep_selector"),
        (Rule::drop_selector(Cruft::Legal, "(?i)promo"), "looks like a regular expression: use Rule::drop"),
        (Rule::keep_selector("feed the office cat"), "HTML has no element <feed>: use Rule::keep"),
        (Rule::article("^Story"), "phrases can't tell where the article is"),
        (Rule::article("div:has(p)"), ":has()"),
    ] {
        let error = result.unwrap_err();
        assert!(matches!(error, Error::BadRule { .. } | Error::BadSelector { .. }));
        assert!(error.to_string().contains(hint), "{error}");
    }
    let rule = Rule::drop(Cruft::Legal, "(?:.promo > p)");
    assert!(by(&[rule], "<p>xpromo > p</p>").removed()[0].cruft() == Cruft::Legal);
}

#[test]
fn rules_of_sites_hold_by_host() {
    let rules = SiteRules::from_json(
        r#"{"sites": [
            {"hosts": ["quay.example"], "rules": [{"drop": "share", "selector": ".facts"}]},
            {"hosts": ["pier.example"], "rules": [{"drop": "legal", "phrase": "Bergen"}, {"keep": true, "selector": ".tags"}]}
        ]}"#,
    );
    let builder = || Extractor::builder().site_rules(rules.as_ref().unwrap().clone());
    let kind = |article: Article| {
        article.removed().iter().find(|block| block.text().contains("Bergen")).map(|block| block.cruft())
    };
    let at = |url: &str| builder().base_url(url).unwrap().build().extract(PAGE).unwrap();
    // The page's canonical address counts if the caller gives none.
    assert_eq!(kind(builder().build().extract(PAGE).unwrap()), Some(Cruft::Share));
    assert_eq!(kind(builder().build().extract(&PAGE.replace("canonical", "x")).unwrap()), None);
    assert_eq!(kind(at("https://news.pier.example/a")), Some(Cruft::Legal));
    assert!(at("https://news.pier.example/a").text().ends_with("Tags: ferries, engines"));
    assert_eq!(kind(at("https://other.example/a")), None);
    // The address that comes with a page counts before all others, whatever the page comes as.
    let builder_at_quay = builder().base_url("https://quay.example/").unwrap().build();
    let text = "The ferry was late again on Monday.\n\nThe parts come from a man in Bergen.";
    let (bytes, tree) = (Input::bytes(PAGE.as_bytes()), tree(PAGE));
    for input in [Input::html(PAGE), bytes, Input::tree(&tree), Input::text(text)] {
        let article = builder_at_quay.extract_input(input.url("https://pier.example/a")).unwrap();
        assert_eq!(kind(article), Some(Cruft::Legal));
    }
    assert_eq!(kind(builder_at_quay.extract_input(Input::tree(&tree)).unwrap()), Some(Cruft::Share));
    assert_eq!(kind(builder().build().extract_input(Input::tree(&tree)).unwrap()), Some(Cruft::Share));
    // The caller's own rules come first.
    let own = builder().rule(Rule::drop_selector(Cruft::Author, ".facts").unwrap());
    assert_eq!(kind(own.build().extract(PAGE).unwrap()), Some(Cruft::Author));
    let own = builder().rule(Rule::keep("Bergen").unwrap());
    assert_eq!(kind(own.build().extract(PAGE).unwrap()), None);
}

#[test]
fn on_every_page_kept_and_dropped_blocks_are_what_rules_say() {
    for (name, bytes) in pages() {
        let plain = Extractor::default().extract_bytes(&bytes, None).unwrap();
        let ruled = |rule: unboil::Result<Rule>| {
            Extractor::builder().rule(rule.unwrap()).build().extract_bytes(&bytes, None).unwrap()
        };
        let kept = ruled(Rule::keep_selector("body"));
        assert!(kept.removed().iter().all(|block| block.url().is_none()), "{name}: {:?}", kept.removed());
        assert!(kept.removed().len() <= plain.removed().len(), "{name}");
        let dropped = ruled(drop(Cruft::Legal, "body *"));
        assert!(dropped.blocks().iter().all(|block| plain.text().contains(block.text())), "{name}");
        let all = |article: &Article| article.blocks().len() + article.removed().len();
        assert!(all(&dropped) > 0 && all(&kept) > 0, "{name}");
    }
}

/// A page of about 100,000 elements, 500 deep, on which selectors that are matched from an element up take the square
/// of its size: `.a` is never the parent of `.b`, and no `h2` stands before a `p`.
fn hostile(elements: usize) -> String {
    let depth = 480;
    let deep = "<div class=a><div class=c>".repeat(depth / 2) + &"<i class=b></i><p class=d>x</p>".repeat(elements / 4);
    deep + &"</div>".repeat(depth) + &"<p class=e>y</p>".repeat(elements / 2)
}

#[test]
fn selectors_take_linear_time_on_hostile_pages() {
    const SELECTORS: &[&str] = &[
        ".a > .b",
        ".a .c > .a > .a .d",
        "h2 ~ p",
        ".b + h2 ~ .d",
        ".d ~ .d + .d",
        "* * * * * * h2",
        "div p:not(.d, .e)",
    ];
    let rules = SELECTORS.iter().map(|selector| drop(Cruft::Legal, selector).unwrap());
    let extractor = rules.fold(Extractor::builder(), |builder, rule| builder.rule(rule)).build();
    let copies = if cfg!(debug_assertions) { 4_000 } else { 96_000 };
    let pages = [hostile(copies / 8), hostile(copies)];
    let extract = |page: &str| check(extractor.extract(page));
    extract(&pages[0]);
    let times = times_as_much(20.0, || extract(&pages[0]), || extract(&pages[1]));
    assert!(times <= 20.0, "eight times the elements take {times:.1} times as long");
}

/// Checks that a page is within the limits, and frees the article.
fn check(article: unboil::Result<Article>) {
    assert!(article.is_ok(), "{:?}", article.err());
}
