//! Normalizes text: spellings that readers take for the same become one.

use crate::chars::single_spaced;

/// Appends `text` to `into` in its normalized form: in lower case, with typographic quotes, dashes, full-width letters
/// and the ellipsis in ASCII, with white space as single spaces, and without invisible characters. Diacritics stay.
pub(crate) fn normalize(text: &str, into: &mut String) {
    let start = into.len();
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, other) = rest.split_at(plain_len(rest.as_bytes()));
        into.push_str(plain);
        let mut chars = other.chars();
        if let Some(char) = chars.next() {
            normalize_char(char, into);
        }
        rest = chars.as_str();
    }
    if let Some(normalized) = into.get_mut(start..) {
        normalized.make_ascii_lowercase();
    }
}

/// Length (bytes) of the prefix of `text` that only needs lower case: visible ASCII with single spaces between words.
fn plain_len(text: &[u8]) -> usize {
    let start = single_spaced(text);
    let mut len = start - usize::from(text[..start].ends_with(b" "));
    for (at, byte) in text.iter().enumerate().skip(start) {
        if byte.is_ascii_graphic() {
            len = at + 1;
        } else if *byte != b' ' || at > len || at == 0 {
            break;
        }
    }
    len
}

/// Appends a single character in its normalized form. ASCII letters keep their case.
fn normalize_char(char: char, into: &mut String) {
    match char {
        // Zero-width characters, soft hyphens, direction marks, variation selectors: left out.
        '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => {}
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' | '´' | 'ʼ' => into.push('\''),
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => into.push('"'),
        '‐'..='―' | '−' | '﹘' | '﹣' => into.push('-'),
        '…' => into.push_str("..."),
        // All full-width characters have the same distance from their ASCII counterparts.
        '！'..='～' => into.extend(char::from_u32(u32::from(char) - 0xfee0)),
        '٠'..='٩' => into.extend(char::from_digit(u32::from(char) - u32::from('٠'), 10)),
        '۰'..='۹' => into.extend(char::from_digit(u32::from(char) - u32::from('۰'), 10)),
        '०'..='९' => into.extend(char::from_digit(u32::from(char) - u32::from('०'), 10)),
        // Turkish has two letters i, with a dot and without. `to_lowercase` doesn't know the language and would take
        // their capitals for others.
        'İ' | 'ı' => into.push('i'),
        _ if char.is_whitespace() => {
            if !into.ends_with(' ') {
                into.push(' ');
            }
        }
        // Letters that writers of one language use for each other.
        _ => into.extend(char.to_lowercase().filter_map(common_letter)),
    }
}

/// The letter in lower case that stands for all its spellings; `None` for a sign that many writers leave out.
fn common_letter(char: char) -> Option<char> {
    Some(match char {
        // Greek capitals have no accents, and a final sigma is no other letter.
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        // Romanian letters have a comma below, for which old fonts and keyboards have a cedilla.
        'ș' => 'ş',
        'ț' => 'ţ',
        // Keyboards of Arabic and of Persian each have their own yeh and kaf.
        'ی' => 'ي',
        'ک' => 'ك',
        // In Hindi, the dot below borrowed sounds is often left out, and the nasal sign has two forms.
        '\u{93c}' => return None,
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95a}' => 'ग',
        '\u{95b}' => 'ज',
        '\u{95c}' => 'ड',
        '\u{95d}' => 'ढ',
        '\u{95e}' => 'फ',
        '\u{95f}' => 'य',
        '\u{901}' => '\u{902}',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::normalize;

    #[test]
    fn spellings_of_the_same_text_are_normalized_to_one() {
        for (text, expected) in [
            ("", ""),
            ("Share This", "share this"),
            ("  two \t\n lines\u{a0}\u{3000}here ", " two lines here "),
            ("a b  c", "a b c"),
            ("Don’t “quote” «me»", "don't \"quote\" \"me\""),
            ("2019–2024 — all", "2019-2024 - all"),
            ("Read more…", "read more..."),
            ("News\u{ad}letter\u{200b}", "newsletter"),
            ("ＡＤ：！", "ad:!"),
            ("ÉCOUTER l’article", "écouter l'article"),
            ("ПОДІЛИТИСЯ", "поділитися"),
            ("PAYLAŞIN İlginizi ılık", "paylaşin ilginizi ilik"),
            ("٣ دقائق", "3 دقائق"),
            ("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ Διαβάστε επίσης", "διαβαστε επισησ διαβαστε επισησ"),
            ("Citește și Citeşte", "citeşte şi citeşte"),
            ("بیشتر بیشتر", "بيشتر بيشتر"),
            ("यह भी पढ़ें यह भी पढें १२", "यह भी पढें यह भी पढें 12"),
            ("ज़्यादा पहुँच", "ज्यादा पहुंच"),
            ("続きを読む。", "続きを読む。"),
        ] {
            let mut normalized = String::new();
            normalize(text, &mut normalized);
            assert_eq!(normalized, expected, "{text:?}");
        }
    }

    #[test]
    fn normalized_text_is_appended() {
        let mut normalized = "one ".to_owned();
        normalize(" TWO", &mut normalized);
        assert_eq!(normalized, "one two");
    }
}
