//! Escapes text for Markdown, so that readers show it as it is.

use super::address;

/// Where in a Markdown document a text stands, which decides what is markup there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// The longest bare address (bytes) that is looked for at the end of the output: longer ones are not accepted by all
/// browsers and servers.
const ADDRESS_BYTES: usize = 2048;
/// Characters that may be markup, depending on what stands around them.
const SIGNS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '&', '~', '$', '#', '{', ':', '\r'];

/// Adds a text, escaped so that it is shown as it is. Signs that are no markup where they stand are left alone. A `<`
/// that could begin a tag is written as a character reference: not every reader knows a backslash before `<`, and those
/// that link bare addresses take the backslash for a part of the address.
pub(super) fn push(text: &str, place: Place, at_line_start: bool, out: &mut String) {
    let mut rest = if at_line_start && place == Place::Paragraph { push_line_start(text, out) } else { text };
    while let Some(at) = rest.find(SIGNS) {
        let (plain, sign) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = sign.chars();
        let c = chars.next().unwrap_or_default();
        let next = chars.as_str();
        let before = if at > 0 { plain.chars().next_back() } else { out.chars().next_back() };
        let is_markup = match c {
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.starts_with(char::is_alphanumeric)),
            '<' => !next.starts_with([' ', '\r']),
            '&' => is_entity(next),
            '#' => place == Place::Heading,
            // May begin a list of attributes, which belongs to the element before it or to the heading or cell around
            // it.
            '{' => place != Place::Paragraph || sign.len() == text.len(),
            ':' => next.starts_with("//") && address::ends_in_script(out),
            '\r' => false,
            _ => true,
        };
        match c {
            '<' if is_markup => out.push_str("&lt;"),
            '&' if is_markup => out.push_str("&amp;"),
            // Here pulldown-cmark knows no backslash, nor does Marked within the text of a link.
            '{' if is_markup => out.push_str("&#123;"),
            ']' if next.starts_with('(') => out.push_str("&#93;"),
            '\r' => out.push(' '),
            c if is_markup => out.extend(['\\', c]),
            c => out.push(c),
        }
        rest = next;
    }
    out.push_str(rest);
}

/// Adds the beginning of a line, escaped if it would turn the line into a heading, list, table, rule or quotation.
/// Returns the rest of the text.
fn push_line_start<'a>(text: &'a str, out: &mut String) -> &'a str {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut signs = text[digits..].chars();
    let (sign, next) = (signs.next(), signs.next());
    let is_mark = next.is_none_or(char::is_whitespace);
    let is_markup = match sign {
        Some('.' | ')') if digits > 0 => is_mark,
        _ if digits > 0 => false,
        Some('+') => is_mark || next == Some('+'),
        // An admonition in Python-Markdown, which may have classes.
        Some('!') => text.starts_with("!!!"),
        Some('#') => is_mark || next == Some('#'),
        Some('-') => is_mark || matches!(next, Some('-' | ':' | '|')),
        Some('>' | '=' | ':' | '|') => true,
        _ => false,
    };
    if !is_markup {
        return text;
    }
    let (before, after) = text.split_at(digits);
    out.extend([before, "\\", &after[..1]]);
    &after[1..]
}

/// Adds TeX so that readers without support for formulas show it as it is: a space, which means nothing in TeX, breaks
/// what would be a tag, a link or a picture.
pub(super) fn push_tex(tex: &str, out: &mut String) {
    let mut before = None;
    for c in tex.chars() {
        let is_markup = match before {
            Some('<') => c != ' ',
            Some('[' | '!') => c == '[',
            Some(']') => c == '(',
            _ => false,
        };
        if is_markup {
            out.push(' ');
        }
        out.push(c);
        before = Some(c);
    }
}

/// Whether the text behind a `&` completes a character reference.
fn is_entity(next: &str) -> bool {
    let name = next.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < next.len() && name.starts_with(';')
}

/// Adds an address as the destination of a link.
pub(super) fn push_address(url: &str, out: &mut String) {
    if url.is_empty() {
        out.push_str("<>");
        return;
    }
    let query = url.find('?').unwrap_or(url.len());
    for (at, c) in url.char_indices() {
        match c {
            '(' | ')' | '[' | ']' | '\\' => out.extend(['\\', c]),
            // Here a tag, a title, a list of attributes, a code span or a formula could begin that goes beyond the
            // link.
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '"' => out.push_str("%22"),
            '\'' => out.push_str("%27"),
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '`' => out.push_str("%60"),
            '$' => out.push_str("%24"),
            // Mistune decodes references twice, so that `&colon;` or `&#58` may make a scheme. In a query, `%26` would
            // change the meaning.
            '&' if is_entity(&url[at + 1..]) || url[at + 1..].starts_with('#') => {
                out.push_str(if at < query { "%26" } else { "&amp;" });
            }
            c if c.is_whitespace() => out.push_str("%20"),
            c => out.push(c),
        }
    }
}

/// Adds a text as a code span, or in `<code>` tags where some reader would misread the span.
pub(super) fn push_code(text: &str, place: Place, out: &mut String) {
    // Two code spans side by side would be read as one. A bare address goes on up to a space or a tag. Marked may end a
    // link at a bracket within several backticks. Mistune closes highlighted or superscript text within the span. In a
    // cell, a backslash before a bar is taken for its escape.
    let is_mistaken = out.ends_with('`')
        || ends_in_address(out)
        || text.contains(['<', ']']) && (text.contains(['`', '^']) || text.contains("=="))
        || place == Place::Cell && text.contains("\\|");
    if is_mistaken {
        out.push_str("<code>");
        push(text, Place::Heading, false, out);
        out.push_str("</code>");
        return;
    }
    let ticks = "`".repeat(longest_run(text, '`') + 1);
    let is_padded = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    let pad = if is_padded { " " } else { "" };
    out.extend([&ticks, pad, text, pad, &ticks]);
}

/// Whether the output ends in a bare address, which some readers turn into a link, or in a word of at least
/// [`ADDRESS_BYTES`], which is not searched further.
fn ends_in_address(out: &str) -> bool {
    let tail = &out.as_bytes()[out.len().saturating_sub(ADDRESS_BYTES)..];
    let Some(from) = tail.iter().rposition(|byte| byte.is_ascii_whitespace() || *byte == b'<') else {
        return tail.len() == ADDRESS_BYTES || is_address(tail);
    };
    is_address(&tail[from..])
}

/// Whether a word contains what makes an address of it: `://` or `www.`.
fn is_address(word: &[u8]) -> bool {
    word.windows(3).any(|sign| sign == b"://") || word.windows(4).any(|sign| sign.eq_ignore_ascii_case(b"www."))
}

/// The length of the longest run of a character, in characters.
pub(super) fn longest_run(text: &str, wanted: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
