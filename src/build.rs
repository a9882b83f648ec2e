//! Compiles the lexicon and the vocabulary from the texts that people and the trainer write into the form in which the
//! crate looks things up, so that no process has to read the texts. The formats are described in
//! `src/cruft/lexicon/compile.rs` and `src/vocabulary/compile.rs`.
//!
//! The modules that read and write these forms are those of the crate: each file below is part of both.

#![allow(dead_code, unreachable_pub, reason = "the crate needs more of these modules than its build does")]

#[path = "chars/ascii.rs"]
mod ascii;
#[path = "hash.rs"]
mod hash;
#[path = "packed.rs"]
mod packed;

mod chars {
    pub(crate) use super::ascii::single_spaced;
}

#[path = "cruft/lexicon"]
mod lexicon {
    pub(crate) mod compile;
    mod normalize;
    mod opening;
    mod pattern;
    mod prefixes;

    pub(crate) use normalize::normalize;
}

#[path = "vocabulary"]
mod vocabulary {
    pub(crate) mod compile;
    mod source;
    mod table;
}

use std::path::Path;
use std::{env, fs, io};

/// The folder of the files of phrases.
const LEXICON: &str = "src/cruft/lexicon";
/// The vocabulary, which the trainer writes.
const VOCABULARY: &str = "src/score/model/vocabulary.txt";

fn main() -> io::Result<()> {
    for path in [LEXICON, VOCABULARY] {
        println!("cargo::rerun-if-changed={path}");
    }
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo gives no OUT_DIR"))?;
    let write = |name: &str, bytes: Vec<u8>| fs::write(Path::new(&folder).join(name), bytes);
    let files = lexicon::compile::files(Path::new(LEXICON))?;
    write("lexicon.bin", lexicon::compile::compile(files.iter().map(|(code, file)| (code.as_str(), file.as_str()))))?;
    write("vocabulary.bin", vocabulary::compile::compile(&fs::read_to_string(VOCABULARY)?))
}
