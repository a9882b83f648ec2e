//! The cut of a page: the threshold that maximises the F1 to be expected from the probabilities.
//!
//! The expected F1 of a set of blocks is approximated by the ratio of expectations, which is exact enough for sets of
//! more than a few blocks that are content or not independently of each other (Ye et al., "Optimizing F-measures: a
//! tale of two approaches", ICML 2012). The blocks of a page are not: if one card of a grid is content, all are. So the
//! expectation is taken over scenarios, in each of which all probabilities are shifted the same way (the one-factor
//! model of credit risk, Vasicek, "The distribution of loan portfolio value", Risk 2002), and given which they are
//! independent.

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

/// The values of the shift: the middles of sevenths of the normal distribution.
const SCENARIOS: [f32; 7] = [-1.465, -0.792, -0.366, 0.0, 0.366, 0.792, 1.465];
/// How much of what decides about a block is the same for all blocks of its page. In cross-validation F1 rises by 0.001
/// against 0, most for products, collections and listings; from 0.4 to 0.8 it is the same.
const CORRELATION: f32 = 0.4;
/// The logistic distribution is about the normal one, this much wider (Camilli 1994).
const LOGISTIC_WIDTH: f32 = 1.702;
/// Below this expected measure a page is taken to have no article: what would be kept is mostly cruft.
const WORTHWHILE: f32 = 0.3;

/// The best cut through the blocks that are open.
pub(super) fn best(words: &[f32], probabilities: &[f32], open: &[bool], focus: Focus) -> Cut {
    let block = |index: usize| Open::of(probabilities[index], words[index]);
    let mut blocks: Vec<Open> = (0..words.len()).filter(|index| open[*index]).map(block).collect();
    blocks.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let beta_squared = focus.beta_squared();
    let mut content = [0.0; SCENARIOS.len()];
    blocks.iter().for_each(|block| block.add_to(&mut content));
    let mut best = Cut { threshold: 1.0, expected: 0.0 };
    let (mut found, mut kept) = ([0.0; SCENARIOS.len()], 0.0);
    for block in blocks {
        block.add_to(&mut found);
        kept += block.words;
        let measure = |(found, content): (&f32, &f32)| {
            (1.0 + beta_squared) * found / (beta_squared * content + kept).max(f32::MIN_POSITIVE)
        };
        let expected = found.iter().zip(&content).map(measure).sum::<f32>() / SCENARIOS.len() as f32;
        if expected > best.expected {
            best = Cut { threshold: block.probability, expected };
        }
    }
    if best.expected < WORTHWHILE { Cut { threshold: 1.0, ..best } } else { best }
}

/// A block that the cut decides about.
struct Open {
    probability: f32,
    words: f32,
    /// How many words of content are expected of it, by scenario.
    content: [f32; SCENARIOS.len()],
}

impl Open {
    fn of(probability: f32, words: f32) -> Open {
        let certain = 1e-6;
        let within = probability.clamp(certain, 1.0 - certain);
        let log_odds = (within / (1.0 - within)).ln();
        let content = SCENARIOS.map(|shift| {
            let shifted = log_odds + LOGISTIC_WIDTH * CORRELATION.sqrt() * shift;
            words / (1.0 + (-shifted / (1.0 - CORRELATION).sqrt()).exp())
        });
        Open { probability, words, content }
    }

    fn add_to(&self, sums: &mut [f32; SCENARIOS.len()]) {
        sums.iter_mut().zip(self.content).for_each(|(sum, content)| *sum += content);
    }
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

    #[test]
    fn a_page_of_unlikely_blocks_has_no_article() {
        let cut = best(&[50.0; 4], &[0.1; 4], &[true; 4], Focus::Balanced);
        assert_eq!(cut.threshold, 1.0);
        assert!(0.0 < cut.expected && cut.expected < WORTHWHILE, "{}", cut.expected);
    }

    #[test]
    fn a_grid_of_cards_is_kept_whole() {
        let (words, probabilities) =
            ([[30.0].as_slice(), &[20.0; 10]].concat(), [[0.99].as_slice(), &[0.55; 10]].concat());
        let cut = best(&words, &probabilities, &[true; 11], Focus::Balanced);
        assert_eq!(cut.threshold, 0.55);
    }
}
