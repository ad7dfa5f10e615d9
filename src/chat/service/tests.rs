use std::sync::Mutex;

use super::post::Content;
use super::*;
use crate::article::Library;
use crate::chat::port::Abilities;
use crate::chat::send_queue::asked_at;
use crate::render::{Dialect, Matrix};
use crate::search::{Engine, Keep};

/// A platform that remembers what it was told to say and to offer.
#[derive(Default)]
struct Recorder {
    said: Mutex<Vec<String>>,
    offered: Mutex<Vec<&'static str>>,
    deleted: Mutex<Vec<u64>>,
}

impl Recorder {
    fn say(&self, post: &PostOf<Self>) -> u64 {
        let mut said = self.said.lock().expect("nothing panicked");
        said.push(post.text(Self::DIALECT));
        1_000 + said.len() as u64
    }
}

impl Port for Recorder {
    type Call = ();
    type Style = ();
    type Message = u64;
    type User = u64;
    type Channel = u64;
    type Error = String;

    const ABILITIES: Abilities = Abilities {
        typing: (Duration::from_secs(60), Duration::from_secs(60)),
        menu: 0,
        code: 100,
        has_private_replies: false,
        has_buttons: false,
    };
    const DIALECT: &'static dyn Dialect = &Matrix;

    async fn send(&self, _: &u64, post: &PostOf<Self>) -> Result<u64, String> {
        Ok(self.say(post))
    }

    async fn edit(&self, _: &u64, _: &u64, post: &PostOf<Self>) -> Result<(), String> {
        self.say(post);
        Ok(())
    }

    async fn delete(&self, _: &u64, message: &u64) -> Result<(), String> {
        self.deleted
            .lock()
            .expect("nothing panicked")
            .push(*message);
        Ok(())
    }

    async fn pin(&self, _: &u64, _: &u64) -> Result<(), String> {
        Err("nothing is pinned here".to_owned())
    }

    async fn react(&self, _: &u64, _: &u64, emoji: &'static str) -> Result<(), String> {
        self.offered.lock().expect("nothing panicked").push(emoji);
        Ok(())
    }

    async fn typing(&self, _: &u64, _: bool) {}

    async fn respond(&self, (): &(), response: Response<'_, Self>) -> bool {
        if let Response::Answer(post) | Response::Late(post) = response {
            self.say(post);
        }
        true
    }

    fn report(what: &'static str, error: &String) {
        panic!("{what}: {error}");
    }
}

fn service() -> Service<Recorder> {
    let library = Arc::new(Library::bundled());
    let (engine, _) =
        Engine::open(library, Keep::InMemory, None, &mut |_, _| {}).expect("it is indexed");
    Service::new(
        Recorder::default(),
        Served::new(Arc::new(Bot::new(engine))),
        ChatSettings {
            language: Language::Dutch,
            limits: FairUse(None),
            store: None,
            pulse: Arc::new(Pulse::new("test")),
        },
    )
}

fn moderator(is_direct: bool) -> Sender<Recorder> {
    Sender {
        user: 1,
        channel: 2,
        location: Location {
            server: None,
            channel: "test 2".to_owned(),
        },
        is_direct,
        is_moderator: Some(true),
        language: None,
        style: (),
    }
}

/// The emoji under what a moderator's `!samenvatting 2` is answered by.
async fn offered_under_summary(summaries: Audience, is_direct: bool) -> Vec<&'static str> {
    let service = service();
    let mut preferences = Preferences::of_operator(Language::Dutch);
    preferences.summaries = summaries;
    let question = Thread::of(3);
    let summary = command::parse("!samenvatting 2");
    let asked = service.asked(
        moderator(is_direct),
        question,
        Arc::new(preferences),
        summary,
    );
    asked.await;
    let said = service.port.said.lock().expect("nothing panicked");
    assert!(said.len() == 1 && said[0].contains("alinea"), "{said:?}");
    let offered = service.port.offered.lock();
    offered.expect("nothing panicked").clone()
}

#[tokio::test]
async fn a_summary_is_previewed_if_it_is_a_moderators_privilege_and_others_read_along() {
    let decide: Vec<&str> = summary::DECIDE.iter().map(|(_, emoji, _)| *emoji).collect();
    let of = offered_under_summary;
    assert_eq!(of(Audience::Moderators, false).await, decide);
    assert!(of(Audience::Everyone, false).await.is_empty());
    assert!(of(Audience::Moderators, true).await.is_empty());
}

#[tokio::test]
async fn a_platform_without_messages_of_its_own_gets_a_response() {
    let service = service();
    let question = command::parse("Hoeveel elitetroepen zond Kirgizië?");
    service
        .called(&(), "a request", moderator(true), question, false)
        .await;
    let said = service.port.said.lock().expect("nothing panicked");
    assert!(said.len() == 1 && said[0].contains("alinea"), "{said:?}");
}

#[tokio::test]
async fn an_answer_that_comes_late_says_so() {
    let post: PostOf<Recorder> = Post::new(Content::Sentence("Dit is het.".to_owned()), ());
    let late = post.may_be_late(Language::Dutch);
    assert_eq!(late.text(&Matrix), "Dit is het.");
    // The year 1970.
    let text = asked_at(0, async { late.text(&Matrix) }).await;
    assert!(text.starts_with("Je vroeg dit "), "{text}");
    assert!(text.ends_with(" minuten geleden.\n\nDit is het."), "{text}");
}

#[tokio::test]
async fn pages_that_a_command_gives_go_with_the_question_whose_answer_they_are_of() {
    let service = service();
    let preferences = Arc::new(Preferences::of_operator(Language::Dutch));
    for (message, line) in [(3, "!zoek CSTO"), (4, "!meer"), (5, "!meer")] {
        let question = Thread::of(message);
        let asked = service.asked(
            moderator(false),
            question,
            Arc::clone(&preferences),
            command::parse(line),
        );
        asked.await;
    }
    service.deleted(&3).await;
    let deleted = service.port.deleted.lock().expect("nothing panicked");
    assert_eq!(*deleted, [1_001, 1_002, 1_003]);
}
