//! The types of schema.org that the crate knows, by what they say of a page. Lists that look alike differ by purpose.
//! Features are made of all but `WRITTEN`: a change of one of these lists means training anew.

/// The types of forum threads, where what readers wrote is the content.
pub(crate) const THREADS: &[&str] = &["DiscussionForumPosting", "QAPage"];

/// The types by which a page declares itself an article. Recipes, questions and the like are not among them, although
/// their authors and dates are those of the page (see [`WRITTEN`]).
pub(crate) const ARTICLES: &[&str] =
    &["Article", "BlogPosting", "LiveBlogPosting", "NewsArticle", "ReportageNewsArticle", "ScholarlyArticle"];

/// The types of products on sale.
pub(crate) const PRODUCTS: &[&str] = &["Product", "ProductGroup"];

/// The types of pages that lead to other pages.
pub(crate) const LISTINGS: &[&str] = &["CollectionPage", "ItemList", "OfferCatalog", "SearchResultsPage"];

/// The types of pages of manuals.
pub(crate) const MANUALS: &[&str] = &["APIReference", "TechArticle"];

/// The types whose `description` says what the page is about. That of an organisation or a person does not.
pub(crate) const DESCRIBED: &[&str] = &[
    "Article",
    "BlogPosting",
    "Book",
    "CollectionPage",
    "Course",
    "Dataset",
    "DiscussionForumPosting",
    "Event",
    "ItemPage",
    "JobPosting",
    "NewsArticle",
    "Product",
    "ProductGroup",
    "Recipe",
    "ReportageNewsArticle",
    "SoftwareApplication",
    "TechArticle",
    "WebPage",
];

/// Types of entities whose author, date and headline are those of the article, in groups, the most trusted group first.
pub(crate) const WRITTEN: &[&[&str]] = &[
    &[
        "Article",
        "AnalysisNewsArticle",
        "BlogPosting",
        "DiscussionForumPosting",
        "LiveBlogPosting",
        "NewsArticle",
        "OpinionNewsArticle",
        "Report",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "ScholarlyArticle",
        "SocialMediaPosting",
        "TechArticle",
    ],
    &["Question", "QAPage", "Recipe", "HowTo", "Review", "Book", "Course", "Dataset", "Report", "VideoObject"],
    &["WebPage", "ItemPage", "AboutPage", "FAQPage", "CollectionPage", "ProfilePage"],
];
