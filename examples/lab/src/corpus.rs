//! The gold annotations, and where their pages lie: `DATA/SET/gold.jsonl` and gzipped HTML beside it.

use std::fmt;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;
use unboil::Cruft;

/// The types of WCXB's pages, in the order of its tables.
pub const PAGE_TYPES: [&str; 7] = ["article", "forum", "product", "collection", "listing", "documentation", "service"];

/// What stands for an empty gold text in some records of portals.
const NO_ARTICLE: &str = "<!-- this page contains no article -->";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    Wcxb,
    /// The pages of WCXB as plain text, made by another tool.
    Dumps,
    Multilingual,
    /// Pages of which readers labelled every block.
    Annotated,
    /// News publishers, with gold text by hand-written selectors.
    Fundus,
    /// Chinese news, with gold text.
    Chinese,
    Portals,
}

impl Set {
    pub const ALL: [Set; 7] =
        [Set::Wcxb, Set::Dumps, Set::Multilingual, Set::Annotated, Set::Fundus, Set::Chinese, Set::Portals];

    pub fn name(self) -> &'static str {
        match self {
            Set::Wcxb => "wcxb",
            Set::Dumps => "dumps",
            Set::Multilingual => "multilingual",
            Set::Annotated => "annotated",
            Set::Fundus => "fundus",
            Set::Chinese => "chinese",
            Set::Portals => "portals",
        }
    }

    /// The folder that its `gold.jsonl` lies in.
    fn folder(self) -> &'static str {
        if self == Set::Dumps { Set::Wcxb.name() } else { self.name() }
    }

    /// Whether its pages are those of WCXB, as HTML or as text.
    pub fn is_of_wcxb(self) -> bool {
        matches!(self, Set::Wcxb | Set::Dumps)
    }

    /// What a server would say: WCXB was converted to UTF-8 whatever its pages declare, the others are as they came.
    pub fn content_type(self) -> Option<&'static str> {
        (self == Set::Wcxb).then_some("text/html; charset=utf-8")
    }
}

/// What readers said of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockLabel {
    /// The headline or part of the story.
    Content,
    /// Cruft of this kind; [`Cruft::LowScore`] stands for cruft that there is no word for.
    Cruft(Cruft),
    /// Readers were in doubt, or it repeats what the article has elsewhere: neither right nor wrong.
    Neutral,
}

impl BlockLabel {
    fn parse(name: &str) -> Result<BlockLabel, String> {
        Ok(match name {
            "head" | "content" => BlockLabel::Content,
            "unsure" | "repeated" => BlockLabel::Neutral,
            "other" => BlockLabel::Cruft(Cruft::LowScore),
            name => BlockLabel::Cruft(name.parse().map_err(|_| format!("unknown label {name:?}"))?),
        })
    }
}

/// What one page should give.
#[derive(Debug)]
pub struct GoldPage {
    pub set: Set,
    pub id: String,
    pub url: String,
    /// The page type in WCXB and annotated, the site in portals, else empty.
    pub group: String,
    /// The whole article; multilingual has none.
    pub text: Option<String>,
    /// The labelled blocks of the page in reading order; only annotated has them.
    pub blocks: Vec<(BlockLabel, String)>,
    /// The headline, which WCXB keeps apart from the text.
    pub title: String,
    /// Who wrote it and the day it was published, empty where the gold does not say.
    pub author: String,
    pub date: String,
    /// Strings that must be in the output.
    pub with: Vec<String>,
    /// Strings that must not be in the output.
    pub without: Vec<String>,
    file: PathBuf,
}

impl GoldPage {
    /// Reads one line of the `gold.jsonl` in the set's `folder`.
    pub fn parse(set: Set, folder: &Path, line: &str) -> Result<GoldPage, String> {
        let record: Value = serde_json::from_str(line).map_err(|problem| problem.to_string())?;
        let optional = |field: &str| record[field].as_str().map(str::to_owned);
        let required = |field: &str| optional(field).ok_or_else(|| format!("no {field:?}"));
        let id = required("id")?;
        let group = match set {
            Set::Wcxb | Set::Dumps | Set::Annotated => required("type")?,
            Set::Multilingual | Set::Fundus | Set::Chinese => String::new(),
            Set::Portals => required("site")?,
        };
        if set.is_of_wcxb() && !PAGE_TYPES.contains(&group.as_str()) {
            return Err(format!("unknown page type {group:?}"));
        }
        let blocks = labelled_blocks(&record["blocks"])?;
        let text = match set {
            Set::Multilingual => None,
            Set::Annotated => Some(content_of(&blocks)),
            _ => Some(required("text")?.replace(NO_ARTICLE, "")),
        };
        let (page_folder, ending) = match set {
            Set::Portals => (group.as_str(), "html"),
            Set::Dumps => ("dump", "txt"),
            _ => ("html", "html"),
        };
        Ok(GoldPage {
            set,
            url: optional("url").unwrap_or_default(),
            text,
            blocks,
            title: optional("title").unwrap_or_default(),
            author: optional("author").unwrap_or_default(),
            date: optional("date").unwrap_or_default(),
            with: strings(&record["with"]),
            without: strings(&record["without"]),
            file: folder.join(page_folder).join(format!("{id}.{ending}.gz")),
            id,
            group,
        })
    }

    /// The page itself, as the raw bytes that were saved.
    pub fn source(&self) -> Result<Vec<u8>, String> {
        let mut source = Vec::new();
        File::open(&self.file)
            .and_then(|file| GzDecoder::new(file).read_to_end(&mut source))
            .map_err(|problem| format!("{}: {problem}", self.file.display()))?;
        Ok(source)
    }

    /// Whether `--page NAME` means this page: `wcxb/0001`, or `0001` for that of every set.
    pub fn is_named(&self, name: &str) -> bool {
        name.split_once('/').map_or(self.id == name, |(set, id)| self.set.name() == set && self.id == id)
    }
}

impl fmt::Display for GoldPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{} {}", self.set.name(), self.id, self.url)
    }
}

/// The records `[label, text]` of a page that was labelled block by block.
fn labelled_blocks(list: &Value) -> Result<Vec<(BlockLabel, String)>, String> {
    let block = |pair: &Value| match (pair[0].as_str(), pair[1].as_str()) {
        (Some(label), Some(text)) => Ok((BlockLabel::parse(label)?, text.to_owned())),
        _ => Err(format!("no block: {pair}")),
    };
    list.as_array().into_iter().flatten().map(block).collect()
}

/// The blocks that are content, each a line or more.
fn content_of(blocks: &[(BlockLabel, String)]) -> String {
    let content = blocks.iter().filter(|(label, _)| *label == BlockLabel::Content);
    content.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n")
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The annotations of all sets under `data`, in the order of their files.
pub fn load(data: &Path) -> Result<Vec<GoldPage>, String> {
    let mut pages = Vec::new();
    for set in Set::ALL {
        let folder = data.join(set.folder());
        let file = folder.join("gold.jsonl");
        let gold = fs::read_to_string(&file).map_err(|problem| format!("{}: {problem}", file.display()))?;
        for (index, line) in gold.lines().enumerate() {
            let page = GoldPage::parse(set, &folder, line)
                .map_err(|problem| format!("{}:{}: {problem}", file.display(), index + 1))?;
            pages.push(page);
        }
    }
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::{GoldPage, Set};
    use std::path::Path;

    #[test]
    fn a_record_says_where_its_page_lies() {
        let cases = [
            (Set::Wcxb, r#"{"id": "7", "url": null, "type": "forum", "text": "T", "with": ["a"]}"#, "d/html/7.html.gz"),
            (Set::Dumps, r#"{"id": "7", "type": "forum", "text": "T"}"#, "d/dump/7.txt.gz"),
            (Set::Multilingual, r#"{"id": "7", "url": "u", "without": ["b"]}"#, "d/html/7.html.gz"),
            (Set::Portals, r#"{"id": "7", "site": "s.org", "text": "T"}"#, "d/s.org/7.html.gz"),
        ];
        for (set, line, file) in cases {
            let page = GoldPage::parse(set, Path::new("d"), line).unwrap();
            assert_eq!(page.file, Path::new(file), "{line}");
            assert!(page.is_named("7") && page.is_named(&format!("{}/7", set.name())));
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
        for (name, line) in cases {
            assert!(GoldPage::parse(Set::Wcxb, Path::new("d"), line).is_err(), "{name}");
        }
    }
}
