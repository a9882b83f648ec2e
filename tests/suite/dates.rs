//! The dates of publication and of the last change, from all sources on a page.

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
        // A change before the publication is a mistake and left out.
        (meta("published_time", "2024-11-24") + &meta("modified_time", "2024-11-20"), Some("2024-11-24"), None),
        (
            meta("published_time", "2024-11-24T10:00:00Z") + &meta("modified_time", "2024-11-24T09:00:00Z"),
            Some("2024-11-24T10:00:00Z"),
            None,
        ),
        // Two times of one night, given in two time zones.
        (
            meta("published_time", "2024-11-25T01:00:00+09:00") + &meta("modified_time", "2024-11-24T20:00:00Z"),
            Some("2024-11-25T01:00:00+09:00"),
            Some("2024-11-24T20:00:00Z"),
        ),
        ("<h1>The lamp is out</h1><p>The bridge that fell on 3 May 1998 is to be rebuilt.</p>".to_owned(), None, None),
        // So far from the headline a date counts only after labels.
        (
            json(r#""dateModified":"2024-05-01""#)
                + "<h1>The lamp is out</h1>"
                + &"<p>The lamp on the northern pier has been out.</p>".repeat(6)
                + "<p>Ann Hill | Senior Writer | July 2, 2025</p>",
            Some("2025-07-02"),
            None,
        ),
        // A new system dates all articles as of one day. The visible date is the right one.
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
        // The visible date is the day in the readers' time zone.
        (
            meta("published_time", "2024-11-24T02:10:00Z") + "<h1>The lamp is out</h1><p>23 November 2024</p>",
            Some("2024-11-23"),
            None,
        ),
        // The earliest of several `<meta>` whose names hint at publication.
        (
            "<meta name=published-time content=2024-11-24><meta name=published-date content=2011-05-03>".to_owned(),
            Some("2011-05-03"),
            None,
        ),
        // A date near the headline counts, not that of a neighbouring post.
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
        // A date right above the headline counts, and of several the nearest.
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
        // The date of another story is not taken for that of publication.
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
        // Day and month are read in the order of the page's language, if that has only one.
        ("<html lang=fr><h1>The lamp is out</h1><p>03/04/2024</p>".to_owned(), Some("2024-04-03"), None),
        ("<html lang=en-US><h1>The lamp is out</h1><p>03/04/2024</p>".to_owned(), Some("2024-03-04"), None),
        ("<html lang=en><h1>The lamp is out</h1><p>03/04/2024</p>".to_owned(), None, None),
        // A date in a sentence belongs to what the sentence reports. The date of a change is not that of publication.
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
