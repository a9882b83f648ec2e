//! Any pattern of a rule is an error or holds on any page: blocks that a rule keeps are kept, blocks that it drops are
//! dropped. The first line of the input is the pattern, the rest the page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use regex::Regex;
use unboil::{Article, Cruft, Error, Extractor, Rule};

fuzz_target!(|data: &[u8]| {
    let data = String::from_utf8_lossy(data);
    let (pattern, page) = data.split_once('\n').unwrap_or((&data, ""));
    let (drop, keep) = match (Rule::drop(Cruft::Donation, pattern), Rule::keep(pattern)) {
        (Ok(drop), Ok(keep)) => (drop, keep),
        (Err(Error::BadRule { .. }), Err(Error::BadRule { .. })) => return,
        other => panic!("{other:?}"),
    };
    let pattern = Regex::new(pattern).unwrap();
    if let Some(article) = extract(drop, page) {
        assert!(article.blocks().iter().all(|block| !pattern.is_match(block.text())), "{:?}", article.blocks());
    }
    if let Some(article) = extract(keep, page) {
        assert!(article.removed().iter().all(|block| !pattern.is_match(block.text())), "{:?}", article.removed());
    }
});

/// The article of a page by a rule; `None` if the page breaks a limit.
fn extract(rule: Rule, page: &str) -> Option<Article> {
    let article = Extractor::builder().rule(rule).build().extract(page).ok()?;
    unboil_fuzz::check(&article);
    Some(article)
}
