//! Any bytes are a saved site profile, or an error that says where. The input is the part of a profile between version
//! and checksum; the target adds these, since nearly all inputs would fail at the checksum. A profile that can be read
//! is unchanged when written and read again, and can be merged and used.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unboil::{Error, Extractor, SiteProfile};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The bytes that `SiteProfile::to_bytes` begins with, including the version.
const HEAD: &[u8] = b"unboil site\n\x01";
/// The seed of the hash that is its checksum.
const SEED: u64 = 6;

const PAGE: &str = "<title>Tides</title><h1>Tides</h1><p>The tide clock on the northern pier has been right since 1950, and \
    nobody has ever wound it.</p><p>Who does it at night is not known, and not asked.</p><footer>The Pier</footer>";

fuzz_target!(|body: &[u8]| {
    assert!(matches!(SiteProfile::from_bytes(body), Err(Error::BadProfile { .. })) || body.starts_with(HEAD));
    let mut bytes = [HEAD, body].concat();
    bytes.extend(xxh3_64_with_seed(&bytes, SEED).to_le_bytes());
    let profile = match SiteProfile::from_bytes(&bytes) {
        Ok(profile) => profile,
        Err(Error::BadProfile { offset, .. }) => return assert!(offset <= bytes.len()),
        Err(other) => panic!("{other:?}"),
    };
    assert_eq!(SiteProfile::from_bytes(&profile.to_bytes()).unwrap(), profile);
    let mut twice = profile.clone();
    twice.learn(&unboil::extract(PAGE).unwrap());
    twice.merge(&profile);
    let extractor = Extractor::builder().site(twice).build();
    unboil_fuzz::check(&extractor.extract(PAGE).unwrap());
});
