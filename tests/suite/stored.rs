//! Articles and records that are stored and read back, and JSON that nobody stored.

use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};
use unboil::{Article, Extractor, Input, PageVerdict, Record, RecordOptions, Rule, SiteProfile};

#[path = "../../examples/command_line/record.rs"]
mod by_hand;

use crate::clock::times_as_much;
use crate::golden::{folders, name};
use crate::{html, verdicts};

/// Every kind of structure: enclosures, styles, links, pictures, figures, formulas, notes, tables, code, task lists.
const STRUCTURES: &str = "<title>Ferry</title><p>Copyright © 2024 The Pier</p><blockquote><ol reversed><li>A <b>b <i>c</i></b> <a href=/d>d</a>\
    <img src=e.png alt=f>g</ol></blockquote><div class='admonition warning'><p>Thin ice on the lake</div>\
    <p>Before<p><img src=h.png><p>After \\(x\\)<sup><a href='#n'>1</a></sup> ü<sub>ä</sub>\
    <table><tr><th colspan=2>i<th>j<tr><td>k<td><s>l</s><td>m</table><pre><code class=language-rust>n</code></pre>\
    <dl><dt>Term<dd>What it means</dl><iframe src=https://www.youtube.com/embed/xyz title=Film></iframe>\
    <figure><img src=q.png alt=r><figcaption>The old ferry</figcaption></figure>\
    <ul><li><input type=checkbox disabled checked>o</ul><ol><li id=n>p</ol>";

fn structures() -> Article {
    let builder = Extractor::builder().rule(Rule::keep("^[^C]").unwrap());
    builder.base_url("https://a.example/").unwrap().build().extract(STRUCTURES).unwrap()
}

/// Fails unless the article that is read back from the JSON of an article equals it in everything that can be seen.
fn assert_is_read_back(article: &Article, name: &str) {
    let json = serde_json::to_string(article).unwrap();
    let read: Article = serde_json::from_str(&json).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    assert_eq!(&read, article, "{name}");
    assert_eq!(read.text(), article.text(), "{name}");
    assert_eq!(read.markdown(), article.markdown(), "{name}");
    assert_eq!(read.html(), article.html(), "{name}");
    assert_eq!(serde_json::to_string(&read).unwrap(), json, "{name}");
    let options = RecordOptions::default().html(true).blocks(true).removed(true);
    let record = article.record(options);
    assert_eq!(read.record(options), record, "{name}");
    let has_own_layout = json.contains("\"layout\":");
    let json = serde_json::to_string(&record).unwrap();
    assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record, "{name}");
    let read: Article = serde_json::from_str(&json).unwrap_or_else(|problem| panic!("{name}, its record: {problem}"));
    assert_eq!(read.markdown(), article.markdown(), "{name}, its record");
    assert!(has_own_layout || read.text() == article.text(), "{name}, its record");
    assert!(has_own_layout || read.block_ranges() == article.block_ranges(), "{name}, its record");
}

#[test]
fn articles_and_records_of_all_golden_pages_are_read_back() {
    let extractor = Extractor::default();
    for folder in folders("pages").into_iter().chain(folders("gaps")) {
        let page = fs::read(folder.join("source.html"));
        // Some gaps are texts.
        let Ok(page) = page else { continue };
        assert_is_read_back(&extractor.extract_bytes(&page, None).unwrap(), &name(&folder));
    }
    for folder in folders("texts") {
        let text = fs::read_to_string(folder.join("source.txt")).unwrap();
        assert_is_read_back(&extractor.clean(&text).unwrap(), &name(&folder));
    }
    for verdict in PageVerdict::ALL {
        for page in verdicts::pages(*verdict) {
            let article = extractor.extract_bytes(&fs::read(&page).unwrap(), None).unwrap();
            assert_is_read_back(&article, &page.display().to_string());
        }
    }
    let page = Input::html(STRUCTURES).url("no address");
    assert_is_read_back(&extractor.extract_input(page).unwrap(), "an address that can't be used");
    assert_is_read_back(&structures(), "structures");
    assert_is_read_back(&Article::default(), "no article");
}

#[test]
fn a_profile_learns_the_same_from_what_is_read_back() {
    let (mut profile, mut other) = (SiteProfile::new(), SiteProfile::new());
    let article = structures();
    profile.learn(&article);
    other.learn(&serde_json::from_value(serde_json::to_value(&article).unwrap()).unwrap());
    assert_eq!(profile, other);
    assert_ne!(profile, SiteProfile::new());
}

#[test]
fn a_record_has_all_metadata_of_the_article() {
    let article = serde_json::to_value(structures()).unwrap();
    let record = serde_json::to_value(Record::from(&structures())).unwrap();
    for (key, value) in article.as_object().unwrap() {
        let is_metadata = !["blocks", "layout", "verdict_reasons", "removed"].contains(&key.as_str());
        assert!(!is_metadata || record.get(key) == Some(value), "src/record.rs: the record lacks {key}");
    }
}

#[test]
fn each_option_of_a_record_adds_its_key() {
    let article = structures();
    let none = RecordOptions::default().text(false).markdown(false);
    let keys = |options| {
        let record = serde_json::to_value(article.record(options)).unwrap();
        ["text", "markdown", "html", "blocks", "removed"].map(|key| record.get(key).is_some())
    };
    assert_eq!(keys(none), [false; 5]);
    assert_eq!(keys(RecordOptions::default()), [true, true, false, false, false]);
    assert_eq!(keys(none.text(true)), [true, false, false, false, false]);
    assert_eq!(keys(none.markdown(true)), [false, true, false, false, false]);
    assert_eq!(keys(none.html(true)), [false, false, true, false, false]);
    assert_eq!(keys(none.blocks(true)), [false, false, false, true, false]);
    assert_eq!(keys(none.removed(true)), [false, false, false, false, true]);
}

/// The small programs write a record without the feature `serde`.
#[test]
fn the_examples_write_a_record() {
    for article in [structures(), Article::default()] {
        assert_eq!(by_hand::record(&article), serde_json::to_value(Record::from(&article)).unwrap());
    }
}

#[test]
fn records_are_read_with_unknown_and_without_optional_keys() {
    let record: Record =
        serde_json::from_str(r#"{"version": 1, "confidence": 0.5, "verdict": "teaser", "id": {"of": ["a", 1]}}"#)
            .unwrap();
    assert_eq!((record.title, record.text, record.blocks), (None, None, None));
    assert!(record.keywords.is_empty());
    for (wrong, problem) in [
        (r#"{"confidence": 0.5}"#, "missing field `version`"),
        (r#"{"version": 0, "confidence": 0.5}"#, "there is no version 0: the first one is 1"),
        (r#"{"version": 2, "confidence": 0.5}"#, "version 2 is newer than the version 1 that this release"),
        (r#"{"version": 1, "confidence": 1.5}"#, "the probability 1.5 is not in 0..=1"),
        (r#"{"version": 1, "confidence": 1}"#, "missing field `verdict`"),
        (
            r#"{"version": 1, "confidence": 1, "verdict": "wall"}"#,
            "unknown verdict \"wall\"; the verdicts are article, ",
        ),
        (r#"{"version": 1, "confidence": 1, "page_kind": "poem"}"#, "unknown variant `poem`"),
    ] {
        let error = serde_json::from_str::<Record>(wrong).unwrap_err().to_string();
        assert!(error.contains(problem), "{wrong}: {error}");
    }
}

/// The errors say what is wrong; those of a block also where it stands in the JSON.
#[test]
fn what_no_article_can_hold_is_refused() {
    let json = serde_json::to_value(structures()).unwrap();
    assert!(serde_json::from_value::<Article>(json.clone()).is_ok());
    let block = |key: &str| {
        let blocks = json["blocks"].as_array().unwrap();
        let index = blocks.iter().position(|block| block.get(key).is_some()).unwrap();
        format!("/blocks/{index}/{key}")
    };
    let [styles, row, before, code] = ["styles", "row", "before", "code"].map(block);
    let styled = json!([{"start": 0, "end": 1, "style": "strong"}]);
    let cell = json!({"start": 0, "end": 1});
    let umlaut = json["blocks"].as_array().unwrap().iter().position(|block| block["text"].to_string().contains('ü'));
    let umlaut = format!("/blocks/{}", umlaut.unwrap());
    let at = json.pointer(&(umlaut.clone() + "/text")).unwrap().as_str().unwrap().find('ü').unwrap() + 1;
    for (path, value, problem) in [
        ("/version".to_owned(), json!(7), "version 7 is newer"),
        ("/title".to_owned(), json!("two\nlines"), "a text of the metadata is empty, or no single line"),
        ("/confidence".to_owned(), json!(-0.1), "the probability -0.1 is not in 0..=1"),
        ("/licence".to_owned(), json!("a\u{7}"), "a text of the metadata is empty, or no single line"),
        ("/direction".to_owned(), json!("up"), "unknown variant `up`"),
        ("/verdict".to_owned(), json!("wall"), "unknown verdict \"wall\"; the verdicts are article, teaser, "),
        (
            "/verdict_reasons".to_owned(),
            json!([{"type": "leads-to-pages", "probability": 2}]),
            "the probability 2 is not in 0",
        ),
        ("/verdict_reasons".to_owned(), json!([{"type": "whim"}]), "unknown variant `whim`"),
        ("/blocks/0/score".to_owned(), json!(7), "the probability 7 is not in 0..=1"),
        ("/blocks/0/kind".to_owned(), json!({"type": "heading", "level": 7}), "level 7, not 1 to 6"),
        ("/blocks/0/kind".to_owned(), json!({"type": "list-item", "depth": 0}), "depth 0"),
        ("/blocks/0/kind".to_owned(), json!({"type": "song"}), "unknown variant `song`"),
        ("/blocks/0/reasons/0".to_owned(), json!({"type": "whim"}), "unknown variant `whim`"),
        ("/blocks/0/location".to_owned(), json!("+0"), "\"+0\" is not 33 hexadecimal digits"),
        ("/blocks/0/within".to_owned(), json!([{"type": "note", "label": "\" onload=x"}]), "ASCII letters and digits"),
        ("/blocks/0/within".to_owned(), json!(vec![json!({"type": "quote", "id": 1}); 17]), "stands in 17"),
        ("/blocks/0/line_starts".to_owned(), json!([3, 2]), "line_starts: the range 3..2 ends before it begins"),
        ("/blocks/0/line_starts".to_owned(), json!([999]), "line_starts: the range 0..999 is not within the text"),
        (styles.clone() + "/0/end", json!(999), "is not within the text, which has"),
        (styles.clone() + "/0/style", json!("blink"), "unknown variant `blink`"),
        (styles.clone(), json!([{"start": 0, "end": 1, "style": "link", "link": 9}]), "there is no link 9, only 1"),
        (styles.clone(), json!([{"start": 0, "end": 1, "style": "note", "label": "ü"}]), "the label \"ü\" of a note"),
        (styles.clone(), json!([{"start": 1, "end": 2, "style": "code"}, styled[0]]), "styles: they are out of order"),
        (umlaut.clone() + "/styles", json!([{"start": at, "end": at, "style": "code"}]), "cuts a character in two"),
        (before.clone() + "/0/depth", json!(9), "before: the depth 9 is greater"),
        (before, json!([{"depth": 0, "style": "strong"}]), "before: only pictures, embeds and formulas"),
        ("/blocks/0/behind".to_owned(), json!([{"style": "strong"}]), "behind: only pictures, embeds and formulas"),
        (code.clone(), json!({"start": 0, "end": 9}), "code: the range 0..9 is not within the text"),
        (code.replace("/code", "/language"), json!("a\n```"), "is not the name of a programming language"),
        (row.clone() + "/cells/0/end", json!(99), "row: the range 0..99 is not within the text"),
        (row.clone() + "/cells", json!(vec![cell; 999]), "row: its cells show what is in the block more than 64 times"),
        ("/removed/0/kind".to_owned(), json!("junk"), "unknown kind of cruft \"junk\"; the kinds are navigation, "),
        ("/removed/0/kinds".to_owned(), json!({"orphan": 0.5}), "the kind orphan is given, which the model does not"),
        ("/removed/0/kinds".to_owned(), json!({"legal": 2}), "the probability 2 is not in 0..=1"),
        ("/removed/0/reasons".to_owned(), json!([]), "a removed block has no reasons"),
        ("/removed/0/position".to_owned(), json!(99), "a removed block has position 99 among"),
    ] {
        let mut wrong = json.clone();
        let (parent, key) = path.rsplit_once('/').unwrap();
        match wrong.pointer_mut(parent).unwrap() {
            Value::Array(values) => values[key.parse::<usize>().unwrap()] = value,
            parent => parent[key] = value,
        }
        let error = serde_json::from_str::<Article>(&wrong.to_string()).unwrap_err().to_string();
        assert!(error.contains(problem), "{path}: {error}");
        let is_in_block = path.matches('/').count() > 1 && !path.ends_with("/position");
        assert!(!is_in_block || error.contains("line 1"), "{path}: the error does not say where: {error}");
    }
}

#[test]
fn hostile_blocks_take_linear_time() {
    const MOST: f64 = 8.0;
    // Styles that nest as deep as they are many, and cells beside which there are as many pictures as cells.
    let nested = |depth: usize| {
        let style = |at: usize| json!({"start": at, "end": 2 * depth - at, "style": (["strong", "emphasis"][at % 2])});
        json!({"styles": (0..depth).map(style).collect::<Vec<_>>(), "text": "a".repeat(2 * depth)})
    };
    let row = |cells: usize| {
        let picture = json!({"start": 0, "end": 0, "style": "picture", "url": "https://a.example/b", "alt": ""});
        let cell = |at: usize| json!({"start": at.saturating_sub(cells - 9), "end": at.saturating_sub(cells - 9)});
        let row = json!({"table": 1, "is_header": true, "cells": (0..cells).map(cell).collect::<Vec<_>>()});
        json!({"styles": vec![picture; cells], "text": "a".repeat(9), "row": row})
    };
    let render = |block: Value| {
        let mut json = json!({"version": 1, "confidence": 1, "verdict": "article", "removed": [], "blocks": [{
            "kind": {"type": "paragraph"}, "text": "", "score": 1, "reasons": [],
        }]});
        json["blocks"][0].as_object_mut().unwrap().extend(block.as_object().unwrap().clone());
        let json = json.to_string();
        move || {
            let article = serde_json::from_str::<Article>(&json);
            article.map(|article| article.text().len() + article.markdown().len() + article.html().len()).is_ok()
        }
    };
    let [few, many] = [500, 2_000].map(|depth| render(nested(depth)));
    let times = times_as_much(MOST, || assert!(few()), || assert!(many()));
    assert!(times <= MOST, "four times as many styles take {times} times as long");
    assert!(!render(row(1_000))(), "a million pictures come out");
}

/// A plain text that was stored elsewhere may have a layout in which none of its blocks stands.
#[test]
fn the_ranges_of_hostile_layouts_take_linear_time() {
    const MOST: f64 = 8.0;
    let ranges = |size: usize| {
        let block = json!({"kind": {"type": "paragraph"}, "text": "ab", "score": 1, "reasons": []});
        let layout = format!("a{}", " ".repeat(40 * size));
        let json = json!({"version": 1, "confidence": 1, "verdict": "article", "removed": [], "layout": layout,
            "blocks": vec![block; size]});
        let article: Article = serde_json::from_value(json).unwrap();
        move || article.block_ranges().len() == size
    };
    let [few, many] = [1_000, 4_000].map(ranges);
    let times = times_as_much(MOST, || assert!(few()), || assert!(many()));
    assert!(times <= MOST, "four times as many blocks take {times} times as long");
}

#[test]
fn the_reasons_of_a_verdict_are_objects_in_an_article_and_words_in_a_record() {
    let pdf = Extractor::default().extract_bytes(b"%PDF-1.7\n1 0 obj", None).unwrap();
    let record = serde_json::to_value(pdf.record(RecordOptions::default().blocks(true).removed(true))).unwrap();
    assert_eq!(record["verdict_reasons"], json!(["the input is a PDF: convert it to text first"]));
    let read: Article = serde_json::from_value(record).unwrap();
    assert_eq!((read.verdict(), read.verdict_reasons().len()), (PageVerdict::WrongFormat, 0));
}

/// Where in a JSON value a change is made, and to what.
fn changes() -> impl Strategy<Value = Vec<(usize, Value)>> {
    let value = prop_oneof![
        (0u64..40).prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f32>().prop_map(Value::from),
        prop_oneof!["\" onload=\"x", "<script>", "1", "\n# ", "](javascript:x)", "strong", "note", "picture", "ü"]
            .prop_map(Value::from),
        Just(Value::Null),
        Just(Value::Bool(true)),
        Just(json!([])),
    ];
    prop::collection::vec((any::<usize>(), value), 1..4)
}

/// The number of scalars in a value.
fn scalars(json: &Value) -> usize {
    match json {
        Value::Array(values) => values.iter().map(scalars).sum(),
        Value::Object(values) => values.values().map(scalars).sum(),
        _ => 1,
    }
}

/// Changes the scalar with this index to another value.
fn change(json: &mut Value, at: &mut usize, to: &Value) {
    match json {
        Value::Array(values) => values.iter_mut().for_each(|value| change(value, at, to)),
        Value::Object(values) => values.values_mut().for_each(|value| change(value, at, to)),
        scalar => {
            if *at == 0 {
                *scalar = to.clone();
            }
            *at = at.wrapping_sub(1);
        }
    }
}

/// Number of changed articles that are read. One takes some milliseconds in a debug build.
const CHANGED: u32 = if cfg!(debug_assertions) { 128 } else { 1_024 };

proptest! {
    #![proptest_config(ProptestConfig { cases: CHANGED, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is read, however it was changed, renders without a panic to what is safe to show, and can be learned from.
    #[test]
    fn whatever_is_read_can_be_rendered(changes in changes()) {
        static STORED: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(structures()).unwrap());
        let mut json = STORED.clone();
        for (at, to) in &changes {
            change(&mut json, &mut (at % scalars(&STORED)), to);
        }
        let json = json.to_string();
        if let Ok(article) = serde_json::from_str::<Article>(&json) {
            html::assert_renders_harmless(&json, &article);
            let _ = article.text();
            SiteProfile::new().learn(&article);
            assert_eq!(serde_json::from_value::<Article>(serde_json::to_value(&article).unwrap()).unwrap(), article);
        }
    }
}
