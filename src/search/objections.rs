//! Objections: reasons why a sentence cannot be the answer, however many words it shares with the question.
//!
//! A near miss is worse than no answer: «Hoeveel elitetroepen stuurde Armenië?» must not be answered with Kyrgyzstan's
//! number. The sentence must be about what the question names ([`names`]), its words must be those of the right person
//! ([`speaker`]), and it must contain what is asked for ([`answer_type`], [`fine_type`], [`reasons`]).

mod answer_type;
mod fine_type;
mod names;
mod reasons;
mod speaker;
mod text;

use std::cell::OnceCell;
use std::ops::Range;

use super::question::{AnswerType, Question, Term};
use crate::analyzer::{self, Word};
use crate::excerpt::Passage;
use crate::people::People;

use text::AnalysedText;

/// A sentence as an answer to a question.
struct ProposedAnswer<'a> {
    question: &'a Question,
    /// All words of the question.
    words: Vec<Word>,
    passage: &'a Passage,
    /// The sentence, in bytes of the passage's text.
    range: &'a Range<usize>,
    sentence: AnalysedText<'a>,
    /// The name of the passage's section.
    section: AnalysedText<'a>,
    before: OnceCell<AnalysedText<'a>>,
    whole: OnceCell<AnalysedText<'a>>,
    people: &'a dyn Fn() -> &'a People,
}

/// A reason why a sentence cannot be the answer: one of the rules below, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Objection(&'static str);

/// A rule: when an objection holds, with an example that it stops and one that it lets pass.
struct Rule {
    objection: Objection,
    /// Whether it also holds for passages that were read. The others hold for answers by words alone.
    beside_reader: bool,
    holds: fn(&ProposedAnswer<'_>) -> bool,
    #[cfg(test)]
    stops: RuleExample,
    #[cfg(test)]
    passes: RuleExample,
}

/// A question, and a passage whose last sentence is judged. The name of its section may stand before it: «Kirgizië: …».
#[cfg(test)]
type RuleExample = (&'static str, &'static str);

macro_rules! rules {
    ($($name:literal $where:ident: $holds:expr, stops $stops:expr, passes $passes:expr;)*) => {
        &[$(Rule {
            objection: Objection($name),
            beside_reader: $where,
            holds: $holds,
            #[cfg(test)]
            stops: $stops,
            #[cfg(test)]
            passes: $passes,
        }),*]
    };
}

/// The rule holds always.
const ALWAYS: bool = true;
/// The rule holds if words alone decide.
const IN_WORDS: bool = false;

/// All rules. Those that hold always paid on articles that they were not written for, also beside the reader.
#[rustfmt::skip]
const RULES: &[Rule] = rules! {
    "question" ALWAYS: |case| case.sentence.is_question(),
        stops ("Waarom staakt de fabriek?", "Waarom staakt de fabriek nu al weken?"),
        passes ("Waarom staakt de fabriek?", "De fabriek staakt omdat het loon te laag is.");
    "name" ALWAYS: |case| case.misses_a_name(),
        stops ("Hoeveel huizen staan er in Zwolle?", "Wat men telt. In Deventer staan er dertig."),
        passes ("Hoeveel huizen staan er in Zwolle?", "Men telt ook in Zwolle. Er staan er dertig.");
    // Only the last part of a compound is there: «zuidgrens» for «noordgrens».
    "compound" IN_WORDS: |case| case.has_another_compound(),
        stops ("Hoeveel militanten zijn er langs de noordgrens?", "Langs de zuidgrens zijn er zesduizend militanten."),
        passes ("Hoeveel militanten zijn er langs de noordgrens?", "Langs de noordgrens zijn er zesduizend militanten.");
    "country" ALWAYS: |case| case.is_of_another_country(),
        stops ("Hoeveel soldaten stuurde Armenië?", "Kirgizië: Het stuurde 150 soldaten."),
        passes ("Hoeveel soldaten stuurde Armenië?", "Armenië: Het stuurde 70 soldaten.");
    // It tells the number of one country, but the question is about all of them.
    "count" IN_WORDS: |case| case.counts_for_another(),
        stops ("Hoeveel militairen heeft de CSTO?", "De CSTO greep in. Rusland stuurde 2300 militairen."),
        passes ("Hoeveel militairen heeft de CSTO?", "De CSTO greep in. Zij heeft 2300 militairen.");
    "number" ALWAYS: |case| case.misses_a_number(),
        stops ("Wat gebeurde er in 2019?", "In 2021 brandde de molen af."),
        passes ("Wat gebeurde er in 2019?", "In 2019 brandde de molen af.");
    // Something that belongs to a country in the question does not belong to it here.
    "bond" IN_WORDS: |case| case.breaks_a_bond(),
        stops ("Wie is de president van Oezbekistan?", "De president sprak lang en breed over de toekomst van Oezbekistan."),
        passes ("Wie is de president van Oezbekistan?", "De president van Oezbekistan sprak lang.");
    "speaker" ALWAYS: |case| case.is_spoken_by_another(),
        stops ("Wat zei Anna Maes?", "“Wij gaan door”, zei Piet Bakker."),
        passes ("Wat zei Anna Maes?", "“Wij gaan door”, zei Anna Maes.");
    "no-number" ALWAYS: |case| case.asks_for(AnswerType::Number) && case.lacks_its_kind(),
        stops ("Hoeveel leden heeft de club?", "De club heeft veel leden."),
        passes ("Hoeveel leden heeft de club?", "De club heeft veertig leden.");
    "no-date" ALWAYS: |case| case.asks_for(AnswerType::Date) && case.lacks_its_kind(),
        stops ("Wanneer opent de brug?", "De brug opent als zij klaar is."),
        passes ("Wanneer opent de brug?", "De brug opent volgende week.");
    "time" ALWAYS: |case| case.tells_another_time(),
        stops ("Wanneer wordt de brug gebouwd?", "In 1911 werd de brug gebouwd."),
        passes ("Wanneer wordt de brug gebouwd?", "Tussen 2025 en 2027 wordt de brug gebouwd.");
    "no-speech" IN_WORDS: |case| case.asks_for(AnswerType::Speech) && case.lacks_its_kind(),
        stops ("Wat zei Anna Maes over de brug?", "Anna Maes liep langs de brug."),
        passes ("Wat zei Anna Maes over de brug?", "“De brug is te smal”, zei Anna Maes.");
    "no-reason" ALWAYS: |case| case.asks_for(AnswerType::Reason) && case.lacks_its_kind(),
        stops ("Waarom sloot het zwembad?", "Het zwembad sloot en de deur ging op slot."),
        passes ("Waarom sloot het zwembad?", "Het zwembad sloot wegens geldgebrek.");
    "denied" IN_WORDS: |case| case.asks_for(AnswerType::Person) && case.lacks_its_kind(),
        stops ("Wie schrijft er mee aan het scenario?", "Nadia Verbeeck schrijft niet mee aan het scenario."),
        passes ("Wie schrijft er mee aan het scenario?", "Nadia Verbeeck schrijft mee aan het scenario.");
    // A word of a yes-or-no question is missing.
    "half" IN_WORDS: |case| case.asks_for(AnswerType::Confirmation) && case.lacks_its_kind(),
        stops ("Is het zwembad gratis?", "Het zwembad is open."),
        passes ("Is het zwembad gratis?", "Het zwembad is gratis.");
    // The other side of a vote.
    "side" IN_WORDS: |case| case.is_of_the_other_side(),
        stops ("Wie stemde tegen de rouwwet?", "De senaat stemde in met de rouwwet."),
        passes ("Wie stemde tegen de rouwwet?", "De partij stemde tegen de rouwwet.");
    // The condition of the question is missing.
    "condition" IN_WORDS: |case| case.is_of_another_case(),
        stops ("Hoeveel dagen vrij krijg je als je trouwt?", "Wie rouwt, krijgt tien dagen vrij."),
        passes ("Hoeveel dagen vrij krijg je als je trouwt?", "Wie trouwt, krijgt tien dagen vrij.");
    "caption" IN_WORDS: |case| case.is_a_silent_caption(),
        stops ("Wat zei Anna Maes?", "Hier is het.\n\n![Anna Maes zei dat de brug te smal is.]()"),
        passes ("Wat zei Anna Maes?", "Anna Maes zei dat de brug te smal is.");
    // The fine type that is asked for, such as a sum or an age, is missing.
    "exact" ALWAYS: |case| case.lacks_its_fine_type(),
        stops ("Hoe oud is trainer Blom?", "Trainer Blom won drie wedstrijden."),
        passes ("Hoe oud is trainer Blom?", "De 34-jarige trainer Blom won.");
    "focus" IN_WORDS: |case| case.lacks_its_focus(),
        stops ("Hoeveel toeschouwers zijn er in het stadion?", "Van het stadion is 30 procent leeg."),
        passes ("Hoeveel toeschouwers zijn er in het stadion?", "In het stadion zijn 400 toeschouwers.");
    // A detail that shares no word with the question.
    "nothing" IN_WORDS: |case| case.asks_for_detail() && case.shares_nothing(),
        stops ("Hoeveel weegt de klok?", "Er hangen vier schilderijen."),
        passes ("Hoeveel weegt de klok?", "De klok weegt vier ton.");
    "thing" IN_WORDS: |case| case.asks_for_detail() && case.is_of_another_thing(),
        stops ("Hoeveel betaalt de provincie aan de toren?", "De toren is hoog.\n\nDe provincie betaalt 2 miljoen aan het bad."),
        passes ("Hoeveel betaalt de provincie aan de toren?", "De provincie betaalt 2 miljoen aan de toren.");
};

impl Objection {
    /// A time in the past for one in the future, or the other way round.
    pub(crate) const TIME: Self = Self("time");

    /// Returns all objections, or those that hold for passages that were read, in the order of the table.
    pub fn all(is_read: bool) -> impl Iterator<Item = Self> {
        let rules = RULES.iter();
        rules
            .filter(move |rule| rule.beside_reader || !is_read)
            .map(|rule| rule.objection)
    }

    /// Returns its name, as `ask --json` and `eval` print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0
    }
}

/// Returns the objections to the sentence at `range` (bytes of the passage's text), in the order of the table. `people` are
/// those whom the article names; `is_read` says whether the reader read the passage.
pub(super) fn objections<'a>(
    question: &'a Question,
    passage: &'a Passage,
    range: &'a Range<usize>,
    people: &'a dyn Fn() -> &'a People,
    is_read: bool,
) -> Vec<Objection> {
    let case = ProposedAnswer::of(question, passage, range, people);
    RULES
        .iter()
        .filter(|rule| (rule.beside_reader || !is_read) && (rule.holds)(&case))
        .map(|rule| rule.objection)
        .collect()
}

impl<'a> ProposedAnswer<'a> {
    fn of(
        question: &'a Question,
        passage: &'a Passage,
        range: &'a Range<usize>,
        people: &'a dyn Fn() -> &'a People,
    ) -> Self {
        Self {
            people,
            words: analyzer::words(&question.text),
            sentence: AnalysedText::of(passage.text_at(range)),
            section: AnalysedText::of(passage.paragraph().section()),
            before: OnceCell::new(),
            whole: OnceCell::new(),
            question,
            passage,
            range,
        }
    }

    fn asks_for(&self, answer_type: AnswerType) -> bool {
        self.question.answer_type == answer_type
    }

    /// The passage up to the sentence.
    fn before(&self) -> &AnalysedText<'a> {
        self.before
            .get_or_init(|| AnalysedText::of(self.passage.text_at(&(0..self.range.start))))
    }

    fn whole(&self) -> &AnalysedText<'a> {
        self.whole
            .get_or_init(|| AnalysedText::of(self.passage.text()))
    }

    /// The sentence before this one; empty if this is the first.
    fn just_before(&self) -> AnalysedText<'a> {
        let mut earlier = self.passage.sentences().iter().rev();
        let last = earlier.find(|sentence| sentence.end <= self.range.start);
        AnalysedText::of(last.map_or("", |last| self.passage.text_at(last)))
    }

    /// Whether neither the passage nor the name of its section has a term in any form.
    fn lacks(&self, term: &Term) -> bool {
        !self.whole().has_in_any_form(term) && !self.section.has_in_any_form(term)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{RULES, RuleExample, objections};
    use crate::article::Library;
    use crate::search::{Engine, Keep};

    /// Whether the rule of this name objects to the last sentence of an example.
    fn objects(name: &str, (question, text): RuleExample) -> bool {
        let (section, text) = text.split_once(": ").unwrap_or(("", text));
        let heading = if section.is_empty() {
            String::new()
        } else {
            format!("## {section}\n\n")
        };
        let article = format!(
            "+++\nid = \"voorbeeld\"\ntitle = \"Voorbeeld\"\nauthors = [\"An Bos\"]\npublished = \"2024-05-01\"\nlanguage = \"nl\"\n+++\n\n{heading}{text}\n"
        );
        let library =
            Library::from_text("voorbeeld.md", &article).expect("the example is an article");
        let (engine, _) = Engine::open(Arc::new(library), Keep::InMemory, None, &mut |_, _| {})
            .expect("it can be indexed");
        let passage = engine.passages.last().expect("it has a passage");
        let range = passage.sentences().last().expect("it has a sentence");
        let question = engine.understand(question);
        let people = || engine.people(passage.article());
        let objections = objections(&question, passage, range, &people, false);
        objections.iter().any(|objection| objection.name() == name)
    }

    #[test]
    fn each_rule_stops_what_it_should_and_lets_pass_what_it_should() {
        for rule in RULES {
            assert!(
                objects(rule.objection.name(), rule.stops),
                "{} does not stop {:?}",
                rule.objection.name(),
                rule.stops
            );
            assert!(
                !objects(rule.objection.name(), rule.passes),
                "{} stops {:?}",
                rule.objection.name(),
                rule.passes
            );
        }
    }
}
