//! Bounds the work of searching whole elements for something, on pages that nest elements of the searched kind by the
//! hundred: each of them would be searched again in each of those around it.

/// An element is not searched if this many elements around it have been searched in vain. Real pages nest two or
/// three. Set by hand.
pub(super) const MOST_NESTED: usize = 8;

/// The searches of one kind that found nothing in the elements around the current position of the walk.
#[derive(Default)]
pub(super) struct VainSearches {
    /// The depths in the walk of the elements that were searched, outermost first.
    depths: Vec<usize>,
    /// The depth in the walk of the element that was entered last.
    depth: usize,
}

impl VainSearches {
    /// Notes that the walk enters an element at this depth, so that it has left all others at this depth or below.
    pub(super) fn enter(&mut self, depth: usize) {
        self.depths.truncate(self.depths.partition_point(|outer| *outer < depth));
        self.depth = depth;
    }

    /// Searches the element that was entered last, unless [`MOST_NESTED`] around it have been searched in vain. Returns
    /// whether something was found.
    pub(super) fn search(&mut self, search: impl FnOnce() -> bool) -> bool {
        if self.depths.len() == MOST_NESTED {
            return false;
        }
        let is_found = search();
        if !is_found {
            self.depths.push(self.depth);
        }
        is_found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_nested_elements_are_searched_and_all_others() {
        let mut searches = VainSearches::default();
        let mut searched = 0;
        for depth in (1..=20).chain(1..=20) {
            searches.enter(depth);
            searches.search(|| {
                searched += 1;
                false
            });
        }
        assert_eq!(searched, 2 * MOST_NESTED);
        for _ in 0..20 {
            searches.enter(1);
            assert!(searches.search(|| true));
        }
    }
}
