//! Rules: what can change in a description, and what a change is to a Rust caller of the emitted crate.
//!
//! Invariant: `docs/semver.md` holds this table; a test compares the two.

use std::fmt::Write;

/// What a change is to a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Code that used to compile or to work may no longer.
    Breaking,
    /// There is something new, and all code goes on as it was.
    Additive,
    /// Nothing that code can see.
    Internal,
}

impl Class {
    /// The classes, the worst first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Additive, Self::Internal];

    /// The word that is printed.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Additive => "additive",
            Self::Internal => "internal",
        }
    }
}

/// How the class of a change is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// Always the same.
    Fixed(Class),
    /// By the symbols of the two emitted crates that the changed place represents: the worst of what happened to them.
    Symbols,
    /// By the values before and after.
    Values,
}

macro_rules! rules {
    ($($rule:ident $code:literal $basis:expr, $what:literal, $request:literal, $response:literal, $why:literal;)*) => {
        /// What can change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $(#[doc = $what] $rule,)* }

        impl Rule {
            /// Every rule, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$rule,)*];

            /// The name of the rule in reports.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$rule => $code,)* }
            }

            /// What changes.
            #[must_use]
            pub fn what(self) -> &'static str {
                match self { $(Self::$rule => $what,)* }
            }

            pub(super) fn basis(self) -> Basis {
                match self { $(Self::$rule => $basis,)* }
            }

            fn row(self) -> [&'static str; 3] {
                match self { $(Self::$rule => [$request, $response, $why],)* }
            }
        }
    };
}

use Basis::{Fixed, Symbols, Values};
use Class::{Additive, Breaking, Internal};

rules! {
    OperationAdded "operation-added" Fixed(Additive), "an operation appears", "additive", "-", "a new method and a new request type";
    OperationRemoved "operation-removed" Fixed(Breaking), "an operation goes", "breaking", "-", "its method and its request type go with it";
    OperationMoved "operation-moved" Symbols, "an operation keeps its id and gets another path or method", "internal; breaking if the Rust method is called otherwise", "-", "path and method are data of the request; the id names the Rust method";
    OperationId "operation-id" Symbols, "an operation gets another id", "breaking if the Rust method is called otherwise, else internal", "-", "the id names the Rust method, but several ids may give one name";
    OperationTag "operation-tag" Symbols, "an operation gets another tag", "breaking", "-", "the tag is the module and the group that the method belongs to";
    Deprecated "deprecated" Fixed(Internal), "something is marked as going away, or no longer", "internal", "internal", "callers get a warning: `#[deprecated]` says what to use";
    ScopeAdded "scope-added" Symbols, "an operation needs another scope", "additive if the scope is new, else internal", "-", "`OPERATION` lists it and `oauth::Scope` has a variant for it; the server decides, whatever the crate's version";
    ScopeRemoved "scope-removed" Symbols, "an operation no longer needs a scope", "breaking if no operation needs it, else internal", "-", "`oauth::Scope` loses a variant that nothing needs";
    AuthAdded "auth-added" Fixed(Additive), "an operation accepts another kind of credential", "additive", "-", "more clients can make the call";
    AuthRemoved "auth-removed" Fixed(Breaking), "an operation no longer accepts a kind of credential", "breaking", "-", "a client with that credential refuses the call before it is sent";
    Category "category" Fixed(Internal), "another rate-limit category", "internal", "-", "data of `OPERATION`";
    Sandbox "sandbox" Values, "the sandbox serves an operation, or no longer", "breaking if no longer, additive if from now on", "-", "a client of the sandbox refuses what the sandbox does not serve";
    ParameterAdded "parameter-added" Symbols, "a parameter appears", "additive if optional, breaking if required", "-", "optional parameters are setters, required ones are arguments";
    ParameterRemoved "parameter-removed" Symbols, "a parameter goes", "breaking", "-", "its setter or argument goes with it";
    Style "style" Symbols, "a parameter is written otherwise", "internal; breaking if the Rust type changes", "-", "how a value is written is a matter of the runtime";
    BodyAdded "body-added" Symbols, "an operation takes a body", "breaking if required (an argument), else additive", "-", "a required body is an argument, an optional one a setter";
    BodyRemoved "body-removed" Symbols, "an operation no longer takes a body", "breaking", "-", "the argument or setter goes";
    MediaAdded "media-added" Symbols, "a body or an answer comes in another format too", "internal", "internal; breaking if the answer's Rust type changes", "one format is written and read";
    MediaRemoved "media-removed" Symbols, "a format of a body or an answer goes", "internal", "internal; breaking if the answer's Rust type changes", "one format is written and read";
    AnswerAdded "answer-added" Symbols, "an operation documents another status", "-", "internal; breaking if it changes the Rust type of success", "any status decodes; failures are one error type";
    AnswerRemoved "answer-removed" Symbols, "an operation no longer documents a status", "-", "internal; breaking if it changes the Rust type of success", "any status decodes; failures are one error type";
    Header "header" Fixed(Internal), "a header of an answer appears, goes or changes", "-", "internal", "headers are read from the answer by name";
    FieldAdded "field-added" Symbols, "a field appears", "additive if optional, breaking if required", "additive; breaking if required in a type whose fields all were optional", "structs are `#[non_exhaustive]`, so a field more breaks nobody; constructors take what is required, and `Default` is derived only if nothing is";
    FieldRemoved "field-removed" Symbols, "a field goes", "breaking", "breaking", "the public field and its setter go";
    Required "required" Symbols, "a field, a parameter or a body becomes required", "breaking", "breaking", "setters become arguments, `Option<T>` becomes `T`, `Default` may go";
    Optional "optional" Symbols, "a field, a parameter or a body becomes optional", "breaking", "breaking", "arguments become setters, `T` becomes `Option<T>`";
    Nullable "nullable" Symbols, "null becomes a value of a place, or is no longer one", "breaking where the Rust type changes; internal for an optional field outside of updates", "breaking for a required field or an item; internal for an optional one", "null is `None`, which an optional field is already; in updates it is `Patch<T>`";
    ValueAdded "value-added" Symbols, "an enum gets a value", "additive", "additive", "enums are open and `#[non_exhaustive]`; the value was readable as `Unrecognized` before";
    ValueRemoved "value-removed" Symbols, "an enum loses a value", "breaking", "breaking", "the named variant goes; the value can still be read and sent as `Unrecognized`";
    VariantAdded "variant-added" Symbols, "a union gets an alternative", "additive", "additive", "unions are open and `#[non_exhaustive]`";
    VariantRemoved "variant-removed" Symbols, "a union loses an alternative", "breaking", "breaking", "the variant goes";
    Discriminator "discriminator" Symbols, "what tells the alternatives of a union apart changes", "breaking if variants change, else internal", "same", "the member and its values are data of the Rust enum";
    Type "type" Symbols, "another type", "breaking if the Rust type changes", "breaking if the Rust type changes", "several types of the description are one in Rust";
    Format "format" Symbols, "another format", "breaking if the Rust type changes", "breaking if the Rust type changes", "dates, times and secrets have types of their own; the width of integers has not";
    ReadOnly "read-only" Symbols, "only the server sets a field from now on, or no longer", "breaking if its setter goes, additive if it comes", "internal", "what the server sets has no setter";
    WriteOnly "write-only" Fixed(Internal), "only the client sends a field from now on, or no longer", "internal", "internal", "not reflected in Rust";
    Bounds "bounds" Fixed(Internal), "other bounds on a value", "internal; breaking if the Rust type changes", "same", "documentation; a type that is only distinguished by its bounds may go";
    Default "default" Fixed(Internal), "another default of the server", "internal; breaking if the Rust type changes", "same", "documentation; the client sends nothing for what is not set";
    OpenMembers "open-members" Symbols, "an object takes members beyond the named ones, or no longer, or of another type", "additive if a field for the rest comes, breaking if it goes or changes", "same", "structs that keep the rest have one field more; an object without named members is a map";
    Reference "reference" Symbols, "a place refers to another component, or is no longer written in place", "breaking if the Rust type is called otherwise, else internal", "same", "components are matched by content; equal ones are one Rust type";
    ComponentAdded "component-added" Symbols, "a component appears", "additive, or internal if nothing emitted uses it", "same", "a type may come with it";
    ComponentRemoved "component-removed" Symbols, "a component goes", "breaking if a Rust type goes, else internal", "same", "the type may live on under another component";
    ComponentRenamed "component-renamed" Symbols, "a component is called otherwise", "breaking if the Rust type is called otherwise, else internal", "same", "components name types, but equal components are one type and keep its name";
    Composition "composition" Symbols, "an object is put together otherwise from the same members", "internal", "internal", "what `allOf` joins is one struct";
    Order "order" Symbols, "the same members in another order", "breaking if arguments change places, else internal", "internal", "constructors and methods take their arguments in the description's order";
    Document "document" Fixed(Internal), "the document: version, tags, security schemes", "internal", "internal", "the runtime has them on its own";
    Server "server" Fixed(Internal), "another address of the server", "internal", "internal", "the runtime has the addresses: `runtime/src/client/base_url.rs` has to follow";
    Capability "capability" Symbols, "a call is no longer read in pages, a job, or about several items", "-", "breaking", "the methods for it go";
    FollowOn "follow-on" Symbols, "Rust symbols that move although no place of their own changed", "breaking if one goes or changes, else additive", "same", "names depend on what else is there: equal types are one, and clashes are settled (`names.toml` can keep a name); a type that answers use too has no `Patch`, and a type that only they use no constructor";
    Unclassified "unclassified" Fixed(Breaking), "a difference that no rule knows", "breaking until somebody has looked", "same", "nothing is dropped silently";
}

impl Rule {
    /// How callers move on after a change that breaks them.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::OperationRemoved => "Pinterest no longer has it; there is no way to call it",
            Self::OperationMoved | Self::OperationId | Self::OperationTag => {
                "call it by its new name, or keep the old one with an entry in `spec/names.toml`"
            }
            Self::ComponentRenamed | Self::Reference | Self::FollowOn | Self::ComponentRemoved => {
                "write the new name of the type, or keep the old one with an entry in `spec/names.toml`"
            }
            Self::FieldRemoved | Self::ParameterRemoved | Self::BodyRemoved => {
                "take it out of calls and reads"
            }
            Self::FieldAdded | Self::ParameterAdded | Self::BodyAdded | Self::Required => {
                "give it to the constructor or the method; a read has no `Option` any more"
            }
            Self::Optional | Self::Nullable => {
                "what is read is an `Option`; what is sent has a setter"
            }
            Self::ValueRemoved => "the value is still read and sent as `Unrecognized`",
            Self::VariantRemoved | Self::VariantAdded | Self::Discriminator => {
                "match the variants that are left; others are read as unknown"
            }
            Self::Type | Self::Format | Self::Bounds | Self::Default | Self::OpenMembers => {
                "convert to the new type where the value is made and read"
            }
            Self::ReadOnly => "do not set it: the server does",
            Self::AuthRemoved | Self::ScopeRemoved => "use another credential",
            Self::Sandbox => "call production",
            Self::Capability => "call the operation itself",
            Self::Order | Self::Composition => "give the arguments in the new order",
            _ => "follow the signatures",
        }
    }
}

/// The table, as `docs/semver.md` has it.
#[must_use]
pub fn table() -> String {
    let mut text = String::from(
        "| rule | change | in a request | in an answer | why |\n|---|---|---|---|---|\n",
    );
    for rule in Rule::ALL {
        let [request, response, why] = rule.row();
        let _ = writeln!(
            text,
            "| `{}` | {} | {request} | {response} | {why} |",
            rule.code(),
            rule.what()
        );
    }
    text
}
