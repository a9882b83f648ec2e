//! Turns metadata into readable text: on one line, without escapes and tags.

use std::borrow::Cow;

use crate::chars::one_line;

/// Named escapes that templates put into JSON, where HTML has none, or put twice into attributes, where HTML decodes
/// them once: name and meaning.
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
/// The longest escape, in bytes without `&` and `;`, that is decoded: `&#x10ffff;`.
const LONGEST_ESCAPE: usize = 8;

/// Tags that do not separate words. Any other tag is replaced by a space.
const INLINE_TAGS: &[&str] = &["a", "b", "em", "i", "span", "strong", "sub", "sup", "u"];

/// The text on one line, with its escapes decoded once, see [`one_line`].
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
    one_line(&plain)
}

/// The text without the tags that editors leave in it. A text without any end tag or line break is left as it is, since
/// it writes about tags: "The `<a>` element".
pub(super) fn without_tags(text: &str) -> Cow<'_, str> {
    if !["</", "<br"].iter().any(|sign| text.contains(sign)) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        kept.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let tag = rest.strip_prefix('/').unwrap_or(rest);
        let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            kept.push('<');
            continue;
        }
        if !INLINE_TAGS.iter().any(|inline| name.eq_ignore_ascii_case(inline)) {
            kept.push(' ');
        }
        let Some(end) = rest.find('>') else { return Cow::Owned(kept) };
        rest = &rest[end + 1..];
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// The text that an escape stands for, given without `&` and `;`. `None` if it is unknown or a control character.
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
    use super::{plain, without_tags};

    #[test]
    fn escapes_are_decoded_once() {
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
    #[test]
    fn tags_are_left_out_where_the_text_has_some() {
        for (text, expected) in [
            ("<p>A <b>l</b>amp.</p><p class='x'>Out.</p>", "A lamp. Out."),
            ("A lamp.<br/>Out.", "A lamp. Out."),
            ("The <a> element", "The <a> element"),
            ("1 < 2 </i>", "1 < 2"),
            ("A lamp. </p", "A lamp."),
        ] {
            assert_eq!(plain(&without_tags(text)), expected, "{text}");
        }
    }
}
