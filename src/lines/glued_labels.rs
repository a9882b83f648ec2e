//! Where one line of plain text is cut: between labels that a scraper glued together, and between the last label and
//! the running text behind it.

use std::cell::Cell;
use std::ops::Range;

use super::tokens::{is_small, words};
use crate::chars::SPACED_STOPS;
use crate::cruft::{self, Cruft, Hit};
use crate::date;
use crate::words::WORDS;

/// The longest piece, in bytes: a longer one is cut at the next space, because some scripts, and some writers, have no
/// full stops. Set by hand.
pub(super) const PIECE_BYTES: usize = 600;
/// The length of a word and the space behind it, in bytes. The mean of a piece is hardly ever less, so that the list of
/// its words is allocated for words of this length and doesn't grow.
const WORD_BYTES: usize = 4;
/// The number of words that no label of the lexicon covers at which labels are cut into pieces. Set by hand.
const LABEL_WORDS: usize = 6;
/// The number of words that no label of the lexicon covers at which labels are cut in front of a byline, where a
/// headline stands. Set by hand.
const HEADLINE_WORDS: usize = 18;
/// The most words of a label that is looked up in the lexicon: "Share on Facebook". Set by hand.
const KNOWN_WORDS: usize = 6;
/// The most words of a byline on either side of its date: "By Thomas Ashdown and Ines Duarte Monday 7 May 2024 4 min
/// read". Set by hand.
const BYLINE_WORDS: usize = 14;
/// The most words of a label that announces something with a colon: "Read more:". Set by hand.
const ANNOUNCING_WORDS: usize = 3;
/// The most words between the label of a caption and a quotation: the name of the photographer. Set by hand.
const CREDIT_WORDS: usize = 4;
/// The most words of a name that begins a sentence. Set by hand.
const NAME_WORDS: usize = 3;
/// The most words before a name that still belong to its sentence. Set by hand.
const LEADING_WORDS: usize = 2;
/// How much a word that begins small speaks for running text, in log-odds: four of five words of running text begin
/// small, one of three words of labels.
const SMALL: f32 = 0.8;
/// How much a word with a capital speaks for running text, in log-odds, see [`SMALL`].
const CAPITAL: f32 = -1.2;
/// The least sum of the log-odds of words that is running text: that of three words that begin small.
const TEXT: f32 = 2.4;
/// The greatest sum of the log-odds of words that is labels: that of two words with capitals.
const LABELS: f32 = -2.4;
/// The most words of a sentence that is one piece, whatever its words are. Set by hand.
const SENTENCE_WORDS: usize = 10;

/// How often words of one text are looked up in the lexicon at most, because a label may begin with them: as often as
/// six megabytes of pages need.
pub(super) const LOOK_UPS: usize = 200_000;

/// The characters that open a quotation.
const QUOTES: [char; 6] = ['"', '“', '„', '«', '「', '『'];

/// A text as the lexicon normalizes it, and the phrases of cruft that match in it.
pub(super) fn hits(text: &str) -> (String, Vec<Hit>) {
    let (mut normalized, mut hits) = (String::new(), Vec::new());
    cruft::normalize(text, &mut normalized);
    cruft::hits(&normalized, &mut hits);
    (normalized, hits)
}

/// Whether a phrase of the lexicon may match at the beginning of a text: sometimes wrongly true, never wrongly false.
pub(super) fn may_open(text: &str) -> bool {
    let mut normalized = String::with_capacity(2 * cruft::OPENING_BYTES);
    let begin = text.char_indices().map(|(at, _)| at).find(|at| *at >= cruft::OPENING_BYTES).unwrap_or(text.len());
    cruft::normalize(&text[..begin], &mut normalized);
    if normalized.len() < cruft::OPENING_BYTES {
        cruft::normalize(&text[begin..], &mut normalized);
    }
    cruft::may_open(&normalized)
}

/// Adds to `cuts` where a piece is cut further: between the labels at its beginning, and where it is longer than
/// [`PIECE_BYTES`]. `look_ups` is how often words of the text may still be looked up in the lexicon.
pub(super) fn cut(line: &str, piece: Range<usize>, look_ups: &Cell<usize>, cuts: &mut Vec<usize>) {
    let all = words(line, piece.clone());
    let mut words = Vec::with_capacity(piece.len() / WORD_BYTES + 1);
    words.extend(all);
    let separators = Piece { line, end: piece.end, words: &words, look_ups }.separators();
    let mut separators = separators.into_iter().peekable();
    let mut last = piece.start;
    for (index, (at, word)) in words.iter().enumerate() {
        let is_seam = separators.next_if_eq(&index).is_some();
        let is_long = at + word.len() - last > PIECE_BYTES;
        if index > 0 && (is_seam || is_long) {
            cuts.push(*at);
            last = *at;
        }
    }
}

/// A part of a line that ends as a sentence does.
struct Piece<'a> {
    line: &'a str,
    /// Where it ends in the line, in bytes.
    end: usize,
    /// Its words, each with the byte of the line at which it begins.
    words: &'a [(usize, &'a str)],
    /// How often words of the text may still be looked up in the lexicon.
    look_ups: &'a Cell<usize>,
}

impl Piece<'_> {
    /// The text of a range of words as it stands in the line.
    fn of(&self, words: Range<usize>) -> &str {
        let at = |index: usize| self.words.get(index).map_or(self.end, |(at, _)| *at);
        self.line[at(words.start)..at(words.end)].trim_end()
    }

    /// The indices of the words in front of which the piece is cut, sorted.
    fn separators(&self) -> Vec<usize> {
        let text = self.text(0);
        let is_led = text < self.words.len() && !self.are_labels(0..text);
        let labels = if is_led { 0 } else { text };
        let byline = self.byline(labels);
        let mut separators = Vec::new();
        match byline {
            Some(byline) => {
                self.labels(0..labels.min(byline.start), HEADLINE_WORDS, &mut separators);
                separators.extend([byline.start, byline.end]);
                self.up_to_text(byline.end, self.text(byline.end), &mut separators);
            }
            None => self.up_to_text(0, text, &mut separators),
        }
        self.announcements(&mut separators);
        separators.sort_unstable();
        separators.dedup();
        separators
    }

    /// Adds the cuts from the word `from` up to the running text, and around the labels behind. The running text begins
    /// with the name, or the label, in front of the word `text`.
    ///
    /// For "Home News Sport Log in Work on the new bridge has stopped". Gets labels wrong that stand in front of
    /// running text and aren't in the lexicon: up to three of them count as a name.
    fn up_to_text(&self, from: usize, text: usize, separators: &mut Vec<usize>) {
        if text == from {
            return separators.push(text);
        }
        let mut labels = Vec::new();
        let known = self.labels(from..text, LABEL_WORDS, &mut labels);
        let is_name = |index: &usize| text < self.words.len() && self.words[*index].1.starts_with(char::is_uppercase);
        let names = (known..text).rev().take(NAME_WORDS).take_while(is_name).count();
        // For "Earlier, Ukrainian Foreign Minister Andrii Sybiha claimed".
        let is_led =
            text < self.words.len() && (text - names - known <= LEADING_WORDS || !self.are_labels(known..text));
        let begins = if is_led { known } else { text - names };
        separators.extend(labels.into_iter().filter(|separator| *separator < begins));
        separators.push(begins);
        let mut behind = Vec::new();
        let mut index = text;
        while index < self.words.len() {
            let known = self.known(index, self.words.len()).filter(|end| end - index > 1);
            behind.extend(known.into_iter().flat_map(|end| [index, end]));
            index = known.unwrap_or(index + 1);
        }
        // A single label may be part of a sentence.
        if behind.len() > 2 {
            separators.extend(behind);
        }
    }

    /// The index of the word that running text begins with, from a word on: where it is likeliest that all words before
    /// belong to labels and all words after don't. The number of words if there is no running text.
    fn text(&self, from: usize) -> usize {
        let len = self.words.len();
        let is_sentence = self.words.last().is_some_and(|(_, word)| word.ends_with(SPACED_STOPS));
        if is_sentence && len - from <= SENTENCE_WORDS {
            return from;
        }
        let (mut best, mut text) = (TEXT, len);
        let mut sum = 0.0;
        for (index, says) in self.sayings(from..len) {
            let word = self.words[index].1;
            // Whether the first word has a capital is no evidence, because sentences begin with one.
            let may_begin = index == from || !is_small(word) && word.starts_with(|c: char| !c.is_ascii_punctuation());
            if may_begin && sum >= best {
                (best, text) = (sum, index);
            }
            sum += says;
        }
        text
    }

    /// Whether words before running text are labels, and not its beginning as in "Earlier, the Scottish minister".
    fn are_labels(&self, words: Range<usize>) -> bool {
        self.sayings(words).map(|(_, says)| says).sum::<f32>() <= LABELS
    }

    /// How much each of some words speaks for running text, in log-odds, with its index, from the last word to the
    /// first. The second and third of capitals in a row count nothing, because they may be one name.
    fn sayings(&self, words: Range<usize>) -> impl Iterator<Item = (usize, f32)> {
        let mut row = 0;
        words.rev().map(move |index| {
            let word = self.words[index].1;
            row = if word.starts_with(char::is_uppercase) { row + 1 } else { 0 };
            (
                index,
                if is_small(word) {
                    SMALL
                } else if row == 1 || row > NAME_WORDS {
                    CAPITAL
                } else {
                    0.0
                },
            )
        })
    }

    /// Adds the cuts between the labels of a stretch: around the labels of the lexicon, and after every [`LABEL_WORDS`]
    /// other words, of which `last` may stand together at the end of the stretch. Returns where the last label of the
    /// lexicon ends.
    fn labels(&self, stretch: Range<usize>, last: usize, separators: &mut Vec<usize>) -> usize {
        let (mut from, mut index) = (stretch.start, stretch.start);
        while index < stretch.end {
            let known = self.known(index, stretch.end);
            if let Some(end) = known {
                self.unknown(from..index, LABEL_WORDS, separators);
                separators.push(index);
                from = end;
            }
            index = known.unwrap_or(index + 1);
        }
        self.unknown(from..stretch.end, last, separators);
        from
    }

    /// Adds the cuts in a stretch of words that no label of the lexicon covers, unless it has at most `few` words.
    fn unknown(&self, stretch: Range<usize>, few: usize, separators: &mut Vec<usize>) {
        let mut last = stretch.start;
        separators.push(last);
        for index in stretch.clone().filter(|_| stretch.len() > few) {
            if index - last >= LABEL_WORDS && !is_small(self.words[index].1) {
                separators.push(index);
                last = index;
            }
        }
    }

    /// Where the longest label of the lexicon ends that begins with the word `start` and ends at `limit` or before.
    fn known(&self, start: usize, limit: usize) -> Option<usize> {
        if self.look_ups.get() == 0 {
            return None;
        }
        let last = (start + KNOWN_WORDS).min(limit);
        let may_be = start < last && self.may_be_known(start..last);
        (start + 1..=last).rev().find(|end| self.label(start..*end, may_be).is_some())
    }

    /// Whether labels of the lexicon may begin as these words do. This rules out most words cheaply, whatever stands
    /// behind them.
    fn may_be_known(&self, words: Range<usize>) -> bool {
        if is_small(self.words[words.start].1) {
            return false;
        }
        may_open(self.of(words))
    }

    /// The kind of cruft that some words are a label of; `None` if the next word is small, which continues them.
    /// `may_be` is whether [`Piece::may_be_known`] says that a label may begin so.
    fn label(&self, label: Range<usize>, may_be: bool) -> Option<Cruft> {
        if is_small(self.words[label.start].1) || self.words.get(label.end).is_some_and(|(_, next)| is_small(next)) {
            return None;
        }
        if !may_be || !self.may_look_up() {
            return None;
        }
        let (normalized, hits) = hits(self.of(label));
        let end = normalized.trim_end_matches([':', ' ']).len();
        hits.iter().find(|hit| hit.start == 0 && hit.end >= end).map(|hit| hit.kind)
    }

    /// Takes one of the look-ups that are left; whether there was one.
    fn may_look_up(&self) -> bool {
        let left = self.look_ups.get().checked_sub(1);
        self.look_ups.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Adds the cuts around labels that announce something, wherever they stand: "Read more:". The label of a caption
    /// takes the name in front of a quotation with it: "Photo: Jan Kraus “We have slept”".
    fn announcements(&self, separators: &mut Vec<usize>) {
        let mut credits: Vec<Range<usize>> = Vec::new();
        for end in (1..=self.words.len()).filter(|end| self.words[end - 1].1.ends_with(':')) {
            let mut starts = end.saturating_sub(ANNOUNCING_WORDS)..end;
            let label = starts.find_map(|start| Some((start, self.label(start..end, true)?)));
            let Some((start, kind)) = label else { continue };
            let is_opened = |index: &usize| self.words[*index].1.starts_with(QUOTES);
            let mut name = (end..self.words.len().min(end + CREDIT_WORDS + 1))
                .take_while(|index| !self.words[*index].1.ends_with(':'));
            let quotation = name.find(is_opened);
            let credited = quotation.filter(|_| kind == Cruft::Caption).unwrap_or(end);
            separators.extend([start, credited]);
            credits.push(start + 1..credited);
        }
        // The credits are sorted, the cuts are not.
        let is_within = |separator: &usize| {
            let next = credits.partition_point(|credit| credit.end <= *separator);
            credits.get(next).is_some_and(|credit| credit.contains(separator))
        };
        separators.retain(|separator| !is_within(separator));
    }

    /// The words of the byline around the first date. Behind the date, a word of
    /// [`Words::opening_words`](crate::words::Words) with a capital begins what follows.
    fn byline(&self, text: usize) -> Option<Range<usize>> {
        let start = self.words.first()?.0;
        let date = date::find(self.of(0..self.words.len()))?.range;
        // A date may begin within a word that something is glued to.
        let first = self.words.partition_point(|(at, _)| *at <= start + date.start) - 1;
        let last = self.words.partition_point(|(at, _)| *at < start + date.end);
        let read = |from: usize, to: usize| {
            if self.may_look_up() { cruft::read_byline(self.of(from..to)) } else { None }
        };
        let ends = last..=self.words.len().min(last + BYLINE_WORDS);
        let may_end = |end: &usize| *end == last || !WORDS.opening_words.contains(&self.words[end - 1].1);
        let end = ends.rev().find(|end| may_end(end) && read(first, *end).is_some())?;
        let is_named = |from: &usize| read(*from, end).is_some_and(|byline| byline.author.is_some());
        let from = (first.saturating_sub(BYLINE_WORDS)..first).find(is_named).unwrap_or(first);
        // A date alone within running text is part of a sentence.
        (first < text || from < first || end > last + 1).then_some(from..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::words_with_places;

    #[test]
    fn each_opening_word_begins_the_text_behind_a_byline() {
        for (place, word) in words_with_places("opening_words") {
            let byline = "By Ann Pell 24 November 2024 ";
            let line = format!("{byline}{word} bridge to the coast has been closed since the storm of last week.");
            let mut cuts = Vec::new();
            cut(&line, 0..line.len(), &Cell::new(LOOK_UPS), &mut cuts);
            assert_eq!(cuts, [byline.len()], "{place}: does not begin a text: {line:?}");
        }
    }
}
