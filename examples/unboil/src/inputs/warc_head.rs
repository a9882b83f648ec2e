//! Finds and parses the heads of WARC records, in broken files too.

use std::io::{self, BufRead, Read};

use httparse::{EMPTY_HEADER, Status};

/// The beginning of the first line of a record; the number of a version follows.
const VERSION: &[u8] = b"WARC/";
/// The longest version number that is recognised, in bytes. Set by hand.
const MAX_NUMBER_BYTES: usize = 8;
/// A head has at most this many bytes; more are no head. Set by hand, well above real heads.
const MAX_HEAD_BYTES: usize = 64 << 10;
/// A head has at most this many headers. Set by hand, well above real heads.
const MAX_HEADERS: usize = 256;
/// Lines longer than this are read in pieces of this many bytes, so that data without line ends takes little memory.
/// Set by hand.
const MAX_PIECE_BYTES: u64 = 64 << 10;

/// The head of a record.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// `WARC-Type`, such as `response`.
    pub(super) kind: Option<String>,
    /// `WARC-Record-ID`.
    pub(super) id: Option<String>,
    /// `WARC-Target-URI`, without angle brackets.
    pub(super) url: Option<String>,
    /// `Content-Type`: the type of the page in a `resource`, which has no HTTP head.
    pub(super) content_type: Option<String>,
    /// `Content-Length`: the number of bytes that follow the head.
    pub(super) length: Option<u64>,
}

/// The result of a search for a head.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Search {
    /// The head; `None` at the end of the file.
    pub(super) head: Option<Head>,
    /// Whether anything but blank lines was skipped before it.
    pub(super) has_passed: bool,
}

impl Head {
    /// Parses a head, from the line with the version to the blank line at its end.
    fn parse(bytes: &[u8]) -> Option<Head> {
        let first_line = bytes.iter().position(|byte| *byte == b'\n')?;
        let mut headers = [EMPTY_HEADER; MAX_HEADERS];
        let Ok(Status::Complete((_, headers))) = httparse::parse_headers(&bytes[first_line + 1..], &mut headers) else {
            return None;
        };
        let value = |name: &str| {
            let header = headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
            Some(String::from_utf8_lossy(header.value).into_owned())
        };
        Some(Head {
            kind: value("WARC-Type"),
            id: value("WARC-Record-ID"),
            // Some tools that write WARC 1.0 put the address in angle brackets.
            url: value("WARC-Target-URI").map(|url| url.trim_matches(['<', '>']).to_owned()),
            content_type: value("Content-Type"),
            length: value("Content-Length").and_then(|length| length.parse().ok()),
        })
    }

    /// The first header that a record must have and this one lacks, if any.
    pub(super) fn lacks(&self) -> Option<&'static str> {
        let lacks = [
            (self.kind.is_none(), "WARC-Type"),
            (self.id.is_none(), "WARC-Record-ID"),
            (self.length.is_none(), "Content-Length that is a number"),
        ];
        lacks.iter().find(|(is_missing, _)| *is_missing).map(|(_, name)| *name)
    }
}

/// Skips everything up to and including the next head of a record. `is_lost` says that no head is due here (an earlier
/// record was broken): then a head that lacks a required header is taken for text of a page and skipped, too.
pub(super) fn search(reader: &mut dyn BufRead, is_lost: bool) -> io::Result<Search> {
    let mut search = Search::default();
    // The lines of the head that is being read; empty outside of a head.
    let mut lines: Vec<u8> = Vec::new();
    let mut piece = Vec::new();
    let mut begins_line = true;
    loop {
        piece.clear();
        if reader.take(MAX_PIECE_BYTES).read_until(b'\n', &mut piece)? == 0 {
            search.has_passed |= !lines.is_empty();
            return Ok(search);
        }
        let is_whole = piece.ends_with(b"\n");
        let first = version(&piece).filter(|_| is_whole);
        let is_blank = piece.trim_ascii().is_empty();
        if first.is_some() || lines.is_empty() {
            // If a record was cut off within a line, the head of the next record may begin in the middle of that line.
            search.has_passed |= !lines.is_empty() || !(is_blank || first == Some(0) && begins_line);
            lines.clear();
            lines.extend(first.into_iter().flat_map(|at| &piece[at..]));
        } else if is_blank && is_whole {
            lines.extend(b"\r\n");
            match Head::parse(&lines) {
                Some(head) if !(is_lost || search.has_passed) || head.lacks().is_none() => {
                    search.head = Some(head);
                    return Ok(search);
                }
                _ => {
                    search.has_passed = true;
                    lines.clear();
                }
            }
        } else if is_whole && lines.len() + piece.len() <= MAX_HEAD_BYTES && is_of_head(&piece) {
            push(&mut lines, &piece);
        } else {
            search.has_passed = true;
            lines.clear();
        }
        begins_line = is_whole;
    }
}

/// The offset of the version (`WARC/1.0`) that a line ends with, if it does.
fn version(line: &[u8]) -> Option<usize> {
    let line = line.trim_ascii_end();
    let number =
        line.iter().rev().take(MAX_NUMBER_BYTES).take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    let at = (line.len() - number).checked_sub(VERSION.len())?;
    (number > 0 && line[at..].starts_with(VERSION)).then_some(at)
}

/// Whether a line may belong to a head: it has a name and a value, or continues the value of the line before.
fn is_of_head(line: &[u8]) -> bool {
    line.contains(&b':') || line.starts_with(b" ") || line.starts_with(b"\t")
}

/// Appends a line to a head. A line that continues a folded value is joined to the line before.
fn push(lines: &mut Vec<u8>, line: &[u8]) {
    if line.starts_with(b" ") || line.starts_with(b"\t") {
        lines.truncate(lines.trim_ascii_end().len());
        lines.push(b' ');
        lines.extend(line.trim_ascii_start());
    } else {
        lines.extend(line);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const HEAD: &str = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <a>\r\ncontent-length:  7 \r\n\r\n";

    fn found(bytes: &str, is_lost: bool) -> (Option<Head>, bool, String) {
        let mut reader = bytes.as_bytes();
        let Search { head, has_passed } = search(&mut reader, is_lost).unwrap();
        (head, has_passed, String::from_utf8(reader.to_vec()).unwrap())
    }

    fn head() -> Option<Head> {
        let text = |text: &str| Some(text.to_owned());
        Some(Head { kind: text("resource"), id: text("<a>"), length: Some(7), ..Head::default() })
    }

    #[test]
    fn the_next_head_is_found_whatever_precedes_it() {
        assert_eq!(found(&format!("{HEAD}rest"), false), (head(), false, "rest".to_owned()));
        assert_eq!(found(&format!("\r\n\r\n{HEAD}"), false), (head(), false, String::new()));
        let long = "x".repeat(3 * MAX_PIECE_BYTES as usize);
        for before in [
            "x\n",
            "x",
            "WARC/1.0\r\nWARC-Type: respon",
            "WARC/1.0\r\n",
            "WARC/1.0\r\nWARC-Type: a\r\n",
            "WARC/1.0\r\nx\r\n\r\n",
            &(long + "\n"),
        ] {
            assert_eq!(found(&format!("{before}{HEAD}rest"), false), (head(), true, "rest".to_owned()), "{before:.50}");
        }
        assert_eq!(found("WARC/1.0 x\r\n\r\n", false), (None, true, String::new()));
        assert_eq!(found("\r\n", false), (None, false, String::new()));
    }

    #[test]
    fn an_incomplete_head_counts_only_where_one_is_due() {
        let lacking = HEAD.replace("WARC-Record-ID: <a>\r\n", "");
        let (due, has_passed, _) = found(&lacking, false);
        assert_eq!((due.unwrap().lacks(), has_passed), (Some("WARC-Record-ID"), false));
        assert_eq!(found(&lacking, true), (None, true, String::new()));
        assert_eq!(found(&format!("x\n{lacking}{HEAD}"), false), (head(), true, String::new()));
    }

    #[test]
    fn a_value_may_be_folded() {
        let folded = HEAD.replace(": resource", ":\r\n  resource").replace('\r', "");
        assert_eq!(found(&folded, false), (head(), false, String::new()));
    }
}
