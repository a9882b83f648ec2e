//! Learns what repeats across the pages of one site, and extracts a page with that knowledge.
//!
//! Run it on a site of this repository, or on the pages of one of yours; the last page is the one that is extracted:
//!
//! ```sh
//! cargo run --example site_profile
//! cargo run --example site_profile -- site/*.html
//! ```
#![allow(clippy::print_stdout, reason = "the example shows what it found")]

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use unboil::{Extractor, SiteProfile};

const SITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sites/appeal-within-the-story");

fn main() -> Result<(), Box<dyn Error>> {
    let mut files: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    if files.is_empty() {
        let all = fs::read_dir(SITE)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
        files = all.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "html")).collect();
        files.sort_by(|a, b| b.cmp(a));
    }
    // First pass: learn from pages that were extracted without a profile.
    let plain = Extractor::default();
    let mut profile = SiteProfile::new();
    for file in &files {
        profile.learn(&plain.extract_bytes(&fs::read(file)?, None)?);
    }
    // A profile can be saved by `to_bytes` and read again by `from_bytes`.
    println!("learned from {} pages, {} bytes", profile.pages(), profile.to_bytes().len());

    let page = fs::read(files.last().ok_or("no page to extract")?)?;
    let before = plain.extract_bytes(&page, None)?;
    let after = Extractor::builder().site(profile).build().extract_bytes(&page, None)?;
    println!("{}", after.title().unwrap_or("no title"));
    for block in before.blocks().iter().filter(|block| after.blocks().iter().all(|kept| kept.text() != block.text())) {
        println!("  removed by the profile: {}", block.text());
    }
    Ok(())
}
