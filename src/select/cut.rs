//! The cut of a page: the threshold that maximises the F-measure to be expected from the probabilities of its blocks.
//!
//! The expected F-measure of a set of blocks is approximated by the ratio of expectations. That is exact enough for
//! sets of more than a few blocks if each is content or not independently of the others (Ye et al., "Optimizing
//! F-measures: a tale of two approaches", ICML 2012). The blocks of a page are not independent: if one card of a grid
//! is content, all are. So the expectation is averaged over scenarios, in each of which all log-odds are shifted by the
//! same amount (the one-factor model of credit risk, Vasicek, "The distribution of loan portfolio value", Risk 2002).
//! Within a scenario the blocks are independent.

use crate::by_name::by_name;

/// Which mistake is worse: to keep cruft, or to lose content.
///
/// ```
/// use unboil::Focus;
///
/// assert_eq!("recall".parse(), Ok(Focus::Recall));
/// assert_eq!(Focus::Precision.to_string(), "precision");
/// let problem = "fast".parse::<Focus>().unwrap_err();
/// assert_eq!(problem.to_string(), "unknown focus \"fast\"; the values are precision, balanced, recall");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Focus {
    /// Rather lose some content than keep cruft.
    Precision,
    /// A balance of both, slightly towards precision: on the development pages this keeps a fifth less cruft, at a cost
    /// of 0.002 of F1.
    #[default]
    Balanced,
    /// Rather keep some cruft than lose content.
    Recall,
}

impl Focus {
    /// All values, in the order of declaration.
    pub const ALL: &[Focus] = &[Focus::Precision, Focus::Balanced, Focus::Recall];

    /// Its name in lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Focus::Precision => "precision",
            Focus::Balanced => "balanced",
            Focus::Recall => "recall",
        }
    }

    /// β² of the F-measure: how many times as much recall counts as precision does (van Rijsbergen 1979).
    fn beta_squared(self) -> f32 {
        match self {
            Focus::Precision => 0.2,
            Focus::Balanced => 0.6,
            Focus::Recall => 3.0,
        }
    }
}

by_name!(Focus, ParseFocusError, "focus", "values", serde);

/// A threshold and the F-measure to expect from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cut {
    /// Blocks of at least this probability are kept.
    pub(super) threshold: f32,
    /// The expected F-measure, 0..=1.
    pub(super) expected: f32,
}

/// The shift of the log-odds in each scenario, in standard deviations: the medians of the seven sevenths of the normal
/// distribution.
const SCENARIOS: [f32; 7] = [-1.465, -0.792, -0.366, 0.0, 0.366, 0.792, 1.465];
/// Share, 0..1, of the variance of the log-odds that all blocks of a page have in common. Against 0 this raises F1 by
/// 0.001 in cross-validation, most for products, collections and listings; from 0.4 to 0.8 F1 is the same.
const CORRELATION: f32 = 0.4;
/// Factor by which the logistic distribution is wider than the normal one that approximates it best (Camilli 1994).
const LOGISTIC_WIDTH: f32 = 1.702;
/// Below this expected F-measure, 0..=1, a page counts as having no article: what would be kept is mostly cruft. Set by
/// hand.
const WORTHWHILE: f32 = 0.3;

/// The threshold with the greatest expected F-measure for the blocks that are `open`, that is, not settled by rules or
/// evidence.
///
/// The three slices have one entry per block: its number of words, its probability, and whether the cut decides about
/// it. The threshold is 1 if the page has no article.
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
    /// The scorer's probability that it is content.
    probability: f32,
    /// Number of words.
    words: f32,
    /// Expected number of words of content in the block, in each scenario.
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

    /// Adds the expected words of content to the sum of each scenario.
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
    fn each_focus_is_listed_once_and_named_after_itself() {
        for (index, focus) in Focus::ALL.iter().enumerate() {
            assert_eq!(*focus as usize, index, "{focus:?} is out of order");
            assert_eq!(focus.name().parse(), Ok(*focus));
            assert_eq!(format!("{focus:?}").to_lowercase(), focus.to_string());
        }
    }

    #[test]
    fn settled_blocks_do_not_count() {
        let cut = best(&[100.0, 500.0], &[0.8, 0.9], &[true, false], Focus::Balanced);
        assert_eq!(cut.threshold, 0.8);
        assert_eq!(best(&[], &[], &[], Focus::Balanced), Cut { threshold: 1.0, expected: 0.0 });
    }

    #[test]
    fn a_page_of_improbable_blocks_has_no_article() {
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
