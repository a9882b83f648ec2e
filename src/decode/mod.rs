//! Bytes → text: detects the charset of a page and decodes it.

mod double_encoded;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

pub(crate) use double_encoded::undo_double_encoding;

/// Number of bytes at the beginning of a page that are searched for a `<meta>` that names the charset. The HTML
/// standard says 1,024, but the `<head>` of real pages has scripts, styles and comments first, and browsers, too, obey
/// a `<meta>` that they meet later. Set by hand.
const META_SEARCH_BYTES: usize = 64 << 10;

/// Number of bytes from which the charset is guessed, taken from the parts of the page that aren't ASCII. The detector
/// (chardetng) runs 27 models over every byte; this many take it some milliseconds. Set by hand.
const GUESS_BYTES: usize = 64 << 10;

/// Number of bytes at the beginning of a page that are checked for UTF-16 without a byte order mark. Set by hand.
const UTF_16_SAMPLE_BYTES: usize = 1 << 10;

/// Least number of characters beyond ASCII that make a text UTF-8 although an East Asian charset is declared: of the
/// characters in the tables of GB2312, EUC-KR and EUC-JP 11 to 13 % are valid UTF-8, too. In single-byte charsets only
/// rare pairs of characters are ("Ã©" in windows-1252), so one character is enough there. Set by hand.
const MIN_UTF_8_CHARS: usize = 4;

/// A charset still counts as right if at most one character beyond ASCII is broken for this many good ones, because
/// pages include text in other charsets. Set by hand.
const GOOD_PER_BROKEN: usize = 20;

/// Decodes a page. Never fails: bytes that can't be decoded become U+FFFD.
///
/// The charset is the first of these that applies:
///
/// 1. the one of a byte order mark;
/// 2. UTF-16, by its zero bytes;
/// 3. UTF-8, if the bytes are valid UTF-8 with at least [`MIN_UTF_8_CHARS`] characters beyond ASCII, or plain ASCII
///    without an escape sequence of ISO-2022-JP;
/// 4. UTF-8 with fewer such characters or a few broken ones, see [`is_utf_8`];
/// 5. the one declared in the caller's content type, then in the page's `<meta>`, if it leaves few characters broken;
/// 6. a guess.
///
/// UTF-8 and UTF-16 come before what is declared because declarations are often wrong about them (a server's default, a
/// template that was converted), while text in other charsets rarely looks like them by chance.
pub(crate) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some((charset, mark_bytes)) = Encoding::for_bom(bytes) {
        return charset.decode_without_bom_handling(&bytes[mark_bytes..]).0;
    }
    if let Some(charset) = utf_16_by_zero_bytes(bytes) {
        return charset.decode_without_bom_handling(bytes).0;
    }
    if let Some(text) = certain_utf_8(bytes) {
        return Cow::Borrowed(text);
    }
    let beginning = &bytes[..bytes.len().min(META_SEARCH_BYTES)];
    let declared = [content_type.and_then(charset_in_content_type), charset_in_markup(beginning)];
    if is_utf_8(bytes, declared.into_iter().flatten().next()) {
        return UTF_8.decode_without_bom_handling(bytes).0;
    }
    declared
        .into_iter()
        .flatten()
        // `is_utf_8` has ruled UTF-8 out.
        .filter(|&charset| charset != UTF_8)
        .map(|charset| charset.decode_without_bom_handling(bytes))
        .find_map(|(text, has_broken)| (!has_broken || is_mostly_good(&text)).then_some(text))
        .unwrap_or_else(|| guess(bytes).decode_without_bom_handling(bytes).0)
}

/// Whether the page has the escape sequence (ESC and `$`) that precedes Japanese text in ISO-2022-JP, the one charset
/// of the web whose bytes are all ASCII.
fn has_iso_2022_jp_escape(bytes: &[u8]) -> bool {
    bytes.contains(&0x1B) && bytes.windows(2).any(|pair| pair == b"\x1B$")
}

/// Detects UTF-16 without a byte order mark: because markup is ASCII, most bytes at even or at odd offsets at the
/// beginning of such a page are zero. UTF-16 needs zeros in more than half of the bytes at the one kind of offset (a
/// quarter of the sample), and fewer than one eighth as many at the other. Both shares are set by hand.
fn utf_16_by_zero_bytes(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(UTF_16_SAMPLE_BYTES)];
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let (even_zeros, odd_zeros) = (zeros(0), zeros(1));
    let is_clear = |zeros: usize, others: usize| zeros * 4 > sample.len() && others * 8 < zeros;
    if is_clear(odd_zeros, even_zeros) {
        Some(UTF_16LE)
    } else if is_clear(even_zeros, odd_zeros) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The text, if the bytes are certainly UTF-8: valid, and with at least [`MIN_UTF_8_CHARS`] characters beyond ASCII, or
/// plain ASCII without an escape sequence of ISO-2022-JP. Most pages are; this avoids copying them.
fn certain_utf_8(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let beyond_ascii = bytes.iter().filter(|&&byte| byte >= 0xC0).take(MIN_UTF_8_CHARS).count();
    match beyond_ascii {
        0 => !has_iso_2022_jp_escape(bytes),
        some => some == MIN_UTF_8_CHARS,
    }
    .then_some(text)
}

/// Whether the bytes are UTF-8 although they have few characters beyond ASCII, or broken ones (see
/// [`GOOD_PER_BROKEN`]). At least one good character beyond ASCII is needed, or [`MIN_UTF_8_CHARS`] if `declared`, the
/// charset that the caller or else the page declares, is an East Asian one.
fn is_utf_8(bytes: &[u8], declared: Option<&'static Encoding>) -> bool {
    let (mut good, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let needed = match declared {
        Some(charset) if charset != UTF_8 && !charset.is_single_byte() => MIN_UTF_8_CHARS,
        _ => 1,
    };
    good >= needed && broken * GOOD_PER_BROKEN <= good
}

/// Whether a decoded text has few enough broken characters (U+FFFD), see [`GOOD_PER_BROKEN`].
fn is_mostly_good(text: &str) -> bool {
    let (mut good, mut broken) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        *(if c == char::REPLACEMENT_CHARACTER { &mut broken } else { &mut good }) += 1;
    }
    broken * GOOD_PER_BROKEN <= good
}

/// The charset that the beginning of a page names: in an XML declaration at its very start, or else in the first
/// `<meta>` that names a known one.
fn charset_in_markup(beginning: &[u8]) -> Option<&'static Encoding> {
    // Tags and names of charsets are ASCII; the other bytes don't matter here.
    let beginning = String::from_utf8_lossy(beginning).to_ascii_lowercase();
    let xml = beginning.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    if let Some(charset) = xml.and_then(|(declaration, _)| charset_after(declaration, "encoding")) {
        return Some(charset);
    }
    let mut rest = &beginning[..];
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->")?.1;
        } else if let Some(meta) = rest.strip_prefix("<meta") {
            let tag = meta.split('>').next().unwrap_or(meta);
            if let Some(charset) = charset_after(tag, "charset") {
                return Some(charset);
            }
            rest = &meta[tag.len()..];
        } else {
            rest = &rest[1..];
        }
    }
    None
}

/// The charset that a `Content-Type` header names.
fn charset_in_content_type(content_type: &str) -> Option<&'static Encoding> {
    charset_after(&content_type.to_ascii_lowercase(), "charset")
}

/// The charset in `… key = "label" …`, for the first `key` that an equals sign and a known label follow. Reads
/// `charset=` as an attribute, within `content="text/html; charset="`, and in a header.
fn charset_after(text: &str, key: &str) -> Option<&'static Encoding> {
    text.match_indices(key).find_map(|(at, _)| {
        let value = text[at + key.len()..].trim_start().strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let label = value.split(['"', '\'', ';', ',', '=', '/', ' ', '\t', '\r', '\n']).next()?;
        by_label(label)
    })
}

/// The charset with this label, except that UTF-16 becomes UTF-8 and x-user-defined becomes windows-1252, as the HTML
/// standard demands for `<meta>`: UTF-16 can't be true of a `<meta>` that can be read as ASCII. Done for the charset of
/// a header, too.
fn by_label(label: &str) -> Option<&'static Encoding> {
    let charset = Encoding::for_label(label.as_bytes())?;
    Some(if charset == UTF_16LE || charset == UTF_16BE {
        UTF_8
    } else if charset == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        charset
    })
}

/// Guesses the charset from the parts of the page that aren't ASCII, wherever they are: on many pages the first 15 KB
/// are scripts and menus in ASCII.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let mut left = GUESS_BYTES;
    let has_escape = has_iso_2022_jp_escape(bytes);
    // The page is cut at `<`, which is never a part of a longer character, except in ISO-2022-JP.
    for stretch in bytes.split_inclusive(|&byte| byte == b'<') {
        if stretch.is_ascii() && !has_escape {
            continue;
        }
        let fed = stretch.len().min(left);
        detector.feed(&stretch[..fed], false);
        left -= fed;
        if left == 0 {
            break;
        }
    }
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, GBK, ISO_2022_JP, KOI8_R, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251};

    const RUSSIAN: &str = "Городской совет проголосовал за новый мост через реку, и работы начнутся весной.";
    const JAPANESE: &str = "市議会は新しい橋の建設を決定した。工事は春に始まる予定です。";
    const CHINESE: &str = "市议会投票决定修建一座新桥，工程将于春天开始。居民对此表示欢迎。";
    const TAIWANESE: &str = "市議會投票決定興建一座新橋，工程將於春天開始。居民對此表示歡迎。";
    const KOREAN: &str = "시의회는 새 다리를 짓기로 결정했다. 공사는 봄에 시작될 예정이다.";
    const GERMAN: &str = "Die Brücke über den Fluss wird größer, sagte die Bürgermeisterin – „endlich“.";
    const POLISH: &str = "Rada miasta zagłosowała za nowym mostem, budowa zacznie się wiosną, jeśli będą środki.";

    fn page(head: &str, text: &str) -> String {
        format!("<html><head>{head}<title>x</title></head><body><p>{text}</p></body></html>")
    }

    fn meta(charset: &str) -> String {
        format!("<meta charset=\"{charset}\">")
    }

    /// The page encoded in a charset. Panics if the charset lacks a character of it, because then the test is wrong.
    fn stored(html: &str, charset: &'static Encoding) -> Vec<u8> {
        let (bytes, _, has_lost) = charset.encode(html);
        assert!(!has_lost, "{charset:?} lacks a character of {html}");
        bytes.into_owned()
    }

    fn utf_16(html: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        html.encode_utf16().flat_map(to_bytes).collect()
    }

    fn joined(parts: &[&[u8]]) -> Vec<u8> {
        parts.concat()
    }

    #[test]
    fn finds_the_charset() {
        let http_equiv = "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>";
        let late_meta = format!("<script>{}</script>{}", "x();".repeat(5_000), meta("windows-1251"));
        let commented = format!("<!-- {} -->{}", meta("shift_jis"), meta("koi8-r"));
        let late_text = format!("{}{CHINESE}", "<li>menu</li>".repeat(3_000));
        let cases: Vec<(&str, Vec<u8>, Option<&str>, &str)> = vec![
            ("windows-1251 by meta", stored(&page(&meta("windows-1251"), RUSSIAN), WINDOWS_1251), None, RUSSIAN),
            ("windows-1251 by http-equiv", stored(&page(http_equiv, RUSSIAN), WINDOWS_1251), None, RUSSIAN),
            ("meta after 20 KB of script", stored(&page(&late_meta, RUSSIAN), WINDOWS_1251), None, RUSSIAN),
            ("meta in a comment doesn't count", stored(&page(&commented, RUSSIAN), KOI8_R), None, RUSSIAN),
            ("KOI8-R by meta", stored(&page(&meta("koi8-r"), RUSSIAN), KOI8_R), None, RUSSIAN),
            ("Shift_JIS by meta", stored(&page(&meta("Shift_JIS"), JAPANESE), SHIFT_JIS), None, JAPANESE),
            ("EUC-JP by meta", stored(&page(&meta("euc-jp"), JAPANESE), EUC_JP), None, JAPANESE),
            ("gb18030 by meta", stored(&page(&meta("gb18030"), "桥🌉㐀"), GB18030), None, "桥🌉㐀"),
            ("gb2312 by meta", stored(&page(&meta("gb2312"), CHINESE), GBK), None, CHINESE),
            ("EUC-KR by meta", stored(&page(&meta("euc-kr"), KOREAN), EUC_KR), None, KOREAN),
            ("Big5 by meta", stored(&page(&meta("big5"), TAIWANESE), BIG5), None, TAIWANESE),
            (
                "iso-8859-1 by meta is windows-1252",
                stored(&page(&meta("iso-8859-1"), GERMAN), WINDOWS_1252),
                None,
                GERMAN,
            ),
            (
                "XML declaration",
                stored(&format!("<?xml version='1.0' encoding='windows-1251'?>{RUSSIAN}"), WINDOWS_1251),
                None,
                RUSSIAN,
            ),
            (
                "x-user-defined is windows-1252",
                stored(&page(&meta("x-user-defined"), GERMAN), WINDOWS_1252),
                None,
                GERMAN,
            ),
            (
                "UTF-16LE with a byte order mark",
                joined(&[b"\xFF\xFE", &utf_16(&page("", RUSSIAN), u16::to_le_bytes)]),
                None,
                RUSSIAN,
            ),
            (
                "UTF-16BE with a byte order mark",
                joined(&[b"\xFE\xFF", &utf_16(&page("", RUSSIAN), u16::to_be_bytes)]),
                None,
                RUSSIAN,
            ),
            ("UTF-16LE without a byte order mark", utf_16(&page("", RUSSIAN), u16::to_le_bytes), None, RUSSIAN),
            ("UTF-16BE without a byte order mark", utf_16(&page("", RUSSIAN), u16::to_be_bytes), None, RUSSIAN),
            ("meta says utf-16", page(&meta("utf-16"), RUSSIAN).into_bytes(), None, RUSSIAN),
            (
                "byte order mark against meta",
                joined(&[b"\xEF\xBB\xBF", page(&meta("windows-1251"), GERMAN).as_bytes()]),
                None,
                GERMAN,
            ),
            ("UTF-8 whose meta is wrong", page(&meta("iso-8859-1"), GERMAN).into_bytes(), None, GERMAN),
            (
                "UTF-8 whose header is wrong",
                page("", "é").into_bytes(),
                Some("text/html; charset=ISO-8859-1"),
                "<p>é</p>",
            ),
            ("UTF-8 whose meta is East Asian", page(&meta("gbk"), CHINESE).into_bytes(), None, CHINESE),
            ("UTF-8 cut within a character", page("", GERMAN).into_bytes()[..100].to_vec(), None, "Die Brücke"),
            ("UTF-8 with one bad byte", joined(&[page("", RUSSIAN).as_bytes(), b"\xFF"]), None, RUSSIAN),
            ("windows-1252 whose meta says UTF-8", stored(&page(&meta("utf-8"), GERMAN), WINDOWS_1252), None, GERMAN),
            (
                "windows-1251 whose header says UTF-8",
                stored(&page(&meta("windows-1251"), RUSSIAN), WINDOWS_1251),
                Some("text/html;charset=utf-8"),
                RUSSIAN,
            ),
            (
                "header against meta",
                stored(&page(&meta("koi8-r"), RUSSIAN), WINDOWS_1251),
                Some("text/html; charset=\"Windows-1251\""),
                RUSSIAN,
            ),
            (
                "header that names an impossible charset",
                stored(&page(&meta("koi8-r"), RUSSIAN), KOI8_R),
                Some("text/html; charset=euc-jp"),
                RUSSIAN,
            ),
            ("header without a charset", stored(&page(&meta("koi8-r"), RUSSIAN), KOI8_R), Some("text/html"), RUSSIAN),
            ("unknown label", stored(&page(&meta("klingon"), RUSSIAN), WINDOWS_1251), None, RUSSIAN),
            ("windows-1251 undeclared", stored(&page("", RUSSIAN), WINDOWS_1251), None, RUSSIAN),
            ("KOI8-R undeclared", stored(&page("", RUSSIAN), KOI8_R), None, RUSSIAN),
            ("Shift_JIS undeclared", stored(&page("", JAPANESE), SHIFT_JIS), None, JAPANESE),
            ("EUC-JP undeclared", stored(&page("", JAPANESE), EUC_JP), None, JAPANESE),
            ("ISO-2022-JP undeclared", stored(&page("", JAPANESE), ISO_2022_JP), None, JAPANESE),
            ("gb2312 undeclared", stored(&page("", CHINESE), GBK), None, CHINESE),
            ("gb2312 undeclared, after 39 KB of ASCII", stored(&page("", &late_text), GBK), None, CHINESE),
            ("Big5 undeclared", stored(&page("", TAIWANESE), BIG5), None, TAIWANESE),
            ("EUC-KR undeclared", stored(&page("", KOREAN), EUC_KR), None, KOREAN),
            ("windows-1252 undeclared", stored(&page("", GERMAN), WINDOWS_1252), None, GERMAN),
            ("windows-1250 undeclared", stored(&page("", POLISH), WINDOWS_1250), None, POLISH),
            ("UTF-8 undeclared", page("", CHINESE).into_bytes(), None, CHINESE),
            ("ASCII", page("", "plain").into_bytes(), None, "<p>plain</p>"),
            ("empty", Vec::new(), None, ""),
            ("garbage", (0..=255).rev().cycle().take(5_000).collect(), None, ""),
            ("a byte order mark alone", b"\xFF\xFE".to_vec(), Some("charset="), ""),
        ];
        for (name, bytes, content_type, expected) in cases {
            let text = decode(&bytes, content_type);
            assert!(text.contains(expected), "{name}: {text}");
            assert!(!text.starts_with('\u{FEFF}'), "{name}: the byte order mark was not removed");
        }
    }

    #[test]
    fn borrows_utf_8() {
        let page = page("", GERMAN);
        assert!(matches!(decode(page.as_bytes(), None), Cow::Borrowed(_)));
    }
}
