//! Learns the vocabulary: how often a block is content that has a word around or in it. Every host has one voice for
//! each word, so that no site's habits pass for the web's.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write;

use rayon::prelude::*;
use unboil::dev::Source;

use crate::pages::Page;

/// Fewer hosts than these (voices) may use a word by chance. Together with MIN_LOG_ODDS it leaves
/// 23,000 words of 52,000, at the same cross-validated F1.
const MIN_VOICES: f32 = 6.0;
/// What is taken for granted before anything was counted, in voices of the average block.
const PRIOR_VOICES: f32 = 3.0;
/// A word that says less than this, in log-odds, is left out.
const MIN_LOG_ODDS: f32 = 0.5;

type Key = (Source, String);

/// How many blocks, or what share of a voice.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    content: f32,
    cruft: f32,
}

/// What each host says of each word.
pub(crate) struct Voices<'a>(HashMap<&'a str, Voice>);

/// The share of a host's blocks with the word that is content.
type Voice = BTreeMap<Key, f32>;

impl<'a> Voices<'a> {
    pub(crate) fn of(pages: &'a [Page<'_>]) -> Voices<'a> {
        let mut hosts: BTreeMap<&str, Vec<&Page<'_>>> = BTreeMap::new();
        pages.iter().filter(|page| !page.is_set_aside).for_each(|page| hosts.entry(&page.host).or_default().push(page));
        Voices(hosts.into_par_iter().map(|(host, pages)| (host, voice(&pages))).collect())
    }

    /// The table that these pages' hosts make together, as `Vocabulary::read` reads it.
    pub(crate) fn table<'p>(&self, pages: impl Iterator<Item = &'p Page<'p>>) -> String {
        let tallies = self.tallies(pages);
        let mut table = String::new();
        for source in Source::ALL {
            let of_source = || tallies.iter().filter(|((of, _), _)| *of == source);
            let all = of_source().fold(Tally::default(), |all, (_, tally)| all.plus(*tally));
            // Writing to a string does not fail.
            let _ = writeln!(table, "[{}]", source.name());
            for ((_, word), tally) in of_source() {
                let log_odds = tally.log_odds(all);
                if tally.voices() >= MIN_VOICES && log_odds.abs() >= MIN_LOG_ODDS {
                    let _ = writeln!(table, "{log_odds:.1} {word}");
                }
            }
        }
        table
    }

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

    fn voices(self) -> f32 {
        self.content + self.cruft
    }

    /// Compared with those of all.
    fn log_odds(self, all: Tally) -> f32 {
        let share = all.content / all.voices();
        let odds = (self.content + PRIOR_VOICES * share) / (self.cruft + PRIOR_VOICES * (1.0 - share));
        odds.ln() - (share / (1.0 - share)).ln()
    }
}

/// What the pages of one host say.
fn voice(pages: &[&Page<'_>]) -> Voice {
    let mut tallies: BTreeMap<Key, Tally> = BTreeMap::new();
    for page in pages {
        // A word counts once a block.
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

    /// The log-odds of a word.
    fn find(table: &str, source: Source, word: &str) -> Option<f32> {
        let (_, section) = table.split_once(&format!("[{}]\n", source.name())).unwrap();
        let mut lines = section.lines().take_while(|line| !line.starts_with('['));
        lines.find_map(|line| line.strip_suffix(word)?.strip_suffix(' ')?.parse().ok())
    }

    #[test]
    fn words_of_content_and_cruft_are_told_apart() {
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
    fn a_word_needs_its_hosts_not_its_blocks() {
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
