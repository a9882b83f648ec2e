//! Kept blocks → what people read.

mod address;
mod escape;
mod html;
mod inline;
mod markdown;
mod text;

pub(crate) use html::html;
pub(crate) use markdown::markdown;
pub(crate) use text::text;
