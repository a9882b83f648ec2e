//! The questions about classes: those that the pairs of letters answer at once are answered as by a search.

use html5ever::{Attribute, QualName, local_name, ns};

use super::element::Attributes;
use super::nodes::nodes_of;
use super::{listing, marks, notes, permalinks};
use crate::page::Callout;

/// Classes that at least one question is answered "yes" for, and near misses.
const CLASSES: &[&str] = &[
    "",
    "-",
    "CodeMirror-code",
    "CodeMirror-linenumber",
    "Enlighter",
    "MathJax_Display",
    "admonition danger",
    "alert alert-info",
    "author-name",
    "blockquote tag tip",
    "callout-tip",
    "col-md-6",
    "custom-block tip",
    "direct-link",
    "dp-highlighter",
    "enlighter",
    "header-anchor",
    "headerlink",
    "hljs-ln-numbers",
    "input_prompt",
    "katex",
    "line-numbers",
    "marginnote",
    "mjx-chtml",
    "notecard warning",
    "post-byline",
    "prompt",
    "side-note",
    "starlight-aside--tip",
    "unselectable",
    "user-select-none",
    "username",
    "whitespace-pre-line",
    "whitespace-pre-wrap",
    "writer",
];

/// A question about the attributes of a `<span>`.
type Question = fn(&Attributes<'_>) -> bool;

/// The questions that the pairs of letters may answer, each with its name.
const QUESTIONS: &[(&str, Question)] = &[
    ("author", marks::is_author),
    ("block of an author", marks::is_author_block),
    ("callout", |attributes| {
        attributes.class_may_hold(&Callout::WORDS) && Callout::of(attributes.class, Some("tip")).is_some()
    }),
    ("column of numbers", listing::names_gutter),
    ("formula", |attributes| marks::is_formula(&local_name!("span"), attributes)),
    ("kept lines", |attributes| attributes.keeps_lines()),
    ("link to itself", permalinks::names_permalink),
    ("list of lines", |attributes| {
        nodes_of("<ol>").iter().any(|node| listing::begins(&local_name!("ol"), attributes, node, || false))
    }),
    ("listing", |attributes| {
        nodes_of("<span>").iter().any(|node| listing::begins(&local_name!("span"), attributes, node, || false))
    }),
    ("note", |attributes| notes::names_note_by(&local_name!("span"), attributes)),
    ("prompt", |attributes| nodes_of("In [1]:").iter().any(|node| listing::is_notebook_prompt(attributes, node))),
    ("unselectable", |attributes| attributes.is_unselectable()),
];

/// A class in several spellings, and within others.
fn variants(class: &str) -> Vec<String> {
    let mut variants = vec![class.to_owned(), class.to_uppercase(), class.replace('-', "_"), class.replace('-', "")];
    for (at, _) in class.char_indices() {
        let (start, end) = class.split_at(at);
        variants.extend(["-", "_", "__", " ", ":", "x", "\u{e9}"].map(|sign| format!("{start}{sign}{end}")));
        variants.extend([start.to_owned(), end.to_owned(), format!("{start}{}", end.to_uppercase())]);
        variants.extend([format!("nav-item {start} {end} mb-3"), format!("{end}{start}")]);
    }
    // The Kelvin sign, whose lower case is a letter of ASCII.
    variants.push(class.replace('k', "\u{212a}"));
    variants
}

#[test]
fn pairs_of_letters_and_a_search_give_the_same_answers() {
    for (name, asks) in QUESTIONS {
        let mut answers = [0, 0];
        for class in CLASSES.iter().flat_map(|class| variants(class)) {
            let attrs =
                [Attribute { name: QualName::new(None, ns!(), local_name!("class")), value: class.as_str().into() }];
            let quick = asks(&Attributes::of(&attrs));
            assert_eq!(quick, asks(&Attributes::of(&attrs).with_all_pairs()), "{name}: {class}");
            answers[usize::from(quick)] += 1;
        }
        assert!(answers.iter().all(|count| *count > 0), "{name} is never or always true");
    }
}
