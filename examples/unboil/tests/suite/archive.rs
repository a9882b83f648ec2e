//! Makes WARC records and HTTP responses for the tests.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// One gzip member.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A WARC record of type `kind`, with `name` in its id and its address.
pub(crate) fn record(kind: &str, name: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Date: 2024-11-06T07:30:00Z\r\n\
         WARC-Target-URI: https://example.org/{name}\r\nContent-Type: application/http;msgtype=response\r\n\
         Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// An HTTP response with an HTML body.
pub(crate) fn response(name: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nServer: {name}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n");
    [head.as_bytes(), body].concat()
}
