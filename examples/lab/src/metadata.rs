//! Compares the title, author and date of an article with those of the annotation.

use unboil::Article;

use crate::corpus::GoldPage;

/// For each field, whether it is right; `None` if the annotation does not name it.
#[derive(Debug, Default)]
pub struct Fields {
    pub title: Option<bool>,
    pub author: Option<bool>,
    pub date: Option<bool>,
}

impl Fields {
    /// Compares the fields. Titles and authors are equal if they have the same words, whatever the case and
    /// punctuation; dates if they are of the same day. The date of the last change serves where there is no date of
    /// publication.
    pub fn of(page: &GoldPage, article: Option<&Article>) -> Fields {
        let named = |gold: &str, own: Option<&str>| {
            (!gold.is_empty()).then(|| normalized(gold) == normalized(own.unwrap_or_default()))
        };
        let date = article.and_then(|article| article.published().or(article.modified()));
        Fields {
            title: named(&page.title, article.and_then(Article::title)),
            author: named(&page.author, article.and_then(Article::byline)),
            date: (!page.date.is_empty()).then(|| date.is_some_and(|date| date.starts_with(&page.date))),
        }
    }
}

/// The words of a text in lower case, without apostrophes.
fn normalized(text: &str) -> Vec<String> {
    let text = text.replace(['\'', '’'], "").to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn case_and_punctuation_make_no_difference() {
        for (one, other, same) in [
            ("The Keeper’s Lamp", "the keeper's lamp!", true),
            ("A – B", "A: B", true),
            ("a b", "ab", false),
            ("", "–", true),
        ] {
            assert_eq!(normalized(one) == normalized(other), same, "{one} {other}");
        }
    }
}
