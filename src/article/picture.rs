//! A picture of an article, and what its address says about it.

/// Extensions of pictures.
const EXTENSIONS: &[&str] = &["avif", "gif", "ico", "jpeg", "jpg", "png", "svg", "webp"];
/// Extensions of pictures that may be icons: photographs come in other formats.
const ICON_EXTENSIONS: &[&str] = &["gif", "ico", "png", "svg"];
/// Words that stand in the file name or are the folder of an icon.
const ICONS: &[&str] = &["emoji", "emojis", "emoticon", "emoticons", "favicon", "icon", "icons", "smilies", "sprite"];
/// Words that stand in the host or the file name of the portrait of a user.
const PORTRAITS: &[&str] = &["avatar", "avatars", "gravatar"];

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Picture {
    pub(crate) url: String,
    pub(crate) alt: String,
    /// The caption of the figure that it stands in, or the text below it that is one by its class. It may be a block of
    /// the article, too.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) caption: Option<String>,
}

impl Picture {
    /// What is the same in the addresses of several sizes of this picture, see [`file()`].
    pub(crate) fn file(&self) -> (&str, &str) {
        file(&self.url)
    }

    /// Whether the address says that the picture is an icon or the portrait of a user. Gets a photograph wrong whose
    /// author gave it such a name.
    pub(crate) fn is_icon(&self) -> bool {
        let path = path(&self.url);
        let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
        let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
        let names =
            |text: &str, words: &[&str]| text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| is_of(word, words));
        let folder = folders.rsplit('/').next().unwrap_or_default();
        let host = path.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
        is_of(extension, &["ico"])
            || is_of(extension, ICON_EXTENSIONS) && (names(file, ICONS) || is_of(folder, ICONS))
            || names(file, PORTRAITS)
            || names(host, PORTRAITS)
    }
}

/// What is the same in the addresses of several sizes of one picture: the address without its query and without the
/// size in pixels that WordPress puts in front of the extension (`-860x484`), and the extension. The whole address if
/// there is no extension, since the query may say which picture it is.
pub(crate) fn file(url: &str) -> (&str, &str) {
    match path(url).rsplit_once('.').filter(|(_, extension)| is_of(extension, EXTENSIONS)) {
        Some((stem, extension)) => (without_size(stem), extension),
        None => (url, ""),
    }
}

/// An address without query and fragment.
fn path(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

/// Whether a word is one of these, in any case.
fn is_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// A file name without the size at its end.
fn without_size(stem: &str) -> &str {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let size = stem.rsplit_once('-').and_then(|(rest, size)| Some((rest, size.split_once('x')?)));
    match size {
        Some((rest, (width, height))) if is_number(width) && is_number(height) => rest,
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(url: &str) -> Picture {
        Picture { url: url.to_owned(), alt: String::new(), caption: None }
    }

    #[test]
    fn sizes_of_a_picture_are_the_same_file() {
        for (url, other, is_same) in [
            ("https://a.example/b.jpg?w=9", "https://a.example/b.jpg?w=12", true),
            ("https://a.example/b-860x484.jpg", "https://a.example/b.jpg", true),
            ("https://a.example/b-860x484.jpg", "https://a.example/b-1200x800.jpg#c", true),
            ("https://a.example/b-1.jpg", "https://a.example/b-2.jpg", false),
            ("https://a.example/b.jpg", "https://a.example/b.png", false),
            ("https://a.example/b.jpg", "https://a.example/c/b.jpg", false),
            ("https://a.example/show?id=1", "https://a.example/show?id=2", false),
            ("https://a.example/b-x-2x3y.jpg", "https://a.example/b-x.jpg", false),
        ] {
            assert_eq!(picture(url).file() == picture(other).file(), is_same, "{url} {other}");
        }
    }

    #[test]
    fn icons_are_known_by_their_address() {
        for (url, is_icon) in [
            ("https://a.example/favicon-1.ico", true),
            ("https://a.example/common/icon_scale.svg", true),
            ("https://a.example/images/icons/gplus-16.png", true),
            ("https://a.example/u/avatar_user_3-100x100.jpg", true),
            ("https://secure.gravatar.com/5f2?s=80", true),
            ("https://a.example/fashion-icons.jpg", false),
            ("https://a.example/icons/2024/coat.png", false),
            ("https://a.example/silicon.png", false),
            ("/lamp.jpg", false),
        ] {
            assert_eq!(picture(url).is_icon(), is_icon, "{url}");
        }
    }
}
