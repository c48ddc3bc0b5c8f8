//! The classes of problems: every code with its name and its severity.

use std::fmt::{self, Display, Formatter};

use super::Severity;

/// Declares the codes, each with its name and its severity, so that no list of them can lag behind.
macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident = $name:literal $severity:ident,)*) => {
        /// Which class of problem a diagnostic belongs to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $code,)*
        }

        impl Code {
            /// All of them, in the order of the stages that find them.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// The name in brackets, for searching.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }

            /// Whether problems of this class stop the generator.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$code => Severity::$severity,)*
                }
            }
        }
    };
}

codes! {
    // The text.
    /// The text is longer than the limit.
    TooLarge = "too-large" Error,
    /// The text is not UTF-8.
    NotUtf8 = "not-utf8" Error,
    /// A line ends in a carriage return alone.
    BareCarriageReturn = "bare-carriage-return" Error,
    /// The text is neither YAML nor JSON.
    Syntax = "syntax" Error,
    /// The text holds no document.
    Empty = "empty" Error,
    /// Lists and maps are nested deeper than the limit.
    TooDeep = "too-deep" Error,
    /// There are more keys and values than the limit.
    TooManyNodes = "too-many-nodes" Error,
    /// The text holds a second document.
    SeveralDocuments = "several-documents" Error,
    /// An anchor.
    YamlAnchor = "yaml-anchor" Error,
    /// An alias.
    YamlAlias = "yaml-alias" Error,
    /// A merge key.
    YamlMerge = "yaml-merge" Error,
    /// An explicit tag.
    YamlTag = "yaml-tag" Error,
    /// A key that readers do not take for a text.
    KeyNotText = "key-not-text" Error,
    /// The same key twice in one map.
    DuplicateKey = "duplicate-key" Error,
    /// A scalar that readers take for different values.
    AmbiguousScalar = "ambiguous-scalar" Error,
    /// Two readers of the text disagree in another way.
    ReadersDisagree = "readers-disagree" Error,
    // The shape.
    /// Not OpenAPI 3.0.
    Version = "version" Error,
    /// A key that means nothing where it stands.
    UnknownKey = "unknown-key" Error,
    /// A key that must be there is not.
    MissingKey = "missing-key" Error,
    /// A value of another kind than its key asks for.
    WrongKind = "wrong-kind" Error,
    /// A text that is none of the words its key allows.
    UnknownWord = "unknown-word" Error,
    /// An extension of this project in the wrong place, in the wrong shape, or misspelt.
    Extension = "extension" Error,
    /// The typed reading refuses what the table allows: a defect of the table.
    TableDefect = "table-defect" Error,
    // References.
    /// A key beside a `$ref` that a reader would ignore.
    RefSibling = "ref-sibling" Error,
    /// A `$ref` to another document.
    RefNotLocal = "ref-not-local" Error,
    /// A `$ref` that is no pointer.
    RefPointer = "ref-pointer" Error,
    /// A `$ref` to a value that is not there.
    RefUnresolved = "ref-unresolved" Error,
    /// A `$ref` to a value of another kind.
    RefWrongKind = "ref-wrong-kind" Error,
    /// References that only lead to each other.
    RefCycle = "ref-cycle" Error,
    // Rules.
    /// A name of a component with other letters than the specification allows.
    ComponentName = "component-name" Error,
    /// A list that must have an item and has none.
    EmptyList = "empty-list" Error,
    /// A value that must be there once and is there twice.
    RepeatedValue = "repeated-value" Error,
    /// Limits that no value satisfies.
    ContradictoryLimits = "contradictory-limits" Error,
    /// A value that can neither be sent nor received.
    ReadWriteOnly = "read-write-only" Error,
    /// Two ways to give an example that exclude each other.
    TwoExamples = "two-examples" Error,
    /// A parameter or a header with neither or both of `schema` and `content`.
    ParameterFormat = "parameter-format" Error,
    /// A way of writing that the place of a parameter does not have.
    ParameterStyle = "parameter-style" Error,
    /// A path parameter that may be left out.
    OptionalPathParameter = "optional-path-parameter" Error,
    /// The same parameter twice in one list.
    RepeatedParameter = "repeated-parameter" Error,
    /// A path that would not be the path of a URL.
    PathForm = "path-form" Error,
    /// Braces that do not hold names, or the same name twice.
    Template = "template" Error,
    /// A name in a path that is no parameter.
    UndeclaredPathParameter = "undeclared-path-parameter" Error,
    /// A path parameter that the path does not name.
    UnusedPathParameter = "unused-path-parameter" Error,
    /// Two paths that differ only in the names of their parameters, with an operation of the same method.
    EquivalentPaths = "equivalent-paths" Error,
    /// The same `operationId` twice.
    RepeatedOperationId = "repeated-operation-id" Error,
    /// A security requirement that names no scheme.
    UnknownSecurityScheme = "unknown-security-scheme" Error,
    /// A variable of a server that is not declared, or whose default is not among its values.
    ServerVariable = "server-variable" Error,
    /// More problems than the limit.
    TooManyProblems = "too-many-problems" Error,
    // Notes.
    /// A format that changes nothing.
    UnknownFormat = "unknown-format" Note,
    /// A key beside a `$ref` whose loss changes nothing.
    IgnoredSibling = "ignored-sibling" Note,
    /// Two paths that differ only in the names of their parameters, with operations of different methods.
    SplitPath = "split-path" Note,
    /// A valid construct that is knowingly not generated.
    NotGenerated = "not-generated" Note,
    /// A branch of a union that nothing tells from an earlier one.
    TwinBranch = "twin-branch" Note,
    // For the stages after loading.
    /// A valid construct that is not generated yet.
    Unsupported = "unsupported" Error,
    /// A schema that holds itself, with no record between.
    EndlessSchema = "endless-schema" Error,
    /// Two things would get one name.
    NameClash = "name-clash" Error,
    /// The emitter made what is no Rust: a defect of the generator.
    EmitterDefect = "emitter-defect" Error,
}

impl Code {
    /// Whether a document with this problem still has the shape of one, so that later stages can look at it.
    pub(crate) fn leaves_the_shape(self) -> bool {
        matches!(
            self,
            Self::UnknownKey
                | Self::Extension
                | Self::RefSibling
                | Self::RefNotLocal
                | Self::RefPointer
                | Self::RefUnresolved
                | Self::ComponentName
                | Self::RepeatedValue
                | Self::ContradictoryLimits
                | Self::ReadWriteOnly
                | Self::OptionalPathParameter
                | Self::RepeatedParameter
                | Self::PathForm
                | Self::Template
                | Self::UndeclaredPathParameter
                | Self::UnusedPathParameter
                | Self::EquivalentPaths
                | Self::RepeatedOperationId
                | Self::UnknownSecurityScheme
                | Self::ServerVariable
        )
    }
}

impl Display for Code {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
