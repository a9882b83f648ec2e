//! Text → `RcDom`, under limits that hold while parsing. Beside the walker the only place that names the parser.

mod fast_path;
mod open_tag;
mod raw_text;
mod sink;
#[cfg(test)]
mod tests;

use std::cell::Cell;

use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{TokenizerResult, local_name};
use markup5ever_rcdom::{Handle, RcDom};

use self::open_tag::OpenTag;
use self::sink::Sink;
use crate::error::{Error, Result};
use crate::limits::Limits;

/// How much the tokenizer reads at a time, in bytes. A piece that yields no token is looked into for a flood of
/// attributes: two pieces are at most 10,000 of them, which takes html5ever 50 ms.
const PIECE_BYTES: usize = 16 << 10;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// How many steps of work a page may take, per unit of [`Limits::max_depth`]. A step is 1 to 10 ns: with the default
/// depth a page can take half a second, and nine times the steps that any of 1,981 real pages takes.
const STEPS_PER_DEPTH: usize = 100_000;

/// What a token or a parse error costs beside what it makes the tree builder do, in steps.
const TOKEN_STEPS: usize = 16;

/// The number of a token's line, which the builder tells its sink, which doesn't ask.
const UNKNOWN_LINE: u64 = 0;

/// What it costs to compare a formatting tag with an open one of the same name, in steps for each attribute: html5ever
/// copies and sorts the attributes of both.
const COMPARISON_STEPS: usize = 32;

/// Parses a page as a browser without scripting would, so that `<noscript>` is a tree.
pub(crate) fn parse(html: &str, limits: &Limits) -> Result<RcDom> {
    limits.check_bytes(html.len())?;
    // It would discard one at the start of each piece.
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Tokens::new(limits), options);
    let mut silence = UnfinishedTag::default();
    let mut read = if html.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    while read < html.len() {
        let end = piece_end(html, read);
        let tokens_before = tokenizer.sink.tokens.get();
        tokenizer.sink.input.push_back(piece(&html[read..end]));
        tokenizer.sink.skip_unread();
        while !matches!(tokenizer.feed(&tokenizer.sink.input), TokenizerResult::Done) {}
        if tokenizer.sink.tokens.get() == tokens_before {
            tokenizer.sink.open_attributes.set(silence.attributes(html.as_bytes(), end));
        } else {
            silence = UnfinishedTag::since(read);
        }
        tokenizer.sink.check(end)?;
        read = end;
    }
    tokenizer.end();
    Ok(tokenizer.sink.builder.sink.finish())
}

fn piece_end(html: &str, start: usize) -> usize {
    let mut end = (start + PIECE_BYTES).min(html.len());
    while !html.is_char_boundary(end) || html[..end].ends_with('\r') && html[end..].starts_with('\n') {
        end -= 1;
    }
    end
}

/// SiblingGroups newlines of all line ends, as the tokenizer would.
fn piece(html: &str) -> StrTendril {
    // Without an early end it takes vectors of bytes; most pieces have none.
    let has_returns = html.bytes().fold(false, |found, byte| found | (byte == b'\r'));
    if has_returns {
        StrTendril::from(html.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        StrTendril::from_slice(html)
    }
}

/// A stretch of the page that yielded no token: it is within one tag or comment.
#[derive(Default)]
struct UnfinishedTag {
    /// The start of the last piece that yielded tokens: the tag or comment begins in it or right after it.
    start: usize,
    /// How far `open_tag` has read.
    seen: usize,
    open_tag: OpenTag,
}

impl UnfinishedTag {
    fn since(start: usize) -> Self {
        Self { start, seen: start, open_tag: OpenTag::default() }
    }

    /// How many attributes the tag may have that is open at `end`.
    fn attributes(&mut self, html: &[u8], end: usize) -> usize {
        self.open_tag.read(&html[self.seen..end], self.seen == self.start);
        self.seen = end;
        self.open_tag.attributes()
    }
}

/// Passes the tokens on to the tree builder for as long as the page keeps the limits, and counts the work that the
/// sink of the tree can't see.
struct Tokens<'a> {
    builder: TreeBuilder<Handle, Sink>,
    limits: &'a Limits,
    /// What the tokenizer has not read yet.
    input: BufferQueue,
    /// The tokenizer is about to read raw text that nobody else reads.
    in_unread: Cell<bool>,
    tokens: Cell<usize>,
    /// Errors since the last token: if that was a tag, at most so many attributes were given twice.
    errors: Cell<usize>,
    /// How many attributes the tag may have that the tokenizer is in.
    open_attributes: Cell<usize>,
    /// Since the last tag of that name was read.
    in_noscript: Cell<bool>,
}

impl<'a> Tokens<'a> {
    fn new(limits: &'a Limits) -> Self {
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        Self {
            builder: TreeBuilder::new(Sink::default(), options),
            limits,
            input: BufferQueue::default(),
            in_unread: Cell::new(false),
            tokens: Cell::new(0),
            errors: Cell::new(0),
            open_attributes: Cell::new(0),
            in_noscript: Cell::new(false),
        }
    }

    /// Asks whether the limits hold, for a page that was read up to `offset`.
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

    /// Whether the tag is an `<iframe/>` in `<noscript>`. Browsers with scripting never read what is in there; without it,
    /// all text up to `</iframe>`, and so most of the page, would be that of a frame that is closed already.
    fn is_closed_frame(&self, tag: &Tag) -> bool {
        if tag.name == local_name!("noscript") {
            self.in_noscript.set(tag.kind == TagKind::StartTag);
        }
        self.in_noscript.get() && tag.self_closing && tag.name == local_name!("iframe")
    }

    /// Passes over the text of scripts and styles.
    fn skip_unread(&self) {
        if self.in_unread.get() {
            self.in_unread.set(raw_text::skip(&self.input));
            // It is neither in a tag nor in a comment, and would be no silence if the tokenizer read it.
            self.tokens.set(self.tokens.get() + 1);
        }
    }

    /// Passes on what can be read without the tokenizer.
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
            // The rest of the piece is lost, as the page is: one piece can hold enough tags to take seconds.
            return TokenSinkResult::Continue;
        }
        if is_closed_frame {
            return TokenSinkResult::Continue;
        }
        let result = self.builder.process_token(token, UNKNOWN_LINE);
        if is_unread && matches!(result, TokenSinkResult::RawData(_)) {
            self.in_unread.set(true);
            self.skip_unread();
        }
        result
    }

    /// Counts the comparisons of attributes that this tag makes or made.
    fn charge(&self, tag: &Tag) {
        let sink = &self.builder.sink;
        sink.give(&tag.attrs);
        sink.spend(comparisons(tag.attrs.len(), self.errors.get()));
        if tag.kind == TagKind::StartTag && is_formatting(tag) {
            sink.spend(COMPARISON_STEPS * (1 + tag.attrs.len()) * sink.open_elements_named(&tag.name));
        }
    }
}

/// How many comparisons it takes to find out that attributes are distinct, beside some that were given twice.
fn comparisons(attributes: usize, twice: usize) -> usize {
    attributes.saturating_mul(attributes / 2 + twice)
}

/// Is this a tag that html5ever compares with all open ones of its name (the HTML standard's "Noah's Ark clause")?
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
