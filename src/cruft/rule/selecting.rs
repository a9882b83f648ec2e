//! Rules by CSS selector.

use std::sync::Arc;

use super::{Action, Cruft, Origin, Pattern, Rule, mistaken};
use crate::cruft::selector::Selector;
use crate::error::{Error, Result};

impl Rule {
    /// Makes a rule that drops what stands in the elements that match, as cruft of this kind. See [`Rule`] for how
    /// rules by selector work together. Only with the feature `selectors`.
    ///
    /// ```
    /// use unboil::{Cruft, Extractor, Rule};
    ///
    /// let page = "<h1>Night train</h1><p>The night train to the coast runs again, twelve years after the last one \
    ///     left.</p><p class=promo>The cat of the office is hungry, and the tin stands by the door as it always did.\
    ///     </p><p>Tickets for the first week were sold out <span class=ad>(win two!)</span> within an hour.</p>";
    /// let extractor = Extractor::builder()
    ///     .rule(Rule::drop_selector(Cruft::Donation, "p.promo")?)
    ///     .rule(Rule::drop_selector(Cruft::Advertisement, "span.ad")?)
    ///     .build();
    /// let article = extractor.extract(page)?;
    /// assert!(article.text().ends_with("left.\n\nTickets for the first week were sold out within an hour."));
    ///
    /// let removed = |index: usize| article.removed()[index].reasons()[0].to_string();
    /// assert_eq!(article.removed()[0].cruft(), Cruft::Donation);
    /// assert_eq!(removed(0), "stands in an element that the rule \"p.promo\" selects");
    /// assert_eq!(removed(1), "stands in an element that the rule \"span.ad\" selects");
    /// # Ok::<(), unboil::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::BadSelector`] if it is not a CSS selector but, say, XPath or a phrase, or one that is not supported.
    pub fn drop_selector(kind: Cruft, selector: &str) -> Result<Rule> {
        Rule::selector(selector, Action::Drop(kind), Origin::Program)
    }

    /// Makes a rule that keeps what stands in the elements that match. It beats every reason to drop them. See
    /// [`Rule`] for how rules by selector work together. Only with the feature `selectors`.
    ///
    /// ```
    /// use unboil::{Extractor, Rule};
    ///
    /// let page = "<p>The night train to the coast runs again, twelve years after the last one left.</p>\
    ///     <p class=correction hidden>An earlier version had it leave ten years ago.</p>";
    /// let extractor = Extractor::builder().rule(Rule::keep_selector(".correction")?).build();
    /// assert!(extractor.extract(page)?.text().ends_with("An earlier version had it leave ten years ago."));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Rule::drop_selector`].
    pub fn keep_selector(selector: &str) -> Result<Rule> {
        Rule::selector(selector, Action::Keep, Origin::Program)
    }

    /// Makes a rule that says that the elements that match are the article: all of them, in reading order. What stands
    /// outside is removed, the headline too if it does; it remains the [title](crate::Article::title). What stands
    /// inside is dropped only if it is named as cruft, by its words or its markup, or is hardly likely to be content;
    /// if that would leave nothing, all of it is kept, however short. To keep all in any case, add a
    /// [`keep_selector`](Rule::keep_selector) of the same elements. A story that stands only in the data of the page is
    /// not looked for.
    ///
    /// Several such rules are alternatives: the first that selects any text on a page counts. If none does, they are as
    /// if they were not there. [`Article::selected_by`](crate::Article::selected_by) tells which one it was. See
    /// [`Rule`] for how rules by selector work together. Only with the feature `selectors`.
    ///
    /// ```
    /// use unboil::{Extractor, Rule};
    ///
    /// let page = "<main><article><p>The rope is wet.</p></article></main><div><p>The night train to the coast runs \
    ///     again, twelve years after the last one left, and the railway says that it will stay.</p></div>";
    /// let rules = [Rule::article("main > article")?, Rule::article("#story")?];
    /// let extractor = rules.into_iter().fold(Extractor::builder(), |builder, rule| builder.rule(rule)).build();
    /// let article = extractor.extract(page)?;
    /// assert_eq!(article.text(), "The rope is wet.");
    /// assert_eq!(article.selected_by(), Some("main > article"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Rule::drop_selector`].
    pub fn article(selector: &str) -> Result<Rule> {
        Rule::selector(selector, Action::Article, Origin::Program)
    }

    /// Makes a rule of a selector that stands in a program or in a file.
    pub(in crate::cruft) fn selector(selector: &str, action: Action, origin: Origin) -> Result<Rule> {
        if let Some(problem) = mistaken::for_selector(selector, action, origin) {
            return Err(Error::BadSelector { selector: selector.to_owned(), problem });
        }
        let hint = |error: Error| match error {
            Error::BadSelector { selector, problem } => {
                let hint = mistaken::for_unreadable(&selector, action, origin).unwrap_or_default();
                Error::BadSelector { selector, problem: problem + &hint }
            }
            other => other,
        };
        Ok(Rule { pattern: Pattern::Selector(Arc::new(Selector::parse(selector).map_err(hint)?)), action })
    }

    /// The selector of the rule, if it is one by selector.
    pub(crate) fn selects(&self) -> Option<&Selector> {
        match &self.pattern {
            Pattern::Selector(selector) => Some(selector),
            Pattern::Phrase(_) => None,
        }
    }
}
