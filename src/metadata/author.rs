//! Who wrote the article: the byline, and its authors one by one.

use super::author_list;
use super::names;
use super::site::Site;
use super::sources::Sources;
use super::visible::Visible;
use crate::page::{AUTHORS, Head};

/// Of [`AUTHORS`], the names of `<meta>` that hold an author only if another, their label, says "Written by".
const LABELS: &[(&str, &str)] = &[("twitter:data1", "twitter:label1")];

/// Who wrote the article.
#[derive(Default)]
pub(super) struct Authors {
    /// The authors as the page names them.
    pub(super) byline: Option<String>,
    /// The names in the byline, one by one.
    pub(super) names: Vec<String>,
}

impl Authors {
    /// The authors of the article, from the most trusted source that names somebody: the sender of a mail, the authors
    /// in JSON-LD, `<meta>` and microdata, names in visible markup or bylines. A name that is the site's own is used
    /// only if no source has another.
    pub(super) fn find(sources: &Sources<'_>, visible: &Visible<'_>, site: &Site) -> Authors {
        let is_site = |name: &String| site.is_called(name);
        let sources: [&dyn Fn() -> Vec<String>; 5] = [
            &|| sources.head.sender.as_deref().and_then(names::clean).into_iter().collect(),
            &|| cleaned(&sources.json_ld.authors()),
            &|| cleaned(&meta(sources.head)),
            &|| cleaned(&sources.microdata.authors()),
            &|| visible.authors(),
        ];
        let mut of_site = Vec::new();
        for source in sources {
            let (own, others): (Vec<String>, Vec<String>) = source().into_iter().partition(is_site);
            if !others.is_empty() {
                return Authors::named(others, visible, site);
            }
            if of_site.is_empty() {
                of_site = own;
            }
        }
        Authors::named(of_site, visible, site)
    }

    /// The authors that a source names.
    fn named(names: Vec<String>, visible: &Visible<'_>, site: &Site) -> Authors {
        let list = author_list::list(&names, site, visible.language);
        let byline = names::each_once(names).join(", ");
        Authors { byline: Some(byline).filter(|byline| !byline.is_empty()), names: list }
    }
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
