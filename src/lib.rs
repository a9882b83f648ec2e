//! unboil (documentation to come with the last stage)

mod extractor;

mod decode;
mod parse;
mod walk;

mod page;

mod measure;
mod score;
mod select;

mod metadata;

mod article;
mod render;

mod cruft;
mod date;
mod error;
mod limits;

pub use article::{Article, Block, Link, Removed};
pub use cruft::{Cruft, Reason, Rule, UnknownCruft};
pub use error::{Error, Result};
pub use extractor::{Extractor, ExtractorBuilder, extract};
pub use limits::Limits;
pub use page::BlockKind;
pub use select::Focus;
