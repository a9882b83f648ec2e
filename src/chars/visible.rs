//! Which invisible characters of the source are dropped. There are two lists: few characters are dropped from the text
//! of the page, and none where it is preformatted; many are dropped from the metadata.

use super::ascii::single_spaced;

/// Length (bytes) of the prefix of `text` that the page takes as it is. The prefix has single spaces between words, and
/// neither begins nor ends with one.
///
/// The prefix has no other white space, and no soft hyphen, U+200B, U+2060 or U+FEFF. Other invisible characters pass,
/// also those that [`one_line`] drops or replaces, such as control characters, overrides of the direction of writing,
/// tag characters and noncharacters.
pub(crate) fn verbatim_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = single_spaced(bytes);
    let mut len = at - usize::from(bytes[..at].ends_with(b" "));
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'!'..=b'~' => {
                at += 1;
                len = at;
            }
            b' ' if at == len && at > 0 => at += 1,
            b'\t'..=b'\r' | b' ' => break,
            // The first bytes of all characters beyond ASCII that are white space or dropped.
            0xc2 | 0xe1..=0xe3 | 0xef => {
                let Some(c) = text[at..].chars().next().filter(|&c| !c.is_whitespace() && !is_dropped_from_body(c))
                else {
                    break;
                };
                at += c.len_utf8();
                len = at;
            }
            _ => {
                at += 1;
                len = at;
            }
        }
    }
    len
}

/// Whether a character is dropped from the text of the page: a soft hyphen, a zero-width space (U+200B), a word joiner
/// (U+2060) or a byte order mark (U+FEFF). Zero-width joiners stay: Persian and emoji need them.
fn is_dropped_from_body(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The black flag 🏴. Followed by tag characters (U+E0020 to U+E007F) it is the flag of a part of a country, such as
/// Scotland.
const FLAG: char = '\u{1f3f4}';

/// Puts a text of the metadata on one line: each run of white space and control characters becomes one space (the wide
/// U+3000 if the run has one), white space at the ends is dropped, and so are most invisible characters. Empty if
/// nothing visible is left.
///
/// The invisible characters that are dropped are those that embed, override and isolate a direction of writing, because
/// they would change the text around the line, too; zero-width spaces, word joiners, byte order marks, soft hyphens,
/// invisible operators of formulas, signs of annotations, language tags, tag characters outside of flags, deprecated
/// controls, and the code points that Unicode calls noncharacters. Zero-width joiners stay because Persian and emoji
/// need them, and so do the direction marks of Hebrew and Arabic.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let (plain, rest) = text.split_at(single_spaced(text.as_bytes()));
    line.push_str(plain.trim_end_matches(' '));
    let mut is_visible = !line.is_empty();
    let mut in_flag = false;
    // The space to write before the next character. U+3000 stays what it is: it is as wide as an ideograph, on purpose.
    let mut space = plain.ends_with(' ').then_some(' ');
    for c in rest.chars() {
        let is_tag = matches!(c, '\u{e0020}'..='\u{e007f}');
        in_flag = c == FLAG || in_flag && is_tag;
        if c.is_whitespace() || c.is_control() {
            space = Some(if c == '\u{3000}' { c } else { space.unwrap_or(' ') });
        } else if in_flag || !is_tag && !is_dropped_from_metadata(c) {
            let due = space.take().filter(|_| !line.is_empty());
            line.extend(due);
            line.push(c);
            is_visible |= !is_blank_alone(c);
        }
    }
    if is_visible { line } else { String::new() }
}

/// Whether [`one_line`] leaves anything of a text.
pub(crate) fn is_visible(text: &str) -> bool {
    // A tag character is kept only behind a flag, which is visible itself.
    let is_tag = |c: char| matches!(c, '\u{e0020}'..='\u{e007f}');
    text.chars().any(|c| !is_unseen(c) && !is_tag(c) && !is_blank_alone(c))
}

/// Whether a character at the ends of a text is no part of it: white space, a control character, or one that
/// [`one_line`] drops wherever it stands. Tag characters (U+E0020 to U+E007F), which it drops outside of flags, are not
/// among these.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_dropped_from_metadata(c)
}

/// Whether [`one_line`] drops a character wherever it stands.
fn is_dropped_from_metadata(c: char) -> bool {
    let is_noncharacter = matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff) || matches!(c, '\u{fdd0}'..='\u{fdef}');
    is_noncharacter
        || matches!(c,
            '\u{ad}' // soft hyphen
            | '\u{200b}' // zero-width space
            | '\u{202a}'..='\u{202e}' // embeddings and overrides
            | '\u{2060}'..='\u{206f}' // word joiner, invisible operators, isolates, deprecated controls
            | '\u{feff}' // byte order mark
            | '\u{fff9}'..='\u{fffb}' // annotations between lines
            | '\u{e0000}'..='\u{e001f}') // tags of language
}

/// Whether a character that [`one_line`] keeps is blank if it stands alone: joiners, direction marks and variation
/// selectors, which may change their neighbours, Hangul fillers and the blank Braille pattern.
fn is_blank_alone(c: char) -> bool {
    matches!(c,
        '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200c}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::{is_visible, one_line, verbatim_len};

    #[test]
    fn plain_text_ends_before_invisible_characters() {
        let cases = [
            ("", ""),
            ("two words", "two words"),
            ("words ", "words"),
            (" words", ""),
            ("two  spaces", "two"),
            ("a\nline", "a"),
            ("soft\u{ad}hyphen", "soft"),
            ("a hard\u{a0}space", "a hard"),
            ("of \u{200b}no width", "of"),
            ("full\u{3000}width", "full"),
            ("next\u{85}line", "next"),
            ("« Où ? » – “ça”…", "« Où ? » – “ça”…"),
            ("日本語、ﬁ 🎈", "日本語、ﬁ 🎈"),
        ];
        for (text, plain) in cases {
            assert_eq!(&text[..verbatim_len(text)], plain, "{text:?}");
        }
    }

    #[test]
    fn one_line_has_only_visible_characters() {
        for (text, expected) in [
            ("A\tlamp,\r\n\u{85}out.\u{2028}", "A lamp, out."),
            ("A\0lamp\u{1}\u{7f}\u{9f} is\u{1b}[0m out", "A lamp is [0m out"),
            (
                "\u{feff}A \u{202e}lamp\u{202c} \u{2066}is\u{2069} o\u{200b}u\u{ad}t\u{fffe}\u{1ffff}\u{fdd0}",
                "A lamp is out",
            ),
            // Persian, Hebrew, a family, the flag of Scotland.
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("‏שלום!\u{200f}", "‏שלום!\u{200f}"),
            ("👩\u{200d}👧 ☎\u{fe0f}", "👩\u{200d}👧 ☎\u{fe0f}"),
            (
                "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}!",
                "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}!",
            ),
            ("lamp\u{e0068}\u{e0069}", "lamp"),
            ("\u{e0068}\u{e0069}", ""),
            (
                "A line that is longer than what is looked at together  is cut\there and \u{200b}there.",
                "A line that is longer than what is looked at together is cut here and there.",
            ),
            ("Its first thirty-two bytes end at \tspaces", "Its first thirty-two bytes end at spaces"),
            ("\u{200d}\u{200f} \u{fe0f}\u{3164}", ""),
            (" \u{feff}\0 ", ""),
            ("\u{3000}毎朝一句 \u{3000} 書き手\u{3000}", "毎朝一句\u{3000}書き手"),
        ] {
            assert_eq!(one_line(text), expected, "{text:?}");
            assert_eq!(is_visible(text), !expected.is_empty(), "{text:?}");
        }
    }
}
