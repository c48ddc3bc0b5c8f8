//! Styles: how a parameter is written, and whether its style can write a value of its type.

use std::collections::BTreeSet;

use openapiv3::{Content, Parameter, PathStyle, QueryStyle, ReferenceOr, Schema};

use super::Lowering;
use super::parameter::Lowered;
use crate::diagnostic::{Code, excerpt};
use crate::document::Pointer;
use crate::ir::{Input, InputPlace, ModelKind, Style, StyleKind, TypeRef};

/// Header parameters that the specification leaves to other parts of it, and those that frame a request.
const IGNORED: &[&str] = &[
    "accept",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
];

/// The style of a parameter as the document gives it.
pub(super) fn style(parameter: &Parameter) -> Style {
    let (kind, reserved) = match parameter {
        Parameter::Path { style, .. } => match style {
            PathStyle::Simple => (StyleKind::Simple, false),
            PathStyle::Label => (StyleKind::Label, false),
            PathStyle::Matrix => (StyleKind::Matrix, false),
        },
        Parameter::Query {
            style,
            allow_reserved,
            ..
        } => match style {
            QueryStyle::Form => (StyleKind::Form, *allow_reserved),
            QueryStyle::SpaceDelimited => (StyleKind::SpaceDelimited, *allow_reserved),
            QueryStyle::PipeDelimited => (StyleKind::PipeDelimited, *allow_reserved),
            QueryStyle::DeepObject => (StyleKind::DeepObject, *allow_reserved),
        },
        Parameter::Header { .. } => (StyleKind::Simple, false),
        Parameter::Cookie { .. } => (StyleKind::Form, false),
    };
    let explode = parameter.parameter_data_ref().explode;
    Style::Styled {
        kind,
        explode: explode.unwrap_or(kind == StyleKind::Form),
        reserved,
    }
}

/// A path is filled in one way: where one value has a style, none is plain.
pub(super) fn write_alike(lowered: &mut [Lowered]) {
    let in_path = |lowered: &&mut Lowered| lowered.input.place == InputPlace::Path;
    let is_styled = |lowered: &Lowered| {
        lowered.input.place == InputPlace::Path && lowered.input.style != Style::Plain
    };
    if lowered.iter().any(is_styled) {
        for lowered in lowered.iter_mut().filter(in_path) {
            if lowered.input.style == Style::Plain {
                lowered.input.style = Style::Styled {
                    kind: StyleKind::Simple,
                    explode: false,
                    reserved: false,
                };
            }
        }
    }
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

fn is_token(name: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_allowed)
}

/// How a list or an object within another is refused.
#[derive(Clone, Copy)]
pub(super) struct Nested {
    message: &'static str,
    hint: &'static str,
}

impl Nested {
    /// In a parameter.
    pub(super) const PARAMETER: Self = Self {
        message: "a list or an object in another one is not supported in a parameter of this style",
        hint: "describe the parameter with `content` and `application/json`",
    };
    /// In a property of a form.
    pub(super) const FORM: Self = Self {
        message: "a list or an object in another one is not supported in a property of a form with this style",
        hint: "leave out `style`, `explode` and `allowReserved`, and say `contentType: application/json`",
    };
}

impl Lowering<'_> {
    /// Whether a header is a parameter: some are set by the client, which the loader has told.
    pub(super) fn is_own_header(&mut self, name: &str, at: &Pointer) -> bool {
        if !is_token(name) {
            self.refuse(
                &at.child("name"),
                Code::HeaderName,
                format!("{} is no name of a header", excerpt(name)),
                "a header is named by letters, digits and `-`",
            );
            return false;
        }
        !IGNORED.iter().any(|known| name.eq_ignore_ascii_case(known))
    }

    /// The schema of a parameter with `content`, and how its value is written.
    pub(super) fn content<'c>(
        &mut self,
        content: &'c Content,
        place: InputPlace,
        at: &Pointer,
    ) -> Option<(&'c ReferenceOr<Schema>, Pointer, Style)> {
        let (media_type, content) = content.first()?;
        let at = at.child(media_type);
        let style = match media_type.split(';').next().unwrap_or_default().trim() {
            _ if is_json(media_type) => Style::Json,
            "text/plain" => Style::Styled {
                kind: match place {
                    InputPlace::Query | InputPlace::Cookie => StyleKind::Form,
                    _ => StyleKind::Simple,
                },
                explode: true,
                reserved: false,
            },
            _ => {
                self.refuse(
                    &at,
                    Code::ParameterMediaType,
                    "a parameter of another media type than JSON or text is not supported",
                    "describe it by `application/json`, by `text/plain`, or by a `schema`",
                );
                return None;
            }
        };
        let Some(schema) = &content.schema else {
            self.refuse(
                &at,
                Code::ParameterContentSchema,
                "the content of a parameter has no schema",
                "add `schema`, with its `type`",
            );
            return None;
        };
        Some((schema, at.child("schema"), style))
    }

    /// How an input is written: plainly where its style says no more than that.
    pub(super) fn settle_style(
        &mut self,
        input: &Input,
        style: Style,
        at: &Pointer,
        nested: Nested,
    ) -> Style {
        let Style::Styled {
            kind,
            explode,
            reserved,
        } = style
        else {
            return style;
        };
        let level = if kind == StyleKind::DeepObject {
            Level::Deep
        } else {
            Level::Outermost
        };
        let holders = self.holders(&input.ty, level);
        if !holders.iter().all(|holder| holder.level.takes_more()) {
            self.refuse(at, Code::NestedInParameter, nested.message, nested.hint);
        } else if level == Level::Deep && holders.iter().any(|holder| holder.is_list) {
            let message = "OpenAPI does not say how `deepObject` writes a list: `[]` follows its name, and where its items are lists or objects, `[0]` and so on";
            self.note(at, Code::DeepObjectList, message);
        }
        let is_plain = match input.place {
            InputPlace::Path => kind == StyleKind::Simple && self.is_scalar(&input.ty),
            InputPlace::Query => {
                let item = match &input.ty {
                    TypeRef::List(item) => item,
                    single => single,
                };
                kind == StyleKind::Form && explode && !reserved && self.is_scalar(item)
            }
            _ => false,
        };
        if is_plain { Style::Plain } else { style }
    }

    /// Whether a type is written as one text.
    fn is_scalar(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::Any | TypeRef::List(_) | TypeRef::Map(_) => false,
            TypeRef::Boxed(inner) => self.is_scalar(inner),
            TypeRef::Named { name, .. } => match self.model(name) {
                Some(ModelKind::Struct(_) | ModelKind::Union(_)) => false,
                Some(ModelKind::Alias(ty)) => self.is_scalar(ty),
                _ => true,
            },
            _ => true,
        }
    }

    /// The lists and objects of a type, each as deep as it stands; what is free-form is judged when it is sent.
    fn holders(&self, ty: &TypeRef, level: Level) -> Vec<Holder> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![(ty, level)];
        while let Some((ty, level)) = open.pop() {
            let mut hold = |is_list| found.push(Holder { level, is_list });
            match ty {
                TypeRef::List(inner) => {
                    open.push((inner, level.below()));
                    hold(true);
                }
                TypeRef::Map(inner) => {
                    open.push((inner, level.below()));
                    hold(false);
                }
                TypeRef::Boxed(inner) => open.push((inner, level)),
                TypeRef::Named { name, .. } if seen.insert((name, level)) => {
                    match self.model(name) {
                        Some(ModelKind::Struct(of)) => {
                            let below = level.below();
                            open.extend(of.fields.iter().map(|field| (&field.ty, below)));
                            hold(false);
                        }
                        Some(ModelKind::Union(of)) => {
                            open.extend(of.variants.iter().map(|variant| (&variant.ty, level)));
                        }
                        Some(ModelKind::Alias(ty) | ModelKind::Newtype(ty)) => {
                            open.push((ty, level));
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        found
    }
}

/// A list or an object within a parameter.
struct Holder {
    level: Level,
    is_list: bool,
}

/// Where within a parameter a value stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// It is the whole value.
    Outermost,
    /// It is the whole value or part of one, of a style that writes objects and lists within each other.
    Deep,
    /// It is part of a value that holds neither lists nor objects.
    Innermost,
}

impl Level {
    fn takes_more(self) -> bool {
        self != Self::Innermost
    }

    fn below(self) -> Self {
        match self {
            Self::Deep => Self::Deep,
            _ => Self::Innermost,
        }
    }
}
