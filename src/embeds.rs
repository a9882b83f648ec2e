//! Which embedded players, posts, maps and charts belong to a story: those of the hosts and classes listed here. Frames
//! of other hosts are advertisements and counters more often than not.

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

/// Where the players, posts, maps, charts and documents of a host lie: the host, without subdomains, and what the path
/// begins with. Sorted. "Share" buttons, chats and counters of the same hosts lie elsewhere.
const FRAMES: &[(&str, &str)] = &[
    ("acast.com", "/"),
    ("anchor.fm", "/"),
    ("arcgis.com", "/apps/"),
    ("archive.org", "/embed/"),
    ("bandcamp.com", "/EmbeddedPlayer"),
    ("bilibili.com", "/player"),
    ("brightcove.net", "/"),
    ("bsky.app", "/embed/"),
    ("buzzsprout.com", "/"),
    ("cdn.knightlab.com", "/libs/"),
    ("codepen.io", "/"),
    ("dai.ly", "/"),
    ("dailymotion.com", "/embed/"),
    ("dailymotion.com", "/player"),
    ("datawrapper.de", "/"),
    ("deezer.com", "/widget/"),
    ("desmos.com", "/calculator/"),
    ("docs.google.com", "/presentation/"),
    ("docs.google.com", "/spreadsheets/"),
    ("documentcloud.org", "/documents/"),
    ("dwcdn.net", "/"),
    ("everviz.com", "/show/"),
    ("facebook.com", "/plugins/post.php"),
    ("facebook.com", "/plugins/video.php"),
    ("fast.wistia.com", "/embed/"),
    ("fast.wistia.net", "/embed/"),
    ("flo.uri.sh", "/"),
    ("flourish.studio", "/"),
    ("geogebra.org", "/material/"),
    ("giphy.com", "/embed/"),
    ("google.com", "/maps"),
    ("infogr.am", "/"),
    ("infogram.com", "/"),
    ("instagram.com", "/p/"),
    ("instagram.com", "/reel/"),
    ("issuu.com", "/"),
    ("jwplatform.com", "/players/"),
    ("jwplayer.com", "/players/"),
    ("libsyn.com", "/embed/"),
    ("linkedin.com", "/embed/"),
    ("loom.com", "/embed/"),
    ("maps.google.com", "/"),
    ("megaphone.fm", "/"),
    ("mixcloud.com", "/widget/"),
    ("ok.ru", "/videoembed/"),
    ("omny.fm", "/"),
    ("openstreetmap.org", "/export/embed"),
    ("ourworldindata.org", "/explorers/"),
    ("ourworldindata.org", "/grapher/"),
    ("player.vimeo.com", "/"),
    ("podcasts.apple.com", "/"),
    ("podigee.io", "/"),
    ("public.tableau.com", "/views/"),
    ("qq.com", "/txp/iframe/"),
    ("reddit.com", "/r/"),
    ("redditmedia.com", "/r/"),
    ("rumble.com", "/embed/"),
    ("rutube.ru", "/play/embed/"),
    ("rutube.ru", "/video/embed/"),
    ("scribd.com", "/embeds/"),
    ("simplecast.com", "/"),
    ("sketchfab.com", "/models/"),
    ("soundcloud.com", "/player"),
    ("spotify.com", "/embed"),
    ("spreaker.com", "/"),
    ("statista.com", "/graphic/"),
    ("streamable.com", "/"),
    ("ted.com", "/"),
    ("threads.net", "/"),
    ("tiktok.com", "/embed"),
    ("tiktok.com", "/player/"),
    ("twitch.tv", "/"),
    ("twitter.com", "/embed/"),
    ("umap.openstreetmap.fr", "/"),
    ("vimeo.com", "/"),
    ("vk.com", "/video_ext.php"),
    ("vkvideo.ru", "/video_ext.php"),
    ("x.com", "/embed/"),
    ("youku.com", "/embed/"),
    ("youtu.be", "/"),
    ("youtube-nocookie.com", "/embed/"),
    ("youtube-nocookie.com", "/v/"),
    ("youtube.com", "/embed/"),
    ("youtube.com", "/shorts/"),
    ("youtube.com", "/v/"),
    ("youtube.com", "/watch"),
];
/// What the path of a frame begins or ends with in software that anyone can run: PeerTube and Mastodon.
const SERVER_FRAMES: &[(&str, &str)] = &[("/videos/embed/", ""), ("/@", "/embed")];

/// Elements that stand for a player or post by its id: the element, the attribute with the id, and what stands before
/// the id in the address. Sorted.
const ELEMENTS: &[(&str, &str, &str)] = &[
    ("amp-dailymotion", "data-videoid", "https://www.dailymotion.com/video/"),
    ("amp-instagram", "data-shortcode", "https://www.instagram.com/p/"),
    ("amp-twitter", "data-tweetid", "https://twitter.com/i/status/"),
    ("amp-vimeo", "data-videoid", "https://vimeo.com/"),
    ("amp-youtube", "data-videoid", "https://www.youtube.com/watch?v="),
    ("lite-vimeo", "videoid", "https://vimeo.com/"),
    ("lite-youtube", "videoid", "https://www.youtube.com/watch?v="),
];

/// Hosts of posts, without subdomains, and a part of the path that the address of a post has. Sorted.
const POST_ADDRESSES: &[(&str, &str)] = &[
    ("bsky.app", "/post/"),
    ("facebook.com", "/posts/"),
    ("imgur.com", "/"),
    ("instagram.com", "/p/"),
    ("instagram.com", "/reel/"),
    ("reddit.com", "/comments/"),
    ("threads.com", "/post/"),
    ("threads.net", "/post/"),
    ("tiktok.com", "/video/"),
    ("tumblr.com", "/post/"),
    ("twitter.com", "/status/"),
    ("x.com", "/status/"),
];

/// Whether an address is that of a post of a social network: one of [`POST_ADDRESSES`], or of a server of Mastodon,
/// whose posts have a number behind the name of their author.
pub(crate) fn is_post_address(address: &str) -> bool {
    let Some((own, path)) = host_and_path(address) else { return false };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_of_mastodon = path.strip_prefix("/@").and_then(|rest| rest.split_once('/'));
    is_of_mastodon.is_some_and(|(_, number)| is_number(number))
        || POST_ADDRESSES.iter().any(|(host, part)| path.contains(part) && is_of_host(own, host))
}

/// Whether a host is this one, or one of its subdomains.
fn is_of_host(host: &str, of: &str) -> bool {
    host.len().checked_sub(of.len()).is_some_and(|at| {
        host.as_bytes()[at..].eq_ignore_ascii_case(of.as_bytes()) && (at == 0 || host.as_bytes()[at - 1] == b'.')
    })
}

/// Whether an address, absolute or without its scheme, is that of a player, a post or the like that belongs to a story.
pub(crate) fn is_player(address: &str) -> bool {
    let Some((own, path)) = host_and_path(address) else { return false };
    let path_alone = path.split(['?', '#']).next().unwrap_or_default();
    FRAMES.iter().any(|(host, start)| path.starts_with(start) && is_of_host(own, host))
        || SERVER_FRAMES.iter().any(|(start, end)| path_alone.starts_with(start) && path_alone.ends_with(end))
}

/// The address of what an element such as `<lite-youtube>` plays or shows; `attribute` gives the value of an attribute.
/// `None` for other elements.
pub(crate) fn element_address<'a>(name: &str, attribute: impl Fn(&str) -> Option<&'a str>) -> Option<String> {
    let at = ELEMENTS.binary_search_by_key(&name, |(element, ..)| element).ok()?;
    let (_, id, before) = ELEMENTS[at];
    let id = attribute(id).map(str::trim).filter(|id| !id.is_empty() && id.bytes().all(is_of_id))?;
    Some(format!("{before}{id}"))
}

/// Whether a byte may stand in the id of a video or post.
fn is_of_id(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_".contains(&byte)
}

/// The host of an address, without "www."; `None` if the address has none.
pub(crate) fn host(address: &str) -> Option<&str> {
    let (host, _) = host_and_path(address)?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// The title of a player or post at this address that has none of its own: its host, else the name of its file.
pub(crate) fn title(address: &str) -> &str {
    host(address).unwrap_or_else(|| id(address))
}

/// What tells the videos and posts of one host apart: the last part of the path, or the `v` of YouTube.
pub(crate) fn id(address: &str) -> &str {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let id = query.split('&').find_map(|parameter| parameter.strip_prefix("v="));
    id.unwrap_or_else(|| path.trim_end_matches('/').rsplit('/').next().unwrap_or_default())
}

/// The host of an address, and all behind it: at least a slash.
fn host_and_path(address: &str) -> Option<(&str, &str)> {
    let (_, rest) = address.split_once("//").filter(|(scheme, _)| {
        scheme.is_empty() || scheme.eq_ignore_ascii_case("https:") || scheme.eq_ignore_ascii_case("http:")
    })?;
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    (!host.is_empty()).then_some((host, if path.is_empty() { "/" } else { path }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(POSTS.is_sorted() && FRAMES.is_sorted() && ELEMENTS.is_sorted() && POST_ADDRESSES.is_sorted());
    }

    #[test]
    fn players_are_told_from_other_frames() {
        for (address, expected) in [
            ("https://www.youtube.com/embed/a1?rel=0", true),
            ("//www.youtube-nocookie.com/embed/a1", true),
            ("https://youtu.be/a1", true),
            ("HTTPS://Player.Vimeo.com/video/1", true),
            ("https://geo.dailymotion.com/player/x.html?video=1", true),
            ("https://w.soundcloud.com/player/?url=b", true),
            ("https://tube.example/videos/embed/a1", true),
            ("https://social.example/@ann/1/embed", true),
            ("https://platform.twitter.com/embed/Tweet.html?id=1", true),
            ("https://datawrapper.dwcdn.net/aB3xY/2/", true),
            ("//flo.uri.sh/visualisation/1/embed", true),
            ("https://www.google.com/maps/embed?pb=1", true),
            ("https://maps.google.com/maps?q=Tarn&output=embed", true),
            ("https://open.spotify.com/embed/track/1", true),
            ("https://www.google.com/recaptcha/api2/anchor", false),
            ("https://docs.google.com/forms/d/e/1/viewform", false),
            ("https://www.youtube.com/subscribe_embed?channel=a", false),
            ("https://www.facebook.com/plugins/like.php?href=youtube.com/embed/", false),
            ("https://notyoutube.com/embed/a1", false),
            ("https://youtube.com.ads.example/embed/a1", false),
            ("https://www.googletagmanager.com/ns.html?id=1", false),
            ("javascript://www.youtube.com/embed/a1", false),
            ("/embed/a1", false),
            ("about:blank", false),
        ] {
            assert_eq!(is_player(address), expected, "{address}");
        }
    }

    #[test]
    fn elements_have_the_address_of_their_video() {
        let attribute = |name: &str| (name == "videoid" || name == "data-videoid").then_some(" a_1 ");
        let address = |name| element_address(name, attribute);
        assert_eq!(address("lite-youtube").as_deref(), Some("https://www.youtube.com/watch?v=a_1"));
        assert_eq!(address("amp-vimeo").as_deref(), Some("https://vimeo.com/a_1"));
        assert_eq!(address("amp-ad"), None);
        assert_eq!(element_address("lite-youtube", |_| Some("a\"><script>")), None);
    }

    #[test]
    fn copies_have_the_same_id() {
        for address in
            ["https://www.youtube.com/embed/a1?rel=0", "https://youtu.be/a1", "https://y.example/watch?x=1&v=a1"]
        {
            assert_eq!(id(address), "a1", "{address}");
        }
    }

    #[test]
    fn addresses_of_posts_are_told_from_those_of_their_authors() {
        for (address, expected) in [
            ("https://twitter.com/ann/status/1?ref=a", true),
            ("https://mobile.twitter.com/ann/status/1", true),
            ("https://social.example/@ann/110", true),
            ("https://bsky.app/profile/ann.example/post/3k", true),
            ("https://www.instagram.com/p/C1/", true),
            ("https://twitter.com/ann", false),
            ("https://social.example/@ann", false),
            ("https://t.co/abc", false),
            ("/ann/status/1", false),
        ] {
            assert_eq!(is_post_address(address), expected, "{address}");
        }
    }

    #[test]
    fn posts_are_told_by_their_class() {
        assert!(is_post("x twitter-tweet tw-align-center") && is_post("instagram-media"));
        assert!(!is_post("quote") && !is_post("twitter-tweets") && !is_post(""));
    }
}
