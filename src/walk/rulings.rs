//! Follows the walk, and remembers what the caller's rules with selectors say of the text and the pictures.

use std::collections::VecDeque;
use std::mem;

use markup5ever_rcdom::Handle;

use super::element::{block_tag, has_block_child};
use super::nodes::{children, tag_name};
use super::selected::Selected;
use crate::cruft::Rule;
use crate::page::{Page, Ruling, Rulings, Tag};

/// What rules say where the walk is. Nothing is done if they select nothing.
#[derive(Default)]
pub(super) struct Ruled {
    selected: Selected,
    /// Whether rules select anything in the tree.
    is_active: bool,
    /// What is said of the current position.
    current: Ruling,
    /// The open elements that change what is said: their depth in the walk, and what is said around them.
    open: Vec<(usize, Ruling)>,
    /// The offsets in the page's text from which on something else is said than before, in order.
    stretches: Vec<(usize, Ruling)>,
    /// The marks of which something is said, by their index.
    marks: Vec<(usize, Ruling)>,
    /// The number of marks that were looked at.
    marks_seen: usize,
    /// What is dropped within a sentence or a table, with what is said of it: it follows as blocks of its own.
    cut_out: VecDeque<(Vec<Handle>, Ruling)>,
}

impl Ruled {
    pub(super) fn new(selected: Selected) -> Ruled {
        Ruled { is_active: !selected.is_empty(), selected, ..Ruled::default() }
    }

    /// Whether rules select anything.
    pub(super) fn is_active(&self) -> bool {
        self.is_active
    }

    /// Whether a rule shows an element though it may be hidden.
    pub(super) fn shows(&self, node: &Handle) -> bool {
        self.is_active && self.selected.shows(node)
    }

    /// The elements inside of a hidden one that rules show.
    pub(super) fn shown_inside(&self, node: &Handle) -> Vec<Handle> {
        if self.is_active { self.selected.shown_inside(node) } else { Vec::new() }
    }

    /// Takes an element that is dropped out of the sentence or table that it stands in, unless anything is to be kept
    /// with it or inside. Returns whether nothing of it is left; of a table's cell, the empty cell is.
    pub(super) fn cut_out(&mut self, node: &Handle, is_in_table: bool) -> bool {
        if !self.is_active {
            return false;
        }
        let own = self.selected.ruling(node);
        let is_new = own.drop.is_some() && self.current.drop.is_none();
        if !is_new || own.is_kept || self.current.is_kept || self.selected.holds_shown(node) {
            return false;
        }
        let tag = tag_name(node).and_then(|name| block_tag(&name));
        if !is_in_table && (tag.is_some() || has_block_child(node)) {
            return false;
        }
        self.selected.forget(node);
        let ruling = self.current.with(own);
        let is_cell = tag == Some(Tag::Cell);
        let nodes = if is_cell { children(node).collect() } else { vec![node.clone()] };
        self.cut_out.push_back((nodes, ruling));
        !is_cell
    }

    /// The next element that was cut out.
    pub(super) fn next_cut_out(&mut self) -> Option<(Vec<Handle>, Ruling)> {
        self.cut_out.pop_front()
    }

    /// Sets what is said of the current position, and returns what was said before.
    pub(super) fn set(&mut self, ruling: Ruling, page: &Page) -> Ruling {
        let before = mem::replace(&mut self.current, ruling);
        self.change(page.text.len());
        before
    }

    /// Enters a node at this depth of the walk, after it was handled. `is_open` says that its children are walked next.
    pub(super) fn enter(&mut self, node: &Handle, depth: usize, is_open: bool, page: &Page) {
        if !self.is_active {
            return;
        }
        let ruling = self.current.with(self.selected.ruling(node));
        self.see_marks(ruling, page);
        if is_open && ruling != self.current {
            self.open.push((depth, self.current));
            self.set(ruling, page);
        } else {
            self.follow(page);
        }
    }

    /// Leaves the element at this depth of the walk.
    pub(super) fn leave(&mut self, depth: usize, page: &Page) {
        if !self.is_active {
            return;
        }
        while let Some((_, around)) = self.open.pop_if(|(open, _)| *open >= depth) {
            self.set(around, page);
        }
        self.follow(page);
    }

    /// What rules say of the blocks and marks of the finished page.
    pub(super) fn finish(self, rules: &[Rule], page: &Page) -> Rulings {
        let mut first = 0;
        let ruling = |text: &std::ops::Range<usize>| {
            while self.stretches.get(first + 1).is_some_and(|(start, _)| *start <= text.start) {
                first += 1;
            }
            let inside = self.stretches[first.min(self.stretches.len())..].iter();
            let inside = inside.take_while(|(start, _)| *start < text.end);
            inside.fold(Ruling::default(), |all, (_, ruling)| all.with(*ruling))
        };
        let blocks = page.blocks.iter().map(|block| &block.text).map(ruling).collect();
        Rulings::new(rules, blocks, self.marks)
    }

    /// Remembers what is said of the marks that were added since the last call.
    fn see_marks(&mut self, ruling: Ruling, page: &Page) {
        // A picture may have given way to another one.
        self.marks_seen = self.marks_seen.min(page.marks.len());
        while self.marks.pop_if(|(mark, _)| *mark >= self.marks_seen).is_some() {}
        let new = self.marks_seen..page.marks.len();
        self.marks_seen = page.marks.len();
        if ruling != Ruling::default() {
            self.marks.extend(new.map(|mark| (mark, ruling)));
        }
    }

    /// Begins a stretch of the text where it has no more than what is said of it: white space at the end of a block was
    /// removed again.
    fn follow(&mut self, page: &Page) {
        if self.stretches.last().is_some_and(|(start, _)| *start > page.text.len()) {
            self.change(page.text.len());
        }
    }

    /// Begins a stretch of the text at this offset.
    fn change(&mut self, at: usize) {
        while self.stretches.pop_if(|(start, _)| *start >= at).is_some() {}
        self.stretches.push((at, self.current));
    }
}
