//! The title of the article: what readers see as its headline, or what the window is called, without the site's name.

use url::Url;

use super::site::Site;
use super::sources::Sources;
use super::text::plain;
use crate::measure::headline::text::SEPARATORS as WINDOW_SEPARATORS;
use crate::page::{BlockKind, Page, PageKind};

/// What separates the title from the site's name.
const SEPARATORS: &[&str] = &[" | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • ", " / ", "| ", " |"];
/// Of a title so many words are compared.
const WORDS: usize = 60;
/// A headline that ends in the title for machines has a label before it, if that title has so many words.
const LABELLED_WORDS: usize = 3;

/// The separator that few headlines have, and none of a plain text.
const WINDOW_BAR: &str = " | ";
/// Into so many parts at most: more are a menu.
const WINDOW_PARTS: usize = 3;
/// A longer line (bytes) is none.
const WINDOW_BYTES: usize = 250;
/// The title has so many words.
const WINDOW_WORDS: usize = 3;
/// It has so many if no site's name is with it.
const BARE_WORDS: std::ops::RangeInclusive<usize> = 4..=25;
/// The name of a site has no more, and they have capitals.
const SITE_WORDS: usize = 3;
/// In plain text the headline must agree so well with that line. On the dumps of WCXB .25 and .6 find fewer titles.
const TEXT_AGREEMENT: f32 = 0.4;
/// Words of a short form of the title.
const SHORT_WORDS: std::ops::RangeInclusive<usize> = 2..=4;

/// Fewer words in an address are a number or the name of a shelf, which say nothing of the title.
const ADDRESS_WORDS: usize = 2;

/// How well (F1 of their words) the headline must agree with the titles for machines to be taken for the title. Of
/// threads the window often shows nothing but the name of the site, shops and companies head their pages with slogans.
///
/// Measured on the development pages of WCXB, and so is the weight of the address in [`title`]: with what is best on
/// four fifths of the hosts, of the titles of the other fifth 81.8 % are right, of all 82.2 %.
fn needed_agreement(kind: Option<PageKind>, is_dated: bool) -> f32 {
    match kind {
        Some(PageKind::Forum) => 0.3,
        Some(_) => 0.2,
        None if is_dated => 0.6,
        None => 0.9,
    }
}

/// The title: the headline, unless it has little to do with what the page is called for machines and in its address.
pub(super) fn title(names: &TitleCandidates, headline: Option<&Headline>, facts: &TitleContext<'_>) -> Option<String> {
    let name = names.best();
    let Some(headline) = headline.filter(|_| facts.has_article || name.is_none()) else { return name };
    let Some(name) = name else { return Some(headline.text.clone()) };
    // The headline of a text may be the line that its window's title was found in.
    if facts.is_text && names.full.contains(&headline.text) {
        return Some(name);
    }
    // Sites make the address of the title.
    let address = |text: &str| agreement(text, facts.address);
    let agreement = headline.agreement + address(&headline.text) - address(&name);
    let needed = if facts.is_text { TEXT_AGREEMENT } else { needed_agreement(facts.kind, facts.is_dated) };
    let is_doubtful = agreement < needed && !(facts.kind.is_none() && is_contained(&headline.text, &name));
    if is_doubtful && !facts.site.is_called(&name) {
        return Some(name);
    }
    // Forums put the prefix of a thread into its headline; what its name is without one, the JSON-LD tells.
    let thread = names.headline.as_ref().filter(|_| facts.kind == Some(PageKind::Forum));
    let own = [Some(&name), thread].into_iter().flatten().find(|name| is_labelled(&headline.text, name));
    Some(own.unwrap_or(&headline.text).clone())
}

/// The words of an address that say most of its page: those of its longest part.
///
/// For `/2024/11/24/the-lamp-is-out.html`. Gets nothing out of addresses in other scripts than Latin, which are
/// escaped.
pub(super) fn address_words(url: Option<&Url>) -> String {
    let parts = url.map_or("", Url::path).split('/').take(WORDS);
    let parts = parts.map(|part| words(part.split('.').next().unwrap_or_default()));
    let longest = parts.reduce(|best, part| if part.len() > best.len() { part } else { best });
    longest.filter(|words| words.len() >= ADDRESS_WORDS).unwrap_or_default().join(" ")
}

/// What the title depends on beside the page.
pub(super) struct TitleContext<'a> {
    pub(super) site: &'a Site,
    pub(super) kind: Option<PageKind>,
    /// The page says when it was published, or who wrote it.
    pub(super) is_dated: bool,
    /// There is an article on the page, not only a wall in front of one.
    pub(super) has_article: bool,
    pub(super) is_text: bool,
    /// The words that its address is made of.
    pub(super) address: &'a str,
}

/// What the page is called for machines.
pub(super) struct TitleCandidates {
    /// As they stand.
    full: Vec<String>,
    /// Which of them is that of the window.
    window: Option<usize>,
    /// Without the site's name.
    own: Vec<String>,
    /// That of the JSON-LD, which is among them.
    headline: Option<String>,
}

impl TitleCandidates {
    pub(super) fn of(sources: &Sources<'_>, site: &Site) -> TitleCandidates {
        let headline = sources.json_ld.string(&["headline"]).map(plain);
        let mut full: Vec<String> = sources.head.titles().map(plain).collect();
        let window = full.len().checked_sub(1).filter(|_| sources.head.title.is_some());
        full.extend(headline.clone());
        if full.iter().all(String::is_empty) {
            full.extend(sources.microdata.string(&["headline", "name"]).map(plain));
        }
        let own = full.iter().map(|title| without_site(title, site).to_owned()).collect();
        TitleCandidates { full, window, own, headline }
    }

    /// Those of a plain text: what a mail is about; its first line, if that has the look of a window's title, and the
    /// longest of its parts. A dash may be the headline's own: if no short name follows, a part that it sets off must
    /// stand again as a line. Without a name the line must be about what the text `is_about`.
    ///
    /// For "Night trains return | The Junction". Gets a title with a dash wrong whose headline the scraper left out.
    pub(super) fn of_text(page: &Page, is_about: bool) -> TitleCandidates {
        if let Some(subject) = &page.head.title {
            return TitleCandidates {
                full: vec![subject.clone()],
                window: None,
                own: vec![subject.clone()],
                headline: None,
            };
        }
        let is_short = |line: &&str| line.len() <= WINDOW_BYTES && !line.contains('\n');
        let line = page.blocks.first().map(|block| page.block_text(block)).filter(is_short).unwrap_or_default();
        let mut parts = Vec::new();
        let mut rest = line;
        while let Some((at, separator)) = WINDOW_SEPARATORS.iter().filter_map(|s| Some((rest.find(s)?, s))).min() {
            parts.push(&rest[..at]);
            rest = &rest[at + separator.len()..];
        }
        parts.push(rest);
        let is_title = parts.len() <= WINDOW_PARTS;
        let len = |part: &&str| words(part).len();
        let below = || page.blocks.iter().skip(1).flat_map(|block| page.block_text(block).lines());
        let stands_again = |part: &&str| below().any(|line| line.trim() == part.trim());
        let is_site = |part: &&str| {
            words(part).len() <= SITE_WORDS && !part.split_whitespace().any(|word| word.starts_with(char::is_lowercase))
        };
        let is_bare = parts.len() == 1;
        let may_be_bare = BARE_WORDS.contains(&words(line).len()) && !line.ends_with(['.', ':', ',', ';']) && is_about;
        let is_named = line.contains(WINDOW_BAR) || !is_bare && parts.last().is_some_and(is_site);
        let is_own = |part: &&str| {
            if is_bare { may_be_bare } else { len(part) >= WINDOW_WORDS && (is_named || stands_again(part)) }
        };
        // The first of equals.
        let own = parts.into_iter().filter(|part| is_title && is_own(part)).rev().max_by_key(len);
        let (full, own) = own.map_or((None, None), |own| (Some(line.to_owned()), Some(own.trim().to_owned())));
        TitleCandidates {
            full: full.into_iter().collect(),
            window: Some(0),
            own: own.into_iter().collect(),
            headline: None,
        }
    }

    /// Whether a text is the title beside that of the window, which ends in the site's name.
    fn is_shared(&self, text: &str) -> bool {
        let text = words(text);
        self.full.iter().enumerate().any(|(index, name)| Some(index) != self.window && words(name) == text)
    }

    fn best(&self) -> Option<String> {
        self.own.iter().find(|name| !name.is_empty()).cloned()
    }

    /// The best agreement of a text with one of them.
    fn agreement(&self, text: &str) -> f32 {
        self.full.iter().chain(&self.own).map(|name| agreement(text, name)).fold(0.0, f32::max)
    }
}

/// The part of a title before the first separator, or after it if the site's name comes first.
///
/// For "Night trains return – The Junction" and "The Junction | Night trains return". Gets a title wrong that has a
/// dash of its own: "Night trains – a love story".
fn without_site<'a>(title: &'a str, site: &Site) -> &'a str {
    let cut = |text: &'a str| {
        let at = |separator: &&str| text.find(*separator).map(|at| (at, at + separator.len()));
        SEPARATORS.iter().filter_map(at).min()
    };
    let Some((end, next)) = cut(title) else { return title };
    let (first, rest) = (title[..end].trim(), title[next..].trim());
    if !first.is_empty() && (rest.is_empty() || !site.is_called(first)) {
        return first;
    }
    cut(rest).map_or(rest, |(end, _)| rest[..end].trim())
}

/// What readers see as the title.
pub(super) struct Headline {
    pub(super) block: usize,
    text: String,
    /// With the titles for machines.
    agreement: f32,
}

impl Headline {
    /// The heading of the first level that agrees best with the titles of the head; without one, the headline that was
    /// kept.
    ///
    /// The two may differ: what is kept is found by all titles and all blocks, and of a page that has several headings
    /// of the first level it may be none.
    pub(super) fn find(page: &Page, kept: Option<usize>, names: &TitleCandidates, site: &Site) -> Option<Headline> {
        let mut best: Option<Headline> = None;
        for (block, heading) in page.blocks.iter().enumerate() {
            if heading.kind == (BlockKind::Heading { level: 1 }) && !site.is_called(page.block_text(heading)) {
                let headline = Headline::of(page, block, names, site);
                if best.as_ref().is_none_or(|best| headline.agreement > best.agreement) {
                    best = Some(headline);
                }
            }
        }
        best.or_else(|| Some(Headline::of(page, kept?, names, site)))
    }

    fn of(page: &Page, block: usize, names: &TitleCandidates, site: &Site) -> Headline {
        let text = page.block_text(&page.blocks[block]).replace('\n', " ");
        let (first, last) = text.split_once(WINDOW_BAR).unwrap_or((&text, ""));
        // A bar of its own stands in the titles for machines, too; one word behind it is a section.
        let is_whole = words(last).len() > 1 && !site.is_called(last) && names.is_shared(&text);
        let own = if is_whole { &text } else { first };
        Headline { block, agreement: names.agreement(&text), text: own.trim_end_matches(['¶', '#', ' ']).to_owned() }
    }
}

/// Whether the headline is the name with a label before it: "Opinion: …", "Thread: …".
fn is_labelled(headline: &str, name: &str) -> bool {
    let (headline, name) = (words(headline), words(name));
    name.len() >= LABELLED_WORDS && headline.len() > name.len() && headline.ends_with(&name)
}

/// Whether the headline is a short form of the name: "Hiking Boots" for "Hiking Boots: Shop Boots for Hiking".
fn is_contained(headline: &str, name: &str) -> bool {
    let (headline, name) = (words(headline), words(name));
    SHORT_WORDS.contains(&headline.len()) && headline.iter().all(|word| name.contains(word))
}

/// F1 of the words of two texts.
fn agreement(a: &str, b: &str) -> f32 {
    let (a, mut b) = (words(a), words(b));
    let all = a.len() + b.len();
    let mut common = 0;
    for word in a {
        if let Some(at) = b.iter().position(|other| *other == word) {
            b.swap_remove(at);
            common += 1;
        }
    }
    2.0 * common as f32 / all.max(1) as f32
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !"'’".contains(c)).take(WORDS);
    words.map(|word| word.replace(['\'', '’'], "").to_lowercase()).filter(|word| !word.is_empty()).collect()
}
