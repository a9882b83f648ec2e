//! What the caller passes in: a page or a plain text, with its address.

use std::fmt;

use markup5ever_rcdom::RcDom;
use url::{ParseError, Url};

use crate::limits::MAX_URL_BYTES;

/// As many characters of a bad address are quoted. Set by hand.
const SHOWN_CHARS: usize = 200;

/// A page or a plain text, with the address that it comes from: what
/// [`Extractor::extract_input`](crate::Extractor::extract_input) takes.
///
/// One extractor serves all pages of a crawl, since the address belongs to the page:
///
/// ```
/// use unboil::{Extractor, Input};
///
/// let extractor = Extractor::default();
/// let page = "<h1>Night train</h1><p>The night train to the <a href=/coast>coast</a> runs again, twelve years after \
///     the last one left, and the first of them is sold out.</p>";
/// let article = extractor.extract_input(Input::html(page).url("https://rail.example/2024/night-train"))?;
/// assert_eq!(article.url(), Some("https://rail.example/2024/night-train"));
/// assert_eq!(article.blocks()[1].links()[0].url(), "https://rail.example/coast");
/// # Ok::<(), unboil::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
#[must_use = "pass it to `Extractor::extract_input`"]
pub struct Input<'a> {
    pub(crate) source: Source<'a>,
    pub(crate) url: Option<&'a str>,
    pub(crate) content_type: Option<&'a str>,
}

/// The text or tree of an [`Input`].
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    Html(&'a str),
    Bytes(&'a [u8]),
    Text(&'a str),
    TextBytes(&'a [u8]),
    Tree(&'a RcDom),
}

impl<'a> Input<'a> {
    /// An HTML page.
    ///
    /// ```
    /// let page = "<p>The ferry was late again on Monday, and nobody on the quay was surprised by that any more.</p>";
    /// let article = unboil::Extractor::default().extract_input(unboil::Input::html(page))?;
    /// assert!(article.text().starts_with("The ferry was late again"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    pub fn html(html: &'a str) -> Input<'a> {
        Input::of(Source::Html(html))
    }

    /// An HTML page in any charset. The charset is taken from the first of these that is present: the byte order mark,
    /// the [content type](Input::content_type), the page's `<meta>`. If there is none, it is guessed from the bytes.
    ///
    /// ```
    /// let input = unboil::Input::bytes(b"<p>\xf0\xd2\xc9\xd7\xc5\xd4").content_type("text/html; charset=koi8-r");
    /// let article = unboil::Extractor::default().extract_input(input)?;
    /// assert_eq!(article.removed()[0].text(), "Привет"); // too short to be an article
    /// # Ok::<(), unboil::Error>(())
    /// ```
    pub fn bytes(bytes: &'a [u8]) -> Input<'a> {
        Input::of(Source::Bytes(bytes))
    }

    /// A plain text that a scraper extracted from a page, without any markup. It is cleaned as
    /// [`Extractor::clean`](crate::Extractor::clean) says. Its [address](Input::url) becomes that of the article, and
    /// dates the article where it has a date in it and the text has none.
    ///
    /// ```
    /// use unboil::Input;
    ///
    /// let text = "The night train to the coast runs again, twelve years after the last one left.";
    /// let input = Input::text(text).url("https://rail.example/2024/11/24/night-train");
    /// let article = unboil::Extractor::default().extract_input(input)?;
    /// assert_eq!(article.text(), text);
    /// assert_eq!(article.published(), Some("2024-11-24"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    pub fn text(text: &'a str) -> Input<'a> {
        Input::of(Source::Text(text))
    }

    /// A plain text in any charset. The charset is found as that of [bytes](Input::bytes) is.
    ///
    /// ```
    /// let text = b"\xcf\xf0\xe8\xe2\xe5\xf2";
    /// let input = unboil::Input::text_bytes(text).content_type("text/plain; charset=windows-1251");
    /// let article = unboil::Extractor::default().extract_input(input)?;
    /// assert_eq!(article.text(), "Привет");
    /// # Ok::<(), unboil::Error>(())
    /// ```
    pub fn text_bytes(bytes: &'a [u8]) -> Input<'a> {
        Input::of(Source::TextBytes(bytes))
    }

    /// A page that the caller has already parsed, with `html5ever` 0.40 into the tree of `markup5ever_rcdom` 0.40:
    /// other versions have other types. The tree stays as it is; its nodes are copied, while texts and attributes are
    /// shared with it.
    ///
    /// A tree may have been parsed with scripting or without: what stands in `<noscript>` counts as elements, not text.
    /// The [`Limits`](crate::Limits) hold for it, too: on its depth, its nodes, and the bytes of its texts and
    /// attributes. Nothing recurses over it. Text that was encoded as UTF-8 twice is not repaired, and an address
    /// that ends in `.xhtml` has no effect, because the tree is made already.
    ///
    /// ```
    /// use html5ever::tendril::TendrilSink;
    /// use markup5ever_rcdom::RcDom;
    /// use unboil::{Extractor, Input};
    ///
    /// let page = "<h1>Night train</h1><p>The night train to the coast runs again, twelve years after the last one \
    ///     left, and the first of them is sold out.</p><p>Copyright © 2024 The Coast Daily.</p>";
    /// let tree = html5ever::parse_document(RcDom::default(), Default::default()).one(page);
    /// let article = Extractor::default().extract_input(Input::tree(&tree).url("https://coast.example/1"))?;
    /// assert!(article.text().ends_with("the first of them is sold out."));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    pub fn tree(tree: &'a RcDom) -> Input<'a> {
        Input::of(Source::Tree(tree))
    }

    fn of(source: Source<'a>) -> Input<'a> {
        Input { source, url: None, content_type: None }
    }

    /// The address, if it has one. The error is a sentence that says why it can't be used.
    pub(crate) fn address(&self) -> Result<Option<Url>, String> {
        let Some(address) = self.url else { return Ok(None) };
        let problem = |problem| {
            let shown: String = address.chars().take(SHOWN_CHARS).collect();
            let rest = if shown.len() < address.len() { "…" } else { "" };
            format!(
                "the address {shown:?}{rest} can't be used ({problem}): pass one like \"https://example.org/story\""
            )
        };
        parse_address(address).map(Some).map_err(problem)
    }

    /// Sets the address that the page comes from, to which its relative links are relative. Default: that of
    /// [`ExtractorBuilder::base_url`](crate::ExtractorBuilder::base_url), if there is one.
    ///
    /// An address that can't be used (relative, of a kind such as `mailto:`, or longer than 8 KiB) is no error: the
    /// page is extracted as one without an address, and [`Article::url_problem`](crate::Article::url_problem) says what
    /// is wrong. The default does not take its place, since it is another page's.
    ///
    /// ```
    /// use unboil::{Extractor, Input};
    ///
    /// let page = "<p>The ferry was <a href=/again>late again</a> on Monday, and nobody was surprised by that.</p>\
    ///     <p>It left the quay at noon, an hour behind the tide, with all the mail of the week on board.</p>";
    /// let article = Extractor::default().extract_input(Input::html(page).url("ferry.example/late"))?;
    /// assert_eq!(article.blocks()[0].links()[0].url(), "/again");
    /// let problem = "the address \"ferry.example/late\" can't be used (relative URL without a base)";
    /// assert!(article.url_problem().unwrap().starts_with(problem));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    pub fn url(mut self, url: &'a str) -> Input<'a> {
        self.url = Some(url);
        self
    }

    /// Sets the value of the HTTP header `Content-Type`: it names the charset of [bytes](Input::bytes), and says of
    /// bytes and of [HTML](Input::html) whether they are XHTML, where any element may close itself. Without it, the
    /// page itself and its address say so. A text and a tree need none.
    ///
    /// ```
    /// use unboil::{Extractor, Input};
    ///
    /// let page = "<title/><p>The ferry was late again on Monday, and nobody on the quay was surprised by that.</p>";
    /// let text = |input| Extractor::default().extract_input(input).map(|article| article.text());
    /// assert_eq!(text(Input::html(page))?, ""); // in HTML, the title never ends
    /// assert!(text(Input::html(page).content_type("application/xhtml+xml"))?.starts_with("The ferry"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    pub fn content_type(mut self, content_type: &'a str) -> Input<'a> {
        self.content_type = Some(content_type);
        self
    }

    /// Whether the page comes as XHTML from this address, by its content type or, if it has none, by the address.
    pub(crate) fn is_xml(&self, url: Option<&Url>) -> bool {
        self.content_type.map_or_else(|| url.is_some_and(is_xhtml_file), is_xhtml)
    }
}

impl fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Html(html) => write!(f, "Html({} bytes)", html.len()),
            Source::Bytes(bytes) => write!(f, "Bytes({} bytes)", bytes.len()),
            Source::Text(text) => write!(f, "Text({} bytes)", text.len()),
            Source::TextBytes(bytes) => write!(f, "TextBytes({} bytes)", bytes.len()),
            Source::Tree(_) => f.write_str("Tree"),
        }
    }
}

/// Parses an absolute address that links can be relative to. The error says what is wrong with it.
pub(crate) fn parse_address(address: &str) -> Result<Url, String> {
    if address.len() > MAX_URL_BYTES {
        return Err(format!("it has {} bytes, over the limit of {MAX_URL_BYTES}", address.len()));
    }
    let url = Url::parse(address).map_err(|problem| problem.to_string())?;
    if url.cannot_be_a_base() {
        return Err(ParseError::RelativeUrlWithCannotBeABaseBase.to_string());
    }
    Ok(url)
}

/// Whether a `Content-Type` header names the media type of XHTML.
fn is_xhtml(content_type: &str) -> bool {
    content_type.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/xhtml+xml"))
}

/// Whether the address has the ending of a file of XHTML.
fn is_xhtml_file(url: &Url) -> bool {
    let ending = url.path().rsplit_once('.').map_or("", |(_, ending)| ending);
    ["xhtml", "xht"].iter().any(|own| ending.eq_ignore_ascii_case(own))
}
