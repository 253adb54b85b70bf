//! The rules as data: where a value is in a call, and what it has to be.

/// A rule on the values at one place of a call.
///
/// The way to a place of the body is made of the names of members, with a dot between them; `*` is every element of a
/// list or value of a map, and `?type=a|b` goes on only in objects whose member `type` is one of these texts, `?url`
/// only in those that have a member `url`. The empty way is the body itself.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Check {
    /// Whether the place is in the body; else it begins at the name of a parameter.
    pub in_body: bool,
    /// The way to the place.
    pub place: &'static str,
    /// What holds for each value there. Null and what is not there are no matter of the rule.
    pub rule: Rule,
}

impl Check {
    /// A rule on a place of the body.
    #[must_use]
    pub const fn body(place: &'static str, rule: Rule) -> Self {
        Self {
            in_body: true,
            place,
            rule,
        }
    }

    /// A rule on a parameter, or with `.*` behind its name on each value of a list.
    #[must_use]
    pub const fn parameter(place: &'static str, rule: Rule) -> Self {
        Self {
            in_body: false,
            place,
            rule,
        }
    }
}

/// What holds for a value. Each speaks of one kind of value, and says nothing of others.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Rule {
    /// A text has at least and at most so many characters.
    Length(usize, usize),
    /// A list has at least and at most so many elements.
    Items(usize, usize),
    /// A number is not below the first nor above the second.
    Range(f64, f64),
    /// A number is above this.
    Above(f64),
    /// A text matches this regular expression somewhere.
    Pattern(&'static str),
    /// An object has all members of at least one of these sets.
    AnyOf(&'static [&'static [&'static str]]),
}
