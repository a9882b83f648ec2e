//! The pages to learn from: cut into blocks, labelled, and assigned by host to folds and parts.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use lab::corpus::GoldPage;
use lab::set;
use rayon::prelude::*;
use unboil::Cruft;
use unboil::dev::{self, Walked};
use url::Url;

use crate::labels::{self, Label, Labels};

/// The number of groups that the hosts are divided into: once into folds, for cross-validation, and once more,
/// independently, into the parts of a training set. Set by hand.
pub(crate) const PARTS: usize = 4;

/// Salt of the hash that assigns hosts to folds. It differs from [`PART_SALT`], so that folds and parts don't depend on
/// each other.
const FOLD_SALT: u64 = 1;
/// Salt of the hash that assigns hosts to parts.
const PART_SALT: u64 = 77;

/// A page of the corpus, with the labels of its blocks.
pub(crate) struct Page<'a> {
    /// The annotation.
    pub(crate) gold: &'a GoldPage,
    /// The host without `www.`; the page's id if it has no address.
    pub(crate) host: String,
    /// The blocks.
    pub(crate) walked: Walked,
    /// For each block, whether it is content.
    pub(crate) labels: Vec<Label>,
    /// For each block, the kind of cruft that annotators gave it, if any.
    pub(crate) kinds: Vec<Option<Cruft>>,
    /// This page as plain text made by another tool, if there is such a dump.
    pub(crate) dump: Option<&'a GoldPage>,
    /// Whether nothing is learned from the page: its gold text is not in its blocks, or its blocks have labels in
    /// another set. It is judged like all others.
    pub(crate) is_set_aside: bool,
    /// Whether this annotation is a text or strings, while another set has block labels for the same address.
    pub(crate) is_labelled_twice: bool,
    /// The fold of cross-validation in which its host is left out.
    pub(crate) fold: usize,
    /// The part of a training set that its host belongs to.
    pub(crate) part: usize,
}

impl<'a> Page<'a> {
    /// Parses HTML, cuts it into blocks and labels them.
    pub(crate) fn new(gold: &'a GoldPage, html: &str) -> Result<Page<'a>, String> {
        let walked = dev::parse(html).map(dev::walk).map_err(|problem| format!("{gold}: {problem}"))?;
        Ok(Page::of(gold, walked))
    }

    /// Labels the blocks of a page, whether they were made from HTML or from plain text.
    pub(crate) fn of(gold: &'a GoldPage, walked: Walked) -> Page<'a> {
        let Labels { content: labels, kinds } = labels::of(gold, walked.texts());
        let is_set_aside = labels::is_missing(gold, &labels, walked.texts());
        let host = host(gold);
        let (fold, part) = (deal(&host, FOLD_SALT), deal(&host, PART_SALT));
        Page { gold, host, walked, labels, kinds, dump: None, is_set_aside, is_labelled_twice: false, fold, part }
    }

    /// Reads the page's file, and labels its blocks.
    fn read(gold: &'a GoldPage) -> Result<Page<'a>, String> {
        let html = gold.source()?;
        Page::new(gold, &dev::decode(&html, gold.set.about.content_type.as_deref()))
    }
}

/// Reads and labels all pages of the sets that are learned from (`trained = true`), but for dumps. The pages of other
/// sets are not read.
pub(crate) fn read(gold: &[GoldPage]) -> Result<Vec<Page<'_>>, String> {
    // Pages of two sets may have one name; a page and its dump lie in one folder.
    let name = |gold: &'_ GoldPage| (gold.set.folder().to_owned(), gold.id.clone());
    let dumps: HashMap<(PathBuf, String), &GoldPage> =
        gold.iter().filter(|gold| gold.set.is_dump).map(|gold| (name(gold), gold)).collect();
    // Where a page has block labels, its other annotations are used for judging, but nothing is learned from them.
    let labelled: HashSet<&str> =
        gold.iter().filter(|gold| has_block_labels(gold)).map(|gold| gold.url.as_str()).collect();
    let is_labelled = |gold: &GoldPage| !has_block_labels(gold) && labelled.contains(gold.url.as_str());
    let read = |gold| {
        let page = Page::read(gold)?;
        let is_labelled_twice = is_labelled(gold);
        Ok(Page {
            dump: dumps.get(&name(gold)).copied(),
            is_set_aside: page.is_set_aside || is_labelled_twice,
            is_labelled_twice,
            ..page
        })
    };
    gold.par_iter().filter(|gold| gold.set.about.trained && !gold.set.is_dump).map(read).collect()
}

fn has_block_labels(gold: &GoldPage) -> bool {
    gold.set.about.labels == set::Labels::Blocks
}

/// The host of a page without `www.`. A page without an address gets its id, so that it is a group of its own.
fn host(gold: &GoldPage) -> String {
    let url = Url::parse(&gold.url).ok();
    let host = url.as_ref().and_then(Url::host_str).map(|host| host.trim_start_matches("www."));
    host.unwrap_or(&gold.id).to_owned()
}

/// The fold or part (below [`PARTS`]) of a host, by Fowler, Noll and Vo's hash (FNV-1a), which gives the same on every
/// machine.
pub(crate) fn deal(host: &str, salt: u64) -> usize {
    let hash = host
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325 ^ salt, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    (hash >> 20) as usize % PARTS
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::invented;

    #[test]
    fn pages_of_a_host_stay_together() {
        let cases = [
            ("https://www.a.example/1", "a.example"),
            ("http://a.example:8080/2?q#f", "a.example"),
            ("https://A.example", "a.example"),
            ("https://b.a.example/", "b.a.example"),
            ("not an address", "7"),
            ("", "7"),
        ];
        for (url, expected) in cases {
            let record = json!({"id": "7", "url": url}).to_string();
            let gold = GoldPage::parse(&invented::set("multilingual"), &record).unwrap();
            let page = Page::new(&gold, "<p>Text").unwrap();
            assert_eq!(page.host, expected, "{url}");
            assert_eq!((page.fold, page.part), (deal(expected, FOLD_SALT), deal(expected, PART_SALT)), "{url}");
        }
    }

    #[test]
    fn hosts_are_dealt_evenly_and_the_deals_do_not_depend_on_each_other() {
        let mut counts = [[0; PARTS]; PARTS];
        for site in 0..1600 {
            let host = format!("site{site}.example");
            counts[deal(&host, FOLD_SALT)][deal(&host, PART_SALT)] += 1;
        }
        let fair = 1600 / (PARTS * PARTS);
        assert!(counts.iter().flatten().all(|count| (fair / 2..2 * fair).contains(count)), "{counts:?}");
    }

    #[test]
    fn a_page_without_its_gold_text_is_set_aside() {
        let gold = invented::gold(1);
        let page = |html: &str| Page::new(&gold[0], html).unwrap().is_set_aside;
        assert!(page("<p>Please enable JavaScript to read this"));
        assert!(!page(&format!("<p>{}", gold[0].text.as_ref().unwrap())));
    }
}
