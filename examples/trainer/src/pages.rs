//! The pages to learn from: cut into blocks, labelled, and dealt into parts by host.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use lab::corpus::GoldPage;
use lab::set;
use rayon::prelude::*;
use unboil::Cruft;
use unboil::dev::{self, Walked};
use url::Url;

use crate::labels::{self, Label, Labels};

/// Into how many parts the hosts are dealt: for cross-validation, and within each training set.
pub(crate) const PARTS: usize = 4;

/// Which deal of the hosts: the two must not depend on each other.
const FOLD_SALT: u64 = 1;
const PART_SALT: u64 = 77;

/// A page of the corpus.
pub(crate) struct Page<'a> {
    pub(crate) gold: &'a GoldPage,
    pub(crate) host: String,
    pub(crate) walked: Walked,
    /// Whether each block is content.
    pub(crate) labels: Vec<Label>,
    /// The kind of cruft that readers gave each block, where they did.
    pub(crate) kinds: Vec<Option<Cruft>>,
    /// The page as another tool made text of it, where there is such a dump.
    pub(crate) dump: Option<&'a GoldPage>,
    /// Its gold text is not in its own blocks, or its blocks have labels in another set: judged like all others, but
    /// nothing is learned from it.
    pub(crate) is_set_aside: bool,
    /// Its blocks have labels in another set.
    pub(crate) is_labelled_twice: bool,
    /// The fold of cross-validation in which its host is left out.
    pub(crate) fold: usize,
    /// The part of a training set that its host belongs to.
    pub(crate) part: usize,
}

impl<'a> Page<'a> {
    pub(crate) fn new(gold: &'a GoldPage, html: &str) -> Result<Page<'a>, String> {
        let walked = dev::parse(html).map(dev::walk).map_err(|problem| format!("{gold}: {problem}"))?;
        Ok(Page::of(gold, walked))
    }

    /// Labels the blocks of a page, whichever way it came in.
    pub(crate) fn of(gold: &'a GoldPage, walked: Walked) -> Page<'a> {
        let Labels { content: labels, kinds } = labels::of(gold, walked.texts());
        let is_set_aside = labels::is_missing(gold, &labels, walked.texts());
        let host = host(gold);
        let (fold, part) = (deal(&host, FOLD_SALT), deal(&host, PART_SALT));
        Page { gold, host, walked, labels, kinds, dump: None, is_set_aside, is_labelled_twice: false, fold, part }
    }

    fn read(gold: &'a GoldPage) -> Result<Page<'a>, String> {
        let html = gold.source()?;
        Page::new(gold, &dev::decode(&html, gold.set.about.content_type.as_deref()))
    }
}

/// Reads and labels all pages of the sets that are learned from. The others stay unseen.
pub(crate) fn read(gold: &[GoldPage]) -> Result<Vec<Page<'_>>, String> {
    // Pages of two sets may have one name; a page and its dump lie in one folder.
    let name = |gold: &'_ GoldPage| (gold.set.folder().to_owned(), gold.id.clone());
    let dumps: HashMap<(PathBuf, String), &GoldPage> =
        gold.iter().filter(|gold| gold.set.is_dump).map(|gold| (name(gold), gold)).collect();
    // Of a page with block labels other annotations are judged by, but teach nothing.
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

/// The host that all of a site's pages share; a page without an address stands for itself.
fn host(gold: &GoldPage) -> String {
    let url = Url::parse(&gold.url).ok();
    let host = url.as_ref().and_then(Url::host_str).map(|host| host.trim_start_matches("www."));
    host.unwrap_or(&gold.id).to_owned()
}

/// The part that falls to a host: Fowler, Noll and Vo's hash (FNV-1a), which is the same on every machine.
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
