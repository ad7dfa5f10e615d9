//! What every platform does alike (`tests/platforms/README.md`).

use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Scenario {
    pub(crate) name: String,
    /// The rate limits, as the setting writes them.
    #[serde(default)]
    pub(crate) limits: Option<String>,
    pub(crate) steps: Vec<Step>,
}

/// Who does something.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Who {
    #[default]
    Asker,
    Other,
    Moderator,
}

/// What becomes of a summary.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Choice {
    Post,
    Cancel,
}

#[derive(Deserialize)]
pub(crate) struct Step {
    #[serde(flatten)]
    pub(crate) action: Action,
    #[serde(default)]
    pub(crate) by: Who,
    #[serde(default)]
    pub(crate) sees: Vec<String>,
    #[serde(default)]
    pub(crate) lacks: Vec<String>,
}

/// What is done. The first word of each is the name of the message that it is done to.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Action {
    Say {
        say: String,
        text: String,
        #[serde(default)]
        silent: bool,
        #[serde(default)]
        until: bool,
    },
    Edit {
        edit: String,
        text: String,
        #[serde(default)]
        gone: bool,
    },
    Delete {
        delete: String,
    },
    Bin {
        bin: String,
        #[serde(default)]
        stays: bool,
    },
    Vote {
        vote: String,
        emoji: String,
    },
    Turn {
        turn: String,
    },
    Preview {
        preview: String,
        about: String,
    },
    Decide {
        decide: String,
        choice: Choice,
    },
    Rush {
        rush: usize,
        text: String,
        answered: usize,
        told: String,
    },
    Wait {
        wait: u64,
    },
    Change {
        change: String,
    },
    Restart {
        #[serde(rename = "restart")]
        _restart: bool,
    },
}

pub(crate) fn scenarios() -> Vec<Scenario> {
    serde_json::from_str(include_str!("../platforms/scenarios.json")).expect("scenarios")
}

impl Step {
    /// Whether a text is what is to be seen.
    pub(crate) fn is_seen(&self, text: &str) -> bool {
        self.sees
            .iter()
            .all(|wanted| text.contains(wanted.as_str()))
            && !self
                .lacks
                .iter()
                .any(|unwanted| text.contains(unwanted.as_str()))
    }
}
