//! Matches the selectors of rules on the elements of a tree, in time linear in their number.
//!
//! Of each element it is noted, as bits, up to which of its compound selectors a selector has matched there. Whether
//! the next one may match an element follows from the bits of its parent, of all elements around it, of the element
//! before it, and of all siblings before it. So each element is looked at once, however deep it stands.

use std::collections::HashMap;
use std::rc::Rc;

use html5ever::tree_builder::QuirksMode as Quirks;
use markup5ever_rcdom::RcDom;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::{CompoundSelectorMatchingResult, matches_compound_selector_from};

use super::elements::Elements;
use super::{Found, Selected};
use crate::cruft::{Action, Chain, Rule, Syntax};
use crate::page::Ruling;

impl Selected {
    /// Finds what rules select in a tree.
    pub(in crate::walk) fn find(dom: &RcDom, rules: &[Rule]) -> Selected {
        if rules.iter().all(|rule| rule.selects().is_none()) {
            return Selected::default();
        }
        let elements = Elements::of(&dom.document);
        let mut caches = SelectorCaches::default();
        // As in browsers, the case of classes and ids does not count on pages that are written for very old ones.
        let quirks = if dom.quirks_mode.get() == Quirks::Quirks { QuirksMode::Quirks } else { QuirksMode::NoQuirks };
        let mut context = context(&mut caches, quirks);
        let mut rulings: HashMap<usize, Ruling> = HashMap::new();
        for (number, rule) in rules.iter().enumerate() {
            let ruling = match rule.action() {
                Action::Drop(_) => Ruling { drop: Some(number), ..Ruling::default() },
                Action::Keep => Ruling { is_kept: true, ..Ruling::default() },
                Action::Article => Ruling { article: Some(number), ..Ruling::default() },
            };
            for chain in rule.selects().into_iter().flat_map(|selector| selector.chains()) {
                for index in matches(chain, &elements, &mut context, &mut 0) {
                    let known = rulings.entry(index).or_default();
                    *known = known.with(ruling);
                }
            }
        }
        Selected::of(&elements, rulings)
    }

    /// Collects the elements of which something is said, by their index, and those around elements to show.
    fn of(elements: &Elements, rulings: HashMap<usize, Ruling>) -> Selected {
        let mut found: HashMap<usize, Found> = HashMap::with_capacity(rulings.len());
        let new = |index: usize, ruling| Found { node: elements.node(index).clone(), ruling, holds_shown: false };
        for (index, ruling) in rulings {
            found.entry(index).or_insert_with(|| new(index, ruling)).ruling = ruling;
            let mut around = elements.parent(index).filter(|_| ruling.is_kept || ruling.article.is_some());
            while let Some(outer) = around {
                let outer_found = found.entry(outer).or_insert_with(|| new(outer, Ruling::default()));
                if std::mem::replace(&mut outer_found.holds_shown, true) {
                    break;
                }
                around = elements.parent(outer);
            }
        }
        Selected { found: found.into_values().map(|found| (Rc::as_ptr(&found.node), found)).collect() }
    }
}

/// What the crate `selectors` needs beside an element and a selector.
fn context(caches: &mut SelectorCaches, quirks: QuirksMode) -> MatchingContext<'_, Syntax> {
    let (flags, invalidation) = (NeedsSelectorFlags::No, MatchingForInvalidation::No);
    MatchingContext::new(MatchingMode::Normal, None, caches, quirks, flags, invalidation)
}

/// The indices of the elements that a chain selects. `tried` counts the compound selectors that were tried.
fn matches(
    chain: &Chain,
    elements: &Elements,
    context: &mut MatchingContext<'_, Syntax>,
    tried: &mut usize,
) -> Vec<usize> {
    let mut matches = Vec::new();
    // For each element, the compound selectors that match there with all before them; those that match there or at an
    // element around it; those that match there or at a sibling before it.
    let mut own = vec![0_u64; elements.len()];
    let mut around = vec![0_u64; elements.len()];
    let mut so_far = vec![0_u64; elements.len()];
    for index in 0..elements.len() {
        let (parent, previous) = (elements.parent(index), elements.previous(index));
        let of = |bits: &[u64], index: Option<usize>| index.map_or(0, |index| bits[index]);
        let before = of(&own, parent) & chain.parents
            | of(&around, parent) & chain.ancestors
            | of(&own, previous) & chain.neighbours
            | of(&so_far, previous) & chain.siblings;
        let mut to_try = before << 1 | 1;
        while to_try != 0 {
            let compound = to_try.trailing_zeros() as usize;
            to_try &= to_try - 1;
            *tried += 1;
            let result =
                matches_compound_selector_from(&chain.parsed, chain.compounds[compound], context, elements.get(index));
            if !matches!(result, CompoundSelectorMatchingResult::NotMatched) {
                own[index] |= 1 << compound;
            }
        }
        around[index] = own[index] | of(&around, parent);
        so_far[index] = own[index] | of(&so_far, previous);
        if own[index] >> (chain.compounds.len() - 1) & 1 == 1 {
            matches.push(index);
        }
    }
    matches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::parse::parse;

    /// How many compound selectors a rule tries on a page, and how many elements it selects.
    fn work(selector: &str, html: &str) -> (usize, usize) {
        let dom = parse(html, &Limits::default()).unwrap();
        let rule = Rule::keep_selector(selector).unwrap();
        let elements = Elements::of(&dom.document);
        let mut caches = SelectorCaches::default();
        let mut context = context(&mut caches, QuirksMode::NoQuirks);
        let mut tried = 0;
        let found: Vec<usize> = rule
            .selects()
            .unwrap()
            .chains()
            .iter()
            .flat_map(|chain| matches(chain, &elements, &mut context, &mut tried))
            .collect();
        (tried, found.len())
    }

    #[test]
    fn each_compound_selector_is_tried_at_most_once_an_element() {
        let deep = "<div class=a><div class=c>".repeat(245) + &"<i class=b></i><p class=d></p>".repeat(25_000);
        let page = format!("<!doctype html>{deep}{}{}", "</div>".repeat(490), "<p class=e></p>".repeat(50_000));
        let elements = 490 + 50_000 + 50_000 + 3;
        for (selector, compounds, found) in [
            (".b", 1, 25_000),
            (".a > .b", 2, 0),
            (".c > .b", 2, 25_000),
            (".a .c > .a > .a .d", 5, 0),
            (".a .c > .a .d", 4, 25_000),
            ("h2 ~ p", 2, 0),
            (".a ~ p", 2, 50_000),
            (".e + .e ~ .e + .e", 4, 49_997),
            ("* * * * * * h2", 7, 0),
        ] {
            let (tried, matched) = work(selector, &page);
            assert_eq!(matched, found, "{selector}");
            assert!(tried <= compounds * elements, "{selector}: {tried} tries");
        }
    }
}
