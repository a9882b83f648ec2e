//! The openings of a phrase: the plain text that its matches begin with, by which it is looked up.

use super::pattern::{Pattern, Piece};
use super::prefixes::OPENING_BYTES;

/// Least length of the opening of a phrase that may match anywhere in a block, in bytes: shorter ones would be found at
/// every other word.
pub(super) const ANYWHERE_BYTES: usize = 4;

impl Pattern {
    /// All openings that matches of the phrase may have.
    pub(super) fn openings(&self) -> Vec<Opening> {
        let mut openings = Vec::new();
        for form in &self.forms {
            let mut of_form = vec![Opening::default()];
            extend_openings(form, &mut of_form);
            openings.append(&mut of_form);
        }
        openings
    }
}

/// The plain text that a match of a phrase begins with.
#[derive(Debug, Default, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Opening {
    /// The match begins with a number, and the opening is the text after it.
    pub(super) after_number: bool,
    /// The text as normalized UTF-8, at most [`OPENING_BYTES`] long.
    pub(super) text: Vec<u8>,
    /// The opening is complete, and further parts of the phrase don't extend it.
    closed: bool,
}

impl Opening {
    /// Adds plain text that comes next in the phrase, unless the opening is closed.
    fn extend(&mut self, text: &str) {
        if !self.closed {
            self.text.extend(text.bytes().take(OPENING_BYTES - self.text.len()));
            self.closed = self.text.len() == OPENING_BYTES;
        }
    }

    /// Adds a number that comes next in the phrase: it is skipped at the beginning of the phrase, and closes the
    /// opening elsewhere.
    fn add_number(&mut self) {
        self.closed |= self.after_number || !self.text.is_empty();
        self.after_number |= !self.closed;
    }

    /// Closes the opening because something other than plain text comes next.
    fn close(&mut self) {
        self.closed = true;
    }

    fn is_closed(&self) -> bool {
        self.closed
    }
}

/// Extends all openings by the plain text that the pieces begin with, until they are closed. Alternatives multiply the
/// openings.
fn extend_openings(pieces: &[Piece], openings: &mut Vec<Opening>) {
    for piece in pieces {
        match piece {
            Piece::Literal(text) => openings.iter_mut().for_each(|opening| opening.extend(text)),
            Piece::Choice(alternatives) => {
                let mut extended = Vec::new();
                for alternative in alternatives {
                    let mut openings = openings.clone();
                    extend_openings(alternative, &mut openings);
                    extended.append(&mut openings);
                }
                extended.sort_unstable();
                extended.dedup();
                *openings = extended;
            }
            Piece::Number => openings.iter_mut().for_each(Opening::add_number),
            Piece::Letters | Piece::Gap => openings.iter_mut().for_each(Opening::close),
        }
        if openings.iter().all(Opening::is_closed) {
            return;
        }
    }
}
