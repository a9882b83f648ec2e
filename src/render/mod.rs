//! Kept blocks → what people read.

mod text;

pub(crate) use text::text;
