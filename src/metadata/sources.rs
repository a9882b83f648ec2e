//! The parts of a page that metadata are declared in.

use super::schema::Schema;
use crate::page::Head;

/// What a page declares for machines: its head, JSON-LD and microdata.
pub(super) struct Sources<'a> {
    pub(super) head: &'a Head,
    pub(super) json_ld: Schema<'a>,
    pub(super) microdata: Schema<'a>,
}

impl<'a> Sources<'a> {
    pub(super) fn of(head: &'a Head) -> Sources<'a> {
        let [json_ld, microdata] = [Schema::of(&head.structured), Schema::of_microdata(&head.microdata)];
        Sources { head, json_ld, microdata }
    }
}
