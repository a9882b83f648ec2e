//! Character references: `&amp;`, `&#8217;`, `&#x27;`.

use html5ever::data::NAMED_ENTITIES;
use html5ever::tendril::StrTendril;

/// Reads the reference at the beginning of a text that begins with `&`. Adds the characters that it stands for to
/// `into`, or `&` if it is no reference, and returns its length in bytes. `None` if the tokenizer has to read it: the
/// reference is broken, or may go on behind the end of the text.
pub(super) fn read(text: &str, into: &mut StrTendril) -> Option<usize> {
    let after = text.get(1..)?;
    let (number, radix) = match after.as_bytes() {
        [b'#', b'x' | b'X', ..] => (&after[2..], 16),
        [b'#', ..] => (&after[1..], 10),
        _ => return named(after, into),
    };
    let digits = number.bytes().position(|byte| !byte.is_ascii_alphanumeric())?;
    // Only digits and letters are read, because `from_str_radix` would accept a sign.
    let code = u32::from_str_radix(&number[..digits], radix).ok()?;
    let is_usual = matches!(code, 0x20..=0x7e | 0xa0..=0xfdcf | 0xfdf0..=0xfffd | 0x1_0000..=0x1_fffd);
    into.push_char(char::from_u32(code).filter(|_| is_usual && number[digits..].starts_with(';'))?);
    Some(text.len() - number.len() + digits + 1)
}

/// Reads a named reference; `after` is the text behind its `&`. Returns and adds what [`read`] does.
fn named(after: &str, into: &mut StrTendril) -> Option<usize> {
    let len = after.bytes().position(|byte| !byte.is_ascii_alphanumeric())?;
    if after[len..].starts_with(';') && len > 0 {
        let (first, second) = *NAMED_ENTITIES.get(&after[..=len]).filter(|(first, _)| *first != 0)?;
        into.push_char(char::from_u32(first)?);
        if second != 0 {
            into.push_char(char::from_u32(second)?);
        }
        return Some(1 + len + 1);
    }
    // The table also has every beginning of a name, with the character 0. Some names are valid without a semicolon.
    let mut beginnings = (1..=len).map_while(|end| NAMED_ENTITIES.get(&after[..end]));
    if beginnings.any(|(first, _)| *first != 0) {
        return None;
    }
    into.push_char('&');
    Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_or_left_to_the_tokenizer() {
        for (text, expected) in [
            ("&amp;x", Some(("&", 5))),
            ("&nbsp;", Some(("\u{a0}", 6))),
            ("&acE;", Some(("\u{223e}\u{333}", 5))),
            ("&#8217;s", Some(("’", 7))),
            ("&#x27;", Some(("'", 6))),
            ("&#X1F600;", Some(("😀", 9))),
            ("& b", Some(("&", 1))),
            ("&;", Some(("&", 1))),
            ("&page=2", Some(("&", 1))),
            ("&\"", Some(("&", 1))),
            // Broken references, and control characters that the standard replaces.
            ("&copy=2", None),
            ("&notit;", None),
            ("&nosuch;", None),
            ("&#8217 ", None),
            ("&#x;", None),
            ("&#+5;", None),
            ("&#0;", None),
            ("&#150;", None),
            ("&#xd800;", None),
            ("&#99999999999;", None),
            // References that may go on in the next piece.
            ("&am", None),
            ("&#82", None),
            ("&#", None),
            ("&", None),
        ] {
            let mut into = StrTendril::new();
            let read = read(text, &mut into).map(|len| (&*into, len));
            assert_eq!(read, expected, "{text}");
        }
    }
}
