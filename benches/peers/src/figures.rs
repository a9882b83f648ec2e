//! Times all contenders on all pages, and formats the results as a Markdown table.

use std::fmt::Write;
use std::hint::black_box;
use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use crate::contenders::CONTENDERS;
use crate::pages::{GROUPS, Group, without_scripts};

/// The pages, as they are on the web or without scripts, and the results on them.
struct Form {
    pages: Vec<String>,
    /// For each contender.
    results: Vec<Times>,
}

/// The results of one contender.
struct Times {
    /// Per page: the time of the fastest round.
    fastest: Vec<Duration>,
    /// Number of pages without text: the contender returned none or an error. Panics are counted separately.
    silent: usize,
    /// Number of pages on which the contender panicked.
    panics: usize,
}

/// Times all contenders on all pages, with and without scripts, and returns the results as a Markdown table, one row
/// per contender.
pub(crate) fn table(pages: Vec<String>, rounds: usize) -> String {
    let stripped = pages.iter().map(|page| without_scripts(page)).collect();
    write(&[stripped, pages].map(|pages| Form { results: measure(&pages, rounds), pages }))
}

/// Times all contenders on all pages. They take turns page by page and round by round, so that other work on the
/// machine disturbs all of them alike.
fn measure(pages: &[String], rounds: usize) -> Vec<Times> {
    let times = || Times { fastest: Vec::new(), silent: 0, panics: 0 };
    let mut results: Vec<Times> = CONTENDERS.iter().map(|_| times()).collect();
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
                    results[index].panics += usize::from(answer.is_err());
                    results[index].silent += usize::from(answer.is_ok_and(|text| text.unwrap_or(0) == 0));
                }
            }
        }
        for (times, fastest) in results.iter_mut().zip(fastest) {
            times.fastest.push(fastest);
        }
    }
    results
}

/// Formats the results. Speed, spread and the pages without text are those of the raw pages.
fn write(forms: &[Form; 2]) -> String {
    let [stripped, raw] = forms;
    let bytes: usize = raw.pages.iter().map(String::len).sum();
    let mut text = format!("{} pages, {:.1} MB. Time / bare parse, by pages:\n\n", raw.pages.len(), bytes as f64 / 1e6);
    let names = GROUPS.map(|group| group.name).join(" | ");
    let _ = writeln!(text, "| | {names} | MB/s | slowest 1 % / median, per byte | without text | panics |");
    let _ = writeln!(text, "|---{}|--:|--:|--:|--:|", "|--:".repeat(GROUPS.len()));
    for (index, (contender, times)) in CONTENDERS.iter().zip(&raw.results).enumerate() {
        let ratio = |group: &Group| {
            let form = if group.raw { raw } else { stripped };
            let bare = form.seconds(0, group);
            if bare > 0.0 { format!("{:.2}", form.seconds(index, group) / bare) } else { String::new() }
        };
        let _ = writeln!(
            text,
            "| {} | {} | {:.0} | {:.1} | {} | {} |",
            contender.name,
            GROUPS.each_ref().map(ratio).join(" | "),
            bytes as f64 / 1e6 / times.fastest.iter().sum::<Duration>().as_secs_f64(),
            spread(times, &raw.pages),
            times.silent,
            times.panics
        );
    }
    text
}

impl Form {
    /// Time that a contender took for the pages of a group, in seconds.
    fn seconds(&self, contender: usize, group: &Group) -> f64 {
        let times = self.results[contender].fastest.iter().zip(&self.pages);
        times.filter(|(_, page)| (group.has)(page.len())).map(|(time, _)| time.as_secs_f64()).sum()
    }
}

/// Ratio of the 99th percentile to the median of the time per byte.
fn spread(times: &Times, pages: &[String]) -> f64 {
    let per_byte = |(time, page): (&Duration, &String)| time.as_secs_f64() / page.len().max(1) as f64;
    let mut costs: Vec<f64> = times.fastest.iter().zip(pages).map(per_byte).collect();
    costs.sort_by(f64::total_cmp);
    costs[(costs.len() * 99 / 100).min(costs.len() - 1)] / costs[costs.len() / 2]
}
