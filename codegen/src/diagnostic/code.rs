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
    /// The text is no YAML.
    YamlSyntax = "yaml-syntax" Error,
    /// The text is no JSON.
    JsonSyntax = "json-syntax" Error,
    /// The text holds no document.
    EmptyDocument = "empty-document" Error,
    /// Lists and maps, schemas or references stand in one another more often than the limit.
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
    /// A list or a map in the place of a key.
    KeyNotScalar = "key-not-scalar" Error,
    /// The same key twice in one map.
    DuplicateKey = "duplicate-key" Error,
    /// A scalar that readers take for different values.
    AmbiguousScalar = "ambiguous-scalar" Error,
    /// Two readers of the text disagree in another way.
    ReadersDisagree = "readers-disagree" Error,
    // The version.
    /// The document is no map.
    NotAMap = "not-a-map" Error,
    /// The document does not say its version.
    NoVersion = "no-version" Error,
    /// A document of Swagger 2.0.
    Swagger2 = "swagger-2" Error,
    /// A document of OpenAPI 3.1 or later.
    OpenApi31 = "openapi-3-1" Error,
    /// Another version, or one that is no text.
    UnknownVersion = "unknown-version" Error,
    // The shape.
    /// A key that means nothing where it stands.
    UnknownKey = "unknown-key" Error,
    /// A key of another version of OpenAPI, or of JSON Schema.
    ForeignKey = "foreign-key" Error,
    /// A path that does not begin with a slash.
    PathWithoutSlash = "path-without-slash" Error,
    /// A key of responses that is no status.
    UnknownStatus = "unknown-status" Error,
    /// A key of a schema beside the schema.
    SchemaKeyOutside = "schema-key-outside" Error,
    /// A `$ref` where no reference may stand.
    RefNotAllowed = "ref-not-allowed" Error,
    /// A key that must be there is not.
    MissingKey = "missing-key" Error,
    /// An array that does not say what its items are.
    MissingItems = "missing-items" Error,
    /// A value of another kind than its key asks for.
    WrongKind = "wrong-kind" Error,
    /// No value where there must be one.
    NullValue = "null-value" Error,
    /// A text that is none of the words its key allows.
    UnknownWord = "unknown-word" Error,
    /// A `type` as OpenAPI 3.1 writes it.
    TypeOf31 = "type-of-3-1" Error,
    /// An extension that is nearly one of this project.
    ExtensionMisspelt = "extension-misspelt" Error,
    /// An extension of this project in a place where it means nothing.
    ExtensionMisplaced = "extension-misplaced" Error,
    /// The typed reading refuses what the table allows: a defect of the table.
    TableDefect = "table-defect" Error,
    // References.
    /// A key of this project beside a `$ref`, where nobody would read it.
    RefSibling = "ref-sibling" Error,
    /// A `$ref` to another document.
    RefNotLocal = "ref-not-local" Error,
    /// A `$ref` that is no pointer.
    RefPointer = "ref-pointer" Error,
    /// A `$ref` to a value that is not there.
    RefUnresolved = "ref-unresolved" Error,
    /// A `$ref` into what is itself a reference.
    RefThroughRef = "ref-through-ref" Error,
    /// A `$ref` to a value of another kind.
    RefWrongKind = "ref-wrong-kind" Error,
    /// References that only lead to each other.
    RefCycle = "ref-cycle" Error,
    /// A `$ref` into a part that is not read.
    RefNotRead = "ref-not-read" Error,
    /// A discriminator that names a schema that is not there.
    MappingUnresolved = "mapping-unresolved" Error,
    // Rules.
    /// A name of a component with other letters than the specification allows.
    ComponentName = "component-name" Error,
    /// An `enum` without a value.
    EmptyEnum = "empty-enum" Error,
    /// An `allOf`, `oneOf` or `anyOf` without a schema.
    EmptyComposition = "empty-composition" Error,
    /// A request body without a media type.
    EmptyContent = "empty-content" Error,
    /// An operation without a response.
    NoResponses = "no-responses" Error,
    /// Two tags of one name.
    RepeatedTag = "repeated-tag" Error,
    /// The same value twice in an `enum`.
    RepeatedEnumValue = "repeated-enum-value" Note,
    /// The same property twice in `required`.
    RepeatedRequired = "repeated-required" Error,
    /// Limits that no value satisfies.
    ContradictoryLimits = "contradictory-limits" Error,
    /// A `multipleOf` that is not above zero.
    MultipleOf = "multiple-of" Error,
    /// A value that can neither be sent nor received.
    ReadWriteOnly = "read-write-only" Error,
    /// Two ways to give an example that exclude each other.
    TwoExamples = "two-examples" Error,
    /// A parameter or a header that does not say what its value is.
    ParameterWithoutSchema = "parameter-without-schema" Error,
    /// A parameter or a header that says twice what its value is.
    SchemaAndContent = "schema-and-content" Error,
    /// A parameter or a header with no media type, or with several.
    ContentNotOne = "content-not-one" Error,
    /// A way of writing that the place of a parameter does not have.
    ParameterStyle = "parameter-style" Error,
    /// A key that means something in query parameters only.
    NotInQuery = "not-in-query" Note,
    /// A path parameter that may be left out.
    OptionalPathParameter = "optional-path-parameter" Error,
    /// The same parameter twice in one list.
    RepeatedParameter = "repeated-parameter" Error,
    /// A path with a query.
    PathQuery = "path-query" Error,
    /// A path with a fragment.
    PathFragment = "path-fragment" Note,
    /// A path with a segment that clients resolve away.
    PathDots = "path-dots" Error,
    /// A path with characters that no path has.
    PathCharacters = "path-characters" Error,
    /// Braces that do not hold names.
    TemplateBraces = "template-braces" Error,
    /// A path that names a parameter twice.
    TemplateRepeats = "template-repeats" Error,
    /// A name in a path that is no parameter.
    UndeclaredPathParameter = "undeclared-path-parameter" Error,
    /// A path parameter that the path does not name.
    UnusedPathParameter = "unused-path-parameter" Error,
    /// Two paths that differ only in the names of their parameters, with an operation of the same method.
    EquivalentPaths = "equivalent-paths" Error,
    /// The same `operationId` twice.
    RepeatedOperationId = "repeated-operation-id" Error,
    /// A link that names no operation, or two.
    LinkTarget = "link-target" Error,
    /// A security requirement that names no scheme.
    UnknownSecurityScheme = "unknown-security-scheme" Error,
    /// A security scheme without a key that its type needs.
    SchemeKeyMissing = "scheme-key-missing" Error,
    /// A security scheme with a key of another type.
    SchemeKeyForeign = "scheme-key-foreign" Error,
    /// A variable in the URL of a server that is not declared.
    UndeclaredServerVariable = "undeclared-server-variable" Error,
    /// A variable of a server whose default is not among its values.
    ServerDefault = "server-default" Error,
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
    /// Documentation elsewhere, which is not followed.
    ExternalDocs = "external-docs" Note,
    /// A header parameter that another part of the document, or the client itself, stands for.
    HeaderLeftOut = "header-left-out" Note,
    /// A query parameter that may have an empty value.
    EmptyValueAllowed = "empty-value-allowed" Note,
    /// A security scheme that no client here sends.
    SchemeNotSent = "scheme-not-sent" Note,
    /// An address of the document that is not whole.
    RelativeServer = "relative-server" Note,
    /// A list in the style `deepObject`, which OpenAPI does not say how to write.
    DeepObjectList = "deep-object-list" Note,
    /// A branch of a union that nothing tells from an earlier one.
    TwinBranch = "twin-branch" Note,
    /// Branches beside the properties of an object, which become optional fields of it.
    MergedBranches = "merged-branches" Note,
    /// A required property that is described nowhere.
    RequiredUndescribed = "required-undescribed" Note,
    // What lowering finds.
    /// A valid construct that is not generated yet.
    Unsupported = "unsupported" Error,
    /// A path that is a reference.
    PathByRef = "path-by-ref" Error,
    /// A form that is no object.
    FormNotObject = "form-not-object" Error,
    /// A part of `allOf` that is no object.
    AllOfPart = "all-of-part" Error,
    /// An `allOf` that contains itself.
    AllOfItself = "all-of-itself" Error,
    /// An object put together from more parts than the limit.
    TooManyParts = "too-many-parts" Error,
    /// A schema that holds itself, with no record between.
    EndlessSchema = "endless-schema" Error,
    /// A header parameter whose name no header has.
    HeaderName = "header-name" Error,
    /// A parameter of a media type that is neither JSON nor text.
    ParameterMediaType = "parameter-media-type" Error,
    /// A parameter whose content has no schema.
    ParameterContentSchema = "parameter-content-schema" Error,
    /// A list or an object within another, in a style that cannot write it.
    NestedInParameter = "nested-in-parameter" Error,
    /// A security scheme whose key no request can hold.
    KeyName = "key-name" Error,
    /// An operation of which no alternative can be sent.
    SecurityNotSent = "security-not-sent" Error,
    /// Two credentials of one request in one place.
    SecuritySamePlace = "security-same-place" Error,
    /// Two schemes of a bearer token that one request needs both.
    SharedToken = "shared-token" Note,
    /// A server of an operation whose address is not whole.
    OwnServerRelative = "own-server-relative" Error,
    /// An extension whose names do not fit the document.
    Extension = "extension" Error,
    /// A condition on a property that is no enum.
    ConditionNotEnum = "condition-not-enum" Error,
    /// A condition on a value that its enum lacks.
    ConditionValue = "condition-value" Error,
    /// Two things of one scope would get one name.
    NameClash = "name-clash" Error,
    /// Two types would get one name.
    TypeClash = "type-clash" Error,
    /// A server that is listed twice.
    RepeatedServer = "repeated-server" Note,
    /// Two servers would get one name.
    ServerClash = "server-clash" Error,
    /// Two branches of a union would get one name.
    BranchClash = "branch-clash" Error,
    /// The type of an operation's answers would get the name of a schema.
    AnswersClash = "answers-clash" Error,
    /// The emitter made what is no Rust: a defect of the generator.
    EmitterDefect = "emitter-defect" Error,
}

impl Code {
    /// Whether a document with this problem still has the shape of one, so that later stages can look at it.
    pub(crate) fn leaves_the_shape(self) -> bool {
        matches!(
            self,
            Self::UnknownKey
                | Self::ForeignKey
                | Self::PathWithoutSlash
                | Self::UnknownStatus
                | Self::SchemaKeyOutside
                | Self::RefNotAllowed
                | Self::SchemeKeyForeign
                | Self::ExtensionMisspelt
                | Self::ExtensionMisplaced
                | Self::RefSibling
                | Self::RefNotLocal
                | Self::RefPointer
                | Self::RefUnresolved
                | Self::RefThroughRef
                | Self::MappingUnresolved
                | Self::ComponentName
                | Self::RepeatedTag
                | Self::RepeatedRequired
                | Self::ContradictoryLimits
                | Self::MultipleOf
                | Self::ReadWriteOnly
                | Self::OptionalPathParameter
                | Self::RepeatedParameter
                | Self::PathQuery
                | Self::PathDots
                | Self::PathCharacters
                | Self::TemplateBraces
                | Self::TemplateRepeats
                | Self::UndeclaredPathParameter
                | Self::UnusedPathParameter
                | Self::EquivalentPaths
                | Self::RepeatedOperationId
                | Self::UnknownSecurityScheme
                | Self::UndeclaredServerVariable
                | Self::ServerDefault
        )
    }
}

impl Display for Code {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
