//! What the caller's rules with selectors say of the blocks and pictures of a page.

use crate::cruft::{Cruft, Reason, Rule};

/// What rules say of a part of a page. Rules are given by their index in [`Rulings::rules`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Ruling {
    /// Whether any rule keeps it.
    pub(crate) is_kept: bool,
    /// The first of the rules that drop it.
    pub(crate) drop: Option<usize>,
    /// The first of the rules that say that it is the article.
    pub(crate) article: Option<usize>,
}

impl Ruling {
    /// What is said of a part together with what is said of a part inside of it.
    pub(crate) fn with(self, inner: Ruling) -> Ruling {
        let first = |own: Option<usize>, other: Option<usize>| own.into_iter().chain(other).min();
        Ruling {
            is_kept: self.is_kept || inner.is_kept,
            drop: first(self.drop, inner.drop),
            article: first(self.article, inner.article),
        }
    }
}

/// What rules with selectors say of a page. Empty, as it is without such rules, it says nothing.
#[derive(Debug, Default)]
pub(crate) struct Rulings {
    /// All rules, those without selectors included.
    rules: Vec<Rule>,
    /// For each block what is said of it; empty if nothing is said of any.
    blocks: Vec<Ruling>,
    /// The marks of which something is said, by their index.
    marks: Vec<(usize, Ruling)>,
    /// The rule that says where the article is: the first that selects any text.
    article: Option<usize>,
}

impl Rulings {
    /// What `rules` say of the blocks and of marks, the latter in order.
    pub(crate) fn new(rules: &[Rule], blocks: Vec<Ruling>, marks: Vec<(usize, Ruling)>) -> Rulings {
        let article = blocks.iter().filter_map(|ruling| ruling.article).min();
        Rulings { rules: rules.to_vec(), blocks, marks, article }
    }

    /// What is said of a block.
    pub(crate) fn of_block(&self, index: usize) -> Ruling {
        self.blocks.get(index).copied().unwrap_or_default()
    }

    /// What is said of a mark.
    pub(crate) fn of_mark(&self, index: usize) -> Ruling {
        let found = self.marks.binary_search_by_key(&index, |(mark, _)| *mark);
        found.map(|found| self.marks[found].1).unwrap_or_default()
    }

    /// The selector by which the article was found, if any was.
    pub(crate) fn article(&self) -> Option<&str> {
        self.article.map(|rule| self.rules[rule].pattern())
    }

    /// Whether a part lies outside of what is the article according to a rule.
    pub(crate) fn is_outside(&self, ruling: Ruling) -> bool {
        self.article.is_some() && ruling.article != self.article
    }

    /// Why a block lies outside of the article, if it does.
    pub(crate) fn outside(&self, index: usize) -> Option<Reason> {
        let selector = self.article().filter(|_| self.is_outside(self.of_block(index)))?;
        Some(Reason::OutsideArticle { selector: selector.to_owned() })
    }

    /// Why a mark is dropped, if rules drop it, and as which kind; `None` stands for the kind that is found without
    /// them.
    pub(crate) fn dropped_mark(&self, index: usize) -> Option<(Option<Cruft>, Reason)> {
        let ruling = self.of_mark(index);
        if ruling.is_kept {
            return None;
        }
        if let Some(rule) = ruling.drop.map(|rule| &self.rules[rule]) {
            return Some((rule.kind(), rule.reason()));
        }
        let selector = self.article().filter(|_| self.is_outside(ruling))?;
        Some((None, Reason::OutsideArticle { selector: selector.to_owned() }))
    }
}
