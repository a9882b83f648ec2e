//! The files of `--config` and `--site-rules`.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::runs::{folder, lines, page, run_with, stderr, stdout};

/// What `extract` prints of the page of this name, after these options.
fn printed(folder: &Path, args: &[&str]) -> String {
    let output = run_with(folder, &[&["extract", "page.html"], args].concat(), b"");
    assert!(output.status.success(), "{args:?}: {}", stderr(&output));
    stdout(&output)
}

/// Writes a page and these files into a new folder.
fn with_files(name: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
    let folder = folder(name);
    fs::write(folder.join("page.html"), page("Anna")).unwrap();
    files.iter().for_each(|(name, text)| fs::write(folder.join(name), text).unwrap());
    folder
}

#[test]
fn settings_are_read_from_json_and_toml() {
    let json = r#"{"keep": ["copyright"], "rules": [{"drop": "donation", "phrase": "on foot"}]}"#;
    let toml = "keep = [\"copyright\"]\n\n[[rules]]\ndrop = \"donation\"\nphrase = \"on foot\"\n";
    let folder = with_files("config", &[("settings.json", json), ("settings.toml", toml), ("SETTINGS.TOML", toml)]);
    assert!(printed(&folder, &[]).contains("on foot"));
    for file in ["settings.json", "settings.toml", "SETTINGS.TOML"] {
        let text = printed(&folder, &["--config", file]);
        assert!(text.contains("All rights reserved") && !text.contains("on foot"), "{file}: {text}");
    }
}

#[test]
fn the_command_line_counts_more_than_the_file() {
    let settings = json!({
        "focus": "recall", "keep": ["copyright"], "drop": ["legal"], "comments": true, "min_words": 5000,
        "limits": {"max_bytes": 90}, "base_url": "https://pier.example/",
    });
    let folder = with_files("config-and-options", &[("settings.json", &settings.to_string())]);
    let with = |args: &[&str]| {
        let output = run_with(&folder, &[&["extract", "page.html", "--config", "settings.json"], args].concat(), b"");
        (output.status.code(), stdout(&output), stderr(&output))
    };
    let (code, _, problem) = with(&[]);
    assert!(code == Some(1) && problem.contains("over the limit of 90"), "the limit of the file holds: {problem}");
    let (code, text, problem) = with(&["--max-bytes", "9000"]);
    assert_eq!((code, text), (Some(1), String::new()), "the least words of the file hold: {problem}");
    let (code, text, problem) = with(&["--max-bytes", "9000", "--min-words", "5"]);
    assert!(code == Some(0) && text.contains("All rights reserved"), "{problem}");
    let dropped = ["--max-bytes", "9000", "--min-words", "5", "--drop", "copyright", "--drop", "comments"];
    let (code, text, problem) = with(&[&dropped[..], &["--keep", "legal"]].concat());
    assert!(code == Some(0) && !text.contains("All rights reserved"), "{problem}");
}

#[test]
fn rules_for_sites_hold_for_their_hosts() {
    let json = r#"{"sites": [{"hosts": ["example.org"], "rules": [{"drop": "donation", "phrase": "on foot"}]}]}"#;
    let toml = "[[sites]]\nhosts = [\"example.org\"]\n\n[[sites.rules]]\ndrop = \"donation\"\nphrase = \"on foot\"\n";
    let folder = with_files("site-rules", &[("rules.json", json), ("rules.toml", toml)]);
    for file in ["rules.json", "rules.toml"] {
        let at = |url| printed(&folder, &["--site-rules", file, "--base-url", url]);
        assert!(!at("https://www.example.org/late").contains("on foot"), "{file}");
        assert!(at("https://pier.example/late").contains("on foot"), "{file}");
    }
    let line = json!({"url": "https://example.org/late", "html": page("Anna")}).to_string();
    let output = run_with(&folder, &["batch", "--site-rules", "rules.json", "-"], line.as_bytes());
    assert!(!lines(&output.stdout)[0]["text"].as_str().unwrap().contains("on foot"), "{}", stderr(&output));
}

#[test]
fn errors_name_the_file_the_place_and_what_to_do() {
    let rule = |rule: &str| format!(r#"{{"sites": [{{"hosts": ["a.example"], "rules": [{rule}]}}]}}"#);
    for (option, name, text, expected) in [
        (
            "--config",
            "a.json",
            "{\n \"focus\": \"fast\"}".to_owned(),
            &["a.json: focus: unknown focus \"fast\"", "line 2"][..],
        ),
        ("--config", "b.json", "{\"min_word\": 5}".to_owned(), &["b.json: unknown field `min_word`", "`min_words`"]),
        ("--config", "c.toml", "keep = [\n  \"junk\"]".to_owned(), &["c.toml: ", "line 1", "keep: unknown kind"]),
        ("--config", "d.toml", "keep = ".to_owned(), &["d.toml: ", "line 1"]),
        (
            "--config",
            "e.yaml",
            "keep: []".to_owned(),
            &["e.yaml: the file is read by its ending: call it .json or .toml"],
        ),
        ("--config", "f.json", rule("{}"), &["f.json: ", "are read with --site-rules"]),
        (
            "--config",
            "g.json",
            r#"{"keep": ["legal"], "drop": ["legal"]}"#.to_owned(),
            &["keep and drop the kind legal"],
        ),
        ("--site-rules", "h.json", r#"{"focus": "recall"}"#.to_owned(), &["h.json: ", "are read with --config"]),
        (
            "--site-rules",
            "i.json",
            rule("{\"drop\": \"junk\", \"phrase\": \"x\"}"),
            &["i.json: ", "sites[0] (a.example), rules[0]"],
        ),
        ("--site-rules", "j.toml", "[[sites]]\nhosts = 3".to_owned(), &["j.toml: ", "sites[0]"]),
        ("--site-rules", "k.json", "{".to_owned(), &["k.json: ", "line 1"]),
    ] {
        let folder = with_files("wrong-files", &[(name, &text)]);
        let output = run_with(&folder, &["extract", "page.html", option, name], b"");
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()), "{name}");
        for part in expected {
            assert!(stderr(&output).contains(part), "{name}, {part}: {}", stderr(&output));
        }
        let missing = run_with(&folder, &["extract", "page.html", option, "gone.json"], b"");
        assert!(stderr(&missing).contains("gone.json: No such file"), "{}", stderr(&missing));
    }
}
