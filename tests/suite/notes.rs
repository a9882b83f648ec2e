//! Notes: what a kept mark leads to is kept, and both are linked; sidenotes come out of the sentence.

use unboil::{Cruft, Extractor, Focus, Rule};

/// A page with a story in which `first` and `second` stand behind a sentence each, and `notes` at the end.
fn page(first: &str, second: &str, notes: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><title>The tide clock</title><body><nav><a href=/>Home</a> <a href=/a>Archive</a></nav>\
         <main><article><h1>The tide clock</h1>\
         <p>The clock in the harbour of Brandsund shows no hours, only the water that is still to come.{first} It was \
         built by a watchmaker who had never seen the sea, and it has been wrong on eleven days.{second}</p>\
         <p>People who arrive by the ferry look at it and then at their own watches, and most of them shake their heads \
         on the way up the hill.</p>{notes}</article></main><footer><p>© 2025 Tide Clock</p></footer></body></html>"
    )
}

/// Name of the case, what stands behind the first and the second sentence, and the notes at the end.
const LINKED: &[(&str, &str, &str, &str)] = &[
    (
        "list with ways back",
        "<a href='#fn1' id='fnref1' role='doc-noteref'><sup>1</sup></a>",
        "<a href='#fn2' id='fnref2' role='doc-noteref'><sup>2</sup></a>",
        "<section role='doc-endnotes'><hr><ol><li id='fn1'><p>By his own account.<a href='#fnref1'>↩︎</a></p></li>\
         <li id='fn2'><p>Counted since 1944. <a href='#fnref2'>Return to the text</a></p></li></ol></section>",
    ),
    (
        "wiki with several ways back",
        "<sup id='cite_ref-1'><a href='#cite_note-1'>[1]</a></sup>",
        "<sup id='cite_ref-2-0'><a href='#cite_note-2'>[2]</a></sup><sup id='cite_ref-2-1'><a href='#cite_note-2'>[2]</a></sup>",
        "<ol><li id='cite_note-1'><b><a href='#cite_ref-1'><span>Jump up </span>^</a></b> <span>By his own account.</span></li>\
         <li id='cite_note-2'>^ <a href='#cite_ref-2-0'><sup>a</sup></a> <a href='#cite_ref-2-1'><sup>b</sup></a> \
         <span>Counted since 1944.</span></li></ol>",
    ),
    (
        "number in a box of its own",
        "<a id='footnote-anchor-1' href='#footnote-1'>1</a>",
        "<a id='footnote-anchor-2' href='#footnote-2'>2</a>",
        "<div><a id='footnote-1' href='#footnote-anchor-1'>1</a><div><p>By his own account.</p></div></div>\
         <div><a id='footnote-2' href='#footnote-anchor-2'>2</a><div><p>Counted since 1944.</p></div></div>",
    ),
    (
        "names within paragraphs",
        "<a href='#_ftn1' name='_ftnref1'>[1]</a>",
        "<a href='#_ftn2' name='_ftnref2'>[2]</a>",
        "<hr><div id='ftn1'><p><a href='#_ftnref1' name='_ftn1'>[1]</a> By his own account.</p></div>\
         <div id='ftn2'><p><a href='#_ftnref2' name='_ftn2'>[2]</a> Counted since 1944.</p></div>",
    ),
    (
        "brackets around the links",
        "<sup>[<a id='_footnoteref_1' href='#_footnotedef_1'>1</a>]</sup>",
        "<sup>[<a id='_footnoteref_2' href='#_footnotedef_2'>2</a>]</sup>",
        "<div id='_footnotedef_1'><a href='#_footnoteref_1'>1</a>. By his own account.</div>\
         <div id='_footnotedef_2'><a href='#_footnoteref_2'>2</a>. Counted since 1944.</div>",
    ),
    (
        "definition list",
        "<a href='#id2' id='id1'>1</a>",
        "<a href='#id4' id='id3'>2</a>",
        "<dl><dt id='id2'><a href='#id1'>1</a></dt><dd><p>By his own account.</p></dd>\
         <dt id='id4'><a href='#id3'>2</a></dt><dd><p>Counted since 1944.</p></dd></dl>",
    ),
    (
        "rows of tables",
        "<a href='#id2' id='id1'>[1]</a>",
        "<a href='#id4' id='id3'>[2]</a>",
        "<table id='id2'><tr><td><a href='#id1'>[1]</a></td><td>By his own account.</td></tr></table>\
         <table id='id4'><tr><td><a href='#id3'>[2]</a></td><td>Counted since 1944.</td></tr></table>",
    ),
    (
        "rows of tables without links back",
        "<sup><a href='#r1'>1</a></sup>",
        "<sup><a href='#r2'>2</a></sup>",
        "<table><tr id='r1'><td>1</td><td>By his own account.</td></tr>\
         <tr id='r2'><td>2.</td><td>Counted since 1944.</td></tr></table>",
    ),
    (
        "marks that lead to the box of all notes",
        "<sup><a href='#notes'>1</a></sup>",
        "<sup><a href='#notes'>2</a></sup>",
        "<div id='notes'><p>1. By his own account.</p><p>2. Counted since 1944.</p></div>",
    ),
    (
        "marks that lead to the list of all notes",
        "<a href='#refs'>[1]</a>",
        "[<a href='#refs'>2</a>]",
        "<ol id='refs'><li>By his own account.</li><li>Counted since 1944.</li></ol>",
    ),
    (
        "lines between breaks",
        "<a href='#n1' name='r1'>(1)</a>",
        "<a href='#n2' name='r2'>(2)</a>",
        "<p><a name='n1' href='#r1'>(1)</a> By his own account.<br><br><a name='n2' href='#r2'>(2)</a> Counted since 1944.</p>",
    ),
    (
        "hidden list that a script reads",
        "<sup><a href='#fn-1'>1</a></sup>",
        "<sup><a href='#fn-2'>2</a></sup>",
        "<ol style='display: none'><li id='fn-1'>By his own account.</li><li id='fn-2'>Counted since 1944.</li></ol>",
    ),
    (
        "sidenotes behind checkboxes",
        "<label for='sn-1'></label><input type='checkbox' id='sn-1'><span>By his own account.</span>",
        "<input type='checkbox' id='sn-2'><label for='sn-2'>⊕</label><span class='marginnote'>Counted since 1944.</span>",
        "",
    ),
    (
        "elements for notes",
        "<d-footnote>By his own account.</d-footnote>",
        "<sup>2</sup><span class='side-note'>Counted since 1944.</span>",
        "",
    ),
    (
        "hidden behind the marks",
        "<span class='fn' title='By his own account.'>1<span style='display:none'>By his own account.</span></span>",
        "<sup>2</sup><span hidden>Counted since 1944.</span>",
        "",
    ),
    (
        "attributes of the marks",
        "<sup title='By his own account.'>1</sup>",
        "<a href='#' class='footnote-button' data-text='&lt;p&gt;Counted since 1944.&lt;/p&gt;'>2</a>",
        "",
    ),
    (
        "popovers and templates",
        "<button popovertarget='p1'>1</button><span popover id='p1'>By his own account.</span>",
        "<sup data-template='t2'>2</sup>",
        "<template id='t2'>Counted since 1944.</template>",
    ),
    (
        "blocks that cut the paragraph",
        "<details><summary>1</summary>By his own account.</details>",
        "<aside class='sidenote'>Counted since 1944.</aside>",
        "",
    ),
];

#[test]
fn notes_are_kept_and_linked() {
    for (name, first, second, notes) in LINKED {
        let page = page(first, second, notes);
        let article = unboil::extract(&page).unwrap();
        let (text, markdown, html) = (article.text(), article.markdown(), article.html());
        assert!(markdown.contains("still to come.[^1] It was"), "{name}: {markdown}");
        assert!(markdown.contains("on eleven days.[^2]"), "{name}: {markdown}");
        assert!(markdown.ends_with("[^1]: By his own account.\n\n[^2]: Counted since 1944."), "{name}: {markdown}");
        assert!(html.contains("still to come.<sup><a href=\"#note-1\">[1]</a></sup> It was"), "{name}: {html}");
        assert!(html.contains("<div id=\"note-2\">\n<p>Counted since 1944.</p>\n</div>"), "{name}: {html}");
        assert!(text.contains("still to come.[1] It was"), "{name}: {text}");
        let notes = text.split("up the hill.").nth(1).unwrap_or_default();
        assert_eq!(notes.trim().replace("\n\n", "\n"), "[1] By his own account.\n[2] Counted since 1944.", "{name}");
    }
}

/// Options that have nothing to do with notes change none.
#[test]
fn no_option_changes_which_notes_stay() {
    let builder = Extractor::builder;
    let extractors = [
        builder().focus(Focus::Precision).build(),
        builder().focus(Focus::Recall).build(),
        builder().keep(Cruft::Comments).keep(Cruft::Byline).build(),
    ];
    for (name, first, second, notes) in LINKED {
        let page = page(first, second, notes);
        for extractor in &extractors {
            let markdown = extractor.extract(&page).unwrap().markdown();
            assert!(markdown.contains("[^1]: By his own account.\n\n[^2]: Counted since 1944."), "{name}: {markdown}");
        }
    }
}

#[test]
fn a_mark_goes_with_its_note_and_a_note_with_its_mark() {
    let (_, first, second, notes) = LINKED[0];
    let page_with_notes = page(first, second, notes);
    let without = |pattern: &str| {
        let extractor = Extractor::builder().rule(Rule::drop(Cruft::Share, pattern).unwrap()).build();
        extractor.extract(&page_with_notes).unwrap()
    };
    let article = without("Counted since");
    assert!(article.text().contains("on eleven days.\n\nPeople"), "{}", article.text());
    assert!(article.markdown().ends_with("[^1]: By his own account."), "{}", article.markdown());
    let article = without("eleven days");
    assert!(!article.text().contains("account") && !article.text().contains("1944"), "{}", article.text());
    assert_eq!(article.removed().iter().filter(|removed| removed.reasons()[0].to_string().contains("mark")).count(), 2);
    // The notes are not on the page.
    for mark in ["<sup><a href='#fn3'>3</a></sup>", "<a href='#_ftn3'>[3]</a>", " <sup><a href='#n'>[note 3]</a></sup>"]
    {
        let text = unboil::extract(&page(mark, "", "")).unwrap().text();
        assert!(text.contains("still to come. It was"), "{mark}: {text}");
    }
}

#[test]
fn marks_may_lead_to_the_heading_of_all_notes() {
    let mark = |sign: &str| format!("<sup><a href='#s'>{sign}</a></sup>");
    for notes in [
        "<h2 id=s>Sources</h2><ol><li>By his own account.</li><li>Counted since 1944.</li></ol>",
        "<a name=s></a><h3>Sources</h3><p>[1] By his own account.</p><p>[2] Counted since 1944.</p>",
        "<section id=s><h2>Sources</h2><p>We have checked all of them in May.</p><ol><li><p>By his own account.</p></li>\
         <li><p>Counted since 1944.</p></li></ol></section>",
    ] {
        let markdown = unboil::extract(&page(&mark("1"), &mark("2"), notes)).unwrap().markdown();
        assert!(markdown.contains("still to come.[^1] It was"), "{markdown}");
        assert!(markdown.contains("[^1]: By his own account.\n\n[^2]: Counted since 1944."), "{markdown}");
    }
    // One link in brackets may lead to a chapter.
    let chapter = "<h2 id=s>Hands</h2><ol><li>Take off the hands.</li><li>Oil the wheels of the clock.</li></ol>";
    let markdown = unboil::extract(&page(" See [<a href='#s'>2</a>].", "", chapter)).unwrap().markdown();
    assert!(!markdown.contains("[^"), "{markdown}");
}

#[test]
fn marks_may_share_their_brackets() {
    let notes = "<ol><li id=b1>By his own account.</li><li id=b2>Counted since 1944.</li></ol>";
    for first in [
        " [<a href='#b1'>1</a>,<a href='#b2'>2</a>].",
        " (<a href='#b1'>1</a>; <a href='#b2'>2</a>).",
        " [<a href='#b1'>1</a>–<a href='#b2'>2</a>].",
    ] {
        let markdown = unboil::extract(&page(first, "", notes)).unwrap().markdown();
        assert!(markdown.contains("[^1]: By his own account.\n\n[^2]: Counted since 1944."), "{first}: {markdown}");
    }
}

/// What only looks like a mark or a note stays as it is.
#[test]
fn other_links_and_signs_stay() {
    for (name, first, expected) in [
        ("a power", " It holds 12 m<sup>2</sup>.", "It holds 12 m²."),
        ("a link to a part of the page", " See part <a href='#p2'>2</a>.", "See part 2."),
        ("links to parts in brackets", " See [<a href='#p2'>2</a>, <a href='#p3'>3</a>].", "See [2, 3]."),
        ("a source elsewhere", "<sup><a href='https://a.example/b'>1</a></sup>", "to come.1 It was"),
        ("an abbreviation", " The <abbr title='Harbour Board of Brandsund'>HBB</abbr> pays.", "The HBB pays."),
        ("a label", " Sizes <span title='Large enough for most'>42</span>.", "Sizes 42."),
        (
            "a name with a hidden card",
            " By <a href='#'>文刃</a><span hidden>A card with many words</span>.",
            "By 文刃.",
        ),
        (
            "words in an element for notes",
            " Built with <side-note data-id=a>brass wheels</side-note>.",
            "Built with brass wheels.",
        ),
        (
            "words with a class for notes",
            " Built with <span class=sidenote>brass wheels</span>.",
            "Built with brass wheels.",
        ),
        ("a hidden word", " Open <b>now</b><span hidden>until seven today</span>.", "Open now."),
    ] {
        let page =
            page(first, "", "<div id=p2><h2>Part two</h2><p>The weights were cast in the yard next door.</p></div>");
        let article = unboil::extract(&page).unwrap();
        assert!(article.text().contains(expected), "{name}: {}", article.text());
        assert!(!article.markdown().contains("[^"), "{name}: {}", article.markdown());
    }
}

#[test]
fn a_note_whose_mark_is_not_on_the_page_stays_with_the_story() {
    for note in [
        "<div id='footnotes'><hr><div class='footnote' id='_footnotedef_1'><a href='#_footnoteref_1'>1</a>. Or brass.</div></div>",
        "<ol><li id='fn1'><a href='#fnref1'>[1]</a> Or brass.</li></ol>",
        "<div><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Or brass.</p></div>",
    ] {
        let markdown = unboil::extract(&page("", "", note)).unwrap().markdown();
        assert!(markdown.contains("Or brass."), "{note}: {markdown}");
    }
    let footer = "</article></main><footer><p><a href='#top'>1</a> Or tin.</p></footer>";
    let markdown = unboil::extract(&page("", "", footer)).unwrap().markdown();
    assert!(!markdown.contains("Or tin."), "{markdown}");
}
