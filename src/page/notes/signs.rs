//! The signs of notes: what marks, the ids of notes and the ways back from them look like, in any language.

use std::ops::Range;

/// The sign of a note has at most this many characters: `[123]` and `†` are signs, `Figure 1` is not. Set by hand.
const SIGN_CHARS: usize = 5;
/// A sign in brackets may have a word before its number and has at most this many characters: `[note 12]`. Set by hand.
const BRACKETED_CHARS: usize = 12;
/// The bracket of a list of numbers is at most this many characters away from each of them. Set by hand.
const LIST_CHARS: usize = 40;
/// Brackets that a sign may stand in, each with the one that closes it.
const BRACKETS: &[(char, char)] = &[('[', ']'), ('(', ')'), ('【', '】'), ('（', '）'), ('〔', '〕'), ('［', '］')];
/// Signs for notes that are no numbers or letters.
const SYMBOLS: &[char] = &['*', '†', '‡', '§', '‖', '⁂', '※', '＊'];
/// Texts of the links that lead back from a note to its mark.
const RETURNS: &[&str] =
    &["↩", "↩︎", "↩\u{fe0e}", "↩\u{fe0f}", "↵", "⏎", "^", "↑", "⤴", "⤴\u{fe0e}", "⬆", "⇧", "▲", "«"];
/// Words in the ids of notes, as programs for websites give them, between digits and other signs: `fn:1`, `_ftn1`,
/// `cite_note-1`. From Word, LibreOffice, MediaWiki, Pandoc, Asciidoctor and plug-ins of WordPress.
const NOTE_WORDS: &[&str] = &["anm", "cite", "edn", "fn", "ftn", "nota", "notas", "ref", "refs", "reference"];
/// Ends of such words: `footnote`, `endnote`, `fussnote`.
const NOTE_ENDS: &[&str] = &["note", "notes", "footnotedef", "sdfootnote"];

/// A sign without the brackets around it.
pub(super) fn bare(sign: &str) -> &str {
    let sign = sign.trim();
    let inside = BRACKETS.iter().find_map(|(open, close)| sign.strip_prefix(*open)?.strip_suffix(*close));
    inside.unwrap_or(sign).trim()
}

/// Whether the text of a link may be the sign of a note: a number, a letter or two, or a symbol, perhaps in brackets,
/// or a word with a number in brackets.
pub(crate) fn is_sign(text: &str) -> bool {
    // Nothing is searched in the text of a whole paragraph.
    if text.len() > BRACKETED_CHARS * char::MAX.len_utf8() {
        return false;
    }
    let text = text.trim();
    // Most texts are too long for a sign without brackets.
    let is_open = |c: char| BRACKETS.iter().any(|(open, _)| *open == c);
    if text.chars().nth(SIGN_CHARS).is_some() && !text.starts_with(is_open) {
        return false;
    }
    let bare = bare(text);
    let chars = text.chars().count();
    let is_bracketed = bare.len() < text.len();
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | ' ');
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let is_roman = bare.chars().all(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x' | 'l'));
    // One ideograph may be a whole word.
    let is_letter = letters == 1 || letters == 2 && bare.is_ascii() || is_roman;
    let is_short = chars <= SIGN_CHARS
        && !bare.contains(char::is_whitespace)
        && bare.chars().all(is_word)
        && (is_letter || bare.contains(char::is_numeric));
    let is_numbered =
        is_bracketed && chars <= BRACKETED_CHARS && bare.ends_with(char::is_numeric) && bare.chars().all(is_word);
    !bare.is_empty() && (is_symbol(bare) || (is_short || is_numbered) && bare.contains(char::is_alphanumeric))
}

/// Whether the text of a link is a number behind an asterisk or the like, as blogs in Japan write their marks: `*1`.
pub(super) fn is_starred(text: &str) -> bool {
    let text = text.trim();
    let number = text.trim_start_matches(SYMBOLS);
    text.len() <= BRACKETED_CHARS && number.len() < text.len() && is_number(number)
}

/// Whether a sign is a number.
pub(super) fn is_number(sign: &str) -> bool {
    let bare = bare(sign);
    !bare.is_empty() && bare.chars().all(char::is_numeric)
}

/// Whether a sign is a symbol such as an asterisk, perhaps repeated.
pub(super) fn is_symbol(sign: &str) -> bool {
    !sign.is_empty() && sign.chars().count() <= SIGN_CHARS && sign.chars().all(|c| SYMBOLS.contains(&c))
}

/// Whether an id is of the kind that programs give to notes.
pub(super) fn is_note_id(id: &str) -> bool {
    let id = id.to_lowercase();
    let mut words = id.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| NOTE_WORDS.contains(&word) || NOTE_ENDS.iter().any(|end| word.ends_with(end)))
}

/// Whether an id is of the kind that programs give to the marks of notes: `fnref:1`, `_footnoteref_1`, `cite_ref-1`.
pub(super) fn is_way_back(id: &str) -> bool {
    let id = id.to_lowercase();
    let mut words = id.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| word.strip_suffix("ref").is_some_and(|note| note.is_empty() || is_note_id(note)))
}

/// Whether the text of a link is that of one that leads back from a note.
pub(crate) fn is_return(text: &str) -> bool {
    RETURNS.contains(&bare(text))
}

/// The length in bytes of the sign for the way back with which a text begins; 0 if it begins with none.
fn return_sign(text: &str) -> usize {
    RETURNS.iter().filter(|sign| text.starts_with(**sign)).map(|sign| sign.len()).max().unwrap_or(0)
}

/// The length in bytes of what stands before the words of a note: ways back to its marks, of which `returns` has the
/// ranges in `text`, in order, and its sign once more, with the point or bracket behind it. 0 if there is nothing.
pub(super) fn head(text: &str, sign: &str, returns: &[Range<usize>]) -> usize {
    let (mut at, mut end, mut has_sign) = (0, 0, false);
    let mut backs = returns.iter().peekable();
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        let back = backs.next_if(|back| back.start <= at && at < back.end);
        let own = if has_sign { None } else { sign_at(rest, sign) };
        if let Some(back) = back {
            has_sign |= bare(&text[at..back.end]) == sign;
            at = back.end;
        } else if let Some(len) = own {
            has_sign = true;
            at += len;
        } else if !returns.is_empty() && return_sign(rest) > 0 {
            at += return_sign(rest);
        } else {
            break;
        }
        end = at;
    }
    if end > 0 {
        let rest =
            text[end..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | ']' | ':' | '|'));
        end = text.len() - rest.len();
    }
    end
}

/// The length in bytes of a sign, with the brackets around it, with which a text begins; `None` if it does not.
fn sign_at(text: &str, sign: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let open = BRACKETS.iter().find(|(open, _)| *open == first);
    let inside = open.map_or(text, |(open, _)| &text[open.len_utf8()..]);
    let rest = inside.strip_prefix(sign).filter(|_| !sign.is_empty())?;
    let next = rest.chars().next();
    match open {
        Some((_, close)) => next.filter(|next| next == close).map(|close| text.len() - rest.len() + close.len_utf8()),
        // A number may be the beginning of a longer one, and of the first sentence: "1 in 10 saws".
        None if is_symbol(sign) => Some(text.len() - rest.len()),
        None => next.filter(|next| matches!(next, '.' | ')' | ':' | '|')).map(|_| text.len() - rest.len()),
    }
}

/// Whether a sign stands among other numbers in brackets, as the second in "[3, 4]" and "[5–7]".
pub(super) fn is_listed(text: &str, sign: &Range<usize>) -> bool {
    let is_number = |c: &char| c.is_numeric() || c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–' | '、' | '，');
    let before = text[..sign.start].chars().rev().take(LIST_CHARS).find(|c| !is_number(c));
    let after = text[sign.end..].chars().take(LIST_CHARS).find(|c| !is_number(c));
    BRACKETS.iter().any(|(open, close)| before == Some(*open) && after == Some(*close))
}

/// A stretch of a text, widened by the brackets right around it. `true` if it has brackets inside or around it.
pub(super) fn with_brackets(text: &str, sign: Range<usize>) -> (Range<usize>, bool) {
    if bare(&text[sign.clone()]).len() < text[sign.clone()].trim().len() {
        return (sign, true);
    }
    let before = text[..sign.start].chars().next_back();
    let after = text[sign.end..].chars().next();
    match BRACKETS.iter().find(|(open, close)| before == Some(*open) && after == Some(*close)) {
        Some((open, close)) => (sign.start - open.len_utf8()..sign.end + close.len_utf8(), true),
        None => (sign, false),
    }
}
