//! The options that all commands share: each changes the output.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::runs::{folder, lines, run_with, stderr, stdout};

/// A page of which each option changes what comes out.
const PAGE: &str = r#"<!doctype html><html lang=en><head><title>The ferry is late</title>
<meta property="og:image" content="https://quay.example/lead.jpg">
<link rel=canonical href="https://quay.example/late"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<main><article><h1>The ferry is late</h1>
<p><img src="https://quay.example/lead.jpg" alt="The ferry"></p>
<p>The ferry to the <a href="/islands">northern islands</a> was <b>late again</b> on Monday, and nobody on the quay was surprised.</p>
<p class=aside>The harbour master counted the lorries that were waiting, wrote the number into his book and rang the owner.</p>
<figure><img src="https://quay.example/rope.jpg" alt="A rope"><figcaption>Photo: Ann Pell/The Daily</figcaption></figure>
<p>He had done so on Sunday, too, and on the Saturday before that, when the ice in the harbour was as thick as a hand.</p>
<iframe src="https://www.youtube.com/embed/a1b2c3" title="The ferry leaves"></iframe>
<p>By evening the wind had dropped, and the captain went home on foot, past the lamp at the end of the northern pier.</p>
<table><tr><th>Day</th><th>Hours late</th></tr><tr><td>Sunday</td><td>three</td></tr><tr><td>Monday</td><td>five</td></tr></table>
<p>Nobody has said yet when the ferry will leave again, and the shop at the quay has run out of bread and of newspapers.</p>
</article></main>
<section class=comments><h2>Comments</h2><p class=comment>I was on the quay myself and it was very cold indeed, said the dog to me.</p></section>
<p>Copyright © 2024 The Quay. All rights reserved.</p></body></html>"#;

/// A folder with the page.
fn page_folder(name: &str) -> PathBuf {
    let folder = folder(name);
    fs::write(folder.join("page.html"), PAGE).unwrap();
    folder
}

/// What `extract` prints of the page with these options.
fn printed(folder: &Path, args: &[&str]) -> String {
    let output = run_with(folder, &[&["extract", "page.html"], args].concat(), b"");
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", stderr(&output));
    stdout(&output)
}

#[test]
fn each_option_on_what_is_kept_changes_the_output() {
    let folder = page_folder("kept");
    let usual = printed(&folder, &[]);
    for (args, text, is_there) in [
        (&["--keep", "copyright"][..], "All rights reserved", true),
        (&["--keep", "caption", "--keep", "copyright"], "Ann Pell", true),
        (&["--comments"], "very cold indeed", true),
        (&["--keep-phrase", "^Copyright"], "All rights reserved", true),
        (&["--keep-selector", "nav"], "Sport", true),
        (&["--drop-phrase", "donation=on foot"], "on foot", false),
        (&["--drop-selector", "donation=p.aside"], "lorries", false),
        (&["--article-selector", "p.aside"], "on foot", false),
        (&["--article-selector", "div.none", "--article-selector", "p.aside"], "on foot", false),
    ] {
        let text_of = printed(&folder, args);
        assert_eq!((usual.contains(text), text_of.contains(text)), (!is_there, is_there), "{args:?}: {text_of}");
    }
    let output = run_with(&folder, &["extract", "--min-words", "5000", "page.html"], b"");
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), String::new()), "{}", stderr(&output));
    let confidence = |focus| {
        let output = run_with(&folder, &["extract", "--format", "json", "--focus", focus, "page.html"], b"");
        lines(&output.stdout)[0]["confidence"].clone()
    };
    assert_ne!(confidence("precision"), confidence("recall"));
}

#[test]
fn a_kind_that_looks_like_content_is_dropped_if_asked() {
    let folder = folder("dropped");
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/pages/german-news/source.html");
    let text = |args: &[&str]| stdout(&run_with(&folder, &[&["extract", page], args].concat(), b""));
    let other_story = "Altes Stellwerk: Der Abriss ist beschlossen";
    assert!(text(&[]).contains(other_story));
    let without = text(&["--drop", "related"]);
    assert!(!without.contains(other_story) && !without.is_empty(), "{without}");
}

#[test]
fn each_switch_of_what_is_shown_changes_the_output() {
    let folder = page_folder("shown");
    let markdown = printed(&folder, &["--format", "markdown"]);
    let html = printed(&folder, &["--format", "html"]);
    for (args, in_markdown, in_html) in [
        (&["--no-headline"][..], "# The ferry is late", "<h1>"),
        (&["--no-links"], "(https://quay.example/islands)", "/islands\""),
        (&["--no-emphasis"], "**late again**", "<strong>"),
        (&["--no-images"], "rope.jpg", "rope.jpg"),
        (&["--no-lead-image"], "lead.jpg", "lead.jpg"),
        (&["--no-embeds"], "The ferry leaves", "The ferry leaves"),
        (&["--tables", "omit"], "Monday | five", "<table>"),
        (&["--tables", "lines"], "| Monday | five |", "<table>"),
    ] {
        for (format, usual, text) in [("markdown", &markdown, in_markdown), ("html", &html, in_html)] {
            let changed = printed(&folder, &[&["--format", format], args].concat());
            assert!(usual.contains(text), "{text} is not in {usual}");
            assert!(!changed.contains(text) && changed.contains("on foot"), "{args:?}: {changed}");
        }
        let json = run_with(&folder, &[&["extract", "--format", "json", "page.html"], args].concat(), b"");
        let line: Value = lines(&json.stdout).remove(0);
        assert!(!line["markdown"].as_str().unwrap().contains(in_markdown), "{args:?}: {line}");
    }
    assert!(!printed(&folder, &["--no-headline"]).contains("The ferry is late"), "the plain text has none either");
    assert!(!printed(&folder, &["--tables", "omit"]).contains("Hours late"));
    assert!(!printed(&folder, &["--format", "report", "--no-links"]).contains("(https://quay.example/islands)"));
}

#[test]
fn all_commands_take_the_same_options() {
    let folder = page_folder("same-options");
    fs::write(
        folder.join("letter.txt"),
        "The ferry was late again on Monday, and nobody was surprised.\n\nCopyright © 2024 The Quay",
    )
    .unwrap();
    let shared = ["--keep", "copyright", "--drop", "byline", "--min-words", "3", "--no-links", "--threads", "1"];
    for (command, input) in [
        ("extract", "page.html"),
        ("clean", "letter.txt"),
        ("batch", "page.html"),
        ("site", "page.html"),
        ("report", "page.html"),
    ] {
        let output = run_with(&folder, &[&[command, input], &shared[..]].concat(), b"");
        assert_eq!(output.status.code(), Some(0), "{command}: {}", stderr(&output));
        let text = stdout(&output);
        // The report shows what was cut, too, and what was kept in the Markdown.
        let kept = if command == "report" { &text[text.find("<summary>Markdown").unwrap()..] } else { &text };
        assert!(kept.contains("Copyright") && kept.contains("2024 The Quay"), "{command}: {text}");
    }
}

#[test]
fn a_setting_that_can_not_be_used_says_what_to_do() {
    let folder = page_folder("wrong-settings");
    for (args, expected) in [
        (&["--drop-phrase", "copyright"][..], "--drop-phrase copyright: write KIND=REGEX, such as donation=copyright"),
        (&["--drop-phrase", "junk=x"], "--drop-phrase junk=x: unknown kind"),
        (&["--drop-phrase", "legal=("], "unclosed group"),
        (&["--drop-phrase", "legal=p.promo"], "CSS selector"),
        (&["--drop-selector", "legal=p >"], "nothing follows"),
        (&["--keep", "junk"], "possible values: navigation"),
        (&["--keep", "legal", "--drop", "legal"], "keep and drop the kind legal"),
        (&["--comments", "--drop", "comments"], "keep and drop the kind comments"),
        (&["--tables", "rows"], "possible values: grid, lines, omit"),
        (&["--min-words", "few"], "invalid digit"),
        (&["--base-url", "quay"], "pass one like"),
        (&["--with", "html"], "add --format json"),
    ] {
        let output = run_with(&folder, &[&["extract", "page.html"], args].concat(), b"");
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()), "{args:?}");
        assert!(stderr(&output).contains(expected), "{args:?}: {}", stderr(&output));
    }
}
