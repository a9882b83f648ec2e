//! Features of the elements, roles, classes and ids of the containers around a block.

use crate::cruft::{ClassMeaning, Cruft, class_meaning, letters_meaning};
use crate::measure::evidence::{ClassHit, WholeText};
use crate::measure::measurements::Measurements;
use crate::measure::subject::Subject;
use crate::measure::text::density::{Totals, share};
use crate::measure::text::terms;
use crate::measure::tree::attributes::Attributes;
use crate::measure::tree::fare;
use crate::page::{BlockKind, Page, PageSignals, Tag};

/// Factor by which the weight of a class shrinks with each container further out. Set by hand.
const FADE: f32 = 0.7;
/// A container with more than this share (0..=1) of the page's prose is the frame of the page: its classes describe the
/// page, not the block (`<body class="has-sidebar newsletter-enabled">`). Set by hand.
const FRAME_SHARE: f32 = 0.5;

/// A page has readers' comments only if at least this many words of prose are outside of them: the text that they are
/// about. Set by hand.
const COMMENTED_WORDS: f32 = 40.0;
/// A page that doesn't say that it is an article has readers' comments only if at least this share (0..=1) of its prose
/// is outside of them: on forums less is. Set by hand.
const COMMENTED_SHARE: f32 = 0.25;

/// The kinds of cruft whose classes are reliable: on the development pages next to no block of content has them.
pub(crate) const BOX_CLASSES: &[Cruft] = &[Cruft::Cookie, Cruft::Copyright, Cruft::Donation, Cruft::Newsletter];
/// The kinds of cruft whose classes are those of containers around names.
pub(crate) const NAME_CLASSES: &[Cruft] = &[Cruft::Byline, Cruft::Author];

/// An id with at least this many hyphens is the slug of a heading ("receive-and-reply-to-a-message"): it describes the
/// text, not the container, and is ignored. Set by hand.
const SLUG_HYPHENS: usize = 4;

/// What a block inherits from the containers around it.
#[derive(Debug, Clone, Copy, Default)]
struct Inherited {
    elements: Elements,
    /// Number of content classes, each shrunk by [`FADE`] per container further out.
    content: f32,
    /// Number of cruft classes, each shrunk by [`FADE`] per container further out.
    cruft: f32,
    /// The class of the nearest container that names a kind of cruft.
    class: Option<ClassHit>,
    /// Whether a container holds readers' comments.
    comments: bool,
}

/// Which elements, or ARIA roles of that meaning, are around a block.
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

/// Fills the columns of elements, classes and comments, and what the page says that it is.
///
/// Needs the headline: a container that holds it is no cookie notice.
pub(in crate::measure) fn measure(
    page: &Page,
    signals: PageSignals,
    attributes: &Attributes<'_>,
    totals: &Totals,
    subject: &Subject,
    measurements: &mut Measurements,
) {
    let articles = page.containers.iter().filter(|container| container.tag == Tag::Article).count();
    let mut own = own(page, attributes);
    let is_menu: Vec<bool> = own.iter().map(Own::names_menu).collect();
    let is_fare = fare::bills(page, totals, &measurements.features, &is_menu);
    for (index, (own, container)) in own.iter_mut().zip(&page.containers).enumerate() {
        let is_fare = is_fare.get(index) == Some(&true);
        if is_fare || own.class.is_some_and(|class| subject.is_about(class.kind, index)) {
            (own.class, own.cruft) = (None, 0.0);
        }
        if is_fare {
            own.landmark = None;
            let fare = &mut measurements.evidence[container.blocks.clone()];
            fare.iter_mut().for_each(|evidence| evidence.whole = evidence.whole.or(Some(WholeText::BillOfFare)));
        }
    }
    let inherited = inherit(page, own, totals, signals, measurements.headline_guess);
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
    mark_callouts(page, measurements);
}

/// Marks the blocks of callouts, but for those of Bootstrap: sites show any message in them. Needs the elements.
fn mark_callouts(page: &Page, measurements: &mut Measurements) {
    let is_bootstrap = |class: &str| class.split(' ').any(|word| word == "alert") && !class.contains("admonition");
    let callouts = page.callouts.iter().map(|(container, _)| &page.containers[*container]);
    for index in
        callouts.filter(|callout| !is_bootstrap(page.class(callout))).flat_map(|callout| callout.blocks.clone())
    {
        let row = &measurements.features[index];
        if row.in_nav + row.in_footer == 0.0 {
            measurements.evidence[index].whole.get_or_insert(WholeText::Callout);
        }
    }
}

/// What the classes, the id and the roles of one container say.
#[derive(Debug, Clone, Copy, Default)]
struct Own {
    /// Number of words that name content.
    content: f32,
    /// Number of words that name cruft other than comments.
    cruft: f32,
    /// The last word that names a kind of cruft other than comments.
    class: Option<ClassHit>,
    /// The last word that names comments.
    comments: Option<ClassHit>,
    landmark: Option<Landmark>,
}

/// What the blocks of each container inherit from it and from the containers around it. Parents come before their
/// children, so that one pass is enough.
fn inherit(
    page: &Page,
    own: Vec<Own>,
    totals: &Totals,
    signals: PageSignals,
    headline: Option<usize>,
) -> Vec<Inherited> {
    let all = totals.all_prose();
    let commented = all - comments_prose(page, totals, &own);
    // On a forum the readers' posts are the content.
    let has_comments =
        !signals.is_forum && commented >= COMMENTED_WORDS && (signals.is_article || commented >= all * COMMENTED_SHARE);
    let mut inherited: Vec<Inherited> = Vec::with_capacity(page.containers.len());
    for (index, (container, own)) in page.containers.iter().zip(own).enumerate() {
        let outer = if container.parent < index { inherited[container.parent] } else { Inherited::default() };
        let is_frame = share(totals.prose(container.blocks.clone()), all) > FRAME_SHARE;
        // Comments count even if they are the longer part of the page.
        let comments = own.comments.filter(|_| has_comments);
        // A cookie notice may be longer than the content of its page, if that is a short announcement; but the notice
        // doesn't hold the headline.
        let is_cookie_notice = |class: &ClassHit| {
            class.kind == Cruft::Cookie && !headline.is_some_and(|headline| container.blocks.contains(&headline))
        };
        let class = own.class.filter(|class| !is_frame || is_cookie_notice(class));
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

/// Reads the classes, the id and the roles of each container.
fn own(page: &Page, attributes: &Attributes<'_>) -> Vec<Own> {
    let mut own = attributes.read_tokens(Own::read, Own::append);
    let landmarks = attributes.read(|roles| roles.split(' ').filter_map(Landmark::of).min());
    for ((container, landmark), own) in page.containers.iter().zip(landmarks).zip(&mut own) {
        own.landmark = landmark;
        // `<body class="comments-open">` holds more than comments.
        if matches!(container.tag, Tag::Body | Tag::Main | Tag::Article) {
            own.comments = None;
        }
    }
    own
}

/// The number of words of prose in containers of comments.
fn comments_prose(page: &Page, totals: &Totals, own: &[Own]) -> f32 {
    let mut end = 0;
    let mut prose = 0.0;
    for (container, own) in page.containers.iter().zip(own) {
        // The blocks of a container inside another were counted with the outer one.
        if own.comments.is_some() && container.blocks.end > end {
            prose += totals.prose(container.blocks.start.max(end)..container.blocks.end);
            end = container.blocks.end;
        }
    }
    prose
}

impl Own {
    /// Reads one class or id: the whole of it if it has a meaning, else its words.
    fn read(value: &str) -> Own {
        let mut own = Own::default();
        // `entry-content` is looked up as "entrycontent".
        if let Some(meaning) = letters_meaning(value) {
            own.add(meaning);
        } else if value.bytes().filter(|byte| *byte == b'-').count() < SLUG_HYPHENS {
            let words = terms::parts(value, u8::is_ascii_alphanumeric);
            words.filter_map(class_meaning).for_each(|meaning| own.add(meaning));
        }
        own
    }

    /// Whether the words name a menu.
    fn names_menu(&self) -> bool {
        self.class.is_some_and(|class| fare::MENUS.contains(&class.word))
    }

    /// Adds the next class or id of the same container.
    fn append(&mut self, next: &Own) {
        self.content += next.content;
        self.cruft += next.cruft;
        self.class = next.class.or(self.class);
        self.comments = next.comments.or(self.comments);
    }

    /// Adds the meaning of one word.
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
    /// The elements around the blocks of a container with this tag and role, given those around the container.
    ///
    /// `is_frame` says that the container is the frame of the page: a `<form>` or `<aside>` around everything says
    /// nothing.
    fn inside(self, tag: Tag, landmark: Option<Landmark>, is_frame: bool) -> Elements {
        let mut inside = self;
        match tag {
            Tag::Article => inside.article = true,
            Tag::Main => inside.main = true,
            Tag::Nav | Tag::Button | Tag::Dialog => inside.nav = true,
            Tag::Aside => inside.aside |= !is_frame,
            // Forum software puts quotations into `<aside>`; what they quote is content.
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

/// The meaning of an ARIA role, whatever the element. Of several roles of a container the first in this order counts.
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
