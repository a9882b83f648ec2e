//! Comments that make sense by themselves: in an editor's hover nobody sees the comment of the line above.

use std::fs;
use std::path::Path;

use super::{Break, rust_files};

/// The longest line of a comment, in characters, its indentation included.
const MAX_COLUMNS: usize = 120;
/// No doc comment begins like this: it would lean on the one before, or leave open what it counts.
const BEGINNINGS: [&str; 4] = ["The same", "And ", "So many", "…"];

/// The lines of a source whose comments are too long or begin badly.
fn breaks(text: &str) -> Vec<Break> {
    let mut breaks = Vec::new();
    let mut is_in_doc = false;
    for (index, line) in text.lines().enumerate() {
        let comment = line.trim_start();
        let doc = comment.strip_prefix("///").or(comment.strip_prefix("//!")).map(str::trim_start);
        if comment.starts_with("//") && line.chars().count() > MAX_COLUMNS {
            breaks.push((index + 1, format!("a comment of more than {MAX_COLUMNS} columns: break the line")));
        }
        if let Some(doc) = doc.filter(|_| !is_in_doc)
            && let Some(beginning) = BEGINNINGS.iter().find(|beginning| doc.starts_with(**beginning))
        {
            breaks.push((index + 1, format!("a doc comment begins with {beginning:?}: say what this is, by itself")));
        }
        is_in_doc = doc.is_some();
    }
    breaks
}

#[test]
fn comments_make_sense_by_themselves() {
    let mut report = String::new();
    for path in ["src", "examples", "benches", "tests"].into_iter().flat_map(rust_files) {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).expect("sources are UTF-8");
        for (line, problem) in breaks(&text) {
            report += &format!("\n{path}:{line}: {problem}");
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn bad_comments_are_found() {
    let lines = |text: &str| breaks(text).into_iter().map(|(line, _)| line).collect::<Vec<_>>();
    let long = format!("    // {}", "a".repeat(114));
    assert_eq!(lines(&format!("{}\n{long}", &long[..120])), [2]);
    assert_eq!(lines("/// At least three.\n/// The same of words goes on.\nconst A: u8 = 3;"), [] as [usize; 0]);
    assert_eq!(lines("/// So many.\nconst A: u8 = 3;\n\n//! … and more\n\n    /// And this\n// And this"), [1, 4, 6]);
}
