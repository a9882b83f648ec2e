//! Renders the kept blocks as plain text, Markdown and HTML.

mod address;
mod callout;
mod escape;
mod headline;
mod html;
mod inline;
mod lists;
mod markdown;
mod options;
mod posts;
mod raised;
mod ranges;
mod sections;
mod selected;
mod tables;
mod tex;
mod text;

use std::borrow::Cow;

use crate::article::{Article, Block};

pub use lists::{Embed, Image};
pub use options::{ParseTablesError, RenderOptions, Tables};
pub use sections::Section;
pub use tables::Table;
pub(crate) use text::text as plain_text;

impl Article {
    /// The article as plain text.
    ///
    /// Blocks are separated by a blank line, but the items of a list and the rows of a table by a line break. Items
    /// begin with `- ` or their number, indented by two spaces for each list around their own; cells are joined by
    /// ` | `. Raised numbers are kept apart from what they stand behind: "m²", "10^6". The mark of a note is the label
    /// of the note in brackets, as in "by hand.\[1\]"; the note begins with the same, without its links back to the
    /// marks. Pictures and embeds are left out. A formula is the text that readers see or, where the page draws it as a
    /// picture or by a script, its TeX: "x^2". The headline is the first block, if the page shows one. Plain text of
    /// which nothing was cruft keeps its own layout, see [`Extractor::clean`](crate::Extractor::clean).
    ///
    /// ```
    /// let html = "<h1>Bread</h1><p>Flour, water and salt make a dough that rises overnight in a cool kitchen.</p>\
    ///     <p>You need, for one loaf that feeds a family of four for two days:</p>\
    ///     <ol><li>a pound of strong flour from the mill down the road</li><li>a spoon of salt</li></ol>";
    /// let text = unboil::extract(html)?.text();
    /// assert!(text.ends_with("two days:\n\n1. a pound of strong flour from the mill down the road\n\
    ///     2. a spoon of salt"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> String {
        self.verbatim.clone().unwrap_or_else(|| text::text(&self.blocks))
    }

    /// The article as plain text, as [`text`](Article::text) gives it, with what the options leave out or change.
    ///
    /// ```
    /// # use unboil::RenderOptions;
    /// let html = "<h1>Bread</h1><p>Flour, water and <b>salt</b> make a dough that rises overnight in a kitchen.</p>";
    /// let text = unboil::extract(html)?.text_with(&RenderOptions::default().headline(false));
    /// assert!(text.starts_with("Flour, water and salt make"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn text_with(&self, options: &RenderOptions) -> String {
        match (&self.verbatim, self.headline_left_out(options)) {
            // There are no tables in plain text.
            (Some(text), None) => text.clone(),
            (Some(_), Some(headline)) => ranges::without(headline, self),
            (None, _) => text::text(&self.selected(&options.of_text())),
        }
    }

    /// The article as Markdown: CommonMark, with tables, strikethrough (`~~`), footnotes, task lists (`[x]`),
    /// formulas (`$`) and callouts (`> [!WARNING]`) as on GitHub.
    ///
    /// A note that a mark leads to is a footnote, `[^1]: …`, whether it stands in a list at the end, beside the text,
    /// or hidden behind its mark.
    ///
    /// Headings, nested lists, quotations, code with its language, links, pictures and line breaks are those of the
    /// page. A caption that was kept is a paragraph below its picture. An embedded video, sound, post, map or chart is
    /// a link with its title. Text that would be read as markup is escaped. Where the numbers of a list skip, a new
    /// list begins; a list that begins below zero is counted from 0. The terms of a definition list are bold, because
    /// Markdown has no such lists. Formulas are TeX, the page's own or made of its MathML. Subscripts, inserted text,
    /// and styles that stars can't express where they stand, are HTML tags. Addresses are absolute where that is
    /// possible, see [`Link::url`](crate::Link::url); those that lead neither to the web nor to a mailbox are left out.
    ///
    /// No text or address of the page becomes a tag, an attribute or a link to a script (`javascript:`, `vbscript:`,
    /// `data:`) in cmark, cmark-gfm, comrak, pulldown-cmark, markdown-it, Marked, Mistune or markdown-rs, even with raw
    /// HTML allowed, with extensions or without. For these readers, `<` is written `&lt;`, and there is an occasional
    /// `&#32;` or `<code>`. Python-Markdown is as safe except for blocks of code: it reads them as text without its
    /// extension `fenced_code`, and in lists, quotations and footnotes even with it. [`Article::html`] is safe to show
    /// as it is.
    ///
    /// ```
    /// let html = "<h1>Bread</h1><p>Flour, water and <em>salt</em> make a dough that rises overnight in a cool \
    ///     kitchen.</p>\
    ///     <p>You need, for one loaf that feeds a family of four for two days:</p>\
    ///     <ol><li>a pound of <a href='https://mill.example'>strong flour</a> from down the road</li></ol>";
    /// let markdown = unboil::extract(html)?.markdown();
    /// assert!(markdown.starts_with("# Bread\n\nFlour, water and *salt* make"));
    /// let item = "1. a pound of [strong flour](https://mill.example) from down the road";
    /// assert!(markdown.ends_with(&format!("two days:\n\n{item}")));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::markdown(&self.blocks)
    }

    /// Some blocks of the article as Markdown, by their range in [`blocks`](Article::blocks), for a chunk with all rows
    /// of a table. Of a range that ends behind the last block, the blocks that there are are taken.
    ///
    /// ```
    /// let html = "<h1>Bread</h1><p>Flour, water and <b>salt</b> make a dough that rises overnight in a kitchen.</p>";
    /// let article = unboil::extract(html)?;
    /// assert_eq!(article.markdown_of(0..1), "# Bread");
    /// assert!(article.markdown_of(1..9).starts_with("Flour, water and **salt**"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn markdown_of(&self, blocks: std::ops::Range<usize>) -> String {
        let end = blocks.end.min(self.blocks.len());
        markdown::markdown(&self.blocks[blocks.start.min(end)..end])
    }

    /// The article as Markdown, as [`markdown`](Article::markdown) gives it, with what the options leave out or change.
    ///
    /// ```
    /// # use unboil::RenderOptions;
    /// let html = "<h1>Bread</h1><p>Flour, water and <b>salt</b> make a dough that rises overnight in a kitchen.</p>";
    /// let markdown = unboil::extract(html)?.markdown_with(&RenderOptions::default().emphasis(false));
    /// assert!(markdown.starts_with("# Bread\n\nFlour, water and salt make"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn markdown_with(&self, options: &RenderOptions) -> String {
        markdown::markdown(&self.selected(options))
    }

    /// The article as HTML that is safe to show: a fragment of HTML5 with a few elements and no attributes but `href`,
    /// `src`, `alt`, the `start` and `value` of lists, the `class` of code, formulas and callouts (`warning`), the `id`
    /// of footnotes and those of the checkboxes of task lists. A figure whose caption was
    /// [kept](crate::ExtractorBuilder::keep) is a `<figure>`. No script comes through: links lead to the web or a
    /// mailbox or are relative, pictures come from the web.
    ///
    /// ```
    /// let html = "<p onclick='x()'>The lamp on the northern pier has been out <b>since Sunday</b>, and nobody knows \
    ///     whose job it is to <a href='javascript:x()'>change it</a>; the port says that the tower belongs to the \
    ///     state.</p>";
    /// let html = unboil::extract(html)?.html();
    /// assert!(html.starts_with("<p>The lamp on the northern pier has been out <strong>since Sunday</strong>, and"));
    /// assert!(html.contains("to change it; the port"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn html(&self) -> String {
        html::html(&self.blocks)
    }

    /// The article as HTML that is safe to show, as [`html`](Article::html) gives it, with what the options leave out
    /// or change.
    ///
    /// ```
    /// # use unboil::RenderOptions;
    /// let html = "<h1>Bread</h1><p>Flour, water and <b>salt</b> make a dough that rises overnight in a kitchen.</p>";
    /// let html = unboil::extract(html)?.html_with(&RenderOptions::default().headline(false));
    /// assert!(html.starts_with("<p>Flour, water and <strong>salt</strong> make"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn html_with(&self, options: &RenderOptions) -> String {
        html::html(&self.selected(options))
    }

    /// The blocks as the options want them.
    fn selected(&self, options: &RenderOptions) -> Cow<'_, [Block]> {
        selected::selected(&self.blocks, self.headline_left_out(options), self.lead_left_out(options), options)
    }

    /// The address of the lead picture, if there is one and the options leave it out.
    fn lead_left_out(&self, options: &RenderOptions) -> Option<&str> {
        self.image().filter(|_| !options.lead_image)
    }

    /// The index of the headline, if there is one and the options leave it out.
    fn headline_left_out(&self, options: &RenderOptions) -> Option<usize> {
        if options.headline { None } else { headline::headline(self) }
    }
}
