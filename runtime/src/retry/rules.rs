//! Which answers are worth another attempt: what is known of Pinterest's, as one table.

use std::borrow::Cow;
use std::ops::RangeInclusive;

/// Which answers of the server are worth another attempt.
///
/// The default is what is known of Pinterest's API. Change a copy of it when the API changes:
///
/// ```
/// use pinterest_v5_runtime::{Answer, RetryPolicy, RetryRules};
///
/// let mut rules = RetryRules::default();
/// rules.never.push(Answer::new(503).code(4197));
/// let policy = RetryPolicy::new().rules(rules);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RetryRules {
    /// Statuses after which a call that is safe to repeat is made again: 408, 429, 500 to 599.
    pub idempotent: Vec<RangeInclusive<u16>>,
    /// Statuses that say that nothing was done, after which any call is made again: 429.
    pub refused: Vec<RangeInclusive<u16>>,
    /// Answers that no attempt will change, besides those of the next three. They go before the statuses.
    pub never: Vec<Answer>,
    /// Blocks against spam: 429 with the word in the text, and 429 and 403 with code 9. No attempt changes them, and
    /// the limits that they come with are not those of calls.
    pub spam: Vec<Answer>,
    /// The token lacks a scope: 401 with code 3. No attempt changes it.
    pub missing_scope: Vec<Answer>,
    /// Apps with trial access may not do this in production: 401 and 403 with code 29 and the word in the text. No
    /// attempt changes it.
    pub trial_access: Vec<Answer>,
    /// The token endpoint does not take the refresh token or the code: 400 and 401 with code 283, or with a
    /// text of the standard's or of Pinterest's that says so. Only a new login helps.
    pub refused_grant: Vec<Answer>,
    /// Answers that say that the token is no longer good, so that the call is made once more with
    /// another: 401 code 2 and 400 code 1104.
    pub stale_token: Vec<Answer>,
    /// Messages that name a wait, and are worth another attempt of a call that is safe to repeat:
    /// analytics answer some exceeded limits with 400 and "Retry after 7 seconds".
    pub wait_texts: Vec<WaitText>,
}

impl Default for RetryRules {
    fn default() -> Self {
        Self {
            idempotent: vec![408..=408, 429..=429, 500..=599],
            refused: vec![429..=429],
            never: Vec::new(),
            spam: vec![
                Answer::new(429).text("spam"),
                Answer::new(429).code(9),
                Answer::new(403).code(9),
            ],
            missing_scope: vec![Answer::new(401).code(3)],
            trial_access: vec![
                Answer::new(401).code(29).text("trial"),
                Answer::new(403).code(29).text("trial"),
            ],
            refused_grant: vec![
                Answer::new(400).code(283),
                Answer::new(401).code(283),
                Answer::new(400).text("invalid_grant"),
                Answer::new(401).text("authorization grant"),
            ],
            stale_token: vec![Answer::new(401).code(2), Answer::new(400).code(1104)],
            wait_texts: vec![WaitText::new(400, "retry after", "second")],
        }
    }
}

/// A kind of answer: a status, and where given Pinterest's code and a text, all of which must fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    status: u16,
    code: Option<i64>,
    text: Option<Cow<'static, str>>,
}

impl Answer {
    /// Answers with this status.
    #[must_use]
    pub const fn new(status: u16) -> Self {
        Self {
            status,
            code: None,
            text: None,
        }
    }

    /// Only with this code of Pinterest's.
    #[must_use]
    pub const fn code(mut self, code: i64) -> Self {
        self.code = Some(code);
        self
    }

    /// Only with this text in the message or its detail, in small or capital letters.
    #[must_use]
    pub fn text(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.text = Some(text.into());
        self
    }

    pub(crate) fn fits(&self, status: u16, code: Option<i64>, texts: [Option<&str>; 2]) -> bool {
        let holds = |text: &str| {
            let wanted = text.to_ascii_lowercase();
            let mut texts = texts.iter().flatten();
            texts.any(|text| text.to_ascii_lowercase().contains(&wanted))
        };
        self.status == status
            && self.code.is_none_or(|wanted| code == Some(wanted))
            && self.text.as_deref().is_none_or(holds)
    }
}

/// How a message names a wait in whole seconds: under which status, after and before which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitText {
    pub(super) status: u16,
    pub(super) before: Cow<'static, str>,
    pub(super) after: Cow<'static, str>,
}

impl WaitText {
    /// A number between `before` and `after`, in small or capital letters.
    #[must_use]
    pub fn new(
        status: u16,
        before: impl Into<Cow<'static, str>>,
        after: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            status,
            before: before.into(),
            after: after.into(),
        }
    }
}

/// What an answer means, as far as the rules know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Spam,
    MissingScope,
    TrialAccess,
    StaleToken,
    RefusedGrant,
    /// A limit of calls was exceeded.
    RateLimit,
    /// Nothing that is known, but final.
    Final,
}

impl RetryRules {
    /// What an answer with this status, code and texts means; `waits` if it names a wait in its text.
    pub(crate) fn meaning(
        &self,
        status: u16,
        code: Option<i64>,
        texts: [Option<&str>; 2],
        waits: bool,
    ) -> Option<Meaning> {
        let known = [
            (&self.spam, Meaning::Spam),
            (&self.missing_scope, Meaning::MissingScope),
            (&self.trial_access, Meaning::TrialAccess),
            (&self.stale_token, Meaning::StaleToken),
            (&self.refused_grant, Meaning::RefusedGrant),
            (&self.never, Meaning::Final),
        ];
        let fits = |answers: &[Answer]| {
            let mut answers = answers.iter();
            answers.any(|answer| answer.fits(status, code, texts))
        };
        let found = known.into_iter().find(|(answers, _)| fits(answers));
        let limit = (status == 429 || waits).then_some(Meaning::RateLimit);
        found.map(|(_, meaning)| meaning).or(limit)
    }
}
