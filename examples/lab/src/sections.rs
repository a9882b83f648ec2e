//! The sections of a report: how the figures of the sets are laid out.

use crate::set::{Group, Labels, Set};

/// A section of a report.
#[derive(Debug)]
pub enum Section<'s> {
    /// One row for each type of page of a set with gold texts.
    Types(&'s Set),
    /// One row for a set that has only strings.
    Strings(&'s Set),
    /// One row for each of several consecutive sets whose pages are compared word by word with a gold text, without
    /// groups.
    Words(Vec<&'s Set>),
    /// One row for each site of a set.
    Sites(&'s Set),
}

impl<'s> Section<'s> {
    /// The sections of a report, in the order of the sets.
    #[must_use]
    pub fn all(sets: &[&'s Set]) -> Vec<Section<'s>> {
        let mut sections = Vec::new();
        for set in sets.iter().copied() {
            match (set.about.labels, set.about.group) {
                (Labels::Strings, _) => sections.push(Section::Strings(set)),
                (Labels::Text, Some(Group::Type)) => sections.push(Section::Types(set)),
                (Labels::Text, Some(Group::Site)) => sections.push(Section::Sites(set)),
                (Labels::Blocks, _) | (Labels::Text, None) => match sections.last_mut() {
                    Some(Section::Words(sets)) => sets.push(set),
                    _ => sections.push(Section::Words(vec![set])),
                },
            }
        }
        sections
    }
}

/// The headline of a [`Section::Words`]; `pages` is the number of pages of its first set.
#[must_use]
pub fn words_headline(sets: &[&Set], pages: usize) -> String {
    let names: Vec<&str> = sets.iter().map(|set| set.name.as_str()).collect();
    let (first, others) = names.split_first().map_or(("", &[][..]), |(first, others)| (*first, others));
    let others = if others.is_empty() { String::new() } else { format!("; {}", listed(others)) };
    format!("{first}, {pages} pages{others}: bags of words, mean over pages")
}

/// Names as a list in a sentence: "a, b and c". Empty if there are none.
#[must_use]
pub fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [names @ .., last] => format!("{} and {last}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn consecutive_sets_share_a_section() {
        let sets = ["wcxb", "multilingual", "annotated", "fundus", "chinese", "portals"];
        let sets: Vec<Set> = sets.iter().map(|name| Set::built_in(name, Path::new("")).unwrap()).collect();
        let sections = Section::all(&sets.iter().collect::<Vec<_>>());
        let [Section::Types(_), Section::Strings(_), Section::Words(words), Section::Sites(_)] = &sections[..] else {
            panic!("{sections:?}");
        };
        assert_eq!(words_headline(words, 7), "annotated, 7 pages; fundus and chinese: bags of words, mean over pages");
        assert_eq!(words_headline(&words[..1], 7), "annotated, 7 pages: bags of words, mean over pages");
        assert_eq!(words_headline(&words[..2], 7), "annotated, 7 pages; fundus: bags of words, mean over pages");
    }
}
