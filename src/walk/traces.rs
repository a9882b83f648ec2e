//! Collects which machinery a page runs: challenges, consent dialogs, log-ins, scripts that draw it.

use html5ever::{LocalName, local_name};

use super::element::Attributes;
use crate::page::Traces;

/// Reads an element, as long as the traces are not full.
pub(super) fn read(name: &LocalName, attributes: &Attributes<'_>, traces: &mut Traces) {
    if traces.is_full() {
        return;
    }
    let address = match *name {
        local_name!("script") => {
            // Scripts of other types hold data.
            let runs = attributes.media_type.is_none_or(|kind| {
                let kind = kind.trim().to_ascii_lowercase();
                kind.is_empty() || kind == "module" || kind.ends_with("javascript")
            });
            traces.scripts += usize::from(runs);
            attributes.src
        }
        local_name!("iframe") => attributes.src,
        local_name!("form") => attributes.get("action"),
        local_name!("input") => {
            traces.asks_password |= attributes.media_type.is_some_and(|kind| kind.eq_ignore_ascii_case("password"));
            None
        }
        // The box of a CAPTCHA names its service by its class.
        local_name!("div") if attributes.get("data-sitekey").is_some() => Some(attributes.class),
        _ => None,
    };
    if let Some(address) = address.filter(|address| !address.is_empty()) {
        traces.add_address(address);
    }
    if !attributes.id.is_empty() {
        traces.add_id(attributes.id);
    }
}
