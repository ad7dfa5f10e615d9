//! A form of a verb has its infinitive, says whether somebody speaks, and puts its sentence before or after publication.

use voetnoot::lexicon::dates::dates;
use voetnoot::lexicon::speech::is_speech;
use voetnoot::lexicon::tense::{Tense, tense};
use voetnoot::lexicon::verbs::infinitive;
use voetnoot::lexicon::words::is_word;

#[track_caller]
fn are(pairs: &str) {
    for (form, verb) in pairs.split(' ').filter_map(|pair| pair.split_once(':')) {
        assert_eq!(infinitive(form).as_deref(), Some(verb), "of {form}");
    }
}

#[test]
fn regular_forms_are_known_by_their_spelling() {
    are(
        "woont:wonen woonde:wonen zwemt:zwemmen zegt:zeggen leeft:leven leest:lezen reist:reizen \
         verhuisd:verhuizen wandelt:wandelen leidde:leiden werkten:werken stuurt:sturen geeft:geven \
         gelooft:geloven gebeurt:gebeuren ga:gaan",
    );
}

#[test]
fn participles_are_known_with_and_without_a_prefix() {
    are(
        "gestuurd:sturen gebouwd:bouwen gezet:zetten geleid:leiden ingevoerd:invoeren \
         aangekondigd:aankondigen",
    );
}

#[test]
fn irregular_forms_are_known_with_and_without_a_prefix() {
    are(
        "kreeg:krijgen gestorven:sterven won:winnen aangenomen:aannemen ontslagen:ontslaan \
         besloot:besluiten overleden:overlijden verkocht:verkopen",
    );
}

#[test]
fn other_words_are_left_alone() {
    let others = "wonen kost bond huis grote oude eerste beste rusland gemeente militairen maanden beelden \
        producten londen verlagen aanslagen gebied geweld gezond gezicht gezag vervoer aanvoer op \
        in er ov verleden";
    for word in others.split(' ').chain([""]) {
        assert_eq!(infinitive(word), None, "of {word}");
    }
}

#[test]
fn every_irregular_form_is_of_a_verb_that_is_known() {
    let table = include_str!("../../index/lexicon/verbs.tsv");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    for (verb, forms) in lines.filter_map(|line| line.split_once('\t')) {
        assert!(verb == "-" || is_word(verb), "{verb}");
        assert!(forms.split(' ').all(|form| !form.is_empty()), "{verb}");
    }
}

#[test]
fn a_verb_of_speech_is_known_in_its_forms() {
    #[rustfmt::skip]
    let forms = [
        "adviseerde", "antwoordde", "argumenteerde", "beaamde", "beargumenteerde", "beklaagt", "beklemtoonde",
        "beloofde", "benadrukte", "bepleitte", "betoogde", "beweerde", "bevestigde", "brulde", "concludeerde",
        "constateerde", "dreigde", "erkende", "fluisterde", "foeterde", "glunderde", "grapte",
        "grinnikte", "jammerde", "jubelde", "juichte", "klaagde", "mailde", "meende", "meldde", "mijmerde",
        "mompelde", "mopperde", "murmelde", "nuanceerde", "onderstreepte", "ontkende", "opperde", "oordeelde",
        "pleitte", "pochte", "prevelde", "protesteerde", "reageerde", "relativeerde", "repliceerde", "schamperde",
        "schreeuwde", "smeekte", "snauwde", "sneerde", "snikte", "stamelde", "stelde", "suggereerde", "tierde",
        "twitterde", "verduidelijkte", "verklaarde", "vermoedde", "vertelde", "verzekerde", "verzuchtte",
        "vloekte", "voorspelde", "waarschuwde", "zuchtte", "zei", "zegt", "gezegd", "noemde", "noemt", "vond",
        "vindt", "vroeg", "vraagt", "riep", "roept", "schreef", "schrijft", "geschreven", "sprak", "spreekt",
        "onderschreef", "aangegeven", "toegegeven", "uitgelegd", "verweet", "verwijt", "bezwoer", "bezweert",
        "opgemerkt", "vastgesteld", "toegelicht", "moppert", "gemopperd", "antwoordt", "geantwoord", "meldt",
        "gemeld", "vertelt", "verteld", "benadrukt", "verzucht", "voorspeld", "gewaarschuwd", "klaagt", "gezucht",
        "verklaard", "beweerd", "pleit", "verwacht", "beschuldigde", "denkt",
    ];
    let unknown: Vec<&str> = forms
        .into_iter()
        .filter(|form| !is_speech(form, |_| false))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    for other in ["zucht", "gelegd", "legde", "zeggen", "melding", "vraag"] {
        assert!(!is_speech(other, |_| false), "{other}");
    }
    for (form, with) in [
        ("legde", "uit"),
        ("drukte", "hart"),
        ("geeft", "toe"),
        ("licht", "toe"),
        ("liet", "weten"),
    ] {
        assert!(is_speech(form, |word| word == with), "{form}");
    }
}

#[track_caller]
fn all_are(expected: Tense, sentences: &[&str]) {
    for sentence in sentences {
        let dates = dates(sentence);
        let date = dates.first().map(|mention| mention.range.clone());
        let date = date.unwrap_or_else(|| panic!("no date in {sentence}"));
        assert_eq!(tense(sentence, &date), expected, "{sentence}");
    }
}

#[test]
fn a_verb_in_the_past_or_a_participle_with_its_auxiliary_tells_what_is_over() {
    all_are(
        Tense::Past,
        &[
            "In januari opende de winkel.",
            "De winkel ging op 1 februari dicht.",
            "Uit onderzoek bleek in september dat een kwart moeite heeft met lezen.",
            "In maart is de brug gebouwd.",
            "In maart heeft de raad de brug verkocht.",
            "In maart werd de brug verkocht.",
            "De raad besloot in maart niets.",
            "De wet, die in november door de Kamer werd aangenomen, geldt vanaf morgen.",
            "Sinds maart woont ze daar.",
            "Afgelopen maart is het druk.",
        ],
    );
}

#[test]
fn a_verb_in_the_present_tells_what_is_to_come() {
    all_are(
        Tense::Present,
        &[
            "In februari vertrekt ze voor acht weken met het schip naar Bermuda.",
            "De winkel gaat op 1 februari dicht.",
            "In december opent de winkel.",
            "De hondenbelasting, die vorig jaar nog 94 euro bedroeg, verdwijnt per 1 januari helemaal.",
            "Dat formulier staat er vanaf 1 november op.",
            "In maart wordt de brug geopend.",
            "In maart zal de brug open zijn.",
            "De raad vergadert op 12 december opnieuw.",
            "Een uur kost vanaf 1 februari 3,40 euro.",
            "Komende maart ging het gebeuren.",
        ],
    );
}

#[test]
fn a_habit_is_of_no_year_and_what_is_in_doubt_stays_so() {
    all_are(
        Tense::Habit,
        &[
            "In maart is er altijd markt.",
            "In oktober valt bij ons de meeste regen.",
            "Op 5 mei houdt het dorp elk jaar een optocht.",
        ],
    );
    all_are(
        Tense::Unclear,
        &[
            "In december is de winkel gesloten.",
            "De raad heeft voor juni een debat gepland.",
            "Het debat werd uitgesteld tot mei.",
            "De minister beloofde in mei een brief.",
            "De brug moest in mei klaar zijn.",
            "Ze zou in oktober de gemalen stilzetten.",
            "De opening in maart.",
            "In maart kwam hij terug en nu woont hij daar.",
            "De winkels openen in maart.",
            "Het formulier van maart.",
            "In maart verhuisd naar een ander pand.",
        ],
    );
}
