//! What the bot reports about stored feedback: missed questions, votes, and how much was deleted about a person.

/// A missed question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Its text.
    pub text: String,
    /// Whether the article does not answer it. Otherwise its answer got a negative vote.
    pub is_none: bool,
}

/// The missed questions of a conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// The questions, newest first.
    pub questions: Vec<Gap>,
    /// The numbers of positive and negative votes.
    pub votes: (u32, u32),
}

/// How much was deleted about a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Links between answers and the person.
    pub answers: usize,
    /// Votes.
    pub votes: usize,
    /// Questions.
    pub questions: usize,
}
