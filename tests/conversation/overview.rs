//! The whole piece: its timeline, sources, contents and summary.

use voetnoot::answer::Verdict;
use voetnoot::command::parse;

use super::common;
use super::common::answer;

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

    “De autoriteiten van Kirgizië besloten uiteindelijk om net als Armenië een kleine troepenmacht naar Kazachstan te sturen.” [11]

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
