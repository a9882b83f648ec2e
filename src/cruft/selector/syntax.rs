//! What the crate `selectors` has to know of our selectors: the types of names and values, and which syntax is allowed.

use std::borrow::Borrow;
use std::fmt;

use cssparser::{ToCss, serialize_identifier, serialize_string};
use precomputed_hash::PrecomputedHash;
use selectors::parser::{self, SelectorParseErrorKind};

use crate::hash;

/// The syntax of selectors: level 4 of the standard without pseudo-elements, `:has()`, `:nth-child(… of …)`, shadow
/// trees, and the pseudo-classes of links, forms and user actions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Syntax;

/// The name of an element, an attribute, a class or an id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Name(String);

/// A pseudo-class or pseudo-element that the crate does not know by itself: there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoPseudo {}

impl parser::SelectorImpl for Syntax {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Value;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Name;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = str;
    type BorrowedLocalName = str;
    type NonTSPseudoClass = NoPseudo;
    type PseudoElement = NoPseudo;
}

impl parser::Parser<'_> for Syntax {
    type Impl = Syntax;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn allow_forgiving_selectors(&self) -> bool {
        false
    }
}

/// The value of an attribute in a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value(String);

impl From<&str> for Name {
    fn from(name: &str) -> Name {
        Name(name.to_owned())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value(value.to_owned())
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Value {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PrecomputedHash for Name {
    #[expect(clippy::cast_possible_truncation, reason = "half of a hash is one, too")]
    fn precomputed_hash(&self) -> u32 {
        hash::of(&self.0) as u32
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_identifier(&self.0, dest)
    }
}

impl ToCss for Value {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_string(&self.0, dest)
    }
}

impl ToCss for NoPseudo {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

impl parser::NonTSPseudoClass for NoPseudo {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl parser::PseudoElement for NoPseudo {}
