//! Prints the article of one page, or what was dropped from it and why: `extract --help`.

mod command_line;
#[path = "command_line/record.rs"]
mod record;

use std::process::ExitCode;
use std::result;

use command_line::Result;
use lexopt::prelude::{Long, Short, Value, ValueExt};
use record::record;
use unboil::{Article, Cruft, Extractor, ExtractorBuilder, Rule};

const HELP: &str = "\
Prints the article of an HTML page.

Usage: extract [OPTIONS] FILE      (`-` reads standard input)

  --format FORMAT      text (the default), markdown, html, or json: the record of the article, with
                       metadata, text and Markdown, as docs.rs/unboil has it under Record
  --metadata           print title, authors, date, sections and more before the article
  --removed            list what was dropped instead, a block a line:
                       kind, probability of being content, reasons, text, with tabs between
  --focus FOCUS        precision, balanced (the default) or recall
  --comments           take readers' comments for content
  --keep KIND          keep this kind of cruft, such as `byline`; may be repeated
  --drop KIND=REGEX    drop the blocks that match, as this kind; may be repeated
  --base-url URL       where the page came from, to resolve its links
  --help               print this

Exit code: 0 done; 1 no article on the page (said on standard error, `--removed` still lists);
2 wrong usage, an unreadable file, or a page over a limit.
";

fn main() -> ExitCode {
    command_line::run("extract", run)
}

fn run() -> Result<ExitCode> {
    let (mut builder, mut format, mut file) = (Extractor::builder(), Format::Text, None);
    let (mut metadata, mut removed) = (false, false);
    let mut args = lexopt::Parser::from_env();
    while let Some(arg) = args.next()? {
        match arg {
            Long("help") | Short('h') => return command_line::print(HELP).map(|()| ExitCode::SUCCESS),
            Long("format") => format = args.value()?.parse_with(Format::named)?,
            Long("metadata") => metadata = true,
            Long("removed") => removed = true,
            Long("comments") => builder = builder.comments(true),
            Long("keep") => builder = builder.keep(args.value()?.parse()?),
            Long("base-url") => builder = builder.base_url(&args.value()?.string()?)?,
            Long("focus") => builder = builder.focus(args.value()?.parse()?),
            Long("drop") => builder = drop_rule(builder, &args.value()?.string()?)?,
            Value(path) if file.is_none() => file = Some(path),
            _ => return Err(arg.unexpected().into()),
        }
    }
    let file = file.ok_or("which FILE? See --help")?;
    let page = command_line::read(&file)?;
    let article = builder.build().extract_bytes(&page, None);
    let article = article.map_err(|problem| format!("{}: {problem}", file.display()))?;
    if metadata {
        command_line::print(&command_line::metadata(&article))?;
    }
    let nothing = format!("{}: no article on the page", file.display());
    command_line::show(&article, removed, |article| format.write(article), ("extract", nothing))
}

#[derive(Clone, Copy)]
enum Format {
    Text,
    Markdown,
    Html,
    Json,
}

impl Format {
    fn named(name: &str) -> result::Result<Format, &'static str> {
        match name {
            "text" => Ok(Format::Text),
            "markdown" => Ok(Format::Markdown),
            "html" => Ok(Format::Html),
            "json" => Ok(Format::Json),
            _ => Err("the format is text, markdown, html or json"),
        }
    }

    fn write(self, article: &Article) -> String {
        match self {
            Format::Text => article.text() + "\n",
            Format::Markdown => article.markdown() + "\n",
            Format::Html => article.html(),
            Format::Json => format!("{:#}\n", record(article)),
        }
    }
}

fn drop_rule(builder: ExtractorBuilder, rule: &str) -> Result<ExtractorBuilder> {
    let (kind, pattern) = rule.split_once('=').ok_or("--drop takes KIND=REGEX")?;
    let kind: Cruft = kind.parse()?;
    Ok(builder.rule(Rule::drop(kind, pattern)?))
}
