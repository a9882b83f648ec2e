//! How often the rules of `select` are right that drop a block whatever its probability: for each rule, the share of
//! the dropped words that are cruft, by ranges of the probability that the scorer gave the blocks.

use std::collections::BTreeMap;
use std::fmt;

use unboil::Reason;

/// The upper ends (exclusive) of the ranges of probability in the table; the last includes a probability of 1. Set by
/// hand.
const RANGES: [f32; 6] = [0.1, 0.3, 0.5, 0.7, 0.9, 1.01];

/// A labelled block that a rule dropped.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ruled {
    /// The name of the rule in the table.
    rule: &'static str,
    /// The probability (0..=1) of being content that the scorer gave it.
    probability: f32,
    /// The number of its words.
    words: f32,
    is_content: bool,
}

impl Ruled {
    /// The block, if the main reason for dropping it is one of these rules; `None` if it was the score or another rule.
    pub(crate) fn of(reason: Option<&Reason>, probability: f32, words: f32, is_content: bool) -> Option<Ruled> {
        let rule = match reason? {
            Reason::Phrase { .. } => "phrase",
            Reason::Byline => "byline",
            Reason::Heading { .. } => "heading",
            Reason::Class { .. } => "class",
            Reason::Caption => "caption",
            Reason::RelatedCard => "card",
            Reason::Link => "link",
            Reason::Figures => "figures",
            Reason::Neighbors => "among",
            Reason::DuplicateOnPage => "repeats",
            Reason::EmptySection => "empty heading",
            Reason::NoteWithoutMark => "note without a mark",
            Reason::NoArticle => "no article",
            _ => return None,
        };
        Some(Ruled { rule, probability, words, is_content })
    }
}

/// For each rule and range of probability: the dropped words that are cruft, and all dropped words.
#[derive(Debug, Default)]
pub(crate) struct Rules(BTreeMap<&'static str, [(f32, f32); RANGES.len()]>);

impl Rules {
    /// Sums up the words of the blocks.
    pub(crate) fn of(ruled: impl Iterator<Item = Ruled>) -> Rules {
        let mut rules = Rules::default();
        for Ruled { rule, probability, words, is_content } in ruled {
            let range = RANGES.iter().position(|end| probability < *end).unwrap_or(RANGES.len() - 1);
            let (cruft, all) = &mut rules.0.entry(rule).or_default()[range];
            *all += words;
            *cruft += if is_content { 0.0 } else { words };
        }
        rules
    }
}

impl fmt::Display for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\nrules: the share of the words that each drops which is cruft, and these words, by probability up to"
        )?;
        write!(f, "  {:<14}", "")?;
        RANGES.iter().try_for_each(|end| write!(f, "{:>14}", format!("{:.1}", end.min(1.0))))?;
        writeln!(f)?;
        for (rule, ranges) in &self.0 {
            write!(f, "  {rule:<14}")?;
            for (cruft, all) in ranges {
                let cell = if *all > 0.0 { format!("{:.2} {all:>7.0}", cruft / all) } else { "-".to_owned() };
                write!(f, "{cell:>14}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_judged_by_the_words_that_they_drop() {
        let ruled =
            |reason: Reason, probability, words, is_content| Ruled::of(Some(&reason), probability, words, is_content);
        let cases = [
            ruled(Reason::Byline, 0.05, 3.0, false),
            ruled(Reason::Byline, 0.05, 1.0, true),
            ruled(Reason::Caption, 0.95, 10.0, true),
            ruled(Reason::NotAStoryPage, 0.95, 10.0, true),
        ];
        let table = Rules::of(cases.into_iter().flatten()).to_string();
        assert!(table.contains("byline          0.75       4") && table.contains("0.00      10"), "{table}");
        assert_eq!(table.lines().count(), 5, "{table}");
    }
}
