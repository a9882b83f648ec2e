//! Extracts a page by rules for its site, which are data: `site_rules.json` has those of two sites. Prints the article
//! and what the rules have dropped.
//!
//! Run it on a page of this repository, or on one of yours with its address:
//!
//! ```sh
//! cargo run --features selectors --example site_rules
//! cargo run --features selectors --example site_rules -- https://junction.example/rail/night-trains saved.html
//! ```
#![allow(clippy::print_stdout, reason = "the example shows what it found")]

use std::error::Error;
use std::{env, fs};

use unboil::{Extractor, Input, Reason, SiteRules};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/");

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let url = args.next().unwrap_or("https://www.brick.example/posts/moss/".to_owned());
    let page = fs::read(args.next().unwrap_or(format!("{FOLDER}pages/blog.html")))?;

    let rules = SiteRules::from_json(&fs::read_to_string(format!("{FOLDER}site_rules.json"))?)?;
    let extractor = Extractor::builder().site_rules(rules).build(); // one for the pages of all sites
    let article = extractor.extract_input(Input::bytes(&page).url(&url))?;
    println!("{}\n", article.markdown());
    println!("The article was found by {}. Dropped by rules:", article.selected_by().unwrap_or("itself"));
    for block in article.removed() {
        let reason = &block.reasons()[0];
        if matches!(reason, Reason::Rule { .. } | Reason::Selector { .. } | Reason::OutsideArticle { .. }) {
            println!("{}: {} ({reason})", block.cruft(), block.text());
        }
    }
    Ok(())
}
