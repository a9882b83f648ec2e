//! The grammar of the lexicon's phrases.
//!
//! | sign | meaning |
//! |---|---|
//! | text | the text itself, with no letter or digit touching it |
//! | `^` first | a match begins where the block's text begins |
//! | `$` last | a match ends where the block's text ends |
//! | `…` | a gap: up to 40 characters of one sentence (20 in scripts without spaces) |
//! | `(a\|b\|)` | one of the alternatives; an empty one makes the others optional |
//! | `*` after letters | the word may continue |
//! | `NUM` | digits, with points or commas between |

use super::normalize;

/// Greatest number of forms that the options of one phrase may give, as four options do; more are a mistake of the
/// phrase's author.
const MAX_FORMS: usize = 16;

/// A parsed phrase.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// A match begins where the block's text begins (`^`).
    pub(super) starts_block: bool,
    /// A match ends where the block's text ends (`$`).
    pub(super) ends_block: bool,
    /// The phrase in all its forms, with and without each of its options `(a|)`.
    pub(super) forms: Vec<Vec<Piece>>,
}

/// A part of a phrase.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Normalized text.
    Literal(Box<str>),
    /// Alternatives, which don't nest.
    Choice(Vec<Vec<Piece>>),
    /// The letters with which the word before may continue (`*`).
    Letters,
    Number,
    Gap,
}

impl Pattern {
    /// Parses a phrase. Fails with a message that says what is wrong with it.
    pub(super) fn parse(source: &str) -> Result<Pattern, &'static str> {
        let (starts_block, rest) = match source.strip_prefix('^') {
            Some(rest) => (true, rest),
            None => (false, source),
        };
        let (ends_block, rest) = match rest.strip_suffix('$') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        if rest.contains(['^', '$']) {
            return Err("`^` and `$` stand at the ends only");
        }
        let forms = spell_options(rest)?.iter().map(|form| parse_form(form)).collect::<Result<_, _>>()?;
        Ok(Pattern { starts_block, ends_block, forms })
    }
}

/// Spells out the options of a phrase: the forms with each `(a|)` left out and with it as `(a)`, without the spaces
/// that become superfluous.
fn spell_options(source: &str) -> Result<Vec<String>, &'static str> {
    let mut forms = vec![String::new()];
    let mut rest = source;
    while let Some((before, group)) = rest.split_once('(') {
        let (group, after) = group.split_once(')').ok_or("a `(` has no `)`")?;
        if group.contains('(') {
            return Err("alternatives do not nest");
        }
        if !group.contains('|') {
            return Err("only one alternative");
        }
        let texts: Vec<&str> = group.split('|').filter(|text| !text.is_empty()).collect();
        let mut choices = vec![format!("({})", texts.join("|"))];
        if group.split('|').any(str::is_empty) {
            choices.push(String::new());
        }
        forms =
            forms.iter().flat_map(|form| choices.iter().map(move |choice| format!("{form}{before}{choice}"))).collect();
        if forms.len() > MAX_FORMS {
            return Err("over four options");
        }
        rest = after;
    }
    Ok(forms.iter().map(|form| format!("{form}{rest}").trim().replace("  ", " ")).collect())
}

/// Parses a phrase without options.
fn parse_form(form: &str) -> Result<Vec<Piece>, &'static str> {
    let mut pieces = Vec::new();
    let mut rest = form;
    while let Some((before, group)) = rest.split_once('(') {
        let (group, after) = group.split_once(')').ok_or("a `(` has no `)`")?;
        push_plain(before, &mut pieces)?;
        let mut alternatives = Vec::new();
        for alternative in group.split('|') {
            let mut pieces = Vec::new();
            push_plain(alternative, &mut pieces)?;
            alternatives.push(pieces);
        }
        pieces.push(Piece::Choice(alternatives));
        rest = after;
    }
    push_plain(rest, &mut pieces)?;
    if matches!(pieces.first(), None | Some(Piece::Gap)) || pieces.last() == Some(&Piece::Gap) {
        return Err("a phrase begins and ends with text");
    }
    Ok(pieces)
}

/// Parses text without alternatives and appends its pieces.
fn push_plain(text: &str, pieces: &mut Vec<Piece>) -> Result<(), &'static str> {
    if text.contains([')', '|']) {
        return Err("`)` or `|` outside of alternatives");
    }
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first == '*' {
            let after_letter = match pieces.last() {
                Some(Piece::Literal(text)) => text.ends_with(char::is_alphabetic),
                last => matches!(last, Some(Piece::Choice(_))),
            };
            if !after_letter {
                return Err("`*` stands after letters only");
            }
            pieces.push(Piece::Letters);
            rest = &rest[1..];
        } else if let Some(after) = rest.strip_prefix("NUM") {
            pieces.push(Piece::Number);
            rest = after;
        } else if let Some(after) = rest.trim_start().strip_prefix('…') {
            if pieces.last() == Some(&Piece::Gap) {
                return Err("two gaps in a row");
            }
            pieces.push(Piece::Gap);
            rest = after.trim_start();
        } else {
            let stops = [rest.find('*'), rest.find("NUM"), rest.find(" …"), rest.find('…')];
            let end = stops.into_iter().flatten().min().unwrap_or(rest.len());
            let (literal, after) = rest.split_at(end);
            let mut normalized = String::new();
            normalize(literal, &mut normalized);
            pieces.push(Piece::Literal(normalized.into()));
            rest = after;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{Cruft, Lexicon, normalize};
    use super::Pattern;

    fn is_match(phrase: &str, text: &str) -> bool {
        let mut normalized = String::new();
        normalize(text, &mut normalized);
        let mut hits = Vec::new();
        Lexicon::of_phrase(Cruft::Share, phrase).hits(&normalized, &mut hits);
        !hits.is_empty()
    }

    #[test]
    fn phrases_match_by_their_grammar() {
        for (phrase, matching, other) in [
            (
                "share this",
                &["Share this!", "Please share this page", "“Share this”"][..],
                &["Share thistle", "rshare this"][..],
            ),
            (
                "^share this",
                &["Share this page", "» Share this", "🔗 share this"],
                &["Please share this", "1 share this"],
            ),
            ("share this$", &["Please share this: →", "Share this (12)"], &["Share this page", "share this 12"]),
            (
                "^share$",
                &["Share", "• SHARE:", "Share…", "share (3)", "[share]"],
                &["Share it", "We share", "shares", "(3) share"],
            ),
            (
                "like this story?$",
                &["Like this story?", "Do you like this story? »"],
                &["like this story", "like this story? No"],
            ),
            ("text © NUM", &["Text © 2024 Someone", "» text © 2,024"], &["Text ©2024", "text © MMXXIV"]),
            ("^© NUM", &["© 2024", "* © 2024"], &["Photo © 2024"]),
            (
                "sign up … newsletter",
                &[
                    "Sign up for our free newsletter",
                    "sign up newsletter",
                    "Sign up to get, every day, the best newsletter",
                    "sign up to v1.5 of the newsletter",
                ],
                &[
                    "Sign up. The newsletter",
                    "sign up! newsletter",
                    "sign upnewsletter",
                    "sign up to the newsletters",
                    "sign up to everything that we could think of in a newsletter",
                ],
            ),
            ("^sign up … newsletter$", &["Sign up: newsletter, newsletter"], &["Sign up newsletter now"]),
            (
                "one go … two … three",
                &["one go two three", "one go, two, two, three"],
                &["one go three two", "one go two. three"],
            ),
            ("share (this|our) (post|page|)", &["share this post", "Share our page", "share this"], &["share a post"]),
            (
                "^(the|) latest (of|) (our|) news",
                &["The latest of news", "latest our news", "latest news"],
                &["thelatest news"],
            ),
            (
                "go on … (our|) (free|) letter$",
                &["go on letter", "go on, our letter", "go on to our free letter"],
                &["go on free"],
            ),
            ("(join|get) (us|)(,|) now", &["join us, now", "get now", "get us now"], &["getnow"]),
            ("our (free|) newsletter", &["our newsletter", "our free newsletter"], &["our new newsletter"]),
            ("(share|send)*$", &["We shared", "send", "sender"], &["sharing it", "resend"]),
            ("donat* today", &["Donate today", "donations today"], &["donat3 today", "donate a lot today"]),
            (
                "^NUM min read$",
                &["5 min read", "· 1.5 min read ·"],
                &["five min read", "5 min reading", "in 5 min read"],
            ),
            ("^NUM$", &["12", "(12,345)"], &["12 men", "twelve"]),
            ("page NUM of NUM", &["Page 1 of 20"], &["page one of 20", "page 1 of 20th"]),
            ("^NUM条评论", &["12条评论", "共12条评论"][..1], &["十条评论", "共12条评论"]),
            ("分享到", &["请分享到微信", "分享到：Twitter"], &["分享"]),
            (
                "请您…登录",
                &["请您登录", "请您先登录后评论"],
                &["请您。登录", "请您们这些还没有在我们的网站上注册过的新老用户们先登录"],
            ),
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
    fn malformed_phrases_are_refused() {
        for phrase in [
            "",
            "^",
            "$",
            "^$",
            "…",
            "… share",
            "share …",
            "share … … this",
            "(share",
            "share)",
            "sh|are",
            "(a|(b|c))",
            "(share)",
            "a^b",
            "a$b",
            "*",
            "share *",
        ] {
            assert!(Pattern::parse(phrase).is_err(), "{phrase:?} passes");
        }
    }
}
