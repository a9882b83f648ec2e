//! Tables, lists, code and quoted posts are kept or dropped as a whole, whatever the focus; what goes is listed.

use unboil::{Article, Cruft, Extractor, Focus};

/// The words of a story, so that a page has an article.
const STORY: &str = "<p>The weir below the paper mill was built in 1884, and the keeper has written down the level of \
    the water every evening since then, but for one winter.</p><p>In that winter his son, who was eleven, did it for \
    him, and nobody noticed until the books were bound.</p>";

/// Extracts a page that has this between the paragraphs of a story.
fn extract(inside: &str, focus: Focus) -> Article {
    let page = format!(
        "<title>The weir</title><body><nav><a href=/>Home</a> <a href=/a>Rivers</a></nav><main><article>\
         <h1>The keeper of the weir</h1>{STORY}{inside}<p>The books are in the town hall, where anybody may read \
         them on a Thursday, if the clerk has found the key.</p></article></main>"
    );
    Extractor::builder().focus(focus).build().extract(&page).unwrap()
}

/// How many of these texts are blocks of the article.
fn kept(article: &Article, texts: &[&str]) -> usize {
    texts.iter().filter(|text| article.blocks().iter().any(|block| block.text() == **text)).count()
}

#[test]
fn no_focus_tears_a_whole() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "a table",
            "<table><caption>Levels</caption><thead><tr><th>Year<th>Level</thead><tr><td>1884<td>0.4\
             <tr><td>By Jon Hallin<td>2 May 1963<tr><td>Share<td>0<tfoot><tr><td>All<td>–</table>",
            &["Levels", "Year | Level", "1884 | 0.4", "By Jon Hallin | 2 May 1963", "Share | 0", "All | –"],
        ),
        (
            "a table in a figure",
            "<figure><figcaption>Table 2: boats</figcaption><div><table><tr><td>Canoes<td>3<tr><td>Tubs<td>1</table>\
             </div></figure>",
            &["Table 2: boats", "Canoes | 3", "Tubs | 1"],
        ),
        (
            "a list",
            "<p>He wrote down:</p><ul><li>the level at six in the evening, in metres and centimetres</li><li>ice</li>\
             <li>who came by</li><li>News</li></ul>",
            &["the level at six in the evening, in metres and centimetres", "ice", "who came by", "News"],
        ),
        (
            "an ordered list",
            "<ol><li><p>Clear the rake.</p></li><li><p>Read the gauge.</p></li><li><p>Done.</p></li></ol>",
            &["Clear the rake.", "Read the gauge.", "Done."],
        ),
        (
            "code",
            "<pre><code><div>level = read()</div><div>}</div><div>print(level)</div></code></pre>",
            &["level = read()\n}\nprint(level)"],
        ),
        (
            "a post",
            "<blockquote class='bluesky-embed' data-bluesky-uri='at://a'><p>The gate is stuck again.</p>&mdash; Jon \
             Hallin (<a href=https://bsky.app/profile/jon>@jon.example</a>) <a href=https://bsky.app/p>2 May \
             2024</a></blockquote>",
            &["The gate is stuck again.", "— Jon Hallin (@jon.example) 2 May 2024"],
        ),
    ];
    for (name, inside, texts) in cases {
        for focus in [Focus::Precision, Focus::Balanced, Focus::Recall] {
            let kept = kept(&extract(inside, focus), texts);
            assert!(kept == 0 || kept == texts.len(), "{name}, {focus:?}: {kept} of {}", texts.len());
        }
        assert_eq!(kept(&extract(inside, Focus::Recall), texts), texts.len(), "{name}");
    }
}

#[test]
fn what_the_caller_says_of_a_part_holds_for_that_part() {
    let table = "<table><tr><th>Year<th>Level<tr><td>1884<td>0.4<tr><td>1885<td>0.5<tr><td>1886<td>0.6</table>";
    let page = format!("<h1>The keeper of the weir</h1>{STORY}{table}");
    let rule = unboil::Rule::drop(Cruft::Correction, "1885").unwrap();
    let article = Extractor::builder().rule(rule).build().extract(&page).unwrap();
    assert_eq!(kept(&article, &["Year | Level", "1884 | 0.4", "1885 | 0.5", "1886 | 0.6"]), 3);
}

#[test]
fn an_item_that_is_cruft_for_certain_goes() {
    let list = "<ul><li>The level is read at six in the evening, in metres.</li><li>The rake is cleared before \
        that, whatever the weather.</li><li><a href=/n>Sign up for our newsletter</a></li><li>The gate is greased \
        on the first Monday of the month.</li></ul>";
    let article = extract(list, Focus::Balanced);
    let gone: Vec<&str> = article.removed().iter().map(|removed| removed.text()).collect();
    assert!(gone.contains(&"Sign up for our newsletter"), "{gone:?}");
    assert_eq!(kept(&article, &["The gate is greased on the first Monday of the month."]), 1);
}

#[test]
fn dropped_pictures_and_embeds_are_listed() {
    let box_of_others = "<div class=related><h3>Read also</h3><p><img src=/ship.jpg alt='A ship'></p>\
        <p><a href=/ship>The ship that came without a captain</a></p><iframe \
        src='https://www.youtube.com/embed/a1'></iframe><p><a href=/crane>A crane that moved house</a></p></div>";
    let article = extract(box_of_others, Focus::Balanced);
    let listed: Vec<_> = article
        .removed()
        .iter()
        .filter_map(|removed| Some((removed.url()?, removed.text(), removed.cruft())))
        .collect();
    assert_eq!(
        listed,
        [("/ship.jpg", "A ship", Cruft::Related), ("https://www.youtube.com/embed/a1", "youtube.com", Cruft::Related)]
    );
    assert!(!article.markdown().contains("youtube") && !article.markdown().contains("ship.jpg"));
}

#[test]
fn a_player_stays_with_the_label_that_introduces_it() {
    let frame = "<iframe src='https://www.youtube.com/embed/a1'></iframe>";
    for (inside, place) in [
        (format!("<p>Watch the video: “The keeper opens the gate in a storm”:</p><p>{frame}</p>"), "in mid-story"),
        (format!("<div>{frame}</div><p>Watch: the keeper at work</p>"), "above its label"),
        (format!("<p><b>Watch now:</b> How a weir is greased</p>{frame}"), "out of paragraphs"),
    ] {
        let page = |last: &str| {
            format!(
                "<title>The weir</title><body><nav><a href=/>Home</a> <a href=/a>Rivers</a></nav><main><article>\
                 <h1>The keeper of the weir</h1>{STORY}{inside}{last}</article></main>"
            )
        };
        for last in ["", "<p>The books are in the town hall, where anybody may read them on a Thursday.</p>"] {
            let markdown = unboil::extract(&page(last)).unwrap().markdown();
            assert!(markdown.contains("youtube.com/embed/a1"), "{place}, {last}: {markdown}");
        }
    }
}
