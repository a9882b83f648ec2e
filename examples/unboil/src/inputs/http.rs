//! HTTP response → the page in it.

use std::io::Read;

use brotli_decompressor::Decompressor;
use chunked_transfer::Decoder;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use httparse::{EMPTY_HEADER, ParserConfig, Response, Status};

use crate::Result;
use crate::too_long;

/// A head has at most this many headers. Set by hand, well above real heads.
const MAX_HEADERS: usize = 256;
/// The buffer of the brotli decoder, in bytes. Set by hand.
const BUFFER_BYTES: usize = 4096;

/// The content type and the unpacked body of a response; `None` if it is no HTML or its status is not 2xx.
pub(super) fn body(answer: &[u8], max_bytes: u64) -> Result<Option<(Option<String>, Vec<u8>)>> {
    let mut headers = [EMPTY_HEADER; MAX_HEADERS];
    let mut response = Response::new(&mut headers);
    let mut parser = ParserConfig::default();
    // Browsers accept these deviations from the standard, too.
    parser
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .ignore_invalid_headers_in_responses(true);
    let parsed = parser
        .parse_response(&mut response, answer)
        .map_err(|problem| format!("the record has no answer of HTTP: {problem}"))?;
    let Status::Complete(head) = parsed else {
        return Err("the answer ends within its head".into());
    };
    let header = |name: &str| {
        let header = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(header.value).into_owned())
    };
    let content_type = header("content-type");
    let is_other = content_type.as_deref().is_some_and(|kind| !is_html(Some(kind), &[]));
    if is_other || !matches!(response.code, Some(200..=299)) {
        return Ok(None);
    }
    let mut body = answer[head..].to_vec();
    if header("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked")) {
        // Some crawlers join the chunks but leave the header as it was: then the body is kept as it is.
        let mut whole = Vec::new();
        if Decoder::new(&body[..]).read_to_end(&mut whole).is_ok() {
            body = whole;
        }
    }
    let codings = header("content-encoding").unwrap_or_default().to_ascii_lowercase();
    for coding in codings.rsplit(',') {
        body = unpack(coding.trim(), body, max_bytes)?;
    }
    Ok(is_html(content_type.as_deref(), &body).then_some((content_type, body)))
}

/// Undoes one content coding. A body that begins like HTML stays as it is: some crawlers unpack bodies and leave the
/// header as it was.
fn unpack(coding: &str, body: Vec<u8>, max_bytes: u64) -> Result<Vec<u8>> {
    let is_zlib = matches!(body[..], [method, flags, ..] if method & 0x0f == 8 && (u16::from(method) << 8 | u16::from(flags)) % 31 == 0);
    let unpacked = match coding {
        "" | "identity" => return Ok(body),
        _ if body.trim_ascii_start().starts_with(b"<") => return Ok(body),
        "gzip" | "x-gzip" => too_long::read_up_to(max_bytes, MultiGzDecoder::new(&body[..])),
        "deflate" if is_zlib => too_long::read_up_to(max_bytes, ZlibDecoder::new(&body[..])),
        "deflate" => too_long::read_up_to(max_bytes, DeflateDecoder::new(&body[..])),
        "br" => too_long::read_up_to(max_bytes, Decompressor::new(&body[..], BUFFER_BYTES)),
        _ => return Err(format!("the content coding {coding:?} is not known").into()),
    };
    let unpacked = unpacked.map_err(|problem| format!("the body can't be unpacked ({coding}): {problem}"))?;
    unpacked.ok_or_else(|| too_long::unpacked_page(body.len() as u64, max_bytes))
}

/// Whether a body is HTML: by its content type, or, if there is none, if it begins with `<`.
pub(super) fn is_html(content_type: Option<&str>, body: &[u8]) -> bool {
    match content_type.and_then(|value| value.split(';').next()) {
        Some(kind) => {
            let kind = kind.trim();
            kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
        }
        None => body.trim_ascii_start().starts_with(b"<"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::{self, Write};

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const MAX_BYTES: u64 = too_long::DEFAULT_MAX_BYTES;
    const PAGE: &[u8] = "<p>The ferry is late, and nobody on the quay is surprised.".as_bytes();
    /// `PAGE` as brotli without compression: one uncompressed block, and an empty last one.
    fn brotli() -> Vec<u8> {
        let length = PAGE.len() - 1;
        // Window bits 16 (0), not last (0), four nibbles of length (00), the length, uncompressed (1), and zeros up to
        // a byte.
        let head = (length as u32) << 4 | 1 << 20;
        [&head.to_le_bytes()[..3], PAGE, &[3]].concat()
    }

    fn answer(head: &str, body: &[u8]) -> Option<(Option<String>, Vec<u8>)> {
        super::body(&[format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat(), MAX_BYTES).unwrap()
    }

    #[test]
    fn a_body_is_unpacked() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(PAGE).unwrap();
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(PAGE).unwrap();
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
        deflate.write_all(PAGE).unwrap();
        let gzip = gzip.finish().unwrap();
        let chunks = [b"10\r\n", &PAGE[..16], b"\r\n2a;x=y\r\n", &PAGE[16..], b"\r\n0\r\n\r\n"].concat();
        let packed_chunk = [format!("{:x}\r\n", gzip.len()).as_bytes(), &gzip[..], b"\r\n0\r\n\r\n"].concat();
        let cases: &[(&str, &[u8])] = &[
            ("200 OK", PAGE),
            ("200 OK\r\ncontent-encoding: gzip", &gzip),
            ("200 OK\r\nContent-Encoding: deflate", &zlib.finish().unwrap()),
            ("200 OK\r\nContent-Encoding: deflate", &deflate.finish().unwrap()),
            ("200 OK\r\nContent-Encoding: br", &brotli()),
            ("200 OK\r\nContent-Encoding: gzip", PAGE),
            ("200 OK\r\nTransfer-Encoding: chunked", &chunks),
            ("200 OK\r\nTransfer-Encoding: chunked", PAGE),
            ("200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", &packed_chunk),
        ];
        for (head, body) in cases {
            assert_eq!(answer(head, body), Some((None, PAGE.to_vec())), "{head}");
        }
    }

    #[test]
    fn only_html_with_a_status_of_2xx_is_a_page() {
        let html = Some("text/html; charset=koi8-r".to_owned());
        assert_eq!(answer("200 OK\r\ncontent-type:text/html; charset=koi8-r", PAGE), Some((html, PAGE.to_vec())));
        assert!(answer("203 Y\r\nContent-Type: Application/XHTML+XML", PAGE).is_some());
        assert_eq!(answer("404 Not Found\r\nContent-Type: text/html", PAGE), None);
        assert_eq!(answer("301 Moved", PAGE), None);
        assert_eq!(answer("200 OK\r\nContent-Type: image/png", PAGE), None);
        assert_eq!(answer("200 OK", b"{}"), None);
    }

    #[test]
    fn a_broken_answer_says_so() {
        for answer in [
            "HTTP/1.1 200 OK\r\nContent-Ty",
            "GET / HTTP/1.1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\nx",
        ] {
            assert!(body(answer.as_bytes(), MAX_BYTES).is_err(), "{answer:?}");
        }
    }

    #[test]
    fn a_bomb_is_unpacked_up_to_the_limit() {
        let mut bomb = GzEncoder::new(Vec::new(), Compression::fast());
        io::copy(&mut io::repeat(b'x').take(10 * MAX_BYTES), &mut bomb).unwrap();
        let bomb = bomb.finish().unwrap();
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
        let problem = body(&[&head[..], &bomb].concat(), MAX_BYTES).unwrap_err().to_string();
        assert!(
            problem.starts_with(&format!("the page has {} bytes packed, but unpacked more", bomb.len())),
            "{problem}"
        );
    }
}
