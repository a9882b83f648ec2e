//! What a second thread costs: the time of a run on two cores is half of that on one if it does the same work.
#![cfg(unix)]

use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::available_parallelism;

use serde_json::json;

use crate::runs::folder;

/// Two threads are at least 1.85 times as fast as one if the work of all threads together, reading and writing among
/// them, grows by no more than this factor: 2 / 1.85.
const MOST: f64 = 1.08;
/// Number of pairs of runs, at most, of which the cheapest of each kind counts, as other work on the machine makes runs
/// dearer. Nearly always the first pairs are enough.
const ATTEMPTS: usize = 10;
/// How often the pages are in the input: the shell counts hundredths of a second, and the run must last many of them.
const COPIES: usize = if cfg!(debug_assertions) { 1 } else { 8 };

#[test]
#[ignore = "processors that share a core make both threads slower: run it by hand, on cores of their own"]
fn two_threads_do_no_more_work_than_one() {
    if available_parallelism().map_or(1, NonZero::get) < 2 {
        return;
    }
    let folder = folder("two-threads");
    fs::write(folder.join("pages.jsonl"), pages().repeat(COPIES)).unwrap();
    let mut least = [f64::INFINITY; 2];
    for _ in 0..ATTEMPTS {
        least = [1, 2].map(|threads| least[threads - 1].min(processor_seconds(&folder, threads)));
        if least[1] <= least[0] * MOST {
            return;
        }
    }
    panic!("one thread and two need {least:?} s of processor time");
}

/// The golden pages of the crate as JSON lines.
fn pages() -> String {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/pages");
    let mut lines = String::new();
    for folder in fs::read_dir(golden).unwrap() {
        if let Ok(html) = fs::read_to_string(folder.unwrap().path().join("source.html")) {
            lines += &(json!({"html": html}).to_string() + "\n");
        }
    }
    lines
}

/// The processor time of a run on that many threads, of all threads together, in seconds.
fn processor_seconds(folder: &Path, threads: usize) -> f64 {
    let program = env!("CARGO_BIN_EXE_unboil");
    let line = format!("'{program}' batch pages.jsonl --threads {threads} > out.jsonl; times");
    let output =
        Command::new("sh").args(["-c", &line]).current_dir(folder).stdin(Stdio::null()).output().unwrap().stdout;
    // The second line is that of the processes that the shell has started: `0m1.230s 0m0.040s`.
    let of_children = String::from_utf8(output).unwrap().lines().nth(1).unwrap().to_owned();
    let seconds = |time: &str| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
        minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap()
    };
    of_children.split_whitespace().map(seconds).sum()
}
