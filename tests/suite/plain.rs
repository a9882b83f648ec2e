//! The plain text of an article is what a reader sees.

use unboil::{Extractor, Rule};

/// The plain text of a page of which all blocks are kept.
fn text(page: &str) -> String {
    Extractor::builder().rule(Rule::keep("").unwrap()).build().extract(page).unwrap().text()
}

#[test]
fn raised_numbers_are_kept_apart_and_words_are_not() {
    for (html, expected) in [
        ("4 × 10<sup>6</sup> stones", "4 × 10^6 stones"),
        ("10<sup>−3</sup> m", "10^-3 m"),
        ("25 m<sup>2</sup>, 3 cm<sup>3</sup>", "25 m², 3 cm³"),
        ("kg·m·s<sup>-2</sup>", "kg·m·s⁻²"),
        ("2<sup>n</sup> and x<sup>n+1</sup>", "2^n and x^(n+1)"),
        ("H<sub>2</sub>O, CO<sub>2</sub>, NO<sub>x</sub>, Ca<sup>2+</sup>", "H2O, CO2, NOx, Ca²⁺"),
        ("x<sub>i</sub>, v<sub>max</sub>, pK<sub>a</sub>", "x_i, v_max, pKa"),
        ("log<sub>2</sub>8 and 101<sub>2</sub>", "log2 8 and 101_2"),
        ("the 1<sup>st</sup> and 2<sup>nd</sup>, le 2<sup>e</sup>, n<sup>o</sup> 5", "the 1st and 2nd, le 2e, no 5"),
        ("Foo<sup>®</sup> and Bar<sup>TM</sup>", "Foo® and BarTM"),
        ("1<sup>1</sup>/<sub>2</sub> cups, <sup>3</sup>⁄<sub>4</sub> cup", "1 1/2 cups, 3⁄4 cup"),
        ("$19<sup>99</sup> a day", "$19.99 a day"),
        ("the fire<sup>2</sup> and Smith<sup>1,3</sup>", "the fire² and Smith¹,³"),
        ("<sup>14</sup>C", "¹⁴C"),
        (
            "C<sup>++</sup> and a <sup>very long remark in small letters</sup>",
            "C++ and a very long remark in small letters",
        ),
        ("as said<sup><a href='/n'>12</a></sup> there", "as said12 there"),
        ("<table><tr><td>10<sup>3</sup><td>b<tr><td>c<td>d</table>", "10^3 | b\nc | d"),
    ] {
        assert_eq!(text(&format!("<p>{html}")), expected, "{html}");
    }
}

#[test]
fn poems_keep_their_lines_and_stanzas() {
    let (a, b) = ("he waits, as he has", "and does not blink.");
    let poem = format!("{a}\n{b}\n\n{b}\n{a}");
    for (name, page) in [
        (
            "boxes in stanzas",
            format!(
                "<div class=poem><div class=stanza><div class=i0>{a}</div><div class=i2>{b}</div></div><div class=stanza><div>{b}</div>\n<div>{a}</div></div></div>"
            ),
        ),
        (
            "boxes with an empty one",
            format!(
                "<section class='Gedicht-Text'><div>{a}</div><div>{b}</div><div><br></div><div>{b}</div><div>{a}</div></section>"
            ),
        ),
        ("paragraphs", format!("<div class=verses><p>{a}</p><p>{b}</p><p>&nbsp;</p><p>{b}<br></p><p>{a}</p></div>")),
        (
            "spans",
            format!(
                "<p class=stanza><span class=line>{a}</span><span class=line>{b}</span></p><p class=stanza><span class=line>{b}</span> <span class=line>{a}</span></p>"
            ),
        ),
        (
            "spans with breaks",
            format!(
                "<div class=song-lyrics><span class=l>{a}<br></span><span class=l>{b}<br></span><br><span class=l>{b}</span><span class=l>{a}</span></div>"
            ),
        ),
        ("the style of the text", format!("<div style='white-space: pre-line'>{a}\n   {b}\n\n{b}\n{a}</div>")),
        (
            "a class for the style",
            format!(
                "<div class='mt-4 whitespace-pre-wrap'><b>{a}\n</b>{b}</div><p class=whitespace-pre-line>{b}\r\n{a}</p>"
            ),
        ),
    ] {
        assert_eq!(text(&page), poem, "{name}: {page}");
    }
}

#[test]
fn poems_without_classes_are_found_by_their_lines() {
    let joined = "He stands where the water thinks,\none leg a stalk, one folded\nlike a letter nobody sent.";
    let page = joined.replace('\n', "</div><div>");
    assert_eq!(text(&format!("<div><div>{page}</div></div>")), joined);
    let page = joined.replace('\n', "</p><p class=l>");
    assert_eq!(text(&format!("<blockquote><p class=l>{page}</p></blockquote>")), joined);
}

#[test]
fn rows_of_short_lines_that_are_no_poems_stay_paragraphs() {
    for (name, open, lines) in [
        ("labels", "<div>", &["Home", "About us", "Contact", "Imprint"][..]),
        ("sentences", "<div>", &["He came home late.", "She did not look up.", "Nobody spoke for long."]),
        (
            "links",
            "<div>",
            &["<a href=/a>of the ferry, again</a>", "<a href=/b>and of the mill, too</a>", "the yard, at last"],
        ),
        (
            "headlines",
            "<div>",
            &["Ferry late for third day", "Council votes on the weir", "Mill closes after long row"],
        ),
        (
            "cards",
            "<div class='p-6 rounded-lg'>",
            &[
                "240 V, at home",
                "<b class=text-lg>of the wall, or more</b>",
                "a night, more or less, at <img src=a.png>",
            ],
        ),
        ("long lines", "<div class=poem>", &["a word, ".repeat(20).leak().trim_end(), "and so on, for ever."]),
        ("a number and a verse", "<p class=verse>", &["<span class=n>12</span> <span class=t>In the beginning</span>"]),
    ] {
        let is_paragraph = open.starts_with("<p");
        let body: String = lines
            .iter()
            .map(|line| if is_paragraph { (*line).to_owned() } else { format!("<div>{line}</div>") })
            .collect();
        assert!(!text(&format!("{open}{body}")).replace("\n\n", "").contains('\n'), "{name}");
    }
}
