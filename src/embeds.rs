//! Which embedded players and posts belong to a story: those of the hosts and classes listed here. Frames of other hosts
//! are advertisements and counters more often than not.

/// Words of the classes that social networks give to the quotation of a post, sorted. A script makes a frame of it.
const POSTS: &[&str] = &[
    "bluesky-embed",
    "fb-post",
    "fb-xfbml-parse-ignore",
    "imgur-embed-pub",
    "instagram-media",
    "mastodon-embed",
    "reddit-card",
    "reddit-embed-bq",
    "text-post-media",
    "tiktok-embed",
    "tumblr-post",
    "twitter-tweet",
    "twitter-video",
];

/// Whether an element with this class quotes a post of a social network.
pub(crate) fn is_post(class: &str) -> bool {
    class.split_ascii_whitespace().any(|word| POSTS.binary_search(&word).is_ok())
}
