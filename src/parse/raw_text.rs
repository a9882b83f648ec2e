//! Text that nobody reads: it is taken out before the tokenizer spends its time on it.

use html5ever::tokenizer::BufferQueue;
use html5ever::{Attribute, LocalName, local_name};

/// Whether nobody reads the text in an element: half of a usual page is scripts and styles. Scripts with data in JSON say
/// what the page is about, and those with TeX are formulas.
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

/// Drops the raw text that comes next, up to what may end it or change how it is read. Gives whether it goes on behind
/// what has been read of the page.
pub(super) fn skip(input: &BufferQueue) -> bool {
    let mut is_empty = false;
    if let Some(mut text) = input.peek_front_chunk_mut() {
        let len = telling(&text);
        is_empty = len == text.len();
        text.pop_front(u32::try_from(len).unwrap_or_default());
    }
    if is_empty {
        // The queue holds no empty text.
        input.pop_front();
    }
    input.is_empty()
}

/// What may end raw text, or change how it is read: in a comment, `</script>` need not end a script.
const TELLING: [&str; 3] = ["</script", "</style", "<!--"];

/// Where the first of these may begin.
fn telling(text: &str) -> usize {
    let may_begin = |rest: &[u8]| {
        TELLING.iter().map(|sign| sign.as_bytes()).any(|sign| {
            let len = sign.len().min(rest.len());
            rest[..len].eq_ignore_ascii_case(&sign[..len])
        })
    };
    let mut signs = text.match_indices('<').map(|(at, _)| at);
    signs.find(|at| may_begin(&text.as_bytes()[*at..])).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::telling;

    #[test]
    fn what_may_end_the_text_is_found() {
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
            assert_eq!(&text[telling(text)..], rest, "{text}");
        }
    }
}
