//! The options that say how an article is shown.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use unboil::{RenderOptions, Tables};

/// What of an article is shown, and how: each field is a switch of [`RenderOptions`].
#[derive(Debug, Args)]
#[command(next_help_heading = "How the article is shown (text, Markdown, HTML; also in JSON)")]
pub(crate) struct Rendering {
    /// Leave out the headline, for pages that show the title by themselves.
    #[arg(long)]
    no_headline: bool,
    /// Leave out the addresses of links; their text stays.
    #[arg(long)]
    no_links: bool,
    /// Show bold and italic text as plain text.
    #[arg(long)]
    no_emphasis: bool,
    /// Leave out pictures; their captions stay.
    #[arg(long)]
    no_images: bool,
    /// Leave out the picture that the metadata name as the one of the article.
    #[arg(long)]
    no_lead_image: bool,
    /// Leave out embedded videos and posts.
    #[arg(long)]
    no_embeds: bool,
    /// The form of tables: with their markup, as lines with `|` between the cells, or left out.
    #[arg(long, value_name = "FORM", default_value = "grid", value_parser = tables())]
    tables: Tables,
}

impl Rendering {
    /// The options of the library.
    pub(super) fn options(&self) -> RenderOptions {
        RenderOptions::default()
            .headline(!self.no_headline)
            .links(!self.no_links)
            .emphasis(!self.no_emphasis)
            .images(!self.no_images)
            .lead_image(!self.no_lead_image)
            .embeds(!self.no_embeds)
            .tables(self.tables)
    }
}

fn tables() -> impl TypedValueParser<Value = Tables> {
    PossibleValuesParser::new(Tables::ALL.iter().map(|form| form.name())).try_map(|name| name.parse::<Tables>())
}
