//! Invariants of every article, whatever its page. Used by this suite and by the fuzz targets.

use unboil::Article;

/// Panics if the article is inconsistent, or if it can't be rendered in every format.
pub(crate) fn check(article: &Article) {
    assert!((0.0..=1.0).contains(&article.confidence()), "confidence {}", article.confidence());
    assert_eq!(article.is_empty(), article.text().is_empty());
    for block in article.blocks() {
        assert!(!block.text().trim().is_empty(), "{block:?}");
        assert!((0.0..=1.0).contains(&block.score()), "{block:?}");
    }
    for removed in article.removed() {
        assert!(!removed.text().trim().is_empty(), "{removed:?}");
        assert!((0.0..=1.0).contains(&removed.score()), "{removed:?}");
        assert!(!removed.reasons().is_empty(), "{removed:?}");
        assert!(removed.position() <= article.blocks().len(), "{removed:?}");
    }
    let _ = article.markdown();
    let _ = article.html();
    let sections = article.outline();
    assert!(sections.iter().all(|section| !section.text().trim().is_empty()), "{:?}", article.blocks());
    assert_eq!(sections.iter().map(|section| section.blocks().len()).sum::<usize>(), article.blocks().len());
    let mut lengths = article.block_ranges().into_iter().map(|range| range.len());
    assert!(lengths.all(|len| len > 0), "{:?}", article.blocks());
    assert!(article.images().iter().all(|image| image.block() <= article.blocks().len()));
    assert!(article.tables().iter().all(|table| !table.block_range().is_empty()));
}
