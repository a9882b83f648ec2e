//! What the containers around a block say of themselves: their elements, classes, ids and roles.

use crate::cruft::{ClassMeaning, Cruft, class_meaning};
use crate::measure::evidence::ClassHit;
use crate::measure::measurements::Measurements;
use crate::measure::text::density::{Totals, share};
use crate::measure::text::terms;
use crate::measure::tree::attributes::Attributes;
use crate::page::{BlockKind, Page, PageSignals, Tag};

/// How much less a class counts one container further out.
const FADE: f32 = 0.7;
/// A container with more of the page's prose than this is the page's frame: its classes tell of the page, not of the
/// block (`<body class="has-sidebar newsletter-enabled">`).
const FRAME_SHARE: f32 = 0.5;

/// A container with readers' comments has at least this many words of prose outside: the text that they are about.
const COMMENTED_WORDS: f32 = 40.0;
/// And this share of the page's prose, unless the page says that it is an article. On forums the share is lower.
const COMMENTED_SHARE: f32 = 0.25;

/// The kinds whose classes are put on nothing else: on the development pages next to no block of content has them.
pub(crate) const BOX_CLASSES: &[Cruft] = &[Cruft::Cookie, Cruft::Copyright, Cruft::Donation, Cruft::Newsletter];
/// The kinds whose classes stand around names.
pub(crate) const NAME_CLASSES: &[Cruft] = &[Cruft::Byline, Cruft::Author];

/// With this many hyphens an id is the slug of a heading ("receive-and-reply-to-a-message"), which tells of the text.
const SLUG_HYPHENS: usize = 4;

/// What a block inherits from the containers around it.
#[derive(Debug, Clone, Copy, Default)]
struct Inherited {
    elements: Elements,
    content: f32,
    cruft: f32,
    class: Option<ClassHit>,
    comments: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Elements {
    article: bool,
    main: bool,
    nav: bool,
    aside: bool,
    header: bool,
    footer: bool,
    form: bool,
    figure: bool,
}

pub(in crate::measure) fn measure(
    page: &Page,
    signals: PageSignals,
    attributes: &Attributes<'_>,
    totals: &Totals,
    measurements: &mut Measurements,
) {
    let articles = page.containers.iter().filter(|container| container.tag == Tag::Article).count();
    let inherited = inherit(page, own(page, attributes), totals, signals, measurements.headline_guess);
    for (index, block) in page.blocks.iter().enumerate() {
        let Inherited { elements, content, cruft, class, comments } = inherited[block.container];
        let row = &mut measurements.features[index];
        row.in_article = f32::from(elements.article);
        row.in_main = f32::from(elements.main);
        row.in_nav = f32::from(elements.nav);
        row.in_aside = f32::from(elements.aside);
        row.in_header = f32::from(elements.header);
        row.in_footer = f32::from(elements.footer);
        row.in_form = f32::from(elements.form);
        row.in_figure = f32::from(elements.figure || block.kind == BlockKind::Caption);
        row.content_classes = content;
        row.cruft_classes = cruft;
        row.page_is_forum = f32::from(signals.is_forum);
        row.page_is_article = f32::from(signals.is_article);
        row.page_is_product = f32::from(signals.is_product);
        row.page_is_listing = f32::from(signals.is_listing);
        row.page_is_documentation = f32::from(signals.is_documentation);
        row.in_comments = f32::from(comments);
        row.in_cruft_box = f32::from(class.is_some_and(|class| BOX_CLASSES.contains(&class.kind)));
        row.in_name_box = f32::from(class.is_some_and(|class| NAME_CLASSES.contains(&class.kind)));
        measurements.evidence[index].in_comments = comments;
        row.page_articles = articles as f32;
        measurements.evidence[index].class = class;
    }
}

/// What the class, id and roles of one container say.
#[derive(Debug, Clone, Copy, Default)]
struct Own {
    content: f32,
    cruft: f32,
    /// Cruft other than comments.
    class: Option<ClassHit>,
    comments: Option<ClassHit>,
    landmark: Option<Landmark>,
}

/// What each container hands on to its blocks. Parents come first, so one pass does.
fn inherit(
    page: &Page,
    own: Vec<Own>,
    totals: &Totals,
    signals: PageSignals,
    headline: Option<usize>,
) -> Vec<Inherited> {
    let all = totals.all_prose();
    let commented = all - comments_prose(page, totals, &own);
    // What readers write on a forum is its content.
    let has_comments =
        !signals.is_forum && commented >= COMMENTED_WORDS && (signals.is_article || commented >= all * COMMENTED_SHARE);
    let mut inherited: Vec<Inherited> = Vec::with_capacity(page.containers.len());
    for (index, (container, own)) in page.containers.iter().zip(own).enumerate() {
        let outer = if container.parent < index { inherited[container.parent] } else { Inherited::default() };
        let is_frame = share(totals.prose(container.blocks.clone()), all) > FRAME_SHARE;
        // Comments may be longer than what they are about.
        let comments = own.comments.filter(|_| has_comments);
        // So may be a cookie notice than the notice of a meeting; but it does not have the headline inside.
        let is_notice = |class: &ClassHit| {
            class.kind == Cruft::Cookie && !headline.is_some_and(|headline| container.blocks.contains(&headline))
        };
        let class = own.class.filter(|class| !is_frame || is_notice(class));
        let cruft = if is_frame && class.is_none() { 0.0 } else { own.cruft } + f32::from(comments.is_some());
        inherited.push(Inherited {
            elements: outer.elements.inside(container.tag, own.landmark, is_frame),
            content: outer.content * FADE + own.content,
            cruft: outer.cruft * FADE + cruft,
            class: comments.or(class).or(outer.class),
            comments: outer.comments || comments.is_some(),
        });
    }
    inherited
}

/// What each container says of itself.
fn own(page: &Page, attributes: &Attributes<'_>) -> Vec<Own> {
    let landmarks = attributes.read(|roles| roles.split(' ').filter_map(Landmark::of).min());
    let own = attributes.read_values(Own::read, Own::append).into_iter().zip(landmarks);
    let own = page.containers.iter().zip(own).map(|(container, (own, landmark))| {
        // `<body class="comments-open">` holds more than comments.
        let is_more = matches!(container.tag, Tag::Body | Tag::Main | Tag::Article);
        Own { comments: own.comments.filter(|_| !is_more), landmark, ..own }
    });
    own.collect()
}

/// The prose in containers of comments.
fn comments_prose(page: &Page, totals: &Totals, own: &[Own]) -> f32 {
    let mut end = 0;
    let mut prose = 0.0;
    for (container, own) in page.containers.iter().zip(own) {
        // One within another was counted with the outer one.
        if own.comments.is_some() && container.blocks.end > end {
            prose += totals.prose(container.blocks.start.max(end)..container.blocks.end);
            end = container.blocks.end;
        }
    }
    prose
}

impl Own {
    /// What a class or id says, or one of several.
    fn read(value: &str) -> Own {
        let mut own = Own::default();
        // `entry-content` is "entrycontent".
        if let Some(meaning) = class_meaning(value.bytes().filter(u8::is_ascii_alphabetic)) {
            own.add(meaning);
        } else if value.bytes().filter(|byte| *byte == b'-').count() < SLUG_HYPHENS {
            let words = terms::parts(value, u8::is_ascii_alphanumeric);
            words.filter_map(|word| class_meaning(word.bytes())).for_each(|meaning| own.add(meaning));
        }
        own
    }

    /// Adds what the next class says.
    fn append(&mut self, next: &Own) {
        self.content += next.content;
        self.cruft += next.cruft;
        self.class = next.class.or(self.class);
        self.comments = next.comments.or(self.comments);
    }

    fn add(&mut self, meaning: ClassMeaning) {
        match meaning {
            ClassMeaning::Content => self.content += 1.0,
            ClassMeaning::Cruft { kind: kind @ Cruft::Comments, word } => self.comments = Some(ClassHit { kind, word }),
            ClassMeaning::Cruft { kind, word } => {
                self.cruft += 1.0;
                self.class = Some(ClassHit { kind, word });
            }
        }
    }
}

impl Elements {
    fn inside(self, tag: Tag, landmark: Option<Landmark>, is_frame: bool) -> Elements {
        let mut inside = self;
        match tag {
            Tag::Article => inside.article = true,
            Tag::Main => inside.main = true,
            Tag::Nav | Tag::Button | Tag::Dialog => inside.nav = true,
            Tag::Aside => inside.aside |= !is_frame,
            // Forum software sets quotations aside.
            Tag::Blockquote => inside.aside = false,
            Tag::Header => inside.header |= !is_frame,
            Tag::Footer => inside.footer |= !is_frame,
            Tag::Form => inside.form |= !is_frame,
            Tag::Figure => inside.figure |= !is_frame,
            _ => match landmark {
                Some(Landmark::Main) => inside.main = true,
                Some(Landmark::Article) => inside.article = true,
                Some(Landmark::Nav) => inside.nav |= !is_frame,
                Some(Landmark::Aside) => inside.aside |= !is_frame,
                Some(Landmark::Footer) => inside.footer |= !is_frame,
                Some(Landmark::Header) => inside.header |= !is_frame,
                None => {}
            },
        }
        inside
    }
}

/// What an element of any name is by its role, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Landmark {
    Main,
    Article,
    Nav,
    Aside,
    Footer,
    Header,
}

impl Landmark {
    fn of(role: &str) -> Option<Landmark> {
        Some(match role {
            "main" => Landmark::Main,
            "article" => Landmark::Article,
            "navigation" | "dialog" | "menu" => Landmark::Nav,
            "complementary" => Landmark::Aside,
            "contentinfo" => Landmark::Footer,
            "banner" => Landmark::Header,
            _ => return None,
        })
    }
}
