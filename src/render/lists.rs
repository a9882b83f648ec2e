//! The pictures, embeds and links of an article, as lists.

use std::collections::HashSet;

use super::address;
use super::posts::{self, Quoted};
use crate::article::{Article, Link, Style};

impl Article {
    /// The pictures of the article, in order: those that [`markdown`](Article::markdown) and [`html`](Article::html)
    /// show, but without icons and portraits of users, as far as their address tells. A picture that is shown several
    /// times, perhaps in several sizes, is listed at its first place. What was left out of the article is in
    /// [`removed`](Article::removed).
    ///
    /// ```
    /// let html = "<p>Flour, water and salt make a dough that rises overnight in a cool kitchen.</p>\
    ///     <figure><img src='https://kitchen.example/dough.jpg' alt='Bowl'><figcaption>The dough at noon</figcaption>\
    ///     </figure><p>In the morning it is shaped, and rests for another hour before it goes into the oven.</p>";
    /// let article = unboil::extract(html)?;
    /// let image = &article.images()[0];
    /// assert_eq!(image.url(), "https://kitchen.example/dough.jpg");
    /// assert_eq!(image.alt(), "Bowl");
    /// assert_eq!(image.caption(), Some("The dough at noon"));
    /// assert_eq!(image.block(), 1); // before the second paragraph
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn images(&self) -> Vec<Image> {
        let mut seen = HashSet::new();
        let images = atoms(self).filter_map(|(block, style)| match style {
            Style::Picture(picture) if !picture.is_icon() => Some(Image {
                url: address::of_picture(&picture.url).filter(|_| seen.insert(picture.file()))?.into_owned(),
                alt: picture.alt.clone(),
                caption: picture.caption.clone(),
                block,
            }),
            _ => None,
        });
        images.collect()
    }

    /// What the article embeds, in order: players, posts, maps, charts and the like, which
    /// [`markdown`](Article::markdown) and [`html`](Article::html) show as links, and posts that it quotes with their
    /// [text](Embed::text), which these show as quotations. One that is embedded several times is listed at its first
    /// place. Frames that were left out of the article are in [`removed`](Article::removed).
    ///
    /// ```
    /// let html = "<p>Flour, water and salt make a dough that rises overnight in a cool kitchen.</p>\
    ///     <iframe src='https://www.youtube.com/embed/a1' title='How to fold it'></iframe>\
    ///     <p>In the morning it is shaped, and rests for another hour before it goes into the oven.</p>\
    ///     <blockquote class=twitter-tweet><p>Mine has been resting since Sunday.</p>&mdash; Ann Pell (@ann) \
    ///     <a href='https://twitter.com/ann/status/1'>May 5, 2024</a></blockquote>";
    /// let article = unboil::extract(html)?;
    /// let [film, post] = &article.embeds()[..] else { panic!() };
    /// assert_eq!((film.url(), film.title()), ("https://www.youtube.com/embed/a1", "How to fold it"));
    /// assert_eq!((film.text(), film.block()), (None, 1));
    /// assert_eq!((post.url(), post.title()), ("https://twitter.com/ann/status/1", "— Ann Pell (@ann) May 5, 2024"));
    /// assert!(post.text().unwrap().starts_with("Mine has been resting since Sunday.\n"));
    /// # Ok::<(), unboil::Error>(())
    /// ```
    #[must_use]
    pub fn embeds(&self) -> Vec<Embed> {
        let players = atoms(self).filter_map(|(block, style)| match style {
            Style::Embed(player) => Some(Embed {
                url: address::of_link(&player.url)?.into_owned(),
                title: player.title.clone(),
                text: None,
                block,
            }),
            _ => None,
        });
        let of_post =
            |post: Quoted| Embed { url: post.url, title: post.title, text: Some(post.text), block: post.block };
        let mut embeds: Vec<Embed> = players.chain(posts::quoted(&self.blocks).map(of_post)).collect();
        embeds.sort_by_key(|embed| embed.block);
        let mut seen = HashSet::new();
        embeds.retain(|embed| seen.insert(embed.url.clone()));
        embeds
    }

    /// The links in the text of the article, in order: those of all [blocks](Article::blocks). An address that several
    /// links lead to is there several times.
    ///
    /// ```
    /// let html = "<p>Flour, <a href='https://well.example/'>water</a> and <a href='https://sea.example/'>salt</a> \
    ///     make a dough that rises overnight in a cool kitchen.</p>\
    ///     <p>In the morning it is shaped, and rests for another hour before it goes into the oven.</p>";
    /// let article = unboil::extract(html)?;
    /// let urls: Vec<&str> = article.links().map(|link| link.url()).collect();
    /// assert_eq!(urls, ["https://well.example/", "https://sea.example/"]);
    /// # Ok::<(), unboil::Error>(())
    /// ```
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.blocks.iter().flat_map(|block| &block.links)
    }
}

/// The styles of all blocks and of what stands between them, in the order in which they are shown; each with the index
/// of the block that it stands in or before, or with the number of blocks.
fn atoms(article: &Article) -> impl Iterator<Item = (usize, &Style)> {
    let own = article.blocks.iter().enumerate().flat_map(|(index, block)| {
        let before = block.format.before.iter().map(|(_, style)| style);
        before.chain(block.format.styles.iter().map(|styled| &styled.style)).map(move |style| (index, style))
    });
    let behind = article.blocks.iter().flat_map(|block| &block.format.behind);
    own.chain(behind.map(|style| (article.blocks.len(), style)))
}

/// A picture of an article, see [`Article::images`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Image {
    url: String,
    alt: String,
    caption: Option<String>,
    block: usize,
}

impl Image {
    /// The address of the picture, where the page has several sizes that of the largest. It leads to the web, and is
    /// absolute if the address of the page is known, see [`Link::url`](crate::Link::url).
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The description for readers who do not see the picture, from its attribute `alt`. It may be empty.
    #[must_use]
    pub fn alt(&self) -> &str {
        &self.alt
    }

    /// The caption: that of the figure that the picture stands in, or the text right below it that is a caption by its
    /// class. The text of the article has it only if it is [kept](crate::ExtractorBuilder::keep) as
    /// [`Cruft::Caption`](crate::Cruft::Caption). If many pictures share a long caption, only the first ones have it.
    #[must_use]
    pub fn caption(&self) -> Option<&str> {
        self.caption.as_deref()
    }

    /// The index among [`Article::blocks`] of the block that the picture stands in or right before; the number of
    /// blocks if it stands behind the last one. [`Article::block_ranges`] says where that is in the text.
    #[must_use]
    pub fn block(&self) -> usize {
        self.block
    }
}

/// An embedded player or post of an article, see [`Article::embeds`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Embed {
    url: String,
    title: String,
    text: Option<String>,
    block: usize,
}

impl Embed {
    /// The address of the player, post or frame, which leads to the web.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its title; if it has none, the caption of its figure, its host or the name of its file. Of a quoted post the
    /// last line, which says whose it is.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The text of a post that the article quotes, a line for each block; `None` of players, frames, and posts that the
    /// page only links to.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The index among [`Article::blocks`] of the block that it stands in or right before, of a quoted post that of its
    /// first block; the number of blocks if it stands behind the last one.
    #[must_use]
    pub fn block(&self) -> usize {
        self.block
    }
}
