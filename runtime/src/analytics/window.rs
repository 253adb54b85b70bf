//! The days that an operation answers for: how far back, and how many at once.

use crate::Date;

/// The windows of an operation, and the members that they bound.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Windows {
    /// The parameter or member of the body that holds the first day.
    pub start: &'static str,
    /// The parameter or member of the body that holds the last day.
    pub end: &'static str,
    /// The windows; the first that applies to a call counts.
    pub windows: &'static [Window],
}

/// How far back an operation looks and how many days it spans, in general or where a parameter has a value.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Window {
    /// The parameter, and the value of it for which the window is; `None` is a window for all calls.
    pub when: Option<(&'static str, &'static str)>,
    /// How many days before today in UTC the first day may be.
    pub back: Option<u32>,
    /// How many days after the first day the last one may be.
    pub span: Option<u32>,
}

impl Windows {
    /// Windows for the days in the members `start` and `end`.
    #[must_use]
    pub const fn new(start: &'static str, end: &'static str, windows: &'static [Window]) -> Self {
        Self {
            start,
            end,
            windows,
        }
    }

    /// Checks what a call holds; the error is a member and what is wrong with it. A day that is not there, or is none, is left to the server.
    pub(crate) fn check(
        &self,
        value: impl Fn(&str) -> Option<String>,
        today: &Date,
    ) -> Result<(), (String, String)> {
        let day = |name| value(name)?.parse::<Date>().ok();
        let applies = |window: &&Window| {
            window
                .when
                .is_none_or(|(name, wanted)| value(name).as_deref() == Some(wanted))
        };
        match self.windows.iter().find(applies) {
            Some(window) => self.within(window, day(self.start), day(self.end), today),
            None => Ok(()),
        }
    }

    fn within(
        &self,
        window: &Window,
        start: Option<Date>,
        end: Option<Date>,
        today: &Date,
    ) -> Result<(), (String, String)> {
        let Some(start) = start else { return Ok(()) };
        self.recent(window, &start, today)?;
        match end {
            Some(end) => self.spanned(window, &start, &end),
            None => Ok(()),
        }
    }

    fn recent(&self, window: &Window, start: &Date, today: &Date) -> Result<(), (String, String)> {
        let (Some(back), Some(age)) = (window.back, today.days_since(start)) else {
            return Ok(());
        };
        let first = today.plus_days(-i64::from(back));
        match first {
            Some(first) if *start < first => Err((
                self.start.to_owned(),
                format!(
                    "{start} is {age} days before today ({today}, UTC), and the operation looks back {back} \
                     days{}: begin on {first} or later",
                    window.condition()
                ),
            )),
            _ => Ok(()),
        }
    }

    fn spanned(&self, window: &Window, start: &Date, end: &Date) -> Result<(), (String, String)> {
        let (from, to) = (self.start, self.end.to_owned());
        match (end.days_since(start), window.span) {
            (Some(days), _) if days < 0 => Err((to, format!("{end} is before `{from}` {start}"))),
            (Some(days), Some(span)) if days > i64::from(span) => Err((
                to,
                format!(
                    "{end} is {days} days after `{from}` {start}, and the operation spans {span} days{}: ask \
                     for less at once",
                    window.condition()
                ),
            )),
            _ => Ok(()),
        }
    }
}

impl Window {
    /// A window without bounds, for all calls.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            when: None,
            back: None,
            span: None,
        }
    }

    /// For the calls in which a parameter has this value.
    #[must_use]
    pub const fn when(mut self, name: &'static str, value: &'static str) -> Self {
        self.when = Some((name, value));
        self
    }

    /// Looking back so many days.
    #[must_use]
    pub const fn back(mut self, days: u32) -> Self {
        self.back = Some(days);
        self
    }

    /// Spanning so many days.
    #[must_use]
    pub const fn span(mut self, days: u32) -> Self {
        self.span = Some(days);
        self
    }

    /// When it is, for the end of a clause.
    fn condition(&self) -> String {
        let when = self
            .when
            .map(|(name, value)| format!(" with `{name}` {value}"));
        when.unwrap_or_default()
    }
}
