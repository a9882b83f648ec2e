//! The separators between labels that some scraper glued together, and between the last of them and the running text
//! behind.

use std::cell::Cell;
use std::ops::Range;

use super::tokens::{is_small, words};
use crate::cruft::{self, Cruft, Hit};
use crate::date;

/// A longer piece (bytes) is cut at the next space: some scripts have no full stops, and some writers.
pub(super) const PIECE_BYTES: usize = 600;
/// A word and the space behind it are hardly ever shorter in the mean of a piece: this saves the growing.
const WORD_BYTES: usize = 4;
/// So many words that are no known label make a piece.
const LABEL_WORDS: usize = 6;
/// The same in front of a byline: a headline.
const HEADLINE_WORDS: usize = 18;
/// A known label has no more words: "Share on Facebook".
const KNOWN_WORDS: usize = 6;
/// A byline has no more: "By Thomas Ashdown and Ines Duarte Monday 7 May 2024 4 min read".
const BYLINE_WORDS: usize = 14;
/// A label that announces something has no more: "Read more:".
const ANNOUNCING_WORDS: usize = 3;
/// Between the label of a caption and a quotation stand so many words at most: the name of who took the picture.
const CREDIT_WORDS: usize = 4;
/// Words that may stand in a byline in front of a date; behind it they begin what follows, with a capital.
const OPENING_WORDS: &[&str] =
    &["A", "Am", "An", "Das", "De", "Der", "Die", "En", "For", "Il", "In", "La", "Le", "On", "The", "Um"];
/// Names that a sentence begins with have so many words at most.
const NAME_WORDS: usize = 3;
/// So many words before a name are part of its sentence.
const LEADING_WORDS: usize = 2;
/// What a word says of where it stands, in log-odds: in running text four of five begin small, in labels one of three.
const SMALL: f32 = 0.8;
const CAPITAL: f32 = -1.2;
/// Running text has so much evidence at least: three words.
const TEXT: f32 = 2.4;
/// Labels have so much against their being running text: two capitals, and no small word.
const LABELS: f32 = -2.4;
/// A sentence of no more words is one piece, whatever its words.
const SENTENCE_WORDS: usize = 10;

/// So often words of one text are looked up in the lexicon that a label may begin with: as often as six megabytes of
/// pages need.
pub(super) const LOOK_UPS: usize = 200_000;

/// What opens a quotation.
const QUOTES: [char; 6] = ['"', '“', '„', '«', '「', '『'];

/// A text as the lexicon reads it, and the phrases that match in it.
pub(super) fn hits(text: &str) -> (String, Vec<Hit>) {
    let (mut normalized, mut hits) = (String::new(), Vec::new());
    cruft::normalize(text, &mut normalized);
    cruft::hits(&normalized, &mut hits);
    (normalized, hits)
}

/// Whether phrases of the lexicon begin as a text does.
pub(super) fn may_open(text: &str) -> bool {
    let mut normalized = String::with_capacity(2 * cruft::OPENING_BYTES);
    let begin = text.char_indices().map(|(at, _)| at).find(|at| *at >= cruft::OPENING_BYTES).unwrap_or(text.len());
    cruft::normalize(&text[..begin], &mut normalized);
    if normalized.len() < cruft::OPENING_BYTES {
        cruft::normalize(&text[begin..], &mut normalized);
    }
    cruft::may_open(&normalized)
}

/// Cuts a piece that ends as a sentence does: the labels before it, and what is too long. `look_ups` is how often words
/// may still be looked up.
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

struct Piece<'a> {
    line: &'a str,
    end: usize,
    words: &'a [(usize, &'a str)],
    look_ups: &'a Cell<usize>,
}

impl Piece<'_> {
    /// The words of a range, as they stand there.
    fn of(&self, words: Range<usize>) -> &str {
        let at = |index: usize| self.words.get(index).map_or(self.end, |(at, _)| *at);
        self.line[at(words.start)..at(words.end)].trim_end()
    }

    /// The words that something begins with, in order.
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

    /// Adds the separators from a word to the running text, which begins with a name or a label before `text`, and
    /// those of the labels behind it.
    ///
    /// For "Home News Sport Log in Work on the new bridge has stopped". A name of up to three words takes labels with
    /// it.
    fn up_to_text(&self, from: usize, text: usize, separators: &mut Vec<usize>) {
        if text == from {
            return separators.push(text);
        }
        let mut labels = Vec::new();
        let known = self.labels(from..text, LABEL_WORDS, &mut labels);
        let is_name = |index: &usize| text < self.words.len() && self.words[*index].1.starts_with(char::is_uppercase);
        let names = (known..text).rev().take(NAME_WORDS).take_while(is_name).count();
        // "Earlier, Ukrainian Foreign Minister Andrii Sybiha claimed".
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
        // One alone may be part of a sentence.
        if behind.len() > 2 {
            separators.extend(behind);
        }
    }

    /// The word that running text begins with, from a word on: where it is likeliest that all before are labels and all
    /// after are none.
    fn text(&self, from: usize) -> usize {
        let len = self.words.len();
        let is_sentence = self.words.last().is_some_and(|(_, word)| word.ends_with(['.', '!', '?']));
        if is_sentence && len - from <= SENTENCE_WORDS {
            return from;
        }
        let (mut best, mut text) = (TEXT, len);
        let mut sum = 0.0;
        for (index, says) in self.sayings(from..len) {
            let word = self.words[index].1;
            // What a sentence begins with says nothing of it.
            let may_begin = index == from || !is_small(word) && word.starts_with(|c: char| !c.is_ascii_punctuation());
            if may_begin && sum >= best {
                (best, text) = (sum, index);
            }
            sum += says;
        }
        text
    }

    /// Whether some words before running text are labels, and not its beginning: "Earlier, the Scottish minister".
    fn are_labels(&self, words: Range<usize>) -> bool {
        self.sayings(words).map(|(_, says)| says).sum::<f32>() <= LABELS
    }

    /// What each of some words says of where it stands, from the last to the first. Capitals in a row may be one name.
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

    /// Adds the separators between the labels of a stretch: before and after those that are known by their words, and
    /// after so many others; `last` is how many of these may stand together at its end. Gives where the last known one
    /// ends.
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

    /// Adds the separators between labels of which nothing is known, unless there are no more than `few` words.
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

    /// Where the known label ends that begins with a word, if one does; the longest, up to `limit`.
    fn known(&self, start: usize, limit: usize) -> Option<usize> {
        if self.look_ups.get() == 0 {
            return None;
        }
        let last = (start + KNOWN_WORDS).min(limit);
        let may_be = start < last && self.may_be_known(start..last);
        (start + 1..=last).rev().find(|end| self.label(start..*end, may_be).is_some())
    }

    /// Whether labels of the lexicon begin as these words do: a cheap no for most words and any number of them behind.
    fn may_be_known(&self, words: Range<usize>) -> bool {
        if is_small(self.words[words.start].1) {
            return false;
        }
        may_open(self.of(words))
    }

    /// The kind of cruft that some words are a label of, if the next ones do not go on with it; given whether they may
    /// be.
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

    /// Whether one more look-up is left; takes it.
    fn may_look_up(&self) -> bool {
        let left = self.look_ups.get().checked_sub(1);
        self.look_ups.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Adds the separators around labels that announce something, wherever they stand: "Read more:". With the label of
    /// a caption goes the name in front of a quotation: "Photo: Jan Kraus “We have slept”".
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
        // In order, as the separators are not.
        let is_within = |separator: &usize| {
            let next = credits.partition_point(|credit| credit.end <= *separator);
            credits.get(next).is_some_and(|credit| credit.contains(separator))
        };
        separators.retain(|separator| !is_within(separator));
    }

    /// The byline around the first date: all words that belong to it.
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
        let may_end = |end: &usize| *end == last || !OPENING_WORDS.contains(&self.words[end - 1].1);
        let end = ends.rev().find(|end| may_end(end) && read(first, *end).is_some())?;
        let is_named = |from: &usize| read(*from, end).is_some_and(|byline| byline.author.is_some());
        let from = (first.saturating_sub(BYLINE_WORDS)..first).find(is_named).unwrap_or(first);
        // A date in running text tells of a day.
        (first < text || from < first || end > last + 1).then_some(from..end)
    }
}
