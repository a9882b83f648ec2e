//! The annotated pages, and how what unboil makes of them is compared with what they should give.
//!
//! The program `evaluate` of this package and the trainer share it, so that their figures are the same ones.

pub mod corpus;
pub mod figures;
pub mod judge;
pub mod kinds;
pub mod measures;
pub mod metadata;
pub mod program;
pub mod sections;
pub mod set;

/// The manifest of the crate that is measured.
const UNBOIL: &str = include_str!("../../../Cargo.toml");

/// The version of the crate that is measured, as its manifest has it.
#[must_use]
pub fn unboil_version() -> &'static str {
    let version = UNBOIL.lines().find_map(|line| line.strip_prefix("version = ")).unwrap_or_default();
    version.trim_matches('"')
}
