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
        "published": article.published(),
        "modified": article.modified(),
        "site_name": article.site_name(),
        "language": article.language(),
        "description": article.description(),
        "image": article.image(),
        "kind": article.page_kind().map(|kind| kind.name()),
        "keywords": article.keywords(),
        "confidence": article.confidence(),
        "text": article.text(),
        "markdown": article.markdown(),
    })
}
