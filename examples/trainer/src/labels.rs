//! Labels for the blocks of a page (content or cruft, and the kind of cruft), derived from its gold annotation.

use std::collections::HashSet;
use std::iter;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use unboil::Cruft;

use lab::corpus::{BlockLabel, GoldPage};
use lab::measures::{is_unspaced, squeeze};

/// A block is content if at least this share (0..=1) of its words is aligned with the gold text. Set by hand.
const CONTENT_SHARE: f32 = 0.5;
/// How many times page and gold text are aligned, each time with what is left over. The fourth round still finds a few
/// blocks, in shops and listings.
const ROUNDS: usize = 4;
/// From the second round on, a run of matching words counts if it has at least this many words: shorter ones match by
/// chance. Set by hand.
const MOVED_WORDS: usize = 2;
/// A page is set aside if less than this share (0..=1) of the words of its gold text is in its blocks: then blocks
/// without a match may be content, too. Set by hand.
const FOUND_SHARE: f32 = 0.25;

/// Whether a block is content; `None` if the annotation does not say.
pub(crate) type Label = Option<bool>;

/// The labels of the blocks of a page.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Labels {
    /// For each block, whether it is content.
    pub(crate) content: Vec<Label>,
    /// For each block, the kind of cruft that annotators gave it, if any.
    pub(crate) kinds: Vec<Option<Cruft>>,
}

/// Labels the blocks of a page, given by their texts: from block labels, else from the gold text, else from the
/// must-have and must-not strings.
pub(crate) fn of<'a>(gold: &GoldPage, blocks: impl Iterator<Item = &'a str>) -> Labels {
    if !gold.blocks.is_empty() {
        let found = by_blocks(&gold.blocks, &blocks.collect::<Vec<_>>());
        let content = found.iter().map(|label| match (*label)? {
            BlockLabel::Content => Some(true),
            BlockLabel::Cruft(_) => Some(false),
            BlockLabel::Neutral => None,
        });
        let kinds = found.iter().map(|label| match (*label)? {
            BlockLabel::Cruft(kind) => Some(kind),
            BlockLabel::Content | BlockLabel::Neutral => None,
        });
        return Labels { content: content.collect(), kinds: kinds.collect() };
    }
    let content = match &gold.text {
        Some(text) => by_alignment(text, blocks),
        None => by_strings(gold, blocks),
    };
    Labels { kinds: vec![None; content.len()], content }
}

/// Labels from block annotations. Blocks are matched in order by their whole text. A block that the walker cuts
/// differently today than when annotators labelled it gets the label that most of its words have, if at least
/// [`CONTENT_SHARE`] of them are found.
fn by_blocks(gold: &[(BlockLabel, String)], blocks: &[&str]) -> Vec<Option<BlockLabel>> {
    let gold_texts: Vec<String> = gold.iter().map(|(_, text)| squeeze(text)).collect();
    let texts: Vec<String> = blocks.iter().map(|block| squeeze(block)).collect();
    let mut labels = vec![None; blocks.len()];
    let (mut open, mut open_gold) = (Vec::new(), Vec::new());
    for run in capture_diff_slices(Algorithm::Patience, &texts, &gold_texts) {
        if run.tag() == DiffTag::Equal {
            run.old_range()
                .zip(run.new_range())
                .for_each(|(block, gold_block)| labels[block] = Some(gold[gold_block].0));
        } else {
            open.extend(run.old_range());
            open_gold.extend(run.new_range());
        }
    }
    let words_of_open: Vec<Vec<String>> = open.iter().map(|index| words(blocks[*index])).collect();
    let (mut gold_words, mut owners) = (Vec::new(), Vec::new());
    for index in open_gold {
        let block_words = words(&gold[index].1);
        owners.extend(iter::repeat_n(gold[index].0, block_words.len()));
        gold_words.extend(block_words);
    }
    let all: Vec<usize> = (0..open.len()).collect();
    for ((index, own), found) in open.iter().zip(&words_of_open).zip(align(&words_of_open, &all, &gold_words, 1)) {
        let mut votes: Vec<(BlockLabel, usize)> = Vec::new();
        for label in found.iter().map(|word| owners[*word]) {
            match votes.iter_mut().find(|(voted, _)| *voted == label) {
                Some((_, count)) => *count += 1,
                None => votes.push((label, 1)),
            }
        }
        if !own.is_empty() && found.len() as f32 >= CONTENT_SHARE * own.len() as f32 {
            labels[*index] = votes.into_iter().max_by_key(|(_, count)| *count).map(|(label, _)| label);
        }
    }
    labels
}

/// Whether less than [`FOUND_SHARE`] of the gold text is in the blocks that are labelled as content, for instance
/// because scripts draw it. `false` for pages without a gold text.
pub(crate) fn is_missing<'a>(gold: &GoldPage, labels: &[Label], blocks: impl Iterator<Item = &'a str>) -> bool {
    let content = blocks.zip(labels).filter(|(_, label)| **label == Some(true));
    let found: usize = content.map(|(block, _)| words(block).len()).sum();
    gold.text.as_ref().is_some_and(|text| (found as f32) < FOUND_SHARE * words(text).len() as f32)
}

/// Labels from a gold text: a block is content if enough of its words are in the longest common subsequence of page and
/// gold text. Text that the gold has in another order than the page is found in further rounds, among the blocks and
/// words that are left.
fn by_alignment<'a>(gold: &str, blocks: impl Iterator<Item = &'a str>) -> Vec<Label> {
    let blocks: Vec<Vec<String>> = blocks.map(words).collect();
    let mut labels: Vec<Label> = blocks.iter().map(|words| (!words.is_empty()).then_some(false)).collect();
    let mut gold = words(gold);
    for round in 0..ROUNDS {
        let least = if round == 0 { 1 } else { MOVED_WORDS };
        let open = (0..blocks.len()).filter(|index| labels[*index] == Some(false)).collect::<Vec<_>>();
        let matches = align(&blocks, &open, &gold, least);
        let mut is_used = vec![false; gold.len()];
        for (index, found) in open.into_iter().zip(matches) {
            if found.len() as f32 >= CONTENT_SHARE * blocks[index].len() as f32 {
                labels[index] = Some(true);
                found.into_iter().for_each(|word| is_used[word] = true);
            }
        }
        let mut is_used = is_used.into_iter();
        gold.retain(|_| !is_used.next().unwrap_or_default());
    }
    labels
}

/// Aligns the words of the `open` blocks (indices into `blocks`) with those of the gold text by patience diff, where
/// rare words are anchors. Returns for each open block the indices of the gold words that it matches. Runs of fewer
/// words than `least` are ignored as chance, unless they are the whole block.
fn align(blocks: &[Vec<String>], open: &[usize], gold: &[String], least: usize) -> Vec<Vec<usize>> {
    let page: Vec<&str> = open.iter().flat_map(|index| &blocks[*index]).map(String::as_str).collect();
    let owners: Vec<usize> =
        open.iter().enumerate().flat_map(|(owner, index)| iter::repeat_n(owner, blocks[*index].len())).collect();
    let gold: Vec<&str> = gold.iter().map(String::as_str).collect();
    let mut found = vec![Vec::new(); open.len()];
    for run in capture_diff_slices(Algorithm::Patience, &page, &gold) {
        if run.tag() != DiffTag::Equal {
            continue;
        }
        let mut words = run.new_range();
        for matched in owners[run.old_range()].chunk_by(PartialEq::eq) {
            let owner = matched[0];
            let words = words.by_ref().take(matched.len());
            if matched.len() >= least.min(blocks[open[owner]].len()) {
                found[owner].extend(words);
            } else {
                words.for_each(drop);
            }
        }
    }
    found
}

/// Labels from the strings that must, and must not, be in the output: a block with a must-have string is content, one
/// with a must-not string is cruft. All others, and those with both, have no label.
fn by_strings<'a>(gold: &GoldPage, blocks: impl Iterator<Item = &'a str>) -> Vec<Label> {
    let squeezed = |strings: &[String]| strings.iter().map(|string| squeeze(string)).collect::<Vec<_>>();
    let (with, without) = (squeezed(&gold.with), squeezed(&gold.without));
    let mut seen = HashSet::new();
    blocks
        .map(|block| {
            let block = squeeze(block);
            let holds = |strings: &[String]| strings.iter().any(|string| block.contains(string));
            // Only the first of several blocks with the same text is surely content: a copy of it may be cruft.
            let is_first = seen.insert(block.clone());
            match (holds(&with), holds(&without)) {
                (true, false) if is_first => Some(true),
                (false, true) => Some(false),
                _ => None,
            }
        })
        .collect()
}

/// The words of a text in lower case. In scripts without spaces each character counts as a word.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        let is_unspaced = is_unspaced(c);
        if c.is_alphanumeric() && !is_unspaced {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if is_unspaced {
            words.push(c.to_string());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use lab::corpus::GoldPage;
    use unboil::Cruft;

    use super::{Label, of};
    use crate::invented;

    /// What the case shows, the data set, the annotation, the blocks, their expected labels.
    type Case<'c> = (&'c str, &'c str, &'c str, &'c [&'c str], &'c [Label]);

    #[test]
    fn blocks_are_labelled_from_gold_text_and_strings() {
        let text = r#"{"id": "1", "type": "article", "text": "One two three. Four five. 東京は夜"}"#;
        let strings = r#"{"id": "2", "with": ["one  two"], "without": ["menu"]}"#;
        let cases: &[Case<'_>] = &[
            (
                "in order",
                "wcxb",
                text,
                &["Menu", "one two three", "x", "four"],
                &[Some(false), Some(true), Some(false), Some(true)],
            ),
            ("half of its words", "wcxb", text, &["one two x y", "three x y"], &[Some(true), Some(false)]),
            ("a copy", "wcxb", text, &["one two three", "one two three"], &[Some(true), Some(false)]),
            (
                "in another order",
                "wcxb",
                text,
                &["four five", "x", "one two three", "zero two"],
                &[Some(true), Some(false), Some(true), Some(false)],
            ),
            ("ideographs", "wcxb", text, &["東京は昼"], &[Some(true)]),
            ("no words", "wcxb", text, &["—"], &[None]),
            (
                "strings",
                "multilingual",
                strings,
                &["so one two", "a menu", "x", "so one two"],
                &[Some(true), Some(false), None, None],
            ),
            ("both strings", "multilingual", strings, &["one two menu"], &[None]),
        ];
        for (name, set, gold, blocks, expected) in cases {
            let gold = GoldPage::parse(&invented::set(set), gold).unwrap();
            assert_eq!(of(&gold, blocks.iter().copied()).content, *expected, "{name}");
        }
    }

    #[test]
    fn blocks_get_the_labels_of_annotators_by_their_text() {
        let record = r#"{"id": "1", "type": "article", "blocks": [["navigation", "Home"], ["head", "The ferry"],
            ["content", "It was late again. Nobody knew why."], ["unsure", "A box"], ["related", "More ferries"],
            ["navigation", "Home"]]}"#;
        let gold = GoldPage::parse(&invented::set("annotated"), record).unwrap();
        let blocks =
            ["Home", "The  ferry", "It was late again.", "Nobody knew why.", "A box", "New", "More ferries", "Home"];
        let labels = of(&gold, blocks.into_iter());
        let (yes, no) = (Some(true), Some(false));
        assert_eq!(labels.content, [no, yes, yes, yes, None, None, no, no]);
        let (menu, related) = (Some(Cruft::Navigation), Some(Cruft::Related));
        assert_eq!(labels.kinds, [menu, None, None, None, None, None, related, menu]);
    }
}
