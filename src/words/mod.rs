//! The words of languages that the crate looks up one by one: months, words of bylines, fields of mails and the like.
//!
//! Each language has one file, `src/words/XX.txt` (XX is its code of ISO 639-1) in the format of [`word_list`]. All
//! sections are optional. `src/words/_template.txt` has every section with a comment that says what belongs there. The
//! phrases of cruft, which are patterns with examples, are in `src/cruft/lexicon/XX.txt`.
//!
//! To add a language, copy `src/words/_template.txt` and `src/cruft/lexicon/_template.txt` to `XX.txt` beside them,
//! fill in what you know, delete the rest, add the line `"XX",` to [`LANGUAGES`] for the words (files of phrases are
//! found by themselves), and run `cargo test --lib`.

pub(crate) mod word_list;
pub(crate) mod word_map;

#[cfg(test)]
pub(crate) mod tests;

use std::sync::LazyLock;

/// A language with its words.
pub(crate) struct Language {
    /// Its code of ISO 639-1, which is also the name of its file.
    #[cfg_attr(not(test), expect(dead_code, reason = "only the messages of tests name languages"))]
    pub(crate) code: &'static str,
    /// The text of `src/words/XX.txt`.
    words: &'static str,
}

/// Reads the files of languages, given by their codes.
macro_rules! languages {
    ($($code:literal,)+) => {
        &[$(Language { code: $code, words: include_str!(concat!($code, ".txt")) }),+]
    };
}

/// All languages, sorted by code.
pub(crate) const LANGUAGES: &[Language] = languages! {
    "ar",
    "bg",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sr",
    "sv",
    "th",
    "tr",
    "uk",
    "vi",
    "zh",
};

/// The words of all languages, read when the first is looked up.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(LANGUAGES));

/// Defines [`Words`] with a list for each section of the files.
macro_rules! sections {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// The words of all languages by section, each list sorted and without duplicates. A field has the name of its
        /// section.
        #[derive(Default)]
        pub(crate) struct Words {
            $($(#[doc = $doc])+ pub(crate) $name: Vec<&'static str>,)+
        }

        /// The names of the sections, in the order in which they stand in a file.
        #[cfg(test)]
        pub(crate) const SECTIONS: &[&str] = &[$(stringify!($name)),+];

        impl Words {
            fn read(languages: &[Language]) -> Words {
                let mut words = Words::default();
                for entry in languages.iter().flat_map(|language| word_list::entries(language.words)) {
                    if let Some(list) = words.section(entry.section) {
                        list.push(entry.word);
                    }
                }
                $(
                    words.$name.sort_unstable();
                    words.$name.dedup();
                )+
                words
            }

            fn section(&mut self, name: &str) -> Option<&mut Vec<&'static str>> {
                $(
                    if name == stringify!($name) {
                        return Some(&mut self.$name);
                    }
                )+
                None
            }
        }
    };
}

sections! {
    /// Names and customary short forms of January, in every case that dates use.
    january,
    /// Names of February, as in [`Words::january`].
    february,
    /// Names of March, as in [`Words::january`].
    march,
    /// Names of April, as in [`Words::january`].
    april,
    /// Names of May, as in [`Words::january`].
    may,
    /// Names of June, as in [`Words::january`].
    june,
    /// Names of July, as in [`Words::january`].
    july,
    /// Names of August, as in [`Words::january`].
    august,
    /// Names of September, as in [`Words::january`].
    september,
    /// Names of October, as in [`Words::january`].
    october,
    /// Names of November, as in [`Words::january`].
    november,
    /// Names of December, as in [`Words::january`].
    december,
    /// Names of the days of the week, which stand beside dates in bylines, and are not counted among the words of a
    /// line of dates.
    weekdays,
    /// Words between the numbers and the month of a date that say nothing: the "th" of "24th", "de", "of".
    date_fillers,
    /// Words in front of the number of a month: "24 tháng 11 năm 2024".
    before_month,
    /// Words in front of the number of a year, see [`Words::before_month`].
    before_year,
    /// Single characters behind the number of a year: "2024年11月24日".
    after_year,
    /// Single characters behind the number of a month, see [`Words::after_year`].
    after_month,
    /// Single characters behind the number of a day, see [`Words::after_year`].
    after_day,
    /// Tags of languages or of their regions that write 3 April 2024 as 3/4/2024.
    day_first,
    /// Tags of languages or of their regions that write 3 April 2024 as 4/3/2024.
    month_first,
    /// Words of bylines that announce the name of an author: "by".
    byline_by,
    /// Words that announce the name of an author only if a colon or a slash follows: "Text: Jana Kessler".
    byline_labels,
    /// Words that stand beside the names and dates of a byline: "updated", "min", "read", "and".
    byline_beside,
    /// Words that no name consists of alone, and that are in no name that only a date behind it announces: "World
    /// News".
    byline_nobody,
    /// Words in lower case that may be part of a name in a byline: "van", "der".
    byline_particles,
    /// Labels above the name of an author that [`Words::byline_by`] doesn't recognise as such: "author".
    author_labels,
    /// Words in lower case that may be part of the full name of an author in the metadata: "van", "and".
    name_particles,
    /// Words between spaces that join the names of two authors: "and".
    between_names,
    /// Words between spaces that end a name, because a place or a date follows: "on", "in".
    name_ends,
    /// Words of job titles, in the singular.
    jobs,
    /// Words in front of those of a job title: "senior".
    ranks,
    /// Ends of words that no short name in Chinese, Japanese or Korean has.
    verb_endings,
    /// Words, or beginnings of words, in front of the date of a change: "updated".
    changes,
    /// Names of the field of a mail with its subject.
    mail_subjects,
    /// Names of the field of a mail with its sender.
    mail_senders,
    /// Words, or parts of words, of a link with which readers stop a mail: "unsubscribe".
    mail_stops,
    /// Conjunctions in front of which a hyphen stands for what two words share: "Nord- und Südlampe".
    conjunctions,
    /// Capitalised words that begin a sentence behind a byline, though they may stand within one in front of its date.
    opening_words,
}
