//! Times all contenders on all pages, and formats the results as a Markdown table.

use std::fmt::Write;
use std::hint::black_box;
use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use crate::contenders::CONTENDERS;

/// The results of one contender.
pub(crate) struct Times {
    /// Per page: the time of the fastest round.
    fastest: Vec<Duration>,
    /// Number of pages without text: the contender returned none or an error. Panics are counted separately.
    silent: usize,
    /// Number of pages on which the contender panicked.
    panics: usize,
}

/// Times all contenders on all pages. They take turns page by page and round by round, so that other work on the
/// machine disturbs all of them alike.
pub(crate) fn measure(pages: &[String], rounds: usize) -> Vec<Times> {
    let times = || Times { fastest: Vec::new(), silent: 0, panics: 0 };
    let mut table: Vec<Times> = CONTENDERS.iter().map(|_| times()).collect();
    // One run before the measurement builds what each contender builds once per process.
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

/// The results as a Markdown table, one row per contender.
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

/// Time for all pages, in seconds.
fn sum(times: &Times) -> f64 {
    times.fastest.iter().sum::<Duration>().as_secs_f64()
}

/// Ratio of the 99th percentile to the median of the time per byte.
fn spread(times: &Times, pages: &[String]) -> f64 {
    let per_byte = |(time, page): (&Duration, &String)| time.as_secs_f64() / page.len().max(1) as f64;
    let mut costs: Vec<f64> = times.fastest.iter().zip(pages).map(per_byte).collect();
    costs.sort_by(f64::total_cmp);
    costs[(costs.len() * 99 / 100).min(costs.len() - 1)] / costs[costs.len() / 2]
}
