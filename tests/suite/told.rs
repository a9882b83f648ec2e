//! Stories that stand in the data of a page alone: behind a paywall, or drawn by a script.

use serde_json::{Value, json};
use unboil::{Article, Cruft, Extractor, Reason};

/// The paragraphs of a story.
const STORY: [&str; 9] = [
    "The harbour board of Vennesund voted on Tuesday to close the old slipway, which fishermen have used since 1911.",
    "Repairs would cost four million crowns, the engineers wrote, and the concrete below the waterline has gone soft.",
    "Nobody asked the boatbuilders, says Ragna Tveit, whose family has hauled its boats up there for three generations.",
    "A new slipway is planned on the northern side of the bay, where the ferry landed until the tunnel was opened.",
    "It will be wider and less steep, but the way there is two kilometres longer, and in winter the road is not cleared.",
    "Of the nineteen boats that were hauled up last autumn, eleven are older than the board, and three have no engine.",
    "The ferry company, to which the northern side belongs, says that it has not been asked, and would like to be.",
    "Divers looked at the piles in January. They found them in better shape than the plans, on which two are missing.",
    "The board meets again in March, and Tveit means to be there with everybody who still owns a wooden boat.",
];
const TITLE: &str = "Vennesund closes its old slipway";

/// A page with this text in sight and these scripts.
fn page(shown: &[&str], scripts: &str) -> String {
    let shown: String = shown.iter().map(|text| format!("<p>{text}</p>")).collect();
    format!(
        "<!doctype html><html lang=en><title>{TITLE} | The Bay Courier</title><meta property=og:type content=article>
        {scripts}<nav><a href=/>Home</a><a href=/sea>Sea</a><a href=/town>Town</a></nav>
        <main><h1>{TITLE}</h1>{shown}<div class=paywall><p>Subscribe to read the rest of this story.</p>
        <a href=/subscribe>Subscribe now</a></div></main><div class=cookie-banner><h2>We value your privacy</h2><p>We
        use cookies and similar technologies to make this site work, to measure how it is used and to show you
        advertising that suits you. You can change your choice at any time in the cookie settings.</p><p>Some of our
        partners process your data on the basis of their legitimate interest. By clicking accept all cookies you agree
        to this.</p><button>Accept all cookies</button></div>
        <footer><p>© 2024 The Bay Courier. All rights reserved.</p></footer>"
    )
}

fn json_ld(entity: &Value) -> String {
    format!("<script type=application/ld+json>{entity}</script>")
}

fn state(state: &Value) -> String {
    format!("<script id=__STATE__ type=application/json>{state}</script>")
}

fn extract(page: &str) -> Article {
    unboil::extract(page).expect("the page is within the limits")
}

/// The headline and the whole story.
fn whole() -> String {
    [TITLE].iter().chain(&STORY).copied().collect::<Vec<_>>().join("\n\n")
}

/// The state of a Nuxt page: one list of values that refer to each other by their index.
fn nuxt() -> Value {
    let html: String = STORY.iter().map(|text| format!("<p>{text}</p>")).collect();
    json!([
        ["ShallowReactive", 1],
        { "data": 2 },
        { "post": 3, "more": 7 },
        { "title": 4, "body": 5, "date": 6 },
        TITLE,
        html + "<p>" + &"The tide does not wait for the board, they say in the boat sheds. ".repeat(6),
        ["Date", "2024-02-06T08:00:00.000Z"],
        [8, 9],
        { "teaser": 10 },
        { "teaser": 11 },
        "A ferry that was meant to be sold last autumn still lies at the quay, and nobody knows who pays for it.",
        "Eleven islands get a new cable this summer, and the electricians have nowhere to sleep, the county says."
    ])
}

#[test]
fn a_story_in_the_data_replaces_its_teaser() {
    let html: String = STORY.iter().map(|text| format!("<p>{text}</p>")).collect();
    let long = html.clone() + "<h2>What comes next</h2>" + &html.replace("The", "Again, the");
    let next = json!({ "props": { "pageProps": { "post": { "title": TITLE, "teaser": "Short.", "content": long } } } });
    let wordpress = json!({ "posts": [{ "title": { "rendered": TITLE }, "content": { "rendered": long } }] });
    for (name, shown, scripts) in [
        ("text", &STORY[..1], json_ld(&json!({"@type": "NewsArticle", "articleBody": STORY.join("\n\n")}))),
        ("HTML", &STORY[..2], json_ld(&json!({"@type": "BlogPosting", "headline": TITLE, "articleBody": html}))),
        ("a list", &STORY[..1], json_ld(&json!({"@graph": [{"@type": "Article", "articleBody": STORY}]}))),
        ("cut off", &[&STORY[0][..80]], json_ld(&json!({"@type": "Article", "articleBody": html}))),
        ("Next.js", &STORY[..1], state(&next)),
        ("WordPress", &[], state(&wordpress)),
        ("Nuxt", &STORY[..1], state(&nuxt())),
    ] {
        let article = extract(&page(shown, &scripts));
        assert!(article.text().starts_with(&whole()), "{name}:\n{}", article.text());
        assert_eq!(article.title(), Some(TITLE), "{name}");
        assert_eq!(article.text().matches(STORY[0]).count(), 1, "{name}");
        // What was kept of the page before is reported.
        for text in shown {
            let removed = article.removed().iter().find(|removed| removed.text() == text.trim());
            let kinds = [Cruft::Repeated, Cruft::LowScore];
            assert!(removed.is_some_and(|removed| kinds.contains(&removed.cruft())), "{name}: {text}");
            assert_eq!(removed.map(|removed| &removed.reasons()[0]), Some(&Reason::StoryInData), "{name}: {text}");
        }
        assert!(article.removed().iter().any(|removed| removed.text().contains("Subscribe")), "{name}");
        assert!(!article.text().contains("nobody knows who pays"), "{name}");
    }
}

#[test]
fn the_standfirst_stays_above_the_story() {
    let standfirst = "Fishermen must go round the bay from spring on, because the concrete is no longer safe.";
    let body = json_ld(&json!({"@type": "NewsArticle", "headline": TITLE, "articleBody": STORY.join("\n")}));
    let article = extract(&page(&[standfirst, STORY[0]], &body));
    assert_eq!(article.text(), whole().replacen(TITLE, &format!("{TITLE}\n\n{standfirst}"), 1));
}

#[test]
fn recipes_and_instructions_become_lists() {
    let ingredients = ["200 g red lentils", "1 l stock", "2 carrots & an onion", "a spoonful of cumin"];
    let steps = [
        "Chop the vegetables and fry them in oil until they smell sweet.",
        "Add lentils and stock.",
        "Simmer it. Taste it after twenty minutes, and serve it with bread and a spoonful of yoghurt.",
    ];
    let intro = "This soup is what we cook when the boats come in late, and nobody has ever sent a bowl of it back.";
    let step = |text: &&str| json!({"@type": "HowToStep", "text": text});
    for (name, entity) in [
        (
            "steps",
            json!({"@type": "Recipe", "name": TITLE, "recipeIngredient": ingredients,
                "recipeInstructions": steps.iter().map(step).collect::<Vec<_>>()}),
        ),
        (
            "strings",
            json!({"@type": ["Recipe"], "name": TITLE, "recipeIngredient": ingredients, "recipeInstructions": steps}),
        ),
        (
            "sections",
            json!({"@type": "Recipe", "name": TITLE, "recipeIngredient": ingredients, "recipeInstructions":
                [{"@type": "HowToSection", "name": "The soup", "itemListElement": steps.iter().map(step).collect::<Vec<_>>()}]}),
        ),
        (
            "instructions",
            json!({"@type": "HowTo", "name": TITLE, "supply": ingredients.iter().map(|name| json!({"name": name}))
                .collect::<Vec<_>>(), "step": steps.iter().map(step).collect::<Vec<_>>()}),
        ),
    ] {
        let article = extract(&page(&[], &json_ld(&entity)));
        let markdown = article.markdown();
        assert!(markdown.contains("- 200 g red lentils"), "{name}:\n{markdown}");
        assert!(markdown.contains("2. Add lentils and stock."), "{name}:\n{markdown}");
        assert_eq!(markdown.contains("## The soup"), name == "sections", "{name}:\n{markdown}");
        assert!(article.text().contains("2 carrots & an onion"), "{name}");
        assert!(
            extract(&page(&[intro], &json_ld(&entity))).text().contains("Simmer it."),
            "{name} below an introduction"
        );
    }
}

#[test]
fn a_good_cut_stays() {
    let html: String = STORY.iter().map(|text| format!("<p>{text}</p>")).collect();
    let other = "Apple trees in the upper valley stood in blossom three weeks early, and the bees were not there yet. ";
    let blossom = json!({"@type": "NewsArticle", "headline": "Blossom in the valley", "articleBody": other.repeat(12)});
    let product =
        json!([{"@type": "Product", "name": TITLE}, {"@type": "Article", "headline": TITLE, "articleBody": html}]);
    let comment = json!({"@type": "NewsArticle", "headline": TITLE, "comment":
        {"@type": "Comment", "articleBody": html, "text": html}});
    let teasers = json!({"posts": (0..9).map(|n| json!({"title": format!("No. {n}"), "excerpt": format!("{n} {other}")}))
        .collect::<Vec<_>>()});
    for (name, shown, scripts) in [
        ("no data", &STORY[..], String::new()),
        ("the same text", &STORY[..], json_ld(&json!({"@type": "Article", "headline": TITLE, "articleBody": html}))),
        (
            "most of the text",
            &STORY[..6],
            json_ld(&json!({"@type": "Article", "headline": TITLE, "articleBody": html})),
        ),
        ("a teaser", &STORY[..], json_ld(&json!({"@type": "Article", "headline": TITLE, "articleBody": STORY[0]}))),
        ("another story", &STORY[..2], json_ld(&blossom)),
        ("a product", &STORY[..1], json_ld(&product)),
        ("a comment", &STORY[..1], json_ld(&comment)),
        ("teasers", &STORY[..2], state(&teasers)),
    ] {
        let article = extract(&page(shown, &scripts));
        let expected = [TITLE].iter().chain(shown).copied().collect::<Vec<_>>().join("\n\n");
        assert!(article.text() == expected || shown.len() == 1 && article.is_empty(), "{name}:\n{}", article.text());
    }
}

#[test]
fn settings_hold_for_stories_in_the_data() {
    let html = page(&STORY[..1], &json_ld(&json!({"@type": "Article", "articleBody": STORY})));
    let extractor = Extractor::builder().min_words(1000).build();
    assert!(extractor.extract(&html).expect("the page is within the limits").is_empty());
    let plea = STORY.join("</p><p>") + "</p><p>Subscribe to our newsletter</p>";
    let html = page(&STORY[..1], &json_ld(&json!({"@type": "Article", "articleBody": plea})));
    assert!(extract(&html).removed().iter().any(|removed| removed.text() == "Subscribe to our newsletter"));
}
