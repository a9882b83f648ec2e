//! Estimates the type of a page from the averages of its blocks' features. The type matters because the same block may
//! be content on a listing or in a shop, and cruft below a story.

use super::forest::{Forest, Malformed, logistic};
use super::rows::Rows;
use crate::measure::{Features, rows};

rows! {
    /// The probability of each type of page, 0..=1; all blocks of a page have the same.
    PageType {
        /// Probability that the page is an article.
        type_article,
        /// Probability that the page is a forum thread.
        type_forum,
        /// Probability that the page is about one product.
        type_product,
        /// Probability that the page is a shop's collection of products.
        type_collection,
        /// Probability that the page is a list of other pages.
        type_listing,
        /// Probability that the page is documentation.
        type_documentation,
        /// Probability that the page presents a service or a company.
        type_service,
    }
}

impl PageType {
    /// Number of types; each has a forest of its own.
    pub(crate) const COUNT: usize = PageType::NAMES.len();

    /// The probabilities of the types, given in the order of the forests.
    fn of(values: [f32; PageType::COUNT]) -> PageType {
        let [type_article, type_forum, type_product, type_collection, type_listing, type_documentation, type_service] =
            values;
        PageType {
            type_article,
            type_forum,
            type_product,
            type_collection,
            type_listing,
            type_documentation,
            type_service,
        }
    }
}

/// The forests that estimate the type of a page: one per type, trained against all other types.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageTypes {
    forests: Vec<Forest>,
}

impl PageTypes {
    /// Reads the forests from the front of `bytes`, and leaves the bytes that follow them.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if one of the forests is.
    pub fn read(bytes: &mut &[u8]) -> Result<PageTypes, Malformed> {
        let forests = (0..PageType::COUNT).map(|_| Forest::read(bytes)).collect::<Result<_, _>>()?;
        Ok(PageTypes { forests })
    }

    /// The probability of each type, given the features of the page's blocks.
    pub(crate) fn estimate(&self, features: &[Features]) -> PageType {
        let row = page_row(features);
        let mut values = [0.0; PageType::COUNT];
        for (value, forest) in values.iter_mut().zip(&self.forests) {
            *value = logistic(forest.sum(&row));
        }
        PageType::of(values)
    }
}

/// The averages of a page: the mean of each feature over the blocks, then the mean weighted by the number of words.
pub(crate) fn page_row(features: &[Features]) -> Vec<f32> {
    const WIDTH: usize = Features::NAMES.len();
    let mut sums = [0.0f32; WIDTH];
    let mut by_words = [0.0f32; WIDTH];
    let mut words = 0.0;
    for row in features {
        let values = row.values();
        words += row.words;
        for ((sum, of_words), value) in sums.iter_mut().zip(&mut by_words).zip(values) {
            *sum += value;
            *of_words += value * row.words;
        }
    }
    let blocks = (features.len() as f32).max(1.0);
    let words = words.max(1.0);
    sums.iter().map(|sum| sum / blocks).chain(by_words.iter().map(|sum| sum / words)).collect()
}

/// Appends the features of a block, and after them the types of its page.
pub(super) fn typed_rows(rows: &mut Rows, features: &Features, page_type: &PageType) {
    rows.extend(features.values());
    rows.extend(page_type.values());
}
