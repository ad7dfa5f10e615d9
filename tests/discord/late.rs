//! A slash command that takes long is announced at first, before it is known what it is answered by.

use std::sync::{Arc, Condvar, Mutex};

use serde_json::{Value, json};
use voetnoot::article::Library;
use voetnoot::bot::{Bot, Served};
use voetnoot::chat::discord::DiscordSettings;
use voetnoot::search::{Embed, Engine, Keep, Side};

use super::database;
use super::double::{ASKER, Double, MODERATOR};
use super::events::{self, Slash};
use super::feedback::{kept, told};
use super::running::{Running, button, option, text};

/// A model that embeds no question before the test lets it.
#[derive(Default)]
struct Held {
    is_let: Mutex<bool>,
    changed: Condvar,
}

impl Held {
    fn set(&self, is_let: bool) {
        *self.is_let.lock().expect("nobody panics with it") = is_let;
        self.changed.notify_all();
    }
}

impl Embed for Held {
    fn identity(&self) -> &str {
        "held"
    }

    fn embed(&self, side: Side, _: &str) -> anyhow::Result<Vec<f32>> {
        if matches!(side, Side::Question) {
            let is_let = self.is_let.lock().expect("nobody panics with it");
            let waited = self.changed.wait_while(is_let, |is_let| !*is_let);
            drop(waited.expect("nobody panics with it"));
        }
        Ok(vec![1.0])
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_that_comes_late_is_for_the_asker_alone_and_an_answer_for_everybody() {
    let held = Arc::new(Held::default());
    let model: Arc<dyn Embed> = Arc::clone(&held) as _;
    let library = Arc::new(Library::bundled());
    let (engine, _) =
        Engine::open(library, Keep::InMemory, Some(model), &mut |_, _| {}).expect("an index");
    let served = Served::new(Arc::new(Bot::new(engine)));
    let folder = tempfile::tempdir().expect("a folder");
    let store = Arc::new(database::open(folder.path()));
    let change = |settings: &mut DiscordSettings| settings.chat.store = Some(store);
    let running = Running::start_about(Double::start().await, served, change).await;
    let double = &running.double;
    held.set(true);
    told(&running, MODERATOR, "!instelling gemist ja").await;
    let give = async |asked: &str| {
        let id = double.id();
        double.expect_interaction(id, None);
        held.set(false);
        let given = Slash {
            id,
            name: "vraag",
            options: option("vraag", asked),
            asker: ASKER,
            permissions: 0,
            locale: "nl",
        };
        running.event("INTERACTION_CREATE", events::slash(&given));
        let callback = format!("/interactions/{id}/");
        let announced = |double: &Double| {
            let mut made = double.made().into_iter();
            made.find(|made| made.path.contains(&callback))
        };
        let announced = double.until(announced).await.body.expect("a body");
        assert_eq!(
            announced,
            json!({ "type": 5 }),
            "it is announced to everybody"
        );
        held.set(true);
        id
    };
    let id = give("Wat is de hoofdstad van Peru?").await;
    let follow_up = |double: &Double| double.follow_ups(id).into_iter().next();
    let private = double.until(follow_up).await;
    assert_eq!(private["flags"], json!(64), "{private}");
    assert!(
        text(&private).contains("Dat staat niet in het artikel"),
        "{private}"
    );
    assert_eq!(
        double.response(id),
        None,
        "nothing is left for others to see"
    );
    // What is kept of the question goes with it.
    kept(folder.path(), 1).await;
    let pressed = double.id();
    double.expect_interaction(pressed, Some(private.clone()));
    let mut press = events::press(pressed, ASKER, 0, &button(&private, "🗑"), None);
    press["message"]["id"] = private["id"].clone();
    running.event("INTERACTION_CREATE", press);
    kept(folder.path(), 0).await;

    let id = give("Hoeveel elitetroepen zond Kirgizië?").await;
    let public = double.until(|double| double.response(id)).await;
    assert!(text(&public).contains("150 elitetroepen"), "{public}");
    assert_eq!(double.follow_ups(id), Vec::<Value>::new());
    running.finish().await;
}
