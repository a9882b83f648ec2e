//! The literals that phrases open with, and their look-up in a block.

use super::phrase::Tail;

/// Opening literals in order, each with what may follow it.
#[derive(Default)]
pub(super) struct Openings(Vec<Opening>);

pub(super) struct Opening {
    literal: String,
    /// Index of the phrase, and its text behind the literal.
    forms: Vec<(usize, Tail)>,
    /// Index of the longest other literal that this one begins with.
    shorter: Option<usize>,
}

impl Openings {
    /// Adds a form; [`Openings::sort`] comes before the first look-up.
    pub(super) fn add(&mut self, literal: String, phrase: usize, tail: Tail) {
        self.0.push(Opening { literal, forms: vec![(phrase, tail)], shorter: None });
    }

    pub(super) fn sort(&mut self) {
        self.0.sort_by(|a, b| a.literal.cmp(&b.literal));
        self.0.dedup_by(|later, kept| {
            let same = later.literal == kept.literal;
            if same {
                kept.forms.append(&mut later.forms);
            }
            same
        });
        for index in 1..self.0.len() {
            let literal = &self.0[index].literal;
            let shorter = self.chain(index - 1).find(|&other| literal.starts_with(&self.0[other].literal));
            self.0[index].shorter = shorter;
        }
    }

    /// The openings whose literal stands at `at`.
    pub(super) fn at<'a>(&'a self, block: &'a str, at: usize) -> impl Iterator<Item = &'a Opening> {
        let text = block.get(at..).unwrap_or_default();
        let after = self.0.partition_point(|opening| opening.literal.as_str() <= text);
        let nearest = after.checked_sub(1);
        nearest
            .into_iter()
            .flat_map(|nearest| self.chain(nearest))
            .filter_map(|index| self.0.get(index))
            .filter(move |opening| text.starts_with(&opening.literal))
    }

    /// An opening and those that it begins with. In the order of the table, whatever begins a text is in the
    /// chain of the last literal that does not come after that text.
    fn chain(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(index), |&index| self.0.get(index)?.shorter)
    }
}

impl Opening {
    pub(super) fn literal(&self) -> &str {
        &self.literal
    }

    pub(super) fn forms(&self) -> &[(usize, Tail)] {
        &self.forms
    }
}

/// Which groups of four bytes openings begin with: a set that sometimes says yes for no, but fits the cache,
/// and spares nearly every word of a text the look-up.
#[derive(Default)]
pub(super) struct Heads(Vec<u64>);

impl Heads {
    /// Logarithm of the number of bits: at ten thousand heads one in thirteen strangers passes.
    const BITS: u32 = 17;

    pub(super) fn of(openings: &Openings) -> Heads {
        let mut heads = Heads(vec![0; 1 << (Heads::BITS - 6)]);
        for opening in &openings.0 {
            match *opening.literal.as_bytes() {
                [a, b, c] => (0..=u8::MAX).for_each(|next| heads.insert([a, b, c, next])),
                [a, b, c, d, ..] => heads.insert([a, b, c, d]),
                // Phrases of any place open with more, see `OPENING_BYTES`.
                _ => {}
            }
        }
        heads
    }

    /// Whether an opening may stand at `at`.
    pub(super) fn may_open(&self, block: &str, at: usize) -> bool {
        let text = block.as_bytes().get(at..).unwrap_or_default();
        let head = match *text {
            [a, b, c, d, ..] => [a, b, c, d],
            [a, b, c] => [a, b, c, 0],
            _ => return false,
        };
        let (word, bit) = Heads::place(head);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }

    fn insert(&mut self, head: [u8; 4]) {
        let (word, bit) = Heads::place(head);
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= bit;
        }
    }

    fn place(head: [u8; 4]) -> (usize, u64) {
        // The golden ratio spreads neighbours (Knuth, volume 3, 6.4).
        let hash = u32::from_le_bytes(head).wrapping_mul(0x9e37_79b1) >> (32 - Heads::BITS);
        ((hash >> 6) as usize, 1 << (hash & 63))
    }
}
