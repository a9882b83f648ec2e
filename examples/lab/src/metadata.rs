//! Title, author and date against those of the gold.

use unboil::Article;

use crate::corpus::GoldPage;

/// Which of the fields that the gold names came out right; `None` where it names none.
#[derive(Debug, Default)]
pub struct Fields {
    pub title: Option<bool>,
    pub author: Option<bool>,
    pub date: Option<bool>,
}

impl Fields {
    /// Names are the same but for case and punctuation, dates are of one day.
    pub fn of(page: &GoldPage, article: Option<&Article>) -> Fields {
        let named =
            |gold: &str, own: Option<&str>| (!gold.is_empty()).then(|| fold(gold) == fold(own.unwrap_or_default()));
        let date = article.and_then(|article| article.published().or(article.modified()));
        Fields {
            title: named(&page.title, article.and_then(Article::title)),
            author: named(&page.author, article.and_then(Article::byline)),
            date: (!page.date.is_empty()).then(|| date.is_some_and(|date| date.starts_with(&page.date))),
        }
    }
}

/// The words in lower case, without apostrophes.
fn fold(text: &str) -> Vec<String> {
    let text = text.replace(['\'', '’'], "").to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_and_punctuation_make_no_difference() {
        for (one, other, same) in [
            ("The Keeper’s Lamp", "the keeper's lamp!", true),
            ("A – B", "A: B", true),
            ("a b", "ab", false),
            ("", "–", true),
        ] {
            assert_eq!(fold(one) == fold(other), same, "{one} {other}");
        }
    }
}
