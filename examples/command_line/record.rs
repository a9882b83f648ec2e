//! The record of an article, as the feature `serde` writes it, for programs that are built without.

use serde_json::{Value, json};
use unboil::Article;

/// The keys and values of [`unboil::Record`] with the options that it has by default.
pub(crate) fn record(article: &Article) -> Value {
    json!({
        "version": 1,
        "url": article.url(),
        "title": article.title(),
        "byline": article.byline(),
        "authors": article.authors(),
        "published": article.published(),
        "modified": article.modified(),
        "site_name": article.site_name(),
        "language": article.language(),
        "description": article.description(),
        "image": article.image(),
        "host": article.host(),
        "next_page": article.next_page(),
        "favicon": article.favicon(),
        "licence": article.licence(),
        "page_kind": article.page_kind().map(|kind| kind.name()),
        "sections": article.sections(),
        "keywords": article.keywords(),
        "direction": article.direction().name(),
        "word_count": article.word_count(),
        "reading_time": article.reading_time().as_secs(),
        "url_problem": article.url_problem(),
        "verdict": article.verdict().name(),
        "verdict_reasons": article.verdict_reasons().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "confidence": article.confidence(),
        "text": article.text(),
        "markdown": article.markdown(),
    })
}
