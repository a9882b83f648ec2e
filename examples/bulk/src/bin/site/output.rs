//! Where the articles go: lines of JSON on standard output, or a text each.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use bulk::Result;
use bulk::line::{self, About};
use bulk::told::Told;
use serde::Serialize;
use unboil::{Article, Reason};

/// The longest name of a file that is made of an id, in bytes: what most file systems take, with room for a number and
/// `.txt`.
const MAX_NAME_BYTES: usize = 240;

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    about: About<'a>,
    text: String,
    repeated: Vec<Repeated<'a>>,
}

/// What was dropped because of the profile.
#[derive(Serialize)]
struct Repeated<'a> {
    text: &'a str,
    reason: String,
}

pub(crate) struct Output {
    folder: Option<PathBuf>,
    /// The names of the files that were written.
    names: HashSet<String>,
    articles: u64,
    empty: u64,
    pub(crate) errors: Told,
    repeated: u64,
}

impl Output {
    /// Makes the folder, if there is to be one.
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

    pub(crate) fn write(&mut self, id: &str, article: Result<Article>) -> Result<()> {
        let article = match article {
            Ok(article) => article,
            Err(problem) => {
                let told = format!("{id}: {problem}");
                if self.folder.is_none() {
                    self.errors.add(&told);
                    return print(&line::error(id, &problem)?);
                }
                // It has no line elsewhere.
                self.errors.add_unnamed();
                let _ = writeln!(io::stderr(), "site: {told}");
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

fn repeated(article: &Article) -> Vec<Repeated<'_>> {
    let is_of_site = |reason: &Reason| {
        matches!(reason, Reason::RepeatsOnSite { .. } | Reason::SiteLocation { .. } | Reason::NotAStoryPage)
    };
    let told = article.removed().iter().filter_map(|removed| {
        let reason = removed.reasons().first().filter(|reason| is_of_site(reason))?;
        Some(Repeated { text: removed.text(), reason: reason.to_string() })
    });
    told.collect()
}

fn print(line: &[u8]) -> Result<()> {
    Ok(io::stdout().write_all(line)?)
}

/// A name for the article of an id, which may be a path or an address: its parts, without what would lead out of the
/// folder, and a number if another article has that name.
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
