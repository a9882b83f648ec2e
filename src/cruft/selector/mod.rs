//! CSS selectors of the caller's rules. The crate `selectors` parses them and matches their compound selectors, such as
//! `p.promo`. The combinators between these are taken apart here, for the walk to follow them down the tree: from an
//! element up, as style sheets are matched, a hostile page makes them take the square of its size.

mod syntax;

use cssparser::ParseErrorKind;
use selectors::SelectorList;
use selectors::parser::{self, Combinator, Component, NthType, ParseRelative, SelectorParseErrorKind};

pub(crate) use syntax::{Name, NoPseudo, Syntax, Value};

use crate::error::{Error, Result};

/// Greatest length of a selector, in bytes. A list of fifty class names has half as many. Set by hand.
const MAX_BYTES: usize = 2048;
/// Parentheses are nested at most this deep: the parser recurses into them. Set by hand.
const MAX_NESTED: usize = 8;
/// A chain has at most this many compound selectors: each is a bit.
const MAX_COMPOUNDS: usize = u64::BITS as usize;

/// A selector, which may be a list: `aside.promo, #newsletter`.
#[derive(Debug, Clone)]
pub(crate) struct Selector {
    text: String,
    chains: Vec<Chain>,
}

/// One of the selectors of a list: compound selectors with combinators between them. Compound selectors are numbered
/// from the left; in the masks of bits, the lowest bit is the first.
#[derive(Debug, Clone)]
pub(crate) struct Chain {
    /// The selector as the crate `selectors` has it.
    pub(crate) parsed: parser::Selector<Syntax>,
    /// Where in it each compound selector begins, as an index in parse order.
    pub(crate) compounds: Vec<usize>,
    /// The compound selectors with `>` behind them.
    pub(crate) parents: u64,
    /// The compound selectors with white space behind them.
    pub(crate) ancestors: u64,
    /// The compound selectors with `+` behind them.
    pub(crate) neighbours: u64,
    /// The compound selectors with `~` behind them.
    pub(crate) siblings: u64,
}

impl Selector {
    /// Parses a selector.
    ///
    /// # Errors
    ///
    /// [`Error::BadSelector`] if it is none, or one that can't be matched in linear time.
    pub(crate) fn parse(text: &str) -> Result<Selector> {
        let chains = parse(text).map_err(|problem| Error::BadSelector { selector: text.to_owned(), problem })?;
        Ok(Selector { text: text.to_owned(), chains })
    }

    /// The selector as it was passed.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The selectors of the list.
    pub(crate) fn chains(&self) -> &[Chain] {
        &self.chains
    }
}

/// The chains of a selector, or what is wrong with it.
fn parse(text: &str) -> std::result::Result<Vec<Chain>, String> {
    if text.len() > MAX_BYTES {
        return Err(format!("it has {} bytes, more than {MAX_BYTES}: split it into several rules", text.len()));
    }
    if nested(text) > MAX_NESTED {
        return Err(format!("its parentheses are nested deeper than {MAX_NESTED}"));
    }
    let mut input = cssparser::Parser::new(text);
    let list = input.parse_entirely(|input| SelectorList::parse(&Syntax, input, ParseRelative::No));
    let list = list.map_err(|error| {
        let rest = text.get(input.position().byte_index()..).unwrap_or_default().trim();
        let place = if rest.is_empty() { "at its end".to_owned() } else { format!("before {rest:?}") };
        format!("{} ({place})", problem(&error.kind))
    })?;
    list.slice().iter().map(chain).collect()
}

/// How deep parentheses are nested, those in strings included.
fn nested(text: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' => open += 1,
            b')' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

/// What is wrong, in words.
fn problem(kind: &ParseErrorKind<SelectorParseErrorKind>) -> &'static str {
    match kind {
        ParseErrorKind::Custom(SelectorParseErrorKind::UnsupportedPseudoClassOrElement) => {
            "this pseudo-class or pseudo-element is unknown, or not supported as :has() and ::before are not"
        }
        ParseErrorKind::Custom(SelectorParseErrorKind::EmptySelector) => "a selector is missing",
        ParseErrorKind::Custom(SelectorParseErrorKind::DanglingCombinator) => "nothing follows the combinator",
        ParseErrorKind::Custom(SelectorParseErrorKind::ClassNeedsIdent) => "no name follows the dot",
        ParseErrorKind::Custom(SelectorParseErrorKind::ExpectedNamespace) => "namespaces are not supported",
        _ => "this is no CSS selector",
    }
}

/// The chain of a selector, if it can be matched in linear time; otherwise why not.
fn chain(parsed: &parser::Selector<Syntax>) -> std::result::Result<Chain, String> {
    let mut chain =
        Chain { parsed: parsed.clone(), compounds: vec![0], parents: 0, ancestors: 0, neighbours: 0, siblings: 0 };
    let components: Vec<&Component<Syntax>> = parsed.iter_raw_parse_order_from(0).collect();
    for (index, component) in components.iter().enumerate() {
        let Component::Combinator(combinator) = component else { continue };
        if chain.compounds.len() == MAX_COMPOUNDS {
            return Err(format!("it has more than {MAX_COMPOUNDS} elements in a row"));
        }
        let bit = 1 << (chain.compounds.len() - 1);
        match combinator {
            Combinator::Child => chain.parents |= bit,
            Combinator::Descendant => chain.ancestors |= bit,
            Combinator::NextSibling => chain.neighbours |= bit,
            Combinator::LaterSibling => chain.siblings |= bit,
            _ => return Err("pseudo-elements are not supported".to_owned()),
        }
        chain.compounds.push(index + 1);
    }
    for compound in components.split(|component| component.is_combinator()) {
        check(compound, false)?;
    }
    Ok(chain)
}

/// Checks that a compound selector is matched in linear time over the whole page. `is_typed` says that an element name
/// stands around it, as in `p:not(…)`.
fn check(compound: &[&Component<Syntax>], is_typed: bool) -> std::result::Result<(), String> {
    let is_name = |component: &&Component<Syntax>| matches!(component, Component::LocalName(_));
    let is_typed = is_typed || compound.iter().any(is_name);
    for component in compound {
        match component {
            // Of elements of many names in one parent, each would be compared with all others.
            Component::Nth(nth)
                if !is_typed && matches!(nth.ty, NthType::OfType | NthType::LastOfType | NthType::OnlyOfType) =>
            {
                return Err("say of which element, as in p:first-of-type or p:nth-of-type(2)".to_owned());
            }
            Component::Negation(list) | Component::Is(list) | Component::Where(list) => {
                for selector in list.slice() {
                    let inner: Vec<&Component<Syntax>> = selector.iter_raw_parse_order_from(0).collect();
                    if inner.iter().any(|component| component.is_combinator()) {
                        return Err("within :is(), :not() and :where() an element can't be told by those around it: \
                            write it without white space, >, + and ~"
                            .to_owned());
                    }
                    check(&inner, is_typed)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_are_taken_apart() {
        let selector = Selector::parse("main > article p.lead ~ h2 + .x, #y").unwrap();
        let [long, short] = selector.chains() else { panic!("{selector:?}") };
        assert_eq!((long.compounds.len(), short.compounds.len()), (5, 1));
        assert_eq!((long.parents, long.ancestors, long.siblings, long.neighbours), (0b1, 0b10, 0b100, 0b1000));
        assert_eq!(selector.text(), "main > article p.lead ~ h2 + .x, #y");
    }

    #[test]
    fn what_takes_too_long_or_is_no_selector_is_an_error() {
        for (selector, problem) in [
            ("", "a selector is missing"),
            ("p >", "nothing follows the combinator"),
            ("p,", "a selector is missing"),
            (".", "no CSS selector (at its end)"),
            ("p:has(> a)", "not supported"),
            ("p::before", "not supported"),
            ("a:hover", "not supported"),
            (":nth-child(2 of .x)", "no CSS selector"),
            ("svg|a", "namespaces"),
            ("(?i)promo", "a selector is missing"),
            (".x:first-of-type", "say of which element"),
            (":is(p, q):nth-of-type(2)", "say of which element"),
            (".x:not(.a .b)", "within :is()"),
            (":is(.a > .b)", "within :is()"),
            (&":not(".repeat(9), "nested deeper"),
            (&"x".repeat(3000), "3000 bytes"),
            (&"a ".repeat(70), "in a row"),
        ] {
            let error = Selector::parse(selector).unwrap_err().to_string();
            assert!(error.contains(problem), "{selector}: {error}");
        }
        for selector in
            ["p:first-of-type", "p:not(.a, :last-child)", "*", "[data-x='(((((((((' i]", ":is(p.x, q)", "h1"]
        {
            let is_right = Selector::parse(selector);
            assert_eq!(is_right.is_ok(), !selector.contains("((("), "{selector}: {is_right:?}");
        }
    }
}
