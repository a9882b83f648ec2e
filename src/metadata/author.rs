//! The byline: who wrote the article.

use super::names;
use super::site::Site;
use super::sources::Sources;
use super::visible::Visible;
use crate::page::{AUTHORS, Head};

/// Of [`AUTHORS`], the names of `<meta>` that hold an author only if another, their label, says "Written by".
const LABELS: &[(&str, &str)] = &[("twitter:data1", "twitter:label1")];

/// The byline, from the most trusted source that names somebody: the sender of a mail, the authors in JSON-LD, `<meta>`
/// and microdata, names in visible markup or bylines. A name that is the site's own is used only if no source has
/// another.
pub(super) fn byline(sources: &Sources<'_>, visible: &Visible<'_>, site: &Site) -> Option<String> {
    let is_site = |name: &String| site.is_called(name);
    let sources: [&dyn Fn() -> Vec<String>; 5] = [
        &|| sources.head.sender.as_deref().and_then(names::clean).into_iter().collect(),
        &|| cleaned(&sources.json_ld.authors()),
        &|| cleaned(&meta(sources.head)),
        &|| cleaned(&sources.microdata.authors()),
        &|| visible.authors(),
    ];
    let mut site_byline = None;
    for source in sources {
        let (own, others): (Vec<String>, Vec<String>) = source().into_iter().partition(is_site);
        if let Some(byline) = names::join(others.into_iter()) {
            return Some(byline);
        }
        site_byline = site_byline.or_else(|| names::join(own.into_iter()));
    }
    site_byline
}

/// The names as they are shown in a byline, see [`names::clean`], without those that are none.
fn cleaned(names: &[&str]) -> Vec<String> {
    names.iter().filter_map(|name| names::clean(name)).collect()
}

/// The names in the most trusted `<meta>` that holds any. Scientific papers repeat the element for each author.
fn meta(head: &Head) -> Vec<&str> {
    let of = |name: &str| -> Vec<&str> {
        let label = LABELS.iter().find(|(labelled, _)| *labelled == name);
        if label.is_some_and(|(_, label)| {
            !head.meta(&[label]).is_some_and(|label| label.eq_ignore_ascii_case("written by"))
        }) {
            return Vec::new();
        }
        let contents = head.metas.iter().filter(|(key, _)| key == name).map(|(_, content)| content.as_str());
        contents.filter(|content| names::clean(content).is_some()).collect()
    };
    AUTHORS.iter().map(|author| of(author.name)).find(|names| !names.is_empty()).unwrap_or_default()
}
