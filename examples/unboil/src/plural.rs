//! Numbers with the words that they count.

/// A number and a noun, which gets an `s` unless there is one of it: `1 page`, `2 pages`.
pub(crate) fn counted(number: u64, noun: &str) -> String {
    let end = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{end}")
}
