//! The format of the crate's word lists, which are text files with lists of words under `[section]` headings.
//!
//! ```text
//! # A comment, on lines of its own.
//! [forums]
//! discourse phpbb
//! "simple machines"
//! ```
//!
//! Entries are separated by spaces and line ends. An entry that has spaces itself stands in double quotes.

/// An entry of a word list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    /// The section that the entry stands in; `""` before the first section.
    pub(crate) section: &'a str,
    /// The entry without its quotes.
    pub(crate) word: &'a str,
    /// The number of its line, counted from 1, for the messages of tests.
    #[cfg_attr(not(test), expect(dead_code, reason = "only the messages of tests say where an entry stands"))]
    pub(crate) line: usize,
}

/// The entries of a word list in the order of the file.
pub(crate) fn entries(table: &str) -> impl Iterator<Item = Entry<'_>> {
    let mut section = "";
    let lines = table.lines().zip(1..).filter(|(line, _)| !line.starts_with('#'));
    lines.flat_map(move |(text, line)| {
        let heading = heading(text);
        section = heading.unwrap_or(section);
        let section = section;
        let words = if heading.is_some() { "" } else { text };
        words_of_line(words).map(move |word| Entry { section, word, line })
    })
}

/// The entries of one section of a word list.
pub(crate) fn section(table: &'static str, name: &'static str) -> Vec<&'static str> {
    entries(table).filter(|entry| entry.section == name).map(|entry| entry.word).collect()
}

/// The name in a line such as `[name]`.
fn heading(line: &str) -> Option<&str> {
    line.strip_prefix('[').and_then(|line| line.strip_suffix(']'))
}

/// The entries of a line, without the quotes around those that have spaces.
fn words_of_line(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let quoted = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
        let (word, after) = quoted.unwrap_or_else(|| rest.split_once(' ').unwrap_or((rest, "")));
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

/// What is wrong with a word list, each problem with its file, its line and what to do about it.
///
/// The sections must be some of `sections`, in that order and each once; the entries of a section must be sorted by the
/// code points of their characters, each once, and in lower case except in the sections `with_capitals`.
#[cfg(test)]
pub(crate) fn problems(path: &str, table: &str, sections: &[&str], with_capitals: &[&str]) -> Vec<String> {
    let mut problems = Vec::new();
    let mut last_section = None;
    for (text, line) in table.lines().zip(1..).filter(|(text, _)| text.starts_with('[')) {
        let Some(index) = heading(text).and_then(|name| sections.iter().position(|section| *section == name)) else {
            let known = sections.join(", ");
            problems.push(format!("{path}:{line}: {text} is no section: correct its name to one of {known}"));
            continue;
        };
        if last_section.is_some_and(|last| last >= index) {
            problems.push(format!(
                "{path}:{line}: {text} stands too late or twice: sections stand in the order {sections:?}"
            ));
        }
        last_section = Some(index);
    }
    let mut last = Entry { section: "", word: "", line: 0 };
    for entry in entries(table) {
        let Entry { section, word, line } = entry;
        let mut add = |problem: String| problems.push(format!("{path}:{line}: [{section}] {word}: {problem}"));
        if section.is_empty() {
            add("stands before the first section: move it under one".to_owned());
        }
        if word.contains(['"', '[', ']', '\t']) {
            add("has a quote, a bracket or a tab: put quotes around the whole entry, and a section on its own line"
                .to_owned());
        }
        if word.ends_with([',', ';', ':']) || word.ends_with('.') && word.matches('.').count() == 1 {
            add("ends in punctuation: separate entries by spaces, and leave full stops out".to_owned());
        }
        if !with_capitals.contains(&section) && word != word.to_lowercase() {
            add("has capitals: write it in lower case".to_owned());
        }
        if last.section == section && last.word == word {
            add(format!("stands in line {} already: take one of them out", last.line));
        } else if last.section == section && last.word > word {
            add(format!("sorts before {}: move it there (sorted by code point, as `LC_ALL=C sort` does)", last.word));
        }
        last = entry;
    }
    problems
}

/// Panics with all that is wrong with a word list, see [`problems`].
#[cfg(test)]
pub(crate) fn assert_sound(path: &str, table: &str, sections: &[&str]) {
    let problems = problems(path, table, sections, &[]);
    assert!(problems.is_empty(), "{} problems\n{}\n", problems.len(), problems.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_have_their_section_and_line() {
        let table = "# a comment\n[one]\nb  c\n\n\"mis à jour\" d\n[two]\nb\n";
        let found: Vec<_> = entries(table).map(|entry| (entry.section, entry.word, entry.line)).collect();
        let expected = [("one", "b", 3), ("one", "c", 3), ("one", "mis à jour", 5), ("one", "d", 5), ("two", "b", 7)];
        assert_eq!(found, expected);
        assert_eq!(section("[one]\na\n[two]\nb c\n", "two"), ["b", "c"]);
    }

    #[test]
    fn problems_name_the_line_and_what_to_do() {
        for (table, expected) in [
            ("[a]\none two\n\n[b]\none\n[c]\nOne\n", None),
            ("one\n[a]\n", Some("list.txt:1: [] one: stands before the first section")),
            ("[a]\ntwo one\n", Some("list.txt:2: [a] one: sorts before two: move it there")),
            ("[a]\none\none\n", Some("list.txt:3: [a] one: stands in line 2 already")),
            ("[a]\nOne\n", Some("list.txt:2: [a] One: has capitals")),
            ("[a]\none, two\n", Some("list.txt:2: [a] one,: ends in punctuation")),
            ("[a]\n\"one two\n", Some("list.txt:2: [a] \"one: has a quote")),
            ("[d]\n", Some("list.txt:1: [d] is no section: correct its name to one of a, b, c")),
            ("[a\none\n", Some("list.txt:1: [a is no section")),
            ("[b]\none\n[a]\none\n", Some("list.txt:3: [a] stands too late or twice")),
        ] {
            let found = problems("list.txt", table, &["a", "b", "c"], &["c"]);
            let begins = |problem: &String| expected.is_some_and(|expected| problem.starts_with(expected));
            assert!(found.first().map_or(expected.is_none(), begins), "{table:?}: {found:?}");
        }
    }
}
