//! Calibration of the scorer's probabilities of being content: whether they match frequencies, so that of the words in
//! blocks with a probability of 0.7 seven of ten are content.

use std::fmt;
use std::ops::Range;

/// The number of bins of equal width that the probabilities 0..=1 are sorted into. [`ByType`] prints fifths of the
/// scale, each made of two bins.
const BINS: usize = 10;

/// A labelled block, with the probability that the scorer gave it and its length.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    /// The probability (0..=1) of being content that the scorer gave it.
    pub(crate) probability: f32,
    /// Whether the block is content by its label.
    pub(crate) is_content: bool,
    /// The number of its words. A character of a script without spaces counts as half a word.
    pub(crate) words: f32,
}

/// The scorer's probabilities compared with the share of content by the labels, in bins by probability; blocks count by
/// their words. Printed as a row per bin: mean probability, share of content, number of words.
#[derive(Debug, Default)]
pub(crate) struct Calibration {
    /// The number of labelled blocks.
    blocks: usize,
    /// The sums of each bin, in the order of the scale.
    bins: [Bin; BINS],
}

/// Sums, in words, over the blocks whose probability lies in one bin.
#[derive(Debug, Default, Clone, Copy)]
struct Bin {
    /// The number of words of the blocks.
    words: f64,
    /// The number of words that are content if the probabilities are right: the sum of words × probability.
    predicted: f64,
    /// The number of words that are content by the labels.
    observed: f64,
}

impl Calibration {
    /// Sorts the blocks into bins.
    pub(crate) fn of(samples: impl Iterator<Item = Sample>) -> Calibration {
        let mut calibration = Calibration::default();
        for Sample { probability, is_content, words } in samples {
            let bin = &mut calibration.bins[((probability * BINS as f32) as usize).min(BINS - 1)];
            let words = f64::from(words);
            bin.words += words;
            bin.predicted += words * f64::from(probability);
            bin.observed += if is_content { words } else { 0.0 };
            calibration.blocks += 1;
        }
        calibration
    }

    /// The expected calibration error (ECE, 0..=1): |mean probability − share of content| of each bin, averaged over
    /// the bins by their words. 0 without blocks.
    pub(crate) fn expected_error(&self) -> f64 {
        let words: f64 = self.bins.iter().map(|bin| bin.words).sum();
        let error_words: f64 = self.bins.iter().map(|bin| (bin.predicted - bin.observed).abs()).sum();
        if words > 0.0 { error_words / words } else { 0.0 }
    }
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\ncalibration of the last pass, {} labelled blocks, weighted by words", self.blocks)?;
        let (predicted, observed, words) = ("predicted", "observed", "words");
        writeln!(f, "  {:<12}{predicted:>10}{observed:>10}{words:>10}", "probability")?;
        for (index, bin) in self.bins.iter().enumerate() {
            let Range { start, end } = range(index);
            write!(f, "  {start:.1} to {end:.1}  ")?;
            if bin.words > 0.0 {
                write!(f, "{:>10.3}{:>10.3}", bin.predicted / bin.words, bin.observed / bin.words)?;
            } else {
                write!(f, "{:>10}{:>10}", "-", "-")?;
            }
            writeln!(f, "{:>10.0}", bin.words)?;
        }
        writeln!(f, "  expected calibration error: {:.4}", self.expected_error())
    }
}

/// The calibration for each type of page. Printed as a row per type: the share of content among the words in each fifth
/// of the scale of probabilities, and the expected calibration error.
pub(crate) struct ByType(pub(crate) Vec<(&'static str, Calibration)>);

impl fmt::Display for ByType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nthe same by type of page: share of content among the words of each fifth of the scale")?;
        writeln!(f, "  {:<14}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}", "", "0-.2", ".2-.4", ".4-.6", ".6-.8", ".8-1", "error")?;
        for (page_type, calibration) in &self.0 {
            write!(f, "  {page_type:<14}")?;
            for fifth in calibration.bins.chunks(2) {
                let (words, observed) = fifth
                    .iter()
                    .fold((0.0, 0.0), |(words, observed), bin| (words + bin.words, observed + bin.observed));
                let cell = if words > 0.0 { format!("{:.3}", observed / words) } else { "-".to_owned() };
                write!(f, "{cell:>8}")?;
            }
            writeln!(f, "{:>8.4}", calibration.expected_error())?;
        }
        Ok(())
    }
}

/// The range of probabilities of a bin, given by its index.
fn range(bin: usize) -> Range<f64> {
    bin as f64 / BINS as f64..(bin + 1) as f64 / BINS as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_binned_and_weighted_by_words() {
        let samples = [(0.0, false, 10.0), (0.72, true, 30.0), (0.78, false, 10.0), (1.0, true, 50.0)];
        let samples = samples.map(|(probability, is_content, words)| Sample { probability, is_content, words });
        let calibration = Calibration::of(samples.into_iter());
        let table = calibration.to_string();
        let cases = [
            "4 labelled blocks",
            "  0.0 to 0.1       0.000     0.000        10\n",
            "  0.1 to 0.2           -         -         0\n",
            "  0.7 to 0.8       0.735     0.750        40\n",
            "  0.9 to 1.0       1.000     1.000        50\n",
            // (30 - 29.4) / 100.
            "error: 0.0060\n",
        ];
        for line in cases {
            assert!(table.contains(line), "{line:?} is not in {table}");
        }
    }

    #[test]
    fn without_blocks_the_error_is_zero() {
        assert_eq!(Calibration::of([].into_iter()).expected_error(), 0.0);
    }
}
