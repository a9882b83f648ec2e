//! What the relative links of a page are relative to.

use url::Url;

use super::address;
use crate::limits::{MAX_BASE_BYTES, MAX_URL_BYTES};
use crate::page::Head;

/// The URL to which relative links are relative: the page's `<base>` if it is an http or https URL (it may itself be
/// relative to what follows), else the caller's URL, else the address that the page gives for itself.
pub(crate) fn base_of(head: &Head, url: Option<&Url>) -> Option<Url> {
    let own = head.base.as_deref().map(str::trim).filter(|base| base.len() <= MAX_URL_BYTES);
    let address = url.cloned().or_else(|| address(head)).and_then(shortened);
    let own = own.and_then(|own| Url::options().base_url(address.as_ref()).parse(own).ok()).and_then(shortened);
    own.filter(|own| matches!(own.scheme(), "http" | "https")).or(address)
}

/// The URL if it is short enough to be repeated in every link; else its folder, to which relative paths are relative;
/// `None` if the folder is too long, too.
fn shortened(base: Url) -> Option<Url> {
    let is_short = |base: &Url| base.as_str().len() <= MAX_BASE_BYTES;
    if is_short(&base) { Some(base) } else { base.join(".").ok().filter(is_short) }
}
