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
