//! Parses HTML into an `RcDom`, under limits that hold while parsing, or copies one that the caller has parsed, under
//! the same limits. Of the stages, only this one and the walker name html5ever.

mod copy;
mod fast_path;
mod open_tag;
mod raw_text;
mod sink;
#[cfg(test)]
mod tests;
mod xml;

use std::cell::Cell;

use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{TokenizerResult, local_name};
use markup5ever_rcdom::{Handle, RcDom};

use self::open_tag::OpenTag;
use self::sink::Sink;
use self::xml::Syntax;
use crate::error::{Error, Result};
use crate::limits::Limits;

pub(crate) use copy::copy;

/// How much the tokenizer reads at a time, in bytes. Pieces that yield no token are searched for a flood of attributes,
/// so that at most two go unnoticed: they hold at most 10,000 attributes, for which html5ever takes 50 ms.
const PIECE_BYTES: usize = 16 << 10;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A page may cost this many steps of work per unit of [`Limits::max_depth`]. A step takes 1 to 10 ns: with the default
/// depth, parsing can take half a second. That is nine times the steps of the most expensive of 1,981 real pages.
const STEPS_PER_DEPTH: usize = 100_000;

/// What a token or a parse error costs, in steps, besides what it makes the tree builder do. Set by hand.
const TOKEN_STEPS: usize = 16;

/// Line number for the tree builder, which passes it to the sink; our sink ignores it.
const UNKNOWN_LINE: u64 = 0;

/// What it costs to compare a formatting tag with an open one of the same name, in steps per attribute: html5ever
/// copies and sorts the attributes of both. Set by hand.
const COMPARISON_STEPS: usize = 32;

/// Parses a page as a browser without scripting would, so that the contents of `<noscript>` are elements, not text.
///
/// Fails with [`Error::TooLarge`], [`Error::TooDeep`], [`Error::TooManyNodes`] or [`Error::TooComplex`] as soon as the
/// page breaks a limit.
pub(crate) fn parse(html: &str, limits: &Limits) -> Result<RcDom> {
    parse_as(html, false, limits)
}

/// Parses a page like [`parse`]. `is_xml` says that the page came as XHTML, whether or not it says so itself.
pub(crate) fn parse_as(html: &str, is_xml: bool, limits: &Limits) -> Result<RcDom> {
    parse_part(html, is_xml, limits, &mut 0)
}

/// Parses a part of a page like [`parse_as`]. `steps` is the work that the parts before it cost, to which this one's is
/// added.
fn parse_part(html: &str, is_xml: bool, limits: &Limits, steps: &mut usize) -> Result<RcDom> {
    limits.check_bytes(html.len())?;
    // The tokenizer would discard a byte order mark at the start of each piece.
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Tokens::new(Syntax::of(html, is_xml), limits), options);
    tokenizer.sink.builder.sink.spend(*steps);
    let mut unfinished = UnfinishedTag::default();
    let mut read = if html.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    while read < html.len() {
        let end = piece_end(html, read);
        let tokens_before = tokenizer.sink.tokens.get();
        tokenizer.sink.input.push_back(piece(&html[read..end]));
        tokenizer.sink.skip_unread();
        while !matches!(tokenizer.feed(&tokenizer.sink.input), TokenizerResult::Done) {}
        if tokenizer.sink.tokens.get() == tokens_before {
            tokenizer.sink.open_attributes.set(unfinished.attributes(html.as_bytes(), end));
        } else {
            unfinished = UnfinishedTag::since(read);
        }
        tokenizer.sink.check(end)?;
        read = end;
    }
    tokenizer.end();
    *steps = tokenizer.sink.builder.sink.steps();
    Ok(tokenizer.sink.builder.sink.finish())
}

/// Where the piece ends that begins at `start`: never within a character or between `\r` and `\n`.
fn piece_end(html: &str, start: usize) -> usize {
    let mut end = (start + PIECE_BYTES).min(html.len());
    while !html.is_char_boundary(end) || html[..end].ends_with('\r') && html[end..].starts_with('\n') {
        end -= 1;
    }
    end
}

/// A piece of the page for the tokenizer, with all line ends turned into `\n`, as the tokenizer would do.
fn piece(html: &str) -> StrTendril {
    // The loop has no early exit so that it is vectorised; most pieces have no `\r` anyway.
    let has_returns = html.bytes().fold(false, |found, byte| found | (byte == b'\r'));
    if has_returns {
        StrTendril::from(html.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        StrTendril::from_slice(html)
    }
}

/// A stretch of the page that yielded no token, because it lies within one tag or comment. Offsets are bytes in the
/// page.
#[derive(Default)]
struct UnfinishedTag {
    /// The start of the last piece that yielded tokens: the tag or comment begins in it or right after it.
    start: usize,
    /// Where `open_tag` reads on.
    seen: usize,
    open_tag: OpenTag,
}

impl UnfinishedTag {
    /// Begins anew after a piece, beginning at `start`, that yielded tokens.
    fn since(start: usize) -> Self {
        Self { start, seen: start, open_tag: OpenTag::default() }
    }

    /// The largest number of attributes that a tag open at `end` may have so far.
    fn attributes(&mut self, html: &[u8], end: usize) -> usize {
        self.open_tag.read(&html[self.seen..end], self.seen == self.start);
        self.seen = end;
        self.open_tag.attributes()
    }
}

/// Receives the tokens and passes them on to the tree builder for as long as the page keeps the limits. Counts the work
/// that the tree's sink can't see.
struct Tokens<'a> {
    builder: TreeBuilder<Handle, Sink>,
    /// Whether elements may close themselves.
    syntax: Syntax,
    limits: &'a Limits,
    /// What the tokenizer has not read yet.
    input: BufferQueue,
    /// Whether the tokenizer is in the raw text of a script or style, which is skipped.
    in_unread: Cell<bool>,
    /// The number of tokens so far.
    tokens: Cell<usize>,
    /// The number of parse errors since the last token: an upper bound for the duplicate attributes of a tag.
    errors: Cell<usize>,
    /// The largest number of attributes that the unfinished tag may have so far.
    open_attributes: Cell<usize>,
    /// Whether the last `<noscript>` tag was a start tag.
    in_noscript: Cell<bool>,
}

impl<'a> Tokens<'a> {
    fn new(syntax: Syntax, limits: &'a Limits) -> Self {
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        Self {
            builder: TreeBuilder::new(Sink::default(), options),
            syntax,
            limits,
            input: BufferQueue::default(),
            in_unread: Cell::new(false),
            tokens: Cell::new(0),
            errors: Cell::new(0),
            open_attributes: Cell::new(0),
            in_noscript: Cell::new(false),
        }
    }

    /// Fails if the page breaks a limit; `offset` is where in the page the reader stands, in bytes, for the error.
    fn check(&self, offset: usize) -> Result<()> {
        let Limits { max_depth, max_nodes, .. } = *self.limits;
        let sink = &self.builder.sink;
        if sink.deepest() > max_depth {
            return Err(Error::TooDeep { limit: max_depth, offset });
        }
        if sink.nodes() > max_nodes {
            return Err(Error::TooManyNodes { limit: max_nodes, offset });
        }
        let pending = comparisons(self.open_attributes.get(), self.errors.get());
        if sink.steps().saturating_add(pending) > max_depth.saturating_mul(STEPS_PER_DEPTH) {
            return Err(Error::TooComplex { offset });
        }
        Ok(())
    }

    /// Whether the tag is an `<iframe/>` in `<noscript>`, which is meant to be closed already. A browser with scripting
    /// never reads it; without scripting, all text up to `</iframe>`, most of the page, would be the frame's.
    fn is_closed_frame(&self, tag: &Tag) -> bool {
        if tag.name == local_name!("noscript") {
            self.in_noscript.set(tag.kind == TagKind::StartTag);
        }
        self.in_noscript.get() && tag.self_closing && tag.name == local_name!("iframe")
    }

    /// Skips the rest of the text of a script or style, if the tokenizer stands in one.
    fn skip_unread(&self) {
        if self.in_unread.get() {
            self.in_unread.set(raw_text::skip(&self.input));
            // Counts as a token, because the tokenizer would have made one of the text: no tag is unfinished.
            self.tokens.set(self.tokens.get() + 1);
        }
    }

    /// Reads tokens on the fast path for as long as it can, and passes them on to the tree builder.
    fn read_ahead(&self) -> TokenSinkResult<Handle> {
        let Some(mut piece) = self.input.pop_front() else { return TokenSinkResult::Continue };
        let mut read = 0;
        let mut result = TokenSinkResult::Continue;
        while let TokenSinkResult::Continue = result
            && let Some((token, end)) = fast_path::token(&piece, read)
        {
            read = end;
            result = self.pass_on(token);
        }
        piece.pop_front(u32::try_from(read).unwrap_or_default());
        self.input.push_front(piece);
        result
    }

    /// Passes a token on to the tree builder, if the limits hold.
    fn pass_on(&self, token: Token) -> TokenSinkResult<Handle> {
        self.builder.sink.spend(TOKEN_STEPS);
        if matches!(token, Token::ParseError(_)) {
            self.errors.set(self.errors.get() + 1);
            return TokenSinkResult::Continue;
        }
        self.tokens.set(self.tokens.get() + 1);
        let (mut is_closed_frame, mut is_unread) = (false, false);
        if let Token::TagToken(tag) = &token {
            self.charge(tag);
            is_closed_frame = self.is_closed_frame(tag);
            is_unread = raw_text::is_unread(&tag.name, &tag.attrs);
        }
        self.errors.set(0);
        self.open_attributes.set(0);
        if self.check(0).is_err() {
            // The page is refused after this piece, so the rest of it is dropped: it could hold enough tags to take
            // seconds.
            return TokenSinkResult::Continue;
        }
        if is_closed_frame {
            return TokenSinkResult::Continue;
        }
        // In drawings and formulas, elements close themselves in HTML, too.
        let end_tag =
            self.syntax.end_tag(&token).filter(|_| !self.adjusted_current_node_present_but_not_in_html_namespace());
        let result = self.builder.process_token(token, UNKNOWN_LINE);
        if let Some(end_tag) = end_tag {
            return self.pass_on(Token::TagToken(end_tag));
        }
        if is_unread && matches!(result, TokenSinkResult::RawData(_)) {
            self.in_unread.set(true);
            self.skip_unread();
        }
        result
    }

    /// Counts the work of comparing attributes: those of this tag with each other, and those of formatting tags with
    /// open elements of the same name.
    fn charge(&self, tag: &Tag) {
        let sink = &self.builder.sink;
        sink.give(&tag.attrs);
        sink.spend(comparisons(tag.attrs.len(), self.errors.get()));
        if tag.kind == TagKind::StartTag && is_formatting(tag) {
            sink.spend(COMPARISON_STEPS * (1 + tag.attrs.len()) * sink.open_elements_named(&tag.name));
        }
    }
}

/// How many comparisons it takes to find the duplicates among the attributes of a tag: each attribute is compared with
/// all distinct ones before it. `twice` is how many duplicates were found besides the `attributes` distinct ones.
fn comparisons(attributes: usize, twice: usize) -> usize {
    attributes.saturating_mul(attributes / 2 + twice)
}

/// Whether this is a tag that html5ever compares with all open ones of its name (the HTML standard's "Noah's Ark
/// clause").
fn is_formatting(tag: &Tag) -> bool {
    matches!(
        tag.name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

impl TokenSink for Tokens<'_> {
    type Handle = Handle;

    fn process_token(&self, token: Token, _line_number: u64) -> TokenSinkResult<Handle> {
        let is_tag = matches!(token, Token::TagToken(_));
        let result = self.pass_on(token);
        // After a tag the tokenizer stands between two tokens.
        if is_tag && matches!(result, TokenSinkResult::Continue) { self.read_ahead() } else { result }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
