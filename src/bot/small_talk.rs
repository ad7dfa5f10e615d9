//! Lines that ask nothing of the article: greetings, thanks, reactions to an answer, and questions about the bot.

use crate::analyzer;

/// What a line is that asks nothing of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SmallTalk {
    /// A greeting, or thanks.
    Greeting,
    /// A question about the bot, or a call for help.
    AboutTheBot,
    /// The last answer was not what they asked for.
    Complaint,
    /// What people say to an answer that they have read: «top», «haha».
    Reaction,
}

/// Greetings and thanks, folded, the longer before what they begin with.
#[rustfmt::skip]
const GREETINGS: &[&str] = &[
    "goede morgen", "goede middag", "goeden avond", "goede avond", "goedemorgen", "goedemiddag", "goedenavond", "goedendag",
    "goeiemorgen", "goeiemiddag", "goeienavond", "dank je wel", "dank u wel", "dank je", "dank u", "dankjewel", "dankuwel",
    "heel erg bedankt", "heel hartelijk dank", "hartelijk dank", "hartelijk bedankt", "heel veel dank", "veel dank", "dank",
    "bedankt", "tot ziens", "doei", "dag", "hallo", "hoi", "hey", "hee", "hai", "good morning", "good afternoon",
    "good evening", "thank you very much", "thank you", "thanks a lot", "many thanks", "thanks", "thx", "hello", "hi",
    "bye", "goodbye", "he",
];

/// Words that go with them and change nothing: «Hallo allemaal», «top hoor».
#[rustfmt::skip]
const COMPANY: &[&str] = &[
    "allemaal", "iedereen", "hoor", "voetnoot", "bot", "daar", "all", "there", "zeg", "echt", "heel", "erg", "eigenlijk",
    "nou", "toch", "wel", "ook", "maar", "man", "joh", "very", "really", "then", "dan", "precies",
];

/// Questions about the bot and calls for help, folded.
#[rustfmt::skip]
const ABOUT_THE_BOT: &[&str] = &[
    "hoe werkt dit", "hoe werkt het", "hoe werkt dat", "hoe werk je", "hoe werk jij", "hoe werkt deze bot", "hoe werkt de bot",
    "hoe werkt voetnoot", "hoe werkt u", "wat kun je", "wat kan je", "wat kun jij", "wat kan jij", "wat kunt u", "wat kun je allemaal",
    "wat kan je allemaal", "wat kun je doen", "wat kan je doen", "wat kun je voor me doen", "wat kan deze bot", "wat kan de bot",
    "wat kan voetnoot", "wat doe je", "wat doe jij", "wat doet deze bot", "wat doet de bot", "wat doet voetnoot", "wat kan ik vragen",
    "wat kan ik je vragen", "wat kan ik hier vragen", "wat kan ik doen", "wat mag ik vragen", "wat moet ik doen", "wat weet je",
    "wie ben je", "wie ben jij", "wie bent u", "wat ben je", "wat ben jij", "wat is dit voor bot", "wat is dit voor een bot",
    "wat voor bot is dit", "wat voor bot ben je", "ben je een bot", "ben jij een bot", "ben je een mens", "ben jij een mens",
    "ben je een ai", "ben jij een ai", "hoe gebruik ik je", "hoe gebruik ik dit", "hoe gebruik je dit", "hoe gebruik ik deze bot",
    "hoe gebruik ik de bot", "hoe gebruik ik voetnoot", "hoe moet dit", "hoe moet dat", "hoe moet het", "hoe vraag ik iets",
    "hoe stel ik een vraag", "hoe stel ik je een vraag", "help", "help me", "help mij", "help eens", "kun je me helpen", "kun je mij helpen", "kan je me helpen",
    "kan je mij helpen", "kunt u mij helpen", "wil je me helpen", "ik heb hulp nodig", "welke opdrachten zijn er",
    "welke opdrachten heb je", "welke opdrachten ken je", "welke commandos zijn er", "welke commandos heb je", "wat zijn de opdrachten",
    "wat zijn je opdrachten", "wat zijn de commandos", "wat is voetnoot", "wie is voetnoot", "wie heeft je gemaakt",
    "wie heeft jou gemaakt", "wie maakte jou", "uitleg", "leg uit hoe dit werkt", "leg eens uit hoe dit werkt", "leg uit hoe je werkt",
    "ik snap niet hoe dit werkt", "ik snap dit niet", "ik begrijp niet hoe dit werkt",
    "how does this work", "how does it work", "how do you work", "how does this bot work", "what can you do", "what do you do",
    "what does this bot do", "what can this bot do", "who are you", "what are you", "are you a bot", "are you human", "are you an ai",
    "how do i use this", "how do i use you", "how do i use this bot", "how can i use this", "what can i ask", "what can i ask you",
    "what should i ask", "can you help me", "could you help me", "please help", "i need help", "what commands are there",
    "which commands are there", "what commands do you have", "which commands do you have", "list commands", "what is this bot",
    "what is voetnoot", "who made you", "explain how this works", "i dont understand how this works",
];

/// Words that the last answer missed the question, folded.
#[rustfmt::skip]
const COMPLAINTS: &[&str] = &[
    "dat is niet wat ik vroeg", "dit is niet wat ik vroeg", "dat was niet wat ik vroeg", "dat was mijn vraag niet", "dat is mijn vraag niet",
    "dat vroeg ik niet", "dit vroeg ik niet", "dat heb ik niet gevraagd", "daar vroeg ik niet naar", "dat is geen antwoord",
    "dit is geen antwoord", "dat is geen antwoord op mijn vraag", "dit is geen antwoord op mijn vraag", "geen antwoord op mijn vraag",
    "je geeft geen antwoord", "je beantwoordt mijn vraag niet", "dat klopt niet", "dit klopt niet", "klopt niet", "klopt niks van",
    "daar klopt niets van", "dat is niet waar", "niet waar", "fout", "dat is fout", "dit is fout", "fout antwoord", "verkeerd", "dat is verkeerd",
    "verkeerd antwoord", "dat is het verkeerde antwoord", "dat bedoel ik niet", "dat bedoelde ik niet", "dit bedoel ik niet", "zo bedoel ik het niet",
    "dat is niet wat ik bedoel", "dat is niet wat ik bedoelde", "dit is niet wat ik bedoel", "je begrijpt me niet", "je begrijpt het niet",
    "je begrijpt mijn vraag niet", "je snapt me niet", "je snapt het niet", "je snapt er niks van", "nee dat niet", "nee dat bedoel ik niet", "dat slaat nergens op",
    "slaat nergens op", "slecht antwoord", "onzin", "wat een onzin", "wat een slecht antwoord", "daar heb ik niks aan", "daar heb ik niets aan",
    "that is not what i asked", "thats not what i asked", "that s not what i asked", "that isnt what i asked", "not what i asked", "i did not ask that", "i didnt ask that",
    "that is not an answer", "thats not an answer", "you did not answer my question", "you didnt answer my question",
    "that is wrong", "thats wrong", "that s wrong", "this is wrong", "wrong", "wrong answer", "not true", "that is not true", "thats not what i meant", "not what i meant", "you dont understand",
    "you dont understand me", "you do not understand", "that makes no sense", "makes no sense", "bad answer", "nonsense",
];

/// What people say to an answer, folded.
#[rustfmt::skip]
const REACTIONS: &[&str] = &[
    "ha", "haha", "hahaha", "hihi", "hehe", "lol", "rofl", "lmao", "xd", "top", "super", "mooi", "mooi zo", "goed", "goed zo", "goed gedaan", "goed antwoord",
    "mooi antwoord", "prima antwoord", "duidelijk antwoord", "helder antwoord", "leuk antwoord", "goede bot", "brave bot", "slimme bot", "prima", "oke", "ok", "okay", "okee",
    "k", "duidelijk", "dat is duidelijk", "helder", "precies", "klopt", "dat klopt", "klopt helemaal", "inderdaad", "juist", "zo is het", "wow", "wauw", "zo", "tof",
    "leuk", "leuk om te weten", "interessant", "boeiend", "cool", "vet", "gaaf", "geweldig", "fantastisch", "knap", "handig", "netjes", "perfect", "lekker", "lekker bezig", "chapeau", "petje af",
    "ja", "jaja", "jawel", "jep", "jup", "yep", "yes", "yeah", "yup", "nee", "neen", "nope", "no", "hm", "hmm", "hmmm", "ah", "aha", "oh", "o", "oei", "oeps", "tja", "ach", "ach ja", "jammer",
    "helaas", "pfff", "pff", "bah", "weet ik", "ik weet het", "dat weet ik", "wist ik niet", "dat wist ik niet", "dat wist ik al", "goed om te weten", "begrepen", "snap ik", "ik snap het", "ik begrijp het", "begrijp ik",
    "eens", "mee eens", "ben het ermee eens", "oneens", "niet mee eens", "zeker", "zeker weten", "natuurlijk", "uiteraard", "logisch", "echt", "echt waar", "serieus", "meen je dat", "huh", "he", "wat", "wablief", "hoezo", "niet normaal", "bizar", "ongelofelijk", "ongelooflijk",
    "zie je wel", "zei ik toch", "geen idee", "weet ik niet", "maakt niet uit", "laat maar", "niks", "niets", "graag gedaan", "geen probleem", "sorry", "sterk", "raak", "amen", "bravo", "hoera", "yay", "test",
    "nice", "nice one", "great", "great answer", "good", "good bot", "bad bot", "stoute bot", "good answer", "good one", "well done", "right", "thats right", "exactly", "indeed", "true", "so true", "sure", "of course",
    "i see", "got it", "understood", "good to know", "interesting", "awesome", "amazing", "perfect answer", "fine", "agreed", "i agree", "really", "seriously", "what", "omg", "wtf", "never mind", "nevermind", "no problem", "clear", "makes sense", "that makes sense", "fair enough", "brilliant", "excellent", "helpful", "useful", "love it",
];

/// What a line is, if it asks nothing of the article: all of it has to be small talk.
pub(super) fn small_talk(text: &str) -> Option<SmallTalk> {
    /// More words than that are no small talk.
    const MOST: usize = 12;
    let words = analyzer::folded_words(text);
    if words.is_empty() || words.len() > MOST {
        return None;
    }
    let words: Vec<String> = words.into_iter().map(laughed).collect();
    let line = words.join(" ").replace(['\'', '’'], "");
    let about = |phrases: &[&str]| {
        let asked = without_address(&line);
        phrases.contains(&asked) || phrases.contains(&line.as_str())
    };
    if about(ABOUT_THE_BOT) {
        Some(SmallTalk::AboutTheBot)
    } else if about(COMPLAINTS) {
        Some(SmallTalk::Complaint)
    } else if consists_of(&line, &[GREETINGS]) {
        Some(SmallTalk::Greeting)
    } else {
        consists_of(&line, &[GREETINGS, REACTIONS]).then_some(SmallTalk::Reaction)
    }
}

/// Laughter of any length as «haha».
fn laughed(word: String) -> String {
    let is_laughter = word.len() > 3 && word.bytes().all(|byte| b"haei".contains(&byte));
    let has_both = word.contains('h') && word.contains(['a', 'e', 'i']);
    if is_laughter && has_both && word.matches('h').count() > 1 {
        "haha".to_owned()
    } else {
        word
    }
}

/// A line without a greeting and words to whom it is said: «hoi voetnoot, wat kun je».
fn without_address(line: &str) -> &str {
    #[rustfmt::skip]
    const ADDRESS: &[&str] = &[
        "hoi", "hallo", "hey", "hi", "hello", "dag", "voetnoot", "bot", "zeg", "sorry", "nee", "no", "maar", "en", "ja", "eh", "uh", "but", "ok", "oke", "okay",
    ];
    #[rustfmt::skip]
    const TAIL: &[&str] = &[
        "voetnoot", "bot", "eigenlijk", "allemaal", "precies", "even", "nou", "dan", "alsjeblieft", "aub", "please", "hoor", "helemaal", "toch", "here", "hier", "man", "joh", "exactly",
    ];
    let mut line = line;
    while let Some((first, rest)) = line.split_once(' ')
        && ADDRESS.contains(&first)
    {
        line = rest;
    }
    while let Some((rest, last)) = line.rsplit_once(' ')
        && TAIL.contains(&last)
    {
        line = rest;
    }
    line
}

/// Whether a line is these phrases one after another, with company after the first.
fn consists_of(line: &str, phrases: &[&[&str]]) -> bool {
    let mut rest = line;
    let mut has_one = false;
    while !rest.is_empty() {
        let after = |phrase: &&str| {
            let after = rest.strip_prefix(*phrase)?;
            (after.is_empty() || after.starts_with(' ')).then(|| after.trim_start())
        };
        // The longest phrase, so that «dank je wel» is not «dank» and something else.
        let phrase = phrases
            .iter()
            .copied()
            .flatten()
            .filter_map(after)
            .min_by_key(|left| left.len());
        let company = || COMPANY.iter().find_map(after);
        let Some(left) = phrase.or_else(company) else {
            return false;
        };
        has_one |= phrase.is_some();
        rest = left;
    }
    has_one
}
