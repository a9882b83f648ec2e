//! Times → a table.

use std::fmt::Write;
use std::hint::black_box;
use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use crate::contenders::CONTENDERS;

/// What one contender took for the pages, in their order: the fastest of all rounds.
pub(crate) struct Times {
    fastest: Vec<Duration>,
    /// For so many pages it gave no text: it panicked, or said that there is none.
    silent: usize,
    panics: usize,
}

/// Times everybody on everything. The turn goes around page by page, so that whatever else the machine does hits all
/// alike.
pub(crate) fn measure(pages: &[String], rounds: usize) -> Vec<Times> {
    let times = || Times { fastest: Vec::new(), silent: 0, panics: 0 };
    let mut table: Vec<Times> = CONTENDERS.iter().map(|_| times()).collect();
    // What is built once a process is built before the clock runs.
    for contender in &CONTENDERS {
        let _ = catch_unwind(|| (contender.run)("<p>x"));
    }
    for page in pages {
        let mut fastest = [Duration::MAX; CONTENDERS.len()];
        for round in 0..rounds {
            for (index, contender) in CONTENDERS.iter().enumerate() {
                let start = Instant::now();
                let answer = black_box(catch_unwind(|| (contender.run)(page)));
                fastest[index] = fastest[index].min(start.elapsed());
                if round == 0 {
                    table[index].panics += usize::from(answer.is_err());
                    table[index].silent += usize::from(answer.is_ok_and(|text| text.unwrap_or(0) == 0));
                }
            }
        }
        for (times, fastest) in table.iter_mut().zip(fastest) {
            times.fastest.push(fastest);
        }
    }
    table
}

pub(crate) fn write(table: &[Times], pages: &[String]) -> String {
    let bytes: usize = pages.iter().map(String::len).sum();
    let mut text = format!("{} pages, {:.1} MB\n\n", pages.len(), bytes as f64 / 1e6);
    text += "| | MB/s | time / bare parse | slowest 1 % / median, per byte | without text | panics |\n";
    text += "|---|--:|--:|--:|--:|--:|\n";
    let base = sum(&table[0]);
    for (contender, times) in CONTENDERS.iter().zip(table) {
        let seconds = sum(times);
        let _ = writeln!(
            text,
            "| {} | {:.0} | {:.2} | {:.1} | {} | {} |",
            contender.name,
            bytes as f64 / 1e6 / seconds,
            seconds / base,
            spread(times, pages),
            times.silent,
            times.panics
        );
    }
    text
}

fn sum(times: &Times) -> f64 {
    times.fastest.iter().sum::<Duration>().as_secs_f64()
}

/// How much longer than the median page the page takes that one in a hundred is slower than, both per byte.
fn spread(times: &Times, pages: &[String]) -> f64 {
    let per_byte = |(time, page): (&Duration, &String)| time.as_secs_f64() / page.len().max(1) as f64;
    let mut costs: Vec<f64> = times.fastest.iter().zip(pages).map(per_byte).collect();
    costs.sort_by(f64::total_cmp);
    costs[(costs.len() * 99 / 100).min(costs.len() - 1)] / costs[costs.len() / 2]
}
