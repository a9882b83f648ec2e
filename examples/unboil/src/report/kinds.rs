//! How the report tells kinds of cruft from each other: a sign each, and a colour for those that are alike.

use unboil::Cruft;

/// The sign beside the name of a kind: whoever can't tell two colours apart can tell the signs.
pub(super) fn sign(kind: Cruft) -> &'static str {
    match kind {
        Cruft::Navigation => "≡",
        Cruft::Copyright => "©",
        Cruft::Legal => "§",
        Cruft::Cookie => "●",
        Cruft::Donation => "♥",
        Cruft::AdBlock => "⊘",
        Cruft::Advertisement => "▣",
        Cruft::Newsletter => "✉",
        Cruft::Share => "↗",
        Cruft::Related => "→",
        Cruft::Comments => "❞",
        Cruft::Byline => "✎",
        Cruft::Author => "☺",
        Cruft::Tags => "#",
        Cruft::Correction => "✓",
        Cruft::Paywall => "¤",
        Cruft::Caption => "▭",
        Cruft::Player => "▶",
        Cruft::JavaScript => "λ",
        Cruft::ErrorPage => "!",
        Cruft::Repeated => "⟳",
        Cruft::Orphan => "†",
        _ => "·",
    }
}

/// The name of the colour of a kind in `style.css`. The colours are those of Okabe and Ito, which the colour-blind can
/// tell apart.
pub(super) fn colour(kind: Cruft) -> &'static str {
    match kind {
        Cruft::Navigation | Cruft::Related | Cruft::Tags => "blue",
        Cruft::Copyright | Cruft::Legal | Cruft::Cookie => "sky",
        Cruft::Donation | Cruft::Newsletter | Cruft::Paywall | Cruft::Share => "vermilion",
        Cruft::AdBlock | Cruft::Advertisement => "orange",
        Cruft::Byline | Cruft::Author | Cruft::Caption => "green",
        Cruft::Comments | Cruft::Correction => "purple",
        Cruft::Player | Cruft::JavaScript | Cruft::ErrorPage => "yellow",
        _ => "grey",
    }
}
