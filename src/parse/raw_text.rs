//! The text of scripts and styles, which no later stage reads: it is dropped before the tokenizer spends time on it.

use html5ever::tokenizer::BufferQueue;
use html5ever::{Attribute, LocalName, local_name};

/// Whether no later stage reads the text of an element: half of a usual page is scripts and styles. Scripts with JSON
/// are read, because they describe the page, and so are those with TeX, which are formulas.
pub(super) fn is_unread(name: &LocalName, attrs: &[Attribute]) -> bool {
    match *name {
        local_name!("style") => true,
        local_name!("script") => {
            // `application/json`, `application/ld+json`, `application/json; charset=utf-8`, `math/tex; mode=display`
            let is_data = |value: &str| {
                let kind = value.split(';').next().unwrap_or_default();
                let kind = kind.trim().rsplit(['+', '/']).next().unwrap_or_default();
                ["json", "tex"].iter().any(|data| kind.eq_ignore_ascii_case(data))
            };
            !attrs.iter().any(|attr| attr.name.local == local_name!("type") && is_data(&attr.value))
        }
        _ => false,
    }
}

/// Drops the raw text at the front of the input, up to what may end it or change how it is read. Returns whether the
/// input is empty, so that the text goes on in the next piece.
pub(super) fn skip(input: &BufferQueue) -> bool {
    let mut is_empty = false;
    if let Some(mut text) = input.peek_front_chunk_mut() {
        let len = first_end(&text);
        is_empty = len == text.len();
        text.pop_front(u32::try_from(len).unwrap_or_default());
    }
    if is_empty {
        // The queue may not hold an empty chunk.
        input.pop_front();
    }
    input.is_empty()
}

/// What may end raw text or change how it is read: within a comment, `</script>` need not end a script.
const ENDS: [&str; 3] = ["</script", "</style", "<!--"];

/// Where the first of [`ENDS`] begins, or may begin if the text is cut off there; the length of the text if nowhere.
fn first_end(text: &str) -> usize {
    let may_begin = |rest: &[u8]| {
        ENDS.iter().map(|sign| sign.as_bytes()).any(|sign| {
            let len = sign.len().min(rest.len());
            rest[..len].eq_ignore_ascii_case(&sign[..len])
        })
    };
    let mut signs = text.match_indices('<').map(|(at, _)| at);
    signs.find(|at| may_begin(&text.as_bytes()[*at..])).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::first_end;

    #[test]
    fn possible_ends_of_raw_text_are_found() {
        for (text, rest) in [
            ("", ""),
            ("if (a<b) c = '<p></p>'; </SCRIPT >d", "</SCRIPT >d"),
            ("p > a {}</Style", "</Style"),
            ("a<!-b<!--c", "<!--c"),
            ("a<!-", "<!-"),
            ("a</scr", "</scr"),
            ("a</scrap", ""),
            ("a<", "<"),
        ] {
            assert_eq!(&text[first_end(text)..], rest, "{text}");
        }
    }
}
