use super::*;
use crate::words::tests::words_with_places;

#[test]
fn each_word_of_bylines_has_its_effect() {
    let author = |text: &str| read(text).and_then(|byline| byline.author);
    for (place, word) in words_with_places("byline_by") {
        assert_eq!(without_by(&format!("{word} Jane Doe")), "Jane Doe", "{place}: does not announce a name");
        assert_eq!(author(&format!("{word} Jane Doe")).as_deref(), Some("Jane Doe"), "{place}: makes no byline");
    }
    for (place, word) in words_with_places("byline_labels") {
        assert_eq!(author(&format!("{word}: Jane Doe")).as_deref(), Some("Jane Doe"), "{place}: makes no byline");
        assert_eq!(author(&format!("{word} Jane Doe")), None, "{place}: announces a name without a colon");
    }
    for (place, word) in ["byline_beside", "weekdays"].into_iter().flat_map(words_with_places) {
        let byline = Byline { author: None, date: Some("2024-11-24".to_owned()) };
        assert_eq!(read(&format!("{word} 2024-11-24")), Some(byline), "{place}: does not stand beside dates");
    }
    for (place, word) in words_with_places("byline_nobody") {
        assert!(names_nobody(word), "{place}: would be a name: only one word is looked up, without signs");
        assert_eq!(read(&format!("By {word}")), None, "{place}: would be a name");
    }
    for (place, word) in words_with_places("byline_particles") {
        let name = format!("Ana {word} Cruz");
        assert_eq!(author(&format!("{name}, 2024-11-24")), Some(name), "{place}: may not be part of a name");
    }
    for (place, word) in words_with_places("verb_endings") {
        assert!(may_be_name("서울") && !may_be_name(&format!("서{word}")), "{place}: ends a name");
    }
}

#[test]
fn dates_take_up_a_share() {
    let cases = [
        ("24.11.2024", 1.0),
        ("24.11.2024 - Olena Ray", 10.0 / 22.0),
        ("24.11.2024 25.11.2024", 20.0 / 21.0),
        ("Olena Ray", 0.0),
        ("", 0.0),
    ];
    for (text, share) in cases {
        assert_eq!(read_dated(text).1, share, "{text}");
    }
    assert_eq!(read_dated(&format!("24.11.2024 {}", "word ".repeat(60))).1, 0.0);
}

#[test]
fn bylines_are_read() {
    let cases = [
        ("byOlena Mukhina", Some((Some("Olena Mukhina"), None))),
        ("By Jane Doe", Some((Some("Jane Doe"), None))),
        ("ByJane Doe", Some((Some("Jane Doe"), None))),
        ("Byby JANE DOE and JOHN ROE", Some((Some("JANE DOE and JOHN ROE"), None))),
        ("porPor Ana Cruz, 5 December 2024", Some((Some("Ana Cruz"), Some("2024-12-05")))),
        ("VonMiller Doe", None),
        ("By Jane Doe and John Roe, Staff Writers", Some((Some("Jane Doe and John Roe, Staff Writers"), None))),
        ("24/11/2024", Some((None, Some("2024-11-24")))),
        ("November 24, 2024 | 5 min read", Some((None, Some("2024-11-24")))),
        ("Von Jan Kraus, 24.11.2024, 14:05 Uhr", Some((Some("Jan Kraus"), Some("2024-11-24")))),
        ("Par Marie van der Meer", Some((Some("Marie van der Meer"), None))),
        ("by H. J. Pettifer", Some((Some("H. J. Pettifer"), None))),
        ("By A. B. Smith, 3 May 2020", Some((Some("A. B. Smith"), Some("2020-05-03")))),
        ("By April Jones | 3 May 2020", Some((Some("April Jones"), Some("2020-05-03")))),
        ("by The Associated Press", Some((Some("The Associated Press"), None))),
        ("Words: Livia Brandt", Some((Some("Livia Brandt"), None))),
        ("Texte : Marie Blanc", Some((Some("Marie Blanc"), None))),
        ("by:Olena Mukhina", Some((Some("Olena Mukhina"), None))),
        ("by dunmore » 12 Jan 2025, 20:14", Some((Some("dunmore"), Some("2025-01-12")))),
        ("Posted by Ruud at 7:12 AM", Some((Some("Ruud"), None))),
        ("Posted on 8 November 2023 by Fenna Wouters", Some((Some("Fenna Wouters"), Some("2023-11-08")))),
        ("Yusuf Engel, 5 December 2024", Some((Some("Yusuf Engel"), Some("2024-12-05")))),
        ("Ana de la Cruz | 5 December 2024, 14:05", Some((Some("Ana de la Cruz"), Some("2024-12-05")))),
        ("Ludwig van der Velde • Monday 5 December 2024", Some((Some("Ludwig van der Velde"), Some("2024-12-05")))),
        ("J. R. Moss - 5 December 2024 - 3 min read", Some((Some("J. R. Moss"), Some("2024-12-05")))),
        ("Sun 21 Jan 2024 22.40 GMT", Some((None, Some("2024-01-21")))),
        ("2025年3月3日", Some((None, Some("2025-03-03")))),
        ("2022年10月5日 7時00分", Some((None, Some("2022-10-05")))),
        ("2024年10月18日 记者：陈思齐", Some((Some("陈思齐"), Some("2024-10-18")))),
        ("作者：柯玛莎 2025年1月14日", Some((Some("柯玛莎"), Some("2025-01-14")))),
        ("发布时间：2024-10-18 08:30", Some((None, Some("2024-10-18")))),
        ("입력 2024.11.24 14:05", Some((None, Some("2024-11-24")))),
        ("מאת תמר אלוני", Some((Some("תמר אלוני"), None))),
        ("מאת מרתה קובל, 14 בינואר 2025", Some((Some("מרתה קובל"), Some("2025-01-14")))),
        ("كتبت: ليلى منصور", Some((Some("ليلى منصور"), None))),
        ("نُشر في 6 فبراير 2023", Some((None, Some("2023-02-06")))),
        ("โดย มาลี ชายฝั่ง 14 มกราคม 2025", Some((Some("มาลี ชายฝั่ง"), Some("2025-01-14")))),
        ("โดย อรุณ ศรีสวัสดิ์ เผยแพร่เมื่อ 14 ม.ค. 2568 เวลา 10:30 น.", Some((Some("อรุณ ศรีสวัสดิ์"), Some("2025-01-14")))),
        ("Thứ Hai, 24/11/2024, 08:30 (GMT+7)", Some((None, Some("2024-11-24")))),
        ("نویسنده: مریم رضایی", Some((Some("مریم رضایی"), None))),
        ("लेखक ने कहा कि वह आएगा", None),
        ("نویسنده کتاب آمد", None),
        ("Του είπε ότι θα έρθει", None),
        ("Oleh karena itu warga pergi", None),
        ("Sunday, March 24, 2024", Some((None, Some("2024-03-24")))),
        ("Sonntag, 24. März 2024", Some((None, Some("2024-03-24")))),
        ("So., 24.03.2024, 14:05 Uhr", Some((None, Some("2024-03-24")))),
        ("mercoledì 27 marzo 2024", Some((None, Some("2024-03-27")))),
        ("Среда, 27 марта 2024, 10:15", Some((None, Some("2024-03-27")))),
        ("2024年3月24日(日)", Some((None, Some("2024-03-24")))),
        ("Von Anna Sonntag, 24. März 2024", Some((Some("Anna Sonntag"), Some("2024-03-24")))),
        ("Von Anna Kraus, Sonntag, 24. März 2024", Some((Some("Anna Kraus"), Some("2024-03-24")))),
        ("Por Plácido Domingo", Some((Some("Plácido Domingo"), None))),
        ("Sonntag", None),
        ("Sonntag, 24. März 2024 war der Tag, an dem die Brücke fiel", None),
        ("Sunday, March 24, 2024 was the day the bridge closed", None),
        ("Black Friday, 29 November 2024", None),
        ("By Sunday, March 24, 2024", None),
        ("By the time the rain stopped, the river had risen.", None),
        ("By Christmas.", None),
        ("On 24 November 2024 the council voted to close the bridge.", None),
        ("By Jane's account, the bridge fell on 3 May 2020", None),
        ("By Monday", None),
        ("By the Numbers", None),
        ("Text Messages", None),
        ("Reporting Fraud", None),
        ("by lunch on 3 May 2020", None),
        ("Paris, 12 May 1968 was a turning point", None),
        ("Paris, 12 May 1968", None),
        ("Yusuf Engel, born 5 December 1974", None),
        ("Yusuf Engel opened the shop on 5 December 2024", None),
        ("Yusuf Engel, 5 December 2024: the shop opens", None),
        ("World News, 5 December 2024", None),
        ("San Francisco, 5 December 2024", None),
        ("Por | 0.77 | 9.58 | Pol | 0.62", None),
        ("Thursday Live", None),
        ("Thursday Live, 5 December 2024", None),
        ("2025年3月3日、駅は無人になった", None),
        ("作者：这一天，村里的人都来到了河边。", None),
        ("كتب قديمة", None),
        ("מאת מחברו של הספר המפורסם על הים והמלח והרוח", None),
        ("She was born by the sea", None),
        ("Anna Jan, 3/4/2024 5 2020", None),
        ("Olena Mukhina", None),
        ("", None),
    ];
    for (text, expected) in cases {
        let found = read(text);
        let found = found.as_ref().map(|byline| (byline.author.as_deref(), byline.date.as_deref()));
        assert_eq!(found, expected, "{text}");
    }
}
