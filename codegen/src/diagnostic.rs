//! Problems of a document, each with its place, what is wrong, and what to do about it.

use std::fmt::{self, Display, Formatter, Write as _};
use std::sync::Arc;

use crate::document::Pointer;

/// How many characters of a text of the document are repeated in a message.
const EXCERPT: usize = 200;

/// Whether a problem stops the generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// The document is fine; something in it is knowingly not generated.
    Note,
}

/// Which class of problem a diagnostic belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    // The text.
    /// The text is longer than the limit.
    TooLarge,
    /// The text is not UTF-8.
    NotUtf8,
    /// A line ends in a carriage return alone.
    BareCarriageReturn,
    /// The text is neither YAML nor JSON.
    Syntax,
    /// The text holds no document.
    Empty,
    /// Lists and maps are nested deeper than the limit.
    TooDeep,
    /// There are more keys and values than the limit.
    TooManyNodes,
    /// The text holds a second document.
    SeveralDocuments,
    /// An anchor.
    YamlAnchor,
    /// An alias.
    YamlAlias,
    /// A merge key.
    YamlMerge,
    /// An explicit tag.
    YamlTag,
    /// A key that readers do not take for a text.
    KeyNotText,
    /// The same key twice in one map.
    DuplicateKey,
    /// A scalar that readers take for different values.
    AmbiguousScalar,
    /// Two readers of the text disagree in another way.
    ReadersDisagree,
    // The shape.
    /// Not OpenAPI 3.0.
    Version,
    /// A key that means nothing where it stands.
    UnknownKey,
    /// A key that must be there is not.
    MissingKey,
    /// A value of another kind than its key asks for.
    WrongKind,
    /// A text that is none of the words its key allows.
    UnknownWord,
    /// An extension of this project in the wrong place, in the wrong shape, or misspelt.
    Extension,
    /// The typed reading refuses what the table allows: a defect of the table.
    TableDefect,
    // References.
    /// A key beside a `$ref` that a reader would ignore.
    RefSibling,
    /// A `$ref` to another document, or no pointer at all.
    RefNotLocal,
    /// A `$ref` to a value that is not there.
    RefUnresolved,
    /// A `$ref` to a value of another kind.
    RefWrongKind,
    /// References that only lead to each other.
    RefCycle,
    // Rules.
    /// A name of a component with other letters than the specification allows.
    ComponentName,
    /// A list that must have an item and has none.
    EmptyList,
    /// A value that must be there once and is there twice.
    RepeatedValue,
    /// Limits that no value satisfies.
    ContradictoryLimits,
    /// A value that can neither be sent nor received.
    ReadWriteOnly,
    /// Two ways to give an example that exclude each other.
    TwoExamples,
    /// A parameter or a header with neither or both of `schema` and `content`.
    ParameterFormat,
    /// A way of writing that the place of a parameter does not have.
    ParameterStyle,
    /// A path parameter that may be left out.
    OptionalPathParameter,
    /// The same parameter twice in one list.
    RepeatedParameter,
    /// A path that would not be the path of a URL.
    PathForm,
    /// Braces that do not hold names, or the same name twice.
    Template,
    /// A name in a path that is no parameter.
    UndeclaredPathParameter,
    /// A path parameter that the path does not name.
    UnusedPathParameter,
    /// Two paths that differ only in the names of their parameters.
    EquivalentPaths,
    /// The same `operationId` twice.
    RepeatedOperationId,
    /// A security requirement that names no scheme.
    UnknownSecurityScheme,
    /// A variable of a server that is not declared, or whose default is not among its values.
    ServerVariable,
    /// More problems than the limit.
    TooManyProblems,
    // Notes.
    /// A format that changes nothing.
    UnknownFormat,
    /// A key beside a `$ref` whose loss changes nothing.
    IgnoredSibling,
    /// A valid construct that is knowingly not generated.
    NotGenerated,
    // For the stages after loading.
    /// A valid construct that is not generated yet.
    Unsupported,
    /// Two things would get one name.
    NameClash,
    /// The emitter made what is no Rust: a defect of the generator.
    EmitterDefect,
}

/// One thing to tell the author of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it stops the generator.
    pub severity: Severity,
    /// Which class of problem it is.
    pub code: Code,
    /// The document, as the path is printed.
    pub file: Arc<str>,
    /// Line in the text, from 1; 0 where the problem has no place.
    pub line: u32,
    /// Column in characters, from 1; 0 where the problem has no place.
    pub column: u32,
    /// How many characters of the line are meant, at least 1.
    pub width: u32,
    /// The value it is about.
    pub pointer: Pointer,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// What to do; empty where there is nothing to say.
    pub hint: String,
}

impl Code {
    /// Whether problems of this class stop the generator.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::UnknownFormat | Self::IgnoredSibling | Self::NotGenerated => Severity::Note,
            _ => Severity::Error,
        }
    }

    /// The name in brackets, for searching.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::NotUtf8 => "not-utf8",
            Self::BareCarriageReturn => "bare-carriage-return",
            Self::Syntax => "syntax",
            Self::Empty => "empty",
            Self::TooDeep => "too-deep",
            Self::TooManyNodes => "too-many-nodes",
            Self::SeveralDocuments => "several-documents",
            Self::YamlAnchor => "yaml-anchor",
            Self::YamlAlias => "yaml-alias",
            Self::YamlMerge => "yaml-merge",
            Self::YamlTag => "yaml-tag",
            Self::KeyNotText => "key-not-text",
            Self::DuplicateKey => "duplicate-key",
            Self::AmbiguousScalar => "ambiguous-scalar",
            Self::ReadersDisagree => "readers-disagree",
            Self::Version => "version",
            Self::UnknownKey => "unknown-key",
            Self::MissingKey => "missing-key",
            Self::WrongKind => "wrong-kind",
            Self::UnknownWord => "unknown-word",
            Self::Extension => "extension",
            Self::TableDefect => "table-defect",
            Self::RefSibling => "ref-sibling",
            Self::RefNotLocal => "ref-not-local",
            Self::RefUnresolved => "ref-unresolved",
            Self::RefWrongKind => "ref-wrong-kind",
            Self::RefCycle => "ref-cycle",
            Self::ComponentName => "component-name",
            Self::EmptyList => "empty-list",
            Self::RepeatedValue => "repeated-value",
            Self::ContradictoryLimits => "contradictory-limits",
            Self::ReadWriteOnly => "read-write-only",
            Self::TwoExamples => "two-examples",
            Self::ParameterFormat => "parameter-format",
            Self::ParameterStyle => "parameter-style",
            Self::OptionalPathParameter => "optional-path-parameter",
            Self::RepeatedParameter => "repeated-parameter",
            Self::PathForm => "path-form",
            Self::Template => "template",
            Self::UndeclaredPathParameter => "undeclared-path-parameter",
            Self::UnusedPathParameter => "unused-path-parameter",
            Self::EquivalentPaths => "equivalent-paths",
            Self::RepeatedOperationId => "repeated-operation-id",
            Self::UnknownSecurityScheme => "unknown-security-scheme",
            Self::ServerVariable => "server-variable",
            Self::TooManyProblems => "too-many-problems",
            Self::UnknownFormat => "unknown-format",
            Self::IgnoredSibling => "ignored-sibling",
            Self::NotGenerated => "not-generated",
            Self::Unsupported => "unsupported",
            Self::NameClash => "name-clash",
            Self::EmitterDefect => "emitter-defect",
        }
    }
}

impl Display for Code {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Diagnostic {
    /// Whether it stops the generator.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The order in which problems are listed: as the text is read.
    pub(crate) fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |d: &Self| (d.line, d.column, d.severity, d.code);
        key(self)
            .cmp(&key(other))
            .then_with(|| self.pointer.cmp(&other.pointer))
            .then_with(|| self.message.cmp(&other.message))
    }
}

impl Display for Diagnostic {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Note => "note",
        };
        write!(f, "{severity}[{}]: {}", self.code, escape(&self.file))?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(
            f,
            ": {}\n  at {}",
            self.message,
            escape(&self.pointer.to_string())
        )?;
        if self.hint.is_empty() {
            return Ok(());
        }
        write!(f, "\n  help: {}", self.hint)
    }
}

/// A text of the document as a message may repeat it: in backticks, cut and escaped.
pub(crate) fn excerpt(text: &str) -> String {
    let mut shown: String = text.chars().take(EXCERPT).collect();
    let cut = shown.len() < text.len();
    shown = escape(&shown);
    if cut {
        shown.push_str("...");
    }
    format!("`{shown}`")
}

/// Replaces every character that a terminal or a reader would not show as itself.
pub(crate) fn escape(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible(c) {
            // Writing to a String cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Control, bidirectional and zero-width characters, and those that end a line elsewhere.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
