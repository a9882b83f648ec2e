//! What an article says about itself beside its title, byline and dates: authors, sections, addresses, length.

use std::time::Duration;

use super::Article;
use super::reading::Count;
use crate::page::Direction;

impl Article {
    /// The names of the authors one by one, as far as the page names them: the [`byline`](Article::byline) without job
    /// titles, degrees, places and addresses, each name once.
    ///
    /// Organisations, press agencies and the site itself are listed only if the page names nobody else. A name that
    /// cannot be divided for certain, such as "Ann and Bo Reed", stays one. Empty if the page names no author.
    ///
    /// ```
    /// let page = "<h1>Ferry late</h1><p>By Ann Pell, Bo Reed and Cy Moss, Senior Reporters</p><p>The ferry to the \
    ///     northern islands was late again on Monday, said the port, because of the ice in the harbour.</p>";
    /// let article = unboil::extract(page)?;
    /// assert_eq!(article.authors(), ["Ann Pell", "Bo Reed", "Cy Moss"]);
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn authors(&self) -> &[String] {
        &self.metadata.authors
    }

    /// The sections or categories of the site that the article stands in, such as "Politics", each once.
    ///
    /// They come from `articleSection` in JSON-LD and microdata and `article:section` in `<meta>`; if these name none,
    /// from the breadcrumbs in JSON-LD, the outermost first, without the front page and the article; if there are
    /// none, from links to categories that blogs set beside their story.
    ///
    /// ```
    /// let page = "<meta property=article:section content='Harbour, Weather'><h1>Ferry late</h1><p>The ferry to the \
    ///     northern islands was late again on Monday, said the port, because of the ice in the harbour.</p>";
    /// assert_eq!(unboil::extract(page)?.sections(), ["Harbour", "Weather"]);
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn sections(&self) -> &[String] {
        &self.metadata.sections
    }

    /// The absolute address of the licence of the article: what it links to with `rel=license`, names in JSON-LD,
    /// `<meta>` or microdata, or a licence of Creative Commons that is linked to outside of the story.
    ///
    /// ```
    /// let page = "<link rel=license href=https://creativecommons.org/licenses/by/4.0/><h1>Ferry late</h1><p>The \
    ///     ferry to the northern islands was late again on Monday, said the port, because of the ice.</p>";
    /// assert_eq!(unboil::extract(page)?.licence(), Some("https://creativecommons.org/licenses/by/4.0/"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn licence(&self) -> Option<&str> {
        self.metadata.licence.as_deref()
    }

    /// The absolute address of the icon of the site: of the links with `rel=icon` and `rel=apple-touch-icon`, the
    /// largest by its `sizes` up to 256 pixels, which are also assumed of drawings; of equals, the first.
    ///
    /// `None` if the page links to no icon. Browsers look for `/favicon.ico` then, which may not exist.
    ///
    /// ```
    /// let page = "<link rel='shortcut icon' href=/favicon.ico><link rel=icon sizes=192x192 href=/icon.png>\
    ///     <h1>Ferry late</h1><p>The ferry was late again on Monday, said the port, because of the ice.</p>";
    /// let article = unboil::Extractor::builder().base_url("https://example.org/a")?.build().extract(page)?;
    /// assert_eq!(article.favicon(), Some("https://example.org/icon.png"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn favicon(&self) -> Option<&str> {
        self.metadata.favicon.as_deref()
    }

    /// The host of the article's address, see [`url`](Article::url), as it stands there, in lower case and without the
    /// port: `www.example.org`. A name in other letters than ASCII is in Punycode.
    ///
    /// ```
    /// let page = "<link rel=canonical href=https://News.Example.org/ferry><h1>Ferry late</h1><p>The ferry to the \
    ///     northern islands was late again on Monday, said the port, because of the ice in the harbour.</p>";
    /// assert_eq!(unboil::extract(page)?.host(), Some("news.example.org"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.metadata.host.as_deref()
    }

    /// The absolute address of the next page, if the article, thread or listing is cut into several and the page links
    /// to the next with `rel=next`.
    ///
    /// Most blogs link to their next post in that way: what is no page of the same series by its address is left out,
    /// and so are the chapters of a book.
    ///
    /// ```
    /// let page = "<link rel=next href=/ferry?page=2><h1>Ferry late</h1><p>The ferry to the northern islands was late \
    ///     again on Monday, said the port, because of the ice in the harbour.</p>";
    /// let article = unboil::Extractor::builder().base_url("https://example.org/ferry")?.build().extract(page)?;
    /// assert_eq!(article.next_page(), Some("https://example.org/ferry?page=2"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn next_page(&self) -> Option<&str> {
        self.metadata.next_page.as_deref()
    }

    /// The direction in which the article is written: what the page declares in `dir`, else the direction of most
    /// letters at the beginning of the text, else that of the language.
    ///
    /// ```
    /// let article = unboil::clean("العبّارة متأخرة مرة أخرى يوم الاثنين، كما قال الميناء، بسبب الجليد في المرفأ.")?;
    /// assert_eq!(article.direction(), unboil::Direction::RightToLeft);
    /// assert_eq!(article.direction().name(), "rtl");
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.metadata.direction
    }

    /// The number of words of the article's [blocks](Article::blocks), headings included. Formulas that are no text,
    /// but only TeX, are not counted. In scripts without spaces between words (Chinese, Japanese, Thai, Lao, Khmer,
    /// Burmese) each letter counts as a word.
    ///
    /// ```
    /// let article = unboil::clean("The ferry is late: it left at 8.15 o'clock.")?;
    /// assert_eq!(article.word_count(), 9);
    /// assert_eq!(unboil::clean("渡船又迟到了。")?.word_count(), 6);
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.count().words()
    }

    /// How long it takes to read the words that [`word_count`](Article::word_count) counts silently, in whole seconds,
    /// rounded up.
    ///
    /// Reckoned with 238 words a minute, the average of adults who read English prose (M. Brysbaert, *How many words do
    /// we read per minute?*, Journal of Memory and Language 109, 2019). In scripts without spaces between words, with
    /// 255 characters a minute for Chinese and 357 for Japanese, and for others with 863, the average of all 17
    /// languages there (S. Trauzettel-Klosinski and K. Dietz, *Standardized assessment of reading performance: the New
    /// International Reading Speed Texts IReST*, Investigative Ophthalmology & Visual Science 53, 2012).
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let article = unboil::clean(&"The ferry to the northern islands was late again on Monday. ".repeat(70))?;
    /// assert_eq!(article.word_count(), 770);
    /// assert_eq!(article.reading_time(), Duration::from_secs(195));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn reading_time(&self) -> Duration {
        self.count().time()
    }

    /// The words of the article.
    fn count(&self) -> Count {
        Count::of(self.blocks.iter().map(|block| &*block.text))
    }
}
