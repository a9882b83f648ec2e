//! The headers of mails in plain text, at its beginning or where a mail is forwarded: lines of fields, which are data.

use crate::page::{BlockKind, Page};
use crate::words::WORDS;

/// The longest name of a field, in characters. Set by hand.
const FIELD_CHARS: usize = 20;
/// The least number of fields in a row that are a header. Set by hand.
const MIN_FIELDS: usize = 3;

/// Marks the blocks of mail headers as rows of a table. If the text begins with a header, its subject becomes the title
/// of the page and its sender is remembered for the author.
///
/// A header has at least [`MIN_FIELDS`] fields, the subject and the sender among them.
pub(super) fn mark(page: &mut Page) {
    let mut start = 0;
    while start < page.blocks.len() {
        let fields: Vec<(&str, &str)> =
            page.blocks[start..].iter().map_while(|block| field(page.block_text(block))).collect();
        let len = fields.len();
        let value_of = |names: &[&str]| fields.iter().find(|(name, _)| names.contains(name)).map(|(_, value)| *value);
        if len >= MIN_FIELDS
            && let (Some(subject), Some(sender)) = (value_of(&WORDS.mail_subjects), value_of(&WORDS.mail_senders))
        {
            let (subject, sender) = (subject.to_owned(), sender.replace(['"', '(', ')'], ""));
            if start == 0 {
                page.head.title = Some(subject);
                page.head.sender = Some(sender);
            }
            page.blocks[start..start + len].iter_mut().for_each(|block| block.kind = BlockKind::TableRow);
        }
        start += len.max(1);
    }
}

/// The name and the value of a field: "From: Ann Pell", "Objet : La lampe". `None` for any other line.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_end();
    let is_name = name.chars().count() <= FIELD_CHARS
        && !name.starts_with(char::is_lowercase)
        && !name.is_empty()
        && name.chars().all(|c| c.is_alphabetic() || c == '-');
    (is_name && value.starts_with(char::is_whitespace)).then(|| (name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::words_with_places;

    /// The page of a text with these lines.
    fn page_of(lines: &[String]) -> Page {
        crate::lines::lines(&lines.join("\n"), usize::MAX).unwrap()
    }

    #[test]
    fn each_name_of_a_field_is_recognised() {
        let (subject, sender) = (WORDS.mail_subjects[0], WORDS.mail_senders[0]);
        for (place, word) in words_with_places("mail_subjects") {
            let page = page_of(&[format!("{sender}: Ann Pell"), "X-A: b".to_owned(), format!("{word}: The lamp")]);
            assert_eq!(page.head.title.as_deref(), Some("The lamp"), "{place}: write it as mail programs do");
        }
        for (place, word) in words_with_places("mail_senders") {
            let page = page_of(&[format!("{word}: Ann Pell"), "X-A: b".to_owned(), format!("{subject}: The lamp")]);
            assert_eq!(page.head.sender.as_deref(), Some("Ann Pell"), "{place}: write it as mail programs do");
        }
    }
}
