//! The forms in which articles are printed.

mod json;
mod removed;

use std::fmt::Display;

use unboil::{Article, RenderOptions};

use crate::options::Part;
use crate::{Result, report};

/// The form of the output.
#[derive(Debug, Clone)]
pub(crate) enum Form {
    Text,
    Markdown,
    Html,
    /// A line of JSON a page, with a record that has these parts.
    Json {
        parts: Vec<Part>,
    },
    /// One page of HTML that shows all pages with what was cut from them.
    Report,
    /// The list of what was dropped: a table of this width, or lines with tabs.
    Removed {
        width: Option<usize>,
    },
}

/// A page whose article is printed.
pub(crate) struct Printed<'a> {
    pub(crate) id: &'a str,
    pub(crate) article: &'a Article,
    /// What of the article is shown, and how.
    pub(crate) render: &'a RenderOptions,
    /// Whether a heading with the id tells it from other pages, in forms that don't show it anyway.
    pub(crate) has_heading: bool,
    /// Whether it was extracted with a profile, so that JSON says what that dropped.
    pub(crate) has_profile: bool,
}

impl Form {
    /// What the output begins with.
    pub(crate) fn begin(&self) -> String {
        if matches!(self, Form::Report) { report::begin() } else { String::new() }
    }

    /// What the output ends with.
    pub(crate) fn end(&self) -> String {
        if matches!(self, Form::Report) { report::end() } else { String::new() }
    }

    /// A page with its article. A page without one has no text, but all else.
    ///
    /// # Errors
    ///
    /// Those of serde.
    pub(crate) fn page(&self, printed: &Printed<'_>) -> Result<String> {
        let Printed { id, article, render, has_heading, .. } = *printed;
        let heading = match self {
            Form::Json { .. } | Form::Report => String::new(),
            _ if !has_heading || article.is_empty() && !self.is_list() => String::new(),
            Form::Html => format!("<!-- {} -->\n", one_line(id).replace("--", "- -")),
            _ => format!("==> {} <==\n", one_line(id)),
        };
        let body = match self {
            Form::Json { parts } => json::article(printed, parts)?,
            Form::Report => report::page(id, article, render),
            Form::Removed { width: Some(width) } => removed::table(article, *width),
            Form::Removed { width: None } => removed::lines(article),
            _ if article.is_empty() => String::new(),
            Form::Text => article.text_with(render) + "\n",
            Form::Markdown => article.markdown_with(render) + "\n",
            Form::Html => article.html_with(render),
        };
        // A blank line tells the text of a page from the heading of the next.
        let end = if heading.is_empty() { "" } else { "\n" };
        Ok(heading + &body + end)
    }

    /// A page that could not be read or extracted; empty in forms for reading, where standard error is for that.
    ///
    /// # Errors
    ///
    /// Those of serde.
    pub(crate) fn error(&self, id: &str, problem: &dyn Display) -> Result<String> {
        match self {
            Form::Json { .. } => json::error(id, problem),
            Form::Report => Ok(report::error(id, problem)),
            _ => Ok(String::new()),
        }
    }

    /// Whether the output says of each page what it is.
    pub(crate) fn shows_verdict(&self) -> bool {
        matches!(self, Form::Json { .. } | Form::Report)
    }

    /// Whether the output is the list of what was dropped, for which a page needs no article.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self, Form::Removed { .. })
    }

    /// The ending of a file with one page.
    pub(crate) fn ending(&self) -> &'static str {
        match self {
            Form::Text | Form::Removed { .. } => "txt",
            Form::Markdown => "md",
            Form::Html | Form::Report => "html",
            Form::Json { .. } => "json",
        }
    }
}

/// A text on one line, with nothing in it that a terminal would obey: no control characters, and none that change the
/// direction of what follows.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_obeyed = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    words.join(" ").replace(is_obeyed, "\u{fffd}")
}
