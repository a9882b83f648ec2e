//! Text that Markdown would take for markup, made text again.

/// Where in Markdown a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// Adds a text so that it is read as it stands. Signs that mean nothing where they stand are left alone.
pub(super) fn push(text: &str, place: Place, at_line_start: bool, out: &mut String) {
    let mut rest = if at_line_start && place == Place::Paragraph { push_line_start(text, out) } else { text };
    while let Some(at) = rest.find(['\\', '`', '*', '_', '[', ']', '<', '&', '~', '$', '#', '\r']) {
        let (plain, sign) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = sign.chars();
        let c = chars.next().unwrap_or_default();
        let next = chars.as_str();
        let before = if at > 0 { plain.chars().next_back() } else { out.chars().next_back() };
        let is_markup = match c {
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.starts_with(char::is_alphanumeric)),
            '<' => next.is_empty() || next.starts_with(begins_tag),
            '&' => is_entity(next),
            '#' => place == Place::Heading,
            '\r' => false,
            _ => true,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(if c == '\r' { ' ' } else { c });
        rest = next;
    }
    out.push_str(rest);
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
        Some('+') => is_mark,
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

/// TeX that stays TeX where formulas are not known: the space in what would be a tag or a link means nothing to it.
pub(super) fn push_tex(tex: &str, out: &mut String) {
    let start = out.len();
    for part in tex.split_inclusive(['<', ']']) {
        let before = &out[start..];
        if before.ends_with('<') && part.starts_with(begins_tag) || before.ends_with(']') && part.starts_with('(') {
            out.push(' ');
        }
        out.push_str(part);
    }
}

/// Whether a `<` before it makes a tag, a comment or an address of what follows.
fn begins_tag(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')
}

/// Whether what follows a `&` makes a character reference of it.
fn is_entity(next: &str) -> bool {
    let name = next.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < next.len() && name.starts_with(';')
}

/// Adds an address as the destination of a link.
pub(super) fn push_address(url: &str, out: &mut String) {
    let is_bracketed = url.is_empty();
    if is_bracketed {
        out.push_str("<>");
        return;
    }
    let mut rest = url;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '(' | ')' | '\\' => out.extend(['\\', c]),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            // A span of code or a formula that begins here would go beyond the link.
            '`' => out.push_str("%60"),
            '$' => out.push_str("%24"),
            '&' if is_entity(rest) => out.push_str("\\&"),
            c if c.is_whitespace() => out.push_str("%20"),
            c => out.push(c),
        }
    }
}

/// Adds a text as a span of code. Two such spans side by side would be one.
pub(super) fn push_code(text: &str, out: &mut String) {
    if out.ends_with('`') {
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

/// The length of the longest run of a character.
pub(super) fn longest_run(text: &str, wanted: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
