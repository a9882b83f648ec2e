//! Text that Markdown would take for markup, made text again.

use super::address;

/// Where in Markdown a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// An address that is longer than this, in bytes, is more than the browsers and servers of the field agree to take.
const ADDRESS_BYTES: usize = 2048;
/// No name of a character reference is longer, in bytes: the longest of the HTML standard has 31 letters.
const NAME_BYTES: usize = 32;
/// Signs that may be markup, depending on what stands around them.
const SIGNS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '&', '~', '$', '#', '{', ':', '\r'];

/// Adds a text so that it is read as it stands. Signs that mean nothing where they stand are left alone. What could
/// begin a tag is written as a character reference: not every reader knows a backslash before `<`, and those that
/// link bare addresses take the backslash for a part of the address.
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
            // A list of attributes, which belongs to the element before it or to the heading or cell around it.
            '{' => place != Place::Paragraph || sign.len() == text.len(),
            ':' => next.starts_with("//") && address::ends_in_script(out),
            '\r' => false,
            _ => true,
        };
        match c {
            '<' if is_markup => out.push_str("&lt;"),
            '&' if is_markup => out.push_str("&amp;"),
            // Backslashes are nothing to pulldown-cmark here, and to Marked within the text of a link.
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

/// Escapes a `&` whose name ends with what was written, so that what follows can not make a character reference of it.
pub(super) fn end_entity(out: &mut String) {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let name = out.bytes().rev().take(NAME_BYTES).take_while(is_name).count();
    let start = out.len() - name;
    if out[..start].ends_with('&') {
        out.insert_str(start, "amp;");
    }
}

/// Escapes what would make a heading, a list, a table, a rule or a quotation of a line; gives the rest of the text.
fn push_line_start<'a>(text: &'a str, out: &mut String) -> &'a str {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut signs = text[digits..].chars();
    let (sign, next) = (signs.next(), signs.next());
    let is_mark = next.is_none_or(char::is_whitespace);
    let is_markup = match sign {
        Some('.' | ')') if digits > 0 => is_mark,
        _ if digits > 0 => false,
        Some('+') => is_mark || next == Some('+'),
        // An admonition of Python-Markdown's, with classes of its own.
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

/// TeX that stays TeX where formulas are not known: the space in what would be a tag, a link or a picture means
/// nothing to it.
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

/// Whether what follows a `&` makes a character reference of it.
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
            // A tag, a title, a list of attributes, a span of code or a formula that begins here would go beyond the
            // link.
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '"' => out.push_str("%22"),
            '\'' => out.push_str("%27"),
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '`' => out.push_str("%60"),
            '$' => out.push_str("%24"),
            // Mistune reads references twice, and `&colon;` or `&#58` may make a scheme. In a query `%26` would say
            // something else.
            '&' if is_entity(&url[at + 1..]) || url[at + 1..].starts_with('#') => {
                out.push_str(if at < query { "%26" } else { "&amp;" });
            }
            c if c.is_whitespace() => out.push_str("%20"),
            c => out.push(c),
        }
    }
}

/// Adds a text as a span of code, or within tags where not every reader would find the span.
pub(super) fn push_code(text: &str, place: Place, out: &mut String) {
    // Two spans side by side would be one; an address goes on up to a space or a tag; Marked may end a link at a
    // bracket within several backticks; Mistune closes what is marked or raised within the span; and the backslash
    // before a bar in a cell is taken for one that escapes it.
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

/// Whether what was written ends in an address that readers with bare addresses make a link of, or in a word that is
/// longer than is worth a style.
fn ends_in_address(out: &str) -> bool {
    let tail = &out.as_bytes()[out.len().saturating_sub(ADDRESS_BYTES)..];
    let Some(from) = tail.iter().rposition(|byte| byte.is_ascii_whitespace() || *byte == b'<') else {
        return tail.len() == ADDRESS_BYTES || is_address(tail);
    };
    is_address(&tail[from..])
}

fn is_address(word: &[u8]) -> bool {
    word.windows(3).any(|sign| sign == b"://") || word.windows(4).any(|sign| sign.eq_ignore_ascii_case(b"www."))
}

/// The length of the longest run of a character.
pub(super) fn longest_run(text: &str, wanted: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
