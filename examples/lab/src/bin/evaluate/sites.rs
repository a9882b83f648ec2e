//! Measures site profiles: extracts each page of a site once more, with a profile that learned from the site's other
//! pages.

use unboil::{Article, Extractor, SiteProfile};

use lab::corpus::GoldPage;
use lab::figures::Figure;
use lab::judge::{self, Judged};
use lab::measures::Overlap;
use lab::set::Group;

/// For each site, the figures with a profile, and `harm`: the most that a profile lowers the F1 of a page.
pub(crate) fn figures(pages: &[GoldPage]) -> Result<Vec<Figure>, String> {
    let of_sites: Vec<&GoldPage> = pages.iter().filter(|page| page.set.about.group == Some(Group::Site)).collect();
    let mut figures = Vec::new();
    for site in of_sites.chunk_by(|a, b| a.set.name == b.set.name && a.group == b.group) {
        let pages = judge_site(site)?;
        let mean = |measure: fn(&Overlap) -> f64| {
            pages.iter().map(|(_, profiled)| measure(profiled)).sum::<f64>() / pages.len() as f64
        };
        let harm = pages.iter().map(|(plain, profiled)| plain.f1 - profiled.f1).fold(0.0, f64::max);
        for (measure, value) in [
            ("f1", mean(|page| page.f1)),
            ("precision", mean(|page| page.precision)),
            ("recall", mean(|page| page.recall)),
            ("harm", harm),
        ] {
            figures.push(Figure { name: format!("{}.{}.profile.{measure}", site[0].set.name, site[0].group), value });
        }
    }
    Ok(figures)
}

/// For each page of a site, the overlap with the gold text without a profile, and with one learned from the other
/// pages.
fn judge_site(site: &[&GoldPage]) -> Result<Vec<(Overlap, Overlap)>, String> {
    let plain = Extractor::default();
    let articles: Vec<Article> = site.iter().map(|page| article(page, &plain)).collect::<Result<_, _>>()?;
    let judge = |(index, page): (usize, &&GoldPage)| {
        let mut profile = SiteProfile::new();
        let others = articles.iter().enumerate().filter(|(other, _)| *other != index);
        others.for_each(|(_, article)| profile.learn(article));
        let profiled = article(page, &Extractor::builder().site(profile).build())?;
        let overlap = |article: &Article| Judged::of(page, &article.text()).overlap;
        Ok((overlap(&articles[index]), overlap(&profiled)))
    };
    site.iter().enumerate().map(judge).collect()
}

/// The article of a page; an error of the extractor counts as an empty article.
fn article(page: &GoldPage, extractor: &Extractor) -> Result<Article, String> {
    Ok(judge::extract(page, extractor)?.unwrap_or_default())
}
