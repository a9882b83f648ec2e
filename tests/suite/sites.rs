//! Site profiles: golden sites, and properties of every profile.
//!
//! Each folder in `tests/sites` holds the pages of one site. Each page is extracted with a profile that learned from
//! the others: `expected.txt` holds the articles, `changes.txt` what the profile changed. `UNBOIL_BLESS=1 cargo test
//! --test suite sites` rewrites both. Read the diff before you commit it.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use unboil::{Article, Cruft, Error, Extractor, Reason, SiteProfile};

use crate::golden::{fault, folders, name};

/// Number of random ways to split a site.
const SPLITS: u32 = 24;

/// The pages in a folder, as name and content, in the order of their names.
fn pages(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("the folder is there").flatten().map(|entry| entry.path());
    let is_page = |path: &std::path::PathBuf| name(path).starts_with(|c: char| c.is_ascii_digit());
    let mut pages: Vec<_> = entries.filter(is_page).collect();
    pages.sort();
    pages.iter().map(|path| (name(path), fs::read_to_string(path).expect("pages are UTF-8"))).collect()
}

fn article(page: &(String, String), extractor: &Extractor) -> Article {
    let (name, source) = page;
    let article = if name.ends_with(".txt") { extractor.clean(source) } else { extractor.extract(source) };
    article.expect("golden pages are within the limits")
}

/// A profile that has learned from these articles.
fn profile<'a>(articles: impl IntoIterator<Item = &'a Article>) -> SiteProfile {
    let mut profile = SiteProfile::new();
    articles.into_iter().for_each(|article| profile.learn(article));
    profile
}

/// An extractor that has the profile.
fn knowing(profile: SiteProfile) -> Extractor {
    Extractor::builder().site(profile).build()
}

#[test]
fn sites_come_out_as_a_reader_would_have_them() {
    let mut report = String::new();
    let folders = folders("sites");
    assert!(folders.len() >= 3, "there are too few sites");
    for folder in folders {
        let pages = pages(&folder);
        assert!(pages.len() >= 8, "{} has too few pages", name(&folder));
        let plain: Vec<Article> = pages.iter().map(|page| article(page, &Extractor::default())).collect();
        let (mut texts, mut changes) = (String::new(), String::new());
        for (index, page) in pages.iter().enumerate() {
            let others = plain.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, article)| article);
            let profiled = article(page, &knowing(profile(others)));
            write!(texts, "== {}\n\n{}\n\n", page.0, profiled.text()).expect("a String takes every line");
            write!(changes, "== {}\n\n{}\n", page.0, changed(&plain[index], &profiled))
                .expect("a String takes every line");
        }
        report += &fault(&folder, "expected.txt", texts);
        report += &fault(&folder, "changes.txt", changes);
    }
    assert!(report.is_empty(), "{report}");
}

/// The blocks that a profile dropped, with kind and first reason, and the blocks that it kept though they were dropped
/// without it.
fn changed(plain: &Article, profiled: &Article) -> String {
    let texts = |article: &Article| article.blocks().iter().map(|block| block.text().to_owned()).collect::<Vec<_>>();
    let (before, after) = (texts(plain), texts(profiled));
    let mut lines = String::new();
    for removed in profiled.removed().iter().filter(|removed| before.iter().any(|text| text.contains(removed.text()))) {
        if !after.iter().any(|text| text.contains(removed.text())) {
            writeln!(lines, "- {} ({}: {})", removed.text(), removed.cruft(), removed.reasons()[0]).expect("a String");
        }
    }
    for text in after.iter().filter(|text| !before.iter().any(|before| before.contains(text.as_str()))) {
        writeln!(lines, "+ {text}").expect("a String takes every line");
    }
    lines
}

/// A page with a story and an appeal that neither a phrase nor markup identifies.
fn story(number: usize) -> String {
    let topic = ["Storm", "Regatta", "Herring", "Ice", "Oil", "Whale", "Sand", "Seal", "Fog", "Tide", "Crab", "Wreck"]
        [number % 12];
    let what = format!("{topic} {}", number / 12);
    format!(
        "<title>{what}</title><body><div class=top><a href=/>The Coast</a> <a href=/s>Sea</a> <a href=/l>Land</a></div>
         <article><h1>{what}</h1><p>{what}: this much is known so far, said a woman at the port who has seen it all before.</p>
         <p>{APPEAL}</p>
         <p>{what}: no more is known, but that it is going to be looked into before long, as is everything here.</p></article>
         <p class=end>The Coast, made by hand on the northern pier since 1911</p>"
    )
}

/// The appeal on each page of the site.
const APPEAL: &str =
    "Whoever goes down to the pier on Sunday will find us there, under the old lamp, with coffee for everybody.";

/// Articles of the site, extracted without a profile.
static STORIES: LazyLock<Vec<Article>> =
    LazyLock::new(|| (0..48).map(|number| unboil::extract(&story(number)).unwrap()).collect());

#[test]
fn a_profile_of_few_pages_does_little_and_one_of_many_much() {
    let kept = |learned: usize| {
        let article = knowing(profile(&STORIES[..learned])).extract(&story(47)).unwrap();
        let appeal = article.removed().iter().find(|removed| removed.text() == APPEAL);
        let Some(appeal) = appeal else { return true };
        assert_eq!(appeal.cruft(), Cruft::Repeated);
        let expected = Reason::RepeatsOnSite { pages: learned as u64, of: learned as u64 };
        assert_eq!(appeal.reasons()[0], expected);
        false
    };
    assert_eq!([0, 1, 2, 12, 30].map(kept), [true, true, true, false, false]);
}

#[test]
fn what_repeats_is_kept_if_the_caller_keeps_it() {
    let text = |kind: Cruft| {
        let builder = Extractor::builder().site(profile(&STORIES[..30])).keep(kind);
        builder.build().extract(&story(47)).unwrap().text()
    };
    assert!(text(Cruft::Repeated).contains(APPEAL));
    assert!(!text(Cruft::LowScore).contains(APPEAL));
}

#[test]
fn a_box_is_recognised_by_its_location_though_its_text_changes() {
    let page = |number: usize, line: &str| {
        story(number).replace("<p class=end>", &format!("<div class=box><span>{line}</span></div><p class=end>"))
    };
    let line = |number: usize| format!("<a href=/boats/{number}>A boat called {number} is back</a>");
    let learned: Vec<Article> =
        (0..30).map(|number| unboil::extract(&page(number, &line(number * 7))).unwrap()).collect();
    let article = knowing(profile(&learned)).extract(&page(47, "Nobody came by today")).unwrap();
    let removed = article.removed().iter().find(|removed| removed.text() == "Nobody came by today").unwrap();
    assert_eq!(removed.reasons()[0], Reason::SiteLocation { dropped: 30, of: 30 });
}

/// A short story in another location than the site's other stories is kept; a list of stories is dropped.
#[test]
fn only_a_front_page_is_dropped_for_its_location() {
    let around = |body: &str| {
        format!(
            "<title>Brief</title><body><div class=top><a href=/>The Coast</a> <a href=/s>Sea</a> <a href=/l>Land</a></div>{body}
             <p class=end>The Coast, made by hand on the northern pier since 1911</p>"
        )
    };
    let brief = around(
        "<section class=brief><h1>Brief</h1><ul><li>The pier is closed to lorries until the planks that were lost in the storm of \
         last week have been found or replaced, the harbour master said.</ul></section>",
    );
    let teasers: String = (0..12)
        .map(|n| format!("<h3><a href=/{n}>The {n} boats of the {n} widows</a></h3><p>Of {n} boats that were lost, {n} came back.</p>"))
        .collect();
    let extractor = knowing(profile(&STORIES[..30]));
    let text = |page: &str| extractor.extract(page).unwrap();
    assert!(text(&brief).text().contains("planks"));
    let front = text(&around(&format!("<section class=front>{teasers}</section>")));
    assert!(front.is_empty(), "{}", front.text());
    assert!(front.removed().iter().any(|removed| removed.reasons()[0] == Reason::NotAStoryPage));
}

#[test]
fn a_page_that_was_learned_from_is_judged_like_any_other() {
    let page = story(0);
    let alone = unboil::extract(&page).unwrap();
    let again = profile(std::iter::repeat_n(&alone, 30));
    assert_eq!(again.pages(), 30);
    assert_eq!(knowing(again).extract(&page).unwrap().text(), alone.text(), "learned 30 times");
    let without = knowing(profile(&STORIES[1..30])).extract(&page).unwrap();
    let with = knowing(profile(&STORIES[..30])).extract(&page).unwrap();
    assert!(!with.text().contains(APPEAL));
    assert_eq!(with.text(), without.text());
}

#[test]
fn a_profile_of_another_site_changes_nothing() {
    let mut sketched = SiteProfile::with_max_bytes(0);
    STORIES.iter().chain(&*LONG).for_each(|article| sketched.learn(article));
    let extractors = [profile(&*STORIES), sketched].map(knowing);
    for folder in folders("pages") {
        let source = fs::read(folder.join("source.html")).expect("every folder has a source");
        let plain = Extractor::default().extract_bytes(&source, None).unwrap().text();
        for extractor in &extractors {
            assert_eq!(extractor.extract_bytes(&source, None).unwrap().text(), plain, "{}", name(&folder));
        }
    }
}

/// Blocks of at least forty words that no other page has are kept.
#[test]
fn unique_prose_is_never_dropped() {
    for folder in folders("sites") {
        let pages = pages(&folder);
        let plain: Vec<Article> = pages.iter().map(|page| article(page, &Extractor::default())).collect();
        let extractor = knowing(profile(&plain));
        for (index, page) in pages.iter().enumerate() {
            let profiled = article(page, &extractor).text();
            for block in plain[index].blocks().iter().filter(|block| block.text().split_whitespace().count() >= 40) {
                let elsewhere =
                    pages.iter().enumerate().any(|(other, page)| other != index && page.1.contains(block.text()));
                assert!(elsewhere || profiled.contains(block.text()), "{}/{}: {}", name(&folder), page.0, block.text());
            }
        }
    }
}

#[test]
fn bytes_that_are_no_profile_are_rejected() {
    let error = SiteProfile::from_bytes(b"<html>").unwrap_err();
    assert!(matches!(error, Error::BadProfile { offset: 0, .. }), "{error}");
    assert_eq!(
        error.to_string(),
        "the site profile can't be read: it does not begin as a profile does, at byte 0: learn it again from the site's pages"
    );
}

/// Articles with more different lines than the smallest profile can count exactly.
static LONG: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let text = |number: usize| (0..200).map(|line| format!("line {line} of {number}\n\n")).collect::<String>();
    (0..12).map(|number| unboil::clean(&text(number)).unwrap()).collect()
});

#[test]
fn memory_is_bounded() {
    let [mut small, mut large] = [0, 64 << 20].map(SiteProfile::with_max_bytes);
    for number in 0..90 {
        let text: String = (0..200).map(|line| format!("line {line} of {number}\n\n")).collect();
        let article = unboil::clean(&text).unwrap();
        [&mut small, &mut large].into_iter().for_each(|profile| profile.learn(&article));
    }
    assert!(small.to_bytes().len() < 256 << 10, "{}", small.to_bytes().len());
    assert!(large.to_bytes().len() > 256 << 10, "{}", large.to_bytes().len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: SPLITS, ..ProptestConfig::default() })]

    #[test]
    fn order_and_split_make_no_difference(
        parts in proptest::collection::vec(0usize..4, 60),
        bounds in proptest::array::uniform4(prop::sample::select(&[0, 1 << 20, 8 << 20][..])),
        is_long in any::<bool>(),
        merges in Just([0usize, 1, 2, 3]).prop_shuffle(),
    ) {
        let articles: Vec<&Article> = STORIES.iter().chain(LONG.iter().filter(|_| is_long)).collect();
        let bound = bounds.into_iter().min().unwrap();
        let mut whole = SiteProfile::with_max_bytes(bound);
        articles.iter().for_each(|article| whole.learn(article));
        let mut split = bounds.map(SiteProfile::with_max_bytes);
        articles.iter().rev().zip(&parts).for_each(|(article, part)| split[*part].learn(article));

        let merge = |into: &SiteProfile, other: &SiteProfile| {
            let mut merged = into.clone();
            merged.merge(other);
            merged
        };
        let [a, b, c, d] = merges.map(|part| &split[part]);
        let one_by_one = merge(&merge(&merge(a, b), c), d);
        prop_assert_eq!(&one_by_one, &whole);
        prop_assert_eq!(&merge(&merge(d, c), &merge(b, a)), &whole);
        prop_assert_eq!(one_by_one.to_bytes(), whole.to_bytes());
        prop_assert_eq!(&SiteProfile::from_bytes(&whole.to_bytes()).unwrap(), &whole);
    }
}
