//! Bytes → text: finds the charset of a page and decodes it.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much of the page is searched for a `<meta>` that names the charset, in bytes. The HTML standard says 1,024, but
/// real heads put scripts, styles and comments before it, and browsers go on to look at the whole head.
const META_SEARCH_BYTES: usize = 64 << 10;

/// How much text that isn't ASCII the guess looks at, in bytes. The detector runs 27 models over every byte.
const GUESS_BYTES: usize = 128 << 10;

/// How much of the page shows whether it is UTF-16 without a byte order mark, in bytes.
const UTF_16_SAMPLE_BYTES: usize = 1 << 10;

/// Decodes a page. Never fails: what can't be decoded becomes U+FFFD.
///
/// A byte order mark is believed first, then the bytes themselves if they can only be UTF-8 or UTF-16, then the caller's
/// content type, then the page's `<meta>`, then a guess.
pub(crate) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, mark_bytes)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark_bytes..]).0;
    }
    if let Some(encoding) = utf_16_by_zero_bytes(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let declared = content_type
        .and_then(charset_of_content_type)
        .or_else(|| charset_of_meta(&bytes[..bytes.len().min(META_SEARCH_BYTES)]));
    let encoding = declared.unwrap_or_else(|| guess(bytes));
    encoding.decode_without_bom_handling(bytes).0
}

fn utf_16_by_zero_bytes(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(UTF_16_SAMPLE_BYTES)];
    let zeros_at = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros_at(0), zeros_at(1));
    let many = sample.len() / 8;
    if odd > many && even * 8 < odd {
        Some(UTF_16LE)
    } else if even > many && odd * 8 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn charset_of_content_type(content_type: &str) -> Option<&'static Encoding> {
    let at = content_type.to_ascii_lowercase().find("charset")?;
    let value = content_type[at + "charset".len()..].trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let label = value.split(['"', '\'', ';', ' ', '\t', ',']).next()?;
    by_label(label.as_bytes())
}

fn by_label(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label)?;
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return Some(UTF_8);
    }
    if encoding.name() == "x-user-defined" {
        return Some(WINDOWS_1252);
    }
    Some(encoding)
}

fn charset_of_meta(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    head.split("<meta").skip(1).find_map(|rest| charset_of_content_type(rest.split('>').next()?))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut left = GUESS_BYTES;
    for stretch in bytes.split_inclusive(|&b| b == b'<').filter(|stretch| !stretch.is_ascii()) {
        let fed = stretch.len().min(left);
        detector.feed(&stretch[..fed], false);
        left -= fed;
        if left == 0 {
            break;
        }
    }
    detector.guess(None, Utf8Detection::Allow)
}
