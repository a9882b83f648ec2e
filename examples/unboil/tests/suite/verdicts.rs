//! What the program says of pages that are no articles.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::runs::{folder, lines, page, run_with, stderr, stdout};

/// Where the crate keeps pages by their verdict.
const VERDICTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/verdicts");

/// A folder with the first page of HTML of each verdict, named after it.
fn one_of_each(name: &str) -> PathBuf {
    let folder = folder(name);
    for verdict in fs::read_dir(VERDICTS).unwrap() {
        let verdict = verdict.unwrap();
        let mut pages: Vec<PathBuf> = fs::read_dir(verdict.path()).unwrap().map(|page| page.unwrap().path()).collect();
        pages.sort();
        let first = pages.iter().find(|page| page.extension().is_some_and(|ending| ending == "html")).unwrap();
        fs::copy(first, folder.join(verdict.file_name()).with_extension("html")).unwrap();
    }
    folder
}

#[test]
fn a_page_that_is_no_article_is_named_with_what_to_do() {
    let folder = one_of_each("named");
    for (name, code, expected) in [
        ("article", 0, ""),
        ("listing", 0, ""),
        ("teaser", 0, "teaser.html: a teaser: the rest is behind a paywall ("),
        (
            "consent-wall",
            1,
            "consent-wall.html: a wall for consent: answer it in a browser, and save the page from there (",
        ),
        ("log-in", 1, "log-in.html: a page to log in: "),
        ("challenge", 1, "challenge.html: a check for robots: open the page in a browser"),
        ("error-page", 1, "error-page.html: an error page in place of an article: fetch the page again ("),
        ("script-shell", 1, "script-shell.html: a page that is empty without its scripts: "),
        ("empty", 1, "empty.html: no article on the page; --removed lists what was left out\n"),
    ] {
        let output = run_with(&folder, &["extract", &format!("{name}.html")], b"");
        assert_eq!(output.status.code(), Some(code), "{name}: {}", stderr(&output));
        assert_eq!(stdout(&output).is_empty(), code == 1, "{name}");
        let said = stderr(&output);
        let advice = if expected.is_empty() { String::new() } else { format!("unboil: {expected}") };
        assert!(said.starts_with(&advice) && said.is_empty() == expected.is_empty(), "{name}: {said}");
        let output = run_with(&folder, &["extract", "--format", "json", &format!("{name}.html")], b"");
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "the record says it");
        assert_eq!(lines(&output.stdout)[0]["verdict"], *name);
    }
}

#[test]
fn a_summary_counts_the_verdicts() {
    let folder = one_of_each("counted");
    fs::write(folder.join("story.html"), page("Anna")).unwrap();
    for command in ["batch", "site"] {
        let output = run_with(&folder, &[command, "."], b"");
        let summary = stderr(&output);
        assert!(summary.contains("  VERDICT           PAGES\n  article               2\n"), "{command}: {summary}");
        for verdict in
            ["teaser", "listing", "consent-wall", "log-in", "challenge", "error-page", "script-shell", "empty"]
        {
            let rows = summary.lines().filter(|line| line.starts_with(&format!("  {verdict} ")));
            assert_eq!(rows.map(|row| row.ends_with("  1")).collect::<Vec<_>>(), [true], "{verdict}: {summary}");
        }
        let counted: u64 = summary
            .lines()
            .skip_while(|line| !line.contains("VERDICT"))
            .skip(1)
            .map_while(|line| line.rsplit(' ').next()?.parse::<u64>().ok())
            .sum();
        assert_eq!(counted, lines(&output.stdout).len() as u64, "{summary}");
    }
    let output = run_with(&folder, &["batch", "story.html"], b"");
    assert!(stderr(&output).starts_with("1 page: 1 with an article, 0 without, 0 errors; "), "{}", stderr(&output));
}

#[test]
fn a_report_shows_the_verdict_and_why() {
    let folder = one_of_each("reported");
    let report = stdout(&run_with(&folder, &["report", "consent-wall.html", "teaser.html", "article.html"], b""));
    for verdict in ["consent-wall", "teaser", "article"] {
        assert!(report.contains(&format!("<dt>Verdict</dt><dd>{verdict}</dd>")), "{verdict}: {report}");
    }
    assert_eq!(report.matches("<dt>Because</dt><dd>").count(), 3);
    assert!(report.contains("<p class=\"error\">A wall for consent: answer it in a browser"), "{report}");
    assert!(report.contains("<p class=\"error\">A teaser: the rest is behind a paywall"), "{report}");
    assert_eq!(report.matches("class=\"error\"").count(), 2, "nothing is wrong with the article");
}

#[test]
fn what_was_given_to_the_wrong_command_is_named() {
    let folder = folder("wrong-command");
    let text = "The ferry was late again on Monday, and nobody on the quay was surprised.\n\n\
        The captain went home on foot, as he had done on Sunday, and on the Saturday before that.\n";
    fs::write(folder.join("letter"), text).unwrap();
    fs::write(folder.join("page.html"), format!("<!doctype html>{}", page("Anna"))).unwrap();
    fs::copy(folder.join("page.html"), folder.join("page.txt")).unwrap();
    fs::write(folder.join("paper.pdf"), "%PDF-1.7\n%\u{e2}\u{e3}").unwrap();
    fs::write(folder.join("packed.zst"), b"\x28\xb5\x2f\xfd\x24\x05").unwrap();
    fs::write(folder.join("picture.gif"), b"GIF89a\x01\x00").unwrap();
    fs::write(folder.join("data.json"), "{\"story\": [1, 2]}").unwrap();
    fs::write(folder.join("link"), "https://example.org/story").unwrap();
    for (command, file, expected) in [
        (
            "extract",
            "letter",
            "letter: this is plain text, not HTML: use `unboil clean`, or a name that ends with .txt",
        ),
        ("clean", "page.html", "page.html: this is HTML, not plain text: use `unboil extract`"),
        (
            "extract",
            "page.txt",
            "page.txt: this is HTML, not plain text: use `unboil extract`, a name that ends with .html",
        ),
        ("extract", "paper.pdf", "paper.pdf: this is a PDF: `pdftotext FILE - | unboil clean -`"),
        ("clean", "paper.pdf", "paper.pdf: this is a PDF"),
        ("extract", "packed.zst", "packed.zst: this is packed, and not as gzip: unpack it first"),
        ("extract", "picture.gif", "picture.gif: this is a picture"),
        ("extract", "data.json", "data.json: this is JSON: give JSON lines a name that ends with .jsonl"),
        ("extract", "link", "link: this is an address: unboil fetches nothing"),
    ] {
        for form in [&[][..], &["--format", "markdown"], &["--removed"]] {
            let output = run_with(&folder, &[&[command, file], form].concat(), b"");
            assert_eq!(output.status.code(), Some(1), "{command} {file}: {}", stderr(&output));
            assert!(
                stderr(&output).starts_with(&format!("unboil: {expected}")),
                "{command} {file}: {}",
                stderr(&output)
            );
        }
        let output = run_with(&folder, &["batch", file], b"");
        let line: Value = lines(&output.stdout).remove(0);
        assert!(line["verdict"] == "wrong-format" || command == "clean", "{file}: {line}");
    }
    let output = run_with(&folder, &["extract", "-"], text.as_bytes());
    assert!(stderr(&output).starts_with("unboil: -: this is plain text, not HTML: use `unboil clean`"));
    let output = run_with(&folder, &["clean", "-"], text.as_bytes());
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
}
