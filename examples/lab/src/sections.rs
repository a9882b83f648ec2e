//! How the figures of the sets are laid out: the sections of a report.

use crate::set::{Group, Labels, Set};

/// A part of a report.
#[derive(Debug)]
pub enum Section<'s> {
    /// A row for each type of page, of a set with texts.
    Types(&'s Set),
    /// One row, of a set that has only strings.
    Strings(&'s Set),
    /// A row for each of some sets that follow each other, of which all pages are compared word by word.
    Words(Vec<&'s Set>),
    /// A row for each site of a set.
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

/// The headline of a section of sets that are compared word by word, of which the first has this many pages.
#[must_use]
pub fn words_headline(sets: &[&Set], pages: usize) -> String {
    let names: Vec<&str> = sets.iter().map(|set| set.name.as_str()).collect();
    let others = match &names[..] {
        [] | [_] => String::new(),
        [_, other] => format!("; {other}"),
        [_, others @ .., last] => format!("; {} and {last}", others.join(", ")),
    };
    format!("{}, {pages} pages{others}: bags of words, mean over pages", names.first().copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn sets_that_follow_each_other_share_a_section() {
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
