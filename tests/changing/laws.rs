//! Laws of comparing two texts.

use std::ops::Range;

use proptest::prelude::*;
use voetnoot::revisions::alignment::{Aligned, aligned};
use voetnoot::revisions::wording::{Stretch, by_letters, by_words, differences};

/// Sentences of which many resemble each other, and some have no words.
fn sentences() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(
        "(de|het|een|brug|is|was|rood|groen|3|…|«| ){0,6}[.!?]{0,1}",
        0..12,
    )
}

/// A sentence of any characters, or of words that resemble each other.
fn sentence() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "((brug|bruggen|burg|3|30|ë|e\u{301}|🌉| |, ){0,9})",
    ]
}

fn as_texts(sentences: &[String]) -> Vec<&str> {
    sentences.iter().map(String::as_str).collect()
}

/// The places of the old and of the new text that an alignment names, each in order.
fn places(aligned: &[Aligned]) -> [Vec<usize>; 2] {
    let mut places = [Vec::new(), Vec::new()];
    for one in aligned {
        match *one {
            Aligned::Same(a, b) | Aligned::Changed(a, b) | Aligned::Moved(a, b) => {
                places[0].push(a);
                places[1].push(b);
            }
            Aligned::Removed(a) => places[0].push(a),
            Aligned::Added(b) => places[1].push(b),
        }
    }
    places
}

/// The two sides of a comparison, as ranges in order.
fn sides(stretches: &[Stretch]) -> [Vec<Range<usize>>; 2] {
    let sides = stretches.iter().map(|stretch| match stretch {
        Stretch::Same(a, b) | Stretch::Differs(a, b) => (a.clone(), b.clone()),
    });
    let (old, new) = sides.unzip();
    [old, new]
}

fn part<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).expect("whole characters")
}

fn joined(text: &str, ranges: &[Range<usize>]) -> String {
    ranges.iter().map(|range| part(text, range)).collect()
}

proptest! {
    #[test]
    fn every_sentence_of_both_texts_occurs_once(old in sentences(), new in sentences()) {
        let aligned = aligned(&as_texts(&old), &as_texts(&new));
        let [mut olds, news] = places(&aligned);
        prop_assert!(news.is_sorted(), "{aligned:?}");
        olds.sort_unstable();
        prop_assert_eq!(olds, (0..old.len()).collect::<Vec<_>>());
        prop_assert_eq!(news, (0..new.len()).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_the_same_or_moved_has_the_same_words(old in sentences(), new in sentences()) {
        for one in aligned(&as_texts(&old), &as_texts(&new)) {
            match one {
                Aligned::Same(a, b) | Aligned::Moved(a, b) => prop_assert_eq!(&old[a], &new[b]),
                Aligned::Changed(a, b) => prop_assert_ne!(&old[a], &new[b]),
                Aligned::Removed(_) | Aligned::Added(_) => {}
            }
        }
    }

    #[test]
    fn equal_texts_give_no_change(text in sentences()) {
        let texts = as_texts(&text);
        let is_same = |one: &Aligned| matches!(one, Aligned::Same(a, b) if a == b);
        prop_assert!(aligned(&texts, &texts).iter().all(is_same));
    }

    #[test]
    fn the_marks_join_to_both_sentences(old in sentence(), new in sentence()) {
        for stretches in [by_words(&old, &new), by_letters(&old, &new)] {
            let [olds, news] = sides(&stretches);
            prop_assert_eq!(joined(&old, &olds), old.as_str());
            prop_assert_eq!(joined(&new, &news), new.as_str());
            for stretch in &stretches {
                if let Stretch::Same(a, b) = stretch {
                    prop_assert_eq!(part(&old, a), part(&new, b));
                }
            }
            let marked = differences(&stretches).iter().all(Vec::is_empty);
            prop_assert_eq!(marked, old == new);
        }
    }
}

#[test]
fn a_sentence_with_other_words_is_one_that_changed() {
    let old = [
        "De brug kost 3 miljoen.",
        "De wethouder is tevreden.",
        "Dat is alles.",
    ];
    let new = [
        "De brug kost 4 miljoen euro.",
        "Dat is alles.",
        "Er komt ook een pont.",
    ];
    assert_eq!(
        aligned(&old, &new),
        [
            Aligned::Changed(0, 0),
            Aligned::Removed(1),
            Aligned::Same(2, 1),
            Aligned::Added(2),
        ]
    );
}

#[test]
fn a_sentence_that_stands_elsewhere_has_moved() {
    let old = ["Eerst dit.", "Dan dat.", "En tot slot iets heel anders."];
    let new = ["En tot slot iets heel anders.", "Eerst dit.", "Dan dat."];
    let aligned = aligned(&old, &new);
    assert!(aligned.contains(&Aligned::Moved(2, 0)), "{aligned:?}");
}

#[test]
fn sentences_without_words_are_no_trouble() {
    assert_eq!(
        aligned(&["…", ""], &["—"]),
        [Aligned::Removed(0), Aligned::Removed(1), Aligned::Added(0)]
    );
}

/// A comparison as text: what went as `[-…-]`, what came as `{+…+}`.
fn written(old: &str, new: &str, stretches: &[Stretch]) -> String {
    let write = |stretch: &Stretch| match stretch {
        Stretch::Same(a, _) => part(old, a).to_owned(),
        Stretch::Differs(a, b) => {
            let between = |text: &str, open: &str, close: &str| match text {
                "" => String::new(),
                text => format!("{open}{text}{close}"),
            };
            between(part(old, a), "[-", "-]") + between(part(new, b), "{+", "+}").as_str()
        }
    };
    stretches.iter().map(write).collect()
}

#[test]
fn words_and_letters_that_differ_are_marked() {
    let pairs = [
        (
            "De brug kost 3 miljoen euro.",
            "De brug kost 4,5 miljoen euro.",
        ),
        (
            "De bruggen zijn in 2021 gebouwd.",
            "De brug is in 2022 gebouwd.",
        ),
        ("Hij zij niets.", "Hij zei niets."),
        ("De wethouder wil dat.", "De nieuwe wethouder wil dat niet."),
        ("Het gebeurd.", "Het gebeurt."),
    ];
    let lines = pairs.map(|(old, new)| {
        let words = written(old, new, &by_words(old, new));
        let letters = written(old, new, &by_letters(old, new));
        format!("{words}\n{letters}")
    });
    insta::assert_snapshot!(lines.join("\n\n"), @"
    De brug kost [-3-]{+4,5+} miljoen euro.
    De brug kost [-3-]{+4,5+} miljoen euro.

    De [-bruggen zijn-]{+brug is+} in [-2021-]{+2022+} gebouwd.
    De [-bruggen zijn-]{+brug is+} in [-2021-]{+2022+} gebouwd.

    Hij [-zij-]{+zei+} niets.
    Hij [-zij-]{+zei+} niets.

    De {+nieuwe +}wethouder wil dat{+ niet+}.
    De {+nieuwe +}wethouder wil dat{+ niet+}.

    Het [-gebeurd-]{+gebeurt+}.
    Het gebeur[-d-]{+t+}.
    ");
}
