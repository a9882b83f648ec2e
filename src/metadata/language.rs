//! The language of the article.

use super::sources::Sources;
use crate::chars::one_line;
use crate::page::Page;

/// So much text (bytes) is enough to tell its language.
const SAMPLE_BYTES: usize = 4096;
/// A language that is found in a text must be this sure.
const MIN_CONFIDENCE: f64 = 0.5;

/// The language that the page declares, as a tag of BCP 47.
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

/// A tag in the usual letters: `en-GB` for `en_gb`.
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

/// The language of these blocks, if it can be told.
pub(super) fn found(page: &Page, blocks: &[usize]) -> Option<String> {
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

/// The code of two letters for a language, where ISO 639 has one for that of three.
fn short(code: &'static str) -> &'static str {
    let lines = include_str!("languages.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .find_map(|(long, short)| (long == code).then_some(short))
        .unwrap_or(code)
}
