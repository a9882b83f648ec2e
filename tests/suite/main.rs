//! The integration tests, as one binary: the library is linked once.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy takes the functions beside the tests for code that is shipped"
)]

mod about;
mod architecture;
mod blocks;
mod by_kind;
mod clock;
mod dates;
mod embeds;
mod fixtures;
mod golden;
mod html;
mod input;
mod invariants;
mod linear;
mod lists;
mod long;
mod markdown;
mod metadata;
mod metadata_lines;
mod notes;
mod options;
#[cfg(feature = "serde")]
mod options_file;
mod outline;
mod plain;
mod positions;
mod properties;
mod readers;
mod rendering;
mod repeats;
mod robust;
mod sections;
mod seed;
#[cfg(feature = "selectors")]
mod selectors;
#[cfg(feature = "serde")]
mod serialised;
#[path = "../shapes/mod.rs"]
mod shapes;
mod shown_by_structure;
mod sites;
#[cfg(feature = "serde")]
mod stored;
mod structure;
mod subjects;
mod systems;
mod texts;
mod told;
mod verdicts;
mod wholes;
