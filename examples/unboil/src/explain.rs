//! What a page is if it is no whole article, as a sentence for users that says what to do.

use unboil::{Article, InputFormat, PageVerdict, VerdictReason};

/// What the page is instead of an article, or of a whole one, with the main reason and what to do; `None` if nothing
/// is wrong. A listing is no article either, but what its reader came for.
pub(crate) fn instead_of_article(article: &Article) -> Option<String> {
    let sentence = match article.verdict() {
        PageVerdict::Article | PageVerdict::Listing if !article.is_empty() => return None,
        PageVerdict::Teaser => "a teaser: the rest is behind a paywall",
        PageVerdict::ConsentWall => "a wall for consent: answer it in a browser, and save the page from there",
        PageVerdict::LogIn => "a page to log in: do so in a browser, and save the page from there",
        PageVerdict::Challenge => "a check for robots: open the page in a browser, and save it from there",
        PageVerdict::ErrorPage => "an error page in place of an article: fetch the page again",
        PageVerdict::ScriptShell => {
            "a page that is empty without its scripts: save it from a browser that has run them"
        }
        PageVerdict::WrongFormat => return Some(wrong_format(article)),
        _ if article.removed().is_empty() => return Some("there is no text in it".to_owned()),
        _ => return Some("no article on the page".to_owned()),
    };
    let reason = article.verdict_reasons().first().map(|reason| format!(" ({reason})")).unwrap_or_default();
    Some(format!("{sentence}{reason}"))
}

/// What the input is instead of a page or a text, and what to do with it.
fn wrong_format(article: &Article) -> String {
    let format = article.verdict_reasons().iter().find_map(|reason| match reason {
        VerdictReason::Input { format } => Some(*format),
        _ => None,
    });
    let advice = match format {
        Some(InputFormat::Pdf) => "a PDF: `pdftotext FILE - | unboil clean -` cleans its text",
        Some(InputFormat::Zip) => "a ZIP archive, as .epub and .docx files are: unpack it, and name the pages in it",
        Some(InputFormat::Compressed) => {
            "packed, and not as gzip: unpack it first, such as by `zstd -dc FILE | unboil extract -`"
        }
        Some(InputFormat::Image) => "a picture",
        Some(InputFormat::Json) => {
            "JSON: give JSON lines a name that ends with .jsonl, each with the page under \"html\", or name the pages"
        }
        Some(InputFormat::PlainText) => {
            "plain text, not HTML: use `unboil clean`, or a name that ends with .txt, or \"text\" in JSON lines"
        }
        Some(InputFormat::Html) => {
            "HTML, not plain text: use `unboil extract`, a name that ends with .html, or \"html\" in JSON lines"
        }
        Some(InputFormat::Address) => "an address: unboil fetches nothing, `curl -L URL | unboil extract -` does",
        Some(format) => return format!("this is {format}"),
        None => "in a form that is not read",
    };
    format!("this is {advice}")
}
