//! A page → its article.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use unboil::{Article, Error, Extractor, Input};

use crate::inputs::Page;
use crate::{Problem, Result, too_long};

/// Where a tar archive has the letters `ustar`, in bytes (POSIX.1-1988).
const TAR_MAGIC: Range<usize> = 257..262;

/// Extracts a page, or cleans a plain text, with its address if it has one.
///
/// # Errors
///
/// Those of the library, worded for users of the program.
pub(crate) fn extract(extractor: &Extractor, page: &Page) -> Result<Article> {
    if page.bytes.get(TAR_MAGIC) == Some(b"ustar") {
        return Err("this is a tar archive, not HTML: unpack it, and name the directory".into());
    }
    let bytes = if page.is_text { Input::text_bytes(&page.bytes) } else { Input::bytes(&page.bytes) };
    let typed = page.content_type.as_deref().map_or(bytes, |content_type| bytes.content_type(content_type));
    let input = page.url.as_deref().map_or(typed, |url| typed.url(url));
    // A panic would be a bug of unboil. One page that triggers it must not end a run over a million others.
    let article = catch_unwind(AssertUnwindSafe(|| extractor.extract_input(input)))
        .map_err(|_| Problem::from("the extraction panicked"))?;
    article.map_err(|problem| reworded(problem, page))
}

/// Rewords an error of the library for users of the program: with the option that helps, if there is one.
fn reworded(problem: Error, page: &Page) -> Problem {
    match problem {
        Error::TooLarge { bytes, limit } if bytes == page.bytes.len() => too_long::page(bytes as u64, limit as u64),
        Error::TooLarge { bytes, limit } => too_long::page_as_utf8(bytes, limit),
        Error::TooDeep { limit, offset } => format!(
            "elements are nested deeper than {limit} before byte {offset}: limits.max_depth in a --config raises it"
        )
        .into(),
        Error::TooManyNodes { limit, offset } => format!(
            "the page has more than {limit} elements, texts and comments, or the plain text more lines, \
             before byte {offset}: limits.max_nodes in a --config raises it"
        )
        .into(),
        Error::TooComplex { offset } => {
            format!("the markup before byte {offset} is too tangled to be parsed in reasonable time").into()
        }
        problem => problem.into(),
    }
}
