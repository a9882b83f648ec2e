//! The picture that stands for the article if the head of its page names none.

use crate::article::{Block, Style};
use crate::metadata::may_be_lead_image;

/// The address of the first picture in or between the blocks that is no icon, portrait or placeholder by its address.
/// Pictures that their markup says to be small were left out before. It must be absolute.
pub(super) fn picture(blocks: &[Block]) -> Option<String> {
    let styles = blocks.iter().flat_map(|block| {
        let before = block.format.before.iter().map(|(_, style)| style);
        let inside = block.format.styles.iter().map(|styled| &styled.style);
        before.chain(inside).chain(&block.format.behind)
    });
    let mut addresses = styles.filter_map(|style| match style {
        Style::Picture(picture) => Some(picture.url.as_str()),
        _ => None,
    });
    addresses.find(|address| may_be_lead_image(address)).map(str::to_owned)
}
