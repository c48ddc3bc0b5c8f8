//! A problem as one line of JSON, for other programs.

use serde::ser::{Serialize, SerializeStruct as _, Serializer};

use super::{Diagnostic, Severity};

impl Severity {
    /// The word for it, in text and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Note => "note",
        }
    }
}

impl Diagnostic {
    /// An object with the keys `severity`, `code`, `file`, `line`, `column`, `pointer`, `message` and `hint`, in one line.
    ///
    /// `line` and `column` are null where the problem has no place, and `hint` where there is none.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Texts and numbers can be written; an empty line is no object, so that a reader would notice.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let has_place = self.line > 0;
        let hint = Some(&self.hint).filter(|hint| !hint.is_empty());
        let mut object = serializer.serialize_struct("Diagnostic", 8)?;
        object.serialize_field("severity", self.severity.name())?;
        object.serialize_field("code", self.code.name())?;
        object.serialize_field("file", &*self.file)?;
        object.serialize_field("line", &has_place.then_some(self.line))?;
        object.serialize_field("column", &has_place.then_some(self.column))?;
        object.serialize_field("pointer", &self.pointer.to_string())?;
        object.serialize_field("message", &self.message)?;
        object.serialize_field("hint", &hint)?;
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Diagnostic};
    use crate::document::Pointer;

    fn diagnostic(line: u32, message: &str, hint: &str) -> Diagnostic {
        Diagnostic {
            severity: Code::UnknownKey.severity(),
            code: Code::UnknownKey,
            file: "a.yaml".into(),
            line,
            column: line * 3,
            width: 1,
            pointer: Pointer::root().child("a/b"),
            message: message.to_owned(),
            hint: hint.to_owned(),
        }
    }

    #[test]
    fn a_problem_is_one_line() {
        assert_eq!(
            diagnostic(2, "two\nlines", "quote \"it\"").to_json(),
            r##"{"severity":"error","code":"unknown-key","file":"a.yaml","line":2,"column":6,"pointer":"#/a~1b","message":"two\nlines","hint":"quote \"it\""}"##
        );
    }

    #[test]
    fn what_is_not_there_is_null() {
        let json = diagnostic(0, "m", "").to_json();
        assert!(json.contains(r#""line":null,"column":null"#), "{json}");
        assert!(json.ends_with(r#""hint":null}"#), "{json}");
    }
}
