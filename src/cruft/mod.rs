//! What cruft is: its kinds, the phrases that betray it, and a user's own rules.

mod kind;

pub use kind::Cruft;
