//! Where the output goes: standard output, a file, or a directory with a file for each page.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use crate::Result;
use crate::form::Form;

/// The longest file name that is made from an id, in bytes: most file systems allow 255 bytes, less 16 for `-N.json`,
/// where N is a number of up to ten digits.
const MAX_NAME_BYTES: usize = 239;

/// Where the output goes.
pub(crate) enum Sink {
    /// One output for all pages.
    Stream(Box<dyn Write>),
    /// A directory, and the names of the files that this run has written there.
    Directory { path: PathBuf, names: HashSet<String> },
}

impl Sink {
    /// Standard output, or a new file.
    pub(crate) fn stream(file: Option<&Path>, advice: &str) -> Result<Sink> {
        let Some(path) = file else { return Ok(Sink::Stream(Box::new(io::stdout()))) };
        let named = |problem: io::Error| {
            let advice = if problem.kind() == ErrorKind::AlreadyExists { advice } else { "" };
            format!("{}: {problem}{advice}", path.display())
        };
        Ok(Sink::Stream(Box::new(File::create_new(path).map_err(named)?)))
    }

    /// A directory, which is created if it is not there.
    pub(crate) fn directory(path: &Path) -> Result<Sink> {
        fs::create_dir_all(path).map_err(|problem| format!("{}: {problem}", path.display()))?;
        Ok(Sink::Directory { path: path.to_owned(), names: HashSet::new() })
    }

    /// Writes what the output begins with.
    pub(crate) fn begin(&mut self, form: &Form) -> Result<()> {
        self.frame(&form.begin())
    }

    /// Writes what the output ends with.
    pub(crate) fn end(&mut self, form: &Form) -> Result<()> {
        self.frame(&form.end())
    }

    /// Writes what stands once around all pages; in a directory it stands in each file.
    fn frame(&mut self, text: &str) -> Result<()> {
        match self {
            Sink::Stream(out) => Ok(out.write_all(text.as_bytes())?),
            Sink::Directory { .. } => Ok(()),
        }
    }

    /// Writes a page, by one call, so that an interrupted run leaves no half line. In a directory a page of which
    /// nothing is printed gets no file.
    pub(crate) fn write(&mut self, id: &str, page: &str, form: &Form) -> Result<()> {
        match self {
            Sink::Stream(out) => Ok(out.write_all(page.as_bytes())?),
            Sink::Directory { .. } if page.is_empty() => Ok(()),
            Sink::Directory { path, names } => {
                let name = file_name(id, form.ending(), names);
                Ok(fs::write(path.join(name), [&form.begin(), page, &form.end()].concat())?)
            }
        }
    }
}

/// The file name for an id, which may be a path or an address: its parts joined by `_`, without those that would lead
/// out of the directory, and with a number if another article has that name.
fn file_name(id: &str, ending: &str, names: &mut HashSet<String>) -> String {
    let parts = Path::new(id).components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    let name = parts.collect::<Vec<_>>().join("_").replace(|c: char| c.is_control() || "\\:*?\"<>|".contains(c), "_");
    let name = &name[..name.floor_char_boundary(MAX_NAME_BYTES)];
    let numbered = (2..).map(|number| format!("{name}-{number}.{ending}"));
    let name =
        [format!("{name}.{ending}")].into_iter().chain(numbered).find(|name| !names.contains(name)).unwrap_or_default();
    names.insert(name.clone());
    name
}
