//! The table of `--removed` at the width of a terminal, and outputs that are closed.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::runs::{folder, json_line, page, run_with, stderr, stdout, unboil};

/// How many columns a line takes.
fn columns(line: &str) -> usize {
    line.graphemes(true).map(UnicodeWidthStr::width).sum()
}

#[test]
fn the_table_fits_whatever_the_width() {
    let folder = folder("widths");
    let hard = "渡船码头日报，版权所有 \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} Cafe\u{301} \u{1f1e9}\u{1f1f0} नमस्ते \u{202e}gnp";
    fs::write(folder.join("page.html"), page("Anna").replace("The Quay.", hard)).unwrap();
    let rows = stdout(&run_with(&folder, &["extract", "--removed", "page.html"], b"")).lines().count();
    for width in [1, 2, 10, 20, 30, 39, 60, 80, 120, 300] {
        let output = run_with(&folder, &["extract", "--removed", "--width", &width.to_string(), "page.html"], b"");
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{width}");
        let table = stdout(&output);
        assert!(table.lines().all(|line| columns(line) <= width), "{width}: {table}");
        assert_eq!(table.lines().count() % (rows + 1), 0, "{width}: each block has as many lines: {table}");
        assert!(!table.contains('\u{202e}'), "the direction of the terminal is not changed");
    }
    let narrow = stdout(&run_with(&folder, &["extract", "--removed", "--width", "20", "page.html"], b""));
    assert!(narrow.contains("\ncopyright  0.") && narrow.contains("\n  Copyright © 2024"), "{narrow}");
}

#[test]
fn the_width_is_that_of_the_environment() {
    let folder = folder("columns");
    fs::write(folder.join("page.html"), page("Anna")).unwrap();
    let list = |columns: Option<&str>, args: &[&str]| {
        let mut command = unboil(&folder);
        columns.map(|columns| command.env("COLUMNS", columns));
        let output = command.args(["extract", "--removed", "page.html"]).args(args).output().unwrap();
        stdout(&output)
    };
    assert!(list(None, &[]).contains('\t'), "without a width, it is lines with tabs");
    let table = list(Some("50"), &[]);
    assert!(table.starts_with("KIND") && table.lines().all(|line| columns(line) <= 50), "{table}");
    assert_eq!(list(Some("50"), &["--width", "70"]), list(None, &["--width", "70"]), "the option counts more");
    for none in ["", "0", "wide"] {
        assert_eq!(list(Some(none), &[]), list(None, &[]), "{none:?}");
    }
    list(Some("50"), &["--output", "list.txt"]);
    assert_eq!(fs::read_to_string(folder.join("list.txt")).unwrap(), list(None, &[]), "a file has no width");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let folder = folder("closed");
    let names = (0..3000).map(|number| json_line(&format!("Anna {number}")));
    fs::write(folder.join("lines.jsonl"), names.collect::<String>()).unwrap();
    for args in [
        &["extract", "lines.jsonl"][..],
        &["batch", "lines.jsonl"],
        &["report", "lines.jsonl"],
        &["extract", "--removed", "lines.jsonl"],
        &["completions", "bash"],
        &["man", "extract"],
    ] {
        let mut child = unboil(&folder).args(args).stdin(Stdio::null()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        let code = child.wait().unwrap().code();
        assert_eq!(code, Some(0), "{args:?}: {said}");
        assert!(!said.contains("pipe") && !said.contains("panic"), "{args:?}: {said}");
    }
}
