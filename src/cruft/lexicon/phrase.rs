//! The grammar of phrases.
//!
//! | sign | meaning |
//! |---|---|
//! | text | itself, with no letter or digit touching it |
//! | `^` first | a match begins where the block's text begins |
//! | `$` last | a match ends where the block's text ends |
//! | `…` | a gap: up to 40 characters of one sentence (20 in scripts without spaces) |
//! | `(a\|b\|)` | one of these |
//! | `*` after letters | the word may go on |
//! | `NUM` | digits, with points or commas between |

use super::fold;

/// Characters that a gap spans at most, the spaces beside the words around it not counted.
const GAP_CHARS: usize = 40;
/// What a character of a script without spaces counts for in a gap: it says as much as two letters.
const UNSPACED_CHARS: usize = 2;
/// Ways to read one phrase at most; more are a mistake of its author.
const FORMS: usize = 64;
/// Letters that a word goes on for at most after `*`: inflections, not a page without spaces.
const STAR_LETTERS: usize = 32;
/// Bytes of a number at most.
const NUMBER_BYTES: usize = 16;
/// Bytes that a phrase of any place opens with at least: fewer would be looked up at every other word.
const OPENING_BYTES: usize = 3;

/// A phrase taken apart.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) opens: bool,
    pub(super) closes: bool,
    pub(super) forms: Vec<Form>,
}

/// One way to read a phrase: each `(a|b)` decided.
#[derive(Debug)]
pub(super) struct Form {
    /// The match begins with a number; the opening follows it.
    pub(super) counted: bool,
    pub(super) opening: String,
    pub(super) tail: Tail,
}

/// What follows the opening of a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tail(Box<[Piece]>);

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Literal(Box<str>),
    Letters,
    Number,
    Gap,
}

impl Pattern {
    /// Fails with what is wrong with the phrase.
    pub(super) fn parse(source: &str) -> Result<Pattern, &'static str> {
        let (opens, rest) = match source.strip_prefix('^') {
            Some(rest) => (true, rest),
            None => (false, source),
        };
        let (closes, rest) = match rest.strip_suffix('$') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        if rest.contains(['^', '$']) {
            return Err("`^` and `$` stand at the ends only");
        }
        let mut forms = Vec::new();
        for text in expand(rest)? {
            let form = Form::parse(&text)?;
            if !opens && (form.counted || form.opening.len() < OPENING_BYTES) {
                return Err("a phrase without `^` begins with at least 3 bytes of plain text");
            }
            forms.push(form);
        }
        Ok(Pattern { opens, closes, forms })
    }
}

/// Spells out the alternatives.
fn expand(source: &str) -> Result<Vec<String>, &'static str> {
    let mut forms = vec![String::new()];
    let mut rest = source;
    while let Some((before, group)) = rest.split_once('(') {
        let (group, after) = group.split_once(')').ok_or("a `(` has no `)`")?;
        if group.contains('(') {
            return Err("alternatives do not nest");
        }
        let choices = group.split('|').count();
        if choices < 2 {
            return Err("only one alternative");
        }
        if forms.len() * choices > FORMS {
            return Err("over 64 combinations of alternatives");
        }
        forms = forms
            .iter()
            .flat_map(|form| group.split('|').map(move |choice| format!("{form}{before}{choice}")))
            .collect();
        rest = after;
    }
    if rest.contains([')', '|']) {
        return Err("`)` or `|` outside of alternatives");
    }
    for form in &mut forms {
        form.push_str(rest);
    }
    Ok(forms)
}

impl Form {
    fn parse(text: &str) -> Result<Form, &'static str> {
        let mut pieces = Vec::new();
        for run in text.split('…') {
            if run.trim().is_empty() {
                return Err("a gap or nothing where text should be");
            }
            if !pieces.is_empty() {
                pieces.push(Piece::Gap);
            }
            run_pieces(run.trim(), &mut pieces)?;
        }
        let counted = pieces.first() == Some(&Piece::Number);
        if counted {
            pieces.remove(0);
        }
        let opening = match pieces.first() {
            Some(Piece::Literal(literal)) => {
                let opening = literal.to_string();
                pieces.remove(0);
                opening
            }
            _ => String::new(),
        };
        Ok(Form { counted, opening, tail: Tail(pieces.into()) })
    }
}

/// Takes apart what stands between two gaps.
fn run_pieces(run: &str, pieces: &mut Vec<Piece>) -> Result<(), &'static str> {
    let mut rest = run;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("NUM") {
            pieces.push(Piece::Number);
            rest = after;
        } else if let Some(after) = rest.strip_prefix('*') {
            let after_letter =
                matches!(pieces.last(), Some(Piece::Literal(text)) if text.ends_with(char::is_alphabetic));
            if !after_letter {
                return Err("`*` stands after letters only");
            }
            pieces.push(Piece::Letters);
            rest = after;
        } else {
            let end = rest.find('*').into_iter().chain(rest.find("NUM")).min().unwrap_or(rest.len());
            let (literal, after) = rest.split_at(end);
            let mut folded = String::new();
            fold(literal, &mut folded);
            pieces.push(Piece::Literal(folded.into()));
            rest = after;
        }
    }
    Ok(())
}

impl Tail {
    /// The end of the match whose opening ends at `from`; not before `closing` if the phrase closes the block.
    ///
    /// Each gap is as short as it can be, only the last one stretches, so the work is bounded by the phrase.
    pub(super) fn end(&self, block: &str, from: usize, closing: Option<usize>) -> Option<usize> {
        let mut runs = self.0.split(|piece| *piece == Piece::Gap).peekable();
        let fits = |end: usize, last: bool| !last || closing.is_none_or(|tail| end >= tail);
        let mut end = run_end(block, from, runs.next()?)?;
        if !fits(end, runs.peek().is_none()) {
            return None;
        }
        while let Some(run) = runs.next() {
            let last = runs.peek().is_none();
            end = gap_ends(block, end).find_map(|start| {
                run_end(block, start, run).filter(|&end| fits(end, last) && is_boundary(block, start))
            })?;
        }
        Some(end)
    }
}

/// Where the pieces end, matched one after the other from `at`, with no word running on behind them.
fn run_end(block: &str, at: usize, run: &[Piece]) -> Option<usize> {
    let mut end = at;
    for piece in run {
        end = match piece {
            Piece::Literal(literal) => {
                let text = block.as_bytes().get(end..)?;
                text.starts_with(literal.as_bytes()).then_some(end + literal.len())?
            }
            Piece::Letters => letters_end(block, end),
            Piece::Number => number_end(block, end)?,
            Piece::Gap => return None,
        };
    }
    is_boundary(block, end).then_some(end)
}

fn letters_end(block: &str, at: usize) -> usize {
    let rest = block.get(at..).unwrap_or_default();
    let letters = rest.chars().take(STAR_LETTERS).take_while(|char| char.is_alphabetic());
    at + letters.map(char::len_utf8).sum::<usize>()
}

/// The end of the number at `at`, if there is one.
pub(super) fn number_end(block: &str, at: usize) -> Option<usize> {
    let digits = block.as_bytes().get(at..)?.iter().take(NUMBER_BYTES);
    let mut len = 0;
    for (index, byte) in digits.enumerate() {
        match byte {
            b'0'..=b'9' => len = index + 1,
            b'.' | b',' if index == len && len > 0 => {}
            _ => break,
        }
    }
    (len > 0).then_some(at + len)
}

/// The places where the text after a gap may begin.
fn gap_ends(block: &str, from: usize) -> impl Iterator<Item = usize> {
    let mut chars = block.get(from..).unwrap_or_default().char_indices().peekable();
    // One more for each of the spaces around the gap.
    let mut room = Some(GAP_CHARS + 2);
    std::iter::from_fn(move || {
        let left = room?;
        let (at, char) = chars.next()?;
        let next = chars.peek().map(|&(_, next)| next);
        let cost = if is_unspaced(char) { UNSPACED_CHARS } else { 1 };
        room = left.checked_sub(cost).filter(|_| !ends_sentence(char, next));
        Some(from + at)
    })
}

/// Whether a sentence ends with `char`, given what follows it. Abbreviations ("U.S. troops") pass for an end.
fn ends_sentence(char: char, next: Option<char>) -> bool {
    match char {
        '。' => true,
        '.' | '!' | '?' => next.is_none_or(|next| matches!(next, ' ' | '"' | '\'' | ')') || is_unspaced(next)),
        _ => false,
    }
}

fn is_boundary(block: &str, at: usize) -> bool {
    let before = block.get(..at).and_then(|text| text.chars().next_back());
    let after = block.get(at..).and_then(|text| text.chars().next());
    match (before, after) {
        (Some(before), Some(after)) => !words_touch(before, after),
        _ => true,
    }
}

/// Whether a word that `before` belongs to goes on with `after`.
pub(super) fn words_touch(before: char, after: char) -> bool {
    before.is_alphanumeric() && after.is_alphanumeric() && !is_unspaced(before) && !is_unspaced(after)
}

/// Whether the character is of a script that puts no spaces between words, or not around all (Korean).
fn is_unspaced(char: char) -> bool {
    matches!(char,
        '\u{e00}'..='\u{eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Burmese
        | '\u{1100}'..='\u{11ff}' // Hangul
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3040}'..='\u{30ff}' // Kana
        | '\u{3130}'..='\u{318f}' // Hangul
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' // Han
        | '\u{ac00}'..='\u{d7af}' // Hangul
        | '\u{20000}'..='\u{323af}') // Han
}

#[cfg(test)]
mod tests {
    use super::super::{Cruft, Lexicon, fold};
    use super::Pattern;

    fn is_match(phrase: &str, text: &str) -> bool {
        let mut folded = String::new();
        fold(text, &mut folded);
        let mut hits = Vec::new();
        Lexicon::of_phrase(Cruft::Share, phrase).hits(&folded, &mut hits);
        !hits.is_empty()
    }

    #[test]
    fn grammar() {
        for (phrase, matching, other) in [
            ("share this", &["Share this!", "Please share this page", "“Share this”"][..], &["Share thistle", "rshare this"][..]),
            ("^share this", &["Share this page", "» Share this", "🔗 share this"], &["Please share this", "1 share this"]),
            ("share this$", &["Please share this: →", "Share this (12)"], &["Share this page", "share this 12"]),
            ("^share$", &["Share", "• SHARE:", "Share…", "share (3)", "[share]"], &["Share it", "We share", "shares", "(3) share"]),
            ("like this story?$", &["Like this story?", "Do you like this story? »"], &["like this story", "like this story? No"]),
            ("© NUM", &["© 2024 Someone", "Text © 2,024"], &["©2024", "© MMXXIV"]),
            ("^© NUM", &["© 2024", "* © 2024"], &["Photo © 2024"]),
            ("sign up … newsletter", &[
                "Sign up for our free newsletter",
                "sign up newsletter",
                "Sign up to get, every day, the best newsletter",
                "sign up to v1.5 of the newsletter",
            ], &[
                "Sign up. The newsletter",
                "sign up! newsletter",
                "sign upnewsletter",
                "sign up to the newsletters",
                "sign up to everything that we could think of in a newsletter",
            ]),
            ("^sign up … newsletter$", &["Sign up: newsletter, newsletter"], &["Sign up newsletter now"]),
            ("one … two … three", &["one two three", "one, two, two, three"], &["one three two", "one two. three"]),
            ("share (this|our) (post|page|)", &["share this post", "Share our page", "share this"], &["share a post"]),
            ("our (free|) newsletter", &["our newsletter", "our free newsletter"], &["our new newsletter"]),
            ("(share|send)*$", &["We shared", "send", "sender"], &["sharing it", "resend"]),
            ("donat* today", &["Donate today", "donations today"], &["donat3 today", "donate a lot today"]),
            ("^NUM min read$", &["5 min read", "· 1.5 min read ·"], &["five min read", "5 min reading", "in 5 min read"]),
            ("^NUM$", &["12", "(12,345)"], &["12 men", "twelve"]),
            ("page NUM of NUM", &["Page 1 of 20"], &["page one of 20", "page 1 of 20th"]),
            ("^NUM条评论", &["12条评论", "共12条评论"][..1], &["十条评论", "共12条评论"]),
            ("分享到", &["请分享到微信", "分享到：Twitter"], &["分享"]),
            ("请…登录", &["请登录", "请您先登录后评论"], &["请。登录", "请你们这些还没有在我们的网站上注册过的新老用户们先登录"]),
            ("^版权所有：", &["版权所有：某某", "版权所有: 某某"], &["某某版权所有：无"]),
            ("続きを読む", &["»続きを読む", "記事の続きを読む"], &["続き"]),
            ("don't miss", &["Don’t miss", "DON'T MISS"], &["do not miss"]),
            ("wait... there's more", &["Wait… there’s more"], &["wait there's more"]),
            ("поширити", &["Поширити:", "ПОШИРИТИ"], &["поширитися"]),
        ] {
            assert!(Pattern::parse(phrase).is_ok(), "{phrase:?}");
            for text in matching {
                assert!(is_match(phrase, text), "{phrase:?} does not match {text:?}");
            }
            for text in other {
                assert!(!is_match(phrase, text), "{phrase:?} matches {text:?}");
            }
        }
    }

    #[test]
    fn malformed() {
        for phrase in [
            "", "^", "$", "^$", "…", "… share", "share …", "share … … this", "(share", "share)", "sh|are",
            "(a|(b|c))", "(share)", "a^b", "a$b", "*", "share *", "NUM pages", "of … it",
            "(a|b|c|d|e) (a|b|c|d|e) (a|b|c|d|e)",
        ] {
            assert!(Pattern::parse(phrase).is_err(), "{phrase:?} passes");
        }
    }
}
