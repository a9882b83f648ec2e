//! Learns the vocabulary: for each term, how often blocks with it are content. A term is a word, or a pair of
//! words, of a block's text, of the heading before it or of the classes around it.
//!
//! Each host has one vote (a *voice*) per term, whatever the number of its pages and blocks, so that the habits of one
//! large site do not pass for those of the web.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write;

use rayon::prelude::*;
use unboil::dev::Source;

use crate::pages::Page;

/// A term is kept if at least this many voices (hosts) use it; fewer may do so by chance. Together with
/// [`MIN_LOG_ODDS`] it left 23,000 terms of 52,000 when it was introduced, at the same cross-validated F1 (README.md).
const MIN_VOICES: f32 = 6.0;
/// Additive smoothing: each term starts with this many voices that vote like the average block. Set by hand.
const PRIOR_VOICES: f32 = 3.0;
/// A term is kept if its log-odds are at least this far from 0. Chosen together with [`MIN_VOICES`].
const MIN_LOG_ODDS: f32 = 0.5;

/// Where a term occurs, and the term.
type Key = (Source, String);

/// Counts of a term among content and among cruft: in blocks of one host, or in voices (each host's vote of 1 is split
/// between the two).
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    content: f32,
    cruft: f32,
}

/// The vote of each host on each term, by host.
pub(crate) struct Voices<'a>(HashMap<&'a str, Voice>);

/// The vote of one host: for each term, the share (0..=1) of the host's blocks with it that are content.
type Voice = BTreeMap<Key, f32>;

impl<'a> Voices<'a> {
    /// Counts the terms of all pages but those set aside.
    pub(crate) fn of(pages: &'a [Page<'_>]) -> Voices<'a> {
        let mut hosts: BTreeMap<&str, Vec<&Page<'_>>> = BTreeMap::new();
        pages.iter().filter(|page| !page.is_set_aside).for_each(|page| hosts.entry(&page.host).or_default().push(page));
        Voices(hosts.into_par_iter().map(|(host, pages)| (host, voice(&pages))).collect())
    }

    /// The vocabulary of the hosts of these pages, in the format of `Vocabulary::read`: a section for each source, in
    /// it a group for each log-odds (rounded to tenths) in ascending order, and in a group one term a line.
    pub(crate) fn table<'p>(&self, pages: impl Iterator<Item = &'p Page<'p>>) -> String {
        let tallies = self.tallies(pages);
        let mut table = String::new();
        for source in Source::ALL {
            let of_source = || tallies.iter().filter(|((key_source, _), _)| *key_source == source);
            let all = of_source().fold(Tally::default(), |all, (_, tally)| all.plus(*tally));
            // Writing to a string does not fail.
            let _ = writeln!(table, "[{}]", source.name());
            let mut groups: BTreeMap<i32, Vec<&str>> = BTreeMap::new();
            for ((_, term), tally) in of_source() {
                let log_odds = tally.log_odds(all);
                if tally.voices() >= MIN_VOICES && log_odds.abs() >= MIN_LOG_ODDS {
                    groups.entry((10.0 * log_odds).round() as i32).or_default().push(term);
                }
            }
            for (tenths, terms) in groups {
                let _ = writeln!(table, "= {}\n{}", tenths as f32 / 10.0, terms.join("\n"));
            }
        }
        table
    }

    /// The sum of the votes of the hosts of these pages, for each term.
    fn tallies<'p>(&self, pages: impl Iterator<Item = &'p Page<'p>>) -> BTreeMap<&Key, Tally> {
        // Sums of floats depend on the order: sorted, they are the same on every run.
        let hosts: BTreeSet<&str> = pages.map(|page| page.host.as_str()).collect();
        let mut tallies: BTreeMap<&Key, Tally> = BTreeMap::new();
        for (key, share) in hosts.into_iter().filter_map(|host| self.0.get(host)).flatten() {
            let tally = tallies.entry(key).or_default();
            *tally = tally.plus(Tally { content: *share, cruft: 1.0 - share });
        }
        tallies
    }
}

impl Tally {
    fn plus(self, other: Tally) -> Tally {
        Tally { content: self.content + other.content, cruft: self.cruft + other.cruft }
    }

    /// The number of voices, for and against.
    fn voices(self) -> f32 {
        self.content + self.cruft
    }

    /// The smoothed log-odds that a block with the term is content, minus the log-odds over all terms of the source.
    /// Positive speaks for content.
    fn log_odds(self, all: Tally) -> f32 {
        let share = all.content / all.voices();
        let odds = (self.content + PRIOR_VOICES * share) / (self.cruft + PRIOR_VOICES * (1.0 - share));
        odds.ln() - (share / (1.0 - share)).ln()
    }
}

/// The vote of one host, from the labelled blocks of its pages.
fn voice(pages: &[&Page<'_>]) -> Voice {
    let mut tallies: BTreeMap<Key, Tally> = BTreeMap::new();
    for page in pages {
        // A term counts once per block, however often it occurs there.
        let mut seen: HashSet<(usize, Key)> = HashSet::new();
        page.walked.clues(|block, source, word| {
            let Some(is_content) = page.labels[block] else { return };
            let key = (source, word.to_owned());
            if seen.insert((block, key.clone())) {
                let tally = tallies.entry(key).or_default();
                *(if is_content { &mut tally.content } else { &mut tally.cruft }) += 1.0;
            }
        });
    }
    tallies.into_iter().map(|(key, tally)| (key, tally.content / tally.voices())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented;

    /// The log-odds of a term in a table, if it is there.
    fn find(table: &str, source: Source, word: &str) -> Option<f32> {
        let (_, section) = table.split_once(&format!("[{}]\n", source.name())).unwrap();
        let section: Vec<&str> = section.lines().take_while(|line| !line.starts_with('[')).collect();
        let at = section.iter().position(|line| *line == word)?;
        section[..at].iter().rev().find_map(|line| line.strip_prefix("= ")?.parse().ok())
    }

    #[test]
    fn terms_of_content_have_positive_log_odds_and_those_of_cruft_negative_ones() {
        let gold = invented::gold(8);
        let pages = invented::pages(&gold);
        let table = Voices::of(&pages).table(pages.iter());
        for (source, word) in [(Source::Class, "story"), (Source::Text, "witness")] {
            assert!(find(&table, source, word).unwrap() > 0.0, "{word} in {table}");
        }
        for (source, word) in [(Source::Class, "menu"), (Source::Class, "legal"), (Source::Text, "topic")] {
            assert!(find(&table, source, word).unwrap() < 0.0, "{word} in {table}");
        }
    }

    #[test]
    fn a_term_needs_enough_hosts_however_many_blocks_have_it() {
        let gold = invented::gold(8);
        let mut pages = invented::pages(&gold);
        let few = Voices::of(&pages).table(pages.iter().take(5));
        assert_eq!(few, "[class]\n[text]\n[heading]\n");
        pages.iter_mut().for_each(|page| page.host = "one.example".to_owned());
        assert_eq!(Voices::of(&pages).table(pages.iter()), few);
    }

    #[test]
    fn pages_set_aside_have_no_voice() {
        let gold = invented::gold(8);
        let mut pages = invented::pages(&gold);
        pages.iter_mut().for_each(|page| page.is_set_aside = true);
        assert_eq!(Voices::of(&pages).table(pages.iter()), "[class]\n[text]\n[heading]\n");
    }
}
