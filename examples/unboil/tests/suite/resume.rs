//! `unboil batch --resume`, and runs that are stopped.

use std::fs;
use std::io::Read;
use std::process::Command;

use serde_json::json;

use crate::archive::{record, response};
use crate::runs::{STOPPED, batch, folder, ids, json_line, page, run, signal, stderr};

/// JSON lines of different pages with the same id.
fn twins(names: impl IntoIterator<Item = String>) -> String {
    names.into_iter().map(|name| json!({"id": "twin", "html": page(&name)}).to_string() + "\n").collect()
}

#[test]
fn inputs_with_the_same_id_are_each_done_once() {
    let folder = folder("twins");
    let names = ["Anna", "Berta", "Clara"].map(str::to_owned);
    fs::write(folder.join("lines.jsonl"), twins(names) + &json_line("Dora")).unwrap();
    // Two responses of the same address with the same id, and a picture with that id between them.
    let picture = response("Emma", b"").as_slice().to_vec();
    let picture = String::from_utf8(picture).unwrap().replace("text/html", "image/png");
    let records = [
        record("response", "Emma", &response("Emma", page("Emma").as_bytes())),
        record("response", "Emma", picture.as_bytes()),
        record("response", "Emma", &response("Emma", page("Frida").as_bytes())),
    ];
    fs::write(folder.join("all.warc"), records.concat()).unwrap();
    fs::write(folder.join("page.html"), page("Greta")).unwrap();
    let inputs = ["lines.jsonl", "all.warc", "page.html", "page.html"];
    let whole = run(&folder, &inputs).stdout;
    let emma = "<urn:uuid:Emma>";
    assert_eq!(ids(&whole), ["twin", "twin", "twin", "Dora", emma, emma, "page.html", "page.html"]);
    let ends = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(index, _)| index + 1);
    for end in [0].into_iter().chain(ends) {
        for kept in [end, (end + 20).min(whole.len())] {
            fs::write(folder.join("out.jsonl"), &whole[..kept]).unwrap();
            let output = run(&folder, &[&inputs[..], &["--output", "out.jsonl", "--resume"]].concat());
            assert!(fs::read(folder.join("out.jsonl")).unwrap() == whole, "after {kept} bytes: {}", stderr(&output));
        }
    }
}

#[test]
fn many_inputs_with_the_same_id_keep_their_order() {
    let folder = folder("many-twins");
    fs::write(folder.join("lines.jsonl"), twins((0..300).map(|number| format!("Anna {number}")))).unwrap();
    let whole = run(&folder, &["lines.jsonl"]).stdout;
    let third = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(2).unwrap().0;
    fs::write(folder.join("out.jsonl"), &whole[..third + 1]).unwrap();
    let output = run(&folder, &["lines.jsonl", "--output", "out.jsonl", "--resume"]);
    assert!(fs::read(folder.join("out.jsonl")).unwrap() == whole, "{}", stderr(&output));
    assert!(stderr(&output).starts_with("300 pages: 297 with an article, 0 without, 0 errors, 3 done before"));
}

#[test]
fn an_output_is_resumed_only_with_its_own_parts() {
    let folder = folder("parts");
    // The first line is that of an error, which does not show the parts.
    fs::write(folder.join("lines.jsonl"), "no JSON\n".to_owned() + &json_line("Anna") + &json_line("Berta")).unwrap();
    for parts in ["text", "text,markdown", "removed"] {
        let whole = run(&folder, &["lines.jsonl", "--with", parts]).stdout;
        // Two lines, and part of the third.
        let cut = &whole[..whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(1).unwrap().0 + 20];
        for other in ["text", "markdown,text", "removed"] {
            fs::write(folder.join("out.jsonl"), cut).unwrap();
            let output = run(&folder, &["lines.jsonl", "--output", "out.jsonl", "--resume", "--with", other]);
            let after = fs::read(folder.join("out.jsonl")).unwrap();
            if other.len() == parts.len() {
                assert!(after == whole, "{parts}: {}", stderr(&output));
                continue;
            }
            assert_eq!(output.status.code(), Some(2), "{parts} as {other}");
            let expected = format!("unboil: out.jsonl: begun with --with {parts}: resume it with --with {parts}\n");
            assert_eq!(stderr(&output), expected, "{parts} as {other}");
            assert!(after == cut, "a file that is refused stays as it is: {parts} as {other}");
        }
    }
    let output = run(&folder, &["lines.jsonl", "--output", "out.jsonl", "--resume", "--format", "text"]);
    assert_eq!(
        (output.status.code(), stderr(&output).contains("--resume goes on with lines of JSON")),
        (Some(2), true)
    );
}

#[test]
fn sigterm_ends_a_run_with_whole_lines() {
    let folder = folder("terminated");
    let names: Vec<String> = (0..20_000).map(|number| format!("Anna {number}")).collect();
    fs::write(folder.join("lines.jsonl"), names.iter().map(|name| json_line(name)).collect::<String>()).unwrap();
    let mut child = batch(&folder).arg("lines.jsonl").spawn().unwrap();
    let mut first = [0; 1];
    child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
    signal(&child, "-TERM");
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(STOPPED), "{}", stderr(&output));
    let written = ids(&[&first, &output.stdout[..]].concat());
    assert!(written.len() < names.len() && written[..] == names[..written.len()]);
    let help = Command::new(env!("CARGO_BIN_EXE_unboil")).args(["batch", "--help"]).output().unwrap().stdout;
    assert!(String::from_utf8(help).unwrap().contains("130  stopped by Ctrl-C or a signal"), "it is documented");
}

#[test]
fn no_more_threads_work_than_there_are_cores() {
    let folder = folder("threads");
    fs::write(folder.join("page.html"), page("Anna")).unwrap();
    let output = run(&folder, &["page.html", "--threads", "1000000"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("--threads 1000000: the machine has "), "{}", stderr(&output));
    assert_eq!(ids(&output.stdout), ["page.html"]);
}

#[test]
fn the_output_is_not_read_as_an_input() {
    let folder = folder("output");
    fs::write(folder.join("page.html"), page("Anna")).unwrap();
    for resume in [&[][..], &["--resume"]] {
        let output = run(&folder, &[&[".", "--output", "out.jsonl"], resume].concat());
        assert!(stderr(&output).contains("left out, as it is the output (1):\n  ./out.jsonl\n"), "{}", stderr(&output));
        assert_eq!(ids(&fs::read(folder.join("out.jsonl")).unwrap()), ["./page.html"]);
    }
}
