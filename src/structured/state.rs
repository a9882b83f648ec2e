//! The state from which a script draws a page: JSON of no fixed shape, with the text of the article somewhere inside.

use serde_json::Value;

use crate::chars::{counts_as_stop, is_alphabetic};

/// A string with fewer bytes than this is a label or a name. The same as the walk's `TEXT_BYTES` for blocks. Set by
/// hand.
const TEXT_BYTES: usize = 80;
/// The strings of a story have at least this many bytes together. The same as the walk's `STORY_BYTES` for hidden text.
/// Set by hand.
const STORY_BYTES: usize = 1000;
/// Prose has more than this many letters per symbol of code (brace, underscore and so on): code has many symbols, prose
/// hardly any. Set by hand.
const LETTERS_PER_SYMBOL: usize = 20;

/// The strings of one property must have at least this share (0..=1) of the bytes of prose in their place to be a
/// story. In the blocks of an article one property has nearly all; in translations of labels and in lists of products,
/// the prose is spread over many properties. Set by hand.
const STORY_SHARE: f32 = 0.8;

/// The texts of the story in a page's state, maybe with HTML inside; empty if there is none. They are the prose of one
/// property in the innermost value that holds more than half of the prose.
///
/// For the `__NEXT_DATA__` of a blog. Gets a text wrong that is stored as a tree of runs: short runs are lost.
pub(crate) fn story(json: &str) -> Vec<String> {
    let roots = super::values(json);
    let prose = prose(&roots);
    let mut story = prose.as_slice();
    for depth in 0.. {
        let same = |a: &Prose, b: &Prose| a.path.get(depth).is_some() && a.path.get(depth) == b.path.get(depth);
        let most = story.chunk_by(same).max_by_key(|strings| bytes(strings));
        match most.filter(|most| bytes(most) * 2 > bytes(story) && most[0].path.len() > depth) {
            Some(most) => story = most,
            None => break,
        }
    }
    let key = story.iter().max_by_key(|string| string.text.len()).and_then(|string| string.key);
    let own: Vec<&Prose> = story.iter().filter(|string| string.key == key).collect();
    let own_bytes: usize = own.iter().map(|string| string.text.len()).sum();
    let is_story = own_bytes >= STORY_BYTES && own_bytes as f32 >= bytes(story) as f32 * STORY_SHARE;
    own.iter().filter(|_| is_story).map(|string| string.text.to_owned()).collect()
}

/// A string that reads as prose.
struct Prose<'a> {
    /// The way to it from the root: the position of each value within the one around it, outermost first.
    path: Vec<usize>,
    /// The property that it is a value of, if any.
    key: Option<&'a str>,
    text: &'a str,
}

/// The total length of strings, in bytes.
fn bytes(strings: &[Prose]) -> usize {
    strings.iter().map(|string| string.text.len()).sum()
}

/// All strings at any depth that read as prose, in order.
fn prose(roots: &[Value]) -> Vec<Prose<'_>> {
    let mut prose = Vec::new();
    let mut path = Vec::new();
    let mut open: Vec<(usize, usize, Option<&str>, &Value)> = Vec::new();
    open.extend(roots.iter().map(|root| (0, 0, None, root)).rev());
    while let Some((depth, index, key, value)) = open.pop() {
        path.truncate(depth);
        path.push(index);
        let inner: Vec<(Option<&str>, &Value)> = match value {
            Value::String(text) if is_prose(text) => {
                prose.push(Prose { path: path.clone(), key, text });
                continue;
            }
            Value::Array(items) => items.iter().map(|item| (key, item)).collect(),
            Value::Object(entity) => entity.iter().map(|(key, value)| (Some(key.as_str()), value)).collect(),
            _ => continue,
        };
        let inner = inner.into_iter().enumerate().map(|(index, (key, value))| (depth + 1, index, key, value));
        open.extend(inner.rev());
    }
    prose
}

/// Whether a string consists of sentences, not of code, styles, classes or an address. HTML tags in it are ignored.
fn is_prose(text: &str) -> bool {
    // A string that begins with a bracket is JSON within JSON.
    if text.len() < TEXT_BYTES || text.starts_with(['{', '[']) {
        return false;
    }
    let (mut letters, mut symbols, mut stops, mut in_tag) = (0, 0, 0, false);
    for c in text.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if in_tag => {}
            '{' | '}' | '[' | ']' | '=' | '_' | '$' | '\\' | '|' => symbols += 1,
            c if counts_as_stop(c) => stops += 1,
            c => letters += usize::from(is_alphabetic(c)),
        }
    }
    let is_one_word = text.is_ascii() && !text.contains(' ');
    stops > 0 && letters > symbols * LETTERS_PER_SYMBOL && !is_one_word
}

#[cfg(test)]
mod tests {
    use super::story;

    #[test]
    fn the_story_is_found_in_the_state() {
        let long = |word: &str| {
            format!("<p>{}</p>", format!("The {word} came late again, and nobody was surprised. ").repeat(25))
        };
        let line = |word: &str| {
            format!("Of the {word} that came late again, nobody on the quay had anything good to say at all, {word}.")
        };
        let lines: Vec<String> = (0..20).map(|n| line(&format!("ferry {n}"))).collect();
        let blocks: Vec<_> = lines.iter().map(|line| serde_json::json!({"type": "paragraph", "text": line})).collect();
        let code = "function draw() { return window.state_of_page || {}; } ".repeat(40);
        for (name, state, expected) in [
            (
                "one string",
                serde_json::json!({"post": {"body": long("ferry"), "intro": line("train")}}),
                vec![long("ferry")],
            ),
            (
                "a list of blocks",
                serde_json::json!({"a": [1, {"intro": line("train"), "body": blocks}]}),
                lines.clone(),
            ),
            ("a list of strings", serde_json::json!([{"x": line("bus")}, lines]), lines.clone()),
            (
                "stories side by side",
                serde_json::json!([long("ferry"), long("train")]),
                vec![long("ferry"), long("train")],
            ),
            ("code", serde_json::json!({"code": code, "class": "flex flex-col ".repeat(100)}), vec![]),
            (
                "labels",
                serde_json::json!(
                    lines
                        .iter()
                        .enumerate()
                        .map(|(n, line)| (n.to_string(), line.clone()))
                        .collect::<std::collections::HashMap<_, _>>()
                ),
                vec![],
            ),
            ("little", serde_json::json!({"intro": line("train")}), vec![]),
        ] {
            assert_eq!(story(&state.to_string()), expected, "{name}");
        }
        assert_eq!(story("no JSON"), Vec::<String>::new());
    }
}
