//! The learned log-odds of each kind of cruft, given a term of a class, a text or a heading.

use std::collections::HashMap;

use super::shares::KINDS;
use crate::hash;
use crate::vocabulary::Source;

/// A score for each of [`KINDS`]: the log-odds against the average dropped block; 0 where nothing is known.
pub(super) type KindScores = [f32; KINDS.len()];

/// The terms that distinguish kinds of cruft, and the scores of each.
#[derive(Debug, Default, PartialEq)]
pub struct KindWords {
    /// One table per source of terms: the hash of a term, and its scores.
    tables: [HashMap<u64, KindScores>; Source::ALL.len()],
}

impl KindWords {
    /// Reads a table with the sections `[class]`, `[text]` and `[heading]`. Each line has the scores and, after a
    /// space, the term.
    ///
    /// Scores are a list without spaces such as `j15i12*-20`: log-odds in tenths, each after the letter of its kind
    /// (`a` is the first of `KINDS`), and at the end, after `*`, those of all other kinds.
    ///
    /// Malformed lines are skipped; a test makes sure that the shipped table has none.
    pub fn read(table: &str) -> KindWords {
        let mut words = KindWords::default();
        let mut source = Source::Class;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                source = Source::ALL.into_iter().find(|source| source.name() == name).unwrap_or(source);
            } else if let Some((scores, word)) = line.split_once(' ')
                && let Some(scores) = read_scores(scores)
            {
                words.tables[source as usize].insert(hash::of(word), scores);
            }
        }
        words
    }

    /// The scores of a term, given by its hash ([`hash::of`]), if the table has it.
    pub(super) fn get(&self, source: Source, term: u64) -> Option<&KindScores> {
        self.tables[source as usize].get(&term)
    }
}

/// Reads a list of scores such as `j15i12*-20`; `None` if it is malformed.
fn read_scores(list: &str) -> Option<KindScores> {
    let (named, others) = list.split_once('*')?;
    let tenths = |number: &str| number.parse::<i16>().ok().map(|tenths| f32::from(tenths) / 10.0);
    let mut scores = [tenths(others)?; KINDS.len()];
    let mut rest = named;
    while let Some(letter) = rest.chars().next() {
        let number = &rest[letter.len_utf8()..];
        let end = number.find(|c: char| c.is_alphabetic()).unwrap_or(number.len());
        let kind = u32::from(letter).checked_sub(u32::from('a'))? as usize;
        *scores.get_mut(kind)? = tenths(&number[..end])?;
        rest = &number[end..];
    }
    Some(scores)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cruft::Cruft;

    #[test]
    fn terms_have_the_scores_of_the_table() {
        let words = KindWords::read("# c\n[class]\ni20*-15 socials\n[text]\nbroken\nz1*0 word\nd10h5*0 we use\n");
        let score = |source, word, kind: Cruft| {
            let at = KINDS.iter().position(|of| *of == kind).unwrap();
            words.get(source, hash::of(word)).map(|scores| scores[at])
        };
        let cases = [
            (Source::Class, "socials", Cruft::Share, Some(2.0)),
            (Source::Class, "socials", Cruft::Related, Some(-1.5)),
            (Source::Text, "socials", Cruft::Share, None),
            (Source::Text, "we use", Cruft::Cookie, Some(1.0)),
            (Source::Text, "we use", Cruft::Newsletter, Some(0.5)),
            (Source::Text, "we use", Cruft::Share, Some(0.0)),
            (Source::Text, "word", Cruft::Share, None),
        ];
        for (source, word, kind, expected) in cases {
            assert_eq!(score(source, word, kind), expected, "{source:?} {word} {kind}");
        }
    }

    #[test]
    fn the_shipped_table_is_read_in_full() {
        let table = include_str!("../model/kind-words.txt");
        let lines = table.lines().filter(|line| !line.starts_with(['#', '['])).count();
        let known: usize = KindWords::read(table).tables.iter().map(HashMap::len).sum();
        assert_eq!(known, lines, "two words have the same hash, or a line is malformed");
    }
}
