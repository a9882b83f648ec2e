//! The vocabulary: terms (words of class names, of texts and of headings) with learned log-odds that say how likely a
//! block is content.

#[cfg(any(test, feature = "dev"))]
mod compile;
mod source;
mod table;

use std::borrow::Cow;

pub use source::Source;

#[cfg(test)]
use crate::hash;
pub(crate) use table::Table;

/// The log-odds of the known terms: how much likelier a block with the term is to be content than the average block.
/// Positive values speak for content.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The compiled vocabulary, see `compile.rs`.
    bytes: Cow<'static, [u8]>,
    /// For each source, where its table begins.
    tables: [usize; Source::ALL.len()],
}

impl Vocabulary {
    /// The vocabulary that the crate comes with, as `build.rs` compiled it.
    pub(crate) fn shipped() -> Vocabulary {
        Vocabulary::compiled(Cow::Borrowed(include_bytes!(concat!(env!("OUT_DIR"), "/vocabulary.bin"))))
    }

    /// Reads a vocabulary from text. A table has the sections `[class]`, `[text]` and `[heading]`. In a section, a line
    /// `= LOG-ODDS` stands above the terms that have these log-odds, each on a line of its own. Terms that stand below
    /// no such line are skipped.
    #[cfg(any(test, feature = "dev"))]
    pub fn read(table: &str) -> Vocabulary {
        Vocabulary::compiled(Cow::Owned(compile::compile(table)))
    }

    /// Reads a compiled vocabulary. Tables that are cut off have no terms.
    fn compiled(bytes: Cow<'static, [u8]>) -> Vocabulary {
        let mut rest = &bytes[..];
        let tables = Source::ALL.map(|_| {
            let at = bytes.len() - rest.len();
            Table::take(&mut rest);
            at
        });
        Vocabulary { bytes, tables }
    }

    /// The terms of a source, which are looked up by their hashes, see [`crate::hash::of`].
    pub(crate) fn table(&self, source: Source) -> Table<'_> {
        let bytes = self.bytes.get(self.tables[source as usize]..);
        bytes.and_then(|mut bytes| Table::take(&mut bytes)).unwrap_or_default()
    }

    /// The log-odds of a term, if it is known.
    #[cfg(test)]
    fn get(&self, source: Source, term: &str) -> Option<f32> {
        self.table(source).get(hash::of(term))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_looked_up_by_their_source() {
        let vocabulary = Vocabulary::read(
            "# a comment\n[class]\n= -2.5\nnav\n[text]\nbroken\n= 0.5\nread more\n[heading]\n= -1\nrelated\n",
        );
        let cases = [
            (Source::Class, "nav", Some(-2.5)),
            (Source::Text, "nav", None),
            (Source::Text, "read more", Some(0.5)),
            (Source::Heading, "related", Some(-1.0)),
            (Source::Text, "broken", None),
        ];
        for (source, term, expected) in cases {
            assert_eq!(vocabulary.get(source, term), expected, "{source:?} {term}");
        }
    }

    #[test]
    fn the_shipped_table_is_sorted_and_has_each_term_once() {
        let table = include_str!("../score/model/vocabulary.txt");
        let mut terms = 0;
        // The part before the first section is a comment.
        for section in table.split("\n[").skip(1) {
            let (name, lines) = section.split_once("]\n").unwrap();
            assert!(Source::ALL.iter().any(|source| source.name() == name), "[{name}]");
            let groups = lines.strip_prefix("= ").unwrap().split("\n= ").map(|group| group.split_once('\n').unwrap());
            let groups: Vec<(f32, Vec<&str>)> =
                groups.map(|(log_odds, terms)| (log_odds.parse().unwrap(), terms.lines().collect())).collect();
            assert!(groups.is_sorted_by(|a, b| a.0 < b.0), "[{name}] is out of order");
            for (log_odds, group) in groups {
                assert!(group.is_sorted_by(|a, b| a < b), "[{name}] is out of order below {log_odds}");
                terms += group.len();
            }
        }
        let shipped = Vocabulary::shipped();
        let advice = "remove the folder `target/*/build/unboil-*`, and build";
        assert!(shipped.bytes == compile::compile(table), "another vocabulary was compiled: {advice}");
        let known: usize = Source::ALL.into_iter().map(|source| shipped.table(source).len()).sum();
        assert_eq!(known, terms, "two terms have the same hash, or a line is malformed");
    }

    #[test]
    fn a_cut_off_vocabulary_does_no_harm() {
        let bytes =
            compile::compile("[class]\n= -2.5\nnav\n[text]\n= 0.5\nread more\nlamp\n[heading]\n= -1\nrelated\n");
        for len in 0..bytes.len() {
            let vocabulary = Vocabulary::compiled(Cow::Owned(bytes[..len].to_vec()));
            assert_eq!(vocabulary.get(Source::Heading, "related"), None, "cut off after {len} bytes");
            vocabulary.get(Source::Text, "lamp");
        }
    }
}
