//! What the input is, if it is not what the function reads.

use std::fmt;

use serde_json::Value;

/// As many bytes at the front of the input are looked at, as browsers do (WHATWG MIME Sniffing: 1,445).
const FRONT_BYTES: usize = 1445;
/// If at least one byte in this many at the front is one that no text has, the input is no text. Set by hand.
const BINARY_DENOMINATOR: usize = 40;
/// Beginnings of tags by which a page with odd bytes is known all the same, in small letters.
const TAGS: [&[u8]; 7] = [b"<!doctype", b"<html", b"<head", b"<body", b"<div", b"<p>", b"<p "];
/// An input that is nothing but an address is shorter than this (bytes). Set by hand.
const ADDRESS_BYTES: usize = 2048;
/// Longer JSON (bytes) is known by its first signs alone, because reading it takes many times as much memory. Set by
/// hand.
const JSON_BYTES: usize = 1 << 20;
/// Plain text shows itself to be HTML by so many tags, or by a doctype. Set by hand.
const HTML_TAGS: usize = 3;

/// What an input is that a function was given by mistake.
///
/// ```
/// use unboil::{InputFormat, PageVerdict, VerdictReason};
///
/// let article = unboil::Extractor::default().extract_bytes(b"%PDF-1.7\n1 0 obj <</Type /Catalog>>", None)?;
/// assert_eq!(article.verdict(), PageVerdict::WrongFormat);
/// assert_eq!(article.verdict_reasons(), [VerdictReason::Input { format: InputFormat::Pdf }]);
/// assert_eq!(article.verdict_reasons()[0].to_string(), "the input is a PDF: convert it to text first");
/// # Ok::<(), unboil::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum InputFormat {
    /// A PDF.
    Pdf,
    /// Compressed bytes: gzip, Zstandard, bzip2 or XZ.
    Compressed,
    /// A ZIP archive, as e-books and office documents are.
    Zip,
    /// A picture: PNG, JPEG, GIF, WebP, AVIF, BMP or ICO.
    Image,
    /// Other bytes that are no text.
    Binary,
    /// A JSON object or array.
    Json,
    /// An address (URL) and nothing else. Nothing is fetched.
    Address,
    /// A feed: RSS, Atom or RDF. Its items are articles, or lead to them.
    Feed,
    /// A sitemap, or an index of sitemaps: a list of addresses.
    Sitemap,
    /// Text without a single tag, given to a function that reads HTML.
    PlainText,
    /// HTML, given to a function that reads plain text.
    Html,
}

impl InputFormat {
    /// What bytes are if they are no text.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<InputFormat> {
        const STARTS: [(&[u8], InputFormat); 10] = [
            (b"%PDF-", InputFormat::Pdf),
            (b"\x1f\x8b", InputFormat::Compressed),
            (b"\x28\xb5\x2f\xfd", InputFormat::Compressed),
            (b"\xfd7zXZ\0", InputFormat::Compressed),
            (b"PK\x03\x04", InputFormat::Zip),
            (b"\x89PNG\r\n", InputFormat::Image),
            (b"\xff\xd8\xff", InputFormat::Image),
            (b"GIF87a", InputFormat::Image),
            (b"GIF89a", InputFormat::Image),
            (b"\0\0\x01\0", InputFormat::Image),
        ];
        let front = &bytes[..bytes.len().min(FRONT_BYTES)];
        let is_webp = front.starts_with(b"RIFF") && front.get(8..12) == Some(b"WEBP");
        let is_avif = front.get(4..12) == Some(b"ftypavif");
        // Texts may begin with the first letters of these.
        let is_bmp = front.starts_with(b"BM") && front.get(6..10) == Some(&[0; 4]);
        let is_bzip = front.starts_with(b"BZh") && front.get(4..10) == Some(b"1AY&SY");
        let known = STARTS.iter().find(|(start, _)| front.starts_with(start)).map(|(_, format)| *format);
        known
            .or((is_webp || is_avif || is_bmp).then_some(InputFormat::Image))
            .or(is_bzip.then_some(InputFormat::Compressed))
            .or_else(|| is_binary(front).then_some(InputFormat::Binary))
    }

    /// What a text is if it is no HTML.
    pub(crate) fn of_page(text: &str) -> Option<InputFormat> {
        // A page is known by its first sign in nearly all cases.
        if trimmed(text).starts_with('<') {
            return of_xml(text);
        }
        of_decoded(text).or_else(|| of_data(text)).or_else(|| {
            let is_text = !text.trim().is_empty() && !has_tag(text) && !text.contains("&#");
            is_text.then_some(InputFormat::PlainText)
        })
    }

    /// What a text is if it is no plain text.
    pub(crate) fn of_text(text: &str) -> Option<InputFormat> {
        let of_markup = || of_xml(text).or_else(|| is_html(text).then_some(InputFormat::Html));
        of_decoded(text).or_else(|| of_data(text)).or_else(of_markup)
    }

    /// Whether it holds nothing that a reader could read as one page, so that no blocks are made of it. A sitemap may
    /// have more addresses than a page may have elements.
    pub(crate) fn is_unreadable(self) -> bool {
        use InputFormat::{Binary, Compressed, Feed, Image, Pdf, Sitemap, Zip};
        matches!(self, Binary | Compressed | Feed | Image | Pdf | Sitemap | Zip)
    }
}

/// Whether bytes that no text has are frequent, and there is no tag even in UTF-16.
fn is_binary(front: &[u8]) -> bool {
    let is_odd = |byte: &&u8| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f);
    let odd = front.iter().filter(is_odd).count();
    if odd == 0
        || odd * BINARY_DENOMINATOR < front.len()
        || front.starts_with(b"\xff\xfe")
        || front.starts_with(b"\xfe\xff")
    {
        return false;
    }
    let text: Vec<u8> = front.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    !TAGS.iter().any(|tag| text.windows(tag.len()).any(|part| part == *tag))
}

/// What bytes were that somebody has decoded as if they were text.
fn of_decoded(text: &str) -> Option<InputFormat> {
    const STARTS: [(&str, InputFormat); 10] = [
        ("%PDF-", InputFormat::Pdf),
        ("\u{1f}\u{fffd}\u{8}", InputFormat::Compressed),
        ("\u{1f}\u{8b}\u{8}", InputFormat::Compressed),
        ("\u{1f}‹\u{8}", InputFormat::Compressed),
        ("PK\u{3}\u{4}", InputFormat::Zip),
        ("\u{fffd}PNG\r\n", InputFormat::Image),
        ("‰PNG\r\n", InputFormat::Image),
        ("ÿØÿ", InputFormat::Image),
        ("GIF89a", InputFormat::Image),
        ("GIF87a", InputFormat::Image),
    ];
    STARTS.iter().find(|(start, _)| text.starts_with(start)).map(|(_, format)| *format)
}

/// Whether a text is JSON or an address.
fn of_data(text: &str) -> Option<InputFormat> {
    let text = trimmed(text).trim_end();
    if text.starts_with(['{', '[']) && text.ends_with(['}', ']']) {
        let has_key = || text[1..].trim_start().starts_with(['"', '{', '[']);
        let is_json = if text.len() > JSON_BYTES { has_key() } else { serde_json::from_str::<Value>(text).is_ok() };
        return is_json.then_some(InputFormat::Json);
    }
    let is_address = text.len() < ADDRESS_BYTES
        && ["http://", "https://", "file://"].iter().any(|scheme| text.starts_with(scheme))
        && !text.contains(char::is_whitespace)
        && !text.contains(['<', '>']);
    is_address.then_some(InputFormat::Address)
}

/// A text without what no reader sees at its beginning.
fn trimmed(text: &str) -> &str {
    text.trim_start().trim_start_matches('\u{feff}').trim_start()
}

/// Whether a text is XML that lists pages: a feed or a sitemap, by the name of its root element. Documents of XHTML and
/// drawings are neither.
fn of_xml(text: &str) -> Option<InputFormat> {
    let root = root(text)?;
    let name = &root[..root.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(root.len())];
    let tag = || &root[..root.find('>').unwrap_or(root.len())];
    let has = |namespaces: [&str; 2]| namespaces.iter().any(|namespace| tag().contains(namespace));
    match name.rsplit(':').next().unwrap_or_default() {
        "rss" => Some(InputFormat::Feed),
        "feed" if has(["www.w3.org/2005/Atom", "purl.org/atom/"]) => Some(InputFormat::Feed),
        "RDF" if has(["purl.org/rss/", "my.netscape.com/rdf/simple/"]) => Some(InputFormat::Feed),
        "urlset" | "sitemapindex" => Some(InputFormat::Sitemap),
        _ => None,
    }
}

/// The text of an XML document from the name of its root element on, behind the prolog: declarations, comments and a
/// document type that is not that of HTML. `None` if there is none.
fn root(text: &str) -> Option<&str> {
    let mut rest = trimmed(text);
    loop {
        let inside = rest.strip_prefix('<')?;
        let end = if inside.starts_with('?') {
            "?>"
        } else if inside.starts_with("!--") {
            "-->"
        } else if let Some(declared) = inside.strip_prefix('!') {
            // Only up to its end, because a page may begin with a hundred thousand declarations.
            let declaration = &declared[..declared.find('>')?];
            let name = declaration.split_ascii_whitespace().nth(1).unwrap_or_default();
            if name.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("html")) {
                return None;
            }
            if declaration.contains('[') { "]>" } else { ">" }
        } else {
            return inside.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(inside);
        };
        rest = inside[inside.find(end)? + end.len()..].trim_start();
    }
}

/// Whether anything in a text may be a tag, a comment or a doctype.
fn has_tag(text: &str) -> bool {
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    text.match_indices('<').any(|(at, _)| begins(&text[at + 1..]))
}

/// Whether a text is HTML rather than a text that shows a tag or two: it begins with a doctype or with a tag, and has
/// at least [`HTML_TAGS`] end tags.
fn is_html(text: &str) -> bool {
    let text = trimmed(text);
    if !text.starts_with('<') || !has_tag(text.get(..2).unwrap_or_default()) {
        return false;
    }
    let starts = |start: &str| text.get(..start.len()).is_some_and(|front| front.eq_ignore_ascii_case(start));
    ["<!doctype html", "<html"].into_iter().any(starts) || text.matches("</").nth(HTML_TAGS - 1).is_some()
}

impl fmt::Display for InputFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            InputFormat::Pdf => "a PDF: convert it to text first",
            InputFormat::Compressed => "compressed: unpack it first",
            InputFormat::Zip => "a ZIP archive: unpack it first",
            InputFormat::Image => "a picture",
            InputFormat::Binary => "no text",
            InputFormat::Json => "JSON",
            InputFormat::Address => "an address: fetch the page first",
            InputFormat::Feed => "a feed: read its items, and extract the content or the page of each",
            InputFormat::Sitemap => "a sitemap: fetch the pages that it lists, and extract each",
            InputFormat::PlainText => "plain text: use clean",
            InputFormat::Html => "HTML: use extract",
        })
    }
}
