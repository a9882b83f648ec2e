//! What an article is in JSON.

use serde_json::json;
use unboil::{Extractor, Rule};

#[test]
fn articles_serialise() {
    let extractor = Extractor::builder().rule(Rule::keep("^Fog").unwrap()).build();
    let html = "<html lang=en><title>Fog – The Pier</title><p>Copyright © 2024 The Pier</p><ol><li>Fog on <a href=/b>the bay</a></ol>";
    let article = serde_json::to_value(extractor.extract(html).unwrap()).unwrap();
    assert_eq!(article["title"], "Fog");
    assert_eq!(article["language"], "en");
    assert_eq!(article["byline"], json!(null));
    let block = &article["blocks"][0];
    assert_eq!(block["kind"], json!({"type": "list_item", "depth": 1, "number": 1}));
    assert_eq!(block["text"], "Fog on the bay");
    assert_eq!(block["links"], json!([{"text": "the bay", "url": "/b"}]));
    assert_eq!(block["reasons"].as_array().unwrap().len(), 3);
    assert_eq!(article["removed"][0]["kind"], "copyright");
    assert!(article["removed"][0]["reasons"][0].is_string());
    assert!(article["confidence"].is_number());
}
