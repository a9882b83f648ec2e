//! The state from which a script draws a page: JSON of no fixed shape, with the text of the article somewhere inside.

use serde_json::Value;

use super::story::{Part, Story};
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
    let prose = prose(&roots, false);
    longest(&prose).iter().map(|string| string.text.to_owned()).collect()
}

/// The story in a page's state with what the state calls it; `None` if there is none. Unlike [`story`] it also reads
/// state that is one list of values which refer to each other by their index, as in the `__NUXT_DATA__` of Nuxt.
pub(crate) fn titled_story(json: &str) -> Option<Story> {
    let roots = super::values(json);
    let prose = prose(&roots, true);
    let story = longest(&prose);
    let first = story.first()?;
    let parts = story.iter().map(|string| Part::Text(string.text.to_owned())).collect();
    Some(Story { titles: titles(&roots, &first.path), parts, is_thread: false })
}

/// The strings of the story among all prose of a page's state, which is in order.
fn longest<'a>(prose: &'a [Prose<'a>]) -> Vec<&'a Prose<'a>> {
    let mut story = prose;
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
    if is_story { own } else { Vec::new() }
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

/// The list of values that refer to each other by their index, if the state is one: its first value holds nothing but
/// references. Strings may stand among them in an array: they name a wrapper.
fn referred(root: &Value) -> Option<&[Value]> {
    let Value::Array(values) = root else { return None };
    let is_reference = |value: &Value| value.as_u64().is_some_and(|index| (index as usize) < values.len());
    let is_flat = match values.first()? {
        Value::Array(first) => first.iter().any(is_reference) && first.iter().all(|v| v.is_string() || is_reference(v)),
        Value::Object(first) => !first.is_empty() && first.values().all(is_reference),
        _ => false,
    };
    is_flat.then_some(values.as_slice())
}

/// What a value that stands in another means: in a list of references, the value that it refers to, with its index.
fn resolved<'a>(value: &'a Value, values: Option<&'a [Value]>) -> (&'a Value, Option<usize>) {
    let index = values.and(value.as_u64()).and_then(|index| usize::try_from(index).ok());
    let found = index.and_then(|index| values.and_then(|values| values.get(index)));
    found.map_or((value, None), |found| (found, index))
}

/// All strings at any depth that read as prose, in order. `refers` says whether references are followed. Each value is
/// read once, however many refer to it.
fn prose(roots: &[Value], refers: bool) -> Vec<Prose<'_>> {
    let mut prose = Vec::new();
    for (index, root) in roots.iter().enumerate() {
        let values = referred(root).filter(|_| refers);
        let mut is_read = vec![false; values.map_or(0, <[Value]>::len)];
        let mut path = Vec::new();
        let first = values.and_then(<[Value]>::first).unwrap_or(root);
        let mut open: Vec<(usize, usize, Option<&str>, &Value)> = vec![(0, index, None, first)];
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
            let mut unread = Vec::new();
            for (index, (key, value)) in inner.into_iter().enumerate() {
                let (value, reference) = resolved(value, values);
                let was_read = reference.is_some_and(|reference| std::mem::replace(&mut is_read[reference], true));
                if !was_read {
                    unread.push((depth + 1, index, key, value));
                }
            }
            open.extend(unread.into_iter().rev());
        }
    }
    prose
}

/// The titles of the objects on the way to a value: strings of their own whose property is called a title, a headline
/// or a name. WordPress has the title as `rendered` in an object of its own.
fn titles(roots: &[Value], path: &[usize]) -> Vec<String> {
    let Some(root) = path.first().and_then(|index| roots.get(*index)) else { return Vec::new() };
    let values = referred(root);
    let mut value = values.and_then(<[Value]>::first).unwrap_or(root);
    let mut titles = Vec::new();
    for index in &path[1..] {
        let next = match value {
            Value::Array(items) => items.get(*index),
            Value::Object(entity) => {
                for (_, value) in entity.iter().filter(|(key, _)| is_title(key)) {
                    let own = resolved(value, values).0;
                    let own = own.get("rendered").map_or(own, |rendered| resolved(rendered, values).0);
                    titles.extend(own.as_str().map(str::to_owned));
                }
                entity.values().nth(*index)
            }
            _ => None,
        };
        let Some(next) = next else { break };
        value = resolved(next, values).0;
    }
    titles
}

/// Whether a property holds the title of its object by its name, such as `title`, `seoTitle` or `headline`.
fn is_title(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key == "name" || key.ends_with("title") || key.ends_with("headline")
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
