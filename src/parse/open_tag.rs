//! Counts the attributes of a tag that the tokenizer hasn't finished.
//!
//! html5ever compares each attribute of a tag with all before it and yields no token until the tag ends, so that a tag
//! of 200,000 attributes (1 MB) takes it 10 seconds. A data: URI or a comment of that length is harmless and common.
//! The tokenizer doesn't report which of these it is in, nor where that began, so every tag that may have begun there
//! is followed, to see whether it is still open and how many attributes it has. That costs nothing on pages without a
//! long stretch that yields no token.

/// Where in a tag the reader can be. The variants are in the order of `OpenTag::attributes`.
#[derive(Clone, Copy)]
enum State {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    DoubleQuoted,
    SingleQuoted,
    Unquoted,
}

/// All states, in the order of the variants.
const STATES: [State; 8] = [
    State::TagName,
    State::BeforeName,
    State::Name,
    State::AfterName,
    State::BeforeValue,
    State::DoubleQuoted,
    State::SingleQuoted,
    State::Unquoted,
];

/// All tags that may be open, grouped by state: for each state the largest number of attributes of a tag in it, `None`
/// if no tag is in it.
#[derive(Clone, Default)]
pub(super) struct OpenTag {
    attributes: [Option<usize>; STATES.len()],
}

impl OpenTag {
    /// The largest number of attributes that the open tag may have.
    pub(super) fn attributes(&self) -> usize {
        self.attributes.iter().flatten().copied().max().unwrap_or(0)
    }

    /// Reads the next stretch of the page. `can_begin` says whether tags can begin in this stretch; otherwise those
    /// that are open only go on.
    pub(super) fn read(&mut self, html: &[u8], can_begin: bool) {
        let mut rest = html;
        while let Some((&byte, after)) = rest.split_first() {
            self.step(byte);
            if can_begin && byte == b'<' && after.first().is_none_or(|next| next.is_ascii_alphabetic() || *next == b'/')
            {
                self.attributes[State::TagName as usize].get_or_insert(0);
            }
            let plain = match self.ending_byte() {
                Some(ending) => after.iter().position(|&byte| byte == ending || byte == b'<').unwrap_or(after.len()),
                None => 0,
            };
            rest = &after[plain..];
        }
    }

    /// The only byte besides `<` that can change a state, if no tag is open or all are in the same kind of quotes: all
    /// others can be skipped.
    fn ending_byte(&self) -> Option<u8> {
        let is_in = |state: State| self.attributes[state as usize].is_some();
        let mut states = STATES.into_iter().filter(|&state| is_in(state));
        match (states.next(), states.next()) {
            (None, _) => Some(b'<'),
            (Some(State::DoubleQuoted), None) => Some(b'"'),
            (Some(State::SingleQuoted), None) => Some(b'\''),
            _ => None,
        }
    }

    /// Moves every open tag on by one byte.
    fn step(&mut self, byte: u8) {
        let before = std::mem::take(&mut self.attributes);
        for (state, attributes) in STATES.into_iter().zip(before) {
            let Some(attributes) = attributes else { continue };
            let Some(next) = state.after(byte) else { continue };
            let begins = matches!(next, State::Name) && !matches!(state, State::Name);
            let slot = &mut self.attributes[next as usize];
            *slot = (*slot).max(Some(attributes + usize::from(begins)));
        }
    }
}

impl State {
    /// The state after this byte; `None` if the tag ends with it.
    fn after(self, byte: u8) -> Option<Self> {
        use State::{AfterName, BeforeName, BeforeValue, DoubleQuoted, Name, SingleQuoted, TagName, Unquoted};
        let is_space = byte.is_ascii_whitespace();
        Some(match (self, byte) {
            (DoubleQuoted, b'"') | (SingleQuoted, b'\'') => BeforeName,
            (DoubleQuoted | SingleQuoted, _) => self,
            (_, b'>') => return None,
            (TagName | Name | BeforeName | AfterName, b'/') => BeforeName,
            (TagName | Unquoted, _) => {
                if is_space {
                    BeforeName
                } else {
                    self
                }
            }
            (BeforeName, _) => {
                if is_space {
                    BeforeName
                } else {
                    Name
                }
            }
            (Name | AfterName, b'=') => BeforeValue,
            (Name | AfterName, _) if is_space => AfterName,
            (Name | AfterName, _) => Name,
            (BeforeValue, b'"') => DoubleQuoted,
            (BeforeValue, b'\'') => SingleQuoted,
            (BeforeValue, _) => {
                if is_space {
                    BeforeValue
                } else {
                    Unquoted
                }
            }
        })
    }
}
