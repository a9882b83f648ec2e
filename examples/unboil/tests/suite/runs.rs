//! Makes folders and pages for the tests, and runs the program on them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};

/// The exit code of a run that was stopped.
pub(crate) const STOPPED: i32 = 130;
/// The exit code of a run without errors that left out files.
pub(crate) const LEFT_OUT: i32 = 3;

/// A page with an article whose title and text contain `name`.
pub(crate) fn page(name: &str) -> String {
    let more =
        "The harbour master counted the lorries that were waiting, wrote the number into his book and rang the owner.";
    format!(
        "<title>The ferry {name} is late</title><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><h1>The ferry {name} is late</h1>\
         <p>The ferry {name} to the northern islands was late again on Monday, and nobody on the quay was surprised.</p>\
         <p>{more}</p><p>By evening the wind had dropped, and the captain of the {name} went home on foot.</p>\
         <p>Copyright © 2024 The Quay. All rights reserved.</p>"
    )
}

/// This page as a JSON line, with `name` as its id.
pub(crate) fn json_line(name: &str) -> String {
    json!({"id": name, "url": format!("https://example.org/{name}"), "html": page(name)}).to_string() + "\n"
}

/// An empty folder for one test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The program in this folder.
pub(crate) fn unboil(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_unboil"));
    // Where COLUMNS is set, a list is a table.
    command
        .current_dir(folder)
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// The command `unboil batch` in this folder.
pub(crate) fn batch(folder: &Path) -> Command {
    let mut command = unboil(folder);
    command.arg("batch");
    command
}

/// Runs the program with this standard input to its end.
pub(crate) fn run_with(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = unboil(folder).args(args).spawn().unwrap();
    // The program may end without reading it all.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Runs `batch` in this folder to its end.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Output {
    batch(folder).args(args).stdin(Stdio::null()).output().unwrap()
}

/// The lines of an output as JSON. Asserts that the last one is complete.
pub(crate) fn lines(output: &[u8]) -> Vec<Value> {
    assert!(output.is_empty() || output.ends_with(b"\n"), "half a line");
    output
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

/// The ids of the lines of an output.
pub(crate) fn ids(output: &[u8]) -> Vec<String> {
    lines(output).iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Sends a signal, such as `-INT`, to a running program.
pub(crate) fn signal(child: &Child, signal: &str) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
}
