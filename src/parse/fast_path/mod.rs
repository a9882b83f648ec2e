//! A fast path in front of html5ever's tokenizer, for text, comments and tags in the form that nearly all have.
//!
//! The tokenizer goes character by character and takes two thirds of the time of a bare parse; here, the end of a token
//! is searched for. Anything in another form is left to the tokenizer, which then reads on at its beginning.

mod reference;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

/// Tags with more attributes than this are left to the tokenizer, because here each attribute is compared with all
/// before it. Set by hand.
const MAX_ATTRIBUTES: usize = 32;

/// The bytes that end text or must be replaced in it.
const TEXT_END: Bytes = set(b"<&\0");
/// The bytes that the names of tags and attributes usually have. A name with any other is left to the tokenizer.
const NAME: Bytes = set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:.@");
/// The white space between attributes.
const SPACE: Bytes = set(b" \t\n");
/// The bytes that end a value in double quotes or must be replaced in it.
const DOUBLE_QUOTED_END: Bytes = set(b"\"&\0");
/// The bytes that end a value in single quotes or must be replaced in it.
const SINGLE_QUOTED_END: Bytes = set(b"'&\0");
/// The bytes that end a value without quotes, must be replaced in it, or are an error in it.
const UNQUOTED_END: Bytes = set(b" \t\n\x0c>&\"'<=`\0");

/// A set of bytes: for each byte whether it is a member.
type Bytes = [bool; 256];

/// Makes a set of these bytes.
const fn set(members: &[u8]) -> Bytes {
    let mut set = [false; 256];
    let mut at = 0;
    while at < members.len() {
        set[members[at] as usize] = true;
        at += 1;
    }
    set
}

/// The token that begins at `start`, and where it ends; `None` if the tokenizer has to read it.
///
/// Correct only where the tokenizer would be in its data state, and in a text whose line ends are all `\n`.
pub(super) fn token(page: &StrTendril, start: usize) -> Option<(Token, usize)> {
    let mut reader = Reader { page, bytes: page.as_bytes(), at: start };
    let token = match reader.bytes.get(start..)? {
        [b'<', b'a'..=b'z' | b'A'..=b'Z', ..] => Token::TagToken(reader.start_tag()?),
        [b'<', b'/', b'a'..=b'z' | b'A'..=b'Z', ..] => Token::TagToken(reader.end_tag()?),
        [b'<', b'!', b'-', b'-', ..] => Token::CommentToken(reader.comment()?),
        [b'&', ..] => {
            let mut text = StrTendril::new();
            reader.reference(&mut text)?;
            Token::CharacterTokens(text)
        }
        _ => Token::CharacterTokens(reader.text()?),
    };
    Some((token, reader.at))
}

/// Reads one token. Its methods return `None` if the tokenizer has to read the token.
struct Reader<'a> {
    page: &'a StrTendril,
    /// The bytes of `page`.
    bytes: &'a [u8],
    /// The current offset in `page`, in bytes.
    at: usize,
}

impl Reader<'_> {
    /// Reads text up to the next tag or character reference.
    fn text(&mut self) -> Option<StrTendril> {
        let start = self.at;
        self.pass_until(&TEXT_END);
        self.since(start).filter(|text| !text.is_empty())
    }

    /// Reads a comment, and returns what stands inside.
    fn comment(&mut self) -> Option<StrTendril> {
        self.at += 4;
        let (start, text) = (self.at, &self.bytes[self.at..]);
        if text.starts_with(b">") || text.starts_with(b"->") {
            return None;
        }
        self.at += text.windows(3).position(|end| matches!(end, b"-->" | b"--!"))?;
        let comment = self.since(start).filter(|comment| !comment.contains('\0'));
        self.at += 2;
        self.take(b'>')?;
        comment
    }

    /// Reads an end tag, which has no attributes here.
    fn end_tag(&mut self) -> Option<Tag> {
        self.at += 2;
        let name = self.name()?;
        self.pass(&SPACE);
        self.take(b'>')?;
        Some(Tag {
            kind: TagKind::EndTag,
            name,
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        })
    }

    /// Reads a start tag.
    fn start_tag(&mut self) -> Option<Tag> {
        self.at += 1;
        let name = self.name().filter(|name| !is_raw(name))?;
        let mut attrs = Vec::new();
        let self_closing = loop {
            let before = self.at;
            self.pass(&SPACE);
            match *self.bytes.get(self.at)? {
                b'>' => break false,
                b'/' => {
                    self.at += 1;
                    break true;
                }
                _ if self.at > before && attrs.len() < MAX_ATTRIBUTES => attrs.push(self.attribute(&attrs)?),
                _ => return None,
            }
        };
        self.take(b'>')?;
        Some(Tag { kind: TagKind::StartTag, name, self_closing, attrs, had_duplicate_attributes: false })
    }

    /// Reads an attribute, unless one of the attributes before it has the same name.
    fn attribute(&mut self, before: &[Attribute]) -> Option<Attribute> {
        let name = self.name()?;
        if before.iter().any(|other| other.name.local == name) {
            return None;
        }
        let value = if self.take(b'=').is_some() { self.value()? } else { StrTendril::new() };
        Some(Attribute { name: QualName::new(None, ns!(), name), value })
    }

    /// Reads the value of an attribute, with its quotes if it has any.
    fn value(&mut self) -> Option<StrTendril> {
        let (ends, quote) = match *self.bytes.get(self.at)? {
            b'"' => (&DOUBLE_QUOTED_END, Some(b'"')),
            b'\'' => (&SINGLE_QUOTED_END, Some(b'\'')),
            _ => (&UNQUOTED_END, None),
        };
        self.at += usize::from(quote.is_some());
        let start = self.at;
        self.pass_until(ends);
        let mut value = self.since(start)?;
        while self.bytes.get(self.at) == Some(&b'&') {
            self.reference(&mut value)?;
            let start = self.at;
            self.pass_until(ends);
            value.push_slice(self.page.get(start..self.at)?);
        }
        match quote {
            Some(quote) => self.take(quote)?,
            None if value.is_empty() => return None,
            None => {}
        }
        Some(value)
    }

    /// Reads a character reference, or a `&` that begins none, and adds what it stands for to a text.
    fn reference(&mut self, into: &mut StrTendril) -> Option<()> {
        self.at += reference::read(self.page.get(self.at..)?, into)?;
        Some(())
    }

    /// Reads the name of a tag or attribute, and returns it in lower case.
    fn name(&mut self) -> Option<LocalName> {
        let start = self.at;
        self.pass(&NAME);
        let name = self.page.get(start..self.at).filter(|name| !name.is_empty())?;
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Some(LocalName::from(name.to_ascii_lowercase()));
        }
        Some(LocalName::from(name))
    }

    /// Reads this byte; `None` if another one comes next.
    fn take(&mut self, byte: u8) -> Option<()> {
        (self.bytes.get(self.at) == Some(&byte)).then(|| self.at += 1)
    }

    /// Skips bytes of this set.
    fn pass(&mut self, bytes: &Bytes) {
        self.pass_while(|byte| bytes[usize::from(byte)]);
    }

    /// Skips bytes up to the next one of this set.
    fn pass_until(&mut self, bytes: &Bytes) {
        self.pass_while(|byte| !bytes[usize::from(byte)]);
    }

    fn pass_while(&mut self, is_passed: impl Fn(u8) -> bool) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| !is_passed(*byte)).unwrap_or(rest.len());
    }

    /// The text from `start` to the current offset.
    fn since(&self, start: usize) -> Option<StrTendril> {
        let len = self.at - start;
        self.page.try_subtendril(u32::try_from(start).ok()?, u32::try_from(len).ok()?).ok()
    }
}

/// Whether the element holds raw text, in which no tag counts but its end tag. The tokenizer has to read its start tag
/// to change into the right state.
fn is_raw(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("plaintext")
            | local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp")
    )
}
