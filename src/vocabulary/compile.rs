//! The text of a vocabulary → the compiled vocabulary, which [`super::Vocabulary::compiled`] reads. `build.rs` does
//! this for the one that the crate comes with; in the crate itself only the trainer and tests do.
//!
//! The compiled vocabulary has a table for each source, in the order of [`Source::ALL`], each a row of arrays as in
//! [`crate::packed`], which are the fields of [`super::table::Table`].

use super::source::Source;
use super::table::{filter_bits, tag};
use crate::hash;
use crate::packed;

/// Bits of the filter per term.
const FILTER_BITS: usize = 8;

/// Compiles a vocabulary with the sections `[class]`, `[text]` and `[heading]`. In a section, a line `= LOG-ODDS`
/// stands above the terms that have these log-odds, each on a line of its own. Terms that stand below no such line are
/// skipped; a test checks that the shipped vocabulary has none.
pub(crate) fn compile(table: &str) -> Vec<u8> {
    let mut terms = [const { Vec::new() }; Source::ALL.len()];
    let (mut source, mut log_odds) = (Source::Class, None);
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            source = Source::ALL.into_iter().find(|source| source.name() == name).unwrap_or(source);
            log_odds = None;
        } else if let Some(number) = line.strip_prefix("= ") {
            log_odds = number.parse().ok();
        } else if let Some(log_odds) = log_odds {
            terms[source as usize].push((hash::of(line), log_odds));
        }
    }
    let mut bytes = Vec::new();
    terms.into_iter().for_each(|terms| put_table(terms, &mut bytes));
    bytes
}

/// Appends the table of some terms: their hashes and log-odds. Of terms with the same hash the last one counts.
fn put_table(mut terms: Vec<(u64, f32)>, into: &mut Vec<u8>) {
    terms.reverse();
    terms.sort_by_key(|(hash, _)| *hash);
    terms.dedup_by_key(|(hash, _)| *hash);
    let mut filter = vec![0; (terms.len() * FILTER_BITS / 64).next_power_of_two()];
    for (hash, _) in &terms {
        let (index, bits) = filter_bits(*hash, filter.len());
        filter[index] |= bits;
    }
    let starts = packed::divide(&mut terms, |(hash, _)| *hash);
    let mut values: Vec<f32> = terms.iter().map(|(_, log_odds)| *log_odds).collect();
    values.sort_by(f32::total_cmp);
    values.dedup();
    let term = |(hash, log_odds): &(u64, f32)| {
        let [a, b, c, d] = tag(*hash).to_le_bytes();
        let [low, high] = (values.partition_point(|value| value < log_odds) as u16).to_le_bytes();
        [a, b, c, d, low, high]
    };
    packed::put(filter.into_iter().map(u64::to_le_bytes).collect::<Vec<_>>().as_flattened(), into);
    packed::put(starts.as_flattened(), into);
    packed::put(terms.iter().map(term).collect::<Vec<_>>().as_flattened(), into);
    packed::put(values.into_iter().map(f32::to_le_bytes).collect::<Vec<_>>().as_flattened(), into);
}
