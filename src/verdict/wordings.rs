//! The word lists: what the notices of walls, errors and shells say, and which machinery they run.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::chars::small_letters;
use crate::words::word_list;

const NOTICES: &str = include_str!("notices.txt");
const MACHINERY: &str = include_str!("machinery.txt");

/// The sections of `notices.txt`.
pub(super) struct Wordings {
    pub(super) challenge_titles: Titles,
    pub(super) consent_titles: Titles,
    pub(super) consent_texts: Vec<&'static str>,
    pub(super) consent_choices: Titles,
    pub(super) error_titles: Titles,
    pub(super) log_in_titles: Titles,
    pub(super) paywall_texts: Vec<&'static str>,
    pub(super) challenge_texts: Vec<&'static str>,
    pub(super) shell_texts: Vec<&'static str>,
}

/// Titles, headings or buttons, by their small letters.
pub(super) struct Titles(HashMap<String, &'static str>);

impl Titles {
    fn read(section: &'static str) -> Titles {
        Titles(word_list::section(NOTICES, section).into_iter().map(|title| (small_letters(title), title)).collect())
    }

    /// The entry that a title is, or a part of it.
    pub(super) fn find(&self, title: &str) -> Option<&'static str> {
        let whole = self.0.get(&small_letters(title));
        whole.or_else(|| parts(title).find_map(|part| self.0.get(&small_letters(part)))).copied()
    }

    /// The entry that a text is as a whole.
    pub(super) fn get(&self, text: &str) -> Option<&'static str> {
        self.0.get(&small_letters(text)).copied()
    }
}

/// The parts of a title that signs set off: "Page not found | Harbour News".
fn parts(title: &str) -> impl Iterator<Item = &str> {
    let bars = title.split(['|', '–', '—', '·', '•', ':', '!', '»', '«', '｜', '：', '。', '.', '(', '[', '…', '/']);
    bars.flat_map(|part| part.split(" - ")).map(str::trim).filter(|part| !part.is_empty())
}

/// The sections of `machinery.txt`.
pub(super) struct Machinery {
    pub(super) challenge_addresses: Vec<&'static str>,
    pub(super) challenge_ids: Vec<&'static str>,
    pub(super) captchas: Vec<&'static str>,
    pub(super) consent_platforms: Vec<&'static str>,
    pub(super) mounts: Vec<&'static str>,
}

pub(super) static WORDINGS: LazyLock<Wordings> = LazyLock::new(|| Wordings {
    challenge_titles: Titles::read("challenge_titles"),
    consent_titles: Titles::read("consent_titles"),
    consent_texts: word_list::section(NOTICES, "consent_texts"),
    consent_choices: Titles::read("consent_choices"),
    error_titles: Titles::read("error_titles"),
    log_in_titles: Titles::read("log_in_titles"),
    paywall_texts: word_list::section(NOTICES, "paywall_texts"),
    challenge_texts: word_list::section(NOTICES, "challenge_texts"),
    shell_texts: word_list::section(NOTICES, "shell_texts"),
});

pub(super) static KNOWN: LazyLock<Machinery> = LazyLock::new(|| Machinery {
    challenge_addresses: word_list::section(MACHINERY, "challenge_addresses"),
    challenge_ids: word_list::section(MACHINERY, "challenge_ids"),
    captchas: word_list::section(MACHINERY, "captchas"),
    consent_platforms: word_list::section(MACHINERY, "consent_platforms"),
    mounts: word_list::section(MACHINERY, "mounts"),
});

/// The first of these words that a normalized text has.
pub(super) fn in_text(words: &[&'static str], text: &str) -> Option<&'static str> {
    words.iter().copied().find(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::cruft::normalize;

    #[test]
    fn the_lists_are_sound() {
        let sections = [
            "challenge_titles",
            "consent_titles",
            "consent_texts",
            "consent_choices",
            "error_titles",
            "log_in_titles",
            "paywall_texts",
            "challenge_texts",
            "shell_texts",
        ];
        word_list::assert_sound("src/verdict/notices.txt", NOTICES, &sections);
        let sections = ["challenge_addresses", "challenge_ids", "captchas", "consent_platforms", "mounts"];
        word_list::assert_sound("src/verdict/machinery.txt", MACHINERY, &sections);
    }

    #[test]
    fn texts_are_normalized_and_titles_differ() {
        let mut seen = HashSet::new();
        for entry in word_list::entries(NOTICES) {
            let mut normalized = String::new();
            normalize(entry.word, &mut normalized);
            let key = if entry.section.ends_with("texts") { normalized.clone() } else { small_letters(entry.word) };
            assert!(seen.insert((entry.section, key)), "notices.txt:{}: {} is there twice", entry.line, entry.word);
            if entry.section.ends_with("texts") {
                assert_eq!(normalized, entry.word, "notices.txt:{}", entry.line);
            }
        }
    }

    #[test]
    fn titles_are_found_by_their_parts() {
        let titles = &WORDINGS.error_titles;
        for (title, is_found) in [
            ("404 – Page Not Found | Harbour News", true),
            ("Harbour News - Seite nicht gefunden", true),
            ("We’ll Be Right Back!", true),
            ("ページが見つかりません｜港新聞", true),
            ("The 404 that saved a hospital", false),
            ("Harbour maintenance costs twice as much", false),
            ("", false),
        ] {
            assert_eq!(titles.find(title).is_some(), is_found, "{title}");
        }
    }
}
