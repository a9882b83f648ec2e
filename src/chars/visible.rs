//! Which characters of the source the page and its metadata take as they are.

use super::ascii::single_spaced;

/// Length of the start of `text` that the page takes as it is: visible characters, with single spaces between.
pub(crate) fn plain_len(text: &str) -> usize {
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
            // Characters with these first bytes may be white space or invisible.
            0xc2 | 0xe1..=0xe3 | 0xef => {
                let Some(c) = text[at..].chars().next().filter(|&c| !c.is_whitespace() && !is_invisible(c)) else {
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

/// Soft hyphens and zero-width spaces, which no reader sees. The zero-width joiners stay: Persian and emoji need them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// What begins the flag of a part of a country, which the characters for tags go on with.
const FLAG: char = '\u{1f3f4}';

/// The text on one line: white space and control characters become single spaces (those of ideographs keep their
/// width), and what has no look but changes that of its neighbours is left out. Empty if nothing is left that readers
/// see.
///
/// Left out are embeddings, overrides and isolates of the direction of writing, which would turn whatever the text is
/// put into, zero-width spaces, byte order marks, soft hyphens, tags outside of flags and what Unicode says is no
/// character. Joiners stay, which Persian and emoji need, and the marks of direction of Hebrew and Arabic.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut is_seen = false;
    let mut in_flag = false;
    // What is due before the next character that is seen. The space of ideographs has their width, and means to be seen.
    let mut space = None;
    for c in text.chars() {
        let is_tag = matches!(c, '\u{e0020}'..='\u{e007f}');
        in_flag = c == FLAG || in_flag && is_tag;
        if c.is_whitespace() || c.is_control() {
            space = Some(if c == '\u{3000}' { c } else { space.unwrap_or(' ') });
        } else if in_flag || !is_tag && !is_left_out(c) {
            let due = space.take().filter(|_| !line.is_empty());
            line.extend(due);
            line.push(c);
            is_seen |= !is_joiner(c);
        }
    }
    if is_seen { line } else { String::new() }
}

/// Whether a character may stand around a text that is no part of it: white space, controls, and what readers see
/// nothing of.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_left_out(c)
}

/// Whether a character has no place in a text of one line.
fn is_left_out(c: char) -> bool {
    let is_no_character = matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff) || matches!(c, '\u{fdd0}'..='\u{fdef}');
    is_no_character
        || matches!(c,
            '\u{ad}' // soft hyphen
            | '\u{200b}' // zero-width space
            | '\u{202a}'..='\u{202e}' // embeddings and overrides
            | '\u{2060}'..='\u{206f}' // word joiner, invisible operators, isolates, deprecated controls
            | '\u{feff}' // byte order mark
            | '\u{fff9}'..='\u{fffb}' // annotations between lines
            | '\u{e0000}'..='\u{e001f}') // tags of language
}

/// Characters that readers see nothing of where they stand by themselves: joiners, marks of direction, selectors of
/// variants, and letters and patterns that are blank.
fn is_joiner(c: char) -> bool {
    matches!(c,
        '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200c}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::{one_line, plain_len};

    #[test]
    fn plain_text_ends_before_what_readers_do_not_see() {
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
            assert_eq!(&text[..plain_len(text)], plain, "{text:?}");
        }
    }

    #[test]
    fn a_line_has_nothing_but_what_readers_see() {
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
            ("\u{200d}\u{200f} \u{fe0f}\u{3164}", ""),
            (" \u{feff}\0 ", ""),
            ("\u{3000}毎朝一句 \u{3000} 書き手\u{3000}", "毎朝一句\u{3000}書き手"),
        ] {
            assert_eq!(one_line(text), expected, "{text:?}");
        }
    }
}
