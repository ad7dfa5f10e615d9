//! `!persoon`, `!zoek`, `!alinea`, `!citaat`: what is looked up by name, word or number.

use voetnoot::article::Library;

use super::common;
use super::common::answer;

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
    let text = include_str!("../../content/csto-kazachstan.md");
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
fn a_search_for_nothing_but_small_words_or_marks_says_what_to_type() {
    insta::assert_snapshot!(answer("!zoek niet"), @r#"Woorden als “niet” zijn te gewoon om op te zoeken. Tussen aanhalingstekens zoek ik ze zoals ze er staan: !zoek "niet""#);
    insta::assert_snapshot!(answer("!zoek \"\""), @"
    Er ontbreekt nog iets: !zoek <woorden>

    Ook: !search

    Bijvoorbeeld: !zoek kritiek oppositie
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

    Spreker niet duidelijk
    “Maria Zacharova, woordvoerder van het Russisch ministerie van Buitenlandse Zaken, bevestigde op 14 januari dat de CSTO met de voorstellen van Rachmon aan de slag ging, en ook uit Minsk kwam bijval voor Rachmon: Loekasjenko zou best troepen willen sturen om een **‘Kazachs scenario’** in Tadzjikistan te voorkomen.”
    — Tadzjikistan, alinea 17

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("!citaat"), @"
    Spreker niet duidelijk
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

    Spreker niet duidelijk
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
    Spreker niet duidelijk
    “Zo is een Belarussische sympathisant die op 5 januari de boodschap **‘Geweldig. Goed gedaan Kazachen, we hebben hen hier ook nodig!’** [Класс. Казахи Молодцы, их к нам надо!!!] de wereld instuurde opgepakt.”
    — Belarus, alinea 10

    Kydykbajev
    “Volgens volksvertegenwoordiger Kydykbajev moet het land zich vooral niet bemoeien met een **‘intern conflict’** van een buurland.”
    — Kirgizië, alinea 12

    Spreker niet duidelijk
    “In Kazachstan zouden de Kirgizische aanwezigheid slechts dienen om het imago van de CSTO op te vijzelen en om **‘de imperiale ambities van het Kremlin’** te helpen verwezenlijken.”
    — Kirgizië, alinea 12

    Spreker niet duidelijk
    “Overigens bestaat er in Kirgizië veel onrust over het lot van meerdere Kirgiziërs die in Kazachstan worden vastgehouden als **‘internationaal terrorist.’**”
    — Kirgizië, alinea 13

    Spreker niet duidelijk
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
    Spreker niet duidelijk
    “Ondanks het gebrek aan bewijs dat **‘internationale terroristen’** inderdaad verantwoordelijk zijn voor de situatie in Kazachstan, onderschreef Tadzjieks President Rachmon in de CSTO-vergadering van 10 januari de vrees van Kazachs President Tokajev voor de aanwezigheid van terroristische **‘sleeper cells’** in de CSTO-lidstaten.”
    — Tadzjikistan, alinea 16

    Spreker niet duidelijk
    “Maria Zacharova, woordvoerder van het Russisch ministerie van Buitenlandse Zaken, bevestigde op 14 januari dat de CSTO met de voorstellen van Rachmon aan de slag ging, en ook uit Minsk kwam bijval voor Rachmon: Loekasjenko zou best troepen willen sturen om een **‘Kazachs scenario’** in Tadzjikistan te voorkomen.”
    — Tadzjikistan, alinea 17

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    Bladzijde 3 van 3.
    ");
}
