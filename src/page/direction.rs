//! The direction in which a text is written.

use std::fmt;

/// The direction in which lines of text run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Direction {
    /// From left to right, as in English and Chinese.
    #[default]
    #[cfg_attr(feature = "serde", serde(rename = "ltr"))]
    LeftToRight,
    /// From right to left, as in Arabic and Hebrew.
    #[cfg_attr(feature = "serde", serde(rename = "rtl"))]
    RightToLeft,
}

impl Direction {
    /// The value of the attribute `dir` in HTML: `ltr` or `rtl`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }

    /// The direction that a value of the attribute `dir` declares; `None` for `auto` and for values that HTML does not
    /// have.
    pub(crate) fn declared(dir: &str) -> Option<Direction> {
        let is = |direction: &Direction| dir.trim().eq_ignore_ascii_case(direction.name());
        [Direction::LeftToRight, Direction::RightToLeft].into_iter().find(is)
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
