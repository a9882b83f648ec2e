//! Any bytes are a page in some charset. The first line of the input is the value of the `Content-Type` header, the
//! rest the page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unboil::{Error, Extractor};

fuzz_target!(|data: &[u8]| {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (header, page) = (&data[..end], data.get(end + 1..).unwrap_or_default());
    let header = std::str::from_utf8(header).ok().filter(|header| !header.is_empty());
    match Extractor::default().extract_bytes(page, header) {
        Ok(article) => unboil_fuzz::check(&article),
        Err(Error::TooDeep { .. } | Error::TooManyNodes { .. } | Error::TooComplex { .. }) => {}
        Err(error) => panic!("{error}"),
    }
});
