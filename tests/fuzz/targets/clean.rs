//! Any text can be cleaned, and cleaning the result again changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // The input is shorter than any limit, so an error is a bug.
    let article = unboil::clean(&String::from_utf8_lossy(data)).unwrap();
    unboil_fuzz::check(&article);
    let again = unboil::clean(&article.text()).unwrap();
    assert_eq!(again.text(), article.text());
});
