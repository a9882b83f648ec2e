//! When an article was published and changed, by all that a page says of it.

use crate::metadata::{STORY, article, json};

#[test]
fn dates_keep_their_offset_and_their_order() {
    let meta = |name: &str, date: &str| format!("<meta property='article:{name}' content='{date}'>");
    for (page, published, modified) in [
        (json(r#""datePublished":"2024-11-24T10:00:00+02:00""#), Some("2024-11-24T10:00:00+02:00"), None),
        (
            meta("published_time", "2024-11-24") + &meta("modified_time", "2024-11-26T08:00:00Z"),
            Some("2024-11-24"),
            Some("2024-11-26T08:00:00Z"),
        ),
        // What was published after its last change was not changed then.
        (meta("published_time", "2024-11-24") + &meta("modified_time", "2024-11-20"), Some("2024-11-24"), None),
        (
            meta("published_time", "2024-11-24T10:00:00Z") + &meta("modified_time", "2024-11-24T09:00:00Z"),
            Some("2024-11-24T10:00:00Z"),
            None,
        ),
        // The same night, on two sides of the world.
        (
            meta("published_time", "2024-11-25T01:00:00+09:00") + &meta("modified_time", "2024-11-24T20:00:00Z"),
            Some("2024-11-25T01:00:00+09:00"),
            Some("2024-11-24T20:00:00Z"),
        ),
        ("<h1>The lamp is out</h1><p>The bridge that fell on 3 May 1998 is to be rebuilt.</p>".to_owned(), None, None),
        // So far from the headline there are but labels.
        (
            json(r#""dateModified":"2024-05-01""#)
                + "<h1>The lamp is out</h1>"
                + &"<p>The lamp on the northern pier has been out.</p>".repeat(6)
                + "<p>Ann Hill | Senior Writer | July 2, 2025</p>",
            Some("2025-07-02"),
            None,
        ),
        // A new system says that all is of today; readers are told the day.
        (
            meta("published_time", "2024-11-24")
                + &meta("modified_time", "2024-11-24")
                + "<h1>The lamp is out</h1><p>3 May 2011</p>",
            Some("2011-05-03"),
            Some("2024-11-24"),
        ),
        ("<h1>The lamp is out</h1><time datetime='2024-11-24'>Sunday</time>".to_owned(), Some("2024-11-24"), None),
        ("<h1>The lamp is out</h1><p>Jan Moss | Reporter | 24 November 2024</p>".to_owned(), Some("2024-11-24"), None),
        ("<link rel=canonical href=/2024/11/24/lamp>".to_owned(), Some("2024-11-24"), None),
        (meta("published_time", "03/04/2024"), None, None),
        (meta("publisher", "Harbour News since 3 May 1911") + &meta("publisher-date", "2011-05-03"), None, None),
        // Readers see the day where they are.
        (
            meta("published_time", "2024-11-24T02:10:00Z") + "<h1>The lamp is out</h1><p>23 November 2024</p>",
            Some("2024-11-23"),
            None,
        ),
        // The first of several that tell of publication.
        (
            "<meta name=published-time content=2024-11-24><meta name=published-date content=2011-05-03>".to_owned(),
            Some("2011-05-03"),
            None,
        ),
        // What is near the headline counts, not the post's neighbours.
        (
            "<time datetime='2024-11-24'>Sunday</time><h1>The lamp is out</h1>".to_owned()
                + STORY
                + STORY
                + STORY
                + STORY
                + STORY
                + STORY
                + "<p><time datetime='2024-12-01'>Next</time></p>",
            Some("2024-11-24"),
            None,
        ),
        // What stands right above the headline, and what is nearest.
        (
            meta("published_time", "2024-11-24") + "<p>3 May 2011</p><h1>The lamp is out</h1>",
            Some("2011-05-03"),
            None,
        ),
        (
            "<h1>The lamp is out</h1><p>by Ann · Dec 20, 2025 at 3:00 am · One comment so far</p><ul><li>Author: Ada Holm<br>\
             Released: June 17, 2025 by the Pier Press</ul>"
                .to_owned(),
            Some("2025-12-20"),
            None,
        ),
        // The day of another story is none of publication.
        (
            "<h1>The lamp is out</h1><p>Last modified: 8 August 2023</p>".to_owned() + STORY + STORY + STORY
                + "<p>5 March 2026</p>",
            None,
            Some("2023-08-08"),
        ),
        (
            "<h1>The lamp is out</h1><p>Last updated <relative-time datetime='2024-11-24'>3 days ago</relative-time></p>"
                .to_owned(),
            None,
            Some("2024-11-24"),
        ),
        (
            "<h1>The lamp is out</h1><p>Published <time datetime='2024-11-20'>5 days ago</time>, updated <time datetime='2024-11-24'>\
             1 day ago</time></p>"
                .to_owned(),
            Some("2024-11-20"),
            Some("2024-11-24"),
        ),
        ("<link rel=canonical href=/2024/nov/24/lamp>".to_owned(), Some("2024-11-24"), None),
        // The order of day and month is that of the language, if it has one.
        ("<html lang=fr><h1>The lamp is out</h1><p>03/04/2024</p>".to_owned(), Some("2024-04-03"), None),
        ("<html lang=en-US><h1>The lamp is out</h1><p>03/04/2024</p>".to_owned(), Some("2024-03-04"), None),
        ("<html lang=en><h1>The lamp is out</h1><p>03/04/2024</p>".to_owned(), None, None),
        // The day of a sentence is that of what it tells, the day of a change none of publication.
        (
            json(r#""datePublished":"2024-05-03""#)
                + "<h1>The lamp is out</h1><p>The bridge that fell on 3 May 1998 is to be rebuilt.</p>",
            Some("2024-05-03"),
            None,
        ),
        (
            json(r#""datePublished":"2024-05-03""#) + "<h1>The lamp is out</h1><p>Updated 2 May 2024</p>",
            Some("2024-05-03"),
            None,
        ),
        (
            "<h1>The lamp is out</h1><p>Published 24 November 2024, updated 26 November 2024</p>".to_owned(),
            Some("2024-11-24"),
            Some("2024-11-26"),
        ),
    ] {
        let article = article(&page);
        assert_eq!((article.published(), article.modified()), (published, modified), "{page}");
    }
}
