//! The format of the word lists in `cruft/`: lines `[section]`, under each the words of the section, separated by
//! spaces; lines that begin with `#` are comments.

/// The words of a list, each after the name of its section. Words before the first section have the section `""`.
pub(super) fn entries(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    table.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
        let heading = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        section = heading.unwrap_or(section);
        let here = section;
        let words = if heading.is_some() { "" } else { line };
        words.split(' ').filter(|word| !word.is_empty()).map(move |word| (here, word))
    })
}

/// Panics unless all sections are among `sections`, the words of each section are sorted and in lower case, and no word
/// is in the list twice.
#[cfg(test)]
pub(super) fn assert_sound(table: &'static str, sections: &[&str]) {
    let mut seen = std::collections::HashMap::new();
    let mut last = ("", "");
    for (section, word) in entries(table) {
        assert!(sections.contains(&section), "unknown section [{section}]");
        assert!(last.0 != section || last.1 < word, "[{section}] {word} is out of order after {}", last.1);
        assert_eq!(word, word.to_lowercase(), "[{section}] {word} is not in lower case");
        assert_eq!(seen.insert(word, section), None, "{word} stands twice");
        last = (section, word);
    }
}
