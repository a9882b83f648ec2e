//! A page → its article.

use std::panic::{AssertUnwindSafe, catch_unwind};

use unboil::{Article, ExtractorBuilder};

use crate::inputs::Page;
use crate::{Problem, Result};

/// Extracts a page that knows its address, or cleans a text.
///
/// # Errors
///
/// Those of unboil.
pub fn extract(builder: &ExtractorBuilder, page: &Page) -> Result<Article> {
    // An address that is none says nothing about the page.
    let based = page.url.as_deref().and_then(|url| builder.clone().base_url(url).ok());
    let extractor = based.unwrap_or_else(|| builder.clone()).build();
    let extract = || match page.is_text {
        true => extractor.clean(&String::from_utf8_lossy(&page.bytes)),
        false => extractor.extract_bytes(&page.bytes, page.content_type.as_deref()),
    };
    // A panic would be a bug of unboil's; that one page has met one is no reason to lose a million others.
    Ok(catch_unwind(AssertUnwindSafe(extract)).map_err(|_| Problem::from("the extraction panicked"))??)
}
