//! The language of the article.

use super::sources::Sources;
use crate::chars::one_line;
use crate::page::Page;

/// Length of the sample of the article in which its language is detected, first in bytes, then in characters: blocks
/// are added until the sample has at least this many bytes, and no more than this many characters of it are used, its
/// first. Set by hand.
const SAMPLE_LEN: usize = 4096;
/// A language that whatlang detects in the text is used only if its confidence, 0..=1, is at least this, and whatlang
/// calls it reliable as well. Set by hand.
const MIN_CONFIDENCE: f64 = 0.5;

/// The language that the page declares, as a BCP 47 tag: the first in the order of trust that is a language tag. The
/// most trusted is `lang` of `<html>`; JSON-LD, `<meta>` and microdata follow.
pub(super) fn declared(sources: &Sources<'_>) -> Option<String> {
    let head = sources.head;
    let own = [
        head.language.as_deref(),
        sources.json_ld.string(&["inLanguage"]),
        head.meta(&["content-language", "language", "dc.language", "dcterms.language", "og:locale"]),
        sources.microdata.string(&["inLanguage"]),
    ];
    own.into_iter().flatten().find_map(|text| normalized_tag(&one_line(text)))
}

/// A language tag in the usual capitalisation, cut before the first part that has the form neither of a region (two or
/// three letters or digits) nor of a script (four): `en-GB` for `en_gb`, `zh-Hant` for `zh-hant`. `None` if it does not
/// begin with a code of two or three letters.
fn normalized_tag(text: &str) -> Option<String> {
    let mut parts = text.split(['-', '_']);
    let language = parts.next()?.to_ascii_lowercase();
    let is_language = matches!(language.len(), 2 | 3) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut tag = is_language.then_some(language)?;
    for part in parts {
        match (part.len(), part.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
            (2 | 3, true) => tag.extend(["-", &part.to_ascii_uppercase()]),
            (4, true) => {
                let (first, rest) = part.split_at(1);
                tag.extend(["-", &first.to_ascii_uppercase(), &rest.to_ascii_lowercase()]);
            }
            _ => break,
        }
    }
    Some(tag)
}

/// The language of the text of these blocks, if it can be detected.
pub(super) fn detected(page: &Page, blocks: &[usize]) -> Option<String> {
    let mut sample = String::new();
    for block in blocks {
        sample.push_str(page.block_text(&page.blocks[*block]));
        sample.push('\n');
        if sample.len() >= SAMPLE_LEN {
            break;
        }
    }
    let sample: String = sample.chars().take(SAMPLE_LEN).collect();
    let info = whatlang::detect(&sample)?;
    (info.is_reliable() && info.confidence() >= MIN_CONFIDENCE).then(|| short(info.lang().code()).to_owned())
}

/// The two-letter code (ISO 639-1) of a language given by its three-letter code (ISO 639-3), or the latter if it has
/// none.
fn short(code: &'static str) -> &'static str {
    let lines = include_str!("languages.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .find_map(|(long, short)| (long == code).then_some(short))
        .unwrap_or(code)
}
