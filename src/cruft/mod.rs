//! Cruft: its kinds, the phrases and class names that identify it, the caller's own rules, and the reasons for a
//! verdict.

mod byline;
mod class;
#[cfg(any(feature = "selectors", feature = "serde"))]
mod distinct;
mod kind;
mod lexicon;
mod reason;
mod rule;
#[cfg(any(feature = "selectors", feature = "serde"))]
mod rule_entry;
#[cfg(feature = "selectors")]
mod selector;
#[cfg(feature = "selectors")]
mod site_rules;

pub(crate) use byline::{Byline, may_be_name, names_nobody, read as read_byline, read_dated, without_by};
pub(crate) use class::{ClassMeaning, class_meaning, letters_meaning};
pub use kind::{Cruft, ParseCruftError};
pub(crate) use lexicon::{Hit, OPENING_BYTES, hits, may_open, normalize};
pub use reason::Reason;
#[cfg(feature = "selectors")]
pub(crate) use rule::Action;
pub use rule::Rule;
#[cfg(feature = "selectors")]
pub(crate) use selector::{Chain, Name, NoPseudo, Syntax, Value};
#[cfg(feature = "selectors")]
pub use site_rules::SiteRules;
