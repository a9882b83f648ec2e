//! Any text is a page: extraction ends without a panic, with a consistent article or an error of a limit, whatever the
//! settings.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unboil::{Error, Extractor, Focus};

fuzz_target!(|data: &[u8]| {
    let page = String::from_utf8_lossy(data);
    // The settings are derived from the page's length, so that seeds can be plain pages.
    let focus = [Focus::Precision, Focus::Balanced, Focus::Recall][page.len() % 3];
    let extractor = Extractor::builder().focus(focus).comments(page.len() % 2 == 0).build();
    match extractor.extract(&page) {
        Ok(article) => unboil_fuzz::check(&article),
        Err(Error::TooDeep { .. } | Error::TooManyNodes { .. } | Error::TooComplex { .. }) => {}
        Err(error) => panic!("{error}"),
    }
});
