//! Pages about what is cruft elsewhere: a privacy policy, an imprint, a page on newsletters. Their text is whole, the
//! boxes around it are not part of it; and news that mentions such a thing changes nothing.

use unboil::extract;

/// A page about a kind of cruft.
struct About {
    title: &'static str,
    /// The address; empty if the page gives none.
    address: &'static str,
    /// The markup of the text, headline included.
    text: &'static str,
    /// Must be in the article.
    kept: &'static [&'static str],
}

const PAGES: &[About] = &[
    About {
        title: "Datenschutzerklärung | Stadtwerke Nordtal",
        address: "",
        text: "<div class=privacy><h1>Datenschutzerklärung</h1><p>Stand: 4. März 2025</p><h2>Cookies</h2>\
            <p>Wir verwenden Cookies, damit Sie angemeldet bleiben. Mit der Nutzung unserer Website stimmen Sie dem zu.</p>\
            <h2>Ihre Rechte</h2><p>Sie können Auskunft über Ihre Daten verlangen und ihrer Verarbeitung widersprechen.</p></div>",
        kept: &["Datenschutzerklärung", "Wir verwenden Cookies", "Ihre Rechte", "widersprechen."],
    },
    About {
        title: "Le Courrier du Val",
        address: "https://courrier.example/mentions-legales.html",
        text: "<div><h2>Mentions légales</h2><p>Le site est édité par la société Courrier du Val, 12 rue du Moulin, au capital \
            de huit mille euros.</p><p>Tous droits réservés : toute reproduction des articles, même partielle, est soumise à \
            l'accord écrit de la société.</p><p>Nous utilisons des cookies pour mesurer l'audience du site.</p></div>",
        kept: &["Le site est édité", "Tous droits réservés", "Nous utilisons des cookies"],
    },
    About {
        title: "Kestrel: Cookie Policy (EU)",
        address: "",
        text: "<main><article><h1>Cookie Policy (EU)</h1><section class=cookie-policy><p>This policy was last updated on 2 May \
            2025 and applies to citizens of the European Economic Area.</p><p>Our website uses cookies. We use cookies to \
            remember the port that you sail from.</p><h2>Managing cookies</h2><p>You can delete cookies in the settings of \
            your browser. By continuing to use our site you agree that we store one cookie, which holds your language.</p>\
            </section></article></main>",
        kept: &["We use cookies to remember", "Managing cookies", "you agree that we store one cookie"],
    },
    About {
        title: "プライバシーポリシー - 北見製材所",
        address: "",
        text: "<h1>北見製材所 プライバシーポリシー</h1><p>当サイトでは、お客様の利便性のためにクッキーを使用しています。\
            ブラウザの設定でクッキーを無効にすることができます。</p><h2>お問い合わせ</h2><p>個人情報の取り扱いに関する\
            お問い合わせは、製材所の事務室までお電話でお寄せください。三営業日以内に担当者がお返事いたします。</p>",
        kept: &["クッキーを使用しています", "三営業日以内に"],
    },
    About {
        title: "Newsletters – The Weir Post",
        address: "https://weirpost.example/newsletters/",
        text: "<h1>Our newsletters</h1><p>The Weir Post sends three newsletters, all of them free, and all of them written by \
            the people whose names you know from the paper.</p><h2>The Lock</h2><p>Sign up for our newsletter on boats and \
            you get a letter every Friday with the water levels of the week. You can unsubscribe at any time.</p>\
            <h2>The Mill</h2><p>Subscribe to our newsletter on bread if you bake, or want to: one recipe every Sunday.</p>",
        kept: &["three newsletters", "Sign up for our newsletter on boats", "Subscribe to our newsletter on bread"],
    },
    About {
        title: "Datenschutzerklärung",
        address: "",
        text: "<h1>Datenschutzerklärung</h1><p>Wir speichern, wann welche Seite gelesen wurde, und löschen es nach einer \
            Woche wieder.</p><h2>Newsletter</h2><p>Wer den Rundbrief bestellt, dessen Adresse speichern wir, bis er ihn \
            abbestellt.</p><h2>Kommentare</h2><p>Wer einen Kommentar schreibt, muss einen Namen nennen, der nicht sein \
            eigener sein muss.</p>",
        kept: &["Newsletter\n", "Wer den Rundbrief", "Kommentare\n", "Wer einen Kommentar"],
    },
    About {
        title: "Advertise with us",
        address: "https://weirpost.example/advertise",
        text: "<h1>Advertise with us</h1><p>The Weir Post reaches nine thousand households between the two locks, and one in \
            three of their members reads the advertisements first.</p><h2>Sponsored content</h2><p>Sponsored content is \
            marked as an advertisement, in print and on the site. Our editors neither write nor change it.</p>\
            <h2>Rates</h2><p>A column costs forty crowns, and a page costs two hundred, on every day of the week.</p>",
        kept: &["Sponsored content", "Our editors neither write", "A column costs"],
    },
];

/// Boxes that stand around the text of any page.
const BOXES: &[(&str, &str)] = &[
    (
        "<div class='cc-window cc-banner'><p>We use cookies to show you heron pictures.</p><button>Accept all</button></div>",
        "heron pictures",
    ),
    (
        "<div role=dialog aria-modal=true><h2>Your privacy</h2><p>Our partners use cookies for otters.</p></div>",
        "otters",
    ),
    (
        "<footer><p>© 2025 Beaver Press. All rights reserved.</p><a href=/privacy>Privacy policy</a></footer>",
        "Beaver Press",
    ),
];

/// A page with its title and address, and with the boxes around its text.
fn page(title: &str, address: &str, text: &str) -> String {
    let (banner, dialog, footer) = (BOXES[0].0, BOXES[1].0, BOXES[2].0);
    let canonical = if address.is_empty() { String::new() } else { format!("<link rel=canonical href='{address}'>") };
    let menu = "<nav><a href=/>Home</a> <a href=/news>News</a></nav>";
    format!("<title>{title}</title>{canonical}<body>{banner}{menu}{text}{footer}{dialog}")
}

#[test]
fn the_subject_of_a_page_is_no_cruft() {
    for About { title, address, text, kept } in PAGES {
        let article = extract(&page(title, address, text)).unwrap().text();
        for piece in *kept {
            assert!(article.contains(piece), "{title}: {piece:?} is missing:\n{article}");
        }
        for (_, piece) in BOXES {
            assert!(!article.contains(piece), "{title}: {piece:?} is left:\n{article}");
        }
    }
}

#[test]
fn news_about_cruft_has_no_such_subject() {
    const NOTICE: &str = "<p>We use cookies to show you pictures of cranes. <a href=/privacy>Privacy policy</a></p>";
    const STORY: &str = "<p>The council of Harn has told the ferry company to ask its passengers before it follows them \
        around the web, and gave it until the spring.</p><p>The company says that it was never asked to ask. It has nine \
        boats, and a site that sells some four hundred tickets a day.</p><p>A hearing is set for the second week of March, \
        when the ice is expected to have gone.</p>";
    for title in ["Ferry company fined over the cookies on its site", "Council wants every newsletter to be shorter"] {
        let text = format!("<main><h1>{title}</h1>{NOTICE}{STORY}<p>Sign up for our free newsletter!</p></main>");
        let article = extract(&page(&format!("{title} | The Weir Post"), "", &text)).unwrap().text();
        assert!(article.contains("nine boats") && article.contains("second week of March"), "{article}");
        for piece in ["cranes", "Sign up", "otters", "heron"] {
            assert!(!article.contains(piece), "{title}: {piece:?} is left:\n{article}");
        }
    }
}

#[test]
fn a_bill_of_fare_is_no_menu_of_the_site() {
    const INTRO: &str = "<h1>Zum Wehr</h1><p>Wir kochen mit dem, was das Tal hergibt, und die Karte wechselt jede Woche. \
        Bitte sagen Sie uns bei der Bestellung, was Sie nicht vertragen.</p>";
    for fare in [
        "<section id=menu><h2>Vorspeisen</h2><p>Geräucherte Forelle mit Roten Rüben und Meerrettich, 9 Kronen.</p>\
         <p>Brennnesselsuppe mit einem pochierten Ei, 7 Kronen.</p><h2>Süßes</h2><p>Pflaumenkuchen mit saurem Rahm, 6 Kronen.</p></section>",
        "<div class='menu menu--dinner'><h2>Vorspeisen</h2><ul><li>Geräucherte Forelle mit Roten Rüben und Meerrettich, 9 Kronen.</li>\
         <li>Brennnesselsuppe mit einem pochierten Ei, 7 Kronen.</li></ul><h2>Süßes</h2><ul><li>Pflaumenkuchen mit saurem Rahm, \
         6 Kronen.</li></ul></div>",
        "<div class=food-menu><div class=menu-item><h3>Forelle</h3><p>Geräuchert, mit Roten Rüben und Meerrettich, für 9 Kronen.</p>\
         </div><div class=menu-item><h3>Brennnesselsuppe</h3><p>Mit einem pochierten Ei, und auf Wunsch auch ohne, für 7 Kronen.</p>\
         </div><div class=menu-item><h3>Pflaumenkuchen mit saurem Rahm</h3><p>So, wie ihn die Wirtin bäckt, für 6 Kronen.</p></div></div>",
    ] {
        let page = format!(
            "<title>Zum Wehr</title><nav><a href=/>Start</a> <a href=/tisch>Tisch bestellen</a></nav><main>{INTRO}{fare}</main>"
        );
        let article = extract(&page).unwrap().text();
        for piece in ["Roten Rüben und Meerrettich", "pochierten Ei", "Pflaumenkuchen mit saurem Rahm"] {
            assert!(article.contains(piece), "{piece:?} is missing:\n{article}");
        }
        assert!(!article.contains("Tisch bestellen"), "{article}");
    }
    for menu in [
        "<div id=menu><a href=/>Start</a><a href=/karte>Die Karte der Woche</a><a href=/wein>Weine aus dem Tal</a></div>",
        "<div class=menu role=menu><button>Start</button><button>Die Karte der Woche</button><button>Weine aus dem Tal</button></div>",
    ] {
        let article = extract(&format!("<title>Zum Wehr</title>{menu}<main>{INTRO}</main>")).unwrap().text();
        assert!(article.contains("das Tal hergibt") && !article.contains("Weine aus dem Tal"), "{article}");
    }
}
