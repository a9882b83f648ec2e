//! The JSON that articles and profiles are serialised as.

use serde_json::json;
use unboil::{Extractor, Rule, SiteProfile};

#[test]
fn articles_serialise() {
    let extractor = Extractor::builder().rule(Rule::keep("^Fog").unwrap()).build();
    let html = "<html lang=en><title>Fog – The Pier</title><p>Copyright © 2024 The Pier</p><ol><li>Fog on <a href=/b>the bay</a></ol>";
    let article = serde_json::to_value(extractor.extract(html).unwrap()).unwrap();
    assert_eq!(article["title"], "Fog");
    assert_eq!(article["language"], "en");
    assert_eq!(article["byline"], json!(null));
    let block = &article["blocks"][0];
    assert_eq!(block["kind"], json!({"type": "list-item", "depth": 1, "number": 1}));
    assert_eq!(block["text"], "Fog on the bay");
    assert_eq!(block["links"], json!([{"text": "the bay", "url": "/b"}]));
    assert_eq!(block["reasons"].as_array().unwrap().len(), 3);
    assert_eq!(article["removed"][0]["kind"], "copyright");
    assert_eq!(
        article["removed"][0]["reasons"][0],
        json!({"type": "phrase", "phrase": "copyright © NUM", "language": "en"})
    );
    assert_eq!(block["reasons"][0]["type"], "feature");
    assert!(article["confidence"].is_number());
    assert_eq!(article["version"], 1);
}

/// Every kind of structure is in the JSON of a block: enclosures, styles, links, pictures, formulas, notes, tables,
/// code, task lists.
#[test]
fn structure_serialises() {
    let page = "<blockquote><ol reversed><li>A <b>b <i>c</i></b> <a href=/d>d</a><img src=e.png alt=f>g</ol></blockquote>\
        <p>Before<p><img src=h.png><p>After \\(x\\)<sup><a href='#n'>1</a></sup>\
        <table><tr><th colspan=2>i<th>j<tr><td>k<td><s>l</s><td>m</table><pre><code class=language-rust>n</code></pre>\
        <ul><li><input type=checkbox disabled checked>o</ul><ol><li id=n>p</ol>";
    let extractor = Extractor::builder().rule(Rule::keep("").unwrap()).base_url("https://a.example/").unwrap().build();
    let article = serde_json::to_value(extractor.extract(page).unwrap()).unwrap();
    let blocks = &article["blocks"];
    assert_eq!(blocks[0]["within"][0]["type"], "quote");
    assert_eq!(blocks[0]["within"][1]["type"], "item");
    assert_eq!(blocks[0]["within"][1]["number"], 1);
    assert_eq!(blocks[0]["text"], "A b c dg");
    assert_eq!(blocks[0]["links"], json!([{"text": "d", "url": "https://a.example/d"}]));
    let picture = json!({"style": "picture", "url": "https://a.example/e.png", "alt": "f", "start": 7, "end": 7});
    assert_eq!(
        blocks[0]["styles"],
        json!([
            {"start": 2, "end": 5, "style": "strong"},
            {"start": 4, "end": 5, "style": "emphasis"},
            {"start": 6, "end": 7, "style": "link", "link": 0},
            picture,
        ])
    );
    for key in ["within", "styles", "before", "behind", "row", "code", "language", "line_starts"] {
        assert_eq!(blocks[1].get(key), None, "{key}");
    }
    assert_eq!(
        blocks[2]["before"],
        json!([{"depth": 0, "style": "picture", "url": "https://a.example/h.png", "alt": ""}])
    );
    assert_eq!(blocks[2]["text"], "After \\(x\\)[1]");
    assert_eq!(
        blocks[2]["styles"],
        json!([
            {"start": 6, "end": 11, "style": "math", "tex": "x", "is_display": false},
            {"start": 11, "end": 14, "style": "note", "label": "1"},
        ])
    );
    let cells = |cells: &[[usize; 2]]| cells.iter().map(|[a, b]| json!({"start": a, "end": b})).collect::<Vec<_>>();
    assert_eq!(blocks[3]["row"]["is_header"], true);
    assert_eq!(blocks[3]["row"]["cells"], json!(cells(&[[0, 1], [0, 0], [4, 5]])));
    assert_eq!(blocks[4]["row"]["cells"], json!(cells(&[[0, 1], [4, 5], [8, 9]])));
    assert_eq!(blocks[4]["styles"], json!([{"start": 4, "end": 5, "style": "struck"}]));
    assert_eq!(blocks[3]["row"]["table"], blocks[4]["row"]["table"]);
    assert_eq!(blocks[5]["code"], json!({"start": 0, "end": 1}));
    assert_eq!(blocks[5]["language"], "rust");
    assert_eq!(blocks[6]["within"][0]["is_done"], true);
    assert_eq!(blocks[7]["within"], json!([{"type": "note", "label": "1"}]));
}

#[test]
fn figures_and_captions_serialise() {
    let page = "<p>Before<figure><img src=/a.png alt=b><figcaption>The old ferry</figcaption></figure><p>After";
    let extractor = Extractor::builder().rule(Rule::keep("").unwrap()).build();
    let blocks = &serde_json::to_value(extractor.extract(page).unwrap()).unwrap()["blocks"];
    assert_eq!(blocks[1]["within"][0]["type"], "figure");
    assert_eq!(blocks[1]["before"][0]["caption"], "The old ferry");
    assert_eq!(blocks[2].get("within"), None);
}

#[test]
fn the_verdict_serialises_with_its_reasons() {
    let pdf = serde_json::to_value(Extractor::default().extract_bytes(b"%PDF-1.7\n1 0 obj", None).unwrap()).unwrap();
    assert_eq!(pdf["verdict"], "wrong-format");
    assert_eq!(pdf["verdict_reasons"], json!([{"type": "input", "format": "pdf"}]));
}

#[test]
fn a_profile_is_read_back_unchanged() {
    let mut profile = SiteProfile::new();
    for noon in ["Low tide at noon.", "High tide at noon."] {
        profile.learn(&unboil::extract(&format!("<p>{noon}<footer>The tide clock</footer>")).unwrap());
    }
    let json = serde_json::to_string(&profile).unwrap();
    assert_eq!(serde_json::from_str::<SiteProfile>(&json).unwrap(), profile);
    for (wrong, problem) in [
        ("\"6\"", "not hexadecimal"),
        ("\"+f\"", "not hexadecimal"),
        ("\"6162\"", "it does not begin as a profile does"),
    ] {
        let error = serde_json::from_str::<SiteProfile>(wrong).unwrap_err().to_string();
        assert!(error.contains(problem), "{wrong}: {error}");
    }
}
