//! The title of the article: the headline that readers see, or a title that the metadata give, without the site's name.

use std::sync::LazyLock;

use url::Url;

use super::site::Site;
use super::sources::Sources;
use super::text::plain;
use crate::chars::is_word_char;
use crate::measure::headline::{TEXT_TITLE_SEPARATORS, TITLE_SEPARATORS};
use crate::page::{BlockKind, Page, PageKind};
use crate::words::word_list;

/// Titles that say nothing of a page: the only section of `titles.txt`.
const TABLE: &str = include_str!("titles.txt");

/// Number of pieces of a text, from the first, whose words are compared, see [`words`]; and number of segments of an
/// address's path, from the first, whose words are read. Set by hand.
const MAX_PIECES: usize = 60;
/// A headline that ends in a metadata title consists of a label and that title, if the title has at least this many
/// words. Set by hand.
const LABELLED_WORDS: usize = 3;

/// The separator between a title and the name of the site or section that few headlines contain. The headline of a
/// plain text is assumed not to contain it. Set by hand.
const BAR: &str = " | ";
/// The first line of a plain text is taken for the page's `<title>`, kept by the scraper, only if it has at most this
/// many parts between separators: more make it a menu. Set by hand.
const MAX_PARTS: usize = 3;
/// The first line of a plain text is taken for the page's `<title>` only if it has at most this many bytes. Set by
/// hand.
const MAX_TITLE_BYTES: usize = 250;
/// In plain text a part of the `<title>` may be the article's own title only if it has at least this many words. Set by
/// hand.
const MIN_PART_WORDS: usize = 3;
/// The first line of a plain text may be a `<title>` without the name of the site if its number of words is in this
/// range. Set by hand.
const BARE_WORDS: std::ops::RangeInclusive<usize> = 4..=25;
/// The name of a site has at most this many words, none of which begins with a small letter. Set by hand.
const SITE_WORDS: usize = 3;
/// The headline of a plain text is taken for the title if the sum that [`needed_agreement`] explains is at least this.
/// Thresholds of 0.25 and of 0.6 both find fewer titles in the text dumps of WCXB.
const TEXT_AGREEMENT: f32 = 0.4;
/// A headline may be a short form of a metadata title only if its number of words is in this range. Set by hand.
const SHORT_WORDS: std::ops::RangeInclusive<usize> = 2..=4;

/// An address whose longest path segment has fewer words than this says nothing of the title: it is a number or the
/// name of a section. Set by hand.
const ADDRESS_WORDS: usize = 2;

/// The headline of an HTML page is taken for the title if the following sum is at least this value: the headline's best
/// agreement with any metadata title, plus its agreement with the address, minus the agreement of the most trusted
/// metadata title with the address. Each [`agreement`] is 0..=1, so that the sum is -1..=2.
///
/// The `<title>` of a forum thread is often nothing but the name of the site; shops and companies head their pages with
/// slogans.
///
/// Measured on the development pages of WCXB, together with the weights of the address in the sum (1 and -1): with the
/// values that are best on four fifths of the hosts, 81.8 % of the titles of the other fifth are right; with the values
/// below, 82.2 % of the titles of all hosts.
fn needed_agreement(kind: Option<PageKind>, has_date_or_author: bool) -> f32 {
    match kind {
        Some(PageKind::Forum) => 0.3,
        Some(_) => 0.2,
        None if has_date_or_author => 0.6,
        None => 0.9,
    }
}

/// The title of the article: the headline, unless it has little in common with the metadata titles and the address, or
/// there is no article; then the most trusted metadata title.
pub(super) fn title(
    titles: &TitleCandidates,
    headline: Option<&Headline>,
    context: &TitleContext<'_>,
) -> Option<String> {
    let metadata_title = titles.most_trusted();
    let Some(headline) = headline.filter(|_| context.has_article || metadata_title.is_none()) else {
        return metadata_title;
    };
    let Some(metadata_title) = metadata_title else { return Some(headline.text.clone()) };
    // In plain text the headline may be the very line that the `<title>` was found in.
    if context.is_text && titles.full.contains(&headline.text) {
        return Some(metadata_title);
    }
    // Most sites build the address from the title.
    let address = |text: &str| agreement(text, context.address);
    let agreement = headline.agreement + address(&headline.text) - address(&metadata_title);
    let needed =
        if context.is_text { TEXT_AGREEMENT } else { needed_agreement(context.kind, context.has_date_or_author) };
    let is_named = !is_placeholder(&metadata_title) && !context.site.is_called(&metadata_title);
    let is_doubtful = agreement < needed && !(context.kind.is_none() && is_contained(&headline.text, &metadata_title));
    if is_doubtful && is_named {
        return Some(metadata_title);
    }
    // Forums put the prefix of a thread into its headline. JSON-LD has the title without it.
    let thread = titles.headline.as_ref().filter(|_| context.kind == Some(PageKind::Forum));
    let mut without_label = [Some(&metadata_title), thread].into_iter().flatten();
    let unlabelled = without_label.find(|title| is_labelled(&headline.text, title));
    Some(unlabelled.unwrap_or(&headline.text).clone())
}

/// The words of the address that say most about its page: those of the path segment with most words. Empty if there are
/// fewer than [`ADDRESS_WORDS`].
///
/// For `/2024/11/24/the-lamp-is-out.html`. Of addresses in other scripts than Latin, which are escaped, it gives the
/// hexadecimal digits ("d0", "9f"), which match no title.
pub(super) fn address_words(url: Option<&Url>) -> String {
    let segments = url.map_or("", Url::path).split('/').take(MAX_PIECES);
    let segments = segments.map(|segment| words(segment.split('.').next().unwrap_or_default()));
    let longest = segments.reduce(|longest, segment| if segment.len() > longest.len() { segment } else { longest });
    longest.filter(|words| words.len() >= ADDRESS_WORDS).unwrap_or_default().join(" ")
}

/// What the title depends on beside headline and metadata titles.
pub(super) struct TitleContext<'a> {
    pub(super) site: &'a Site,
    pub(super) kind: Option<PageKind>,
    /// Whether the page says when it was published or changed, or who wrote it.
    pub(super) has_date_or_author: bool,
    /// Whether there is an article on the page, and not only a notice in front of one.
    pub(super) has_article: bool,
    /// Whether the page is plain text.
    pub(super) is_text: bool,
    /// The words of the page's address, see [`address_words`].
    pub(super) address: &'a str,
}

/// The metadata titles of a page: what head, JSON-LD and microdata give as its title.
pub(super) struct TitleCandidates {
    /// All metadata titles as they stand, the most trusted first.
    full: Vec<String>,
    /// Index in `full` of the `<title>`, if there is one. In plain text, of the line that is taken for it.
    title_element: Option<usize>,
    /// The metadata titles without the site's name, the most trusted first.
    own: Vec<String>,
    /// The headline given by JSON-LD, which is also in `full`.
    headline: Option<String>,
}

impl TitleCandidates {
    /// The metadata titles of an HTML page. Microdata is used only if there is no other.
    pub(super) fn of(sources: &Sources<'_>, site: &Site) -> TitleCandidates {
        let headline = sources.json_ld.string(&["headline"]).map(plain);
        let mut full: Vec<String> = sources.head.titles().map(plain).collect();
        let title_element = full.len().checked_sub(1).filter(|_| sources.head.title.is_some());
        full.extend(headline.clone());
        if full.iter().all(String::is_empty) {
            full.extend(sources.microdata.string(&["headline", "name"]).map(plain));
        }
        let own = full.iter().map(|title| without_site(title, site).to_owned()).collect();
        TitleCandidates { full, title_element, own, headline }
    }

    /// The metadata titles of a plain text: the subject of a mail, else the first line, if it looks like a `<title>`;
    /// the article's own title is then the longest part of the line.
    ///
    /// A separator may be part of the headline. So a part may be the title only if the line contains [`BAR`], if the
    /// line ends with a short name of a site, or if the part stands again as a line further down. A line without a
    /// separator may be the title only if it `may_be_bare`, that is, if the story is about it.
    ///
    /// For "Night trains return | The Junction". Gets a title with a dash wrong if the scraper left out the headline.
    pub(super) fn of_text(page: &Page, may_be_bare: bool) -> TitleCandidates {
        if let Some(subject) = &page.head.title {
            return TitleCandidates {
                full: vec![subject.clone()],
                title_element: None,
                own: vec![subject.clone()],
                headline: None,
            };
        }
        let is_short = |line: &&str| line.len() <= MAX_TITLE_BYTES && !line.contains('\n');
        let line = page.blocks.first().map(|block| page.block_text(block)).filter(is_short).unwrap_or_default();
        let mut parts = Vec::new();
        let mut rest = line;
        while let Some((at, separator)) = TEXT_TITLE_SEPARATORS.iter().filter_map(|s| Some((rest.find(s)?, s))).min() {
            parts.push(&rest[..at]);
            rest = &rest[at + separator.len()..];
        }
        parts.push(rest);
        let is_title = parts.len() <= MAX_PARTS;
        let len = |part: &&str| words(part).len();
        let below = || page.blocks.iter().skip(1).flat_map(|block| page.block_text(block).lines());
        let stands_again = |part: &&str| below().any(|line| line.trim() == part.trim());
        let is_site = |part: &&str| {
            words(part).len() <= SITE_WORDS && !part.split_whitespace().any(|word| word.starts_with(char::is_lowercase))
        };
        let is_bare = parts.len() == 1;
        let is_bare_title =
            may_be_bare && BARE_WORDS.contains(&words(line).len()) && !line.ends_with(['.', ':', ',', ';']);
        let is_named = line.contains(BAR) || !is_bare && parts.last().is_some_and(is_site);
        let is_own = |part: &&str| {
            if is_bare { is_bare_title } else { len(part) >= MIN_PART_WORDS && (is_named || stands_again(part)) }
        };
        // The longest part, and the first of several as long.
        let own = parts.into_iter().filter(|part| is_title && is_own(part)).rev().max_by_key(len);
        let (full, own) = own.map_or((None, None), |own| (Some(line.to_owned()), Some(own.trim().to_owned())));
        TitleCandidates {
            title_element: full.is_some().then_some(0),
            full: full.into_iter().collect(),
            own: own.into_iter().collect(),
            headline: None,
        }
    }

    /// Whether a text consists of exactly the words, in order, of a metadata title other than the `<title>`, which
    /// often ends in the site's name. Only the words of the first [`MAX_PIECES`] pieces are compared.
    fn equals_declared(&self, text: &str) -> bool {
        let text = words(text);
        self.full.iter().enumerate().any(|(index, title)| Some(index) != self.title_element && words(title) == text)
    }

    /// The most trusted metadata title, without the site's name. Placeholders are trusted least.
    fn most_trusted(&self) -> Option<String> {
        let mut titles = self.own.iter().filter(|title| !title.is_empty());
        titles.clone().find(|title| !is_placeholder(title)).or_else(|| titles.next()).cloned()
    }

    /// The best agreement of a text with any of the titles, with or without the site's name: 0..=1, see [`agreement`].
    fn agreement(&self, text: &str) -> f32 {
        self.full.iter().chain(&self.own).map(|title| agreement(text, title)).fold(0.0, f32::max)
    }
}

/// The part of a title before the first separator, or the part after it if the site's name comes first.
///
/// For "Night trains return – The Junction" and "The Junction | Night trains return". Gets a title wrong that contains
/// a dash itself: "Night trains – a love story".
fn without_site<'a>(title: &'a str, site: &Site) -> &'a str {
    let cut = |text: &'a str| {
        let at = |separator: &&str| text.find(*separator).map(|at| (at, at + separator.len()));
        TITLE_SEPARATORS.iter().filter_map(at).min()
    };
    let Some((end, next)) = cut(title) else { return title };
    let (first, rest) = (title[..end].trim(), title[next..].trim());
    if !first.is_empty() && (rest.is_empty() || !site.is_called(first)) {
        return first;
    }
    cut(rest).map_or(rest, |(end, _)| rest[..end].trim())
}

/// The headline that readers see on the page.
pub(super) struct Headline {
    /// Index of its block.
    pub(super) block: usize,
    /// Its text on one line, without the name of a section or site behind a bar.
    text: String,
    /// How well it agrees with the metadata titles: 0..=1, see [`agreement`].
    agreement: f32,
}

impl Headline {
    /// The first-level heading that agrees best with the metadata titles; without one, the headline that was kept.
    ///
    /// The two may differ: the kept headline was chosen among all blocks, so it need not be a first-level heading.
    pub(super) fn find(page: &Page, kept: Option<usize>, titles: &TitleCandidates, site: &Site) -> Option<Headline> {
        let mut best: Option<Headline> = None;
        for (block, heading) in page.blocks.iter().enumerate() {
            if heading.kind == (BlockKind::Heading { level: 1 }) && !site.is_called(page.block_text(heading)) {
                let headline = Headline::of(page, block, titles, site);
                if best.as_ref().is_none_or(|best| headline.agreement > best.agreement) {
                    best = Some(headline);
                }
            }
        }
        best.or_else(|| Some(Headline::of(page, kept?, titles, site)))
    }

    /// A block as the headline.
    fn of(page: &Page, block: usize, titles: &TitleCandidates, site: &Site) -> Headline {
        let text = page.block_text(&page.blocks[block]).replace('\n', " ");
        let (first, last) = text.split_once(BAR).unwrap_or((&text, ""));
        // A bar that belongs to the headline stands in metadata titles, too. A single word behind a bar names a
        // section.
        let is_whole = words(last).len() > 1 && !site.is_called(last) && titles.equals_declared(&text);
        let own = if is_whole { &text } else { first };
        Headline { block, agreement: titles.agreement(&text), text: own.trim_end_matches(['¶', '#', ' ']).to_owned() }
    }
}

/// Whether a text is no title, but what templates and servers put where there is none: "Home", "Untitled", "Error".
fn is_placeholder(title: &str) -> bool {
    static PLACEHOLDERS: LazyLock<Vec<&str>> = LazyLock::new(|| word_list::section(TABLE, "placeholders"));
    let words = title.split(|c| !is_word_char(c)).filter(|word| !word.is_empty()).map(str::to_lowercase);
    PLACEHOLDERS.contains(&&*words.collect::<Vec<_>>().join(" "))
}

/// Whether the headline is a metadata title with a label before it: "Opinion: …", "Thread: …".
fn is_labelled(headline: &str, metadata_title: &str) -> bool {
    let (headline, title) = (words(headline), words(metadata_title));
    title.len() >= LABELLED_WORDS && headline.len() > title.len() && headline.ends_with(&title)
}

/// Whether the headline is a short form of a metadata title: "Hiking Boots" for "Hiking Boots: Shop Boots for Hiking".
fn is_contained(headline: &str, metadata_title: &str) -> bool {
    let (headline, title) = (words(headline), words(metadata_title));
    SHORT_WORDS.contains(&headline.len()) && headline.iter().all(|word| title.contains(word))
}

/// Agreement of two texts: F1 of their words, 0..=1.
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

/// The words among the first [`MAX_PIECES`] pieces of a text, in lower case and without apostrophes. Pieces are
/// separated by one character that is neither a letter, a digit nor an apostrophe. Empty ones count, too: "a, b" has
/// three.
fn words(text: &str) -> Vec<String> {
    let pieces = text.split(|c: char| !c.is_alphanumeric() && !"'’".contains(c)).take(MAX_PIECES);
    pieces.map(|word| word.replace(['\'', '’'], "").to_lowercase()).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        word_list::assert_sound("src/metadata/titles.txt", TABLE, &["placeholders"]);
        for title in word_list::section(TABLE, "placeholders") {
            assert!(is_placeholder(&title.to_uppercase()) || is_placeholder(title), "{title}: write it as words");
        }
        assert!(!is_placeholder("Home at last"));
    }
}
