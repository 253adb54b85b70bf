//! What is checked of a call before it is sent: the rules that the server keeps and a type cannot.
//!
//! The checks read what would go over the wire, so they see every setting, whoever made it. `unchecked()` on
//! a call leaves them out, for the day on which the server's rules are no longer these, and
//! [`ClientBuilder::checks`](crate::ClientBuilder::checks) for all calls. Answers are never checked.

mod judge;
mod rule;
mod tree;
mod walk;

use std::borrow::Cow;
use std::fmt;

use percent_encoding::percent_decode_str;

pub use self::rule::{Check, Rule};
use self::tree::{Members, Tree};
use self::walk::walk;
use crate::{ListStyle, Request, RequestOptions};

/// Something in a call that the API does not take.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Where it is: the name of a parameter, or a place of the body such as `[3].name`; `$` is the body itself.
    pub path: String,
    /// What is wrong there, in words that do not quote the value.
    pub reason: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.path, self.reason)
    }
}

impl Request {
    /// Leaves out the checks that are made before the call is sent.
    pub fn skip_checks(&mut self) {
        self.set_options(RequestOptions::new().checks(false));
    }

    /// Everything in the call that the API does not take.
    pub(crate) fn violations(&self) -> Vec<Violation> {
        let operation = self.operation();
        let mut violations = self.empty_lists();
        if operation.checks.is_empty() && operation.windows.is_none() {
            return violations;
        }
        let parameters = self.parameters();
        let of_body = operation.checks.iter().any(|check| check.in_body);
        let body = self
            .body()
            .filter(|_| of_body || operation.windows.is_some());
        let body = body.and_then(|body| serde_json::from_slice(&body.bytes).ok());
        let body: Tree<'_> = body.unwrap_or_default();
        for check in operation.checks {
            let root = if check.in_body { &body } else { &parameters };
            walk(root, check.place, "".into(), &mut |path, value| {
                let reason = check.rule.violation(value);
                let path = || path.into_owned();
                violations.extend(reason.map(|reason| Violation {
                    path: path(),
                    reason,
                }));
            });
        }
        let value = |name: &str| {
            let given = parameters.text(name).or_else(|| body.text(name));
            given.map(str::to_owned)
        };
        let windows = operation
            .windows
            .map(|windows| windows.check(value, &self.core().today()));
        if let Some(Err((path, reason))) = windows {
            violations.push(Violation { path, reason });
        }
        violations
    }

    fn empty_lists(&self) -> Vec<Violation> {
        let empty = self.empty_lists.iter().map(|name| Violation {
            path: (*name).to_owned(),
            reason: "is an empty list, which the API takes for no condition at all; leave it out"
                .to_owned(),
        });
        empty.collect()
    }

    /// The parameters of the query that are set, with how they are written if they are lists.
    fn query_parameters(&self) -> impl Iterator<Item = (&'static str, Option<ListStyle>, &str)> {
        let set = self.query.iter().filter(|(_, pairs)| !pairs.is_empty());
        set.map(|(name, pairs)| {
            let mut lists = self.lists.iter();
            let style = lists.find(|(known, _)| known == name);
            (*name, style.map(|(_, style)| *style), pairs.as_str())
        })
    }

    /// The parameters as an object of texts and of lists of them.
    fn parameters(&self) -> Tree<'_> {
        let path = self.path.iter();
        let mut parameters: Vec<_> = path
            .map(|(name, segment)| (Cow::Borrowed(*name), text(segment)))
            .collect();
        for (name, style, pairs) in self.query_parameters() {
            let mut values = pairs.split('&').filter_map(|pair| pair.split_once('='));
            let value = match style {
                Some(ListStyle::Repeated) => {
                    Tree::List(values.map(|(_, value)| text(value)).collect())
                }
                Some(ListStyle::Comma) => {
                    let list = values.next().map_or("", |(_, list)| list);
                    Tree::List(list.split(',').map(text).collect())
                }
                None => values.next().map_or(Tree::Null, |(_, value)| text(value)),
            };
            parameters.push((name.into(), value));
        }
        let extra = self.own_options().map_or(&[][..], |own| &own.query);
        let extra = extra.iter().map(|(name, text)| {
            let (name, text) = (name.as_str().into(), text.as_str().into());
            (name, Tree::Text(text))
        });
        parameters.extend(extra);
        Tree::Object(Members(parameters))
    }
}

fn text(encoded: &str) -> Tree<'_> {
    Tree::Text(percent_decode_str(encoded).decode_utf8_lossy())
}
