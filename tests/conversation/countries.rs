//! `!land`: a section of its own, a mention, an absence.

use voetnoot::wording::Language;

use super::common::{answer, answer_in};

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
