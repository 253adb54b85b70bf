//! What a fix changes for callers, printed with every fix.

use super::Code;
use source::pointer::Pointer;

/// What a fix changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing that callers see.
    Nothing,
    /// What the client sends.
    Sent,
    /// What the client reads.
    Read,
    /// The types that a place has.
    Types,
    /// Which credentials make a call.
    Credentials,
    /// A name that callers use or will use.
    Names,
    /// A whole operation goes.
    LeavesOut,
    /// A name goes that callers may use.
    Breaks,
}

/// Findings whose fix takes away or says again what no client reads.
const WITHOUT_EFFECT: &[Code] = &[
    Code::IgnoredSibling,
    Code::Ignored,
    Code::RequiredUnknown,
    Code::DefaultNotInEnum,
    Code::DuplicateEnumValue,
    Code::UnsupportedVersion,
    Code::VisibleLink,
];

impl Effect {
    /// How it is reported.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Nothing => "nothing that callers see",
            Self::Sent => "changes what is sent",
            Self::Read => "changes what is read",
            Self::Types => "changes types that callers use",
            Self::Credentials => "changes which credentials make the call",
            Self::Names => "gives a name",
            Self::LeavesOut => "leaves the operation out",
            Self::Breaks => "breaks callers that use the name",
        }
    }

    /// What an edit of the description at a place changes.
    pub(super) fn at(code: Code, at: &Pointer) -> Self {
        if WITHOUT_EFFECT.contains(&code) {
            return Self::Nothing;
        }
        let segments = at.segments();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match segments.as_slice() {
            ["paths", _, "parameters", ..]
            | ["paths", _, _, "parameters" | "requestBody", ..]
            | ["components", "parameters" | "requestBodies", ..] => Self::Sent,
            ["paths", _, _, "responses", ..] | ["components", "responses", ..] => Self::Read,
            ["paths", _, _, "security", ..]
            | ["security", ..]
            | ["components", "securitySchemes", ..] => Self::Credentials,
            ["paths", _, "servers", ..] | ["paths", _, _, "servers", ..] => Self::Sent,
            ["paths", _] | ["paths", _, _] => Self::LeavesOut,
            ["paths", _, _, "operationId" | "tags", ..] => Self::Names,
            ["components", "schemas", ..] => Self::Types,
            _ => Self::Nothing,
        }
    }
}
