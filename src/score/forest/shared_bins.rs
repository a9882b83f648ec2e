//! Lets two forests for the same rows share the thresholds of their features, so that each value is turned into a bin
//! only once.

use super::batch::Thresholds;
use super::tree::MAX_FEATURES;
use super::{Forest, Malformed};

impl Forest {
    /// The forest for rows of `width` values, in which its feature `i` is at index `places[i]`.
    ///
    /// # Errors
    ///
    /// [`Malformed::Tree`] if an index is outside of the row, or the row is too wide for a forest.
    pub(in crate::score) fn placed(mut self, places: &[usize], width: usize) -> Result<Forest, Malformed> {
        if width > MAX_FEATURES || places.iter().any(|place| *place >= width) {
            return Err(Malformed::Tree);
        }
        let mut thresholds = vec![Thresholds::default(); width];
        places.iter().zip(self.thresholds).for_each(|(place, of_feature)| thresholds[*place] = of_feature);
        self.thresholds = thresholds;
        for node in self.trees.iter_mut().flat_map(|tree| &mut tree.nodes) {
            node.feature = places[usize::from(node.feature)] as u8;
        }
        Ok(self)
    }

    /// Gives both forests the thresholds of both, for these features. A feature that would have too many keeps its own
    /// in each.
    pub(in crate::score) fn share(&mut self, other: &mut Forest, features: &[usize]) {
        let mut joined = vec![None; self.features()];
        for feature in features {
            let both = self.thresholds.get(*feature).zip(other.thresholds.get(*feature));
            let both = both.filter(|(own, others)| own != others);
            joined[*feature] = both.and_then(|(own, others)| own.joined(others));
        }
        self.rebin(joined.clone());
        other.rebin(joined);
    }

    /// Replaces the thresholds of the features for which `joined` has others, and re-indexes the splits to them. They
    /// must include all of the feature's own.
    fn rebin(&mut self, mut joined: Vec<Option<Thresholds>>) {
        for (joined, own) in joined.iter_mut().zip(&self.thresholds) {
            joined.take_if(|joined| joined == own);
        }
        for node in self.trees.iter_mut().flat_map(|tree| &mut tree.nodes) {
            let feature = usize::from(node.feature);
            if let Some(Some(thresholds)) = joined.get(feature) {
                let own = self.thresholds[feature].thresholds();
                node.threshold = own.get(usize::from(node.threshold)).map_or(0, |threshold| thresholds.bin(*threshold));
            }
        }
        for (own, joined) in self.thresholds.iter_mut().zip(joined) {
            if let Some(joined) = joined {
                *own = joined;
            }
        }
    }

    /// The features whose thresholds differ from those of `other`, so that its bins can't be reused.
    pub(in crate::score) fn others(&self, other: &Forest) -> Vec<usize> {
        (0..self.features())
            .filter(|feature| other.thresholds.get(*feature) != Some(&self.thresholds[*feature]))
            .collect()
    }
}
