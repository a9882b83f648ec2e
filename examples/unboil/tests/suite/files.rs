//! Which files in directories and globs `batch` reads, and how it reports the others.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use crate::runs::{LEFT_OUT, folder, ids, page, run, stderr};

#[test]
fn each_target_of_symlinks_is_entered_once() {
    let folder = folder("links");
    for directory in ["site/deeper", "elsewhere"] {
        fs::create_dir_all(folder.join(directory)).unwrap();
    }
    fs::write(folder.join("elsewhere/linked.html"), page("Anna")).unwrap();
    fs::write(folder.join("site/deeper/page.html"), page("Berta")).unwrap();
    symlink("../elsewhere/linked.html", folder.join("site/a.html")).unwrap();
    symlink("../elsewhere", folder.join("site/b")).unwrap();
    symlink("../../site", folder.join("site/deeper/up")).unwrap();
    symlink("../elsewhere", folder.join("site/other")).unwrap();
    symlink("gone.png", folder.join("site/picture.png")).unwrap();
    let output = run(&folder, &["site"]);
    assert_eq!(ids(&output.stdout), ["site/a.html", "site/b/linked.html", "site/deeper/page.html"]);
    assert_eq!(output.status.code(), Some(LEFT_OUT), "{}", stderr(&output));
    let expected = "directory that was entered already (2):\n  site/deeper/up\n  site/other\n";
    assert!(stderr(&output).contains(expected), "{}", stderr(&output));
    let output = run(&folder, &["site/**/*.html"]);
    assert!(ids(&output.stdout).contains(&"site/b/linked.html".to_owned()), "{}", stderr(&output));
    symlink("gone.html", folder.join("site/broken.html")).unwrap();
    let output = run(&folder, &["site"]);
    assert_eq!(output.status.code(), Some(1), "a page is missing");
}

#[test]
fn files_that_are_left_out_are_reported() {
    let folder = folder("left-out");
    fs::create_dir_all(folder.join("site/texts")).unwrap();
    fs::write(folder.join("site/page.html"), page("Anna")).unwrap();
    for number in 0..9 {
        fs::write(folder.join(format!("site/{number}.css")), "p {}").unwrap();
    }
    fs::write(folder.join("site/notes.txt"), "Of the pages here.").unwrap();
    fs::write(folder.join("site/texts/text.txt"), "The ferry is late.").unwrap();
    let output = run(&folder, &["site"]);
    assert_eq!(ids(&output.stdout), ["site/page.html", "site/texts/text.txt"]);
    assert_eq!(output.status.code(), Some(LEFT_OUT));
    let report = stderr(&output);
    assert!(report.contains("(9, the first 5 are named):\n  site/0.css\n"), "{report}");
    assert!(report.contains("  site/4.css\n") && !report.contains("site/5.css"), "{report}");
    assert!(report.contains("have them read (1):\n  site/notes.txt\n"), "{report}");
    let output = run(&folder, &["site/*.html", "site/texts", "site/notes.txt"]);
    assert_eq!((output.status.code(), ids(&output.stdout).len()), (Some(0), 3), "{}", stderr(&output));
}

#[test]
fn a_file_name_need_not_be_utf8() {
    let folder = folder("any-bytes");
    fs::create_dir(folder.join("site")).unwrap();
    for name in [&b"site/a\xff.html"[..], b"site/a\xfe.html"] {
        fs::write(folder.join(OsStr::from_bytes(name)), page("Anna")).unwrap();
    }
    for input in ["site", "site/*.html", "s?te/a?.html", "**/*.html"] {
        let output = run(&folder, &[input]);
        assert_eq!(ids(&output.stdout), ["site/a\u{fffd}.html"; 2], "{input}: {}", stderr(&output));
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
}
