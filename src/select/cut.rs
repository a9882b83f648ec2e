//! The cut of a page: the threshold that maximises the F1 to be expected from the probabilities.
//!
//! The expected F1 of a set of blocks is approximated by the ratio of expectations, which is exact enough for sets of
//! more than a few blocks (Ye et al., "Optimizing F-measures: a tale of two approaches", ICML 2012).

/// Which mistake is worse: to keep cruft, or to lose content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Focus {
    /// Rather lose some content than keep cruft.
    Precision,
    /// The best of both: on the development pages the share of leaked cruft falls by a fifth for 0.002 of F1.
    #[default]
    Balanced,
    /// Rather keep some cruft than lose content.
    Recall,
}

impl Focus {
    /// β² of the F-measure: how many times as much recall counts as precision (van Rijsbergen 1979).
    fn beta_squared(self) -> f32 {
        match self {
            Focus::Precision => 0.2,
            Focus::Balanced => 0.6,
            Focus::Recall => 3.0,
        }
    }
}

/// A cut and what to expect of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cut {
    /// Blocks of this probability and above are kept.
    pub(super) threshold: f32,
    /// The expected F-measure, 0 to 1.
    pub(super) expected: f32,
}

/// The best cut through the blocks that are open.
pub(super) fn best(words: &[f32], probabilities: &[f32], open: &[bool], focus: Focus) -> Cut {
    let mut blocks: Vec<(f32, f32)> =
        (0..words.len()).filter(|index| open[*index]).map(|index| (probabilities[index], words[index])).collect();
    blocks.sort_by(|a, b| b.0.total_cmp(&a.0));
    let beta_squared = focus.beta_squared();
    let content: f32 = blocks.iter().map(|(probability, words)| probability * words).sum();
    let mut best = Cut { threshold: 1.0, expected: 0.0 };
    let (mut found, mut kept) = (0.0, 0.0);
    for (probability, words) in blocks {
        found += probability * words;
        kept += words;
        let expected = (1.0 + beta_squared) * found / (beta_squared * content + kept).max(f32::MIN_POSITIVE);
        if expected > best.expected {
            best = Cut { threshold: probability, expected };
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cut_follows_the_expected_measure() {
        let words = [100.0, 100.0, 20.0, 20.0];
        let probabilities = [0.95, 0.9, 0.4, 0.05];
        let cut = |focus| best(&words, &probabilities, &[true; 4], focus).threshold;
        assert_eq!(cut(Focus::Precision), 0.9);
        assert_eq!(cut(Focus::Balanced), 0.9);
        assert_eq!(cut(Focus::Recall), 0.4);
    }

    #[test]
    fn blocks_that_are_settled_do_not_count() {
        let cut = best(&[100.0, 500.0], &[0.8, 0.9], &[true, false], Focus::Balanced);
        assert_eq!(cut.threshold, 0.8);
        assert_eq!(best(&[], &[], &[], Focus::Balanced), Cut { threshold: 1.0, expected: 0.0 });
    }
}
