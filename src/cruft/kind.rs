//! The kinds of cruft.

use crate::by_name::by_name;

/// The kind of cruft that a dropped block is.
///
/// New kinds may come with any release; match with a wildcard arm.
///
/// ```
/// use unboil::Cruft;
///
/// assert_eq!(Cruft::AdBlock.name(), "ad-block");
/// assert_eq!("donation".parse(), Ok(Cruft::Donation));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Cruft {
    /// Menus, breadcrumbs, skip links, pagination, language switches, search boxes.
    Navigation,
    /// Copyright notices, with or without the sign ©.
    Copyright,
    /// Reuse and licence notes, terms of use, disclaimers, imprints.
    Legal,
    /// Cookie, consent and privacy notices.
    Cookie,
    /// Appeals for the reader's money.
    Donation,
    /// Pleas to switch off the ad blocker.
    AdBlock,
    /// Advertising and sponsoring labels, affiliate disclosures.
    Advertisement,
    /// Newsletter and alert sign-ups.
    Newsletter,
    /// Prompts to share the page or to follow the site.
    Share,
    /// Other stories: headings such as "Related posts", the lists and cards under them, "Read more:".
    Related,
    /// Reader comments and the form to write one.
    Comments,
    /// Who wrote the page, when, and how long it takes to read; these are also in the metadata.
    Byline,
    /// Boxes about the author.
    Author,
    /// Tags, topics and categories.
    Tags,
    /// Prompts to report an error in the text.
    Correction,
    /// Paywalls, subscription offers, sign-in prompts.
    Paywall,
    /// Captions and credits of pictures.
    Caption,
    /// What surrounds an audio or video player, and prompts to get the app.
    Player,
    /// Notices that the page needs JavaScript, or that the visitor should prove to be human.
    JavaScript,
    /// The message of an error page.
    ErrorPage,
    /// Text that is on the page or on other pages of the site already.
    Repeated,
    /// A heading under which nothing was kept.
    Orphan,
    /// Blocks that the scorer finds unlikely to be content, without anything that shows a more precise kind.
    LowScore,
}

impl Cruft {
    /// All kinds, in the order of declaration.
    pub const ALL: &[Cruft] = &[
        Cruft::Navigation,
        Cruft::Copyright,
        Cruft::Legal,
        Cruft::Cookie,
        Cruft::Donation,
        Cruft::AdBlock,
        Cruft::Advertisement,
        Cruft::Newsletter,
        Cruft::Share,
        Cruft::Related,
        Cruft::Comments,
        Cruft::Byline,
        Cruft::Author,
        Cruft::Tags,
        Cruft::Correction,
        Cruft::Paywall,
        Cruft::Caption,
        Cruft::Player,
        Cruft::JavaScript,
        Cruft::ErrorPage,
        Cruft::Repeated,
        Cruft::Orphan,
        Cruft::LowScore,
    ];

    /// The kind's name in lower case, words joined by hyphens: `"ad-block"`.
    pub fn name(self) -> &'static str {
        match self {
            Cruft::Navigation => "navigation",
            Cruft::Copyright => "copyright",
            Cruft::Legal => "legal",
            Cruft::Cookie => "cookie",
            Cruft::Donation => "donation",
            Cruft::AdBlock => "ad-block",
            Cruft::Advertisement => "advertisement",
            Cruft::Newsletter => "newsletter",
            Cruft::Share => "share",
            Cruft::Related => "related",
            Cruft::Comments => "comments",
            Cruft::Byline => "byline",
            Cruft::Author => "author",
            Cruft::Tags => "tags",
            Cruft::Correction => "correction",
            Cruft::Paywall => "paywall",
            Cruft::Caption => "caption",
            Cruft::Player => "player",
            Cruft::JavaScript => "javascript",
            Cruft::ErrorPage => "error-page",
            Cruft::Repeated => "repeated",
            Cruft::Orphan => "orphan",
            Cruft::LowScore => "low-score",
        }
    }
}

by_name!(Cruft, ParseCruftError, "kind of cruft", "kinds", serde);

#[cfg(test)]
mod tests {
    use super::Cruft;

    #[test]
    fn every_kind_is_listed_once_and_named_after_itself() {
        for (index, kind) in Cruft::ALL.iter().enumerate() {
            assert_eq!(*kind as usize, index, "{kind:?} is out of order");
            assert_eq!(kind.name().parse(), Ok(*kind));
            let letters = kind.name().replace('-', "");
            assert_eq!(format!("{kind:?}").to_lowercase(), letters);
        }
        assert!("junk".parse::<Cruft>().is_err());
    }
}
