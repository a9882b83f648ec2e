//! What a page has out of the reader's sight that shows which machinery it runs.

/// The machinery of a page: the addresses and ids of its scripts, frames, forms and boxes. Only the beginning of a long
/// page is read.
#[derive(Debug, Default)]
pub(crate) struct Traces {
    /// The addresses of scripts and frames, where forms are sent, and what marks the boxes of CAPTCHAs, in lower case,
    /// each on a line.
    pub(crate) addresses: String,
    /// The ids of elements in lower case, each on a line with a line end before and behind.
    pub(crate) ids: String,
    /// Whether a form asks for a password.
    pub(crate) asks_password: bool,
    /// The number of scripts that the page loads or holds.
    pub(crate) scripts: usize,
}

/// As many bytes of addresses and ids are kept: pages without a story have less. Set by hand.
const MAX_BYTES: usize = 16 << 10;

impl Traces {
    /// Whether as much was read as is kept.
    pub(crate) fn is_full(&self) -> bool {
        self.addresses.len() + self.ids.len() > MAX_BYTES
    }

    /// Adds an address.
    pub(crate) fn add_address(&mut self, address: &str) {
        // An address of more bytes holds data.
        if address.len() < MAX_BYTES / 16 {
            push_line(&mut self.addresses, address);
        }
    }

    /// Adds the id of an element.
    pub(crate) fn add_id(&mut self, id: &str) {
        if self.ids.is_empty() {
            self.ids.push('\n');
        }
        push_line(&mut self.ids, id);
    }

    /// Whether an element of the page has this id.
    pub(crate) fn has_id(&self, id: &str) -> bool {
        let ends = |at: usize| self.ids[at + id.len()..].starts_with('\n') && self.ids[..at].ends_with('\n');
        self.ids.match_indices(id).any(|(at, _)| ends(at))
    }
}

/// Adds a line in lower case.
fn push_line(lines: &mut String, line: &str) {
    let start = lines.len();
    lines.push_str(line);
    lines[start..].make_ascii_lowercase();
    lines.push('\n');
}

#[cfg(test)]
mod tests {
    use super::Traces;

    #[test]
    fn ids_are_found_as_a_whole() {
        let mut traces = Traces::default();
        ["root-element", "App", "px-captcha"].into_iter().for_each(|id| traces.add_id(id));
        for (id, expected) in [("app", true), ("px-captcha", true), ("root", false), ("captcha", false), ("", false)] {
            assert_eq!(traces.has_id(id), expected, "{id}");
        }
    }
}
