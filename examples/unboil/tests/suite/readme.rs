//! The commands for the shell in the README of the crate.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::archive::{gzip, record, response};
use crate::runs::{folder, json_line, page, stderr};

/// The README of the crate.
const README: &str = include_str!("../../../../README.md");

#[test]
fn the_commands_of_the_readme_work() {
    let folder = folder("readme");
    for directory in ["saved", "examples", ".local/share/bash-completion/completions"] {
        fs::create_dir_all(folder.join(directory)).unwrap();
    }
    fs::write(folder.join("saved.html"), page("Anna")).unwrap();
    fs::write(folder.join("saved/page.html"), page("Berta")).unwrap();
    fs::write(folder.join("letter.txt"), "The ferry was late again on Monday, and nobody on the quay was surprised.")
        .unwrap();
    fs::write(
        folder.join("crawl.warc.gz"),
        gzip(&record("response", "Clara", &response("Clara", page("Clara").as_bytes()))),
    )
    .unwrap();
    fs::write(folder.join("crawl.jsonl"), json_line("Dora")).unwrap();
    fs::write(folder.join("settings.toml"), "focus = \"recall\"\n").unwrap();
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/../site_rules.json");
    fs::copy(rules, folder.join("examples/site_rules.json")).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_unboil"));
    let section = README.split("\n## The program\n").nth(1).unwrap().split("```").nth(1).unwrap();
    let commands: Vec<&str> =
        section.lines().filter(|line| line.contains("unboil ") && !line.contains("cargo")).collect();
    assert!(commands.len() >= 10, "{commands:?}");
    for command in commands {
        // Nothing is fetched here, and there need be no pager.
        let local =
            command.replace("curl -L https://example.org/story", "cat saved.html").replace("| man -l -", "| cat");
        let line = format!("set -e; {local}").replace("unboil ", &format!("'{}' ", program.display()));
        let output = Command::new("sh").args(["-c", &line]).current_dir(&folder).env("HOME", &folder).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{command}: {}", stderr(&output));
        assert!(local.contains("> ") || local.contains("--output") || !output.stdout.is_empty(), "{command}");
    }
    for made in ["report.html", "articles.jsonl", "site.profile", ".local/share/bash-completion/completions/unboil"] {
        assert!(fs::metadata(folder.join(made)).is_ok_and(|made| made.len() > 100), "{made}");
    }
}
