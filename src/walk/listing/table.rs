//! Tables of code: a column of numbers beside a column of code.

use std::rc::Rc;

use html5ever::local_name;
use markup5ever_rcdom::{Handle, NodeData};

use super::numbers::{is_column, is_number};
use crate::walk::element::Attributes;
use crate::walk::nodes::{class_of, tag_name};

/// Parts of the classes of tables and cells with code, in lower case.
const CLASS_PARTS: &[&str] = &["blob", "code", "diff", "highlight", "hljs", "source", "syntax"];
/// A cell is searched for code in at most this many of the nodes inside. Set by hand.
const SEARCHED: usize = 32;

/// What a cell or table is known to hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holds {
    Anything,
    Code,
    Pre,
}

/// The element whose content is a listing, if the table is one or lays one out beside the numbers of its lines; `None`
/// for any other table, and if the listing is a `<pre>` in the table. Numbers in a cell of their own are taken out of
/// the tree.
///
/// For the tables of Pygments, Rouge, Hexo and Crayon, which have one row, and for those of GitHub, which have a row a
/// line.
pub(in crate::walk) fn listing_in(table: &Handle) -> Option<Handle> {
    let rows = rows(table);
    let (first, others) = rows.split_first()?;
    let (code, numbers) = first.1.split_last()?;
    if others.is_empty() {
        let [numbers] = numbers else { return None };
        let holds = Some(held(code)).filter(|holds| *holds > Holds::Anything && holds_numbers(numbers))?;
        first.0.children.borrow_mut().retain(|cell| !Rc::ptr_eq(cell, numbers));
        return (holds == Holds::Code).then(|| code.clone());
    }
    let has_numbers = |(_, cells): &(Handle, Vec<Handle>)| match &cells[..] {
        [numbers @ .., _] if (1..=2).contains(&numbers.len()) => numbers.iter().all(is_marked_number),
        // A row between two parts of a file.
        _ => cells.len() <= 1,
    };
    let is_code = (1..=2).contains(&numbers.len()) && rows.iter().all(has_numbers) && held(code) > Holds::Anything;
    is_code.then(|| table.clone())
}

/// The rows of a table, each with its cells. Tables within the table are not searched.
fn rows(table: &Handle) -> Vec<(Handle, Vec<Handle>)> {
    let mut rows = Vec::new();
    for part in table.children.borrow().iter() {
        match tag_name(part) {
            Some(local_name!("tr")) => rows.push(part.clone()),
            Some(local_name!("tbody") | local_name!("thead") | local_name!("tfoot")) => {
                let inside = part.children.borrow();
                rows.extend(inside.iter().filter(|row| tag_name(row) == Some(local_name!("tr"))).cloned());
            }
            _ => {}
        }
    }
    let is_cell = |node: &&Handle| matches!(tag_name(node), Some(local_name!("td") | local_name!("th")));
    let cells = |row: &Handle| row.children.borrow().iter().filter(is_cell).cloned().collect();
    rows.into_iter().map(|row| (row.clone(), cells(&row))).collect()
}

/// Whether a cell holds the numbers of lines: a growing column of them, or one that its attributes mark.
fn holds_numbers(cell: &Handle) -> bool {
    is_column(cell) || is_marked_number(cell)
}

/// Whether a cell has no text but numbers, and attributes that mark them as those of lines.
fn is_marked_number(cell: &Handle) -> bool {
    let NodeData::Element { attrs, .. } = &cell.data else { return false };
    is_number(&Attributes::of(&attrs.borrow()), cell)
}

/// What a cell holds, as far as it shows in the first [`SEARCHED`] nodes.
fn held(cell: &Handle) -> Holds {
    let mut holds = Holds::Anything;
    let mut open = vec![cell.clone()];
    for _ in 0..SEARCHED {
        let Some(node) = open.pop() else { break };
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attrs = attrs.borrow();
            let class = class_of(&attrs).to_ascii_lowercase();
            match name.local {
                local_name!("pre") => return Holds::Pre,
                local_name!("code") => holds = Holds::Code,
                _ if CLASS_PARTS.iter().any(|part| class.contains(part)) => holds = Holds::Code,
                _ => {}
            }
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    holds
}
