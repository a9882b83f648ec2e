//! Tests the text that the project began with, if it is at hand: it belongs to somebody else, so it is not in the
//! repository. The golden text `newsroom-with-the-headline-twice` has the same shape.

use std::fs;
use std::path::Path;

#[test]
fn the_seed_is_cleaned() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
    let Ok(source) = fs::read_to_string(folder.join("source.txt")) else { return };
    let read = |file: &str| fs::read_to_string(folder.join(file)).expect("the seed's files lie together");
    let article = unboil::clean(&source).expect("the seed is small");
    let text = article.text();
    for line in read("must-keep.txt").lines().filter(|line| !line.is_empty()) {
        assert!(text.contains(line), "{line:?} is lost from {text}");
    }
    for line in read("must-drop.txt").lines().filter(|line| !line.is_empty()) {
        assert!(!text.contains(line), "{line:?} is left in {text}");
    }
    for line in read("metadata.txt").lines() {
        let (name, expected) = line.split_once(": ").expect("a name and a value");
        let found = match name {
            "title" => article.title(),
            "byline" => article.byline(),
            _ => article.published(),
        };
        assert_eq!(found, Some(expected), "{name}");
    }
    assert_eq!(text.matches(article.title().unwrap_or_default()).count(), 1, "the headline comes once");
}
