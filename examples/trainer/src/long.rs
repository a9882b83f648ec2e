//! Long pages to learn from, put together from the stories of several pages: few pages of the data have more than 5,000
//! words, and none is as long as a book.

use std::collections::BTreeMap;
use std::iter;
use std::path::Path;
use std::sync::Arc;

use lab::corpus::GoldPage;
use lab::set::Set;
use serde_json::json;
use unboil::BlockKind;

use crate::pages::{PARTS, Page};

/// The length in words of the pages that each group of hosts (those of one fold and one part) gets: stories are added
/// until a page has at least as many, or there are no more. Set by hand.
const WORDS: [usize; 3] = [6_000, 15_000, 40_000];
/// Blocks of cruft with at least this many words become paragraphs, shorter ones entries of menus. Set by hand.
const MENU_WORDS: usize = 8;
/// At most this many blocks of cruft stand before the stories, and as many behind them. Set by hand.
const FRAME_BLOCKS: usize = 60;

/// The description (`about.toml`) of the data set that these pages form.
const ABOUT: &str = r#"
name = "long pages, put together from stories"
licence = "that of the stories"
labels = "blocks"
group = "type"
trained = true
"#;

/// The layout of the stories of a page.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// All paragraphs are siblings in an `<article>`, without headings but the first title.
    Plain,
    /// Each story is a section with a heading, within an `<article>`.
    Sections,
    /// Each story is a section with a heading, within a `<div>`: no element marks the article.
    Book,
}

/// A page that was put together: its annotation, its HTML, and the fold and the part of its hosts.
pub(crate) struct LongPage {
    gold: GoldPage,
    html: String,
    fold: usize,
    part: usize,
}

impl LongPage {
    /// The page, cut into blocks and labelled. Its blocks have no kinds, as the cruft around the stories may be of any
    /// kind.
    pub(crate) fn page(&self) -> Result<Page<'_>, String> {
        let page = Page::new(&self.gold, &self.html)?;
        let kinds = vec![None; page.labels.len()];
        Ok(Page { kinds, fold: self.fold, part: self.part, ..page })
    }
}

/// Puts together long pages, each from articles of hosts of one fold and one part, so that folds and parts stay
/// separate in cross-validation.
pub(crate) fn pages(pages: &[Page<'_>]) -> Result<Vec<LongPage>, String> {
    let mut groups: BTreeMap<(usize, usize), Vec<&Page<'_>>> = BTreeMap::new();
    let is_story = |page: &&Page<'_>| {
        page.gold.page_type() == Some("article") && !page.is_set_aside && page.labels.contains(&Some(true))
    };
    pages.iter().filter(is_story).for_each(|page| groups.entry((page.fold, page.part)).or_default().push(page));
    let mut made = Vec::new();
    for ((fold, part), stories) in groups {
        let mut stories = stories.into_iter();
        for (number, words) in WORDS.into_iter().enumerate() {
            let form = [Form::Plain, Form::Sections, Form::Book][(number + fold * PARTS + part) % 3];
            let mut found = 0;
            let next = || {
                let story = stories.next().filter(|_| found < words)?;
                found += content(story).map(|(_, text)| text.split_whitespace().count()).sum::<usize>();
                Some(story)
            };
            let own: Vec<&Page<'_>> = iter::from_fn(next).collect();
            if !own.is_empty() {
                let (gold, html) = put_together(&own, form, &format!("long-{fold}-{part}-{number}"))?;
                made.push(LongPage { gold, html, fold, part });
            }
        }
    }
    Ok(made)
}

/// The kinds and texts of the blocks of a page that are content.
fn content<'p>(page: &'p Page<'_>) -> impl Iterator<Item = (BlockKind, &'p str)> {
    let blocks = page.walked.kinds().zip(page.walked.texts()).zip(&page.labels);
    blocks.filter(|(_, label)| **label == Some(true)).map(|(block, _)| block)
}

/// The annotation and the HTML of a page with these stories, surrounded by the cruft of the first story's page.
fn put_together(stories: &[&Page<'_>], form: Form, id: &str) -> Result<(GoldPage, String), String> {
    let frame: Vec<(&str, bool)> = stories[0]
        .walked
        .texts()
        .zip(&stories[0].labels)
        .scan(false, |is_behind, (text, label)| {
            *is_behind |= *label == Some(true);
            Some((text, label, *is_behind))
        })
        .filter(|(_, label, _)| **label == Some(false))
        .map(|(text, _, is_behind)| (text, is_behind))
        .collect();
    let side = |behind: bool| {
        frame.iter().filter(move |(_, is_behind)| *is_behind == behind).map(|(text, _)| *text).take(FRAME_BLOCKS)
    };
    let mut blocks: Vec<(&str, String)> = Vec::new();
    let mut html = String::from("<body>");
    let put_frame = |html: &mut String, blocks: &mut Vec<(&str, String)>, behind: bool| {
        for text in side(behind) {
            let text = squeezed(text);
            let is_entry = text.split(' ').count() < MENU_WORDS;
            let shown = escaped(&text);
            *html += &if is_entry { format!("<div><a href=/x>{shown}</a></div>") } else { format!("<p>{shown}</p>") };
            blocks.push(("navigation", text));
        }
    };
    put_frame(&mut html, &mut blocks, false);
    let (open, close) = match form {
        Form::Plain | Form::Sections => ("<article>", "</article>"),
        Form::Book => ("<div>", "</div>"),
    };
    html += open;
    for (number, story) in stories.iter().enumerate() {
        let title = squeezed(&story.gold.title);
        if !title.is_empty() && (number == 0 || !matches!(form, Form::Plain)) {
            let level = if number == 0 { 1 } else { 2 };
            html += &format!("<h{level}>{}</h{level}>", escaped(&title));
            blocks.push(("content", title));
        }
        html += if matches!(form, Form::Plain) { "" } else { "<section>" };
        for (kind, text) in content(story) {
            let text = squeezed(text);
            let shown = escaped(&text);
            html += &match kind {
                BlockKind::Heading { .. } if matches!(form, Form::Plain) => continue,
                BlockKind::Heading { level } => format!("<h{0}>{shown}</h{0}>", level.clamp(2, 4)),
                BlockKind::ListItem { .. } => format!("<ul><li>{shown}</ul>"),
                BlockKind::Quote => format!("<blockquote>{shown}</blockquote>"),
                _ => format!("<p>{shown}</p>"),
            };
            blocks.push(("content", text));
        }
        html += if matches!(form, Form::Plain) { "" } else { "</section>" };
    }
    html += close;
    put_frame(&mut html, &mut blocks, true);
    let record = json!({"id": id, "type": "article", "blocks": blocks});
    let set = Set::parse("long", Path::new(""), ABOUT)?;
    Ok((GoldPage::parse(&Arc::new(set), &record.to_string())?, html))
}

/// A text with each run of whitespace replaced by one space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with `&` and `<` escaped for HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use crate::invented;

    #[test]
    fn stories_of_several_pages_make_long_pages() {
        let gold = invented::gold(64);
        let pages = invented::pages(&gold);
        let made = super::pages(&pages).unwrap();
        let page = made[0].page().unwrap();
        let content = page.labels.iter().filter(|label| **label == Some(true)).count();
        assert!(content > 60 && page.labels.contains(&Some(false)), "{content} blocks of content");
        assert!(page.kinds.iter().all(Option::is_none));
        assert!(made.iter().all(|long| long.page().unwrap().fold == long.fold));
    }
}
