//! What happens alike on every platform happens in the terminal, where one person asks (`tests/platforms`).

use super::scenarios_of_all::{Action, Who, scenarios};

#[test]
fn what_is_asked_is_answered_as_on_every_platform() {
    let mut played = 0;
    for scenario in scenarios() {
        let is_plain = |action: &Action| {
            matches!(
                action,
                Action::Say {
                    silent: false,
                    until: false,
                    ..
                }
            )
        };
        let fits = scenario
            .steps
            .iter()
            .all(|step| step.by == Who::Asker && is_plain(&step.action));
        for step in scenario.steps.iter().filter(|_| fits) {
            let Action::Say { text, .. } = &step.action else {
                continue;
            };
            let said = super::common::answer(text);
            assert!(step.is_seen(&said), "{text}: {said}");
            played += 1;
        }
    }
    assert!(played > 5, "some scenario is a conversation of one");
}
