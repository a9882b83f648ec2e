//! The stories in the structured data of a page, whole and in order: articles, recipes, instructions and threads.

use serde_json::Value;

use super::{Entity, Structured, is_a, strings};

/// A story that stands in the data of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Story {
    /// What the data calls it; may be several names, or none.
    pub(crate) titles: Vec<String>,
    /// Its text in reading order.
    pub(crate) parts: Vec<Part>,
    /// Whether it is a thread of a forum, with what readers answered.
    pub(crate) is_thread: bool,
}

/// A piece of a [`Story`]. The text may hold HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// Running text, maybe of many paragraphs.
    Text(String),
    /// The name of a section.
    Heading(String),
    /// An item of a list without numbers, such as an ingredient.
    Item(String),
    /// A numbered step of instructions.
    Step(String),
}

impl Story {
    /// Whether it is a recipe or the like: lists to which a page adds an introduction of its own.
    pub(crate) fn has_lists(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Item(_) | Part::Step(_)))
    }

    /// The length of its text with the HTML in it (bytes).
    pub(crate) fn bytes(&self) -> usize {
        let len = |part: &Part| match part {
            Part::Text(text) | Part::Heading(text) | Part::Item(text) | Part::Step(text) => text.len(),
        };
        self.parts.iter().map(len).sum()
    }
}

impl Structured {
    /// The stories of the main entities that have one.
    pub(crate) fn stories(&self) -> Vec<Story> {
        self.mains().map(story).filter(|story| !story.parts.is_empty()).collect()
    }
}

/// The story of one entity; without parts if it has none.
fn story(entity: &Entity) -> Story {
    let texts = |key| strings(entity, key).map(|text| Part::Text(text.to_owned()));
    let mut story = Story::default();
    story.titles.extend(["headline", "name"].iter().flat_map(|key| strings(entity, key)).map(str::to_owned));
    if is_a(entity, &["Recipe", "HowTo"]) {
        for key in ["recipeIngredient", "ingredients", "supply", "tool"] {
            items(entity.get(key), &mut story.parts);
        }
        for key in ["recipeInstructions", "step", "steps"] {
            steps(entity.get(key), &mut story.parts);
        }
    } else if is_a(entity, &["DiscussionForumPosting", "Question"]) {
        story.is_thread = true;
        story.parts.extend(texts("articleBody").chain(texts("text")));
        for key in ["acceptedAnswer", "suggestedAnswer", "comment"] {
            posts(entity.get(key), &mut story.parts);
        }
    } else if !is_a(entity, &["Comment", "Answer"]) {
        story.parts.extend(texts("articleBody"));
    }
    story
}

/// A value as a list: the items of an array, or the value itself.
fn list(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(items)) => items,
        Some(value) => std::slice::from_ref(value),
        None => &[],
    }
}

/// The first string of a property; empty if there is none.
fn string<'a>(entity: &'a Entity, key: &str) -> &'a str {
    strings(entity, key).next().unwrap_or_default().trim()
}

/// Adds ingredients, tools and the like: strings, or entities with a name.
fn items(value: Option<&Value>, parts: &mut Vec<Part>) {
    for item in list(value) {
        let text = match item {
            Value::String(text) => text.trim(),
            Value::Object(entity) => string(entity, "name"),
            _ => "",
        };
        if !text.is_empty() {
            parts.push(Part::Item(text.to_owned()));
        }
    }
}

/// Adds the posts that answer a thread, each before the answers to it.
fn posts(value: Option<&Value>, parts: &mut Vec<Part>) {
    let mut open: Vec<&Value> = list(value).iter().rev().collect();
    while let Some(value) = open.pop() {
        let Value::Object(post) = value else { continue };
        parts.extend(strings(post, "text").map(|text| Part::Text(text.to_owned())));
        open.extend(list(post.get("comment")).iter().rev());
    }
}

/// Adds the steps of instructions: one text, strings, or `HowToStep`s, maybe in `HowToSection`s.
fn steps(value: Option<&Value>, parts: &mut Vec<Part>) {
    if let Some(Value::String(text)) = value {
        if !text.trim().is_empty() {
            parts.push(Part::Text(text.clone()));
        }
        return;
    }
    let mut open: Vec<&Value> = list(value).iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) if !text.trim().is_empty() => parts.push(Part::Step(text.trim().to_owned())),
            Value::Array(steps) => open.extend(steps.iter().rev()),
            Value::Object(step) => {
                let inner = ["itemListElement", "steps", "step", "item"].iter().find_map(|key| step.get(*key));
                let (name, text) = (string(step, "name"), string(step, "text"));
                if !text.is_empty() {
                    parts.push(Part::Step(named(name, text)));
                } else if let Some(inner) = inner {
                    if !name.is_empty() {
                        parts.push(Part::Heading(name.to_owned()));
                    }
                    open.extend(list(Some(inner)).iter().rev());
                } else if !name.is_empty() {
                    parts.push(Part::Step(name.to_owned()));
                }
            }
            _ => {}
        }
    }
}

/// The text of a step below its name. Many pages name a step by the beginning of its text, or by its number.
fn named(name: &str, text: &str) -> String {
    let beginning = name.trim_end_matches(['.', '…', ' ']);
    let is_told = beginning.is_empty() || text.contains(beginning) || name.ends_with(|c: char| c.is_ascii_digit());
    if is_told { text.to_owned() } else { format!("<strong>{name}</strong><br>{text}") }
}

#[cfg(test)]
mod tests {
    use super::{Part, Structured};

    #[test]
    fn stories_are_read_in_order() {
        for (json, expected) in [
            (r#"{"@type":"NewsArticle","headline":"A","articleBody":["a","b"]}"#, "A: T(a) T(b)"),
            (r#"{"@graph":[{"@type":"WebPage"},{"@type":"BlogPosting","articleBody":"a"}]}"#, ": T(a)"),
            (
                r#"{"@type":"Recipe","name":"A","recipeIngredient":["a","b"],"recipeInstructions":[{"@type":"HowToSection",
                "name":"S","itemListElement":[{"@type":"HowToStep","name":"c","text":"c d"},"e"]},{"text":"f","name":"G"}]}"#,
                "A: I(a) I(b) H(S) S(c d) S(e) S(<strong>G</strong><br>f)",
            ),
            (r#"{"@type":"Recipe","recipeInstructions":"a b"}"#, ": T(a b)"),
            (
                r#"{"@type":"HowTo","supply":{"name":"a"},"tool":["b"],"step":[{"name":"c"},{"name":"Step 2","text":"d"}]}"#,
                ": I(a) I(b) S(c) S(d)",
            ),
            (
                r#"{"@type":"QAPage","mainEntity":{"@type":"Question","name":"A","text":"a","acceptedAnswer":{"text":"b"},
                "suggestedAnswer":[{"text":"c","comment":{"text":"d"}}]}}"#,
                "A: T(a) T(b) T(c) T(d)",
            ),
            (r#"{"@type":"Comment","articleBody":"a"}"#, ""),
            (r#"{"@type":"Product","description":"a","step":["a"]}"#, ""),
        ] {
            let found = Structured::read([json.to_owned()].into_iter()).stories();
            let shown = |part: &Part| match part {
                Part::Text(text) => format!(" T({text})"),
                Part::Heading(text) => format!(" H({text})"),
                Part::Item(text) => format!(" I({text})"),
                Part::Step(text) => format!(" S({text})"),
            };
            let shown = found
                .iter()
                .map(|story| story.titles.join("/") + ":" + &story.parts.iter().map(shown).collect::<String>());
            assert_eq!(shown.collect::<String>(), expected, "{json}");
        }
    }
}
