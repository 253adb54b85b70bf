//! The table of diagnostic codes: one row per kind of finding.
//!
//! Invariant: a code, once published, keeps its text; a row that is no longer used leaves a gap. Every code has an
//! example in `examples/`, which the tests run.

use super::Severity;

macro_rules! codes {
    ($($variant:ident = $text:literal, $severity:ident, $meaning:literal, $way_out:literal;)*) => {
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

            /// What the code represents, in one line.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }

            /// What to do about it, in general; each finding says more.
            #[must_use]
            pub fn way_out(self) -> &'static str {
                match self { $(Self::$variant => $way_out,)* }
            }

            /// Files that together have such a finding, each after a line `=== NAME`.
            #[must_use]
            pub fn example(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("examples/", $text, ".txt")),)* }
            }
        }
    };
}

codes! {
    // Files that cannot be read.
    Unopened = "E0001", Error, "an input file that cannot be opened",
        "Check the path, and who may read the file.";
    Malformed = "E0002", Error, "a text that is not well-formed YAML, JSON or TOML",
        "Correct the file. Of a published description, get an unbroken copy: an overlay cannot fix what cannot be read.";
    DuplicateKey = "E0003", Error, "an object that has a key twice",
        "Remove one of the two from the file, since no pointer could tell them apart.";

    // The shape of the document.
    WrongJsonType = "E0101", Error, "a value is not of the JSON type that OpenAPI 3.0 asks for",
        "Replace the value in an overlay.";
    UnknownKeyword = "E0102", Error, "a keyword that OpenAPI 3.0 does not have at this place",
        "Most are misspelt: rename it in an overlay. Remove what has no meaning.";
    NewerKeyword = "E0103", Error, "a keyword that only OpenAPI 3.1 has",
        "Say the same in the words of 3.0 in an overlay, or remove it there.";
    MissingKeyword = "E0104", Error, "a keyword that OpenAPI 3.0 requires is missing",
        "Add it in an overlay, with the true value instead of the printed one.";
    BadValue = "E0105", Error, "a value or key that OpenAPI 3.0 does not allow",
        "Correct it in an overlay.";
    UnsupportedVersion = "E0106", Error, "the document is not OpenAPI 3.0",
        "Convert the description. A 3.1 document that says nothing new may be called 3.0 in an overlay.";
    Unsupported = "E0107", Error, "a construct of OpenAPI 3.0 that the generator does not support",
        "Remove it in an overlay, or say the same in another way.";
    Ignored = "W0109", Warning, "a construct that no client needs, which is left out",
        "Nothing has to be done; an overlay may remove it.";
    UnknownExtension = "W0108", Warning, "an extension that the importer does not know and drops",
        "Nothing has to be done. If it states a fact, add it to `FACTS` in `generator/spec/src/import/rebuild.rs`, else to `DOCUMENTATION` there.";

    // References.
    DanglingReference = "E0201", Error, "a reference to something that the document does not have",
        "Add what is missing, or point the reference elsewhere, in an overlay.";
    ForeignReference = "E0202", Error, "a reference to another document",
        "Add the schema as a component and point the references to it, in an overlay.";
    WrongReference = "E0203", Error, "a reference to another kind of thing, or in a circle",
        "Point it elsewhere or remove it, in an overlay.";
    IgnoredSibling = "W0204", Warning, "a keyword beside a reference, which OpenAPI 3.0 ignores",
        "Remove it or wrap the reference in `allOf` in an overlay; or accept it, if it means nothing.";
    UnknownSecurity = "E0205", Error, "a security requirement names a scheme or scope that is not declared",
        "Declare it in an overlay, or correct the requirement.";

    // Operations and parameters.
    DuplicateOperationId = "E0301", Error, "two operations have the same id",
        "Give one of them another id in an overlay.";
    MissingOperationId = "E0302", Error, "an operation has no id",
        "Give it one in an overlay.";
    DuplicateParameter = "E0303", Error, "an operation declares one parameter twice",
        "Remove one of the two in an overlay.";
    PathParameterUndeclared = "E0304", Error, "a path names a parameter that is not declared",
        "Declare it in an overlay.";
    PathParameterUnused = "E0305", Error, "a path parameter that the path does not name",
        "Remove it in an overlay.";
    DuplicatePath = "E0306", Error, "two paths differ only in the names of their parameters",
        "Merge them in an overlay.";

    // Schemas.
    WrongEnumValue = "E0401", Error, "an enum value or default is not of the schema's type",
        "Correct the value or the type in an overlay.";
    RequiredUnknown = "W0402", Warning, "a required name that no property has",
        "Add the property or remove the name in an overlay; or accept it: it is never sent and never missed.";
    DiscriminatorMapping = "E0403", Error, "a discriminator maps to something that is no schema",
        "Correct the target or remove the entry in an overlay.";
    DefaultNotInEnum = "W0404", Warning, "a default that the enum does not have",
        "Correct one of the two in an overlay; or accept it: the client does not send defaults.";
    DuplicateEnumValue = "W0405", Warning, "an enum that has one value twice",
        "Remove one in an overlay; or accept it: the value is emitted once.";
    EmptyRange = "E0406", Error, "bounds or types that no value satisfies",
        "Correct one of them in an overlay.";
    ListOfAnything = "W0407", Warning, "an array that does not say what is in it",
        "Say it in an overlay. With an empty schema as `items` the list stays one of any JSON.";

    // Our own inputs.
    OverlayUnmatched = "E0501", Error, "an overlay action, or a name that it lists, matches nothing",
        "The place has moved or is gone: correct the target, or remove the action or the name.";
    OverlayRedundant = "E0502", Error, "an overlay action changes nothing",
        "The description already says so: remove the action.";
    OverlayInvalid = "E0503", Error, "an overlay breaks a rule of OpenAPI Overlay",
        "Correct the action.";
    AcceptedUnused = "E0511", Error, "an accepted diagnostic does not occur",
        "Remove the entry.";
    AcceptedInvalid = "E0512", Error, "an entry of accepted.toml cannot be read, or is about an error",
        "Give the entry a code of a warning, a pointer and a reason; an error needs an overlay action instead.";

    LeftOutUnused = "E0521", Error, "an entry of left-out.toml that names no operation",
        "Correct the id or remove the entry.";
    LeftOutInvalid = "E0522", Error, "an entry of left-out.toml that cannot be read",
        "Give the entry the `id` of an operation, or its method and path, and a `reason`.";

    WordsInvalid = "E0531", Error, "an entry of words/ that cannot be read",
        "Correct the entry. A type has an object of texts, with its own under `.`; nothing is said twice.";
    WordsUnused = "E0532", Error, "an entry of words/ that is about nothing",
        "It is gone or called something else, or other words on it come first: correct the entry or remove it.";
    WordsEcho = "W0533", Warning, "words that only repeat the name of what they are about",
        "Say what the name leaves open: unit, values, when it is absent. If there is nothing, list it under `left_out` with the reason.";
    WithoutWords = "W0534", Warning, "a type, member or value of which nothing is said",
        "Say in a file of `words/` what the name leaves open, or list it under `left_out` there with the reason.";

    ExtensionUnused = "E0541", Error, "an entry of `x-ids`, `x-tag-docs` or `x-parameter-docs` that is about nothing",
        "It is gone or called something else: correct its name in the overlay or remove it there.";

    // Constructs that are valid OpenAPI and that the generator cannot express.
    Unreadable = "E0601", Error, "a part of the description that the parser of OpenAPI objects to",
        "Correct the keyword that the parser names, in an overlay. The validator should have found it: add a rule to it.";
    UnsupportedSchema = "E0602", Error, "a schema that no Rust type expresses",
        "Rewrite it in an overlay. An empty schema is any JSON.";
    UnsupportedParameter = "E0603", Error, "a parameter that cannot be sent",
        "Rewrite it in an overlay, or remove it there: users can still add it to a single call.";
    UnsupportedBody = "E0604", Error, "a request body that cannot be sent",
        "Describe the body as JSON or a form in an overlay, or remove it there.";
    UnsupportedSecurity = "E0606", Error, "a credential that the client does not have",
        "Remove the requirement in an overlay, or replace it by one that the client has.";
    StrayCharacter = "W0607", Warning, "a property name with a stray quotation mark",
        "Rename the property in an overlay, or accept that it is read without the mark.";
    Narrowed = "W0608", Warning, "a choice of the description that the client does not offer",
        "Remove the other choices in an overlay, or accept that users do not have them.";

    UnknownPage = "W0609", Warning, "a list that seems to go on, in a shape that the client does not read in pages",
        "Describe the answer as `{items, bookmark}` in an overlay, or accept that callers get one answer at a time.";

    // Names and bundles.
    NameCollision = "E0701", Error, "two items have the same Rust name",
        "Give one of them a name in `names.toml`; a better one than the printed one, if there is.";
    NameUnused = "E0702", Error, "an entry of names.toml names nothing",
        "Correct its key or remove the entry.";
    NameInvalid = "E0703", Error, "an entry of names.toml is not a Rust name",
        "Write an identifier as `name`, and a `reason`.";
    BundleUnused = "E0704", Error, "a bundle that no operation uses",
        "Correct its members or remove the bundle.";
    NamesUnreadable = "E0705", Error, "a part of names.toml that is no table or entry",
        "Correct it; the tables are those of `NamesFile`, an entry has `name` and `reason`.";

    // Names that were given before.
    NameMoved = "E0711", Error, "a name that was given would become another",
        "Keep it with an entry of `names.toml`, or give it up with `cargo xtask names accept`, which breaks callers.";
    NameVanished = "E0712", Error, "a name that was given belongs to nothing any more",
        "Give it up with `cargo xtask names accept`. If its item is only called something else, an entry of `names.toml` ties the two.";
    LockUnreadable = "E0713", Error, "a part of names.lock.toml that is no table or line",
        "Take the file of the last release back: what is left out of it loses its name.";

    // Jobs.
    UnknownJobState = "W0801", Warning, "a state of a job of which nobody has said what it means",
        "Accept it if the work goes on in this state; else add the word to `generator/model/src/recognise/jobs/words.rs`.";
    VisibleLink = "W0802", Warning, "a link to the result of a job that would be shown like any text",
        "Give it `format: password` in an overlay; or accept it, if the link alone opens nothing.";
}

impl Code {
    /// Whether it is about something that the client cannot do, and not about a slip.
    #[must_use]
    pub fn is_beyond_the_client(self) -> bool {
        matches!(
            self,
            Self::Unsupported
                | Self::NewerKeyword
                | Self::UnsupportedSchema
                | Self::UnsupportedParameter
                | Self::UnsupportedBody
                | Self::UnsupportedSecurity
        )
    }

    /// Whether it is about an entry of our own files that is about nothing which the description has.
    #[must_use]
    pub fn is_of_stale_entry(self) -> bool {
        matches!(
            self,
            Self::OverlayUnmatched
                | Self::OverlayRedundant
                | Self::AcceptedUnused
                | Self::LeftOutUnused
                | Self::WordsUnused
                | Self::ExtensionUnused
                | Self::NameUnused
                | Self::BundleUnused
        )
    }

    /// Whether an entry of `accepted.toml` may settle it. The importer does not read that file, and what has
    /// no words is listed in `words/`.
    #[must_use]
    pub fn is_acceptable(self) -> bool {
        const ELSEWHERE: [Code; 3] = [Code::UnknownExtension, Code::WordsEcho, Code::WithoutWords];
        self.severity() == Severity::Warning && !ELSEWHERE.contains(&self)
    }
}
