//! What of an article is rendered, and how.

use crate::article::{Block, Style};
use crate::by_name::by_name;

/// What the rendered article has, and in which form: an argument of [`Article::text_with`](crate::Article::text_with),
/// [`markdown_with`](crate::Article::markdown_with) and [`html_with`](crate::Article::html_with). The default has all,
/// as [`Article::text`](crate::Article::text), [`markdown`](crate::Article::markdown) and
/// [`html`](crate::Article::html) have it.
///
/// | option | default | has an effect on |
/// |---|---|---|
/// | [`headline`](Self::headline) | `true` | text, Markdown, HTML |
/// | [`links`](Self::links) | `true` | Markdown, HTML |
/// | [`emphasis`](Self::emphasis) | `true` | Markdown, HTML |
/// | [`images`](Self::images) | `true` | Markdown, HTML |
/// | [`lead_image`](Self::lead_image) | `true` | Markdown, HTML |
/// | [`embeds`](Self::embeds) | `true` | Markdown, HTML |
/// | [`tables`](Self::tables) | [`Tables::Grid`] | text ([`Tables::Omit`] only), Markdown, HTML |
///
/// With the feature `serde`, options are read from and written to objects with the names of the methods as keys. A key
/// may be missing; an unknown one is an error.
///
/// ```
/// use unboil::RenderOptions;
///
/// let html = "<h1>Bread</h1><p>Flour, water and <b>salt</b> make a dough that rises overnight in \
///     <a href='https://kitchen.example'>a cool kitchen</a>. In the morning it is shaped.</p>";
/// let article = unboil::extract(html)?;
/// let options = RenderOptions::default().headline(false).links(false).emphasis(false);
/// assert_eq!(
///     article.markdown_with(&options),
///     "Flour, water and salt make a dough that rises overnight in a cool kitchen. In the morning it is shaped."
/// );
/// # Ok::<(), unboil::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default, deny_unknown_fields))]
pub struct RenderOptions {
    pub(super) headline: bool,
    links: bool,
    emphasis: bool,
    images: bool,
    pub(super) lead_image: bool,
    embeds: bool,
    pub(super) tables: Tables,
}

impl Default for RenderOptions {
    fn default() -> Self {
        Self {
            headline: true,
            links: true,
            emphasis: true,
            images: true,
            lead_image: true,
            embeds: true,
            tables: Tables::Grid,
        }
    }
}

impl RenderOptions {
    /// Sets whether the headline is shown. Without it, nothing is repeated behind a front matter or in a page that
    /// shows [`Article::title`](crate::Article::title) by itself.
    ///
    /// The headline is the first block of the article, or a heading near its beginning, that says what the title says.
    /// A heading that says something else stays.
    ///
    /// ```
    /// # use unboil::RenderOptions;
    /// let html = "<h1>Bread</h1><p>Flour, water and salt make a dough that rises overnight in a cool kitchen.</p>";
    /// let article = unboil::extract(html)?;
    /// let body = article.text_with(&RenderOptions::default().headline(false));
    /// assert_eq!(article.title(), Some("Bread"));
    /// assert_eq!(body, "Flour, water and salt make a dough that rises overnight in a cool kitchen.");
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn headline(mut self, is_shown: bool) -> Self {
        self.headline = is_shown;
        self
    }

    /// Sets whether links lead anywhere. Without links, their text stays, and so do pictures in them, notes and their
    /// marks. Embeds stay links, see [`embeds`](Self::embeds).
    ///
    /// ```
    /// # use unboil::RenderOptions;
    /// let html = "<p>Flour, water and <a href='/salt'>salt</a> make a dough that rises overnight in a kitchen.</p>\
    ///     <p>In the morning it is shaped, and rests for another hour before it goes into the oven.</p>";
    /// let article = unboil::extract(html)?;
    /// let markdown = article.markdown_with(&RenderOptions::default().links(false));
    /// assert!(markdown.contains("water and salt make"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn links(mut self, are_shown: bool) -> Self {
        self.links = are_shown;
        self
    }

    /// Sets whether bold and italic text is shown as such. Code, deleted and inserted text, superscripts and subscripts
    /// stay, because a text without them says something else.
    ///
    /// ```
    /// # use unboil::RenderOptions;
    /// let html = "<p>Flour, <b>water</b> and <i>salt</i> make a dough that rises overnight in a cool kitchen.</p>\
    ///     <p>In the morning it is shaped, and rests for another hour before it goes into the oven.</p>";
    /// let article = unboil::extract(html)?;
    /// let html = article.html_with(&RenderOptions::default().emphasis(false));
    /// assert!(html.starts_with("<p>Flour, water and salt make"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn emphasis(mut self, is_shown: bool) -> Self {
        self.emphasis = is_shown;
        self
    }

    /// Sets whether pictures are shown. Their captions are blocks of the article, if they were kept, and stay.
    ///
    /// ```
    /// # use unboil::RenderOptions;
    /// let html = "<p>Flour, water and salt make a dough that rises overnight in a cool kitchen.</p>\
    ///     <p><img src='https://kitchen.example/dough.jpg' alt='Dough'></p>\
    ///     <p>In the morning it is shaped, and rests for another hour before it goes into the oven.</p>";
    /// let article = unboil::extract(html)?;
    /// assert!(article.markdown().contains("![Dough](https://kitchen.example/dough.jpg)"));
    /// assert!(!article.markdown_with(&RenderOptions::default().images(false)).contains("!["));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn images(mut self, are_shown: bool) -> Self {
        self.images = are_shown;
        self
    }

    /// Sets whether the picture is shown that [`Article::image`](crate::Article::image) names. Without it, nothing is
    /// repeated in a page that shows this picture by itself. A picture of the same path is taken for it, in whatever
    /// size a query or an ending such as `-860x484` asks for; one under another path is not.
    ///
    /// ```
    /// # use unboil::{Extractor, Input, RenderOptions};
    /// let page = std::fs::read_to_string("examples/pages/newsroom.html").unwrap();
    /// let input = Input::html(&page).url("https://junction.example/2024/night-trains");
    /// let article = Extractor::default().extract_input(input)?;
    /// assert!(article.html().contains(article.image().unwrap()));
    /// assert!(!article.html_with(&RenderOptions::default().lead_image(false)).contains("<img"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn lead_image(mut self, is_shown: bool) -> Self {
        self.lead_image = is_shown;
        self
    }

    /// Sets whether what the story embeds is shown, such as a video or a map: each as a link with its title. A post
    /// that is quoted with its text is a quotation, and stays.
    ///
    /// ```
    /// # use unboil::RenderOptions;
    /// let html = "<p>Flour, water and salt make a dough that rises overnight in a cool kitchen.</p>\
    ///     <iframe src='https://www.youtube.com/embed/a1' title='How to fold it'></iframe>\
    ///     <p>In the morning it is shaped, and rests for another hour before it goes into the oven.</p>";
    /// let article = unboil::extract(html)?;
    /// assert!(article.markdown().contains("[How to fold it](https://www.youtube.com/embed/a1)"));
    /// assert!(!article.markdown_with(&RenderOptions::default().embeds(false)).contains("How to fold it"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn embeds(mut self, are_shown: bool) -> Self {
        self.embeds = are_shown;
        self
    }

    /// Sets the form of tables, or leaves them out.
    ///
    /// ```
    /// # use unboil::{RenderOptions, Tables};
    /// let html = "<p>Flour, water and salt make a dough that rises overnight in a cool kitchen.</p>\
    ///     <table><tr><th>Flour</th><th>Hours</th></tr><tr><td>rye</td><td>14</td></tr></table>\
    ///     <p>In the morning it is shaped, and rests for another hour before it goes into the oven.</p>";
    /// let article = unboil::extract(html)?;
    /// let lines = article.markdown_with(&RenderOptions::default().tables(Tables::Lines));
    /// assert!(lines.contains("Flour | Hours\\\nrye | 14"));
    /// let prose = article.text_with(&RenderOptions::default().tables(Tables::Omit));
    /// assert!(!prose.contains("rye"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn tables(mut self, form: Tables) -> Self {
        self.tables = form;
        self
    }

    /// The options as far as they have an effect on plain text.
    pub(super) fn of_text(&self) -> Self {
        let tables = if self.tables == Tables::Omit { Tables::Omit } else { Tables::Grid };
        Self { headline: self.headline, tables, ..Self::default() }
    }

    /// Whether text with this style is shown so, or, if it is a picture or the like, is shown at all.
    pub(super) fn shows(&self, style: &Style) -> bool {
        match style {
            Style::Link(_) => self.links,
            Style::Strong | Style::Emphasis => self.emphasis,
            Style::Picture(_) => self.images,
            Style::Embed(_) => self.embeds,
            _ => true,
        }
    }

    /// Whether a block is left out for being a table row.
    pub(super) fn omits(&self, block: &Block) -> bool {
        self.tables == Tables::Omit && block.format.table.is_some()
    }
}

/// The form of tables in the rendered article, see [`RenderOptions::tables`].
///
/// ```
/// use unboil::Tables;
///
/// assert_eq!("lines".parse(), Ok(Tables::Lines));
/// let problem = "rows".parse::<Tables>().unwrap_err().to_string();
/// assert_eq!(problem, "unknown form of tables \"rows\"; the forms are grid, lines, omit");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Tables {
    /// With the markup of tables in Markdown and HTML. In plain text, a row is a line.
    #[default]
    Grid,
    /// A paragraph with a line a row, whose cells are joined by ` | `, in all formats.
    Lines,
    /// Left out.
    Omit,
}

impl Tables {
    /// All forms, in the order of declaration.
    pub const ALL: &[Tables] = &[Tables::Grid, Tables::Lines, Tables::Omit];

    /// The name of the form in lower case: `"grid"`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Tables::Grid => "grid",
            Tables::Lines => "lines",
            Tables::Omit => "omit",
        }
    }
}

by_name!(Tables, ParseTablesError, "form of tables", "forms");
