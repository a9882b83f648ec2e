//! The heads of mails, at the beginning of a text or where one is forwarded: lines of fields, which are data.

use crate::page::{BlockKind, Page};

/// The name of a field is no longer (characters).
const FIELD_CHARS: usize = 20;
/// Fewer fields are no head.
const FIELDS: usize = 3;

/// Names of the field that tells what a mail is about.
const SUBJECTS: &[&str] =
    &["Asunto", "Assunto", "Betreff", "Objet", "Oggetto", "Onderwerp", "Subject", "Temat", "Ämne", "Тема", "件名"];
/// Names of the field that tells who wrote it.
const SENDERS: &[&str] = &["Da", "De", "Från", "From", "Od", "Van", "Von", "Від", "От", "差出人"];

/// Marks the heads of mails as tables; that with which the text begins says what it is about and who wrote it.
pub(super) fn mark(page: &mut Page) {
    let mut start = 0;
    while start < page.blocks.len() {
        let fields: Vec<(&str, &str)> =
            page.blocks[start..].iter().map_while(|block| field(page.block_text(block))).collect();
        let len = fields.len();
        let named = |names: &[&str]| fields.iter().find(|(name, _)| names.contains(name)).map(|(_, value)| *value);
        if let (Some(subject), Some(sender)) = (named(SUBJECTS), named(SENDERS))
            && len >= FIELDS
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

/// Name and value of a field: "From: Ann Pell", "Objet : La lampe".
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_end();
    let is_name = name.chars().count() <= FIELD_CHARS
        && !name.starts_with(char::is_lowercase)
        && !name.is_empty()
        && name.chars().all(|c| c.is_alphabetic() || c == '-');
    (is_name && value.starts_with(char::is_whitespace)).then(|| (name, value.trim()))
}
