//! Tells selectors that were given as phrases, and phrases that were given as selectors: both are valid in the other
//! syntax, and would silently match nothing, or something else.

use std::sync::LazyLock;

use regex::Regex;

use super::action::Action;

/// Element names that are hardly words: `div.promo` is no phrase.
const MARKUP: &[&str] = &[
    "abbr",
    "blockquote",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "iframe",
    "img",
    "li",
    "nav",
    "ol",
    "span",
    "svg",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Element names that are words, or letters: `code.org` may be meant as a phrase.
const WORDS: &[&str] = &[
    "a", "address", "area", "article", "aside", "audio", "b", "base", "body", "br", "button", "canvas", "caption",
    "center", "cite", "code", "col", "data", "del", "details", "dialog", "embed", "fieldset", "figure", "font",
    "footer", "form", "head", "header", "hgroup", "html", "i", "input", "ins", "kbd", "label", "legend", "link",
    "main", "map", "mark", "menu", "meta", "meter", "noscript", "object", "option", "output", "p", "picture", "pre",
    "progress", "q", "s", "samp", "script", "search", "section", "select", "slot", "small", "source", "strong",
    "style", "sub", "summary", "sup", "table", "template", "textarea", "time", "title", "track", "u", "var", "video",
    "wbr",
];
/// Those of [`WORDS`] with which most rules begin: `aside.promo` is no phrase, though `code.google` may be.
const BOXES: &[&str] = &["a", "article", "aside", "figure", "footer", "header", "main", "p", "section", "table"];
/// Attributes that selectors name: `[class]` is no set of characters.
const ATTRIBUTES: &str =
    r"class|id|href|src|rel|role|style|hidden|itemprop|itemtype|title|name|lang|(?:data|aria)-[\w-]+";
/// Pseudo-classes: what follows a colon in a phrase is none of them.
const PSEUDO_CLASSES: &str = r"not|is|where|has|empty|root|hover|before|after|first-child|last-child|only-child|nth-[a-z-]+|(?:first|last|only)-of-type";
/// A name in a selector of at least this many letters is not the end of an address, such as `.com` or `.html`. Set by
/// hand.
const NAME_LETTERS: usize = 5;

/// A regular expression of the parts of a selector, with the names of its groups.
static COMPOUND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let name = r"-?[A-Za-z_][\w-]*";
    let value = r#""[^"]*"|'[^']*'|[\w-]+"#;
    let attribute = format!(r"\[\s*(?:{ATTRIBUTES})\s*(?:[~|^$*]?=\s*(?:{value})\s*)?\]");
    let pseudo = format!(r"::?(?:{PSEUDO_CLASSES})(?:\([^()]*\))?");
    let parts = format!(r"(?P<names>(?:[.#]{name})*)(?P<others>(?:{attribute}|{pseudo}|[.#]{name})*)");
    Regex::new(&format!(
        r"^(?P<tag>[a-z][a-z0-9]*|[a-z][a-z0-9]*-[a-z0-9-]+|\*)?{parts}(?P<behind>\s*[>,]\s*|\s+[+~]\s+|\s+|$)"
    ))
    .ok()
});

/// One of the compound selectors that a pattern seems to be made of.
struct Compound<'a> {
    tag: &'a str,
    /// The classes and ids, each with its sign.
    names: &'a str,
    /// Attributes and pseudo-classes.
    others: &'a str,
    /// The combinator or comma behind it, without white space; empty if there is only white space.
    behind: &'a str,
}

impl Compound<'_> {
    /// Whether it can hardly be meant as a phrase.
    fn is_plain(&self) -> bool {
        let is_long = |name: &str| name.len() >= NAME_LETTERS || name.contains(['-', '_']);
        let has_long = self.names.split('.').skip(1).any(is_long);
        let is_id = self.tag.is_empty() && self.names.starts_with('#') && self.names.contains('-');
        let is_markup = MARKUP.contains(&self.tag) && !self.names.is_empty();
        // More than one name behind a word is an address: "link.springer.com".
        let is_class = has_long
            && (matches!(self.tag, "" | "*") || BOXES.contains(&self.tag) && self.names.matches('.').count() == 1);
        !self.others.is_empty() || is_markup || is_class || is_id
    }

    /// Whether it is nothing but the name of an element.
    fn is_bare(&self) -> bool {
        self.names.is_empty() && self.others.is_empty()
    }
}

/// Whether a pattern for phrases is plainly a CSS selector, such as `.promo > p`. Gets one wrong that begins with any
/// character and a long word, `.online`, in which the dot should be escaped anyway.
pub(super) fn is_selector(pattern: &str) -> bool {
    let Some(compounds) = compounds(pattern.trim()) else { return false };
    let is_known =
        |tag: &str| tag.is_empty() || tag == "*" || tag.contains('-') || MARKUP.contains(&tag) || WORDS.contains(&tag);
    if !compounds.iter().all(|compound| is_known(compound.tag)) {
        return false;
    }
    let are_bare = compounds.iter().all(Compound::is_bare);
    let are_markup = compounds.iter().all(|compound| MARKUP.contains(&compound.tag) || compound.tag == "p");
    let are_joined = compounds.len() > 1 && compounds.iter().all(|compound| compound.behind != ",");
    let has_child = compounds.iter().any(|compound| compound.behind == ">");
    let has_sign = compounds.iter().any(|compound| !compound.behind.is_empty());
    let are_letters = compounds.iter().all(|compound| compound.tag.len() <= 1);
    if are_bare {
        return are_joined && !are_letters && (are_markup || has_child);
    }
    let named = compounds.iter().filter(|compound| !compound.names.is_empty()).count();
    compounds.iter().any(Compound::is_plain) || has_sign || named > 1 && are_joined
}

/// The compound selectors that a pattern seems to be made of; `None` if it has other characters.
fn compounds(pattern: &str) -> Option<Vec<Compound<'_>>> {
    let regex = COMPOUND.as_ref()?;
    let mut compounds = Vec::new();
    let mut rest = pattern;
    while !rest.is_empty() {
        let found = regex.captures(rest)?;
        let part = |name| found.name(name).map_or("", |part| part.as_str());
        let compound =
            Compound { tag: part("tag"), names: part("names"), others: part("others"), behind: part("behind").trim() };
        if compound.tag.is_empty() && compound.is_bare() {
            return None;
        }
        rest = &rest[found.get(0)?.end()..];
        if rest.is_empty() && !compound.behind.is_empty() {
            return None;
        }
        compounds.push(compound);
    }
    (!compounds.is_empty()).then_some(compounds)
}

/// Where a rule stands, which decides what its author can write instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cruft) enum Origin {
    Program,
    #[cfg_attr(not(any(feature = "selectors", feature = "serde")), expect(dead_code, reason = "only these read files"))]
    File,
}

/// What to tell the caller who gave a selector as a phrase.
pub(super) fn for_phrase(pattern: &str, action: Action, origin: Origin) -> String {
    let right = match (origin, action) {
        (Origin::File, _) => "write \"selector\" in place of \"phrase\"",
        (Origin::Program, Action::Drop(_)) => "use Rule::drop_selector",
        (Origin::Program, _) => "use Rule::keep_selector",
    };
    format!(
        "this looks like a CSS selector: {right}, which needs the feature `selectors`; if it is the pattern of a phrase, \
         put it in a group: (?:{pattern})"
    )
}

/// What the author of a rule can do who gave a phrase as a selector.
#[cfg(feature = "selectors")]
fn in_place_of_selector(action: Action, origin: Origin) -> &'static str {
    match (origin, action) {
        (_, Action::Article) => "phrases can't tell where the article is",
        (Origin::File, _) => "write \"phrase\" in place of \"selector\"",
        (Origin::Program, Action::Drop(_)) => "use Rule::drop",
        (Origin::Program, Action::Keep) => "use Rule::keep",
    }
}

/// Whether a text is XPath rather than CSS: it begins with a slash, or tests an attribute with `@` or a text with
/// `text()`.
#[cfg(feature = "selectors")]
fn is_xpath(text: &str) -> bool {
    const SIGNS: [&str; 5] = ["[@", "text()", "contains(@", "contains(.", "::node()"];
    let starts = ["/", "./", "(/"].iter().any(|start| text.starts_with(start));
    starts || SIGNS.iter().any(|sign| text.contains(sign))
}

/// What to add to the error of a selector that can't be read, if it may be a phrase: words with the signs of a
/// sentence.
#[cfg(feature = "selectors")]
pub(super) fn for_unreadable(selector: &str, action: Action, origin: Origin) -> Option<String> {
    let is_of_phrase = |c: char| c.is_alphanumeric() || c.is_whitespace() || ",.:;!?'\u{2019}\"-–—…&%()".contains(c);
    let is_phrase = selector.trim().starts_with(char::is_alphanumeric) && selector.chars().all(is_of_phrase);
    let right = in_place_of_selector(action, origin);
    is_phrase.then(|| format!("; if it is a phrase: {right}"))
}

/// What to tell the caller who gave XPath or the pattern of a phrase as a selector; `None` if it may be a selector.
#[cfg(feature = "selectors")]
pub(super) fn for_selector(selector: &str, action: Action, origin: Origin) -> Option<String> {
    const SIGNS: &[&str] = &["(?", ".*", ".+", "\\b", "\\B", "\\d", "\\D", "\\s", "\\S", "\\w", "\\W"];
    let right = in_place_of_selector(action, origin);
    let trimmed = selector.trim();
    if is_xpath(trimmed) {
        return Some(
            "this looks like XPath: write a CSS selector, such as div.promo for //div[@class='promo']".to_owned(),
        );
    }
    if SIGNS.iter().any(|sign| trimmed.contains(sign)) || trimmed.starts_with('^') || trimmed.ends_with('$') {
        return Some(format!("this looks like a regular expression: {right}"));
    }
    let is_word = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_element = |word: &str| {
        let word = word.to_ascii_lowercase();
        MARKUP.contains(&&*word) || WORDS.contains(&&*word)
    };
    let words = || trimmed.split_ascii_whitespace();
    // One word in small letters may be an element of any kind, and so may one behind an element: `svg path`.
    let may_be_element = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let begins = words().count() == 1 || words().next().is_some_and(is_element);
    let stranger = words().find(|word| !is_element(word)).filter(|_| words().all(is_word))?;
    if begins && words().all(may_be_element) {
        return None;
    }
    Some(format!("this looks like a phrase, since HTML has no element <{stranger}>: {right}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(feature = "selectors")]
    use crate::cruft::Rule;

    #[test]
    fn selectors_are_told_from_patterns() {
        for selector in [
            ".promo > p",
            ".promo",
            "aside.promo",
            "div#main",
            "p.promo",
            ".related-posts",
            ".ad__box",
            "#related-posts",
            "#main .promo",
            ".a .b",
            "main > article",
            "ul li",
            "h2 + p",
            "h2 ~ p",
            "div > p",
            "ul > li:first-child",
            "[class*='promo']",
            "[data-ad]",
            "p:not(.lead)",
            "li:nth-child(2n+1)",
            "aside.promo, #newsletter",
            "*.promo",
            "x-promo > p",
            "a[href^=\"/tag/\"]",
            "article.teaser",
            ".a, .b > p",
            "#top > p",
            "section.related-links",
        ] {
            assert!(is_selector(selector), "{selector}");
            assert!(!is_selector(&format!("(?:{selector})")), "{selector}");
        }
        for pattern in [
            "",
            ".",
            "#",
            ".com",
            ".NET",
            ".html",
            "a.k.a",
            "a.k.a.",
            "p.m",
            "code.org",
            "data.gov",
            "link.springer.com",
            "#metoo",
            "#metoo movement",
            "# 1",
            "Home > News",
            "home > news",
            "a > b",
            "a + b",
            "p. 12",
            "[abc]",
            "[a-z]+",
            "^Tags:",
            "Tags:",
            "a:b",
            "div",
            "p",
            "main",
            "feed the cat",
            ".*promo",
            "promo.*",
            r"\.promo",
            r"(?i).promo",
            ".promo$",
            "^.promo",
            "read more",
            "time, place",
            "table of contents",
            "2 > 1",
            "Read more >",
            "> Read more",
            "#1 > #2",
            "form a",
            "C++",
            "a, b, c",
            "head.office",
            "1.2.3",
        ] {
            assert!(!is_selector(pattern), "{pattern}");
        }
    }

    #[cfg(feature = "selectors")]
    #[test]
    fn patterns_are_told_from_selectors() {
        let told = |text: &str| for_selector(text, Action::Keep, Origin::Program);
        for pattern in ["(?i)promo", r"\bpromo\b", "^Correction", "promo$", "feed the office cat", "Correction", ".*"] {
            assert!(told(pattern).is_some_and(|problem| problem.ends_with("use Rule::keep")), "{pattern}");
        }
        for xpath in ["//div[@class]", "/html/body/div[2]", ".//p", "div[@id='x']/p", "p[contains(text(), 'x')]"] {
            assert!(told(xpath).is_some_and(|problem| problem.starts_with("this looks like XPath")), "{xpath}");
        }
        for phrase in ["Read more: here", "Sign up, please!", "Lesen Sie auch: x"] {
            let problem = Rule::keep_selector(phrase).unwrap_err().to_string();
            assert!(problem.ends_with("use Rule::keep"), "{phrase}: {problem}");
        }
        for selector in [
            "p",
            "Main",
            "main article",
            ".promo",
            "x-promo",
            "o\\:p",
            ".md\\:flex",
            "[href$='.pdf']",
            "* > p",
            "p promo.x",
        ] {
            assert_eq!(told(selector), None, "{selector}");
        }
    }
}
