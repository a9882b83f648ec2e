//! Two forests that ask the same rows share the thresholds of their features, so that a value becomes a bin once.

use super::batch::Thresholds;
use super::tree::MAX_FEATURES;
use super::{Forest, Malformed};

impl Forest {
    /// The forest for rows of that width, in which its features have these places.
    pub(in crate::score) fn placed(mut self, places: &[usize], width: usize) -> Result<Forest, Malformed> {
        if width > MAX_FEATURES || places.iter().any(|place| *place >= width) {
            return Err(Malformed::Tree);
        }
        let mut ladders = vec![Thresholds::default(); width];
        places.iter().zip(self.ladders).for_each(|(place, ladder)| ladders[*place] = ladder);
        self.ladders = ladders;
        for node in self.trees.iter_mut().flat_map(|tree| &mut tree.nodes) {
            node.feature = places[usize::from(node.feature)] as u8;
        }
        Ok(self)
    }

    /// Gives both forests the thresholds of either, of these features. One that would have too many keeps its own.
    pub(in crate::score) fn share(&mut self, other: &mut Forest, features: &[usize]) {
        let mut joined = vec![None; self.features()];
        for feature in features {
            let both = self.ladders.get(*feature).zip(other.ladders.get(*feature));
            joined[*feature] = both.and_then(|(own, others)| own.joined(others));
        }
        self.climb(&joined);
        other.climb(&joined);
    }

    /// Takes ladders that have all thresholds of their features' own.
    fn climb(&mut self, joined: &[Option<Thresholds>]) {
        for node in self.trees.iter_mut().flat_map(|tree| &mut tree.nodes) {
            let feature = usize::from(node.feature);
            if let Some(Some(ladder)) = joined.get(feature) {
                let own = self.ladders[feature].thresholds();
                node.threshold = own.get(usize::from(node.threshold)).map_or(0, |threshold| ladder.bin(*threshold));
            }
        }
        for (own, joined) in self.ladders.iter_mut().zip(joined) {
            if let Some(joined) = joined {
                own.clone_from(joined);
            }
        }
    }

    /// The features of which another forest has no such bins.
    pub(in crate::score) fn others(&self, other: &Forest) -> Vec<usize> {
        (0..self.features()).filter(|feature| other.ladders.get(*feature) != Some(&self.ladders[*feature])).collect()
    }
}
