//! `unboil site` as a user runs it: two passes, a saved profile, texts written to a directory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::runs::{LEFT_OUT, STOPPED, signal};

/// A paragraph that looks like content: it can be recognised as cruft only because it repeats across pages.
const APPEAL: &str =
    "Whoever goes down to the pier on Sunday will find us there, under the old lamp, with coffee for everybody.";

fn page(number: usize) -> String {
    let topic = ["storm", "regatta", "herring", "ice", "oil", "whale", "sand", "seal", "fog", "tide", "crab", "wreck"]
        [number % 12];
    format!(
        "<title>The {topic} of {number}</title><body><div><a href=/>The Coast</a> <a href=/s>Sea</a></div><h1>The {topic} of {number}</h1>\
         <p>Of the {topic} this much is known so far, said the woman at the port who has seen {number} of them.</p><p>{APPEAL}</p>\
         <p>No more is known of the {topic}, but that somebody is going to look into it before the {number} days are over.</p>\
         <p>The Coast, made by hand on the northern pier since 1911</p>"
    )
}

/// A new folder with the pages of a site in `pages`.
fn site_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("pages")).unwrap();
    for number in 0..24 {
        fs::write(folder.join(format!("pages/{number:02}.html")), page(number)).unwrap();
    }
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_unboil"));
    command.current_dir(folder).arg("site").args(args).stdin(Stdio::null()).output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).unwrap()).collect()
}

#[test]
fn repeated_blocks_are_dropped_and_reported() {
    let folder = site_folder("site-repeated");
    let lines = lines(&run(&folder, &["pages"]));
    assert_eq!(lines.len(), 24);
    for (number, line) in lines.iter().enumerate() {
        assert_eq!(line["id"], format!("pages/{number:02}.html"));
        let record: unboil::Record = serde_json::from_value(line.clone()).unwrap();
        assert_eq!(record.text.as_deref(), line["text"].as_str());
        assert!(!line["text"].as_str().unwrap().contains(APPEAL), "{line}");
        assert!(line["text"].as_str().unwrap().contains("before the"), "{line}");
        let dropped = line["repeated"].as_array().unwrap();
        let appeal = dropped.iter().find(|block| block["text"] == APPEAL).unwrap();
        assert_eq!(appeal["reason"], "stands on 24 of 24 pages of the site");
    }
}

#[test]
fn a_profile_is_saved_reused_and_extended() {
    let folder = site_folder("site-saved");
    lines(&run(&folder, &["--profile", "coast.profile", "pages"]));
    let saved = fs::read(folder.join("coast.profile")).unwrap();
    let one = lines(&run(&folder, &["--profile", "coast.profile", "pages/03.html"]));
    assert!(!one[0]["text"].as_str().unwrap().contains(APPEAL));
    assert_eq!(fs::read(folder.join("coast.profile")).unwrap(), saved, "it was only used");
    let alone = lines(&run(&folder, &["pages/03.html"]));
    assert!(alone[0]["text"].as_str().unwrap().contains(APPEAL), "one page says nothing of what repeats");

    fs::write(folder.join("pages/24.html"), page(24)).unwrap();
    lines(&run(&folder, &["--profile", "coast.profile", "--learn", "pages/24.html"]));
    let taught = unboil::SiteProfile::from_bytes(&fs::read(folder.join("coast.profile")).unwrap()).unwrap();
    assert_eq!(taught.pages(), 25);
}

#[test]
fn texts_are_written_to_a_folder_and_texts_are_read() {
    let folder = site_folder("site-texts");
    fs::create_dir(folder.join("pages/letters")).unwrap();
    fs::write(
        folder.join("pages/letters/letter.txt"),
        "Dear Ann,\n\nthe ferry is late again, and I am writing this on the quay.\n\nBo",
    )
    .unwrap();
    let output = run(&folder, &["--format", "text", "--output-dir", "texts", "pages"]);
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("25 with an article"), "{output:?}");
    let text = fs::read_to_string(folder.join("texts/pages_00.html.txt")).unwrap();
    assert!(text.starts_with("The storm of 0\n\nOf the storm"), "{text}");
    assert!(fs::read_to_string(folder.join("texts/pages_letters_letter.txt.txt")).unwrap().contains("late again"));

    fs::write(folder.join("pages_00.html"), page(5)).unwrap();
    run(&folder, &["--format", "text", "--output-dir", "both", "pages/00.html", "pages_00.html"]);
    let both = ["both/pages_00.html.txt", "both/pages_00.html-2.txt"]
        .map(|name| fs::read_to_string(folder.join(name)).unwrap());
    assert!(both[0].starts_with("The storm") && both[1].starts_with("The whale"), "{both:?}");
}

#[test]
fn wrong_usage_is_reported() {
    let folder = site_folder("site-wrong");
    fs::write(folder.join("no.profile"), "no").unwrap();
    for (args, expected) in [
        (&[][..], "which INPUT?"),
        (&["-"], "standard input can't be"),
        (&["--learn", "pages"], "--profile <FILE>"),
        (&["--profile", "no.profile", "pages"], "no.profile: the site profile can't be read"),
        (&["--output-dir", "no.profile", "pages"], "no.profile: "),
        (&["https://example.org/", "pages"], "unboil fetches nothing"),
    ] {
        let output = run(&folder, args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let report = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(report.contains(expected), "{args:?}: {report}");
    }
    let output = run(&folder, &["gone.html", "pages"]);
    assert_eq!(output.status.code(), Some(1), "the others come out all the same");
}

#[test]
fn notes_beside_pages_are_no_pages() {
    let folder = site_folder("site-notes");
    fs::write(folder.join("pages/expected.txt"), "What comes out of the pages, as somebody wrote it down.").unwrap();
    let output = run(&folder, &["pages"]);
    assert_eq!(output.status.code(), Some(LEFT_OUT));
    assert_eq!(output.stdout.iter().filter(|byte| **byte == b'\n').count(), 24);
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(report.matches("pages/expected.txt").count(), 1, "{report}");
    let named = lines(&run(&folder, &["pages/*.html", "pages/expected.txt"]));
    assert_eq!(named.last().unwrap()["id"], "pages/expected.txt", "what is named is read");
    // In a directory with nothing but texts, the texts are read as pages.
    fs::create_dir(folder.join("texts")).unwrap();
    fs::rename(folder.join("pages/expected.txt"), folder.join("texts/expected.txt")).unwrap();
    assert_eq!(lines(&run(&folder, &["texts"])).len(), 1);
}

#[test]
fn sigterm_ends_a_run() {
    let folder = site_folder("site-stopped");
    let made = Command::new("mkfifo").arg(folder.join("pipe.jsonl")).status().unwrap();
    assert!(made.success());
    let mut command = Command::new(env!("CARGO_BIN_EXE_unboil"));
    let child = command.current_dir(&folder).args(["site", "pages", "pipe.jsonl", "--profile", "coast.profile"]);
    let mut child = child.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    // Opening the pipe for writing waits until the program reads from it: by then it has installed its signal handler.
    let writer = fs::OpenOptions::new().write(true).open(folder.join("pipe.jsonl")).unwrap();
    signal(&child, "-TERM");
    assert_eq!(child.wait().unwrap().code(), Some(STOPPED));
    drop(writer);
    assert!(!folder.join("coast.profile").exists(), "half a site was saved for all of it");
}
