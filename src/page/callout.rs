//! Callouts: boxes in a text that warn or give a tip, which documentation tools call admonitions or alerts.

use std::fmt;

use crate::letter_pairs::Words;

/// What a callout, a box in the text that warns or gives a tip, is for. The kinds are those of GitHub's Markdown, where
/// `> [!WARNING]` begins one; those of other tools are taken for the nearest of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Callout {
    /// Something that the reader should know: a note, a remark.
    Note,
    /// A tip or a hint.
    Tip,
    /// What the reader must know to succeed.
    Important,
    /// A warning of a mistake.
    Warning,
    /// A warning of a danger.
    Caution,
}

impl Callout {
    /// Words of which the class of a callout has at least one.
    pub(crate) const WORDS: Words<8> = Words::of(&[
        "admonition",
        "admonitionblock",
        "alert",
        "callout",
        "notecard",
        "custom-block",
        "starlight-aside",
        "blockquote-tag",
    ]);

    /// Its name in lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Callout::Note => "note",
            Callout::Tip => "tip",
            Callout::Important => "important",
            Callout::Warning => "warning",
            Callout::Caution => "caution",
        }
    }

    /// The callout that a box with this class is. `own` is the value of its attribute `data-callout`.
    ///
    /// For GitHub (`markdown-alert-tip`), MkDocs and Sphinx (`admonition tip`), Docusaurus (`theme-admonition-tip`),
    /// AsciiDoc (`admonitionblock tip`), Obsidian (`data-callout`), Quarto (`callout-tip`), VitePress (`custom-block
    /// tip`), Starlight (`starlight-aside--tip`), MDN (`notecard`) and Bootstrap (`alert-info`). Gets a message of a
    /// shop wrong that Bootstrap shows ("Sold out").
    pub(crate) fn of(class: &str, own: Option<&str>) -> Option<Callout> {
        let (mut is_callout, mut kind, mut before) = (false, None, "");
        for word in words(class) {
            let is_pair =
                matches!((before, word), ("custom", "block") | ("starlight", "aside") | ("blockquote", "tag"));
            if is_pair || is_name(word) {
                is_callout = true;
            } else {
                // What belongs to a callout, such as its title, has the class of one, too.
                if is_part(word) {
                    return None;
                }
                kind = kind.or_else(|| Callout::named(word));
            }
            before = word;
        }
        let by_default = || words(class).any(|word| word == "admonition").then_some(Callout::Note);
        own.and_then(Callout::named).or(kind).or_else(by_default).filter(|_| is_callout)
    }

    /// The callout that a box with this class is which the walk has not marked as one. `is_fold` says whether readers
    /// open it by a click.
    ///
    /// For the folds of MkDocs (`<details class="warning">`), for Confluence (`confluence-information-macro-note`) and
    /// GitBook (`hint hint-danger`). Gets a fold wrong whose class is "note" because a footnote is in it.
    pub(crate) fn of_box(class: &str, is_fold: bool) -> Option<Callout> {
        let mut names = class.split_ascii_whitespace();
        let is_hint = names.clone().any(|name| name == "hint");
        let named = |name: &str| match name.strip_prefix("confluence-information-macro-") {
            Some(kind) => Callout::named(kind),
            None if is_hint => name.strip_prefix("hint-").and_then(Callout::named),
            None if is_fold => Callout::named(name),
            None => None,
        };
        names.find_map(named)
    }

    /// The kind of callout that a word of a class names.
    fn named(word: &str) -> Option<Callout> {
        Some(match word {
            "note" | "info" | "information" | "seealso" => Callout::Note,
            "tip" | "hint" | "success" => Callout::Tip,
            "important" => Callout::Important,
            "warning" | "attention" => Callout::Warning,
            "caution" | "danger" | "error" => Callout::Caution,
            _ => return None,
        })
    }
}

impl fmt::Display for Callout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The words of a class, between spaces, hyphens and underscores.
fn words(class: &str) -> impl Iterator<Item = &str> {
    class.split(['-', '_', ' ']).filter(|word| !word.is_empty())
}

/// Whether a word is one of the classes of callouts.
fn is_name(word: &str) -> bool {
    matches!(word, "admonition" | "admonitionblock" | "alert" | "callout" | "notecard")
}

/// Whether a word is one of the classes of what is in a callout.
fn is_part(word: &str) -> bool {
    matches!(word, "body" | "container" | "content" | "header" | "heading" | "icon" | "inner" | "text" | "title")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_callouts_by_their_classes() {
        for (class, is_fold, expected) in [
            ("warning", true, Some(Callout::Warning)),
            ("tip inline end", true, Some(Callout::Tip)),
            ("warning", false, None),
            ("example", true, None),
            ("confluence-information-macro confluence-information-macro-note", false, Some(Callout::Note)),
            ("confluence-information-macro-body", false, None),
            ("hint hint-danger", false, Some(Callout::Caution)),
            ("hint-danger", false, None),
        ] {
            assert_eq!(Callout::of_box(class, is_fold), expected, "{class}");
        }
    }

    #[test]
    fn callouts_are_known_by_their_classes() {
        for (class, own, expected) in [
            ("markdown-alert markdown-alert-tip", None, Some(Callout::Tip)),
            ("admonition danger", None, Some(Callout::Caution)),
            ("admonition admonition-a-title-of-its-own", None, None),
            ("admonition", None, Some(Callout::Note)),
            ("admonitionblock important", None, Some(Callout::Important)),
            ("theme-admonition theme-admonition-info admonition_xJq3 alert alert--info", None, Some(Callout::Note)),
            ("callout is-collapsible", Some("warning"), Some(Callout::Warning)),
            ("callout callout-style-default callout-caution callout-titled", None, Some(Callout::Caution)),
            ("custom-block danger", None, Some(Callout::Caution)),
            ("starlight-aside starlight-aside--tip", None, Some(Callout::Tip)),
            ("notecard warning", None, Some(Callout::Warning)),
            ("alert alert-info", None, Some(Callout::Note)),
            ("markdown-alert-title", None, None),
            ("callout", None, None),
            ("hint", None, None),
            ("form-error warning", None, None),
            ("alert", None, None),
        ] {
            assert_eq!(Callout::of(class, own), expected, "{class}");
        }
    }
}
