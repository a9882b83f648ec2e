//! Pages for tests, each on a site of its own. Content and cruft are easily separated by their classes and words.

use std::path::Path;
use std::sync::Arc;

use lab::corpus::GoldPage;
use lab::set::Set;
use serde_json::json;
use unboil::Cruft;

use crate::pages::Page;

/// The number of paragraphs of a page, and of links in its menu: enough blocks for trees to split.
const PARAGRAPHS: usize = 30;

/// A data set with the description that `lab` has for this name, without a folder.
pub(crate) fn set(name: &str) -> Arc<Set> {
    Arc::new(Set::built_in(name, Path::new("")).unwrap())
}

/// The annotations of `sites` articles, each on another site.
pub(crate) fn gold(sites: usize) -> Vec<GoldPage> {
    let set = set("wcxb");
    (0..sites)
        .map(|site| {
            let paragraphs: Vec<String> = (0..PARAGRAPHS).map(|index| paragraph(site, index)).collect();
            let url = format!("https://site{site}.example/");
            let record = json!({"id": site.to_string(), "type": "article", "url": url, "text": paragraphs.join("\n")});
            GoldPage::parse(&set, &record.to_string()).unwrap()
        })
        .collect()
}

/// The pages of these annotations: a menu, the paragraphs of the gold text, and a footer. All cruft has the kind
/// navigation.
pub(crate) fn pages(gold: &[GoldPage]) -> Vec<Page<'_>> {
    let page = |gold| {
        let page = Page::new(gold, &html(gold)).unwrap();
        let kinds = page.labels.iter().map(|label| (*label == Some(false)).then_some(Cruft::Navigation)).collect();
        Page { kinds, ..page }
    };
    gold.iter().map(page).collect()
}

fn paragraph(site: usize, index: usize) -> String {
    format!(
        "However, witness {index} of town {site} told the court, at length, that it rained on day {}.",
        index + site
    )
}

fn html(gold: &GoldPage) -> String {
    let links = |index: usize| format!("<li><a href=/{index}>Topic {index}</a></li>");
    let menu: String = (0..PARAGRAPHS).map(links).collect();
    let text = gold.text.as_deref().unwrap_or_default();
    let story: String = text.lines().map(|line| format!("<p>{line}</p>")).collect();
    format!("<ul class=menu>{menu}</ul><div class=story>{story}</div><p class=legal>All rights reserved</p>")
}
