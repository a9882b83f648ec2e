//! Which addresses may stand in rendered output.

use std::borrow::Cow;

/// The schemes that the address of a link may have.
const LINK_SCHEMES: &[&str] = &["http", "https", "mailto"];
/// The schemes that the address of a picture may have.
const PICTURE_SCHEMES: &[&str] = &["http", "https"];

/// The address of a link, without the characters that browsers ignore; `None` if its scheme is not one of
/// [`LINK_SCHEMES`], so that following it could run a script.
pub(super) fn of_link(url: &str) -> Option<Cow<'_, str>> {
    safe(url, LINK_SCHEMES)
}

/// The address of a picture, without the characters that browsers ignore; `None` if it is empty or its scheme is not
/// one of [`PICTURE_SCHEMES`].
pub(super) fn of_picture(url: &str) -> Option<Cow<'_, str>> {
    safe(url, PICTURE_SCHEMES).filter(|url| !url.is_empty())
}

/// Whether a text ends in a scheme that runs a script or holds a page: `javascript`, `vbscript` or `data`. Needed
/// because some readers of Markdown make a link of any scheme with `://` behind it.
pub(super) fn ends_in_script(text: &str) -> bool {
    let scheme = &text.as_bytes()[text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len()..];
    let ends_with = |name: &str| {
        scheme.len().checked_sub(name.len()).is_some_and(|from| scheme[from..].eq_ignore_ascii_case(name.as_bytes()))
    };
    ends_with("script") || ends_with("data")
}

/// An address without control characters; `None` if it has another scheme than these. Browsers ignore tabs and line
/// breaks anywhere in an address, and other control characters around it. Anything before a colon in front of the path
/// is taken for a scheme.
fn safe<'a>(url: &'a str, schemes: &[&str]) -> Option<Cow<'a, str>> {
    let url = match url.trim() {
        url if url.contains(char::is_control) => {
            let shown: String = url.chars().filter(|c| !c.is_control()).collect();
            Cow::Owned(shown.trim().to_owned())
        }
        url => Cow::Borrowed(url),
    };
    let path = url.find(['/', '?', '#']).unwrap_or(url.len());
    match url[..path].split_once(':') {
        Some((scheme, _)) if !schemes.iter().any(|safe| scheme.eq_ignore_ascii_case(safe)) => None,
        _ => Some(url),
    }
}

#[cfg(test)]
mod tests {
    use super::{of_link, of_picture};

    #[test]
    fn only_web_and_mail_addresses_are_safe() {
        for (url, link, picture) in [
            ("https://a.example/b?c:d", true, true),
            ("HTTP://a.example", true, true),
            ("mailto:a@b.example", true, false),
            ("/b:c", true, true),
            ("#b:c", true, true),
            ("//a.example/b", true, true),
            ("javascript:alert(1)", false, false),
            ("JaVaScRiPt:alert(1)", false, false),
            (" \u{1}javascript:alert(1)", false, false),
            ("java\tscr\nipt:alert(1)", false, false),
            ("javascript\u{0}:alert(1)", false, false),
            ("vbscript:x", false, false),
            ("data:text/html,<script>alert(1)</script>", false, false),
            ("data:image/svg+xml,<svg onload=alert(1)>", false, false),
            ("file:///etc/passwd", false, false),
            ("\u{a0}javascript:alert(1)", false, false),
            ("view-source:https://a.example", false, false),
        ] {
            assert_eq!((of_link(url).is_some(), of_picture(url).is_some()), (link, picture), "{url:?}");
        }
        assert_eq!(of_link(" ht\ntps://a.example/b\t ").as_deref(), Some("https://a.example/b"));
    }
}
