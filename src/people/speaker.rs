//! Attributes quotations: finds the speaker if the words of the sentence name one. Without a matching pattern, or with
//! two candidates, there is none.

mod words;

use std::ops::Range;

use super::list::People;
use super::person::Person;
use crate::analyzer::{self, Word};
use crate::excerpt::Passage;
use crate::lexicon::spaces;
use crate::lexicon::verbs::is_participle;

/// Words that may stand before the subject of a sentence.
#[rustfmt::skip]
const CONJUNCTIONS: [&str; 10] = [
    "nadat", "toen", "terwijl", "zoals", "hoewel", "omdat", "en", "maar", "want", "ook",
];

/// Openings after which the verb precedes its subject.
#[rustfmt::skip]
const ADVERBS: [&str; 20] = [
    "zo", "daarnaast", "ook", "bovendien", "verder", "daarop", "daarna", "toen", "later", "eerder", "gisteren",
    "vandaag", "vervolgens", "tegelijk", "overigens", "intussen", "inmiddels", "eerst", "ten", "toch",
];

/// Prepositions of place, time or occasion. After their phrase the verb precedes its subject.
const PLACES: [&str; 8] = [
    "vanuit", "in", "op", "tijdens", "na", "bij", "voor", "sinds",
];

/// A sentence with its quotations, and the people named outside them.
pub struct Sentence<'t, 'a> {
    text: &'t str,
    quoted: Vec<Range<usize>>,
    words: Vec<Word>,
    named: Vec<Name<'a>>,
    is_english: bool,
}

/// A person's name in a sentence: its bytes, and its indices among the words outside the quotations.
struct Name<'a> {
    person: &'a Person,
    bytes: Range<usize>,
    first: usize,
    last: usize,
    /// Whether it stands for the person and nobody else: not «Tokajevs», nor a surname that two people share.
    is_bare: bool,
}

impl<'t, 'a> Sentence<'t, 'a> {
    /// Returns a sentence of a passage by its index; `None` if there is no such sentence.
    #[must_use]
    pub fn of(passage: &'t Passage, index: usize, people: &'a People) -> Option<Self> {
        let range = passage.sentences().get(index)?;
        let text = passage.text().get(range.clone())?;
        let quoted: Vec<Range<usize>> = passage
            .quotations_in(range)
            .map(|quotation| &quotation.outer)
            .map(|outer| outer.start - range.start..outer.end - range.start)
            .collect();
        let is_outside = |range: &Range<usize>| {
            !quoted
                .iter()
                .any(|quoted| quoted.start <= range.start && range.end <= quoted.end)
        };
        let mut words = analyzer::words(text);
        words.retain(|word| is_outside(&word.range));
        let all = people.named_in(text);
        let is_shared = |person: &Person, bytes: &Range<usize>| {
            let mut others = all.iter().filter(|(other, _)| *other != person);
            others.any(|(_, range)| range == bytes)
        };
        let name = |(person, bytes): &(&'a Person, Range<usize>)| {
            let first = words.iter().position(|w| w.range.start == bytes.start)?;
            let last = words.iter().position(|w| w.range.end == bytes.end)?;
            let follows = text.get(bytes.end..).unwrap_or_default();
            let is_bare = person.ends_in(&words[last].folded)
                && !follows.starts_with(['’', '\''])
                && !is_shared(person, bytes);
            Some(Name {
                person,
                bytes: bytes.clone(),
                first,
                last,
                is_bare,
            })
        };
        let named = all.iter().filter_map(name).collect();
        Some(Self {
            text,
            quoted,
            words,
            named,
            is_english: passage.article().is_english(),
        })
    }

    /// Returns everyone named outside the quotations.
    #[must_use]
    pub fn people(&self) -> Vec<&'a Person> {
        self.named.iter().map(|name| name.person).collect()
    }

    /// Returns the text outside the quotations.
    #[must_use]
    pub fn outside(&self) -> String {
        let mut rest = String::new();
        let mut end = 0;
        for range in &self.quoted {
            rest.push_str(self.text.get(end..range.start).unwrap_or_default());
            rest.push('\n');
            end = range.end;
        }
        rest.push_str(self.text.get(end..).unwrap_or_default());
        rest
    }

    /// Returns the speaker of its quotations. If it only reports («zou») and refers back, that is the speaker of the
    /// sentence before.
    #[must_use]
    pub fn speaker(&self, before: Option<&Self>) -> Option<&'a Person> {
        if let Some(person) = self.own_speaker() {
            return Some(person);
        }
        let before = before.filter(|_| self.named.is_empty() && self.refers_back())?;
        let person = before.own_speaker()?;
        before
            .named
            .iter()
            .all(|name| name.person == person)
            .then_some(person)
    }

    fn own_speaker(&self) -> Option<&'a Person> {
        let according: Vec<usize> = (0..self.words.len())
            .filter(|at| self.is_according(*at))
            .collect();
        let person = match according.as_slice() {
            [at] => self.named_after(*at)?,
            [] => match self.after_the_mark() {
                Some(person) => person,
                None => return self.active().or_else(|| self.before_the_colon()),
            },
            _ => return None,
        };
        // «Volgens X zei Y» has two speakers.
        let has_other = self.named.iter().any(|name| {
            name.person != person
                && (self.is_verb(name.last + 1)
                    || name.first.checked_sub(1).is_some_and(|at| self.is_verb(at)))
        });
        (!has_other).then_some(person)
    }

    /// “…,” zei X.
    fn after_the_mark(&self) -> Option<&'a Person> {
        let mut found = self.quoted.iter().filter_map(|quoted| {
            let at = self
                .words
                .iter()
                .position(|word| word.range.start >= quoted.end)?;
            let between = self.text.get(quoted.end..self.words[at].range.start)?;
            let is_next = between.chars().all(|c| c.is_whitespace() || c == ',');
            if is_next && self.is_english && !self.is_verb(at) {
                return self.named_before_verb(at).map(Some);
            }
            (is_next && self.is_verb(at)).then(|| self.named_after(at))
        });
        let person = found.next()??;
        found.all(|next| next == Some(person)).then_some(person)
    }

    /// «X zei: “…”», «Zo zei X: “…”»: the first person named, before the first quotation, with a verb of speech.
    fn active(&self) -> Option<&'a Person> {
        let name = self.named.first().filter(|name| name.is_bare)?;
        let opens = self
            .quoted
            .first()
            .map_or(self.text.len(), |range| range.start);
        let verb = self.verb_after(name).or_else(|| self.verb_before(name))?;
        let spoken = self.words[verb].range.end.max(name.bytes.end);
        let has_other = self.named.iter().any(|other| {
            other.person != name.person && spoken <= other.bytes.start && other.bytes.start < opens
        });
        // «X zei niets, maar een man riep: “…”» does not count, «X zei dat iets was gevonden: “…”» does; after another
        // verb «de President» must be X.
        let has_other_verb = (0..self.words.len()).any(|at| {
            at != verb
                && self.is_verb(at)
                && !is_participle(self.folded(at))
                && !(at + 1..at + 4)
                    .any(|next| self.is_role(next) && self.words[next].is_capitalised)
        });
        (spoken <= opens && !has_other && !has_other_verb).then_some(name.person)
    }

    /// «Wethouder X: “…”», «X (55): “…”», «X over de sluis: “…”»: a name before the colon, and no verb.
    fn before_the_colon(&self) -> Option<&'a Person> {
        let name = self.named.first().filter(|name| name.is_bare)?;
        let opens = self.quoted.first()?.start;
        let before = self.text.get(name.bytes.end..opens)?.trim_end();
        let aside = before.strip_suffix(':')?.trim();
        let is_aside =
            aside.is_empty() || aside.starts_with(['(', ',']) || aside.starts_with("over ");
        let opens_with_name = name.first == 0 || self.is_titles(0..name.first);
        let speaks_otherwise = (0..self.words.len()).any(|at| self.is_verb(at));
        let is_only = self.named.iter().all(|other| other.person == name.person);
        (is_aside && opens_with_name && !aside.contains([':', '.']) && !speaks_otherwise && is_only)
            .then_some(name.person)
    }

    /// Whether it consists of quotations only, and so may continue the one before: «“Niemand luistert.”»
    #[must_use]
    pub fn is_all_quoted(&self) -> bool {
        self.words.is_empty() && !self.quoted.is_empty()
    }

    /// Whether a speaker may continue in the next sentence: after «“…”, zei X.», which is no question and names nobody
    /// else.
    #[must_use]
    pub fn may_go_on(&self, speaker: &Person) -> bool {
        let Some(last) = self.quoted.last() else {
            return false;
        };
        let said = self.text.get(last.clone()).unwrap_or_default();
        let asks = said
            .trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?')
            .ends_with('?');
        let is_told_after = self.words.last().is_some_and(|w| w.range.start >= last.end);
        !asks
            && (is_told_after || self.is_all_quoted())
            && self.named.iter().all(|name| name.person == speaker)
    }

    /// Returns the verb after a name that is its subject.
    fn verb_after(&self, name: &Name<'_>) -> Option<usize> {
        let opening = usize::from(CONJUNCTIONS.contains(&self.folded(0)));
        if name.first > opening && !self.is_titles(opening.min(name.first)..name.first) {
            return None;
        }
        self.verb_of(name)
    }

    /// Returns the verb after a name, perhaps with an apposition or an adverb between.
    fn verb_of(&self, name: &Name<'_>) -> Option<usize> {
        let rest = self.text.get(name.bytes.end..)?;
        if rest
            .strip_prefix(',')
            .and_then(spaces::after_space)
            .is_some()
        {
            let verb = (name.last + 1..self.words.len()).find(|at| self.is_verb(*at))?;
            let apposition = self
                .text
                .get(name.bytes.end..self.words[verb].range.start)?
                .trim_end();
            let is_one = apposition.ends_with(',') && apposition.matches(',').count() == 2;
            return is_one.then_some(verb);
        }
        let mut at = name.last + 1;
        while self.is_light(at) {
            at += 1;
        }
        let between = self
            .text
            .get(name.bytes.end..self.words.get(at)?.range.start)?;
        (self.is_verb(at) && !between.contains([',', ';', ':', '('])).then_some(at)
    }

    /// Returns the verb before a name that is its subject. An adverb or a phrase of place or time must open the
    /// sentence.
    fn verb_before(&self, name: &Name<'a>) -> Option<usize> {
        let verb = (0..name.first).find(|at| self.is_verb(*at))?;
        let opening = self.text.get(..self.words[verb].range.start)?;
        let is_adverb = verb == 1 && ADVERBS.contains(&self.folded(0));
        let is_place = (2..=6).contains(&verb)
            && PLACES.contains(&self.folded(0))
            && !opening.contains([',', ';', ':', '(']);
        (is_adverb || is_place)
            .then(|| self.named_after(verb))
            .flatten()
            .map(|_| verb)
    }

    /// Returns the person whose name follows a word, perhaps after a title.
    fn named_after(&self, at: usize) -> Option<&'a Person> {
        let name = self.named.iter().find(|name| name.first > at)?;
        let between = self
            .text
            .get(self.words[at].range.end..name.bytes.start)
            .unwrap_or_default();
        let is_next = name.first == at + 1 || self.is_titles(at + 1..name.first);
        (name.is_bare && is_next && !between.contains([',', ';', ':', '.', '(', '”', '’']))
            .then_some(name.person)
    }

    /// Whether it reports, and opens with a word that refers back.
    fn refers_back(&self) -> bool {
        let has = |wanted: &str| self.words.iter().any(|word| word.folded == wanted);
        let opens = |words: &[&str]| {
            words
                .iter()
                .enumerate()
                .all(|(at, word)| self.folded(at) == *word)
        };
        if (0..self.words.len()).any(|at| self.is_according(at)) {
            return false;
        }
        let is_connected = opens(&["in", "plaats", "daarvan"])
            || ["ook", "daarnaast", "bovendien"].contains(&self.folded(0));
        let is_pronoun = ["hij", "zij", "ze"].contains(&self.folded(0));
        (is_connected && (has("zou") || has("zouden"))) || (is_pronoun && self.folded(1) == "zou")
    }

    /// “…,” X said, in English.
    fn named_before_verb(&self, at: usize) -> Option<&'a Person> {
        let name = self.named.iter().find(|name| name.first >= at)?;
        let is_next = name.first == at || self.is_titles(at..name.first);
        (is_next && name.is_bare && self.verb_of(name).is_some()).then_some(name.person)
    }
}
