//! Promise: what a question asks for exactly is what it gets. A sentence with another number, sum, date or person than the
//! one that is meant is never said to be the answer.
//!
//! By words alone: with the model the same objections hold.

use voetnoot::answer::Verdict;
use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::command::parse;

mod common;

/// What is asked about: every paragraph comes near some question below that it does not answer.
const ARTICLE: &str = r#"{"id":"a","title":"Hulp","language":"nl","paragraphs":[
{"text":"Denemarken stuurde een veldhospitaal met zestig bedden. Het hospitaalschip kostte 12 miljoen euro."},
{"text":"Een rechter wees het verzoek van Crais vrijdag af. De rechter van Port Laval hield een zitting."},
{"text":"Trainer Luc Adriaens kreeg een selectie van 22 spelers. De gemeente is voor 30 procent eigenaar van het stadion."},
{"text":"Het land sprak in december met de raad. In 2019 werd Crais minister van Financiën."},
{"text":"Het water daalt, maar pas vanaf 2031. Maar liefst 38 procent ervan lekt weg."},
{"text":"De havenmeester vertrok in 2006 naar Narvik. In 2012 kwam zij terug. Het werk viel haar tegen, omdat niemand Deens sprak."},
{"text":"De penningmeester kreeg een straf van drie jaar. Zij bezit vier huizen in Frankrijk."},
{"text":"In 1998 verhuisde de majoor naar een kazerne met 1200 militairen. De majoor verhuisde omdat zijn huis afbrandde."},
{"text":"De bewoners zeiden dat de brug te smal is. Majoor Maes verdient 3000 euro."},
{"text":"Doelman Joris Blom (31) redde twee keer. Spits Kevin Bruna staat zeker zes weken aan de kant."},
{"text":"De toren is 48 meter hoog. De schade aan het zwembad wordt geraamd op 35 miljoen euro."},
{"text":"Schrijfster Nadia Verbeeck woont in Middelburg. Zij schrijft niet mee aan het scenario. Televisie heeft ze niet."},
{"text":"«Wij zijn gewaarschuwd», zei wethouder Postma. «Nu werd het een schoppartij.» Bakkali zag het aan."},
{"text":"Hoe erg is de droogte? De provincie betaalt 2 miljoen mee aan het nieuwe zwembad. Het was de eerste roman."},
{"text":"Koning Filip bezoekt vrijdag de vluchtelingen. Ruim 9000 gezinnen slapen in tenten. Een vrouw van 38 wordt vermist."},
{"text":"«De dijk hield stand», zei ingenieur Piet Aarts over waterbouwer Ilse Mertens. Ingenieur Piet Aarts werkt voor de polder."},
{"text":"De ploeg won de beker in een finale van twee uur. Wie twaalf is, zwemt er gratis."},
{"text":"De petitie werd door 83.000 kopers getekend. De snelweg bij Doornik was afgesloten door omgevallen bomen."},
{"text":"Het museum kreeg een subsidie om het lekkende dak te herstellen. De senaat stemde in met de rouwwet."},
{"text":"Werkgevers hadden om uitstel gevraagd. Een ouder houdt zijn volledige loon. Wie rouwt, krijgt tien dagen vrij."}]}"#;

fn bot() -> Bot {
    let line = ARTICLE.replace('\n', "");
    common::bot_about(Library::from_text("a.jsonl", &line).expect("it is sound"))
}

fn verdict(bot: &Bot, question: &str) -> Verdict {
    let line = format!("!vraag {question}");
    bot.answer(&parse(&line), &common::moderator()).verdict
}

#[test]
fn what_is_told_exactly_is_found() {
    let bot = bot();
    for question in [
        "Wat kostte het hospitaalschip?",
        "Hoeveel bedden had het veldhospitaal?",
        "Welke rechter hield een zitting?",
        "Hoeveel spelers kreeg trainer Adriaens?",
        "In welk jaar werd Crais minister van Financiën?",
        "Hoeveel procent van het water lekt weg?",
        "Waarom viel het werk haar tegen in 2012?",
        "Welke straf kreeg de penningmeester?",
        "Hoeveel huizen bezit de penningmeester?",
        "Waarom verhuisde de majoor in 1998?",
        "Wat zeiden de bewoners over de brug?",
        "Hoeveel verdient majoor Maes?",
        "Hoe oud is doelman Joris Blom?",
        "Hoe hoog is de toren?",
        "Waar woont schrijfster Nadia Verbeeck?",
        "Hoeveel betaalt de provincie mee aan het nieuwe zwembad?",
        // A day is a date, families are people, and «van 38» is an age.
        "Wanneer bezoekt koning Filip de vluchtelingen?",
        "Hoeveel mensen slapen in tenten?",
        "Hoe oud is de vermiste vrouw?",
        // Whoever speaks, and not whoever is spoken of.
        "Wat zei Aarts over de dijk?",
        // A cause is no doer, and an end is a reason for what is done to that end.
        "Waarom was de snelweg bij Doornik afgesloten?",
        "Waarom kreeg het museum een subsidie?",
        // Forms of one verb.
        "Welke beker heeft de ploeg gewonnen?",
        "Is zwemmen gratis?",
    ] {
        assert_eq!(verdict(&bot, question), Verdict::Found, "{question}");
    }
}

#[test]
fn what_only_comes_near_is_not() {
    let bot = bot();
    for question in [
        // Beds are no money, players no wages.
        "Wat kostte het veldhospitaal met zestig bedden?",
        "Hoe duur was het veldhospitaal van Denemarken?",
        "Hoeveel verdient trainer Luc Adriaens?",
        // A share counts nothing.
        "Hoeveel toeschouwers zijn er in het stadion van de gemeente?",
        // Some judge is not the judge who is meant.
        "Welke rechter wees het verzoek van Crais af?",
        // A month is no year.
        "In welk jaar sprak het land met de raad?",
        // «Pasen» is no form of «pas».
        "Wanneer is Pasen in 2031?",
        // What happened in another year.
        "Waarom viel het werk haar tegen in 2006?",
        // What is no word of anybody, and nobody's name.
        "Wat zei het veldhospitaal over de bedden?",
        "Hoe heet de directeur van het veldhospitaal van Denemarken?",
        // Six weeks are no age, metres of height no breadth that anybody was told of.
        "Hoe oud is spits Kevin Bruna?",
        "Hoe zwaar is de toren van 48 meter hoog?",
        // Where somebody works is not told by where they speak.
        "Waar werkt wethouder Postma?",
        // Who does not.
        "Wie schrijft er mee aan het scenario?",
        // What is so is no reason why.
        "Waarom heeft Nadia Verbeeck geen televisie?",
        "Waarom tekenden 83.000 kopers de petitie?",
        "Waarom lekt het dak van het museum?",
        "Waarom hadden de werkgevers om uitstel gevraagd?",
        // Whoever voted for it did not vote against it.
        "Wie stemde tegen de rouwwet?",
        // What holds in another case.
        "Hoeveel dagen vrij krijg je als je trouwt?",
        // Somebody else's words.
        "Wat zei Bakkali over de schoppartij?",
        "Wat zei Ilse Mertens over de dijk?",
        // A question is no answer.
        "Hoe erg is de droogte?",
        // What is paid for something else.
        "Hoeveel betaalt de provincie mee aan de toren?",
        // Another in the row.
        "Wat was de vijfde roman?",
    ] {
        assert_ne!(verdict(&bot, question), Verdict::Found, "{question}");
    }
}
