//! What an article embeds: players, posts, maps, charts; and the frames that are left out.

use unboil::{Article, Cruft, Extractor, ExtractorBuilder, Reason};

/// The article of a story with something between its paragraphs.
fn story_of(builder: ExtractorBuilder, between: &str) -> Article {
    let page = format!(
        "<article><h1>Ferry late</h1><p>The ferry to the northern islands was late again on Monday, said the port, because \
         of the ice in the harbour, which nobody has cleared.</p>{between}<p>Nobody had seen so much of it since 1985, when \
         the whole harbour froze over for a month and the mail came on sledges.</p></article>"
    );
    builder.build().extract(&page).unwrap()
}

fn story(between: &str) -> Article {
    story_of(Extractor::builder(), between)
}

const INSTAGRAM: &str = "<blockquote class=instagram-media data-instgrm-permalink=https://www.instagram.com/p/C1/>\
    <div><a href=https://www.instagram.com/p/C1/><div></div><div>View this post on Instagram</div></a>\
    <p><a href=https://www.instagram.com/p/C1/>A post shared by Ann Pell (@ann)</a></p></div></blockquote>";

#[test]
fn quoted_posts_are_embeds_with_their_text() {
    for (name, post, url, author) in [
        (
            "a tweet",
            "<blockquote class=twitter-tweet><p lang=en>The <a href=https://twitter.com/hashtag/ice>ice</a> is back. \
             <a href=https://t.co/x>pic.twitter.com/x</a></p>&mdash; Ann Pell (@ann) \
             <a href=https://twitter.com/ann/status/17>May 5, 2024</a></blockquote><script src=//platform></script>",
            "https://twitter.com/ann/status/17",
            "— Ann Pell (@ann) May 5, 2024",
        ),
        (
            "a toot",
            "<blockquote class=mastodon-embed><p>The ice is back, and so is the fog on the pier.</p>\
             <p>by <a href=https://social.example/@ann/110>Ann Pell</a></p></blockquote>",
            "https://social.example/@ann/110",
            "by Ann Pell",
        ),
        (
            "a post of Bluesky",
            "<blockquote class=bluesky-embed data-bluesky-uri=at://did:plc:x/post/3k><p>The ice is back, and so is the fog \
             on the pier.</p>&mdash; Ann Pell (<a href=https://bsky.app/profile/ann.example>@ann.example</a>) \
             <a href=https://bsky.app/profile/ann.example/post/3k>May 5, 2024</a></blockquote>",
            "https://bsky.app/profile/ann.example/post/3k",
            "— Ann Pell (@ann.example) May 5, 2024",
        ),
    ] {
        let article = story(post);
        let embeds = article.embeds();
        assert_eq!(embeds.len(), 1, "{name}: {}", article.markdown());
        assert_eq!((embeds[0].url(), embeds[0].title(), embeds[0].block()), (url, author, 2), "{name}");
        let text = embeds[0].text().unwrap();
        assert!(text.starts_with("The ice is back") && text.ends_with(author), "{name}: {text}");
        assert!(article.markdown().contains("> The "), "{name}: {}", article.markdown());
        assert!(article.blocks()[2].is_quoted(), "{name}");
    }
}

#[test]
fn a_post_without_a_word_of_its_author_is_a_link() {
    let bare =
        "<blockquote class=instagram-media data-instgrm-permalink='https://www.instagram.com/p/C1/'></blockquote>";
    for (name, post, title) in
        [("as Instagram writes it", INSTAGRAM, "A post shared by Ann Pell (@ann)"), ("empty", bare, "instagram.com")]
    {
        let article = story(post);
        let embeds = article.embeds();
        assert_eq!(embeds.len(), 1, "{name}: {}", article.markdown());
        assert_eq!((embeds[0].url(), embeds[0].title()), ("https://www.instagram.com/p/C1/", title), "{name}");
        assert_eq!((embeds[0].text(), embeds[0].block()), (None, 2), "{name}");
        assert!(article.markdown().contains("](https://www.instagram.com/p/C1/)\n\nNobody had"), "{name}");
        assert!(!article.text().contains("View this post"), "{name}");
    }
    let aside = format!("<aside><h3>Follow us</h3>{INSTAGRAM}</aside>");
    assert_eq!(story(&aside).embeds(), Vec::new(), "beside the story");
}

#[test]
fn a_picture_before_the_story_is_removed_as_apart_from_it() {
    let page = "<h1>Ferry late</h1><p>The ferry to the northern islands was late again on Monday, said the port, because \
        of the ice in the harbour, which nobody has cleared.</p>";
    let article = unboil::extract(&format!("<img src=https://a.example/logo.png alt='The Daily'>{page}")).unwrap();
    let [logo] = article.removed() else { panic!("{:?}", article.removed()) };
    assert_eq!((logo.text(), logo.url()), ("The Daily", Some("https://a.example/logo.png")));
    assert_eq!((logo.cruft(), &logo.reasons()[0]), (Cruft::LowScore, &Reason::Apart));
    assert_eq!(article.images(), Vec::new());
}

#[test]
fn charts_maps_and_players_are_embeds() {
    for address in [
        "https://datawrapper.dwcdn.net/aB3xY/2/",
        "https://flo.uri.sh/visualisation/12/embed",
        "https://www.google.com/maps/embed?pb=!1m18",
        "https://www.openstreetmap.org/export/embed.html?bbox=1",
        "https://open.spotify.com/embed/episode/1",
        "https://w.soundcloud.com/player/?url=1",
    ] {
        let article = story(&format!("<iframe src='{address}' title='The ice'></iframe>"));
        let embeds = article.embeds();
        assert_eq!(embeds.len(), 1, "{address}");
        assert_eq!((embeds[0].url(), embeds[0].title(), embeds[0].block()), (address, "The ice", 2), "{address}");
    }
}

#[test]
fn other_frames_are_removed_with_their_reason() {
    let frame = "<iframe src='https://ads.example/banner?n=1' title='Offer'></iframe>";
    for (name, between) in
        [("between paragraphs", frame.to_owned()), ("in one", format!("<p>The ice is thick, {frame} it is.</p>"))]
    {
        let article = story(&between);
        let removed = article.removed().iter().find(|block| block.url().is_some()).unwrap_or_else(|| panic!("{name}"));
        assert_eq!((removed.url(), removed.text()), (Some("https://ads.example/banner?n=1"), "Offer"), "{name}");
        assert_eq!((removed.cruft(), &removed.reasons()[0]), (Cruft::LowScore, &Reason::Frame), "{name}");
        assert_eq!(article.embeds(), Vec::new(), "{name}");
        assert!(!article.markdown().contains("ads.example"), "{name}");
    }
    for unseen in ["<iframe src=https://a.example/p width=1 height=1></iframe>", "<iframe src=about:blank></iframe>"] {
        assert!(story(unseen).removed().is_empty(), "{unseen}");
    }
}

#[cfg(feature = "selectors")]
#[test]
fn a_rule_keeps_any_frame() {
    let rule = unboil::Rule::keep_selector("iframe.chart").unwrap();
    for between in [
        "<iframe class=chart src=/chart/1></iframe>",
        "<p>The ice <iframe class=chart src=/chart/1></iframe> grows.</p>",
    ] {
        let article =
            story_of(Extractor::builder().rule(rule.clone()).base_url("https://a.example/").unwrap(), between);
        assert_eq!(article.embeds()[0].url(), "https://a.example/chart/1", "{}", article.markdown());
    }
}

#[test]
fn a_kept_caption_is_not_the_title_of_its_embed_too() {
    let figure = "<figure><iframe src='https://www.youtube.com/embed/a1'></iframe><figcaption>The ice on Monday</figcaption>\
        </figure>";
    assert_eq!(story(figure).embeds()[0].title(), "The ice on Monday");
    let kept = story_of(Extractor::builder().keep(Cruft::Caption), figure);
    assert_eq!(kept.markdown().matches("The ice on Monday").count(), 1, "{}", kept.markdown());
    assert_eq!(kept.embeds()[0].title(), "youtube.com");
}

#[test]
fn a_text_in_italics_behind_a_picture_is_its_caption() {
    for (text, expected) in [
        ("<em>Photo: Ann Pell/The Daily</em>", Some("Photo: Ann Pell/The Daily")),
        ("<i>The ice on Monday, seen from the pier</i>", Some("The ice on Monday, seen from the pier")),
        (
            "The ice on Monday was as thick as a man is tall, and <em>nobody</em> had seen so much of it since 1985.",
            None,
        ),
    ] {
        let article = story(&format!("<p><img src=https://a.example/b.jpg><br>{text}</p>"));
        assert_eq!(article.images()[0].caption(), expected, "{text}");
    }
}

#[test]
fn a_picture_that_stands_beside_a_copy_is_removed_as_one() {
    let article = story(
        "<p><a href=https://a.example/b.jpg><img src=https://a.example/b-300x200.jpg></a></p><img src=https://a.example/b.jpg>",
    );
    let copy = article.removed().iter().find(|block| block.url().is_some()).unwrap();
    assert_eq!((copy.cruft(), &copy.reasons()[0]), (Cruft::Repeated, &Reason::DuplicateOnPage));
}
