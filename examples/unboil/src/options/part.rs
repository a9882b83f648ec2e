//! What a record of JSON holds beside the metadata.

use clap::ValueEnum;
use unboil::{Article, Record, RecordOptions, RenderOptions};

/// What a record of JSON may hold beside the metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Part {
    Text,
    Markdown,
    Html,
    /// The blocks that were kept.
    Blocks,
    /// The blocks that were dropped.
    Removed,
}

impl Part {
    /// The record of an article with these parts, rendered with these options.
    pub(crate) fn record(parts: &[Part], article: &Article, render: &RenderOptions) -> Record {
        let has = |part| parts.contains(&part);
        let unrendered = RecordOptions::default().text(false).markdown(false);
        let mut record = article.record(unrendered.blocks(has(Part::Blocks)).removed(has(Part::Removed)));
        record.text = has(Part::Text).then(|| article.text_with(render));
        record.markdown = has(Part::Markdown).then(|| article.markdown_with(render));
        record.html = has(Part::Html).then(|| article.html_with(render));
        record
    }

    /// The parts as `--with` takes them.
    pub(crate) fn names(parts: &[Part]) -> String {
        let names = parts.iter().filter_map(Part::to_possible_value);
        names.map(|name| name.get_name().to_owned()).collect::<Vec<_>>().join(",")
    }
}
