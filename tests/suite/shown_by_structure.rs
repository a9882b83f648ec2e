//! Cruft that the structure of a page shows without a word of the lexicon, and near misses that stay.

use unboil::Extractor;

/// A page with a title, and this below its headline.
fn page(language: &str, title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang={language}><head><meta charset=utf-8><title>{title}</title></head><body>\
         <div class=k1><a href=/>◦</a></div><div class=k2><h1>{title}</h1>{body}</div></body></html>"
    )
}

/// The text of the article of a page.
fn text(page: &str) -> String {
    Extractor::default().extract(page).unwrap().text()
}

/// Asserts that each of `kept` is in the article of a page, and that none of `dropped` is.
fn assert_cut(page: &str, kept: &[&str], dropped: &[&str]) {
    let text = text(page);
    for part in kept {
        assert!(text.contains(part), "{part:?} is missing: {text}\n{page}");
    }
    for part in dropped {
        assert!(!text.contains(part), "{part:?} is left: {text}\n{page}");
    }
}

/// Language, title, three paragraphs, a label, two titles of other stories.
type Story = (&'static str, &'static str, [&'static str; 3], &'static str, [&'static str; 2]);

/// Stories in languages of which the crate had no phrases when the test was written.
const STORIES: [Story; 10] = [
    (
        "ka",
        "ძველი ხიდის შეკეთება მომავალ თვეში დაიწყება",
        [
            "მდინარეზე გადებული ძველი ხიდის შეკეთება მომავალ თვეში დაიწყება, განაცხადა მერიამ ოთხშაბათს ქალაქის საბჭოს სხდომაზე. სამუშაო ოთხი მილიონი დაჯდება.",
            "ხიდი 1912 წელს აშენდა და უკვე სამი წელია მძიმე მანქანებისთვის დაკეტილია, რადგან ინჟინრებმა ბურჯებში ბზარები იპოვეს და საფრთხე დაინახეს.",
            "სამუშაო ორ წელს გაგრძელდება, მანამდე კი ფეხით მოსიარულეები დროებით ხიდზე გაივლიან, რომელიც მის გვერდით დგას უკვე მთელი თვე.",
        ],
        "აგრეთვე იხილეთ",
        ["მდინარის დონემ კვლავ აიწია ღამით", "ხანძარი ბაზარში: ორი ჯიხური დაიწვა"],
    ),
    (
        "hy",
        "Հին կամրջի վերանորոգումը կսկսվի հաջորդ ամիս",
        [
            "Գետի վրայով անցնող հին կամրջի վերանորոգումը կսկսվի հաջորդ ամիս, հայտնեց քաղաքապետարանը չորեքշաբթի օրը խորհրդի նիստում, և այն կարժենա չորս միլիոն:",
            "Կամուրջը կառուցվել է 1912 թվականին և արդեն երեք տարի փակ է ծանր մեքենաների համար, քանի որ ինժեներները ճաքեր են գտել հենարաններում:",
            "Աշխատանքները կտևեն երկու տարի, մինչ այդ հետիոտները կանցնեն ժամանակավոր կամրջով, որը կանգնած է հնի կողքին արդեն մի ամբողջ ամիս:",
        ],
        "Կարդացեք նաև",
        ["Գետի մակարդակը կրկին բարձրացել է գիշերը", "Հրդեհ շուկայում, երկու կրպակ այրվել է"],
    ),
    (
        "am",
        "የአሮጌው ድልድይ ጥገና በሚቀጥለው ወር ይጀምራል",
        [
            "በከተማው መሀል በሚያልፈው ወንዝ ላይ ያለው የአሮጌው ድልድይ ጥገና በሚቀጥለው ወር እንደሚጀምር ማዘጋጃ ቤቱ ረቡዕ ዕለት አስታወቀ።",
            "ድልድዩ በ1912 የተሠራ ሲሆን መሐንዲሶች በምሰሶዎቹ ላይ ስንጥቅ ስላገኙ ላለፉት ሦስት ዓመታት ለከባድ ተሽከርካሪዎች ተዘግቶ ቆይቷል፤ ነገሩ አሳሳቢ ነው ተብሏል።",
            "ሥራው ሁለት ዓመት ይፈጃል፤ እስከዚያ ድረስ እግረኞች በአጠገቡ በተሠራው ጊዜያዊ ድልድይ ላይ ማለፍ ይችላሉ ሲሉ ኃላፊው ለነዋሪዎች ተናግረዋል።",
        ],
        "ተጨማሪ ያንብቡ",
        ["የወንዙ መጠን እንደገና ከፍ አለ", "በገበያ ውስጥ እሳት፣ ሁለት ሱቆች ተቃጠሉ"],
    ),
    (
        "ml",
        "പഴയ പാലത്തിന്റെ അറ്റകുറ്റപ്പണി അടുത്ത മാസം തുടങ്ങും",
        [
            "നഗരമധ്യത്തിലൂടെ ഒഴുകുന്ന പുഴയ്ക്ക് കുറുകെയുള്ള പഴയ പാലത്തിന്റെ അറ്റകുറ്റപ്പണി അടുത്ത മാസം തുടങ്ങുമെന്ന് നഗരസഭ ബുധനാഴ്ച അറിയിച്ചു, ചെലവ് നാല് കോടി രൂപ വരും.",
            "1912 ൽ പണിത ഈ പാലം കഴിഞ്ഞ മൂന്ന് വർഷമായി ഭാരവാഹനങ്ങൾക്ക് അടച്ചിട്ടിരിക്കുകയാണ്, തൂണുകളിൽ വിള്ളലുകൾ കണ്ടെത്തിയതാണ് കാരണം എന്ന് എഞ്ചിനീയർമാർ പറഞ്ഞു.",
            "പണി രണ്ട് വർഷം നീളും, അതുവരെ കാൽനടക്കാർക്ക് തൊട്ടടുത്തുള്ള താൽക്കാലിക പാലം ഉപയോഗിക്കാം എന്ന് മേയർ നാട്ടുകാരോട് പറഞ്ഞു, തിടുക്കം ഇല്ല.",
        ],
        "കൂടുതൽ വായിക്കാം",
        ["പുഴയിലെ ജലനിരപ്പ് വീണ്ടും ഉയർന്നു", "ചന്തയിൽ തീപിടിത്തം, രണ്ട് കടകൾ കത്തി"],
    ),
    (
        "sq",
        "Riparimi i urës së vjetër nis muajin e ardhshëm",
        [
            "Riparimi i urës së vjetër mbi lumin që kalon mes qytetit nis muajin e ardhshëm, njoftoi bashkia të mërkurën, dhe puna do të kushtojë katër milionë.",
            "Ura u ndërtua në vitin 1912 dhe prej tre vjetësh është e mbyllur për makinat e rënda, sepse inxhinierët gjetën të çara në shtylla.",
            "Punimet do të zgjasin dy vjet. Deri atëherë këmbësorët kalojnë mbi urën e përkohshme që ndodhet pranë saj.",
        ],
        "Lexo edhe",
        ["Niveli i lumit u ngrit sërish", "Zjarr në treg, u dogjën dy dyqane"],
    ),
    (
        "sw",
        "Ukarabati wa daraja la zamani kuanza mwezi ujao",
        [
            "Ukarabati wa daraja la zamani linalovuka mto katikati ya mji utaanza mwezi ujao, halmashauri ilitangaza Jumatano, na kazi hiyo itagharimu milioni nne.",
            "Daraja hilo lilijengwa mwaka 1912 na kwa miaka mitatu limefungwa kwa magari mazito, kwa sababu wahandisi waligundua nyufa katika nguzo zake.",
            "Kazi itachukua miaka miwili. Hadi hapo watembea kwa miguu watapita kwenye daraja la muda lililo kando yake.",
        ],
        "Soma pia",
        ["Kiwango cha maji mtoni chapanda tena", "Moto sokoni, vibanda viwili vyateketea usiku"],
    ),
    (
        "et",
        "Vana silla remont algab järgmisel kuul",
        [
            "Linna läbiva jõe vana silla remont algab järgmisel kuul, teatas linnavalitsus kolmapäeval, ja töö läheb maksma neli miljonit eurot.",
            "Sild ehitati 1912. aastal ja on raskeveokitele juba kolm aastat suletud, sest insenerid leidsid selle sammastest pragusid.",
            "Tööd kestavad kaks aastat. Seni saavad jalakäijad kasutada kõrval asuvat ajutist silda, mille linn lasi kevadel ehitada.",
        ],
        "Loe lisaks",
        ["Jõe veetase tõusis öösel jälle", "Tulekahju turul, kaks müügiletti hävis"],
    ),
    (
        "my",
        "တံတားဟောင်း ပြုပြင်ရေး လာမည့်လတွင် စမည်",
        [
            "မြို့လယ်ကို ဖြတ်စီးသော မြစ်ပေါ်ရှိ တံတားဟောင်းကို လာမည့်လတွင် စတင်ပြုပြင်မည်ဟု မြို့တော်က ဗုဒ္ဓဟူးနေ့တွင် ကြေညာခဲ့သည်။ ကုန်ကျစရိတ်မှာ လေးသန်းဖြစ်သည်။",
            "တံတားကို ၁၉၁၂ ခုနှစ်တွင် တည်ဆောက်ခဲ့ပြီး အင်ဂျင်နီယာများက တိုင်များတွင် အက်ကြောင်းများ တွေ့ရှိသဖြင့် သုံးနှစ်ကြာ ပိတ်ထားသည်။",
            "လုပ်ငန်းသည် နှစ်နှစ်ကြာမည်ဖြစ်သည်။ ထိုအချိန်အထိ လမ်းသွားလမ်းလာများသည် ဘေးရှိ ယာယီတံတားကို အသုံးပြုနိုင်သည်။",
        ],
        "ဆက်ဖတ်ရန်",
        ["မြစ်ရေ ထပ်မံမြင့်တက်လာပြီ", "ဈေးတွင် မီးလောင်၊ ဆိုင်နှစ်ဆိုင် ပျက်စီး"],
    ),
    (
        "mn",
        "Хуучин гүүрний засвар ирэх сард эхэлнэ",
        [
            "Хотын голоор урсдаг голын хуучин гүүрний засвар ирэх сард эхэлнэ гэж хотын захиргаа лхагва гарагт мэдэгдлээ. Ажилд дөрвөн сая төгрөг зарцуулна.",
            "Гүүрийг 1912 онд барьсан бөгөөд инженерүүд тулгуураас нь хагарал олсон учир гурван жилийн турш хүнд даацын машинд хаалттай байна.",
            "Ажил хоёр жил үргэлжилнэ. Тэр болтол явган зорчигчид хажууд нь байгаа түр гүүрээр гарна гэж дарга хэллээ.",
        ],
        "Мөн уншаарай",
        ["Голын усны түвшин дахин нэмэгдлээ", "Зах дээр гал гарч, хоёр лангуу шатав"],
    ),
    (
        "fa",
        "تعمیر پل قدیمی ماه آینده آغاز می‌شود",
        [
            "تعمیر پل قدیمی روی رودخانه‌ای که از میان شهر می‌گذرد ماه آینده آغاز می‌شود. شهرداری روز چهارشنبه اعلام کرد که این کار چهار میلیون هزینه دارد.",
            "این پل در سال ۱۹۱۲ ساخته شد و سه سال است که به روی خودروهای سنگین بسته است، زیرا مهندسان در پایه‌های آن ترک دیده‌اند.",
            "کار دو سال طول می‌کشد. تا آن زمان پیاده‌ها می‌توانند از پل موقت کنار آن بگذرند، شهردار گفت و از مردم تشکر کرد.",
        ],
        "بیشتر بخوانید",
        ["سطح آب رودخانه دوباره بالا آمد", "آتش‌سوزی در بازار، دو مغازه سوخت"],
    ),
];

#[test]
fn a_label_with_links_to_other_stories_goes_in_any_language() {
    for (language, title, [first, second, third], label, [one, other]) in STORIES {
        let lists = [
            format!("<div><h3>{label}</h3><ul><li><a href=/1>{one}</a></li><li><a href=/2>{other}</a></li></ul></div>"),
            format!("<div class=b><p><b>{label}</b></p><p><a href=/1>{one}</a></p><p><a href=/2>{other}</a></p></div>"),
            format!(
                "<aside class=r8><div>{label}:</div><div><h4><a href=/1>{one}</a></h4></div>\
                 <div><h4><a href=/2>{other}</a></h4></div></aside>"
            ),
        ];
        for list in lists {
            let end = page(language, title, &format!("<p>{first}</p><p>{second}</p><p>{third}</p>{list}"));
            assert_cut(&end, &[first, second, third], &[label, one, other]);
            let middle = page(language, title, &format!("<p>{first}</p><p>{second}</p>{list}<p>{third}</p>"));
            assert_cut(&middle, &[first, second, third], &[label, one, other]);
        }
    }
}

#[test]
fn a_line_that_leads_to_another_story_goes_in_any_language() {
    for (language, title, [first, second, third], label, [one, other]) in STORIES {
        // The lines have enough words in a language that sets spaces.
        let words = format!("{one} {other}");
        for line in [
            format!("<p><strong>{label}:</strong> <a href=/1>{words}</a></p>"),
            format!("<div class=x9>{label} <a href=/1>{words}</a></div>"),
            format!("<p><a href=/1><b>{words}</b></a></p>"),
        ] {
            let page = page(language, title, &format!("<p>{first}</p><p>{second}</p>{line}<p>{third}</p>"));
            assert_cut(&page, &[first, second, third], &[one]);
        }
    }
}

const RIVER: [&str; 3] = [
    "The ferry across the upper river will run again from April, the council said on Tuesday after a long debate.",
    "It was laid up two years ago, when the chain broke in a flood and the boat was found on a meadow three miles below.",
    "\u{201c}We have asked the smith for a new chain,\u{201d} the warden said, \u{201c}and for a second one to keep in the shed.\u{201d}",
];

/// A page with the story about the ferry, in a box with its headline, and this below the box.
fn ferry(below: &str) -> String {
    let [first, second, third] = RIVER;
    let title = "Ferry runs again from April";
    format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title} | Example</title></head><body>\
         <div class=s1><h1>{title}</h1><p>{first}</p><p>{second}</p><p>{third}</p></div>{below}</body></html>"
    )
}

#[test]
fn a_feed_of_other_stories_below_goes_without_a_heading() {
    let stories = [
        (
            "Mill gets a new wheel",
            "The mill at the bend gets a new wheel of larch, which a joiner has given for nothing.",
        ),
        (
            "Bees in the town hall",
            "A swarm of bees has moved into the roof of the town hall, and the clerks work at home.",
        ),
        (
            "School choir sings in snow",
            "Forty children sang on the bridge on Sunday, and nobody minded that it snowed.",
        ),
        (
            "Goat found on church tower",
            "Nobody knows how a goat came up the tower of the church, nor how to get it down.",
        ),
    ];
    let feed = |form: fn(usize, &str, &str) -> String| {
        let cards: String =
            stories.iter().enumerate().map(|(number, (title, text))| form(number, title, text)).collect();
        ferry(&format!("<div class=z>{cards}</div>"))
    };
    let forms: [fn(usize, &str, &str) -> String; 3] = [
        |number, title, text| format!("<article><h2><a href=/s{number}>{title}</a></h2><p>{text}</p></article>"),
        |number, title, text| {
            format!(
                "<div class=i><time>4 May</time><h3><a href=/s{number}>{title}</a></h3><p>{text}</p><cite>Ann Pell</cite></div>"
            )
        },
        |number, title, text| format!("<li><div><a href=/s{number}><b>{title}</b></a></div><div>{text}</div></li>"),
    ];
    for form in forms {
        let [(mill, mill_text), .., (goat, goat_text)] = stories;
        assert_cut(&feed(form), &RIVER, &[mill, mill_text, goat, goat_text]);
    }
    // The parts of a guide lead nowhere; those of a list of stories stand below a line or two.
    let parts = feed(|_, title, text| format!("<section><h2>{title}</h2><p>{text}</p></section>"));
    assert_cut(&parts, &[stories[0].1, stories[3].1], &[]);
    let cards: String = stories
        .iter()
        .map(|(title, text)| format!("<article><h2><a href=/x>{title}</a></h2><p>{text}</p></article>"))
        .collect();
    let listing = page("en", "News of the week", &format!("<p>{}</p><div class=z>{cards}</div>", RIVER[0]));
    assert_cut(&listing, &[stories[0].1, stories[3].1], &[]);
}

#[test]
fn market_data_beside_a_story_goes() {
    let quotes = [("Harbour 30", "22,278.48", "-401.85"), ("River index", "4,650.14", "+37.33")];
    let forms: [fn(&str, &str, &str) -> String; 3] = [
        |name, price, change| format!("<ul><li>{name}</li><li>{price}</li><li>{change}</li></ul>"),
        |name, price, change| format!("<div><a href=/q>{name}</a><div>{price}</div><div>▲ {change} %</div></div>"),
        |name, price, change| format!("<dl><dt>{name}</dt><dd>{price}</dd><dd>({change})</dd></dl>"),
    ];
    for form in forms {
        let data: String = quotes.iter().map(|(name, price, change)| form(name, price, change)).collect();
        assert_cut(&ferry(&format!("<div class=y><h3>Quotes</h3>{data}</div>")), &RIVER, &["22,278", "Harbour 30"]);
    }
    let results = "<h2>Results</h2><ul><li>North 3, South 1</li><li>East 2, West 2</li></ul>";
    let [first, second, third] = RIVER;
    let page = page("en", "Ferry runs again", &format!("<p>{first}</p><p>{second}</p>{results}<p>{third}</p>"));
    assert_cut(&page, &[first, third, "North 3, South 1"], &[]);
}

#[test]
fn the_footer_of_a_mail_goes() {
    for footer in [
        "<p>You are receiving this email because you gave us your address.</p><p>Loaf Ltd, 4 Mill Lane, Ashby</p><p><a href=u>Unsubscribe</a></p>",
        "<p>Du erhältst diese Mail, weil du Mitglied bist.</p><p>Brot e. V., Mühlweg 4, Aschau</p><p><a href=u>Hier abmelden</a></p>",
        "<p>Loaf Ltd, 4 Mill Lane, Ashby</p><p>No longer wanted? <a href=https://m.example/unsubscribe?u=1>Stop it</a></p>",
    ] {
        let mail = ferry(&format!("<div class=f>{footer}</div>"));
        assert_cut(&mail, &RIVER, &["Mill Lane", "Mühlweg", "Unsubscribe", "abmelden", "Stop it"]);
    }
    let [first, second, third] = RIVER;
    let address = "<p>The shed can be visited on Sundays and stands at Loaf House, 4 Mill Lane, Ashby.</p>";
    let visit = page("en", "Ferry runs again", &format!("<p>{first}</p><p>{second}</p><p>{third}</p>{address}"));
    assert_cut(&visit, &["4 Mill Lane"], &[]);
}

#[test]
fn a_legal_note_in_its_box_goes_and_the_heading_above_a_short_post_stays() {
    let note =
        "Nothing said on these pages is a promise, and whoever buys a mill because of them does so at his own risk.";
    let [first, second, _] = RIVER;
    for form in ["<div class=disclosure>", "<section class=post_disclaimer>", "<div class='entry-disclaimer small'>"] {
        let page = ferry(&format!("{form}<p>{note}</p><p>{note} So we are told by those who know.</p>"));
        assert_cut(&page, &RIVER, &["is a promise"]);
    }
    // Folds that readers open have that class, too.
    let folds = format!(
        "<div class=disclosure><h2>When?</h2><p>{first}</p></div><div class=disclosure><h2>Why?</h2><p>{second}</p></div>"
    );
    assert_cut(&page("en", "Questions about the ferry", &folds), &[first, second], &[]);
}

#[test]
fn all_signatures_of_a_thread_go_and_who_is_quoted_has_a_line() {
    let [first, second, third] = RIVER;
    for signature in ["<div class=signature>", "<div class='post-signature'>", "<div id=x class='signatureContainer'>"]
    {
        let post = |name: &str, text: &str| {
            format!(
                "<div class=post><p class=author>{name}</p><div class=content>{text}</div>{signature}Runs on hope, ropes and rust</div></div>"
            )
        };
        let quoted = format!("<blockquote><cite>hob wrote:</cite>{second}</blockquote>{third}");
        let thread = [post("hob", first), post("tine", &quoted), post("hob", second)].concat();
        let page = page("en", "Ferry with a broken chain", &thread);
        assert_cut(&page, &[first, "hob wrote:\n", third], &["Runs on hope"]);
    }
    // A quotation that begins with the title of a work goes on in its line.
    let quoted = format!(
        "<p>{first}</p><blockquote><cite>Moby Dick</cite> is a novel about a whale and the sea.</blockquote><p>{third}</p>"
    );
    assert_cut(&page("en", "Ferry runs again", &quoted), &["Moby Dick is a novel"], &[]);
}

#[test]
fn what_the_page_is_for_stays_though_it_has_the_form_of_cruft() {
    let [first, second, third] = RIVER;
    let inns = [
        (
            "The Ferry House below the weir",
            "The soup is always eel, the beds are short, and the landlord rows guests over.",
        ),
        ("The Tin Kettle on Mill Lane", "A forge with six tables. The scones come with butter from across the river."),
        (
            "Lantern House at the station",
            "Open until the last train leaves, and on most nights a good deal longer still.",
        ),
    ];
    let entries: String = inns
        .iter()
        .map(|(inn, text)| format!("<div class=e><h3><a href=/i>{inn}</a></h3><p>{text} {text}</p></div>"))
        .collect();
    assert_cut(&ferry(&format!("<div class=z>{entries}</div>")), &[inns[0].0, inns[2].1], &[]);

    let invitation = "<p><a href=/n>Subscribe to our newsletter</a></p>";
    let said = format!("<p>{first} So it was said.</p><p>{second} So it was found.</p>");
    let section = ferry(&format!("<div class=c>{said}{invitation}</div>"));
    assert_cut(&section, &["So it was said", "So it was found"], &["Subscribe to"]);

    let fold = format!("<div class=disclosure><h2>What was said</h2><p>{second}</p><p>{third}</p></div>");
    assert_cut(&page("en", "Ferry runs again", &format!("<p>{first}</p>{fold}")), &[second, third], &[]);
    let filed = format!("<div class='entry category-disclosure'><p>{second}</p><p>{third}</p></div>");
    assert_cut(&page("en", "Ferry runs again", &format!("<p>{first}</p>{filed}")), &[second, third], &[]);

    let share = "<div class=q><div>412.50</div><div>+3.25</div><div>+0.79%</div><div>Open 409.00</div></div>\
        <p>Kestrel Rail runs night trains between the capital and the coast. It was founded in 1921 and employs 4,100 \
        people at eleven depots.</p>";
    assert_cut(&page("en", "Kestrel Rail (KRL)", share), &["412.50", "+3.25"], &[]);
}

#[test]
fn signatures_of_letters_and_functions_stay() {
    let [first, second, third] = RIVER;
    let signed = ["Tor Ask, master of the ferry Sund", "Lena Fen, keeper of the light at Brill"];
    let [master, keeper] = signed.map(|name| format!("<p class=signature>{name}</p>"));
    let letter = format!("<p>{first}</p><p>{second}</p><p>{third}</p>{master}{keeper}");
    assert_cut(&page("en", "An open letter on the ferry", &letter), &signed[..1], &[]);
    let functions = ["def boil(seconds: int, kettle: Kettle)", "def pour(cup: Cup, slowly: bool)"];
    let [boil, pour] = functions.map(|function| format!("<div class=signature>{function}</div>"));
    let manual = format!(
        "<p>A kettle holds water and tells when it boils. It is safe to use from several threads at once.</p>\
         {boil}<p>Boils the water for so many seconds.</p>{pour}<p>Pours the water into a cup that must be empty.</p>"
    );
    assert_cut(&page("en", "The module kettle", &manual), &functions, &[]);
}
