//! What users do by mistake, and what the program says about it.

use std::fs;

use serde_json::Value;

use crate::runs::{folder, lines, page, run_with, stderr, stdout};

#[test]
fn a_directory_without_any_page_is_an_error() {
    let folder = folder("empty-directories");
    fs::create_dir_all(folder.join("empty/deeper")).unwrap();
    fs::write(folder.join("page.html"), page("Anna")).unwrap();
    let output = run_with(&folder, &["extract", "empty", "page.html"], b"");
    assert_eq!(
        (output.status.code(), stderr(&output).as_str()),
        (Some(1), "unboil: empty: there is no file in this directory\n")
    );
    assert!(stdout(&output).contains("The ferry Anna"), "the others come out all the same");
    let output = run_with(&folder, &["batch", "empty"], b"");
    assert_eq!(lines(&output.stdout)[0]["error"], "there is no file in this directory");
    let output = run_with(&folder, &["extract", "*"], b"");
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "a glob may match it");
}

#[test]
fn a_page_without_a_command_is_no_riddle() {
    let folder = folder("no-command");
    fs::write(folder.join("page.html"), page("Anna")).unwrap();
    for (argument, expected) in [
        ("page.html", "unboil: page.html is no command, but a file: `unboil extract page.html` prints its article\n"),
        ("https://example.org/", "unboil: https://example.org/: unboil fetches nothing. "),
        ("extrct", "error: unrecognized subcommand 'extrct'\n\n  tip: a similar subcommand exists: 'extract'"),
    ] {
        let output = run_with(&folder, &[argument], b"");
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()), "{argument}");
        assert!(stderr(&output).starts_with(expected), "{argument}: {}", stderr(&output));
    }
    let output = run_with(&folder, &["extract", "file:///tmp/page.html"], b"");
    assert!(stderr(&output).contains("by its path alone, without file://"), "{}", stderr(&output));
    let output = run_with(&folder, &["extract", "ftp://example.org/page.html"], b"");
    assert!(stderr(&output).contains("unboil fetches nothing"), "{}", stderr(&output));
    let output = run_with(&folder, &["extract"], b"");
    assert!(stderr(&output).contains("- for standard input"), "{}", stderr(&output));
}

#[test]
fn broken_files_say_what_is_broken() {
    let folder = folder("broken-files");
    fs::write(folder.join("cut.html.gz"), &crate::archive::gzip(page("Anna").as_bytes())[..60]).unwrap();
    fs::write(folder.join("lines.jsonl"), "{\"html\": 3}\nno JSON\n[null, null, \"<p>Fog\", null]\n").unwrap();
    let mut tar = vec![0; 512];
    tar[..9].copy_from_slice(b"page.html");
    tar[257..262].copy_from_slice(b"ustar");
    tar.extend_from_slice(page("Anna").as_bytes());
    fs::write(folder.join("pages.tar"), &tar).unwrap();
    fs::write(folder.join("pages.tar.gz"), crate::archive::gzip(&tar)).unwrap();
    fs::write(folder.join("nothing.html"), "").unwrap();
    for (file, expected) in [
        ("cut.html.gz", "cut.html.gz: the file can't be unpacked (gzip): "),
        ("pages.tar", "pages.tar: this is a tar archive, not HTML: unpack it, and name the directory\n"),
        ("pages.tar.gz", "pages.tar.gz: this is a tar archive"),
        ("nothing.html", "nothing.html: there is no text in it\n"),
    ] {
        let output = run_with(&folder, &["extract", file], b"");
        assert_eq!((output.status.code(), stdout(&output)), (Some(1), String::new()), "{file}");
        assert!(stderr(&output).starts_with(&format!("unboil: {expected}")), "{file}: {}", stderr(&output));
    }
    let output = run_with(&folder, &["batch", "lines.jsonl"], b"");
    let errors: Vec<Value> = lines(&output.stdout).into_iter().map(|mut line| line["error"].take()).collect();
    assert_eq!(errors[0], "this is no page as JSON: invalid type: integer `3`, expected a string at column 10");
    let expected = "this is no page as JSON: a line is an object, such as {\"url\": \"…\", \"html\": \"…\"}";
    assert_eq!(&errors[1..], [expected, expected]);
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_one_error() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder("permission");
    fs::write(folder.join("closed.html"), page("Anna")).unwrap();
    fs::write(folder.join("open.html"), page("Berta")).unwrap();
    fs::set_permissions(folder.join("closed.html"), fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read it all the same.
    let is_refused = fs::read(folder.join("closed.html")).is_err();
    let output = run_with(&folder, &["batch", "."], b"");
    let lines = lines(&output.stdout);
    assert_eq!(output.status.code(), Some(i32::from(is_refused)), "{}", stderr(&output));
    assert_eq!((lines.len(), lines[0]["error"].is_string()), (2, is_refused), "{lines:#?}");
    assert_eq!(lines[1]["title"], "The ferry Berta is late");
}
