//! The pages that the benches `ratio` and `peers` time, and the groups that their figures are reported by.

use std::error::Error;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;

/// The pages under a folder (`.html` and `.html.gz`, at any depth), by the order of their paths: at most `most`, evenly
/// spread over all.
///
/// # Errors
///
/// If the folder has no pages, or one can't be read.
pub(crate) fn read(folder: &Path, most: usize) -> Result<Vec<String>, Box<dyn Error + Send + Sync>> {
    let (mut paths, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(".html") || path.to_string_lossy().ends_with(".html.gz") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    if paths.is_empty() || most == 0 {
        return Err(format!("no pages of {}", folder.display()).into());
    }
    paths.iter().step_by(paths.len().div_ceil(most)).map(|path| page(path)).collect()
}

/// A page as text, decompressed if need be. It is decoded here, outside of the measured time, since most crates that
/// extract articles take only text.
fn page(path: &Path) -> Result<String, Box<dyn Error + Send + Sync>> {
    let mut bytes = Vec::new();
    let mut file = File::open(path)?;
    if path.extension().is_some_and(|ending| ending == "gz") {
        GzDecoder::new(file).read_to_end(&mut bytes)?;
    } else {
        file.read_to_end(&mut bytes)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A page without its `<script>` elements, as crawlers store it that cut them out. Scripts take the parser little time
/// for their length, so that pages with large ones hide what an extraction costs.
pub(crate) fn without_scripts(page: &str) -> String {
    let lower_case = page.to_ascii_lowercase();
    let (mut kept, mut from) = (String::with_capacity(page.len()), 0);
    while let Some(start) = lower_case[from..].find("<script").map(|start| from + start) {
        kept.push_str(&page[from..start]);
        let end = lower_case[start..].find("</script>").map(|end| start + end + "</script>".len());
        from = end.unwrap_or(page.len());
    }
    kept + &page[from..]
}

/// Some of the pages, of which a bench reports figures of their own.
pub(crate) struct Group {
    /// Name, for the table.
    pub(crate) name: &'static str,
    /// Whether these are pages as they are on the web, and not those without scripts.
    pub(crate) raw: bool,
    /// Whether a page of so many bytes belongs to the group.
    pub(crate) has: fn(bytes: usize) -> bool,
}

const KIB: usize = 1 << 10;

/// All groups: first those in which an extraction is slowest beside the parse.
pub(crate) const GROUPS: [Group; 5] = [
    Group { name: "without scripts, below 32 KiB", raw: false, has: |bytes| bytes < 32 * KIB },
    Group { name: "without scripts, 32 to 128 KiB", raw: false, has: |bytes| (32 * KIB..128 * KIB).contains(&bytes) },
    Group { name: "without scripts, from 128 KiB", raw: false, has: |bytes| bytes >= 128 * KIB },
    Group { name: "without scripts", raw: false, has: |_| true },
    Group { name: "raw", raw: true, has: |_| true },
];
