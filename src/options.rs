//! The settings of an extractor as data, to be read from a file and written to one.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::cruft::{Cruft, Rule};
use crate::error;
use crate::error::Error;
use crate::extractor::builder::ExtractorBuilder;
use crate::limits::Limits;
use crate::select::{Focus, Settings};

/// The settings of an extractor as they stand in a file: JSON, TOML or whatever `serde` reads. Needs the feature
/// `serde`. [`ExtractorBuilder::options`](crate::ExtractorBuilder::options) applies them.
///
/// A key that is left out has its default, so that an empty file gives the extractor that needs none. A key that does
/// not exist, and a value that a key does not take, are errors that name the key and what it takes.
///
/// ```
/// use unboil::{Extractor, Options};
///
/// let file = r#"{
///     "focus": "precision",
///     "keep": ["caption"],
///     "drop": ["related"],
///     "comments": false,
///     "min_words": 50,
///     "limits": {"max_bytes": 4000000},
///     "rules": [{"drop": "donation", "phrase": "(?i)feed the office cat"}, {"keep": true, "phrase": "^Correction:"}],
///     "base_url": "https://example.org/"
/// }"#;
/// let options: Options = serde_json::from_str(file).unwrap();
/// let extractor = Extractor::builder().options(options)?.build();
/// # let _ = extractor;
///
/// let problem = serde_json::from_str::<Options>(r#"{"focus": "fast"}"#).unwrap_err().to_string();
/// assert!(problem.starts_with("focus: unknown focus \"fast\"; the values are precision, balanced, recall at line 1"));
/// let problem = serde_json::from_str::<Options>(r#"{"min_word": 50}"#).unwrap_err().to_string();
/// assert!(problem.starts_with("unknown field `min_word`, expected one of `focus`, `keep`, `drop`, `comments`, "));
/// # Ok::<(), unboil::Error>(())
/// ```
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Options {
    /// Which mistake is worse, see [`ExtractorBuilder::focus`](crate::ExtractorBuilder::focus): `"precision"`,
    /// `"balanced"` or `"recall"`.
    #[serde(deserialize_with = "key::focus")]
    pub focus: Focus,
    /// The kinds of cruft to keep, by their names, see [`ExtractorBuilder::keep`](crate::ExtractorBuilder::keep).
    #[serde(deserialize_with = "key::keep")]
    pub keep: Vec<Cruft>,
    /// The kinds of cruft to drop even where they look like content, by their names, see
    /// [`ExtractorBuilder::drop`](crate::ExtractorBuilder::drop). A kind may not be in [`keep`](Options::keep), too.
    #[serde(deserialize_with = "key::drop")]
    pub drop: Vec<Cruft>,
    /// Whether readers' comments belong to the article: `true` is short for `"comments"` in [`keep`](Options::keep).
    #[serde(deserialize_with = "key::comments")]
    pub comments: bool,
    /// The least number of words that make an article, see
    /// [`ExtractorBuilder::min_words`](crate::ExtractorBuilder::min_words).
    #[serde(deserialize_with = "key::min_words", skip_serializing_if = "Option::is_none")]
    pub min_words: Option<usize>,
    /// How large and how deep a page may be: an object of `max_bytes`, `max_depth` and `max_nodes`, see [`Limits`].
    #[serde(deserialize_with = "key::limits")]
    pub limits: Limits,
    /// The caller's own phrases and selectors, see [`Rule`] for their form.
    #[serde(deserialize_with = "key::rules")]
    pub rules: Vec<Rule>,
    /// The address of pages that come without one, see
    /// [`ExtractorBuilder::base_url`](crate::ExtractorBuilder::base_url).
    #[serde(deserialize_with = "key::base_url", skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
}

/// Defines a function for each key that reads its value, and whose errors begin with the key.
macro_rules! keys {
    ($($key:ident: $type:ty),+ $(,)?) => {
        /// The values of keys, by the names of these.
        mod key {
            use super::*;

            $(pub(super) fn $key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
                <$type>::deserialize(deserializer).map_err(|problem| {
                    D::Error::custom(format_args!("{}: {problem}", stringify!($key)))
                })
            })+
        }
    };
}

keys! {
    focus: Focus,
    keep: Vec<Cruft>,
    drop: Vec<Cruft>,
    comments: bool,
    min_words: Option<usize>,
    limits: Limits,
    rules: Vec<Rule>,
    base_url: Option<String>,
    max_bytes: usize,
    max_depth: usize,
    max_nodes: usize,
}

/// The limits as they stand in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LimitValues {
    #[serde(deserialize_with = "key::max_bytes")]
    max_bytes: usize,
    #[serde(deserialize_with = "key::max_depth")]
    max_depth: usize,
    #[serde(deserialize_with = "key::max_nodes")]
    max_nodes: usize,
}

impl Default for LimitValues {
    fn default() -> Self {
        Limits::default().into()
    }
}

impl From<Limits> for LimitValues {
    fn from(Limits { max_bytes, max_depth, max_nodes }: Limits) -> Self {
        Self { max_bytes, max_depth, max_nodes }
    }
}

impl Serialize for Limits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        LimitValues::from(self.clone()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Limits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let LimitValues { max_bytes, max_depth, max_nodes } = LimitValues::deserialize(deserializer)?;
        Ok(Limits::default().max_bytes(max_bytes).max_depth(max_depth).max_nodes(max_nodes))
    }
}

impl ExtractorBuilder {
    /// Sets all settings but the [profile of the site](Self::site) and the rules for sites (`site_rules`) to those that
    /// were read from a file, or to their defaults. What is set after that counts. Needs the feature `serde`;
    /// [`Options`] has an example.
    ///
    /// # Errors
    ///
    /// [`Error::KeptAndDropped`] if the options keep and drop the same kind, [`Error::BadBaseUrl`] if their base URL
    /// can't be used.
    pub fn options(self, options: Options) -> error::Result<Self> {
        let Options { focus, mut keep, drop, comments, min_words, limits, rules, base_url } = options;
        keep.extend(comments.then_some(Cruft::Comments));
        if let Some(kind) = drop.iter().copied().find(|kind| keep.contains(kind)) {
            return Err(Error::KeptAndDropped { kind });
        }
        let mut builder = self;
        builder.settings = Settings { focus, keep, drop, min_words, rules, site: builder.settings.site };
        (builder.limits, builder.base_url) = (limits, None);
        match base_url {
            Some(url) => builder.base_url(&url),
            None => Ok(builder),
        }
    }
}
