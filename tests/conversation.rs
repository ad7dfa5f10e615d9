//! Promise: the bundled article can be talked with, and what it does not tell is said.
//!
//! The answers stand here as a user reads them: this file is a gallery as much as a test.

use voetnoot::answer::Verdict;
use voetnoot::article::Library;
use voetnoot::chat::{Conversation, console};
use voetnoot::command::parse;
use voetnoot::render::Plain;
use voetnoot::wording::Language;

mod common;
use common::{answer, answer_in};

/// The verdict on a line, and the emphasised words of its first passage.
fn told(line: &str) -> (Verdict, String) {
    let answer = common::bot().answer(&parse(line), &common::moderator());
    let first = answer.passages().into_iter().next();
    let words = first.and_then(|quote| {
        quote
            .passage()
            .text()
            .get(quote.highlights().first()?.clone())
            .map(str::to_owned)
    });
    (answer.verdict, words.unwrap_or_default())
}

#[test]
fn a_question_is_answered_by_the_sentence_that_tells_it() {
    for (question, words) in [
        (
            "Hoeveel militairen stuurde Rusland?",
            "zo’n 2300 militairen",
        ),
        (
            "hoeveel manschappen stuurde armenie",
            "zo’n zeventig manschappen",
        ),
        (
            "Wanneer kwam Pasjinian aan de macht?",
            "in 2018 aan de macht",
        ),
        (
            "Wie is Maria Zacharova?",
            "woordvoerder van het Russisch ministerie",
        ),
        ("Waarom werd Roezachoenov vrijgelaten?", "Na een lobby"),
        (
            "Wat zei Lukashenko over Oezbekistan?",
            "‘internationale terroristen’",
        ),
        ("Who is Lukashenko?", "de illegitieme president van Belarus"),
    ] {
        let (verdict, sentence) = told(question);
        assert_eq!(verdict, Verdict::Found, "{question}");
        assert!(sentence.contains(words), "{question} → {sentence}");
    }
}

#[test]
fn what_the_article_does_not_tell_is_not_made_up() {
    for question in [
        "Wat is de hoofdstad van Frankrijk?",
        "Hoeveel burgers kwamen om bij de protesten in Almaty?",
        "Hoeveel soldaten stuurde Belarus naar Kazachstan?",
        "Wat kost een liter benzine?",
        "Wie won het WK voetbal in 2022?",
        "Hoe maak ik pannenkoeken?",
        "asdf qwer",
    ] {
        assert_ne!(told(question).0, Verdict::Found, "{question}");
    }
    insta::assert_snapshot!(answer("Hoe maak ik pannenkoeken?"), @"
    Dat staat niet in het artikel.

    Met !inhoud zie je wat er wel in staat, met !zoek zoek je op losse woorden.
    ");
}

#[test]
fn a_near_miss_is_never_said_to_be_the_answer() {
    for question in [
        "Wie is de president van Oekraïne?",
        "Who is the president of Ukraine?",
        "Wie is de woordvoerder van het Kazachs ministerie?",
        "Wie is de secretaris van de Kazachse veiligheidsraad?",
        "Wat zei Tokajev over democratie?",
        "Wat zei Bekesjev over humanitaire hulp?",
        "Hoeveel elitetroepen stuurde Armenië?",
        "Hoeveel manschappen stuurde Tadzjikistan naar Kazachstan?",
        "Stuurde Armenië 150 elitetroepen?",
        "Wat is de hoofdstad van Kazachstan?",
        "Wanneer ondertekende Armenië het Veiligheidsverdrag?",
        "Wanneer verliet Tadzjikistan het verbond?",
        "Verliet Oezbekistan de CSTO in 2010?",
        "Hoeveel militanten zijn er langs de noordgrens?",
    ] {
        assert_ne!(told(question).0, Verdict::Found, "{question}");
    }
}

#[test]
fn a_question_shows_the_passage_the_place_and_where_else_to_look() {
    insta::assert_snapshot!(answer("Hoeveel elitetroepen zond Kirgizië?"), @"
    “De autoriteiten van Kirgizië besloten uiteindelijk om net als Armenië een kleine troepenmacht naar Kazachstan te sturen. **Zo’n 150 elitetroepen zouden onder de vleugels van de CSTO worden uitgezonden.** Ze zouden vooral overheidsgebouwen moeten bewaken.”
    — Kirgizië, alinea 11

    Zie ook alinea 12 (Kirgizië) en alinea 13 (Kirgizië).

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
}

#[test]
fn a_long_passage_is_trimmed_around_the_answer() {
    insta::assert_snapshot!(answer("Welke export beperkte Oezbekistan?"), @"
    “[…] Daarom was Oezbeeks President Mirzijojev op zichzelf aangewezen om een gevreesd Kazachs spill-over effect naar Oezbekistan voor te zijn. Hopende Kazachse prijsstijgingen en daaropvolgende onrust te voorkomen, hebben de autoriteiten in Tasjkent eerder geplande marktliberaliseringen uitgesteld. **Ook is de export van gas en elektriciteit naar China afgeschaald om mogelijke binnenlandse leveringsproblemen te voorkomen.**”
    — Oezbekistan, alinea 14

    Zie ook alinea 15 (Oezbekistan).

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
}

#[test]
fn questions_about_the_piece_itself_are_answered_by_byline_sources_and_lede() {
    insta::assert_snapshot!(answer("Wie schreef dit stuk?"), @"
    “**door Tijs van de Vijver**”
    — auteursregel

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("Welke bronnen gebruikt het artikel?"), @"
    “**Bronnen: Belsat, Eurasianet, JAM News, Moscow Times, ODKB-CSTO.org, Pamir Daily.**”
    — bronnenregel

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("Waar gaat het artikel over?"), @"
    “**Tijdens de videovergadering van de CSTO op maandag 10 januari stemden de lidstaten in met een gezamenlijk militair optreden om de rust in Kazachstan te doen terugkeren.** Hoe staat het met het draagvlak voor dit optreden in de lidstaten?”
    — alinea 1

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("Wanneer is dit artikel verschenen?"), @"
    Dat staat niet in het artikel.

    Volgens de redactie is het van [januari 2022].
    ");
}

#[test]
fn a_typing_error_is_mended_and_shown() {
    insta::assert_snapshot!(answer("Wat zei Loekasjeko over Oezbekistan?"), @"
    Ik las “Loekasjeko” als “Loekasjenko”.

    “Oezbekistan zou zich na de onrust in Kazachstan wederom op de relatie met Rusland en de CSTO beraden: om snel te kunnen handelen als een Kazachs scenario in zich in Oezbekistan dreigt te voltrekken, spoort Rusland Oezbekistan aan zich weer aan te sluiten bij de CSTO. **Vanuit Minsk waarschuwde Loekasjenko dat Oezbekistan in het bijzonder moet oppassen voor ‘internationale terroristen’ als het buiten de CSTO blijft.** Politiek analisten betwijfelen of Mirzijojev gehoor zal geven aan de aansporing. […]”
    — Oezbekistan, alinea 15

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
}

#[test]
fn a_greeting_or_nothing_is_met_with_what_could_be_asked() {
    insta::assert_snapshot!(answer("???"), @"Stel een vraag over het artikel, of typ !help.");
    insta::assert_snapshot!(answer("!!!"), @"Stel een vraag over het artikel, of typ !help.");
}

#[test]
fn a_country_with_a_section_gives_that_section() {
    insta::assert_snapshot!(answer("!land Belarus"), @"
    “Aleksandr Loekasjenko, de illegitieme president van Belarus, onderschreef de opvatting van Tokajev dat de Kazachse demonstraties vanuit het buitenland werden georkestreerd en trok een parallel met de al dan niet vermeende buitenlandse inmenging in onder anderen Irak, Libië, Syrië, Oekraïne, en recenter, het eigen land. Daarnaast drukte Loekasjenko de CSTO-bondgenoten op het hart dat zij zich niets moeten aantrekken van Westerse klaagzangen over ‘democratie, vrijheid, enzovoorts.’ In plaats daarvan zouden de Kazachse demonstranten ‘zich op hun knieën moeten verontschuldigen bij het leger.’ Ook zouden de gebeurtenissen in Kazachstan volgens Loekasjenko een les zijn voor Belarus: ‘nu begrijpen we wat ook hier had kunnen gebeuren.’”
    — Belarus, alinea 9

    “Overigens wordt bijval voor de Kazachse demonstranten niet getolereerd in het Belarus van Loekasjenko. Zo is een Belarussische sympathisant die op 5 januari de boodschap ‘Geweldig. Goed gedaan Kazachen, we hebben hen hier ook nodig!’ [Класс. Казахи Молодцы, их к нам надо!!!] de wereld instuurde opgepakt. Het is niet bekend hoe de aanklacht tegen hem luidt, noch waar hij gevangen is.”
    — Belarus, alinea 10

    Belarus komt ook voor in alinea 5.

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
}

#[test]
fn a_country_that_is_only_mentioned_gives_those_sentences() {
    insta::assert_snapshot!(answer("!land China"), @"
    China heeft geen eigen deel in dit artikel, maar wordt op één plaats genoemd:

    “Ook is de export van gas en elektriciteit naar China afgeschaald om mogelijke binnenlandse leveringsproblemen te voorkomen.”
    — Oezbekistan, alinea 14

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!land 🇦🇫"), @"
    Afghanistan heeft geen eigen deel in dit artikel, maar wordt op één plaats genoemd:

    “Het land zou het volgens Kommersant niet eens zijn met de ‘strategische plannen van de CSTO in Afghanistan’ en zou het intensiveren van de militaire samenwerking tussen de lidstaten niet zien zitten.”
    — Oezbekistan, alinea 14

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
}

#[test]
fn an_absent_an_unknown_and_an_unclear_country_are_told_apart() {
    insta::assert_snapshot!(answer("!land Frankrijk"), @"
    Frankrijk komt in dit artikel niet voor.

    Wel: Armenië, Belarus, Kirgizië, Oezbekistan, Tadzjikistan, Kazachstan, Rusland, Azerbeidzjan, Turkije, Irak, Libië, Oekraïne en nog 3 andere.
    ");
    insta::assert_snapshot!(answer("!land Narnia"), @"
    “Narnia” ken ik niet als land.

    Wel: Armenië, Belarus, Kirgizië, Oezbekistan, Tadzjikistan, Kazachstan, Rusland, Azerbeidzjan, Turkije, Irak, Libië, Oekraïne en nog 3 andere.
    ");
    insta::assert_snapshot!(answer("!land Korea"), @"Bedoelde je Noord-Korea of Zuid-Korea?");
    insta::assert_snapshot!(answer("!land Kirgizje"), @"Bedoelde je Kirgizië?");
}

#[test]
fn without_a_country_the_countries_are_listed() {
    insta::assert_snapshot!(answer("!land"), @"
    Landen met een eigen deel
    • Armenië: alinea’s 6–8
    • Belarus: alinea’s 9–10
    • Kirgizië: alinea’s 11–13
    • Oezbekistan: alinea’s 14–15
    • Tadzjikistan: alinea’s 16–17

    Andere landen die genoemd worden
    • Kazachstan: alinea’s 1–2 en 4–17
    • Rusland: alinea’s 2, 5, 15 en 17
    • Azerbeidzjan: alinea’s 6 en 8
    • Turkije: alinea 8
    • Irak: alinea 9
    • Libië: alinea 9
    • Oekraïne: alinea 9
    • Syrië: alinea 9
    • Afghanistan: alinea 14
    • China: alinea 14

    Typ bijvoorbeeld !land Armenië.
    ");
    insta::assert_snapshot!(answer_in("!country", Language::English), @"
    Countries with a section of their own
    • Armenia: paragraphs 6–8
    • Belarus: paragraphs 9–10
    • Kyrgyzstan: paragraphs 11–13
    • Uzbekistan: paragraphs 14–15
    • Tajikistan: paragraphs 16–17

    Other countries that are named
    • Kazakhstan: paragraphs 1–2 and 4–17
    • Russia: paragraphs 2, 5, 15 and 17
    • Azerbaijan: paragraphs 6 and 8
    • Türkiye: paragraph 8
    • Iraq: paragraph 9
    • Libya: paragraph 9
    • Ukraine: paragraph 9
    • Syria: paragraph 9
    • Afghanistan: paragraph 14
    • China: paragraph 14

    Type for example !country Armenia.
    ");
}

#[test]
fn a_person_is_found_in_any_spelling_the_introduction_first() {
    insta::assert_snapshot!(answer("!wie Pashinyan"), @"
    “Armeense premier Pasjinian tijdens de videovergadering van de CSTO (Primeminister.am)”
    — Armenië, bijschrift 2

    “Ten eerste zou er, gezien het verloop van de Armeense fluwelen revolutie die Pasjinian in 2018 aan de macht hielp, een bittere ironie schuilen in de beslissing van de Armeense leider om Kazachstan te helpen bij het neerslaan van straatprotesten.”
    — Armenië, alinea 6

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!wie Zas"), @"
    “Rechtsmidden Stanislav Zas, de secretaris-generaal van de organisatie. (Akorda.kz)”
    — bijschrift 1

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!wie Zacharowa"), @"
    “Maria Zacharova, woordvoerder van het Russisch ministerie van Buitenlandse Zaken, bevestigde op 14 januari dat de CSTO met de voorstellen van Rachmon aan de slag ging, en ook uit Minsk kwam bijval voor Rachmon: Loekasjenko zou best troepen willen sturen om een ‘Kazachs scenario’ in Tadzjikistan te voorkomen.”
    — Tadzjikistan, alinea 17

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!wie Poetin"), @"
    “Poetin” komt in dit artikel niet voor.

    Het artikel noemt Stanislav Zas, Tokajev, Pasjinian, Armen Grigorian, Aleksandr Loekasjenko, Kydykbajev, Bekesjev, Vikram Roezachoenov, Mirzijojev, Bachtijor Ergasjev, Rachmon en Maria Zacharova.
    ");
}

#[test]
fn people_are_recognised_without_a_list_of_them() {
    let text = include_str!("../content/csto-kazachstan.md");
    let (head, rest) = text
        .split_once("\npeople = [")
        .expect("the front matter lists people");
    let (_, rest) = rest.split_once("\n]\n").expect("the list ends");
    let bot = common::bot_about(
        Library::from_text("article.md", &format!("{head}\n{rest}")).expect("an article"),
    );
    let article = &bot.library().articles()[0];
    let names: Vec<&str> = bot
        .people(article)
        .all()
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    insta::assert_snapshot!(names.join(", "), @"Stanislav Zas, Tokajev, Pasjinian, Armen Grigorian, Aleksandr Loekasjenko, Kydykbajev, Bekesjev, Vikram Roezachoenov, Mirzijojev, Bachtijor Ergasjev, Rachmon, Maria Zacharova");
}

#[test]
fn words_are_searched_and_a_phrase_must_stand_together() {
    insta::assert_snapshot!(answer("!zoek \"Kazachs scenario\""), @"
    “[…] **Maria Zacharova, woordvoerder van het Russisch ministerie van Buitenlandse Zaken, bevestigde op 14 januari dat de CSTO met de voorstellen van Rachmon aan de slag ging, en ook uit Minsk kwam bijval voor Rachmon: Loekasjenko zou best troepen willen sturen om een ‘Kazachs scenario’ in Tadzjikistan te voorkomen.**”
    — Tadzjikistan, alinea 17

    “**Oezbekistan zou zich na de onrust in Kazachstan wederom op de relatie met Rusland en de CSTO beraden: om snel te kunnen handelen als een Kazachs scenario in zich in Oezbekistan dreigt te voltrekken, spoort Rusland Oezbekistan aan zich weer aan te sluiten bij de CSTO.** […]”
    — Oezbekistan, alinea 15

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!zoek xyzzy"), @"
    Niets gevonden voor “xyzzy”.

    Met !inhoud zie je wat er wel in staat, met !zoek zoek je op losse woorden.
    ");
}

#[test]
fn paragraphs_are_shown_whole() {
    insta::assert_snapshot!(answer("!alinea 16-99"), @"
    “Ondanks het gebrek aan bewijs dat ‘internationale terroristen’ inderdaad verantwoordelijk zijn voor de situatie in Kazachstan, onderschreef Tadzjieks President Rachmon in de CSTO-vergadering van 10 januari de vrees van Kazachs President Tokajev voor de aanwezigheid van terroristische ‘sleeper cells’ in de CSTO-lidstaten. Zo’n 6000 militanten zouden zich ophouden langs de zuidgrens van de CSTO.”
    — Tadzjikistan, alinea 16

    “Rachmon maakte van de gelegenheid gebruik om het bondgenootschap op te roepen nauwer samen te werken om deze uitdaging het hoofd te beiden. Maria Zacharova, woordvoerder van het Russisch ministerie van Buitenlandse Zaken, bevestigde op 14 januari dat de CSTO met de voorstellen van Rachmon aan de slag ging, en ook uit Minsk kwam bijval voor Rachmon: Loekasjenko zou best troepen willen sturen om een ‘Kazachs scenario’ in Tadzjikistan te voorkomen.”
    — Tadzjikistan, alinea 17

    De laatste alinea is 17.

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!alinea foto-2"), @"
    “Armeense premier Pasjinian tijdens de videovergadering van de CSTO (Primeminister.am)”
    — Armenië, bijschrift 2

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!alinea 99"), @"Alinea “99” is er niet. De alinea’s lopen van 1 tot en met 17. Verder zijn er foto-1, foto-2, foto-3, auteur en bronnen.");
}

#[test]
fn quotations_come_with_their_sentence_and_their_speaker() {
    insta::assert_snapshot!(answer("!citaat Grigorian"), @"
    Armen Grigorian
    “Volgens Armen Grigorian, secretaris van de Armeense veiligheidsraad, moet het land haar verantwoordelijkheid nemen als het wil dat **‘de veiligheidsmechanismen van CSTO naar behoren werken.’**”
    — Armenië, alinea 7

    Armen Grigorian
    “Volgens Grigorian is er daarnaast een groot verschil tussen de Armeense fluwelen revolutie en de situatie in Kazachstan: de crisis in Kazachstan zou **‘een terroristisch proces’** zijn, waarmee hij Tokajevs uitleg bij de CSTO onderschreef.”
    — Armenië, alinea 7

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!citaat Zacharova"), @"
    Wie dit zei, maakt de tekst niet duidelijk; Maria Zacharova wordt in de zin genoemd:

    “Maria Zacharova, woordvoerder van het Russisch ministerie van Buitenlandse Zaken, bevestigde op 14 januari dat de CSTO met de voorstellen van Rachmon aan de slag ging, en ook uit Minsk kwam bijval voor Rachmon: Loekasjenko zou best troepen willen sturen om een **‘Kazachs scenario’** in Tadzjikistan te voorkomen.”
    — Tadzjikistan, alinea 17

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!citaat"), @"
    “Het was de eerste keer dat de lidstaten van de Verdragsorganisatie voor Collectieve Veiligheid (CSTO), vaak omschreven als **‘de Russiche NAVO,’** een troepenmacht stuurde.”
    — alinea 2

    Tokajev
    “Nadat Tokajev eerder al had aangegeven dat **‘20.000 lokale en buitenlandse gewapende en getrainde bandieten’** verantwoordelijk waren voor de onrust in het land, beargumenteerde de Kazachs President tijdens de vergadering van de CSTO dat duizenden **‘hyena’s’** **‘in golven’** over het land waren gerold.”
    — alinea 4

    Armen Grigorian
    “Volgens Armen Grigorian, secretaris van de Armeense veiligheidsraad, moet het land haar verantwoordelijkheid nemen als het wil dat **‘de veiligheidsmechanismen van CSTO naar behoren werken.’**”
    — Armenië, alinea 7

    Armen Grigorian
    “Volgens Grigorian is er daarnaast een groot verschil tussen de Armeense fluwelen revolutie en de situatie in Kazachstan: de crisis in Kazachstan zou **‘een terroristisch proces’** zijn, waarmee hij Tokajevs uitleg bij de CSTO onderschreef.”
    — Armenië, alinea 7

    “Een aan het regime gelieerde politiek noemde de Armeense deelname aan de missie in Kazachstan getuigen van de CSTO als **‘instrument van wraak tegen een Turks land.’**”
    — Armenië, alinea 8

    Aleksandr Loekasjenko
    “Daarnaast drukte Loekasjenko de CSTO-bondgenoten op het hart dat zij zich niets moeten aantrekken van Westerse klaagzangen over **‘democratie, vrijheid, enzovoorts.’**”
    — Belarus, alinea 9

    Aleksandr Loekasjenko
    “In plaats daarvan zouden de Kazachse demonstranten **‘zich op hun knieën moeten verontschuldigen bij het leger.’**”
    — Belarus, alinea 9

    Aleksandr Loekasjenko
    “Ook zouden de gebeurtenissen in Kazachstan volgens Loekasjenko een les zijn voor Belarus: **‘nu begrijpen we wat ook hier had kunnen gebeuren.’**”
    — Belarus, alinea 9

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    Bladzijde 1 van 3. Verder lezen: !meer
    ~~~
    “Zo is een Belarussische sympathisant die op 5 januari de boodschap **‘Geweldig. Goed gedaan Kazachen, we hebben hen hier ook nodig!’** [Класс. Казахи Молодцы, их к нам надо!!!] de wereld instuurde opgepakt.”
    — Belarus, alinea 10

    Kydykbajev
    “Volgens volksvertegenwoordiger Kydykbajev moet het land zich vooral niet bemoeien met een **‘intern conflict’** van een buurland.”
    — Kirgizië, alinea 12

    “In Kazachstan zouden de Kirgizische aanwezigheid slechts dienen om het imago van de CSTO op te vijzelen en om **‘de imperiale ambities van het Kremlin’** te helpen verwezenlijken.”
    — Kirgizië, alinea 12

    “Overigens bestaat er in Kirgizië veel onrust over het lot van meerdere Kirgiziërs die in Kazachstan worden vastgehouden als **‘internationaal terrorist.’**”
    — Kirgizië, alinea 13

    “Het land zou het volgens Kommersant niet eens zijn met de **‘strategische plannen van de CSTO in Afghanistan’** en zou het intensiveren van de militaire samenwerking tussen de lidstaten niet zien zitten.”
    — Oezbekistan, alinea 14

    Aleksandr Loekasjenko
    “Vanuit Minsk waarschuwde Loekasjenko dat Oezbekistan in het bijzonder moet oppassen voor **‘internationale terroristen’** als het buiten de CSTO blijft.”
    — Oezbekistan, alinea 15

    Bachtijor Ergasjev
    “Zo voorspelde Bachtijor Ergasjev, directeur van het Oezbeekse onderzoekscentrum Ma’no, op 11 januari in gesprek met het Russische persbureau Sputnik News dat **‘Oezbekistan zich voor hulp zal richten tot Rusland, niet tot de CSTO. Oezbekistan zal zich niet aansluiten bij militaire of politieke blokken.’**”
    — Oezbekistan, alinea 15

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    Bladzijde 2 van 3. Verder lezen: !meer
    ~~~
    “Ondanks het gebrek aan bewijs dat **‘internationale terroristen’** inderdaad verantwoordelijk zijn voor de situatie in Kazachstan, onderschreef Tadzjieks President Rachmon in de CSTO-vergadering van 10 januari de vrees van Kazachs President Tokajev voor de aanwezigheid van terroristische **‘sleeper cells’** in de CSTO-lidstaten.”
    — Tadzjikistan, alinea 16

    “Maria Zacharova, woordvoerder van het Russisch ministerie van Buitenlandse Zaken, bevestigde op 14 januari dat de CSTO met de voorstellen van Rachmon aan de slag ging, en ook uit Minsk kwam bijval voor Rachmon: Loekasjenko zou best troepen willen sturen om een **‘Kazachs scenario’** in Tadzjikistan te voorkomen.”
    — Tadzjikistan, alinea 17

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    Bladzijde 3 van 3.
    ");
}

#[test]
fn the_timeline_is_in_order_and_marks_years_that_the_text_does_not_give() {
    insta::assert_snapshot!(answer("!tijdlijn"), @"
    1992 en 1999
    “Oezbekistan ondertekende in 1992 in de Oezbeekse hoofdstad Tasjkent het Gemeenschappelijke Veiligheidsverdrag (CST), maar het land haakte in 1999 af.”
    — Oezbekistan, alinea 14

    2006 en 2012
    “Nadat het zich in 2006 voor een tweede maal had aangesloten bij de CSTO, verliet Oezbekistan het verbond in 2012 voor een tweede maal.”
    — Oezbekistan, alinea 14

    2018
    “Ten eerste zou er, gezien het verloop van de Armeense fluwelen revolutie die Pasjinian in 2018 aan de macht hielp, een bittere ironie schuilen in de beslissing van de Armeense leider om Kazachstan te helpen bij het neerslaan van straatprotesten.”
    — Armenië, alinea 6

    5 januari [2022]
    “Op woensdag 5 januari riep President Tokajev van Kazachstan op grond van Artikel 4 van de CSTO de hulp in van het militaire bondgenootschap om de onrust in zijn land onder controle te krijgen.”
    — alinea 2

    5 januari [2022]
    “Zo is een Belarussische sympathisant die op 5 januari de boodschap ‘Geweldig. Goed gedaan Kazachen, we hebben hen hier ook nodig!’ [Класс. Казахи Молодцы, их к нам надо!!!] de wereld instuurde opgepakt.”
    — Belarus, alinea 10

    10 januari [2022]
    “Tijdens de videovergadering van de CSTO op maandag 10 januari stemden de lidstaten in met een gezamenlijk militair optreden om de rust in Kazachstan te doen terugkeren.”
    — alinea 1

    10 januari [2022]
    “De leiders van de CSTO-lidstaten tijdens het spoedberaad op maandag 10 januari.”
    — bijschrift 1

    10 januari [2022]
    “Daarom was het Tokajev er in het CSTO-spoedberaad op maandag 10 januari er veel aan gelegen om de andere leden van het bondgenootschap ervan te overtuigen dat de protesten inderdaad vanuit het buitenland waren geïnstigeerd.”
    — alinea 4

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    Bladzijde 1 van 2. Verder lezen: !meer
    ~~~
    10 januari [2022]
    “Ondanks het gebrek aan bewijs dat ‘internationale terroristen’ inderdaad verantwoordelijk zijn voor de situatie in Kazachstan, onderschreef Tadzjieks President Rachmon in de CSTO-vergadering van 10 januari de vrees van Kazachs President Tokajev voor de aanwezigheid van terroristische ‘sleeper cells’ in de CSTO-lidstaten.”
    — Tadzjikistan, alinea 16

    11 januari [2022]
    “Zo voorspelde Bachtijor Ergasjev, directeur van het Oezbeekse onderzoekscentrum Ma’no, op 11 januari in gesprek met het Russische persbureau Sputnik News dat ‘Oezbekistan zich voor hulp zal richten tot Rusland, niet tot de CSTO. Oezbekistan zal zich niet aansluiten bij militaire of politieke blokken.’”
    — Oezbekistan, alinea 15

    14 januari [2022]
    “Maria Zacharova, woordvoerder van het Russisch ministerie van Buitenlandse Zaken, bevestigde op 14 januari dat de CSTO met de voorstellen van Rachmon aan de slag ging, en ook uit Minsk kwam bijval voor Rachmon: Loekasjenko zou best troepen willen sturen om een ‘Kazachs scenario’ in Tadzjikistan te voorkomen.”
    — Tadzjikistan, alinea 17

    Een jaartal tussen vierkante haken staat niet in de zin zelf, maar volgt uit de datum van het artikel.

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    Bladzijde 2 van 2.
    ");
}

#[test]
fn sources_and_citations_are_given() {
    insta::assert_snapshot!(answer("!bron"), @"
    “door Tijs van de Vijver”
    — auteursregel

    “Bronnen: Belsat, Eurasianet, JAM News, Moscow Times, ODKB-CSTO.org, Pamir Daily.”
    — bronnenregel

    Zo verwijs je naar dit artikel
    • Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)

    Wat tussen vierkante haken staat, is toegevoegd door de redactie; de tekst zelf noemt het niet.

    Met een nummer erbij, bijvoorbeeld !bron 14, krijg je de verwijzing naar die alinea.

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!bron 14"), @"
    Zo verwijs je naar deze plaats: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022], Oezbekistan, alinea 14 (versie 673aa0ec)

    De bron die hier genoemd wordt

    “Het land zou het volgens **Kommersant** niet eens zijn met de ‘strategische plannen van de CSTO in Afghanistan’ en zou het intensiveren van de militaire samenwerking tussen de lidstaten niet zien zitten.”
    — Oezbekistan, alinea 14

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!bron 15"), @"
    Zo verwijs je naar deze plaats: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022], Oezbekistan, alinea 15 (versie 673aa0ec)

    De bron die hier genoemd wordt

    “Zo voorspelde Bachtijor Ergasjev, directeur van het Oezbeekse onderzoekscentrum Ma’no, op 11 januari in gesprek met het Russische persbureau **Sputnik News** dat ‘Oezbekistan zich voor hulp zal richten tot Rusland, niet tot de CSTO. Oezbekistan zal zich niet aansluiten bij militaire of politieke blokken.’”
    — Oezbekistan, alinea 15

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!bron foto-1"), @"
    Zo verwijs je naar deze plaats: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022], bijschrift 1 (versie 673aa0ec)

    De bron die hier genoemd wordt

    “Rechtsmidden Stanislav Zas, de secretaris-generaal van de organisatie. (**Akorda.kz**)”
    — bijschrift 1

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!bron 11"), @"
    Zo verwijs je naar deze plaats: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022], Kirgizië, alinea 11 (versie 673aa0ec)

    “De autoriteiten van Kirgizië besloten uiteindelijk om net als Armenië een kleine troepenmacht naar Kazachstan te sturen.”
    — Kirgizië, alinea 11

    Hier wordt geen bron genoemd.

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
}

#[test]
fn the_contents_the_article_and_the_program_tell_what_they_are() {
    insta::assert_snapshot!(answer("!inhoud"), @"
    Inhoud van [Het draagvlak voor het CSTO-optreden in Kazachstan]
    • Inleiding: alinea’s 1–5
    • Armenië: alinea’s 6–8
    • Belarus: alinea’s 9–10
    • Kirgizië: alinea’s 11–13
    • Oezbekistan: alinea’s 14–15
    • Tadzjikistan: alinea’s 16–17

    Lees een alinea met !alinea en het nummer.
    ");
    insta::assert_snapshot!(answer("!artikel"), @"We hebben het over Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec).");
    insta::assert_snapshot!(answer("!over"), @"
    Voetnoot 0.1.0 beantwoordt vragen over een artikel in de eigen woorden van dat artikel.

    Elk citaat is letterlijk en heeft een verwijzing. Staat iets er niet in, dan zeg ik dat.

    Het artikel
    • Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)

    De tekst is van de auteur, Tijs van de Vijver.

    Wat je typt, wordt niet bewaard en niet vastgelegd in logboeken.

    Op een chatplatform onthoud ik hoogstens een week welk antwoord bij welk bericht en welke vrager hoort, en wie er 👍 of 👎 bij zette: nummers, geen tekst. Daarna blijft van een 👍 of 👎 nog een paar weken over dat hij er was, niet van wie. Wat moderators instellen, wordt bewaard tot ze het terugzetten. Wat er van jou is, wis je met !vergeet mij.
    ");
}

#[test]
fn a_summary_consists_of_sentences_that_stand_alone() {
    insta::assert_snapshot!(answer("!samenvatting 3"), @"
    “Op woensdag 5 januari riep President Tokajev van Kazachstan op grond van Artikel 4 van de CSTO de hulp in van het militaire bondgenootschap om de onrust in zijn land onder controle te krijgen.” [2]

    “Armenië stuurde onder de vleugels van de CSTO zo’n zeventig manschappen naar Kazachstan.” [6]

    “Ondanks het gebrek aan bewijs dat ‘internationale terroristen’ inderdaad verantwoordelijk zijn voor de situatie in Kazachstan, onderschreef Tadzjieks President Rachmon in de CSTO-vergadering van 10 januari de vrees van Kazachs President Tokajev voor de aanwezigheid van terroristische ‘sleeper cells’ in de CSTO-lidstaten.” [16]

    Het nummer achter een zin is dat van de alinea.

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!samenvatting Oezbekistan 2"), @"
    “Oezbekistan ondertekende in 1992 in de Oezbeekse hoofdstad Tasjkent het Gemeenschappelijke Veiligheidsverdrag (CST), maar het land haakte in 1999 af.” [14]

    “Oezbekistan zou zich na de onrust in Kazachstan wederom op de relatie met Rusland en de CSTO beraden: om snel te kunnen handelen als een Kazachs scenario in zich in Oezbekistan dreigt te voltrekken, spoort Rusland Oezbekistan aan zich weer aan te sluiten bij de CSTO.” [15]

    Het nummer achter een zin is dat van de alinea.

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!samenvatting Frankrijk"), @"Frankrijk komt in dit artikel niet voor.");
    let count = |line: &str| {
        common::bot()
            .answer(&parse(line), &common::moderator())
            .quotes()
            .count()
    };
    for asked in 1..=10 {
        assert_eq!(count(&format!("!samenvatting {asked}")), asked);
    }
    assert_eq!(count("!samenvatting 99"), 10);
    assert_eq!(count("!samenvatting 0"), 1);
}

#[test]
fn a_summary_is_for_moderators() {
    let anybody = voetnoot::bot::Context::default();
    let answer = common::bot().answer(&parse("!samenvatting"), &anybody);
    assert_eq!(answer.verdict, Verdict::None);
    assert_eq!(answer.quotes().count(), 0);
}

#[test]
fn a_long_answer_goes_on_with_meer_until_it_ends() {
    let dialect = Plain::new();
    let mut conversation = Conversation::new(
        common::bot(),
        common::moderator(),
        &dialect,
        Language::Dutch,
    );
    let mut pages = vec![conversation.reply("!land Oezbekistan")];
    while pages.last().is_some_and(|page| page.contains("!meer")) {
        pages.push(conversation.reply("! Meer"));
    }
    assert!(pages.len() > 1);
    assert_eq!(pages.join("\n~~~\n"), answer("!land Oezbekistan"));
    insta::assert_snapshot!(conversation.reply("!meer"), @"Er is niets meer om te laten zien.");
}

#[test]
fn an_archive_answers_from_all_its_articles_and_asks_which_one_is_meant() {
    let archive = r#"{"id":"a","title":"Brug","language":"nl","authors":["An"],"paragraphs":[{"text":"De nieuwe brug gaat in mei open."}]}
{"id":"b","title":"Tunnel","language":"nl","url":"https://example.org/b","paragraphs":[{"section":"Kosten","text":"De tunnel kost 12 miljoen euro. Dat is veel."}]}"#;
    let bot = common::bot_about(Library::from_text("archive.jsonl", archive).expect("an archive"));
    let dialect = Plain::new();
    let mut conversation = Conversation::new(&bot, common::moderator(), &dialect, Language::Dutch);
    insta::assert_snapshot!(conversation.reply("Hoeveel kost de tunnel?"), @"
    “**De tunnel kost 12 miljoen euro.** Dat is veel.”
    — Kosten, alinea 1 https://example.org/b#:~:text=De%20tunnel%20kost%2012%20miljoen%20euro.

    Bron: ‘Tunnel’ (versie e863b4de)
    ");
    insta::assert_snapshot!(conversation.reply("!inhoud"), @"
    Over welk artikel gaat het?

    De 2 artikelen
    • a: ‘Brug’
    • b: ‘Tunnel’
    ");
    insta::assert_snapshot!(conversation.reply("!artikel brug"), @"An, ‘Brug’ (versie 5bf920eb) heet hier a.");
}

#[test]
fn the_console_opens_with_examples_that_work() {
    let greeting = console::greeting(common::bot(), Language::Dutch);
    let examples: Vec<&str> = greeting
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .collect();
    assert_eq!(examples.len(), 4);
    for example in examples {
        assert_eq!(
            common::bot()
                .answer(&parse(example), &common::moderator())
                .verdict,
            Verdict::Found,
            "{example}"
        );
    }
    insta::assert_snapshot!(greeting, @"
    Dit is Voetnoot. Vraag iets over [Het draagvlak voor het CSTO-optreden in Kazachstan], en je krijgt antwoord in de woorden van het artikel zelf.
    Bijvoorbeeld:
      !land Armenië
      Wie is Tokajev?
      Welke bronnen gebruikt het artikel?
      Waar gaat het artikel over?
    !help laat alles zien wat je kunt typen. Stoppen doe je met Ctrl-D.
    ");
}

#[test]
fn tab_completes_commands_countries_and_names() {
    let complete = |line: &str| console::completions(common::bot(), Language::Dutch, line).1;
    assert_eq!(complete("!la"), ["!land "]);
    assert_eq!(complete("!land kir"), ["Kirgizië"]);
    assert_eq!(complete("!wie loek"), ["Aleksandr Loekasjenko"]);
    assert_eq!(complete("hallo wereld"), Vec::<String>::new());
    assert!(complete("!").len() > 10);
}

#[test]
fn emphasis_shows_with_and_without_colour() {
    let reply = |dialect: Plain| {
        Conversation::new(
            common::bot(),
            common::moderator(),
            &dialect,
            Language::Dutch,
        )
        .reply("Wie is Bekesjev?")
    };
    assert!(reply(Plain::new()).contains("**Onafhankelijk parlementslid Bekesjev"));
    assert!(
        reply(Plain::new().coloured()).contains("\u{1b}[1mOnafhankelijk parlementslid Bekesjev")
    );
}

#[test]
fn what_can_be_typed_next_fits_the_article_and_of_several_they_are_offered_first() {
    use voetnoot::bot::suggest::fits;
    use voetnoot::bot::{Bot, Context};
    use voetnoot::command::Name;

    let labels = |bot: &Bot, command, typed: &str| {
        let choices = bot.choices(command, &Context::default(), Language::Dutch);
        let labels = choices.into_iter().map(|choice| choice.label);
        labels
            .filter(|label| fits(label, typed))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        labels(common::bot(), Name::Country, "kirgizie"),
        ["Kirgizië"]
    );
    assert_eq!(labels(common::bot(), Name::Person, "tok"), ["Tokajev"]);
    let archive = concat!(
        r#"{"id":"1","title":"Over water","language":"nl","paragraphs":[{"text":"Nederland ligt laag."}]}"#,
        "\n",
        r#"{"id":"2","title":"Over vuur","language":"nl","paragraphs":[{"text":"Het brandt."}]}"#,
    );
    let library = Library::from_text("a.jsonl", archive).expect("it is sound");
    let several = common::bot_about(library);
    assert_eq!(labels(&several, Name::Article, "vuur"), ["‘Over vuur’"]);
    assert_eq!(labels(&several, Name::Country, ""), [""; 0]);
}
