//! `unboil batch` as a user runs it: every kind of input, broken inputs, stopped runs, inputs larger than memory.

use std::fs;
use std::io::{Read, Write};
use std::process::Stdio;

use serde_json::{Value, json};
use unboil::Record;

use crate::archive::{gzip, record, response};
use crate::runs::{LEFT_OUT, STOPPED, batch, folder, ids, json_line, lines, page, run, signal, stderr};

#[test]
fn every_kind_of_input_comes_out_in_order() {
    let folder = folder("inputs");
    fs::create_dir_all(folder.join("saved/deeper")).unwrap();
    fs::write(folder.join("saved/Anna.html"), page("Anna")).unwrap();
    fs::write(folder.join("saved/deeper/Berta.HTM.gz"), gzip(page("Berta").as_bytes())).unwrap();
    fs::write(folder.join("saved/picture.png"), "no page").unwrap();
    fs::write(folder.join("lines.jsonl"), json_line("Clara") + "\n" + &json_line("Dora")).unwrap();
    fs::write(folder.join("lines.ndjson.gz"), gzip(json_line("Emma").as_bytes())).unwrap();
    fs::write(folder.join("one.warc"), record("response", "Frida", &response("Frida", page("Frida").as_bytes())))
        .unwrap();
    let members =
        ["Greta", "Hanna"].map(|name| gzip(&record("response", name, &response(name, page(name).as_bytes()))));
    fs::write(folder.join("two.warc.gz"), members.concat()).unwrap();
    fs::write(folder.join("glob-1"), page("Ida")).unwrap();
    fs::write(folder.join("glob-2"), page("Johanna")).unwrap();
    let output = run(
        &folder,
        &["saved", "lines.jsonl", "lines.ndjson.gz", "one.warc", "two.warc.gz", "glob-?", "--threads", "3"],
    );
    assert_eq!(output.status.code(), Some(LEFT_OUT), "{}", stderr(&output));
    let names = ["Anna", "Berta", "Clara", "Dora", "Emma", "Frida", "Greta", "Hanna", "Ida", "Johanna"];
    let lines = lines(&output.stdout);
    assert_eq!(lines.len(), names.len());
    for (line, name) in lines.iter().zip(names) {
        let text = line["text"].as_str().unwrap();
        assert!(text.contains(&format!("captain of the {name}")) && !text.contains("Copyright"), "{name}: {text}");
        assert_eq!(line["title"], format!("The ferry {name} is late"));
    }
    assert_eq!(lines[0]["id"], "saved/Anna.html");
    assert_eq!(lines[2]["url"], "https://example.org/Clara");
    assert_eq!(lines[5]["id"], "<urn:uuid:Frida>");
    assert_eq!(lines[5]["url"], "https://example.org/Frida");
    assert!(stderr(&output).starts_with("10 pages: 10 with an article, 0 without, 0 errors; "), "{}", stderr(&output));
    assert!(!output.stderr.contains(&b'\x1b'), "a bar where there is no terminal");
}

#[test]
fn standard_input_is_json_lines_or_warc() {
    let folder = folder("stdin");
    let warc = record("response", "Anna", &response("Anna", page("Anna").as_bytes()));
    for input in [json_line("Anna").into_bytes(), gzip(json_line("Anna").as_bytes()), warc.clone(), gzip(&warc)] {
        let mut child = batch(&folder).arg("-").spawn().unwrap();
        child.stdin.take().unwrap().write_all(&input).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(lines(&output.stdout)[0]["title"], "The ferry Anna is late", "{}", stderr(&output));
    }
}

#[test]
fn records_that_are_no_pages_are_skipped() {
    let folder = folder("archive");
    let html = |name: &str| response(name, page(name).as_bytes());
    let head = "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 3000000\r\n\r\n";
    let lacks_its_id = [head.as_bytes(), &[b'x'; 3_000_000], b"\r\n\r\n"].concat();
    let resource = String::from_utf8(record("resource", "Clara", page("Clara").as_bytes())).unwrap();
    let records = [
        record("warcinfo", "info", b"software: quay/1.0\r\n"),
        record("request", "Anna-request", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "Anna", &html("Anna")),
        record("response", "picture", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"),
        record("response", "gone", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Not found"),
        lacks_its_id,
        record("response", "no-http", b"no HTTP"),
        record("metadata", "long", &vec![b'x'; 5 << 20]),
        record("response", "too-long", &vec![b'x'; 40 << 20]),
        resource.replace("application/http;msgtype=response", "text/html").into_bytes(),
        record("response", "Berta", &html("Berta")),
    ];
    fs::write(folder.join("all.warc"), records.concat()).unwrap();
    let output = run(&folder, &["all.warc"]);
    let expected = [
        "<urn:uuid:Anna>",
        "all.warc:6",
        "<urn:uuid:no-http>",
        "<urn:uuid:too-long>",
        "<urn:uuid:Clara>",
        "<urn:uuid:Berta>",
    ];
    assert_eq!(ids(&output.stdout), expected, "{}", stderr(&output));
    let summary = "6 pages: 3 with an article, 0 without, 3 errors; 2 other records;";
    assert!(stderr(&output).starts_with(summary), "{}", stderr(&output));
}

#[test]
fn options_change_the_output() {
    let folder = folder("options");
    fs::write(folder.join("page.html"), page("Anna")).unwrap();
    let line = |args: &[&str]| lines(&run(&folder, &[&["page.html"], args].concat()).stdout).remove(0);
    assert!(line(&[])["text"].as_str().unwrap().starts_with("The ferry"));
    assert!(line(&[])["markdown"].as_str().unwrap().starts_with("# The ferry"));
    assert!(line(&["--with", "html"])["html"].as_str().unwrap().starts_with("<h1>"));
    assert_eq!(line(&["--with", "html"])["text"], Value::Null);
    assert_ne!(line(&["--focus", "recall"])["confidence"], line(&["--focus", "precision"])["confidence"]);
    let comments = "<div class=comments><h2>Comments</h2><p class=comment>I was on the quay and it was very cold indeed.</p></div>";
    fs::write(folder.join("page.html"), page("Anna") + comments).unwrap();
    assert_ne!(line(&["--comments"])["text"], line(&[])["text"]);
    for wrong in [&["--format", "pdf"][..], &["--with", "all"], &["--threads", "0"], &["--resume"], &["--no-such"]] {
        assert_eq!(run(&folder, &[&["page.html"], wrong].concat()).status.code(), Some(2), "{wrong:?}");
    }
    assert_eq!(run(&folder, &[]).status.code(), Some(2));
}

#[test]
fn every_line_is_a_record() {
    let folder = folder("records");
    fs::write(folder.join("page.html"), page("Anna")).unwrap();
    let parts = ["text", "markdown", "html", "blocks", "removed"];
    for with in ["text", "html,markdown", "removed,blocks"] {
        let line = run(&folder, &["page.html", "--with", with]).stdout;
        let record: Record = serde_json::from_slice(&line).unwrap();
        assert_eq!(record.title.as_deref(), Some("The ferry Anna is late"));
        let line: Value = serde_json::from_slice(&line).unwrap();
        assert_eq!(parts.map(|part| line.get(part).is_some()), parts.map(|part| with.contains(part)), "{with}");
    }
}

#[test]
fn a_broken_input_is_counted_and_the_run_goes_on() {
    let folder = folder("broken");
    let broken = "no JSON\n{\"id\": 7}\n[]\n";
    fs::write(folder.join("lines.jsonl"), json_line("Anna") + broken + &json_line("Berta")).unwrap();
    fs::write(folder.join("packed.html.gz"), &gzip(page("Clara").as_bytes())[..60]).unwrap();
    fs::write(folder.join("deep.html"), "<div>".repeat(10_000)).unwrap();
    fs::File::create(folder.join("huge.html")).unwrap().set_len(20 << 20).unwrap();
    let whole = record("response", "Dora", &response("Dora", page("Dora").as_bytes()));
    fs::write(folder.join("cut.warc"), [&whole[..], &whole[..whole.len() / 2]].concat()).unwrap();
    fs::write(folder.join("no.warc"), [b"WARC/1.0\r\n", &b"x"[..]].concat().repeat(1 << 20)).unwrap();
    fs::write(folder.join("last.html"), page("Emma")).unwrap();
    let inputs = [
        "lines.jsonl",
        "packed.html.gz",
        "deep.html",
        "huge.html",
        "cut.warc",
        "no.warc",
        "no-such-file",
        "*.pdf",
        "last.html",
    ];
    let output = run(&folder, &inputs);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let lines = lines(&output.stdout);
    let outcome = |line: &Value| (line["id"].as_str().unwrap().to_owned(), line["error"].is_string());
    let outcomes: Vec<_> = lines.iter().map(outcome).collect();
    let expected = [
        ("Anna", false),
        ("lines.jsonl:2", true),
        ("7", true),
        ("lines.jsonl:4", true),
        ("Berta", false),
        ("packed.html.gz", true),
        ("deep.html", true),
        ("huge.html", true),
        ("<urn:uuid:Dora>", false),
        ("cut.warc:2", true),
        ("no.warc:1", true),
        ("no-such-file", true),
        ("*.pdf", true),
        ("last.html", false),
    ];
    assert_eq!(outcomes, expected.map(|(id, error)| (id.to_owned(), error)), "{lines:#?}");
    assert!(stderr(&output).starts_with("14 pages: 4 with an article, 0 without, 10 errors; "), "{}", stderr(&output));
}

#[test]
fn resume_continues_an_interrupted_output() {
    let folder = folder("resume");
    let names: Vec<String> = (0..20).map(|number| format!("Anna {number}")).collect();
    fs::write(folder.join("lines.jsonl"), names.iter().map(|name| json_line(name)).collect::<String>() + "no JSON\n")
        .unwrap();
    let whole = run(&folder, &["lines.jsonl"]).stdout;
    // Seven lines, and half of the eighth.
    let ends: Vec<usize> =
        whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(index, _)| index + 1).collect();
    fs::write(folder.join("out.jsonl"), &whole[..ends[6] + 40]).unwrap();
    let output = run(&folder, &["lines.jsonl", "--output", "out.jsonl", "--resume"]);
    assert!(fs::read(folder.join("out.jsonl")).unwrap() == whole, "{}", stderr(&output));
    assert!(
        stderr(&output).starts_with("21 pages: 13 with an article, 0 without, 1 error, 7 done before; "),
        "{}",
        stderr(&output)
    );
    let output = run(&folder, &["lines.jsonl", "--output", "out.jsonl", "--resume"]);
    assert!(fs::read(folder.join("out.jsonl")).unwrap() == whole, "a finished run is not repeated");
    assert!(stderr(&output).contains(" 21 done before"), "{}", stderr(&output));
    // An existing output is not overwritten, and a file that is no output of `batch` is not continued.
    let output = run(&folder, &["lines.jsonl", "--output", "out.jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--resume"), "{}", stderr(&output));
    assert_eq!(run(&folder, &["lines.jsonl", "--output", "lines.jsonl", "--resume"]).status.code(), Some(2));
    fs::write(folder.join("notes.txt"), "a\nb\n").unwrap();
    assert_eq!(run(&folder, &["lines.jsonl", "--output", "notes.txt", "--resume"]).status.code(), Some(2));
    assert_eq!(fs::read(folder.join("notes.txt")).unwrap(), b"a\nb\n");
}

#[test]
fn ctrl_c_leaves_whole_lines_and_the_run_can_be_resumed() {
    let folder = folder("stopped");
    let names: Vec<String> = (0..20_000).map(|number| format!("Anna {number}")).collect();
    fs::write(folder.join("lines.jsonl"), names.iter().map(|name| json_line(name)).collect::<String>()).unwrap();
    let mut child = batch(&folder).arg("lines.jsonl").spawn().unwrap();
    // Only one byte is read: the pipe has no room for the whole output, so that the run can't end before it is
    // interrupted.
    let mut first = [0; 1];
    child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
    signal(&child, "-INT");
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(STOPPED), "{}", stderr(&output));
    let out = [&first, &output.stdout[..]].concat();
    let written = ids(&out);
    assert!(!written.is_empty() && written.len() < names.len() && written[..] == names[..written.len()]);
    fs::write(folder.join("out.jsonl"), out).unwrap();
    let output = run(&folder, &["lines.jsonl", "--output", "out.jsonl", "--resume"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(ids(&fs::read(folder.join("out.jsonl")).unwrap()) == names);
}

#[test]
fn ctrl_c_ends_a_run_that_waits_for_input() {
    let folder = folder("waiting");
    let mut child = batch(&folder).arg("-").spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all((json_line("Anna") + "{\"id\": \"half a li").as_bytes()).unwrap();
    // The first byte of output shows that the run has begun.
    let mut first = [0; 1];
    child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
    signal(&child, "-INT");
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(STOPPED), "{}", stderr(&output));
    assert_eq!(ids(&[&first, &output.stdout[..]].concat()), ["Anna"]);
    drop(stdin);
}

#[test]
#[cfg(target_os = "linux")]
fn memory_is_bounded_whatever_the_input() {
    // The number of pages, the bytes of each, and the upper bound for the peak memory of the process, in MB.
    for (pages, page_bytes, max_mb) in [(200, 1_000_000, 100), (20, 14_000_000, 180)] {
        let peak = peak_mb(pages, page_bytes);
        assert!(peak < max_mb, "{peak} MB for {pages} pages of {page_bytes} bytes");
    }
}

/// The peak memory of a run over `pages` pages of `page_bytes` bytes each, in MB.
fn peak_mb(pages: usize, page_bytes: usize) -> usize {
    let folder = folder("memory");
    let mut child = batch(&folder).args(["-", "--threads", "1"]).stdout(Stdio::null()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A script makes the page long, but takes the extractor no time.
    let script = "var ferry = 'late';";
    let html = page("Anna") + "<script>" + &script.repeat(page_bytes / script.len()) + "</script>";
    let html = json!(html).to_string();
    for number in 0..pages {
        writeln!(stdin, "{{\"id\": {number}, \"html\": {html}}}").unwrap();
    }
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(stderr(&output).starts_with(&format!("{pages} pages: {pages} with an article")), "{}", stderr(&output));
    peak.parse::<usize>().unwrap() / 1024
}
