//! `site` as a user runs it: two passes, a profile that is saved and used again, texts into a folder.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes the functions beside the tests for code that is shipped"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A paragraph that only its repetition gives away.
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

/// An empty folder with the pages of a site in it.
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
    let mut command = Command::new(env!("CARGO_BIN_EXE_site"));
    command.current_dir(folder).args(args).stdin(Stdio::null()).output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).unwrap()).collect()
}

#[test]
fn what_repeats_is_dropped_and_told() {
    let folder = site_folder("site-told");
    let lines = lines(&run(&folder, &["pages"]));
    assert_eq!(lines.len(), 24);
    for (number, line) in lines.iter().enumerate() {
        assert_eq!(line["id"], format!("pages/{number:02}.html"));
        assert!(!line["text"].as_str().unwrap().contains(APPEAL), "{line}");
        assert!(line["text"].as_str().unwrap().contains("before the"), "{line}");
        let told = line["repeated"].as_array().unwrap();
        let appeal = told.iter().find(|told| told["text"] == APPEAL).unwrap();
        assert_eq!(appeal["reason"], "stands on 24 of 24 pages of the site");
    }
}

#[test]
fn a_profile_is_saved_used_again_and_taught() {
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
fn texts_come_out_into_a_folder_and_texts_go_in() {
    let folder = site_folder("site-texts");
    fs::write(
        folder.join("pages/letter.txt"),
        "Dear Ann,\n\nthe ferry is late again, and I am writing this on the quay.\n\nBo",
    )
    .unwrap();
    let output = run(&folder, &["--out", "texts", "pages"]);
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("25 articles"), "{output:?}");
    let text = fs::read_to_string(folder.join("texts/pages_00.html.txt")).unwrap();
    assert!(text.starts_with("The storm of 0\n\nOf the storm"), "{text}");
    assert!(fs::read_to_string(folder.join("texts/pages_letter.txt.txt")).unwrap().contains("late again"));

    fs::write(folder.join("pages_00.html"), page(5)).unwrap();
    run(&folder, &["--out", "both", "pages/00.html", "pages_00.html"]);
    let both = ["both/pages_00.html.txt", "both/pages_00.html-2.txt"]
        .map(|name| fs::read_to_string(folder.join(name)).unwrap());
    assert!(both[0].starts_with("The storm") && both[1].starts_with("The whale"), "{both:?}");
}

#[test]
fn wrong_usage_is_told() {
    let folder = site_folder("site-wrong");
    fs::write(folder.join("no.profile"), "no").unwrap();
    for (args, expected) in [
        (&[][..], "which INPUT?"),
        (&["-"], "standard input can't be"),
        (&["--learn", "pages"], "--learn adds to the file of --profile"),
        (&["--profile", "no.profile", "pages"], "no.profile: the site profile can't be read"),
        (&["--out", "no.profile", "pages"], "no.profile: "),
    ] {
        let output = run(&folder, args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains(expected), "{args:?}: {told}");
    }
    let output = run(&folder, &["gone.html", "pages"]);
    assert_eq!(output.status.code(), Some(1), "the others come out all the same");
}
