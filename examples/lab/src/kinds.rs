//! Kinds of cruft: those that unboil gave dropped blocks, compared with those that readers gave them.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;

use unboil::{Article, Cruft};

use crate::corpus::{BlockLabel, GoldPage};
use crate::measures::squeeze;

/// A dropped block that readers gave a kind of cruft, with both kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The kind that readers gave it.
    pub gold: Cruft,
    /// The kind that unboil gave it.
    pub given: Cruft,
}

impl Named {
    /// Whether the block counts in the figure `kind`. Navigation does not, as menus would outweigh everything else, nor
    /// does cruft that readers labelled `other`, as no kind is right for it.
    pub fn counts(&self) -> bool {
        !matches!(self.gold, Cruft::Navigation | Cruft::LowScore)
    }
}

/// The dropped blocks of an article that readers gave a kind, matched by their text. Several blocks with the same text
/// are matched in order.
pub fn named(page: &GoldPage, article: &Article) -> Vec<Named> {
    if page.blocks.is_empty() {
        return Vec::new();
    }
    let mut labels: HashMap<String, VecDeque<BlockLabel>> = HashMap::new();
    for (label, text) in &page.blocks {
        labels.entry(squeeze(text)).or_default().push_back(*label);
    }
    let named = article.removed().iter().filter_map(|block| {
        // If there are more copies than labels, the last label serves all further copies.
        let labels = labels.get_mut(&squeeze(block.text()))?;
        let label = if labels.len() > 1 { labels.pop_front()? } else { *labels.front()? };
        match label {
            BlockLabel::Cruft(gold) => Some(Named { gold, given: block.cruft() }),
            BlockLabel::Content | BlockLabel::Neutral => None,
        }
    });
    named.collect()
}

/// A confusion matrix: for each kind of the readers and each kind that unboil gave, the number of blocks.
#[derive(Debug, Default)]
pub struct Confusion(BTreeMap<Cruft, BTreeMap<Cruft, usize>>);

/// At most this many wrong kinds are printed for a kind, the most frequent first.
const MISTAKES: usize = 4;

impl Confusion {
    /// Counts the blocks.
    pub fn of(named: impl Iterator<Item = Named>) -> Confusion {
        let mut confusion = Confusion::default();
        for Named { gold, given } in named {
            *confusion.0.entry(gold).or_default().entry(given).or_default() += 1;
        }
        confusion
    }

    /// For each kind of the readers, the share (0..=1) of its blocks that were given this kind.
    pub fn recalls(&self) -> impl Iterator<Item = (Cruft, f64)> {
        self.0.iter().map(|(gold, row)| (*gold, recall(*gold, row)))
    }
}

/// The share (0..=1) of the blocks of a kind that were given this kind, from a row of the matrix.
fn recall(gold: Cruft, row: &BTreeMap<Cruft, usize>) -> f64 {
    row.get(&gold).copied().unwrap_or_default() as f64 / row.values().sum::<usize>() as f64
}

impl fmt::Display for Confusion {
    /// One row for each kind of the readers: the number of its dropped blocks, the share that was given this kind
    /// (recall), the share of the blocks given this kind that are of it (precision), and the kinds that the others were
    /// given.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  {:<16}{:>8}{:>8}{:>10}  taken for", "kind", "blocks", "right", "precision")?;
        for (gold, row) in &self.0 {
            let given: usize = self.0.values().filter_map(|row| row.get(gold)).sum();
            let right = row.get(gold).copied().unwrap_or_default();
            let blocks: usize = row.values().sum();
            let precision = if given > 0 { right as f64 / given as f64 } else { 0.0 };
            let mut mistakes: Vec<_> = row.iter().filter(|(kind, _)| *kind != gold).collect();
            mistakes.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            let mistakes: Vec<String> =
                mistakes.iter().take(MISTAKES).map(|(kind, count)| format!("{kind} {count}")).collect();
            let line = format!("  {:<16}{blocks:>8}{:>8.3}{precision:>10.3}  ", gold.name(), recall(*gold, row));
            writeln!(f, "{}", (line + &mistakes.join(", ")).trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_compared_with_those_of_the_readers() {
        let named = |gold, given| Named { gold, given };
        let confusion = Confusion::of(
            [
                named(Cruft::Share, Cruft::Share),
                named(Cruft::Share, Cruft::Related),
                named(Cruft::Related, Cruft::Related),
            ]
            .into_iter(),
        );
        let recalls: Vec<_> = confusion.recalls().collect();
        assert_eq!(recalls, [(Cruft::Share, 0.5), (Cruft::Related, 1.0)]);
        let table = confusion.to_string();
        for row in [
            "  share                  2   0.500     1.000  related 1\n",
            "  related                1   1.000     0.500\n",
        ] {
            assert!(table.contains(row), "{row:?} is not in {table}");
        }
    }
}
