//! The icon of the site.

use url::Url;

use super::head::absolute;
use crate::page::{Head, RelationKind};

/// Icons with longer sides than this (pixels) are for app stores rather than for lists of pages. Set by hand; the
/// manifests of apps ask for 192, Apple's telephones for 180.
const MAX_PIXELS: u32 = 256;
/// The side of an icon (pixels) that gives no size: browsers show icons in 16 to 32.
const ICON_PIXELS: u32 = 16;
/// The side of an `apple-touch-icon` (pixels) that gives no size: that of the first telephones that had one was 57,
/// today's is 180.
const TOUCH_ICON_PIXELS: u32 = 57;

/// The address of the largest icon whose sides are at most [`MAX_PIXELS`] long, or of the smallest if all are longer;
/// of equals, the first. A drawing that has any size counts as [`MAX_PIXELS`].
pub(super) fn favicon(head: &Head, base: Option<&Url>) -> Option<Url> {
    let of = |kind, default| head.relations.of(kind).map(move |icon| (pixels(&icon.text).unwrap_or(default), icon));
    let icons = of(RelationKind::Icon, ICON_PIXELS).chain(of(RelationKind::TouchIcon, TOUCH_ICON_PIXELS));
    let icons = icons.filter_map(|(pixels, icon)| Some((pixels, absolute(&icon.href, base)?)));
    // Of equals `min_by_key` takes the first.
    let rank = |pixels: u32| if pixels <= MAX_PIXELS { MAX_PIXELS - pixels } else { pixels };
    icons.min_by_key(|(pixels, _)| rank(*pixels)).map(|(_, url)| url)
}

/// The longest side in a value of the attribute `sizes`, such as `16x16 32x32`, or `any` for a drawing.
fn pixels(sizes: &str) -> Option<u32> {
    let side = |size: &str| match size.to_ascii_lowercase().split_once('x') {
        Some((width, _)) => width.parse().ok(),
        None => size.eq_ignore_ascii_case("any").then_some(MAX_PIXELS),
    };
    sizes.split_ascii_whitespace().filter_map(side).max()
}
