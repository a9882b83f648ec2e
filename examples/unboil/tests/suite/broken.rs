//! `unboil batch` on broken archives and packed files: each broken place gives one line with an error, and no other
//! page is lost.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::archive::{gzip, record, response};
use crate::runs::{folder, json_line, lines, page, run, stderr};

/// A record with the response for a page.
fn answer(name: &str) -> Vec<u8> {
    record("response", name, &response(name, page(name).as_bytes()))
}

/// The record with its `Content-Length` changed.
fn with_length(record: &[u8], change: impl Fn(usize) -> usize) -> Vec<u8> {
    let text = String::from_utf8(record.to_vec()).unwrap();
    let (head, rest) = text.split_once("Content-Length: ").unwrap();
    let (length, rest) = rest.split_once("\r\n").unwrap();
    format!("{head}Content-Length: {}\r\n{rest}", change(length.parse().unwrap())).into_bytes()
}

/// For each line of output, the name in its id, or `id: error`.
fn outcomes(output: &Output) -> Vec<String> {
    let outcome = |line: &Value| match line["error"].as_str() {
        Some(error) => format!("{}: {error}", line["id"].as_str().unwrap()),
        None => line["id"].as_str().unwrap().trim_matches(['<', '>']).replace("urn:uuid:", ""),
    };
    lines(&output.stdout).iter().map(outcome).collect()
}

/// Asserts that each outcome equals the expected one, or contains it if the expected one begins with `!`.
fn assert_outcomes(output: &Output, expected: &[&str]) {
    let outcomes = outcomes(output);
    let fits = |(outcome, expected): (&String, &&str)| match expected.strip_prefix('!') {
        Some(error) => outcome.contains(error),
        None => outcome == expected,
    };
    let fit = outcomes.len() == expected.len() && outcomes.iter().zip(expected).all(fits);
    assert!(fit, "{outcomes:#?} are not {expected:#?}\n{}", stderr(output));
}

/// Runs `batch` on a file with these bytes.
fn batch_on(folder: &Path, name: &str, bytes: &[u8]) -> Output {
    fs::write(folder.join(name), bytes).unwrap();
    run(folder, &[name])
}

#[test]
fn a_broken_record_does_not_affect_the_others() {
    let folder = folder("broken-records");
    let records = [
        answer("Anna"),
        b"what a crash has left\r\nWARC/1.1\r\nWARC-Type: resp".to_vec(),
        answer("Berta"),
        // Its stated length covers Clara and half of Dora.
        with_length(&answer("swallows"), |length| length + answer("Clara").len() + 300),
        answer("Clara"),
        answer("Dora"),
        with_length(&answer("too short"), |length| length - 100),
        answer("Emma"),
        with_length(&answer("huge"), |_| 99_999_999_999),
        answer("Frida"),
        answer("Greta")[..500].to_vec(),
        answer("Hanna"),
    ];
    let expected = [
        "Anna",
        "!no WARC record begins here",
        "Berta",
        "!the record does not end after its",
        "Clara",
        "Dora",
        "!the record does not end after its",
        "Emma",
        "!another begins within the 99999999999 bytes of the record",
        "Frida",
        "!the record does not end after its",
        "Hanna",
    ];
    let plain = batch_on(&folder, "plain.warc", &records.concat());
    assert_outcomes(&plain, &expected);
    assert_eq!(plain.status.code(), Some(1));
    assert!(outcomes(&plain)[1].starts_with(&format!("plain.warc:2: plain.warc, byte {}: ", records[0].len())));
    assert!(stderr(&plain).contains("errors (5):\n  plain.warc:2: plain.warc, byte "), "{}", stderr(&plain));
    assert_outcomes(&batch_on(&folder, "whole.warc.gz", &gzip(&records.concat())), &expected);
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    assert_outcomes(&batch_on(&folder, "members.warc.gz", &members), &expected);
}

#[test]
fn a_broken_member_does_not_affect_the_others() {
    let folder = folder("broken-members");
    let mut members = ["Anna", "Berta", "Clara", "Dora", "Emma", "Frida", "Greta"].map(|name| gzip(&answer(name)));
    let berta = members[0].len();
    let half = members[1].len() / 2;
    members[1].truncate(half);
    let middle = members[3].len() / 2;
    members[3][middle..middle + 30].fill(0xff);
    // Break the checksum of this member.
    let checksum = members[4].len() - 8;
    members[4][checksum] ^= 1;
    let cut = members[6].len() - 3;
    members[6].truncate(cut);
    let output = batch_on(&folder, "members.warc.gz", &members.concat());
    let broken = "can't be unpacked: ";
    let expected = [
        "Anna",
        &format!("!the gzip member at byte {berta} {broken}"),
        "Clara",
        &format!("!{broken}"),
        &format!("!{broken}"),
        "Frida",
        &format!("!{broken}"),
    ];
    assert_outcomes(&output, &expected);
    assert_eq!(output.status.code(), Some(1));

    let mut lines = ["Anna", "Berta", "Clara"].map(|name| gzip(json_line(name).as_bytes()));
    lines[1].truncate(half);
    let output = batch_on(&folder, "lines.jsonl.gz", &lines.concat());
    assert_outcomes(&output, &["Anna", &format!("!the gzip member at byte {}", lines[0].len()), "Clara"]);
}

#[test]
fn all_lines_of_a_member_with_a_wrong_checksum_are_reported() {
    let folder = folder("checksum");
    let mut member = gzip(format!("no JSON\n{}{{\"id\": \"broken\",\n", json_line("Anna")).as_bytes());
    let checksum = member.len() - 8;
    member[checksum] ^= 1;
    let output = batch_on(&folder, "lines.jsonl.gz", &[member, gzip(json_line("Berta").as_bytes())].concat());
    assert_outcomes(&output, &["!lines.jsonl.gz:1: ", "Anna", "!lines.jsonl.gz:3: ", "!can't be unpacked: ", "Berta"]);
}

#[test]
fn a_file_whose_content_contradicts_its_name_is_reported() {
    let folder = folder("misnamed");
    fs::write(folder.join("last.html"), page("Anna")).unwrap();
    for (bytes, problem) in [
        (page("error").into_bytes(), "byte 0: no WARC record begins here"),
        (gzip(page("error").as_bytes()), "byte 0 of what is unpacked: no WARC record begins here"),
        (Vec::new(), "the file is empty: there is no WARC record in it"),
    ] {
        fs::write(folder.join("a.warc.gz"), bytes).unwrap();
        let output = run(&folder, &["a.warc.gz", "last.html"]);
        assert_outcomes(&output, &[&format!("!{problem}"), "last.html"]);
        assert!(stderr(&output).contains("errors (1):\n  a.warc.gz:1: "), "{}", stderr(&output));
        assert_eq!(output.status.code(), Some(1));
    }
    // A `.gz` that is not packed is read all the same.
    assert_outcomes(&batch_on(&folder, "plain.warc.gz", &answer("Berta")), &["Berta"]);
}

#[test]
fn reading_again_is_bounded_for_a_flood_of_broken_records() {
    let folder = folder("flood");
    let one = with_length(&record("response", "flood", b"x"), |_| 30_000_000);
    let output = batch_on(&folder, "flood.warc", &one.repeat(40_000));
    let outcomes = outcomes(&output);
    assert!(outcomes.last().unwrap().ends_with("too much was read again by then: what is within it is passed over"));
}
