//! The author and the dates that readers see near the headline.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::datelines::{DATELINE_WORDS, is_sentence, says_change, words_beside_dates};
use super::names;
use crate::chars::one_line;
use crate::cruft::{Byline, Cruft, may_be_name};
use crate::date::{self, Stamp};
use crate::measure::Measurements;
use crate::page::{Mark, MarkKind, Page, SpanKind, Time};
use crate::words::word_list;

/// How far from the headline a byline may stand, in blocks. Live blogs have a summary in between. Set by hand.
const BYLINE_DISTANCE: usize = 40;
/// How far below the headline a block still belongs to it, in blocks. Further down, forums say when a member joined.
/// Set by hand.
const FIRST_DISTANCE: usize = 5;
/// The number of blocks that is added to the distance of what stands above the headline. Set by hand.
const ABOVE_DISTANCE: usize = 10;
/// How far below the headline, and from a date, a name may stand that nothing announces, in blocks. Set by hand.
const BARE_DISTANCE: usize = 4;
/// The most words of a line with a job title. Set by hand.
const JOB_WORDS: usize = 4;
/// How far from the end of the story a byline may stand, in blocks. Set by hand.
const END_DISTANCE: usize = 10;
/// The most words of a block that is a name: those of two authors. Set by hand.
const NAME_WORDS: f32 = 8.0;
/// How far above the headline or behind the story a link to a tag or category stands that is the story's, in blocks.
/// Set by hand.
const BESIDE_DISTANCE: usize = 12;
/// The most bytes of a label. A longer block is running text, which may mention any day. Set by hand.
const LABEL_BYTES: usize = 120;

/// The page and what was measured on it, in which authors and dates are looked up.
pub(super) struct Visible<'a> {
    /// The page.
    pub(super) page: &'a Page,
    /// What was measured on its blocks.
    pub(super) measurements: &'a Measurements,
    /// The language that the page declares, which decides the order of day and month.
    pub(super) language: Option<&'a str>,
    /// The index of the block that is the headline, or the first block.
    pub(super) headline: usize,
    /// The blocks from the first kept one below the headline to the last kept one. Between the headline and this range
    /// there may be many blocks.
    pub(super) story: Range<usize>,
}

impl<'a> Visible<'a> {
    /// The authors that are named right at the headline, or else those that are named nearest to it. Blocks below a
    /// heading that announces other stories name the authors of those.
    pub(super) fn authors(&self) -> Vec<String> {
        let mut near: Vec<usize> = (0..self.page.blocks.len()).filter(|block| self.is_near(*block)).collect();
        near.retain(|block| {
            let evidence = &self.measurements.evidence[*block];
            let is_of_others = evidence.section_heading.as_ref().is_some_and(|heading| heading.kind == Cruft::Related);
            !evidence.in_comments && !is_of_others
        });
        near.sort_by_key(|block| self.distance(*block));
        let (right_at, others): (Vec<usize>, Vec<usize>) = near.into_iter().partition(|block| self.is_right_at(*block));
        let named = self.authors_in(&right_at);
        if named.is_empty() { self.authors_in(&others) } else { named }
    }

    /// Whether a block stands between the headline and the story, or in the line below it.
    fn is_right_at(&self, block: usize) -> bool {
        !self.page.is_text() && (self.headline..=self.story.start.min(self.headline + FIRST_DISTANCE)).contains(&block)
    }

    /// The authors in the first of some blocks that names any, found in the first of these ways that finds any: a mark
    /// of the markup, a byline, a label above, a link behind "By", a box of the markup, the address of a link, a box
    /// whose class says so, a line of its own.
    fn authors_in(&self, blocks: &[usize]) -> Vec<String> {
        let ways: [&dyn Fn(usize) -> Vec<String>; 8] = [
            &|block| {
                self.marks_in(block, &MarkKind::Author)
                    .filter_map(|mark| self.name_in(&mark.text))
                    .filter(|name| !names::is_job(name) && !names::is_phrase(name))
                    .collect()
            },
            &|block| self.author_of_byline(block).into_iter().collect(),
            &|block| self.labelled_name(block).into_iter().collect(),
            &|block| self.linked_name(block).into_iter().collect(),
            &|block| self.name_in_box(block).into_iter().collect(),
            &|block| self.links_in(block).filter_map(|text| self.full_name_in(text)).collect(),
            &|block| self.boxed_name(block).into_iter().collect(),
            &|block| self.bare_name(block).into_iter().collect(),
        ];
        let found = ways.iter().find_map(|way| blocks.iter().map(|block| way(*block)).find(|names| !names.is_empty()));
        found.unwrap_or_default()
    }

    /// The author whom a block that is a byline names. Where another word is glued to the name, its link shows where it
    /// ends.
    fn author_of_byline(&self, block: usize) -> Option<String> {
        let author = names::clean(self.byline_at(block)?.author.as_deref()?)?;
        let is_glued = |name: &String| {
            let rest = author.find(name.as_str()).map(|at| &author[at + name.len()..]);
            rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic))
        };
        let linked = self.links_in(block).filter_map(|text| self.full_name_in(text)).find(is_glued);
        Some(linked.unwrap_or(author))
    }

    /// What the block says if it is a byline.
    fn byline_at(&self, block: usize) -> Option<&'a Byline> {
        let index = self.measurements.bylines.binary_search_by_key(&block, |(block, _)| *block).ok()?;
        Some(&self.measurements.bylines[index].1)
    }

    /// The name in a block if the block above it is a label such as "Written by".
    fn labelled_name(&self, block: usize) -> Option<String> {
        let label = self.page.block_text(self.page.blocks.get(block.checked_sub(1)?)?);
        (label.len() <= LABEL_BYTES && names::is_label(label))
            .then(|| self.full_name_in(&self.page.blocks[block].text))?
    }

    /// The name that is a link with nothing before it in its line but a word that announces it: "By" glued to the name,
    /// with the date and the number of comments behind it.
    fn linked_name(&self, block: usize) -> Option<String> {
        let own = &self.page.blocks[block];
        let link = self.page.spans[own.spans.clone()].iter().find(|span| matches!(span.kind, SpanKind::Link(_)))?;
        let before = &self.page.text[own.text.start..link.text.start.max(own.text.start)];
        let is_announced = own.text.len() <= LABEL_BYTES && names::is_label(before);
        is_announced.then(|| self.full_name_in(&link.text))?
    }

    /// The name in a block that the markup marks as an author's: the text that links to the author's page, what stands
    /// before a link that is no name, such as "View author archive", or all of it.
    fn name_in_box(&self, block: usize) -> Option<String> {
        let mark = self.marks_in(block, &MarkKind::AuthorBlock).next()?;
        let mut linked = self.links_in(block).filter(|text| !names::is_phrase(&self.page.text[(*text).clone()]));
        let linked = linked.find_map(|text| self.name_in(text));
        let own = self.before_phrase(block, &mark.text);
        linked.or_else(|| self.name_in(&own)).filter(|name| !names::is_job(name))
    }

    /// The part of a text in a block before its first link, if that is no name but a phrase; otherwise all of it.
    fn before_phrase(&self, block: usize, text: &Range<usize>) -> Range<usize> {
        let mut links =
            self.page.spans[self.page.blocks[block].spans.clone()].iter().filter(|span| text.start < span.text.start);
        let is_phrase = |text: &Range<usize>| names::is_phrase(self.page.text[text.clone()].trim());
        let link = links.find(|span| matches!(span.kind, SpanKind::Link(_)) && is_phrase(&span.text));
        link.map_or_else(|| text.clone(), |link| text.start..link.text.start.min(text.end))
    }

    /// The name in a short block in a container whose class says that it holds an author.
    fn boxed_name(&self, block: usize) -> Option<String> {
        let evidence = &self.measurements.evidence[block];
        let is_class = matches!(evidence.class.map(|class| class.kind), Some(Cruft::Byline | Cruft::Author));
        let is_box = is_class && !evidence.is_byline && self.measurements.words[block] <= NAME_WORDS;
        is_box.then(|| self.full_name_in(&self.before_phrase(block, &self.page.blocks[block].text)))?
    }

    /// The name that is a line of plain text, perhaps with a job title behind it. Where there is no markup, it is
    /// recognised by a date beside it, by a date near it below the headline, or by a job title in the next line.
    ///
    /// For "Night trains return / Ines Duarte / 6 November 2024" and "Ines Duarte 6 November 2024". Gets wrong: the
    /// name of a section in two words that stands there, and the name of a place.
    fn bare_name(&self, block: usize) -> Option<String> {
        let is_dated = |near: usize| self.byline_at(near).is_some_and(|byline| byline.date.is_some());
        let is_below = block > self.headline && block - self.headline <= BARE_DISTANCE;
        let near = block.saturating_sub(BARE_DISTANCE).max(self.headline)..=block + BARE_DISTANCE;
        let is_job = |block: usize| {
            let text = self.page.blocks.get(block).map(|block| self.page.block_text(block));
            text.is_some_and(|text| text.split(' ').count() <= JOB_WORDS && names::is_job(text))
        };
        let is_signed = is_below && near.into_iter().any(is_dated)
            || block > self.headline && (is_dated(block + 1) || is_dated(block - 1) || is_job(block + 1));
        let text = self.text(block);
        let dated = date::find(text).map_or(text.len(), |found| found.range.start);
        let is_name = self.page.is_text()
            && text.len() <= LABEL_BYTES
            && (is_signed || is_below && dated < text.len())
            && self.measurements.hits_of(block).is_empty()
            // The name of a section stands in the menu above the headline, too.
            && !self.page.blocks[..self.headline].iter().any(|other| self.page.block_text(other) == text);
        let line = text[..dated].trim_end();
        let start = self.page.blocks[block].text.start;
        let is_whole = |name: &String| {
            let rest = line.strip_prefix(name.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(',') && names::is_job(rest))
                && name.split(' ').all(may_be_name)
        };
        is_name.then(|| self.full_name_in(&(start..start + line.len())))?.filter(is_whole)
    }

    /// The marks of a kind within a block.
    fn marks_in<'b>(&'b self, block: usize, kind: &'b MarkKind) -> impl Iterator<Item = &'a Mark> + 'b {
        let text = &self.page.blocks[block].text;
        let from = self.page.marks.partition_point(|mark| mark.text.end < text.start);
        let marks = self.page.marks[from..].iter().take_while(|mark| mark.text.end <= text.end);
        marks.filter(move |mark| mark.kind == *kind)
    }

    /// The texts in a block that link to the page of an author.
    fn links_in(&self, block: usize) -> impl Iterator<Item = &'a Range<usize>> {
        self.page.spans[self.page.blocks[block].spans.clone()].iter().filter_map(|span| match &span.kind {
            SpanKind::Link(Some(target)) => {
                let target = self.page.attributes[target.clone()].to_ascii_lowercase();
                author_pages().iter().any(|part| target.contains(part)).then_some(&span.text)
            }
            SpanKind::Link(None) | SpanKind::Strong => None,
        })
    }

    /// The name of an author in a text: the author of the byline that the text is, or the name that readers see.
    fn name_in(&self, text: &Range<usize>) -> Option<String> {
        let text = &self.page.text[text.clone()];
        let byline = crate::cruft::read_byline(text).and_then(|byline| byline.author);
        byline.and_then(|author| names::clean(&author)).or_else(|| names::visible(text))
    }

    /// The name in a text, see [`Visible::name_in`], if it has a first name and a surname.
    fn full_name_in(&self, text: &Range<usize>) -> Option<String> {
        self.name_in(text).filter(|name| names::is_full(name))
    }

    /// The dates of the `<time>` elements near the headline, those after it first.
    pub(super) fn times(&self) -> impl Iterator<Item = &'a Time> {
        let mut near: Vec<&Time> = self.page.head.times.iter().filter(|time| self.is_near(time.block)).collect();
        near.sort_by_key(|time| self.distance(time.block));
        near.into_iter()
    }

    /// The dates near the headline on which something was published rather than changed, the nearest first: those in
    /// `<time>`, in bylines, and in labels right below the headline.
    pub(super) fn published(&self) -> impl Iterator<Item = Stamp> {
        let times = self.page.head.times.iter().filter(|time| !self.is_of_change(time));
        let times = times.filter_map(|time| Some((time.block, Stamp::read(&one_line(&time.datetime))?)));
        let below = self.headline + 1..self.headline + 1 + FIRST_DISTANCE;
        let labels = below.filter(|block| self.is_label(*block));
        let blocks = labels.chain(self.measurements.bylines.iter().map(|(block, _)| *block));
        let days = blocks.filter_map(|block| Some((block, Stamp::of_day(self.day_in(block, false)?))));
        let mut near: Vec<(usize, Stamp)> = times.chain(days).filter(|(block, _)| self.is_near(*block)).collect();
        near.sort_by_key(|(block, _)| self.distance(*block));
        near.into_iter().map(|(_, stamp)| stamp)
    }

    /// Whether a `<time>` is the date of a change, by its own markup or by the label that it stands in: "Last updated 3
    /// days ago". If a label has several, each is judged by what stands before it: "5 days ago, updated 3 days ago".
    pub(super) fn is_of_change(&self, time: &Time) -> bool {
        let times = &self.page.head.times;
        let first = times.partition_point(|other| other.block < time.block);
        let has_others = times.get(first + 1).is_some_and(|other| other.block == time.block);
        let is_said = |block: usize| {
            let own = &self.page.blocks[block].text;
            let before = time.before.start.max(own.start)..time.before.end.min(own.end);
            let text = self.page.text.get(if has_others { before } else { own.clone() }).unwrap_or_default();
            says_change(text) && self.day_in(block, false).is_none()
        };
        time.is_update || self.is_label(time.block) && is_said(time.block)
    }

    /// The first day in a byline near the headline, which may be that of a change.
    pub(super) fn byline_day(&self) -> Option<Stamp> {
        self.bylines().find_map(|byline| Stamp::read(byline.date.as_deref()?))
    }

    /// The dates in labels near the headline that aren't dates of changes: "Aaron Hill | Senior Writer | July 2, 2025".
    pub(super) fn labelled_dates(&self) -> impl Iterator<Item = Stamp> {
        self.days(|block| self.is_near(block), false)
    }

    /// The dates of changes in labels near the headline.
    pub(super) fn labelled_changes(&self) -> impl Iterator<Item = Stamp> {
        self.days(|block| self.is_near(block), true)
    }

    /// The date of a change in a label anywhere in the story, for pages where a long list comes first. Labels in
    /// comments don't count.
    pub(super) fn change_within(&self) -> Option<Stamp> {
        let is_comment = |block: usize| self.measurements.evidence[block].in_comments;
        self.days(|block| (self.headline..self.story.end).contains(&block) && !is_comment(block), true).next()
    }

    /// The days in the labels among the blocks that are looked at, the nearest to the headline first: those of changes
    /// or the others.
    fn days(&self, is_looked_at: impl Fn(usize) -> bool, of_changes: bool) -> impl Iterator<Item = Stamp> {
        let is_label = |block: &usize| self.is_label(*block) && is_looked_at(*block);
        let mut labels: Vec<usize> = (0..self.page.blocks.len()).filter(is_label).collect();
        labels.sort_by_key(|block| self.distance(*block));
        labels.into_iter().filter_map(move |block| self.day_in(block, of_changes)).map(Stamp::of_day)
    }

    /// The first date right below the headline, or else right above, that isn't the date of a change, if it stands in a
    /// line of dates.
    pub(super) fn first_date(&self) -> Option<Stamp> {
        let below = self.headline + 1..self.headline + 1 + FIRST_DISTANCE;
        let day = |block: usize| self.is_label(block).then(|| Some((block, self.day_in(block, false)?)))?;
        let (block, day) = below.chain(self.headline.checked_sub(1)).find_map(day)?;
        self.is_dateline(block).then(|| Stamp::of_day(day))
    }

    /// Whether a block is a line of dates: a byline, or a label with few words beside its dates.
    fn is_dateline(&self, block: usize) -> bool {
        self.is_label(block)
            && (self.byline_at(block).is_some() || words_beside_dates(self.text(block)) <= DATELINE_WORDS)
    }

    /// Whether there is a block of this index and it is a label, by its length. Running text is longer, and may mention
    /// any day.
    fn is_label(&self, block: usize) -> bool {
        self.page.blocks.get(block).is_some_and(|block| block.text.len() <= LABEL_BYTES)
    }

    /// The first day in a block that is the date of a change, or the first that isn't: "Published May 3, 2024, updated
    /// May 5, 2024". In sentences only days of changes count: "This page was last edited on 9 January 2025."
    fn day_in(&self, block: usize, of_changes: bool) -> Option<Date> {
        let text = self.text(block);
        if !of_changes && self.byline_at(block).is_none() && is_sentence(text) {
            return None;
        }
        let mut from = 0;
        while let Some(found) = date::find(&text[from..]) {
            let is_change = says_change(&text[from..from + found.range.start]);
            from += found.range.end;
            let date = self.language.map_or(found.date, |language| found.in_language(language));
            let date = date.filter(|day| Stamp::is_known(*day));
            if is_change == of_changes && date.is_some() {
                return date;
            }
        }
        None
    }

    /// The text of a block.
    fn text(&self, block: usize) -> &str {
        self.page.block_text(&self.page.blocks[block])
    }

    /// The bylines near the headline or the story, the nearest first.
    fn bylines(&self) -> impl Iterator<Item = &'a Byline> {
        let mut near: Vec<&(usize, Byline)> =
            self.measurements.bylines.iter().filter(|(block, _)| self.is_near(*block)).collect();
        near.sort_by_key(|(block, _)| self.distance(*block));
        near.into_iter().map(|(_, byline)| byline)
    }

    /// Whether a block is near enough to the headline, to the beginning of the story or to its end to name its author
    /// and date.
    fn is_near(&self, block: usize) -> bool {
        block.abs_diff(self.headline).min(block.abs_diff(self.story.start)) <= BYLINE_DISTANCE
            || block.abs_diff(self.story.end) <= END_DISTANCE
    }

    /// Whether a block stands beside the story: from right above the headline to right behind its end.
    pub(super) fn is_beside_story(&self, block: usize) -> bool {
        (self.headline.saturating_sub(BESIDE_DISTANCE)..=self.story.end + BESIDE_DISTANCE).contains(&block)
    }

    /// The distance by which blocks are sorted. Nearest are the blocks around the headline, those below before those
    /// above; then come those around the beginning of the story, then those around its end.
    fn distance(&self, block: usize) -> (u8, usize) {
        let distances = [(self.headline, BYLINE_DISTANCE), (self.story.start, BYLINE_DISTANCE)];
        for (rank, (place, most)) in (0..).zip(distances) {
            if block.abs_diff(place) <= most {
                let above = if block < place { ABOVE_DISTANCE } else { 0 };
                return (rank, above + block.abs_diff(place));
            }
        }
        (2, block.abs_diff(self.story.end))
    }
}

/// Parts of the addresses of authors' pages.
fn author_pages() -> &'static [&'static str] {
    static PAGES: LazyLock<Vec<&str>> = LazyLock::new(|| word_list::section(names::TABLE, "author_pages"));
    &PAGES
}
