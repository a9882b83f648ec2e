//! The length of a text in words, and the time that it takes to read.

use std::time::Duration;

use crate::chars::{is_alphanumeric, is_unspaced};

/// Words a minute in scripts with spaces: adults who read English prose in silence, the mean of 190 studies. M.
/// Brysbaert, "How many words do we read per minute? A review and meta-analysis of reading rate", Journal of Memory and
/// Language 109 (2019), 104047.
const WORDS_PER_MINUTE: f64 = 238.0;
/// Characters a minute in Chinese. S. Trauzettel-Klosinski and K. Dietz, "Standardized assessment of reading
/// performance: the New International Reading Speed Texts IReST", Investigative Ophthalmology & Visual Science 53
/// (2012), 5452–5461.
const CHINESE_PER_MINUTE: f64 = 255.0;
/// Characters a minute in Japanese, see [`CHINESE_PER_MINUTE`].
const JAPANESE_PER_MINUTE: f64 = 357.0;
/// Characters a minute on the average of 17 languages, see [`CHINESE_PER_MINUTE`]: for Thai, Lao, Khmer and Burmese,
/// which are not among them.
const LETTERS_PER_MINUTE: f64 = 863.0;

/// The words and letters of a text by the speed at which they are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// Words with spaces between them.
    spaced: usize,
    /// Chinese characters, also in Japanese.
    han: usize,
    /// Japanese letters.
    kana: usize,
    /// Letters of other scripts without spaces.
    letters: usize,
}

impl Count {
    /// Counts the words of texts: what stands between spaces and has a letter or digit, and each letter of a script
    /// without spaces.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Count {
        let mut count = Count::default();
        texts.flat_map(str::split_whitespace).for_each(|word| count.add(word));
        count
    }

    /// Adds what stands between two spaces.
    fn add(&mut self, word: &str) {
        let mut is_spaced = false;
        for c in word.chars().filter(|c| is_alphanumeric(*c)) {
            match c {
                c if !is_unspaced(c) => is_spaced = true,
                '\u{3040}'..='\u{30ff}' => self.kana += 1,
                '\u{e00}'..='\u{17ff}' => self.letters += 1,
                _ => self.han += 1,
            }
        }
        self.spaced += usize::from(is_spaced);
    }

    /// The number of words, of which each letter of a script without spaces is one.
    pub(super) fn words(self) -> usize {
        self.spaced + self.han + self.kana + self.letters
    }

    /// How long it takes to read what was counted, in whole seconds, rounded up.
    pub(super) fn time(self) -> Duration {
        // A text with kana is Japanese, whose Chinese characters are read as fast.
        let han_per_minute = if self.kana > 0 { JAPANESE_PER_MINUTE } else { CHINESE_PER_MINUTE };
        let parts = [
            (self.spaced, WORDS_PER_MINUTE),
            (self.han, han_per_minute),
            (self.kana, JAPANESE_PER_MINUTE),
            (self.letters, LETTERS_PER_MINUTE),
        ];
        let minutes: f64 = parts.iter().map(|(words, per_minute)| *words as f64 / per_minute).sum();
        Duration::from_secs((minutes * 60.0).ceil() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_every_script() {
        for (text, words) in [
            ("The lamp is out", 4),
            ("The lamp – the old one – is out.", 7),
            ("8.15 o'clock, well-known", 3),
            ("渡船又迟到了。", 6),
            ("フェリーは遅れた", 8),
            ("Die Lampe 渡船", 4),
            ("เรือ", 4),
            ("배가 늦었다", 2),
            ("العبّارة متأخرة", 2),
            ("– | –", 0),
            ("", 0),
        ] {
            assert_eq!(Count::of([text].into_iter()).words(), words, "{text}");
        }
    }

    #[test]
    fn each_script_is_read_at_its_own_speed() {
        for (text, seconds) in [
            ("lamp ".repeat(238), 60),
            ("船".repeat(255), 60),
            ("の船".repeat(357), 120),
            ("ร".repeat(863), 60),
            ("lamp".to_owned(), 1),
            (String::new(), 0),
        ] {
            assert_eq!(Count::of([&*text].into_iter()).time(), Duration::from_secs(seconds), "{text}");
        }
    }
}
