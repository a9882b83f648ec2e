//! unboil (documentation to come with the last stage)

mod cruft;

pub use cruft::Cruft;
