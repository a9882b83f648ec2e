//! The portals once more, each page with a profile of its site that learned from the site's other pages.

use unboil::{Article, Extractor, SiteProfile};

use crate::corpus::{GoldPage, Set};
use crate::judge::{self, Judged};

/// A page, judged without and with what the other pages of its site tell.
#[derive(Debug)]
pub(crate) struct Sited<'a> {
    pub(crate) plain: Judged<'a>,
    pub(crate) profiled: Judged<'a>,
}

/// Judges the pages of all portals.
pub(crate) fn judge_all(pages: &[GoldPage]) -> Result<Vec<Sited<'_>>, String> {
    let portals: Vec<&GoldPage> = pages.iter().filter(|page| page.set == Set::Portals).collect();
    let mut sited = Vec::new();
    for site in portals.chunk_by(|a, b| a.group == b.group) {
        let plain = Extractor::default();
        let articles: Vec<Article> = site.iter().map(|page| article(page, &plain)).collect::<Result<_, _>>()?;
        for (index, page) in site.iter().enumerate() {
            let mut profile = SiteProfile::new();
            let others = articles.iter().enumerate().filter(|(other, _)| *other != index);
            others.for_each(|(_, article)| profile.learn(article));
            let profiled = article(page, &Extractor::builder().site(profile).build())?;
            sited.push(Sited {
                plain: Judged::of(page, &articles[index].text()),
                profiled: Judged::of(page, &profiled.text()),
            });
        }
    }
    Ok(sited)
}

/// An error counts as an article that is empty.
fn article(page: &GoldPage, extractor: &Extractor) -> Result<Article, String> {
    Ok(judge::extract(page, extractor)?.unwrap_or_default())
}
