//! Which characters of the source the page takes as they are.

use crate::ascii::single_spaced;

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

#[cfg(test)]
mod tests {
    use super::plain_len;

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
}
