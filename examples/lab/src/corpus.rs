//! The gold annotations: `DATA/SET/gold.jsonl`, one page per line.

use std::collections::HashSet;
use std::fmt;
use std::fs::{self, File};
use std::io::Read;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::read::GzDecoder;
use serde_json::Value;
use unboil::Cruft;

use crate::set::{ABOUT, Group, Labels, Set};

/// The file with the annotations of a set.
const GOLD: &str = "gold.jsonl";

/// The types of page that the scorer distinguishes, in the order of its forests.
pub const PAGE_TYPES: [&str; 7] = ["article", "forum", "product", "collection", "listing", "documentation", "service"];

/// The placeholder for an empty gold text in some records of `portals`.
const NO_ARTICLE: &str = "<!-- this page contains no article -->";

/// The label that annotators gave a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockLabel {
    /// The headline or part of the story.
    Content,
    /// Cruft of this kind; [`Cruft::LowScore`] stands for cruft without a name (the label `other`).
    Cruft(Cruft),
    /// Annotators were in doubt, or the block repeats text of the article: keeping it is neither right nor wrong.
    Neutral,
}

impl BlockLabel {
    /// The label with this name in `gold.jsonl`, or a message that names an unknown one.
    fn parse(name: &str) -> Result<BlockLabel, String> {
        Ok(match name {
            "head" | "content" => BlockLabel::Content,
            "unsure" | "repeated" => BlockLabel::Neutral,
            "other" => BlockLabel::Cruft(Cruft::LowScore),
            name => BlockLabel::Cruft(name.parse().map_err(|_| format!("unknown label {name:?}"))?),
        })
    }
}

/// The annotation of one page: what an extractor should output.
#[derive(Debug)]
pub struct GoldPage {
    /// The set that the page belongs to.
    pub set: Arc<Set>,
    /// The page's name, unique in its set.
    pub id: String,
    /// The address that the page was saved from; empty if unknown.
    pub url: String,
    /// The type or the site of the page, whichever `group` of the set says; empty if the pages of the set are not
    /// grouped.
    pub group: String,
    /// The text of the whole article; `None` in sets that have only strings.
    pub text: Option<String>,
    /// The labelled blocks of the page in reading order; empty in sets without block labels.
    pub blocks: Vec<(BlockLabel, String)>,
    /// The headline; empty if the annotation has none. It need not be part of `text`.
    pub title: String,
    /// The author; empty if the annotation names none.
    pub author: String,
    /// The day of publication (YYYY-MM-DD); empty if the annotation names none.
    pub date: String,
    /// Strings that must be in the output.
    pub with: Vec<String>,
    /// Strings that must not be in the output.
    pub without: Vec<String>,
    /// The gzipped file of the page.
    file: PathBuf,
}

impl GoldPage {
    /// Reads one line of the set's `gold.jsonl`.
    ///
    /// # Errors
    ///
    /// If the line is no JSON, lacks a key that the set needs, or has a type that the set does not list.
    pub fn parse(set: &Arc<Set>, line: &str) -> Result<GoldPage, String> {
        let record: Value = serde_json::from_str(line).map_err(|problem| problem.to_string())?;
        let optional = |field: &str| record[field].as_str().map(str::to_owned);
        let required = |field: &str| optional(field).ok_or_else(|| format!("no {field:?}"));
        let id = required("id")?;
        let group = set.about.group.map_or(Ok(String::new()), |group| required(group.key()))?;
        if !set.about.types.is_empty() && !set.about.types.contains(&group) {
            return Err(format!("unknown page type {group:?}; `types` in {ABOUT} lists those of the set"));
        }
        let blocks = labelled_blocks(&record["blocks"])?;
        let text = match set.about.labels {
            Labels::Strings => None,
            Labels::Blocks => Some(content_of(&blocks)),
            Labels::Text => Some(required("text")?.replace(NO_ARTICLE, "")),
        };
        Ok(GoldPage {
            url: optional("url").unwrap_or_default(),
            text,
            blocks,
            title: optional("title").unwrap_or_default(),
            author: optional("author").unwrap_or_default(),
            date: optional("date").unwrap_or_default(),
            with: strings(&record["with"]),
            without: strings(&record["without"]),
            file: set.page(&id, &group),
            set: Arc::clone(set),
            id,
            group,
        })
    }

    /// The raw bytes of the page, as they were saved.
    ///
    /// # Errors
    ///
    /// If the file can't be read, or is not gzipped.
    pub fn source(&self) -> Result<Vec<u8>, String> {
        let mut source = Vec::new();
        File::open(&self.file)
            .and_then(|file| GzDecoder::new(file).read_to_end(&mut source))
            .map_err(|problem| format!("{}: {problem}", self.file.display()))?;
        Ok(source)
    }

    /// The type of the page, if the set groups its pages by type.
    #[must_use]
    pub fn page_type(&self) -> Option<&str> {
        (self.set.about.group == Some(Group::Type)).then_some(&self.group)
    }

    /// Whether `--page NAME` selects this page: `wcxb/0001`, or `0001` for the page with this id in any set.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        name.split_once('/').map_or(self.id == name, |(set, id)| self.set.name == set && self.id == id)
    }
}

impl fmt::Display for GoldPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{} {}", self.set.name, self.id, self.url)
    }
}

/// The labelled blocks of a page, from a list of `[label, text]`; empty if the value is no list.
fn labelled_blocks(list: &Value) -> Result<Vec<(BlockLabel, String)>, String> {
    let block = |pair: &Value| match (pair[0].as_str(), pair[1].as_str()) {
        (Some(label), Some(text)) => Ok((BlockLabel::parse(label)?, text.to_owned())),
        _ => Err(format!("no block: {pair}")),
    };
    list.as_array().into_iter().flatten().map(block).collect()
}

/// The texts of the blocks that are content, joined by line ends.
fn content_of(blocks: &[(BlockLabel, String)]) -> String {
    let content = blocks.iter().filter(|(label, _)| *label == BlockLabel::Content);
    content.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n")
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The sets that the pages belong to, in the order of their first pages.
pub fn sets<'p>(pages: impl IntoIterator<Item = &'p GoldPage>) -> Vec<&'p Set> {
    let mut seen = HashSet::new();
    pages.into_iter().map(|page| &*page.set).filter(|set| seen.insert(&set.name)).collect()
}

/// The annotations of all sets under `data`. Sets come in ascending `order` and then by name, each followed by its
/// dumps; pages come in the order of `gold.jsonl`. Folders without `gold.jsonl` and `about.toml` are skipped.
///
/// # Errors
///
/// If there is no set, a set can't be read, or two have the same name.
pub fn load(data: &Path) -> Result<Vec<GoldPage>, String> {
    let mut sets = Vec::new();
    let at = |problem| format!("{}: {problem}", data.display());
    for entry in fs::read_dir(data).map_err(at)? {
        let folder = entry.map_err(at)?.path();
        if [GOLD, ABOUT].iter().any(|file| folder.join(file).exists()) {
            sets.push(Set::read(&folder)?);
        }
    }
    if sets.is_empty() {
        return Err(format!(
            "{}: no folder in it has a {GOLD}; README.md of examples/lab describes it",
            data.display()
        ));
    }
    sets.sort_by(|a, b| (a.about.order, &a.name).cmp(&(b.about.order, &b.name)));
    let with_dumps = |set: Set| {
        let dumps = set.dumps();
        iter::once(set).chain(dumps)
    };
    let sets: Vec<Set> = sets.into_iter().flat_map(with_dumps).collect();
    let mut names = HashSet::new();
    if let Some(twice) = sets.iter().find(|set| !names.insert(&set.name)) {
        let file = twice.folder().join(ABOUT);
        return Err(format!(
            "{}: `dump.name` = {:?} is the name of another set: choose another",
            file.display(),
            twice.name
        ));
    }
    sets.into_iter().map(read).collect::<Result<Vec<_>, _>>().map(|sets| sets.into_iter().flatten().collect())
}

/// The annotations of one set.
fn read(set: Set) -> Result<Vec<GoldPage>, String> {
    let set = Arc::new(set);
    let file = set.folder().join(GOLD);
    let gold = fs::read_to_string(&file).map_err(|problem| format!("{}: {problem}", file.display()))?;
    let parse = |(index, line)| {
        GoldPage::parse(&set, line).map_err(|problem| format!("{}:{}: {problem}", file.display(), index + 1))
    };
    gold.lines().enumerate().map(parse).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;
    use std::{env, process};

    use super::*;

    fn set(name: &str) -> Set {
        Set::built_in(name, Path::new("d")).unwrap()
    }

    #[test]
    fn a_record_says_where_its_page_lies() {
        let wcxb = set("wcxb");
        let dumps = wcxb.dumps().unwrap();
        let cases = [
            (wcxb, r#"{"id": "7", "url": null, "type": "forum", "text": "T", "with": ["a"]}"#, "d/html/7.html.gz"),
            (dumps, r#"{"id": "7", "type": "forum", "text": "T"}"#, "d/dump/7.txt.gz"),
            (set("multilingual"), r#"{"id": "7", "url": "u", "without": ["b"]}"#, "d/html/7.html.gz"),
            (set("portals"), r#"{"id": "7", "site": "s.org", "text": "T"}"#, "d/s.org/7.html.gz"),
        ];
        for (set, line, file) in cases {
            let page = GoldPage::parse(&Arc::new(set), line).unwrap();
            assert_eq!(page.file, Path::new(file), "{line}");
            assert!(page.is_named("7") && page.is_named(&format!("{}/7", page.set.name)));
            assert!(!page.is_named("8") && !page.is_named("seed/7"));
        }
    }

    #[test]
    fn a_broken_record_is_refused() {
        let cases = [
            ("not JSON", r#"{"id": "#),
            ("no id", r#"{"type": "forum", "text": ""}"#),
            ("no text", r#"{"id": "7", "type": "forum"}"#),
            ("no such type", r#"{"id": "7", "type": "blog", "text": ""}"#),
        ];
        let wcxb = Arc::new(set("wcxb"));
        for (name, line) in cases {
            assert!(GoldPage::parse(&wcxb, line).is_err(), "{name}");
        }
    }

    #[test]
    fn sets_are_read_by_their_descriptions() {
        let data = env::temp_dir().join(format!("unboil-lab-{}", process::id()));
        let write = |path: &str, text: &str| {
            let file = data.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        assert!(load(&data).unwrap_err().contains("unboil-lab"), "no such folder");
        write("notes/readme.txt", "");
        assert!(load(&data).unwrap_err().contains(GOLD), "no set");
        let about = "name = \"n\"\nlicence = \"l\"\nlabels = \"text\"\ntrained = true\n";
        write("aviation/about.toml", about);
        write("aviation/gold.jsonl", r#"{"id": "1", "text": "T"}"#);
        write("portals/gold.jsonl", r#"{"id": "2", "site": "s.org", "text": "T"}"#);
        write("birds/about.toml", &format!("{about}order = 1\n[dump]\nname = \"texts\"\npages = \"t/{{id}}.gz\""));
        write("birds/gold.jsonl", r#"{"id": "3", "text": "T"}"#);
        let pages = load(&data).unwrap();
        let names: Vec<&str> = sets(&pages).into_iter().map(|set| set.name.as_str()).collect();
        assert_eq!(names, ["birds", "texts", "portals", "aviation"]);
        write("aviation/gold.jsonl", r#"{"id": "1"}"#);
        let problem = load(&data).unwrap_err();
        assert!(problem.contains("gold.jsonl:1: no \"text\""), "{problem}");
        write("cars/gold.jsonl", "");
        assert!(load(&data).unwrap_err().contains("cars/about.toml"));
        fs::remove_dir_all(&data).unwrap();
    }
}
