//! What content systems set around and into a story: boxes of code, notes, callouts, figures, lists of other stories,
//! counts of readers. The story comes out whole, and what is beside it goes.

use unboil::Article;

const FIRST: &str = "Hannes Vik has repaired barometers in the cellar of the old customs house since 1988, and he still \
    writes each repair into a ledger with a steel pen, in a hand that nobody else in the house can read.";
const SECOND: &str = "The trade came to the town with the whaling fleet, whose captains wanted an instrument that could \
    stand the cold and the salt, and it stayed when the fleet had gone to other harbours for good.";
const THIRD: &str = "In a good year forty instruments cross his bench, most of them from attics, and half of these need \
    nothing but a new tube, patience and a little shellac where the case has cracked.";
const LAST: &str = "He will stop in the spring, he says, because his eyes are no longer what they were, and the ledger \
    will go to the museum across the street, which has promised to keep it dry.";

/// A page as WordPress makes them, with this story; with a comment and other things below.
fn page(title: &str, story: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title} – Harbour Notes</title></head>\
         <body class=single><nav><a href=/>Home</a> <a href=/about>About</a></nav><main><article class=post>\
         <h1 class=entry-title>{title}</h1><div class=entry-content>{story}</div></article>\
         <div id=comments class=comments-area><h2>1 comment</h2><ol class=comment-list><li class=comment>\
         <p>My father had one of these, too, and never let us touch it.</p></li></ol></div></main>\
         <footer><p>© 2024 Harbour Notes</p></footer></body></html>"
    )
}

/// The article of such a page that has this between the paragraphs of the story.
fn amid(inside: &str) -> Article {
    let story = format!("<p>{FIRST}</p><p>{SECOND}</p>{inside}<p>{THIRD}</p><p>{LAST}</p>");
    whole(&page("The ledger of the barometer man", &story))
}

/// The article of such a page that has this below the story.
fn below(inside: &str) -> Article {
    let story = format!("<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{LAST}</p>{inside}");
    whole(&page("The ledger of the barometer man", &story))
}

/// The article of a page that must have the whole story, and nothing of what stands below it.
fn whole(page: &str) -> Article {
    let article = unboil::extract(page).unwrap();
    let text = article.text();
    for paragraph in [FIRST, SECOND, THIRD, LAST] {
        assert!(text.contains(paragraph), "{paragraph:?} is missing: {text}\n{page}");
    }
    assert!(!text.contains("My father had one"), "{text}");
    article
}

#[test]
fn code_in_a_box_with_buttons_is_kept() {
    const CODE: &str = "for tube in rack:\n    if tube.cracked:\n        mend(tube)";
    for code in [
        format!(
            "<div class=code-toolbar><pre class=language-python><code>{CODE}</code></pre><div class=toolbar>\
             <div class=toolbar-item><span>Python</span></div><div class=toolbar-item><button>Copy</button></div></div></div>"
        ),
        format!("<div class=share-code><pre>{CODE}</pre><button>Copy</button> <a href=/raw>Raw</a></div>"),
        format!("<div class=snippet><div class=toolbar><span>rack.py</span></div><pre>{CODE}</pre></div>"),
    ] {
        let markdown = amid(&code).markdown();
        assert!(markdown.contains(&format!("\n{CODE}\n```")), "{code}: {markdown}");
        assert!(!markdown.contains("Copy") && !markdown.contains("Raw"), "{code}: {markdown}");
    }
}

#[test]
fn a_short_list_of_other_stories_goes_in_mid_story_and_above_comments() {
    let titles = "<ul><li><a href=/1>Пожар на пазара унищожи четири щанда</a></li><li><a href=/2>Ще строят нов мост над \
        реката</a></li></ul>";
    for label in ["<p><strong>Прочетете още</strong></p>", "<p>Прочетете още:</p>", "<h4>Прочетете още</h4>"]
    {
        let list = format!("{label}{titles}");
        // A heading in mid-story may begin a section of it.
        let amid = (!label.starts_with("<h4")).then(|| amid(&list));
        for article in amid.into_iter().chain([below(&list)]) {
            let text = article.text();
            assert!(
                !text.contains("Прочетете") && !text.contains("Пожар") && !text.contains("мост"),
                "{label}: {text}"
            );
        }
    }
    // A list of sources leads elsewhere.
    let sources = "<p><strong>Прочетете още</strong></p><ul><li><a href=https://a.example/1>Пожар на пазара унищожи \
        четири щанда</a></li><li><a href=https://b.example/2>Ще строят нов мост над реката</a></li></ul>";
    assert!(amid(sources).text().contains("Пожар на пазара"));
}

#[test]
fn a_feed_in_the_box_of_the_story_goes() {
    let story = |(at, title): (usize, &str)| {
        format!(
            "<div class=k><a href=/s{at}><h3>{title}</h3></a><p>Nobody was hurt, they said.</p><span>Radio</span></div>"
        )
    };
    let titles = ["Ferry runs aground off the point", "Council votes for a new quay", "Herring comes back to the bay"];
    let feed: String = titles.into_iter().enumerate().map(story).collect();
    let text = below(&feed).text();
    assert!(!text.contains("aground") && !text.contains("Radio") && !text.contains("Herring"), "{text}");
}

#[test]
fn counts_of_readers_and_disclosures_below_a_story_go() {
    for line in [
        "<p>12 likes · 3 restacks</p>",
        "<p>1,204 views | 3 new comments</p>",
        "<p><em>Disclosure: some of the links in this post are affiliate links, which means that I may earn a commission \
         if you buy through them, at no cost to you.</em></p>",
    ] {
        assert!(below(line).text().ends_with(LAST), "{line}: {}", below(line).text());
    }
    let score = "<p>40 mended · 12 lost</p>";
    assert!(amid(score).text().contains("40 mended"), "{}", amid(score).text());
}

#[test]
fn a_story_about_a_kind_of_cruft_may_quote_it() {
    for (title, said) in [
        ("How ad blockers changed the web", "Please disable your ad blocker, begged the pop-up, and millions left."),
        (
            "How I write my newsletter",
            "Sign up for our newsletter, says every site I open, and I wonder who reads them.",
        ),
    ] {
        let story = format!("<p>{said}</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{LAST}</p>");
        let text = whole(&page(title, &story)).text();
        assert!(text.contains(said), "{title}: {text}");
        let notice = "<form><p>Sign up for our newsletter</p><input type=email><button>Sign up</button></form>";
        let text = whole(&page(title, &format!("{story}{notice}"))).text();
        assert!(
            text.contains(said) && !text.contains("Sign up for our newsletter\n") && text.ends_with(LAST),
            "{text}"
        );
    }
}

#[test]
fn headings_lead_nowhere_and_have_no_buttons() {
    let markdown = amid(
        "<h2 id=tools><a class=header href='#tools'>Tools</a></h2><p>He has three files and one hammer, all of them old.</p>\
         <h2 id=glue>Glue<button aria-label='Copy link'>🔗</button></h2><p>Shellac, and never anything else, he says.</p>",
    )
    .markdown();
    assert!(
        markdown.contains("\n## Tools\n") && markdown.contains("\n## Glue\n") && !markdown.contains('🔗'),
        "{markdown}"
    );
    // A heading that is a button opens a part of the story.
    let fold =
        "<h2><button>How is a tube filled?</button></h2><p>It is warmed, filled and turned over in the cistern.</p>";
    assert!(amid(fold).text().contains("How is a tube filled?"));
}

#[test]
fn a_figure_keeps_its_picture_beside_a_button_and_a_caption() {
    let figure = "<figure><div role=button><span>Press enter or click to view image in full size</span><div>\
        <img src=/bench.jpg alt=Bench></div></div><figcaption>The bench in March</figcaption></figure>";
    let markdown = amid(figure).markdown();
    assert!(markdown.contains("/bench.jpg") && !markdown.contains("Press enter"), "{markdown}");
}

#[test]
fn folds_and_macros_are_callouts() {
    const TEXT: &str = "Mercury gives off vapour at the temperature of a room, so keep the windows open.";
    for (callout, kind) in [
        (format!("<details class=warning><summary>Mind the vapour</summary><p>{TEXT}</p></details>"), "[!WARNING]"),
        (
            format!(
                "<div class='confluence-information-macro confluence-information-macro-note'><p class=title>Vapour</p>\
                 <div class=confluence-information-macro-body><p>{TEXT}</p></div></div>"
            ),
            "[!NOTE]",
        ),
        (format!("<blockquote class='hint hint-danger'><p>{TEXT}</p></blockquote>"), "[!CAUTION]"),
    ] {
        let markdown = amid(&callout).markdown();
        assert!(markdown.contains(&format!("> {kind}\n")) && markdown.contains(&format!("> {TEXT}")), "{markdown}");
    }
}

#[test]
fn preformatted_verse_is_no_code() {
    let pre = |class: &str, text: &str| amid(&format!("<pre class={class}>{text}</pre>")).markdown();
    let poem = |text: &str| pre("wp-block-verse", text);
    for class in ["wp-block-verse", "gedicht", "Poem"] {
        let markdown = pre(class, "The glass is low,\nthe quay is wet.");
        assert!(markdown.contains("\nThe glass is low,\\\nthe quay is wet.\n"), "{class}: {markdown}");
    }
    assert!(pre("converse", "The glass is low,\nthe quay is wet.").contains("```\nThe glass"));
    // Markdown keeps an indentation in code only.
    assert!(poem("The glass is low,\n  the quay is wet.").contains("```\nThe glass is low,\n  the quay is wet.\n```"));
}

#[test]
fn notes_of_books_and_of_blogs_in_japan_are_notes() {
    for (mark, note) in [
        ("<a href='#n1'>1</a>", "<aside id=n1><p>Since the fire of 1961.</p></aside>"),
        (
            "<a href='#f-1' name=fn-1>*1</a>",
            "<div class=footnote><p class=footnote><a href='#fn-1' name=f-1 class=footnote-number>*1</a><span>:</span>\
             <span>Since the fire of 1961.</span></p></div>",
        ),
    ] {
        let markdown = amid(&format!("<p>The tubes are blown in Lund.{mark} They come by mail.</p>{note}")).markdown();
        assert!(markdown.contains("in Lund.[^1] They come"), "{mark}: {markdown}");
        assert!(markdown.contains("\n[^1]: Since the fire of 1961."), "{mark}: {markdown}");
    }
    // The number of a chapter is a part of the sentence.
    let chapter =
        amid("<p>See chapter <a href='#c2'>2</a> of his book.</p><p id=c2>Chapter 2 is on tubes of glass.</p>");
    assert!(chapter.markdown().contains("See chapter [2](#c2) of"), "{}", chapter.markdown());
}

#[test]
fn an_author_is_named_without_what_is_glued_to_the_name() {
    for line in [
        "<div class=meta>By<a href=/a/mara>Mara Lind</a><span>Feb 3</span><span>12 comments</span></div>",
        "<p class=author>Mara Lind<a href=/a>View author archive</a><a href=mailto:m@h.example>Email the author</a></p>",
    ] {
        let story = format!("{line}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{LAST}</p>");
        let article = whole(&page("The ledger of the barometer man", &story));
        assert_eq!(article.byline(), Some("Mara Lind"), "{line}");
    }
    let unknown = format!("<p>January 1, 1970</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{LAST}</p>");
    assert_eq!(whole(&page("The ledger of the barometer man", &unknown)).published(), None);
}
