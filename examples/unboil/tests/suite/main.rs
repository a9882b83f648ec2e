//! The program as a user runs it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes the functions beside the tests for code that is shipped"
)]

mod archive;
mod batch;
mod broken;
mod commands;
mod files;
mod mistakes;
mod readme;
mod report;
mod resume;
mod runs;
mod settings;
mod settings_files;
mod site;
mod terminal;
mod too_long;
mod two_threads;
mod verdicts;
