//! A channel or a server that is gone takes along what people asked in it.

use serde_json::json;

use super::double::{CHANNEL, GUILD, MODERATOR, OTHER};
use super::events;
use super::feedback::{UNANSWERED, kept, start, told};
use super::running::Running;

/// Has one question kept, in the channel of the tests.
async fn miss(running: &Running) {
    told(running, MODERATOR, "!instelling gemist ja").await;
    told(running, OTHER, UNANSWERED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_deleted_takes_its_questions_along() {
    let folder = tempfile::tempdir().expect("a folder");
    let (running, _health) = start(folder.path()).await;
    miss(&running).await;
    kept(folder.path(), 1).await;
    running.event("CHANNEL_DELETE", events::text_channel(CHANNEL + 7));
    told(&running, OTHER, "!zoek zeppelins").await;
    kept(folder.path(), 2).await;
    running.event("CHANNEL_DELETE", events::text_channel(CHANNEL));
    kept(folder.path(), 0).await;
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_removes_the_bot_takes_its_questions_along_and_one_that_is_out_of_reach_does_not()
 {
    let folder = tempfile::tempdir().expect("a folder");
    let (running, _health) = start(folder.path()).await;
    miss(&running).await;
    let gone =
        |is_out_of_reach: bool| json!({ "id": GUILD.to_string(), "unavailable": is_out_of_reach });
    running.event("GUILD_DELETE", gone(true));
    running.ask("!alinea 3").await;
    kept(folder.path(), 1).await;
    let mut left = gone(false);
    left.as_object_mut()
        .expect("an object")
        .remove("unavailable");
    running.event("GUILD_DELETE", left);
    kept(folder.path(), 0).await;
    running.finish().await;
}
