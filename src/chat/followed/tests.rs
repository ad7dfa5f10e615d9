use super::*;

type Links = Followed<u64, u64, u64>;

fn followed(store: Option<Arc<Database>>) -> Links {
    Followed::new(store, "test")
}

fn answered(answer: u64) -> FollowedAnswer<u64, u64, u64> {
    FollowedAnswer {
        answer,
        channel: 7,
        asker: 8,
        thread: None,
        pages: vec![9],
        edited: None,
    }
}

#[test]
fn of_an_event_that_comes_in_many_times_at_once_one_begins() {
    const AT_ONCE: usize = 4;
    let followed = followed(None);
    let start = std::sync::Barrier::new(AT_ONCE);
    for question in 0..500 {
        let begin = || {
            start.wait();
            followed.begin(question).is_some()
        };
        let begun = std::thread::scope(|scope| {
            let all: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(begin)).collect();
            let all = all.into_iter().map(|one| one.join().expect("it began"));
            all.filter(|began| *began).count()
        });
        assert_eq!(begun, 1, "question {question}");
    }
}

#[tokio::test]
async fn a_question_is_followed_after_a_restart_until_its_answer_is_forgotten() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Arc::new(Database::open(folder.path()).expect("a store"));
    let again = || followed(Some(Arc::clone(&store)));
    let before = again();
    let mut first = before.begin(1).expect("it is new");
    before.add(&mut first, answered(2)).await;
    let after = again();
    assert_eq!(after.question(&2).await, Some(1));
    let mut held = again().hold(1).await.expect("it is a question");
    assert_eq!(held.answer().cloned(), Some(answered(2)));
    let mut held = after.hold(1).await.expect("it is a question");
    assert_eq!(after.forget(&mut held).await, Some(answered(2)));
    assert!(again().hold(1).await.is_none());
    assert_eq!(again().question(&2).await, None);
}

#[tokio::test]
async fn one_thing_at_a_time_happens_to_a_question() {
    let followed = followed(None);
    let mut first = followed.begin(1).expect("it is new");
    assert!(followed.begin(1).is_none());
    let mut later = std::pin::pin!(followed.hold(1));
    tokio::select! {
        biased;
        _ = &mut later => panic!("it did not wait"),
        () = std::future::ready(()) => {}
    }
    followed.add(&mut first, answered(2)).await;
    drop(first);
    let mut later = later.await.expect("it is a question");
    assert_eq!(later.answer().cloned(), Some(answered(2)));
    assert_eq!(followed.question_of_new(&2).await, Some(1));
    assert_eq!(followed.forget(&mut later).await, Some(answered(2)));
    assert_eq!(followed.question(&2).await, None);
    assert_eq!(later.answer(), None);
}

#[tokio::test]
async fn an_edit_may_overtake_its_question_but_no_other_message_is_waited_for() {
    let followed = followed(None);
    let edit = followed.hold(1);
    let question = async {
        tokio::time::sleep(OVERTAKEN / 2).await;
        drop(followed.begin(1));
    };
    let (edit, ()) = tokio::join!(edit, question);
    assert!(edit.is_some());
    assert!(followed.hold(2).await.is_none());
}

#[test]
fn the_newest_question_is_followed_however_many_there_were() {
    let followed = followed(None);
    for question in 0..3 * MOST {
        assert!(followed.begin(question).is_some());
        assert!(followed.begin(question).is_none());
    }
}
