//! The language of the article.

use super::sources::Sources;
use crate::chars::one_line;
use crate::page::Page;

/// Bytes of text that are collected to detect its language; a last block may exceed them, but at most this many
/// characters are used. Set by hand.
const SAMPLE_BYTES: usize = 4096;
/// A language detected in the text must have at least this confidence, 0..=1, by whatlang. Set by hand.
const MIN_CONFIDENCE: f64 = 0.5;

/// The language that the page declares, as a BCP 47 tag.
pub(super) fn declared(sources: &Sources<'_>) -> Option<String> {
    let head = sources.head;
    let own = [
        head.language.as_deref(),
        sources.json_ld.string(&["inLanguage"]),
        head.meta(&["content-language", "language", "dc.language", "dcterms.language", "og:locale"]),
        sources.microdata.string(&["inLanguage"]),
    ];
    own.into_iter().flatten().find_map(|text| tag(&one_line(text)))
}

/// A language tag in the usual case, cut before the first part that is neither a region nor a script: `en-GB` for
/// `en_gb`. `None` if it does not begin with a code of two or three letters.
fn tag(text: &str) -> Option<String> {
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
        if sample.len() >= SAMPLE_BYTES {
            break;
        }
    }
    let sample: String = sample.chars().take(SAMPLE_BYTES).collect();
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
