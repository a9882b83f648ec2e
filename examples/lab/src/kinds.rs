//! The kinds that dropped blocks were given, against those that readers named.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;

use unboil::{Article, Cruft};

use crate::corpus::{BlockLabel, GoldPage};
use crate::measures::squeeze;

/// A dropped block whose kind readers named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The kind that readers gave it.
    pub gold: Cruft,
    /// The kind that unboil gave it.
    pub told: Cruft,
}

impl Named {
    /// Whether the block counts: menus would outweigh all else, and for "other" there is no kind.
    pub fn counts(&self) -> bool {
        !matches!(self.gold, Cruft::Navigation | Cruft::LowScore)
    }
}

/// The dropped blocks of an article whose kind readers named, found by their text. Of blocks with one text the first of
/// the page is the first of the readers.
pub fn named(page: &GoldPage, article: &Article) -> Vec<Named> {
    if page.blocks.is_empty() {
        return Vec::new();
    }
    let mut labels: HashMap<String, VecDeque<BlockLabel>> = HashMap::new();
    for (label, text) in &page.blocks {
        labels.entry(squeeze(text)).or_default().push_back(*label);
    }
    let named = article.removed().iter().filter_map(|block| {
        // The last label serves all further copies.
        let labels = labels.get_mut(&squeeze(block.text()))?;
        let label = if labels.len() > 1 { labels.pop_front()? } else { *labels.front()? };
        match label {
            BlockLabel::Cruft(gold) => Some(Named { gold, told: block.cruft() }),
            BlockLabel::Content | BlockLabel::Neutral => None,
        }
    });
    named.collect()
}

/// How often blocks of each kind were given which kind.
#[derive(Debug, Default)]
pub struct Confusion(BTreeMap<Cruft, BTreeMap<Cruft, usize>>);

/// The commonest mistakes of a kind that are printed.
const MISTAKES: usize = 4;

impl Confusion {
    pub fn of(named: impl Iterator<Item = Named>) -> Confusion {
        let mut confusion = Confusion::default();
        for Named { gold, told } in named {
            *confusion.0.entry(gold).or_default().entry(told).or_default() += 1;
        }
        confusion
    }

    /// Each kind with the share of its blocks that were given it.
    pub fn recalls(&self) -> impl Iterator<Item = (Cruft, f64)> {
        self.0.iter().map(|(gold, told)| (*gold, recall(*gold, told)))
    }
}

fn recall(gold: Cruft, told: &BTreeMap<Cruft, usize>) -> f64 {
    told.get(&gold).copied().unwrap_or_default() as f64 / told.values().sum::<usize>() as f64
}

impl fmt::Display for Confusion {
    /// A row a kind of the readers: its dropped blocks, the share that was given this kind, the share of the blocks
    /// given this kind that are of it, and what the others were taken for.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  {:<16}{:>8}{:>8}{:>10}  taken for", "kind", "blocks", "right", "precision")?;
        for (gold, told) in &self.0 {
            let given: usize = self.0.values().filter_map(|told| told.get(gold)).sum();
            let right = told.get(gold).copied().unwrap_or_default();
            let blocks: usize = told.values().sum();
            let precision = if given > 0 { right as f64 / given as f64 } else { 0.0 };
            let mut mistakes: Vec<_> = told.iter().filter(|(kind, _)| *kind != gold).collect();
            mistakes.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            let mistakes: Vec<String> =
                mistakes.iter().take(MISTAKES).map(|(kind, count)| format!("{kind} {count}")).collect();
            let row = format!("  {:<16}{blocks:>8}{:>8.3}{precision:>10.3}  ", gold.name(), recall(*gold, told));
            writeln!(f, "{}", (row + &mistakes.join(", ")).trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_counted_against_the_readers() {
        let named = |gold, told| Named { gold, told };
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
