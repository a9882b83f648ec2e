//! Quotation marks: those that browsers add around `<q>`, by the language of the page.

use markup5ever_rcdom::Handle;

use super::nodes;

/// In a `<q>` with this many nodes and no text among them there is nothing to quote. Set by hand.
const MAX_NODES: usize = 64;

/// The marks of an outer quotation and of one within it.
type Marks = [(&'static str, &'static str); 2];

/// The marks of languages whose marks are not those of English. From the Unicode CLDR, delimiters of each locale.
const LANGUAGES: &[(&str, Marks)] = &[
    ("be", [("«", "»"), ("„", "“")]),
    ("bg", [("„", "“"), ("‘", "’")]),
    ("ca", [("«", "»"), ("“", "”")]),
    ("cs", [("„", "“"), ("‚", "‘")]),
    ("de", [("„", "“"), ("‚", "‘")]),
    ("el", [("«", "»"), ("“", "”")]),
    ("es", [("«", "»"), ("“", "”")]),
    ("et", [("„", "“"), ("«", "»")]),
    ("fa", [("«", "»"), ("‹", "›")]),
    ("fi", [("”", "”"), ("’", "’")]),
    ("fr", [("«", "»"), ("“", "”")]),
    ("hr", [("„", "”"), ("‚", "‘")]),
    ("hu", [("„", "”"), ("»", "«")]),
    ("is", [("„", "“"), ("‚", "‘")]),
    ("it", [("«", "»"), ("“", "”")]),
    ("ja", [("「", "」"), ("『", "』")]),
    ("lt", [("„", "“"), ("‚", "‘")]),
    ("nb", [("«", "»"), ("‘", "’")]),
    ("nn", [("«", "»"), ("‘", "’")]),
    ("no", [("«", "»"), ("‘", "’")]),
    ("pl", [("„", "”"), ("«", "»")]),
    ("ro", [("„", "”"), ("«", "»")]),
    ("ru", [("«", "»"), ("„", "“")]),
    ("sk", [("„", "“"), ("‚", "‘")]),
    ("sl", [("„", "“"), ("‚", "‘")]),
    ("sr", [("„", "“"), ("‘", "’")]),
    ("sv", [("”", "”"), ("’", "’")]),
    ("uk", [("«", "»"), ("„", "“")]),
];
const ENGLISH: Marks = [("“", "”"), ("‘", "’")];

/// The marks around a quotation that stands in this many others, in the language of a `lang` attribute.
pub(super) fn marks(language: &str, depth: usize) -> (&'static str, &'static str) {
    let code = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let found = LANGUAGES.binary_search_by_key(&&*code, |(code, _)| code);
    found.map_or(ENGLISH, |index| LANGUAGES[index].1)[depth % 2]
}

/// Whether a character is a quotation mark of any language.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '«'
            | '»'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

/// The first character of the text that an element quotes, if any.
pub(super) fn first_char(node: &Handle) -> Option<char> {
    nodes::first_char(node, MAX_NODES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_sorted() {
        assert!(LANGUAGES.is_sorted_by_key(|(code, _)| code));
    }

    #[test]
    fn marks_follow_the_language_and_alternate() {
        for (language, depth, expected) in [
            ("en", 0, ("“", "”")),
            ("en-GB", 1, ("‘", "’")),
            ("", 2, ("“", "”")),
            ("de-AT", 0, ("„", "“")),
            ("FR", 0, ("«", "»")),
            ("ja", 3, ("『", "』")),
        ] {
            assert_eq!(marks(language, depth), expected, "{language} {depth}");
        }
    }
}
