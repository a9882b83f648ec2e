//! Repairs JSON: mends the mistakes of templates that paste text into it.

use std::iter::Peekable;
use std::str::CharIndices;

/// Turns nearly correct JSON into JSON; anything else stays something that is no JSON.
///
/// Removes comments, the wrappers of scripts in XHTML and commas before a closing bracket; escapes bare line breaks and
/// quotes in strings; replaces curly quotes by straight ones. Gets a string wrong that has a bare quote before a comma:
/// `"he said "yes", and went"`.
pub(super) fn repair(json: &str) -> String {
    // Some scripts are escaped as HTML, which is an error, because the text of a script is raw.
    let unescaped =
        (!json.contains('"') && json.contains("&quot;")).then(|| json.replace("&quot;", "\"").replace("&amp;", "&"));
    let json = unescaped.as_deref().unwrap_or(json);
    let mut repair = Repair { json, rest: json.char_indices().peekable(), out: String::with_capacity(json.len()) };
    while let Some((at, c)) = repair.rest.next() {
        repair.take(at, c);
    }
    repair.out
}

/// What is removed outside of strings: how it begins, and how it ends (empty if nothing follows the beginning).
const COMMENTS: &[(&str, &str)] =
    &[("//", "\n"), ("/*", "*/"), ("<!--", ""), ("-->", ""), ("<![CDATA[", ""), ("]]>", "")];

/// JSON that is being repaired.
struct Repair<'a> {
    json: &'a str,
    /// The characters that are still to be read, with their offsets in `json`.
    rest: Peekable<CharIndices<'a>>,
    out: String,
}

impl Repair<'_> {
    /// Handles a character outside of strings, and what it begins: a string or a comment.
    fn take(&mut self, at: usize, c: char) {
        if let Some((opening, end)) = COMMENTS.iter().find(|(opening, _)| self.json[at..].starts_with(opening)) {
            let inside = at + opening.len();
            let end = self.json[inside..].find(end).map_or(self.json.len(), |found| inside + found + end.len());
            while self.rest.next_if(|(at, _)| *at < end).is_some() {}
            return;
        }
        match c {
            '"' | '\'' | '“' | '”' => self.string(c),
            '}' | ']' => {
                let before = self.out.trim_end();
                let len = before.strip_suffix(',').map_or(self.out.len(), str::len);
                self.out.truncate(len);
                self.out.push(c);
            }
            _ => self.out.push(c),
        }
    }

    /// Handles the rest of a string, which this quote has opened.
    fn string(&mut self, opening: char) {
        self.out.push('"');
        while let Some((at, c)) = self.rest.next() {
            match c {
                '\\' => self.escape(at),
                '"' | '\'' | '“' | '”' if closes(opening, c) && ends_string(&self.json[at + c.len_utf8()..]) => {
                    break;
                }
                '"' => self.out.push_str("\\\""),
                '\n' => self.out.push_str("\\n"),
                c if c < ' ' => self.out.push(' '),
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    /// Handles the escape that begins with the backslash at offset `at`. The backslash is dropped before a character
    /// that needs no escape; half of a surrogate pair is replaced.
    fn escape(&mut self, at: usize) {
        let unit = |at: usize| {
            let digits = self.json.get(at..)?.strip_prefix("\\u")?.get(..4)?;
            // `from_str_radix` would accept a sign.
            digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
        };
        let len = match (unit(at), unit(at + 6)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => 12,
            // Half of a surrogate pair, whose other half was cut off.
            (Some(0xd800..0xe000), _) => {
                self.out.push('\u{fffd}');
                return self.skip(at + 6);
            }
            (Some(_), _) => 6,
            (None, _) if self.json[at + 1..].starts_with(['"', '\\', '/', 'b', 'f', 'n', 'r', 't']) => 2,
            (None, _) => return,
        };
        self.out.push_str(&self.json[at..at + len]);
        self.skip(at + len);
    }

    /// Skips the characters before offset `end`.
    fn skip(&mut self, end: usize) {
        while self.rest.next_if(|(at, _)| *at < end).is_some() {}
    }
}

/// Whether this quote can close a string with that opening quote.
fn closes(opening: char, c: char) -> bool {
    match opening {
        '“' | '”' => matches!(c, '“' | '”'),
        _ => c == opening,
    }
}

/// Whether the text behind a quote is what may follow a string: a comma, a colon, a closing bracket, a comment or
/// nothing.
fn ends_string(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with([',', ':', '}', ']']) || rest.starts_with("//") || rest.starts_with("/*")
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn mistakes_are_mended() {
        for (broken, mended) in [
            (r#"{"a":[1,2, ],}"#, r#"{"a":[1,2]}"#),
            ("{\"a\":\"b\nc\td\"}", r#"{"a":"b\nc d"}"#),
            ("{\"a\":1, // one\n\"b\":\"http://c\" /* two */}", "{\"a\":1, \"b\":\"http://c\" }"),
            ("<!-- {\"a\":1} -->", " {\"a\":1} "),
            ("//<![CDATA[\n{\"a\":1}\n//]]>", "{\"a\":1}\n"),
            ("<![CDATA[{\"a\":[[1]]}]]>", "{\"a\":[[1]]}"),
            ("{&quot;a&quot;:&quot;b &amp;amp; c&quot;}", r#"{"a":"b &amp; c"}"#),
            (r#"{"a":"<a href="/b">c</a>"}"#, r#"{"a":"<a href=\"/b\">c</a>"}"#),
            ("{“a”:'it'}", r#"{"a":"it"}"#),
            (r#"{"a":"it\'s \x \" \\ \u00e9"}"#, r#"{"a":"it's x \" \\ \u00e9"}"#),
            (r#"{"a":"\ud83d\ude00 \ud83d"}"#, "{\"a\":\"\\ud83d\\ude00 \u{fffd}\"}"),
            (r#"{"a":"b"#, r#"{"a":"b""#),
            (r"\", r"\"),
            (r#""\"#, r#""""#),
            ("", ""),
        ] {
            assert_eq!(repair(broken), mended, "{broken}");
        }
    }
}
