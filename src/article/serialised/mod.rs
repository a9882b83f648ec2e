//! The form in which articles, blocks and removed blocks are stored, and how they are read back. The doc of [`Article`]
//! describes it. What is read may come from anywhere: whatever would break a promise of the public methods, or make
//! rendering panic or take long, is refused with an error that says what it is.

mod block;
mod format;
mod ranges;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Article, Block, Reasons, Removed};
use crate::cruft::{Cruft, Reason};
use crate::metadata::Metadata;
use crate::score::{KINDS, KindShares};
use crate::select::Kind;
use crate::site::DomLocation;
use crate::verdict::{PageVerdict, VerdictReason};

/// The version of the form. It changes whenever a release without the change could misread what is stored.
pub(crate) const VERSION: u32 = 1;

/// An article as it is stored.
#[derive(Serialize, Deserialize)]
struct ArticleForm<'a> {
    #[serde(deserialize_with = "version")]
    version: u32,
    #[serde(flatten)]
    metadata: Cow<'a, Metadata>,
    #[serde(deserialize_with = "probability")]
    confidence: f32,
    verdict: PageVerdict,
    /// Why the page got its verdict.
    #[serde(default, deserialize_with = "verdict_reasons")]
    verdict_reasons: Cow<'a, [VerdictReason]>,
    url_problem: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    selected_by: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    layout: Option<Cow<'a, str>>,
    blocks: Cow<'a, [Block]>,
    removed: Cow<'a, [Removed]>,
}

impl Serialize for Article {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = ArticleForm {
            version: VERSION,
            metadata: Cow::Borrowed(&self.metadata),
            confidence: self.confidence,
            verdict: self.verdict,
            verdict_reasons: Cow::Borrowed(&self.verdict_reasons),
            url_problem: self.url_problem.as_deref().map(Cow::Borrowed),
            selected_by: self.selected_by.as_deref().map(Cow::Borrowed),
            layout: self.verbatim.as_deref().map(Cow::Borrowed),
            blocks: Cow::Borrowed(&self.blocks),
            removed: Cow::Borrowed(&self.removed),
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Article {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Article, D::Error> {
        let form = ArticleForm::deserialize(deserializer)?;
        let metadata = form.metadata.into_owned();
        if metadata != metadata.clone().in_lines() {
            return Err(D::Error::custom("a text of the metadata is empty, or no single line of visible characters"));
        }
        for reason in form.verdict_reasons.iter() {
            if let VerdictReason::LeadsToPages { probability } = reason {
                checked_probability(*probability).map_err(D::Error::custom)?;
            }
        }
        if let Some(removed) = form.removed.iter().find(|removed| removed.position > form.blocks.len()) {
            let (position, blocks) = (removed.position, form.blocks.len());
            return Err(D::Error::custom(format_args!(
                "a removed block has position {position} among {blocks} blocks"
            )));
        }
        Ok(Article {
            metadata,
            confidence: form.confidence,
            verdict: form.verdict,
            verdict_reasons: form.verdict_reasons.into_owned(),
            verbatim: form.layout.map(Cow::into_owned),
            url_problem: form.url_problem.map(Cow::into_owned),
            selected_by: form.selected_by.map(Cow::into_owned),
            blocks: form.blocks.into_owned(),
            removed: form.removed.into_owned(),
        })
    }
}

/// A removed block as it is stored.
#[derive(Serialize, Deserialize)]
struct RemovedForm<'a> {
    kind: Cruft,
    text: Cow<'a, str>,
    #[serde(deserialize_with = "probability")]
    score: f32,
    reasons: Cow<'a, [Reason]>,
    kinds: BTreeMap<Cruft, f32>,
    position: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<Cow<'a, str>>,
    #[serde(default, with = "location", skip_serializing_if = "is_unknown")]
    location: DomLocation,
}

impl Serialize for Removed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = RemovedForm {
            kind: self.cruft(),
            text: Cow::Borrowed(&self.text),
            score: self.score,
            reasons: Cow::Borrowed(self.reasons()),
            kinds: self.kinds().collect(),
            position: self.position,
            url: self.url.as_deref().map(Cow::Borrowed),
            location: self.location,
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Removed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Removed, D::Error> {
        let form = RemovedForm::deserialize(deserializer)?;
        if form.reasons.is_empty() {
            return Err(D::Error::custom("a removed block has no reasons"));
        }
        let kinds = shares(&form.kinds).map_err(D::Error::custom)?;
        Ok(Removed {
            text: form.text.into_owned(),
            kind: Kind::Certain(form.kind),
            score: form.score,
            reasons: Reasons::stored(form.reasons.into_owned(), kinds),
            location: form.location,
            url: form.url.map(Cow::into_owned),
            position: form.position,
        })
    }
}

/// The probabilities of the kinds in the order of [`KINDS`]; those that are not there are 0.
fn shares(kinds: &BTreeMap<Cruft, f32>) -> Result<KindShares, String> {
    let mut shares = KindShares::default();
    for (kind, share) in kinds {
        let Some(at) = KINDS.iter().position(|known| known == kind) else {
            return Err(format!("the probability of the kind {kind} is given, which the model does not predict"));
        };
        shares[at] = checked_probability(*share)?;
    }
    Ok(shares)
}

/// Reads the reasons of a verdict. Those of a record, which has them in words only, are left out.
fn verdict_reasons<'de, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'a, [VerdictReason]>, D::Error> {
    let reasons = Vec::<InRecord>::deserialize(deserializer)?;
    Ok(reasons.into_iter().filter_map(|InRecord(reason)| reason).collect())
}

/// A reason of a verdict; `None` if it is one in words.
struct InRecord(Option<VerdictReason>);

impl<'de> Deserialize<'de> for InRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<InRecord, D::Error> {
        struct Form;

        impl<'de> Visitor<'de> for Form {
            type Value = InRecord;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a reason of a verdict")
            }

            fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<InRecord, E> {
                Ok(InRecord(None))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<InRecord, A::Error> {
                VerdictReason::deserialize(MapAccessDeserializer::new(map)).map(|reason| InRecord(Some(reason)))
            }
        }

        deserializer.deserialize_any(Form)
    }
}

/// Reads the version of a stored form.
pub(crate) fn version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        VERSION => Ok(VERSION),
        other if other > VERSION => Err(D::Error::custom(format_args!(
            "version {other} is newer than the version {VERSION} that this release of unboil reads: use a newer release"
        ))),
        other => Err(D::Error::custom(format_args!("there is no version {other}: the first one is {VERSION}"))),
    }
}

/// Reads a probability.
pub(crate) fn probability<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
    checked_probability(f32::deserialize(deserializer)?).map_err(D::Error::custom)
}

fn checked_probability(number: f32) -> Result<f32, String> {
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err(format!("the probability {number} is not in 0..=1")) }
}

/// Whether a location is unknown, so that it is left out.
fn is_unknown(location: &DomLocation) -> bool {
    *location == DomLocation::default()
}

/// Locations as hexadecimal digits.
mod location {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::site::DomLocation;

    pub(super) fn serialize<S: Serializer>(location: &DomLocation, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&location.to_digits())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DomLocation, D::Error> {
        let digits = String::deserialize(deserializer)?;
        let problem = || D::Error::custom(format_args!("the location {digits:?} is not 33 hexadecimal digits"));
        DomLocation::from_digits(&digits).ok_or_else(problem)
    }
}
