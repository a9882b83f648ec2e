//! Features of a block's position relative to the prose of the page.

use crate::measure::measurements::Measurements;
use crate::measure::text::density::{Counts, Totals, share};

/// Fills the columns of the prose before and after each block, and of the distance to prose. Needs the counts only.
pub(super) fn measure(counts: &[Counts], totals: &Totals, measurements: &mut Measurements) {
    let all = totals.all_prose();
    let len = counts.len();
    for (index, row) in measurements.features.iter_mut().enumerate() {
        row.prose_before = share(totals.prose(0..index), all);
        row.prose_after = share(totals.prose(index + 1..len), all);
    }
    for (row, distance) in measurements.features.iter_mut().zip(distances(counts)) {
        row.prose_distance = distance;
    }
}

/// The distance in blocks from each block to the nearest prose, 0 for prose.
fn distances(counts: &[Counts]) -> Vec<f32> {
    // The greatest distance in blocks, so that distances on pages without prose are finite. Set by hand.
    const FAR: f32 = 1000.0;
    let mut distances = vec![FAR; counts.len()];
    let mut sweep = |order: &mut dyn Iterator<Item = usize>| {
        let mut distance = FAR;
        for index in order {
            distance = if counts[index].is_prose() { 0.0 } else { (distance + 1.0).min(FAR) };
            distances[index] = distance.min(distances[index]);
        }
    };
    sweep(&mut (0..counts.len()));
    sweep(&mut (0..counts.len()).rev());
    distances
}
