//! Features of the pictures around a block: a short text below a picture is its caption, whatever the markup says, and
//! so is a text beside a picture that repeats its alternative text.

use crate::cruft;
use crate::measure::measurements::Measurements;
use crate::measure::text::normalized::NormalizedTexts;
use crate::page::{MarkKind, Page};

/// Pictures in a row are counted up to this number. Set by hand.
const PICTURES: f32 = 3.0;

/// The alternative text of a picture is compared with the texts of the blocks beside it if it has this many bytes:
/// shorter ones are mostly labels. Set by hand.
const ALTERNATIVE_BYTES: std::ops::RangeInclusive<usize> = 12..=500;

/// Fills the columns of pictures. Needs the page only.
pub(super) fn measure(page: &Page, normalized: &NormalizedTexts, measurements: &mut Measurements) {
    let mut inside = vec![false; page.containers.len()];
    let mut before = vec![0.0f32; page.blocks.len() + 1];
    for mark in page.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Image { .. })) {
        inside[mark.container] = true;
        // The picture is counted before the first block that ends behind it: the block that follows it or holds it.
        let following = page.blocks.partition_point(|block| block.text.end <= mark.text.start);
        before[following] += 1.0;
        let MarkKind::Image { alt, .. } = &mark.kind else { continue };
        let alternative = &page.attributes[alt.clone()];
        if ALTERNATIVE_BYTES.contains(&alternative.len()) {
            let mut text = String::new();
            cruft::normalize(alternative, &mut text);
            let beside = following.saturating_sub(1)..(following + 2).min(page.blocks.len());
            for index in beside.filter(|index| normalized.block(*index) == text) {
                measurements.features[index].repeats_picture = 1.0;
            }
        }
    }
    // Parents come before their children.
    for (index, container) in page.containers.iter().enumerate().rev() {
        if inside[index] && container.parent < index {
            inside[container.parent] = true;
        }
    }
    for (index, block) in page.blocks.iter().enumerate() {
        let row = &mut measurements.features[index];
        row.pictures_before = before[index].min(PICTURES);
        row.pictures_after = before[index + 1].min(PICTURES);
        let mut own = page.ancestors(block).take_while(|(_, container)| container.blocks.len() == 1);
        row.has_picture = f32::from(own.any(|(index, _)| inside[index]));
    }
}

#[cfg(test)]
mod tests {
    use crate::limits::Limits;
    use crate::measure::{Features, measure};
    use crate::page::PageSignals;
    use crate::vocabulary::Vocabulary;
    use crate::{parse, walk};

    #[test]
    fn captions_stand_beside_pictures() {
        let html = "<p>One</p><div><div><img src=a.png alt='the quay at dawn'></div><p>The quay at dawn</p></div><p>Two</p>\
            <img src=b.png alt=Three><img src=c.png><p>Three</p>";
        let page = walk::walk(parse::parse(html, &Limits::default()).unwrap());
        let features = measure(&page, PageSignals::of(&page), &Vocabulary::default()).features;
        type Feature = fn(&Features) -> f32;
        let cases: &[(&str, Feature, [f32; 4])] = &[
            ("pictures_before", |row| row.pictures_before, [0.0, 1.0, 0.0, 2.0]),
            ("pictures_after", |row| row.pictures_after, [1.0, 0.0, 2.0, 0.0]),
            ("has_picture", |row| row.has_picture, [0.0, 1.0, 0.0, 0.0]),
            ("repeats_picture", |row| row.repeats_picture, [0.0, 1.0, 0.0, 0.0]),
        ];
        for (name, feature, expected) in cases {
            assert_eq!(features.iter().map(feature).collect::<Vec<_>>(), expected, "{name}");
        }
    }
}
