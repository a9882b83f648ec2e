//! The settings of an extractor read from a file and written to one.

use unboil::{Cruft, Error, Extractor, Focus, Limits, Options, Rule};

/// A file with all settings, none of which is the default.
const FILE: &str = r#"{
    "focus": "recall",
    "keep": ["caption", "ad-block"],
    "drop": ["related"],
    "comments": true,
    "min_words": 50,
    "limits": {"max_bytes": 4000000, "max_depth": 99, "max_nodes": 1000},
    "rules": [{"drop": "donation", "phrase": "(?i)cat"}, {"keep": true, "phrase": "^Correction:"}],
    "base_url": "https://example.org/"
}"#;

fn read(file: &str) -> serde_json::Result<Options> {
    serde_json::from_str(file)
}

#[test]
fn options_are_read_and_written() {
    let options = read(FILE).unwrap();
    assert_eq!((options.focus, options.comments, options.min_words), (Focus::Recall, true, Some(50)));
    assert_eq!((&options.keep[..], &options.drop[..]), (&[Cruft::Caption, Cruft::AdBlock][..], &[Cruft::Related][..]));
    assert_eq!(options.limits, Limits::default().max_bytes(4_000_000).max_depth(99).max_nodes(1_000));
    let written = serde_json::to_value(&options).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(FILE).unwrap());
    let default = read("{}").unwrap();
    let written = serde_json::to_string(&default).unwrap();
    assert_eq!(serde_json::to_string(&read(&written).unwrap()).unwrap(), written);
    let most = read(r#"{"limits": {"max_bytes": 99999999999}}"#).unwrap().limits;
    assert_eq!(most, Limits::default().max_bytes(usize::MAX));
}

#[test]
fn options_do_what_the_builder_does() {
    let by_hand = Extractor::builder()
        .focus(Focus::Recall)
        .keep(Cruft::Caption)
        .keep(Cruft::AdBlock)
        .keep(Cruft::Comments)
        .drop(Cruft::Related)
        .min_words(50)
        .limits(Limits::default().max_bytes(4_000_000).max_depth(99).max_nodes(1_000))
        .rule(Rule::drop(Cruft::Donation, "(?i)cat").unwrap())
        .rule(Rule::keep("^Correction:").unwrap())
        .base_url("https://example.org/")
        .unwrap();
    let read = Extractor::builder().focus(Focus::Precision).keep(Cruft::Tags).options(read(FILE).unwrap()).unwrap();
    assert_eq!(format!("{read:?}"), format!("{by_hand:?}"));
}

#[test]
fn errors_name_the_key_and_what_it_takes() {
    for (file, problem) in [
        (r#"{"focuss": "recall"}"#, "unknown field `focuss`, expected one of `focus`, `keep`, `drop`, `comments`, "),
        (r#"{"focus": "fast"}"#, "focus: unknown focus \"fast\"; the values are precision, balanced, recall at line 1"),
        (r#"{"focus": 3}"#, "focus: invalid type: integer `3`, expected a string"),
        (r#"{"keep": "caption"}"#, "keep: invalid type: string \"caption\", expected a sequence"),
        (
            r#"{"drop": ["captions"]}"#,
            "drop: unknown kind of cruft \"captions\"; the kinds are navigation, copyright, ",
        ),
        (r#"{"min_words": "ten"}"#, "min_words: invalid type: string \"ten\", expected usize"),
        (r#"{"min_words": -1}"#, "min_words: invalid value: integer `-1`, expected usize"),
        (r#"{"comments": 1}"#, "comments: invalid type: integer `1`, expected a boolean"),
        (r#"{"limits": {"max_depth": "deep"}}"#, "limits: max_depth: invalid type: string \"deep\", expected usize"),
        (r#"{"limits": {"depth": 3}}"#, "limits: unknown field `depth`, expected one of `max_bytes`, `max_depth`, "),
        (
            r#"{"rules": [{"phrase": "cat"}]}"#,
            "rules: the rule {\"phrase\":\"cat\"}: a rule has exactly one of the keys drop, keep, article",
        ),
        (
            r#"{"rules": [{"keep": false, "phrase": "cat"}]}"#,
            "rules: the rule {\"keep\":false,\"phrase\":\"cat\"}, key \"keep\": write \"keep\": true",
        ),
        (r#"{"rules": [{"keep": true, "drop": "tags", "phrase": "cat"}]}"#, "rules: the rule {"),
        (
            r#"{"rules": [{"pattern": "cat"}]}"#,
            "rules: the rule {\"pattern\":\"cat\"}, key \"pattern\": unknown; known are drop, keep, ",
        ),
        (r#"{"rules": [{"phrase": "a", "phrase": "b"}]}"#, "rules: the key \"phrase\" is there twice"),
        (r#"{"rules": ["cat"]}"#, "rules: the rule \"cat\": this is no object"),
        (
            r#"{"rules": [{"drop": "tags", "phrase": "("}]}"#,
            "rules: the rule {\"drop\":\"tags\",\"phrase\":\"(\"}, key \"phrase\": \"(\" can't be used: regex parse error",
        ),
        (r#"{"base_url": 7}"#, "base_url: invalid type: integer `7`, expected a string"),
        (r#"{"focus": "recall", "focus": "recall"}"#, "duplicate field `focus`"),
    ] {
        let found = read(file).unwrap_err().to_string();
        assert!(found.starts_with(problem), "{found}");
        assert_eq!(found.matches(" at line ").count(), 1, "{found}");
    }
    let problem = |file| Extractor::builder().options(read(file).unwrap()).unwrap_err();
    for file in [r#"{"keep": ["tags"], "drop": ["tags"]}"#, r#"{"comments": true, "drop": ["comments"]}"#] {
        assert!(matches!(problem(file), Error::KeptAndDropped { .. }), "{file}");
    }
    assert!(matches!(problem(r#"{"base_url": "/story"}"#), Error::BadBaseUrl { .. }));
}

#[cfg(not(feature = "selectors"))]
#[test]
fn rules_by_selector_name_the_feature_that_they_need() {
    for rule in [r#"{"drop": "tags", "selector": ".tags"}"#, r#"{"article": true, "selector": "main"}"#] {
        let problem = read(&format!(r#"{{"rules": [{rule}]}}"#)).unwrap_err().to_string();
        assert!(problem.contains("key \"selector\": rules by selector need unboil's feature `selectors`"), "{problem}");
    }
}

#[cfg(feature = "selectors")]
#[test]
fn rules_by_selector_stand_in_options_too() {
    const RULES: &str = r#"[
        {"article": true, "selector": "main"},
        {"drop": "donation", "selector": ".promo"},
        {"keep": true, "selector": ".tags"},
        {"keep": true, "phrase": "^Correction:"}
    ]"#;
    let read = read(&format!(r#"{{"rules": {RULES}}}"#)).unwrap();
    let written = serde_json::to_value(&read.rules).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(RULES).unwrap());
    let by_hand = Extractor::builder()
        .rule(Rule::article("main").unwrap())
        .rule(Rule::drop_selector(Cruft::Donation, ".promo").unwrap())
        .rule(Rule::keep_selector(".tags").unwrap())
        .rule(Rule::keep("^Correction:").unwrap());
    let by_file = Extractor::builder().options(read).unwrap().build();
    assert_eq!(format!("{by_file:?}"), format!("{:?}", by_hand.build()));
    let page = "<main><p>The rope is wet.</p><p class=promo>Feed the cat.</p></main><p class=tags>rope</p><p>No.</p>";
    assert_eq!(by_file.extract(page).unwrap().text(), "The rope is wet.\n\nrope");
}

#[cfg(feature = "selectors")]
#[test]
fn options_leave_the_rules_for_sites() {
    let rules = r#"{"sites": [{"hosts": ["quay.example"], "rules": [{"article": true, "selector": "main"}]}]}"#;
    let rules = unboil::SiteRules::from_json(rules).unwrap();
    let options = read(r#"{"base_url": "https://quay.example/rope"}"#).unwrap();
    let extractor = Extractor::builder().site_rules(rules).options(options).unwrap().build();
    assert_eq!(extractor.extract("<main><p>The rope is wet.</p></main>").unwrap().text(), "The rope is wet.");
}
