//! The programs as a user runs them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes the functions beside the tests for code that is shipped"
)]

mod archive;
mod batch;
mod broken;
mod files;
mod resume;
mod runs;
mod site;
mod too_long;
