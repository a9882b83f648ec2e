//! What a page says for machines as readable text: on one line, its escapes read.

/// The escapes that templates put into JSON and attributes, where HTML reads none, or has read those around them.
const ESCAPES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("apos", "'"),
    ("bull", "•"),
    ("gt", ">"),
    ("hellip", "…"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("middot", "·"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("quot", "\""),
    ("rdquo", "”"),
    ("reg", "®"),
    ("rsquo", "’"),
    ("trade", "™"),
];
/// No escape of these is longer (bytes): `&#x10ffff;`.
const LONGEST_ESCAPE: usize = 8;

/// The text on one line, with single spaces.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.bytes().take(LONGEST_ESCAPE + 1).position(|byte| byte == b';');
        match end.and_then(|end| Some((meaning(&rest[..end])?, end))) {
            Some((meaning, end)) => {
                plain.push_str(&meaning);
                rest = &rest[end + 1..];
            }
            None => plain.push('&'),
        }
    }
    plain.push_str(rest);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn meaning(escape: &str) -> Option<String> {
    let Some(number) = escape.strip_prefix('#') else {
        return ESCAPES.iter().find_map(|(name, meaning)| (*name == escape).then(|| (*meaning).to_owned()));
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).filter(|c| !c.is_control()).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn escapes_are_read_once() {
        for (text, expected) in [
            ("  A lamp,\n out. ", "A lamp, out."),
            ("Nuts &amp; bolts &#8211; the keeper&#x2019;s", "Nuts & bolts – the keeper’s"),
            ("&amp;lt;", "&lt;"),
            ("AT&T & more; R&D", "AT&T & more; R&D"),
            ("&#0; &#1114112; &bogus;", "&#0; &#1114112; &bogus;"),
            ("&é;", "&é;"),
            ("", ""),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
