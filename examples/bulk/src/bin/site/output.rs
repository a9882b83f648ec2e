//! The output: lines of JSON on standard output, or one text file per article.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use bulk::Result;
use bulk::capped_list::CappedList;
use bulk::line::{self, ArticleLine};
use serde::Serialize;
use unboil::{Article, Reason, RecordOptions};

/// The longest file name that is made from an id, in bytes: most file systems allow 255 bytes, less 15 for `-N.txt`,
/// where N is a number of up to ten digits.
const MAX_NAME_BYTES: usize = 240;

/// The line of JSON of an article.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    article: ArticleLine<'a>,
    #[serde(rename = "repeated")]
    dropped: Vec<DroppedByProfile<'a>>,
}

/// A block that was dropped because of the site profile: it repeats across the pages of the site, stands where other
/// pages have cruft, or its page lacks the place in which the stories of the site stand.
#[derive(Serialize)]
struct DroppedByProfile<'a> {
    text: &'a str,
    /// The main reason, as a sentence.
    reason: String,
}

/// The output of a run, and its counts.
pub(crate) struct Output {
    /// The folder for text files; `None` writes lines of JSON.
    folder: Option<PathBuf>,
    /// The names of the files that this run has written.
    names: HashSet<String>,
    /// Pages with an article.
    articles: u64,
    /// Pages without an article.
    empty: u64,
    /// Pages that could not be read or extracted.
    pub(crate) errors: CappedList,
    /// Blocks that were dropped because of the profile.
    dropped: u64,
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
            errors: CappedList::default(),
            dropped: 0,
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
                // With a folder no line of JSON reports the error, so it goes to standard error at once.
                self.errors.count_printed();
                let _ = writeln!(io::stderr(), "site: {message}");
                return Ok(());
            }
        };
        let dropped = dropped_by_profile(&article);
        self.dropped += dropped.len() as u64;
        *if article.is_empty() { &mut self.empty } else { &mut self.articles } += 1;
        match &self.folder {
            Some(folder) => {
                let name = file_name(id, &mut self.names);
                Ok(fs::write(folder.join(name), article.text())?)
            }
            None => {
                let options = RecordOptions::default().markdown(false);
                let article = ArticleLine::of(id, None, &article, options);
                print(&line::line(&Line { article, dropped })?)
            }
        }
    }

    /// The counts of the run, as the first line of the report.
    pub(crate) fn summary(&self) -> String {
        let Output { articles, empty, errors, dropped, .. } = self;
        format!(
            "{articles} articles, {empty} pages without one, {} errors; {dropped} blocks dropped by the profile",
            errors.count()
        )
    }
}

/// The blocks that were dropped because of the profile, each with its main reason.
fn dropped_by_profile(article: &Article) -> Vec<DroppedByProfile<'_>> {
    let is_by_profile = |reason: &Reason| {
        matches!(reason, Reason::RepeatsOnSite { .. } | Reason::SiteLocation { .. } | Reason::NotAStoryPage)
    };
    let dropped = article.removed().iter().filter_map(|removed| {
        let reason = removed.reasons().first().filter(|reason| is_by_profile(reason))?;
        Some(DroppedByProfile { text: removed.text(), reason: reason.to_string() })
    });
    dropped.collect()
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
