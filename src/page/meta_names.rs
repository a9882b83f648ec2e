//! Names of `<meta>` elements that several stages look up.

/// Names of `<meta>` that hold a description, the most trusted first.
pub(crate) const DESCRIPTIONS: &[&str] = &["og:description", "description", "twitter:description", "dc.description"];

/// A name of `<meta>` that holds an author.
pub(crate) struct AuthorMeta {
    /// The name in lower case.
    pub(crate) name: &'static str,
    /// Whether a block with nothing but such an author's name is measured as a byline. The other names are read only
    /// for the metadata: the models were trained without them.
    pub(crate) is_measured: bool,
}

/// Names of `<meta>` that hold the author, the most trusted first.
pub(crate) const AUTHORS: &[AuthorMeta] = &[
    AuthorMeta { name: "author", is_measured: true },
    AuthorMeta { name: "article:author", is_measured: true },
    AuthorMeta { name: "parsely-author", is_measured: true },
    AuthorMeta { name: "sailthru.author", is_measured: false },
    AuthorMeta { name: "dc.creator", is_measured: true },
    AuthorMeta { name: "dcterms.creator", is_measured: false },
    AuthorMeta { name: "byl", is_measured: false },
    AuthorMeta { name: "citation_author", is_measured: false },
    AuthorMeta { name: "article:author_name", is_measured: false },
    AuthorMeta { name: "twitter:data1", is_measured: false },
];
