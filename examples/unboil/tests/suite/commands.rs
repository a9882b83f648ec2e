//! The commands for reading, `extract`, `clean`, and what is wrong with their inputs.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::archive::gzip;
use crate::runs::{folder, json_line, lines, page, run_with, stderr, stdout};

/// Runs the program with nothing on standard input.
fn run(folder: &Path, args: &[&str]) -> Output {
    run_with(folder, args, b"")
}

/// A folder with a page.
fn page_folder(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    fs::write(folder.join("page.html"), page("Anna")).unwrap();
    folder
}

#[test]
fn a_page_comes_out_in_every_format() {
    let folder = page_folder("formats");
    for (format, begins, contains) in [
        ("text", "The ferry Anna is late\n\nThe ferry Anna to", "went home on foot.\n"),
        ("markdown", "# The ferry Anna is late\n\n", "went home on foot.\n"),
        ("html", "<h1>The ferry Anna is late</h1>\n<p>", "went home on foot.</p>\n"),
        ("json", "{\"id\":\"page.html\",\"version\":1,", "\"markdown\":\"# The ferry Anna is late"),
        ("report", "<!doctype html>\n", "<h2 dir=\"auto\">The ferry Anna is late</h2>"),
    ] {
        let output = run(&folder, &["extract", "--format", format, "page.html"]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{format}");
        let text = stdout(&output);
        assert!(text.starts_with(begins) && text.contains(contains), "{format}: {text}");
        assert_eq!(text.contains("All rights reserved"), format == "report", "{format}");
    }
}

#[test]
fn standard_input_may_be_a_page_packed_or_not() {
    let folder = page_folder("standard-input");
    let plain = stdout(&run(&folder, &["extract", "page.html"]));
    for input in [page("Anna").into_bytes(), gzip(page("Anna").as_bytes())] {
        let output = run_with(&folder, &["extract", "-"], &input);
        assert_eq!((output.status.code(), stdout(&output)), (Some(0), plain.clone()), "{}", stderr(&output));
    }
    fs::write(folder.join("packed.html.gz"), gzip(page("Anna").as_bytes())).unwrap();
    assert_eq!(stdout(&run(&folder, &["extract", "packed.html.gz"])), plain);
    let output = run_with(&folder, &["extract", "-"], json_line("Anna").as_bytes());
    assert_eq!(stdout(&output), format!("==> Anna <==\n{plain}\n"), "a line of JSON is a page among others");
    let output = run_with(&folder, &["extract", "-", "--max-bytes", "99"], page("Anna").as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("-: the page has more than the 99 bytes"), "{}", stderr(&output));
}

#[test]
fn several_pages_have_headings() {
    let folder = page_folder("headings");
    fs::write(folder.join("other.html"), page("Berta")).unwrap();
    let output = run(&folder, &["extract", "page.html", "other.html"]);
    let text = stdout(&output);
    assert!(text.starts_with("==> page.html <==\nThe ferry Anna"), "{text}");
    assert!(text.contains("on foot.\n\n==> other.html <==\nThe ferry Berta"), "{text}");
    let output = run(&folder, &["extract", "--format", "html", "."]);
    assert!(stdout(&output).starts_with("<!-- ./other.html -->\n<h1>The ferry Berta"), "{}", stdout(&output));
}

#[test]
fn texts_are_cleaned_whatever_their_names() {
    let folder = folder("texts");
    let text = "The ferry was late again on Monday, and nobody on the quay was surprised.\n\n\
        The captain went home on foot, as he had done on Sunday.\n\nCopyright © 2024 The Quay. All rights reserved.\n";
    fs::write(folder.join("letter.md"), text).unwrap();
    fs::write(folder.join("lines.jsonl"), serde_json::json!({"id": "letter", "text": text}).to_string()).unwrap();
    let expected = text.split("\n\nCopyright").next().unwrap().to_owned() + "\n";
    assert_eq!(stdout(&run(&folder, &["clean", "letter.md"])), expected);
    assert_eq!(stdout(&run_with(&folder, &["clean", "-"], text.as_bytes())), expected);
    assert_eq!(stdout(&run(&folder, &["clean", "lines.jsonl"])), format!("==> letter <==\n{expected}\n"));
}

#[test]
fn options_change_the_output() {
    let folder = page_folder("settings");
    let links = page("Anna").replace("on the quay", "on <a href=/quay>the quay</a>");
    fs::write(folder.join("page.html"), links).unwrap();
    let text = |args: &[&str]| stdout(&run(&folder, &[&["extract", "page.html"], args].concat()));
    assert!(text(&["--keep", "copyright"]).contains("All rights reserved"));
    assert!(
        text(&["--format", "markdown", "--base-url", "https://example.org/a/"]).contains("(https://example.org/quay)")
    );
    let output = run(&folder, &["extract", "page.html", "--output", "out.txt"]);
    assert!(output.stdout.is_empty());
    assert_eq!(fs::read_to_string(folder.join("out.txt")).unwrap(), text(&[]));
    let output = run(&folder, &["extract", "page.html", "--output", "out.txt"]);
    assert_eq!(output.status.code(), Some(2), "a file that is there is not overwritten");
    run(&folder, &["extract", "page.html", "--format", "markdown", "--output-dir", "out"]);
    assert!(fs::read_to_string(folder.join("out/page.html.md")).unwrap().starts_with("# The ferry"));
    for wrong in [
        &["--keep", "junk"][..],
        &["--base-url", "quay"],
        &["--width", "60"],
        &["--removed", "--width", "0"],
        &["--with", "html"],
        &["--removed", "--format", "json"],
        &["--removed", "--with", "html"],
        &["--output", "a", "--output-dir", "b"],
    ] {
        let output = run(&folder, &[&["extract", "page.html"], wrong].concat());
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()), "{wrong:?}");
        assert!(!stderr(&output).is_empty(), "{wrong:?}");
    }
}

#[test]
fn nothing_is_fetched() {
    let folder = folder("address");
    for command in ["extract", "clean", "batch", "site", "report"] {
        let output = run(&folder, &[command, "https://example.org/story"]);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()), "{command}");
        let advice = "unboil: https://example.org/story: unboil fetches nothing. Download the page first: \
            curl -L 'https://example.org/story' | unboil extract --base-url 'https://example.org/story' -\n";
        assert_eq!(stderr(&output), advice, "{command}");
    }
    let output = run(&folder, &["extract", "HTTP://example.org/';rm -r ~'"]);
    assert!(stderr(&output).contains("curl -L 'HTTP://example.org/%27;rm -r ~%27' |"), "{}", stderr(&output));
}

#[test]
fn what_is_no_page_is_named() {
    let folder = page_folder("no-pages");
    fs::write(folder.join("paper.pdf"), "%PDF-1.7\n%\u{e2}\u{e3}").unwrap();
    fs::write(folder.join("book.epub"), "PK\u{3}\u{4}mimetype").unwrap();
    fs::write(folder.join("menu.html"), "<nav><a href=/>Home</a></nav>").unwrap();
    let output = run(&folder, &["extract", "paper.pdf", "gone.html", "book.epub", "menu.html", "page.html"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with("==> page.html <==\nThe ferry Anna"), "the others come out all the same");
    let expected = "unboil: paper.pdf: this is a PDF: `pdftotext FILE - | unboil clean -` cleans its text\n\
        unboil: gone.html: there is no such file\n\
        unboil: book.epub: this is a ZIP archive, as .epub and .docx files are: unpack it, and name the pages in \
        it\n\
        unboil: menu.html: no article on the page; --removed lists what was left out\n";
    assert_eq!(stderr(&output), expected);
    assert_eq!(run(&folder, &["extract"]).status.code(), Some(2));
    assert_eq!(run(&folder, &[]).status.code(), Some(2));
}

#[test]
fn what_was_removed_is_a_table_on_a_terminal() {
    let folder = folder("removed");
    let page = page("Anna").replace("The Quay.", "渡船码头日报，版权所有，未经许可不得转载，违者必究。");
    fs::write(folder.join("page.html"), page).unwrap();
    let output = run(&folder, &["extract", "--removed", "page.html"]);
    let full = stdout(&output);
    let copyright = full.lines().find(|line| line.starts_with("copyright\t0.")).unwrap();
    assert_eq!(copyright.split('\t').count(), 4);
    assert!(copyright.contains("matches the phrase") && copyright.ends_with("All rights reserved."), "{copyright}");
    for width in [60, 120] {
        let table = stdout(&run(&folder, &["extract", "--removed", "--width", &width.to_string(), "page.html"]));
        assert_eq!(table.lines().count(), full.lines().count() + 1);
        assert!(table.starts_with("KIND "), "{table}");
        let widths: Vec<usize> = table.lines().map(UnicodeWidthStr::width).collect();
        assert!(widths.iter().all(|columns| *columns <= width), "{width}: {widths:?}\n{table}");
        assert!(widths.iter().any(|columns| columns + 2 > width), "it fills the width {width}: {widths:?}\n{table}");
        let row = table.lines().find(|line| line.starts_with("copyright")).unwrap();
        assert!(row.contains("  0.") && row.contains('…'), "{row}");
    }
    fs::write(folder.join("menu.html"), "<nav><a href=/>Home\u{1b}[31m</a></nav>").unwrap();
    let output = run(&folder, &["extract", "--removed", "menu.html"]);
    assert_eq!(output.status.code(), Some(0), "a list is no missing article: {}", stderr(&output));
    assert!(stdout(&output).contains("Home\u{fffd}[31m"), "a page can't write to the terminal: {}", stdout(&output));
}

#[test]
fn completions_and_manual_pages_name_the_options() {
    let folder = folder("manual");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(&folder, &["completions", shell]);
        assert!(output.status.success() && stdout(&output).contains("output-dir"), "{shell}");
    }
    assert_eq!(run(&folder, &["completions", "cmd"]).status.code(), Some(2));
    let program = stdout(&run(&folder, &["man"]));
    assert!(program.contains(".TH unboil 1") && program.contains("unboil\\-extract"), "{program}");
    let extract = stdout(&run(&folder, &["man", "extract"]));
    assert!(extract.contains("base\\-url") && extract.contains("unboil\\-extract"), "{extract}");
    let output = run(&folder, &["man", "fetch"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("possible values: extract, clean, batch"), "{}", stderr(&output));
}

#[test]
fn every_command_has_the_same_options() {
    let folder = folder("help");
    let help = |command: &str| stdout(&run(&folder, &[command, "--help"]));
    for command in ["extract", "clean", "batch", "site", "report"] {
        let help = help(command);
        for option in
            ["--format", "--with", "--removed", "--output", "--keep", "--base-url", "INPUT is a", "Exit code:"]
        {
            assert!(help.contains(option), "{command} lacks {option}: {help}");
        }
    }
    assert!(!help("extract").contains("--resume") && help("batch").contains("--resume"));
}

#[test]
fn lines_of_json_are_records() {
    let folder = page_folder("json");
    fs::write(folder.join("menu.html"), "<nav><a href=/>Home</a></nav>").unwrap();
    let output =
        run(&folder, &["extract", "--format", "json", "--with", "text,removed", "page.html", "menu.html", "no"]);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<Value> = lines(&output.stdout);
    assert_eq!(lines[0]["removed"][0]["kind"], "navigation");
    assert_eq!((&lines[1]["id"], &lines[1]["text"]), (&Value::from("menu.html"), &Value::from("")));
    assert_eq!(lines[2], serde_json::json!({"id": "no", "error": "there is no such file"}));
}
