//! Kinds of cruft: the kinds that unboil predicted for dropped blocks, compared with those that annotators gave them.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;

use unboil::{Article, Cruft};

use crate::corpus::{BlockLabel, GoldPage};
use crate::measures::squeeze;

/// The annotated and the predicted kind of a dropped block that annotators labelled as cruft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The kind that annotators gave it; [`Cruft::LowScore`] stands for the label `other`.
    pub gold: Cruft,
    /// The kind that unboil predicted for it.
    pub predicted: Cruft,
}

impl Named {
    /// Whether the block enters the figure over all kinds, `SET.all.kind`. Navigation does not, as menus would outweigh
    /// all other kinds together, nor does cruft labelled `other` ([`Cruft::LowScore`]), as no kind is right for it.
    pub fn is_in_total(&self) -> bool {
        !matches!(self.gold, Cruft::Navigation | Cruft::LowScore)
    }
}

/// The dropped blocks of an article that annotators labelled as cruft. Blocks and labels are matched by text: dropped
/// blocks with the same text take that text's labels in order. Kept copies of the text take no label, so that the
/// dropped copies behind them may be paired with the label of another copy.
pub fn named(page: &GoldPage, article: &Article) -> Vec<Named> {
    if page.blocks.is_empty() {
        return Vec::new();
    }
    let mut labels: HashMap<String, VecDeque<BlockLabel>> = HashMap::new();
    for (label, text) in &page.blocks {
        labels.entry(squeeze(text)).or_default().push_back(*label);
    }
    let named = article.removed().iter().filter(|block| block.url().is_none()).filter_map(|block| {
        // If there are more copies than labels, the last label serves all further copies.
        let labels = labels.get_mut(&squeeze(block.text()))?;
        let label = if labels.len() > 1 { labels.pop_front()? } else { *labels.front()? };
        match label {
            BlockLabel::Cruft(gold) => Some(Named { gold, predicted: block.cruft() }),
            BlockLabel::Content | BlockLabel::Neutral => None,
        }
    });
    named.collect()
}

/// A confusion matrix: the number of blocks for each pair of an annotated kind (outer key) and a predicted kind (inner
/// key).
#[derive(Debug, Default)]
pub struct Confusion(BTreeMap<Cruft, BTreeMap<Cruft, usize>>);

/// How many wrong kinds are printed in the row of an annotated kind, at most: the most frequent ones. Set by hand.
const MISTAKES_SHOWN: usize = 4;

impl Confusion {
    /// Counts the blocks.
    pub fn of(named: impl Iterator<Item = Named>) -> Confusion {
        let mut confusion = Confusion::default();
        for Named { gold, predicted } in named {
            *confusion.0.entry(gold).or_default().entry(predicted).or_default() += 1;
        }
        confusion
    }

    /// The recall (0..=1) of each annotated kind: the share of its dropped blocks for which unboil predicted this kind.
    pub fn recalls(&self) -> impl Iterator<Item = (Cruft, f64)> {
        self.0.iter().map(|(gold, row)| (*gold, recall(*gold, row)))
    }
}

/// The share (0..=1) of the blocks annotated as `gold` for which unboil predicted `gold`. `row` holds the number of
/// these blocks for each predicted kind.
fn recall(gold: Cruft, row: &BTreeMap<Cruft, usize>) -> f64 {
    row.get(&gold).copied().unwrap_or_default() as f64 / row.values().sum::<usize>() as f64
}

impl fmt::Display for Confusion {
    /// A row for each annotated kind: the number of its dropped blocks, recall (the column `right`), precision, and the
    /// most frequent wrong kinds with the number of blocks that got them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  {:<16}{:>8}{:>8}{:>10}  taken for", "kind", "blocks", "right", "precision")?;
        for (gold, row) in &self.0 {
            let predicted: usize = self.0.values().filter_map(|row| row.get(gold)).sum();
            let right_blocks = row.get(gold).copied().unwrap_or_default();
            let blocks: usize = row.values().sum();
            let precision = if predicted > 0 { right_blocks as f64 / predicted as f64 } else { 0.0 };
            let mut mistakes: Vec<_> = row.iter().filter(|(kind, _)| *kind != gold).collect();
            mistakes.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            let mistakes: Vec<String> =
                mistakes.iter().take(MISTAKES_SHOWN).map(|(kind, count)| format!("{kind} {count}")).collect();
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
    fn predicted_kinds_are_compared_with_annotated_ones() {
        let named = |gold, predicted| Named { gold, predicted };
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
