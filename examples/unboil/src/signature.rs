//! The first bytes of files that are neither HTML nor text.

/// First bytes, what begins with them, and what to do with it.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "this is a PDF, not HTML: `pdftotext FILE - | unboil clean -` cleans its text"),
    (
        b"PK\x03\x04",
        "this is a zip archive, as .epub and .docx files are, not HTML: unpack it, and name the pages in it",
    ),
    (b"\x89PNG", "this is a picture, not HTML"),
    (b"\xff\xd8\xff", "this is a picture, not HTML"),
    (b"GIF8", "this is a picture, not HTML"),
];

/// What is wrong with a file that is neither HTML nor text; `None` if it may be one of them.
pub(crate) fn problem(bytes: &[u8]) -> Option<&'static str> {
    SIGNATURES.iter().find(|(first, _)| bytes.starts_with(first)).map(|(_, problem)| *problem)
}
