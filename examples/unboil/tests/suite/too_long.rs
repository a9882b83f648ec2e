//! The errors of `batch` for pages that are too long: they state the size, and the option that raises the limit.

use std::fs;

use serde_json::json;

use crate::archive::{gzip, record, response};
use crate::runs::{folder, lines, page, run};

/// A page of this many bytes.
fn long_page(bytes: usize) -> String {
    let page = page("Anna") + "<script>";
    let filler = "x".repeat(bytes - page.len());
    page + &filler
}

#[test]
fn errors_state_the_size_and_the_option_that_helps() {
    let folder = folder("too-long");
    let page = long_page(5000);
    let answer = response("Anna", page.as_bytes());
    let packed = gzip(page.as_bytes());
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
    let packed_answer = [&head[..], &packed].concat();
    let line = json!({"html": page}).to_string() + "\n";
    let longer_line = json!({"html": long_page(9000)}).to_string() + "\n";
    let koi8 = [&b"<meta charset=koi8-r>"[..], &[0xc1; 3000]].concat();
    let packed_says = format!("the page has {} bytes packed, but unpacked more than the 4000", packed.len());
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("page.html", page.clone().into_bytes(), "the page has 5000 bytes, over the limit of 4000: "),
        ("text.txt", vec![b'x'; 5001], "the page has 5001 bytes, over the limit of 4000: "),
        ("page.html.gz", packed.clone(), &packed_says),
        ("koi8.html", koi8, "the page has 6021 bytes as UTF-8, over the limit of 4000: "),
        ("line.jsonl", line.into_bytes(), "the page has 5000 bytes, over the limit of 4000: "),
        (
            "long-line.jsonl",
            longer_line.clone().into_bytes(),
            &format!("the line has {} bytes, over the limit of 8000, twice that of a page: ", longer_line.len()),
        ),
        ("answer.warc", record("response", "Anna", &answer), "the page has 5000 bytes, over the limit of 4000: "),
        ("packed.warc", record("response", "Anna", &packed_answer), &packed_says),
    ];
    for (name, bytes, expected) in cases {
        fs::write(folder.join(name), bytes).unwrap();
        let output = run(&folder, &[name, "--max-bytes", "4000"]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        let error = lines(&output.stdout)[0]["error"].as_str().unwrap().to_owned();
        assert!(error.starts_with(expected) && error.contains("--max-bytes raises"), "{name}: {error}");
        let output = run(&folder, &[name, "--max-bytes", "10000"]);
        assert!(lines(&output.stdout)[0]["error"].is_null(), "{name} is read once the limit is raised");
    }
    let record = record("response", "Anna", &response("Anna", long_page(9000).as_bytes()));
    fs::write(folder.join("record.warc"), record).unwrap();
    let error = lines(&run(&folder, &["record.warc", "--max-bytes", "4000"]).stdout)[0]["error"].to_string();
    assert!(error.contains("record.warc, byte ") && error.contains("bytes, over the limit of 8000"), "{error}");
}

#[test]
fn the_default_is_that_of_the_library() {
    let folder = folder("too-long-by-default");
    fs::File::create(folder.join("huge.html")).unwrap().set_len(20 << 20).unwrap();
    fs::write(folder.join("deep.html"), "<div>".repeat(10_000)).unwrap();
    let lines = lines(&run(&folder, &["huge.html", "deep.html"]).stdout);
    let error = |line: usize| lines[line]["error"].as_str().unwrap();
    assert_eq!(error(0), "the page has 20971520 bytes, over the limit of 16777216: --max-bytes raises it");
    assert!(error(1).contains("deeper than 512") && !error(1).contains("Limits"), "{}", error(1));
    for wrong in ["0", "1073741825", "many"] {
        assert_eq!(run(&folder, &["huge.html", "--max-bytes", wrong]).status.code(), Some(2), "{wrong}");
    }
}
