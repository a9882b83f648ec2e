//! Reads annotated pages, and compares the output of unboil with their annotations.
//!
//! The program `evaluate` of this package and the trainer share this library, so that both compute the same figures.

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

/// The version of the crate that is measured, from its manifest.
#[must_use]
pub fn unboil_version() -> &'static str {
    let version = UNBOIL.lines().find_map(|line| line.strip_prefix("version = ")).unwrap_or_default();
    version.trim_matches('"')
}
