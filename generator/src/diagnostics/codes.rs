//! The table of diagnostic codes: one row per kind of finding.
//!
//! Invariant: a code, once published, keeps its text; a row that is no longer used leaves a gap.

use super::Severity;

macro_rules! codes {
    ($($variant:ident = $text:literal, $severity:ident, $meaning:literal;)*) => {
        /// A kind of finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable text, as printed and as written in `accepted.toml`.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The code of this text.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.text() == text)
            }

            /// How serious a finding of this kind is, unless it was pushed as something else.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What the code stands for, in one line.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

codes! {
    // The shape of the document.
    WrongJsonType = "E0101", Error, "a value is not of the JSON type that OpenAPI 3.0 asks for";
    UnknownKeyword = "E0102", Error, "a keyword that OpenAPI 3.0 does not have at this place";
    NewerKeyword = "E0103", Error, "a keyword that only OpenAPI 3.1 has";
    MissingKeyword = "E0104", Error, "a keyword that OpenAPI 3.0 demands is missing";
    BadValue = "E0105", Error, "a value or key that OpenAPI 3.0 does not allow";
    UnsupportedVersion = "E0106", Error, "the document is not OpenAPI 3.0";
    Unsupported = "E0107", Error, "a construct of OpenAPI 3.0 that the generator does not support";
    UnknownExtension = "W0108", Warning, "an extension that the importer does not know and drops";

    // References.
    DanglingReference = "E0201", Error, "a reference to something that the document does not have";
    ForeignReference = "E0202", Error, "a reference to another document";
    WrongReference = "E0203", Error, "a reference to another kind of thing, or in a circle";
    IgnoredSibling = "W0204", Warning, "a keyword beside a reference, which OpenAPI 3.0 ignores";
    UnknownSecurity = "E0205", Error, "a security requirement names a scheme or scope that is not declared";

    // Operations and parameters.
    DuplicateOperationId = "E0301", Error, "two operations have the same id";
    MissingOperationId = "E0302", Error, "an operation has no id";
    DuplicateParameter = "E0303", Error, "an operation declares one parameter twice";
    PathParameterUndeclared = "E0304", Error, "a path names a parameter that is not declared";
    PathParameterUnused = "E0305", Error, "a path parameter that the path does not name";
    DuplicatePath = "E0306", Error, "two paths differ only in the names of their parameters";

    // Schemas.
    WrongEnumValue = "E0401", Error, "an enum value or default is not of the schema's type";
    RequiredUnknown = "W0402", Warning, "a required name that no property has";
    DiscriminatorMapping = "E0403", Error, "a discriminator maps to something that is no schema";
    DefaultNotInEnum = "W0404", Warning, "a default that the enum does not have";
    DuplicateEnumValue = "W0405", Warning, "an enum that has one value twice";
    EmptyRange = "E0406", Error, "bounds that no value satisfies";

    // Our own inputs.
    OverlayUnmatched = "E0501", Error, "an overlay action matches nothing";
    OverlayRedundant = "E0502", Error, "an overlay action changes nothing";
    OverlayInvalid = "E0503", Error, "an overlay breaks a rule of OpenAPI Overlay 1.0";
    AcceptedUnused = "E0511", Error, "an accepted diagnostic does not occur";
    AcceptedInvalid = "E0512", Error, "an entry of accepted.toml cannot be read";

    // Constructs that are valid OpenAPI and that the generator cannot express.
    Unreadable = "E0601", Error, "a part of the description that cannot be read";
    UnsupportedSchema = "E0602", Error, "a schema that no Rust type expresses";
    UnsupportedParameter = "E0603", Error, "a parameter that cannot be sent";
    UnsupportedBody = "E0604", Error, "a request body that cannot be sent";
    UnsupportedResponse = "E0605", Error, "an answer that cannot be read";
    UnsupportedSecurity = "E0606", Error, "a credential that the client does not have";
    StrayCharacter = "W0607", Warning, "a property name with a stray quotation mark";

    // Names and bundles.
    NameCollision = "E0701", Error, "two items have the same Rust name";
    NameUnused = "E0702", Error, "an entry of names.toml names nothing";
    NameInvalid = "E0703", Error, "an entry of names.toml is not a Rust name";
    BundleUnused = "E0704", Error, "a bundle that no operation uses";

    // Jobs.
    UnknownJobState = "W0801", Warning, "a state of a job of which nobody has said what it means";
    VisibleLink = "W0802", Warning, "a link to the result of a job that would be shown like any text";
}
