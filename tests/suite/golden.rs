//! Golden pages and texts: the article of each page in `tests/pages` and `tests/gaps`, and of each text in
//! `tests/texts`, must equal the files beside it.
//!
//! `UNBOIL_BLESS=1 cargo test --test suite golden` rewrites the expectations. Read the diff before you commit it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use unboil::{Article, Extractor};

use crate::{html, outline};

#[test]
fn pages_come_out_as_a_reader_would_have_them() {
    let folders = folders("pages");
    assert!(!folders.is_empty(), "there are no pages");
    let report = compare(&folders);
    assert!(report.is_empty(), "{report}");
}

#[test]
fn texts_come_out_as_a_reader_would_have_them() {
    let folders = folders("texts");
    assert!(!folders.is_empty(), "there are no texts");
    let report = compare(&folders);
    assert!(report.is_empty(), "{report}");
}

/// Texts named `whole-…` come out with all words, lines, bullets and indentation. Only white space at the ends of lines
/// may differ, and hard-wrapped lines may be joined.
#[test]
fn texts_that_are_all_article_come_out_whole() {
    let set = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned();
    let is_same = |(out, source): (char, char)| out == source || out == ' ' && source == '\n';
    for folder in folders("texts").into_iter().filter(|folder| name(folder).starts_with("whole-")) {
        let source = fs::read_to_string(folder.join("source.txt")).expect("every folder has a source");
        let article = unboil::clean(&source).expect("golden texts are within the limits");
        let (text, source) = (article.text(), set(&source));
        let is_whole = text.chars().count() == source.chars().count() && text.chars().zip(source.chars()).all(is_same);
        assert!(is_whole, "{}:\n{text}", name(&folder));
        assert!(article.removed().is_empty(), "{}: {:?}", name(&folder), article.removed());
    }
}

/// The Markdown and the HTML of an article have the same structure, each read by a parser of its format.
#[test]
fn markdown_and_html_of_every_page_have_one_structure() {
    for folder in folders("pages").into_iter().chain(folders("texts")) {
        let article = article(&folder);
        let (markdown, read) = (outline::of_markdown(&article.markdown()), outline::of_html(&article.html()));
        assert_eq!(markdown.join("\n"), read.join("\n"), "{}", name(&folder));
        assert_eq!(html::serialised(&article.html()), article.html(), "{}", name(&folder));
    }
}

#[test]
fn gaps_are_still_open() {
    let report = compare(&folders("gaps"));
    assert!(report.is_empty(), "{report}\nA page that comes out right now has its place in tests/pages.");
}

#[test]
fn every_page_is_explained() {
    for collection in ["pages", "texts", "sites"] {
        let readme = fs::read_to_string(root(collection).join("README.md")).expect("each collection has a README");
        for folder in folders(collection) {
            let name = name(&folder);
            let is_explained = readme.contains(&format!("`{name}`"));
            assert!(is_explained, "tests/{collection}/README.md does not say what is hard about {name}");
        }
    }
    for folder in folders("gaps") {
        assert!(folder.join("reason.md").is_file(), "no reason is given for the gap {}", name(&folder));
    }
}

fn root(collection: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(collection)
}

/// The folders of a collection, sorted. Empty if there is no such collection.
pub(crate) fn folders(collection: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root(collection)).into_iter().flatten();
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

pub(crate) fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The article of the source in a folder.
fn article(folder: &Path) -> Article {
    let extractor = Extractor::default();
    let article = match fs::read_to_string(folder.join("source.txt")) {
        Ok(text) => extractor.clean(&text),
        Err(_) => {
            let source = fs::read(folder.join("source.html")).expect("every folder has a source");
            extractor.extract_bytes(&source, None)
        }
    };
    article.expect("golden pages are within the limits")
}

/// Extracts the source in each folder and reports all differences from the expected files, or rewrites these if
/// `UNBOIL_BLESS` is set.
fn compare(folders: &[PathBuf]) -> String {
    let mut report = String::new();
    for folder in folders {
        let article = article(folder);
        for (file, actual) in [
            ("expected.txt", article.text()),
            ("expected.json", as_json(&article)),
            ("expected.md", article.markdown() + "\n"),
            ("expected.html", article.html()),
        ] {
            let path = folder.join(file);
            // Most pages test only what is kept of them. Those that test formatting, too, have these files.
            if matches!(file, "expected.md" | "expected.html") && !path.exists() {
                continue;
            }
            report += &fault(folder, file, actual);
        }
    }
    report
}

/// The difference between an expected file and the actual text, or nothing if they are equal. Rewrites the file instead
/// if `UNBOIL_BLESS` is set.
pub(crate) fn fault(folder: &Path, file: &str, actual: String) -> String {
    let path = folder.join(file);
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if expected == actual {
        return String::new();
    }
    if std::env::var("UNBOIL_BLESS").is_ok_and(|value| value == "1") {
        fs::write(&path, actual).expect("expectations can be written");
        return String::new();
    }
    format!("\n{}/{file}\n{}", name(folder), diff(&expected, &actual))
}

/// The content of `expected.json`: the metadata, and one line for each block that was dropped.
fn as_json(article: &Article) -> String {
    let mut json = String::from("{\n");
    for (field, value) in [
        ("title", article.title()),
        ("byline", article.byline()),
        ("published", article.published()),
        ("modified", article.modified()),
        ("site_name", article.site_name()),
        ("language", article.language()),
        ("description", article.description()),
        ("image", article.image()),
        ("url", article.url()),
        ("kind", article.page_kind().map(|kind| kind.name())),
    ] {
        // Fields that a page does not give are left out, except those that most pages give.
        if value.is_some() || ["title", "byline", "published"].contains(&field) {
            json += &format!("  \"{field}\": {},\n", Value::from(value));
        }
    }
    if !article.keywords().is_empty() {
        json += &format!("  \"keywords\": {},\n", Value::from(article.keywords().to_vec()));
    }
    json += "  \"removed\": [";
    for (index, removed) in article.removed().iter().enumerate() {
        json += if index == 0 { "\n" } else { ",\n" };
        json += &format!("    {{\"kind\": \"{}\", \"text\": {}}}", removed.cruft(), Value::from(removed.text()));
    }
    json += if article.removed().is_empty() { "]\n}\n" } else { "\n  ]\n}\n" };
    json
}

/// The lines that only one of two texts has, with their numbers: `-` for expected lines that are missing, `+` for lines
/// that were not expected.
fn diff(expected: &str, actual: &str) -> String {
    let old: Vec<&str> = expected.split('\n').collect();
    let new: Vec<&str> = actual.split('\n').collect();
    // Length of the longest common subsequence of lines, from each line of the one and of the other text on.
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] =
                if old[i] == new[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let mut lines = String::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let line = if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
            continue;
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            i += 1;
            writeln!(lines, "{i:5} - {}", old[i - 1])
        } else {
            j += 1;
            writeln!(lines, "{j:5} + {}", new[j - 1])
        };
        line.expect("a String takes every line");
    }
    lines
}
