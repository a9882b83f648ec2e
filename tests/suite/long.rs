//! A story comes out whole, however long it is: from a page of plain paragraphs, of sections or of chapters, and from
//! plain text in each layout.

use std::fmt::Write;

/// At least this share, 0..=1, of a story's words must come out.
const KEPT_SHARE: f64 = 0.99;
/// Width of hard-wrapped lines, in characters.
const WIDTH: usize = 72;

const PLACES: [&str; 12] = [
    "on the quay",
    "behind the mill",
    "at the end of the lane",
    "in the old customs house",
    "above the harbour",
    "under the railway bridge",
    "in the reading room",
    "across the estuary",
    "on the northern islands",
    "in the valley",
    "near the lighthouse",
    "at the market",
];
const PEOPLE: [&str; 16] = [
    "the harbour master",
    "Anna",
    "her brother",
    "the widow Brandt",
    "old Piet",
    "the ferryman",
    "a clerk from the ministry",
    "the schoolteacher",
    "his cousin Tomas",
    "the surveyor",
    "the woman with the lamp",
    "an engineer named Sorel",
    "the baker's daughter",
    "the last of the pilots",
    "the mayor",
    "the doctor",
];
const DEEDS: [&str; 16] = [
    "had counted the boats twice",
    "kept a ledger of every tide",
    "would not speak of the flood",
    "wrote to the company again",
    "found the door unlocked",
    "carried the lamp up the stairs",
    "asked what the repairs would cost",
    "waited for the evening train",
    "remembered the winter of the ice",
    "repaired the nets without a word",
    "sold the second horse",
    "read the letter aloud",
    "measured the depth of the channel",
    "lit the fire with the last of the coal",
    "refused to sign the paper",
    "walked home along the dike",
];
const TURNS: [&str; 14] = [
    "because nobody else had thought of it",
    "although the bridge had been closed since March",
    "while the rain came down on the slates",
    "and that was the end of the matter for a year",
    "which surprised those who knew the family",
    "before the others had come back from the fields",
    "as if the whole thing had been arranged long ago",
    "so that the boats could leave before dawn",
    "until the bell rang for the third time",
    "for the price of grain had fallen again",
    "though it was said afterwards that she had laughed",
    "and the children were told to stay indoors",
    "when the fog lifted at last",
    "as far as anyone could tell from the records",
];

/// A generator of pseudo-random numbers that are the same on every run: linear congruential (Knuth, volume 2, 3.3.4).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn sentence(numbers: &mut Numbers) -> String {
    let (who, deed, place) = (numbers.one_of(&PEOPLE), numbers.one_of(&DEEDS), numbers.one_of(&PLACES));
    let (turn, other) = (numbers.one_of(&TURNS), numbers.one_of(&PEOPLE));
    match numbers.below(5) {
        0 => format!("{} {deed} {place}.", capitalised(who)),
        1 => format!("{}, {who} {deed}, {turn}.", capitalised(place)),
        2 => format!("“It is no use,” said {other}, and {who} {deed} {place}."),
        3 => format!("In {} {who} {deed}, {turn}.", 1850 + numbers.below(150)),
        _ => format!("{} {deed} {place}, {turn}, and {other} knew it.", capitalised(who)),
    }
}

/// The paragraphs of a story that has at least this many words.
fn story(words: usize) -> Vec<String> {
    let mut numbers = Numbers(words as u64);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut written = 0;
    while written < words {
        let sentences = 2 + numbers.below(5);
        let paragraph: Vec<String> = (0..sentences).map(|_| sentence(&mut numbers)).collect();
        written += count(&paragraph.join(" "));
        paragraphs.push(paragraph.join(" "));
    }
    paragraphs
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

fn paragraphs(of: &[String]) -> String {
    of.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect()
}

fn plain(story: &[String]) -> String {
    format!("<title>The ledger of tides</title><article><h1>The ledger of tides</h1>{}</article>", paragraphs(story))
}

fn sections(story: &[String]) -> String {
    let menu: String = (1..9).map(|number| format!("<li><a href=/{number}>Shelf {number}</a>")).collect();
    let mut page = format!(
        "<title>The ledger of tides</title><nav><ul>{menu}</ul></nav><main><article><h1>The ledger of tides</h1>"
    );
    for (number, section) in story.chunks(9).enumerate() {
        let _ =
            write!(page, "<section><h2>What the tide of {} left</h2>{}</section>", 1850 + number, paragraphs(section));
    }
    page + "</article></main><footer><p>Copyright 2024 The Junction. All rights reserved.</p></footer>"
}

fn book(story: &[String]) -> String {
    let mut page = "<title>The ledger of tides</title><h1>The ledger of tides</h1>".to_owned();
    for (number, chapter) in story.chunks(25).enumerate() {
        let _ = write!(page, "<div class=chapter><h2>Chapter {}</h2>{}</div>", number + 1, paragraphs(chapter));
    }
    page
}

fn wrapped(story: &[String]) -> String {
    let mut text = String::new();
    for paragraph in story {
        let mut column = 0;
        for word in paragraph.split(' ') {
            if column > 0 && column + 1 + word.chars().count() > WIDTH {
                text.push('\n');
                column = 0;
            } else if column > 0 {
                text.push(' ');
                column += 1;
            }
            text.push_str(word);
            column += word.chars().count();
        }
        text.push_str("\n\n");
    }
    text
}

/// A message for each form and length, in words, in which a story loses too many words.
fn losses(lengths: &[usize]) -> Vec<String> {
    type Form = (&'static str, fn(&[String]) -> String, fn(&str) -> unboil::Result<unboil::Article>);
    let forms: [Form; 7] = [
        ("plain paragraphs", plain, unboil::extract),
        ("sections", sections, unboil::extract),
        ("a book in one page", book, unboil::extract),
        ("text with blank lines", |story| story.join("\n\n"), unboil::clean),
        ("text of a line a paragraph", |story| story.join("\n"), unboil::clean),
        ("hard-wrapped text", wrapped, unboil::clean),
        ("text in one line", |story| story.join(" "), unboil::clean),
    ];
    let mut losses = Vec::new();
    for &length in lengths {
        let story = story(length);
        let words: usize = story.iter().map(|paragraph| count(paragraph)).sum();
        for (name, form, run) in &forms {
            let text = run(&form(&story)).unwrap().text();
            let kept = story.iter().filter(|paragraph| text.contains(paragraph.as_str()));
            let share = if *name == "text in one line" { count(&text) } else { kept.map(|kept| count(kept)).sum() };
            let share = share as f64 / words as f64;
            if share < KEPT_SHARE {
                losses.push(format!("{length} words as {name}: {share:.3} came out"));
            }
        }
    }
    losses
}

#[test]
fn long_stories_come_out_whole() {
    let losses = losses(&[3_000, 15_000]);
    assert!(losses.is_empty(), "{}", losses.join("\n"));
}

#[test]
#[ignore = "takes a minute in a debug build: .ci/run runs it"]
fn books_come_out_whole() {
    let losses = losses(&[7_000, 30_000, 60_000, 120_000]);
    assert!(losses.is_empty(), "{}", losses.join("\n"));
}
