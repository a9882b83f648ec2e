//! The output: lines of JSON on standard output, or one text file per article.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use bulk::Result;
use bulk::line::{self, About};
use bulk::told::Told;
use serde::Serialize;
use unboil::{Article, Reason};

/// The longest file name that is made from an id, in bytes: most file systems allow 255, which leaves room for a number
/// and `.txt`.
const MAX_NAME_BYTES: usize = 240;

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    about: About<'a>,
    text: String,
    repeated: Vec<Repeated<'a>>,
}

/// A block that was dropped because of the profile.
#[derive(Serialize)]
struct Repeated<'a> {
    text: &'a str,
    reason: String,
}

/// The output of a run, and its counts.
pub(crate) struct Output {
    /// The folder for text files; `None` writes lines of JSON.
    folder: Option<PathBuf>,
    /// The names of the files that were written.
    names: HashSet<String>,
    articles: u64,
    /// Pages without an article.
    empty: u64,
    pub(crate) errors: Told,
    /// Blocks that were dropped because of the profile.
    repeated: u64,
}

impl Output {
    /// Creates the folder, if one is given.
    pub(crate) fn new(folder: Option<&Path>) -> Result<Output> {
        if let Some(folder) = folder {
            fs::create_dir_all(folder).map_err(|problem| format!("{}: {problem}", folder.display()))?;
        }
        Ok(Output {
            folder: folder.map(Path::to_owned),
            names: HashSet::new(),
            articles: 0,
            empty: 0,
            errors: Told::default(),
            repeated: 0,
        })
    }

    /// Writes the article of a page, or reports the error.
    pub(crate) fn write(&mut self, id: &str, article: Result<Article>) -> Result<()> {
        let article = match article {
            Ok(article) => article,
            Err(problem) => {
                let message = format!("{id}: {problem}");
                if self.folder.is_none() {
                    self.errors.add(&message);
                    return print(&line::error(id, &problem)?);
                }
                // Text files have no place for errors, so that each is printed in full.
                self.errors.add_unnamed();
                let _ = writeln!(io::stderr(), "site: {message}");
                return Ok(());
            }
        };
        let repeated = repeated(&article);
        self.repeated += repeated.len() as u64;
        *if article.is_empty() { &mut self.empty } else { &mut self.articles } += 1;
        match &self.folder {
            Some(folder) => {
                let name = file_name(id, &mut self.names);
                Ok(fs::write(folder.join(name), article.text())?)
            }
            None => {
                let about = About::of(id, None, &article);
                print(&line::line(&Line { about, text: article.text(), repeated })?)
            }
        }
    }

    pub(crate) fn summary(&self) -> String {
        let Output { articles, empty, errors, repeated, .. } = self;
        format!(
            "{articles} articles, {empty} pages without one, {} errors; {repeated} blocks that repeat across pages",
            errors.count()
        )
    }
}

/// The blocks that were dropped because of the profile, each with its main reason.
fn repeated(article: &Article) -> Vec<Repeated<'_>> {
    let is_of_site = |reason: &Reason| {
        matches!(reason, Reason::RepeatsOnSite { .. } | Reason::SiteLocation { .. } | Reason::NotAStoryPage)
    };
    let repeated = article.removed().iter().filter_map(|removed| {
        let reason = removed.reasons().first().filter(|reason| is_of_site(reason))?;
        Some(Repeated { text: removed.text(), reason: reason.to_string() })
    });
    repeated.collect()
}

fn print(line: &[u8]) -> Result<()> {
    Ok(io::stdout().write_all(line)?)
}

/// The file name for an id, which may be a path or an address: its parts joined by `_`, without those that would lead
/// out of the folder, and with a number if another article has that name.
fn file_name(id: &str, names: &mut HashSet<String>) -> String {
    let parts = Path::new(id).components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    let name = parts.collect::<Vec<_>>().join("_").replace(|c: char| c.is_control() || "\\:*?\"<>|".contains(c), "_");
    let name = &name[..name.floor_char_boundary(MAX_NAME_BYTES)];
    let numbered = (2..).map(|number| format!("{name}-{number}.txt"));
    let name =
        [format!("{name}.txt")].into_iter().chain(numbered).find(|name| !names.contains(name)).unwrap_or_default();
    names.insert(name.clone());
    name
}
