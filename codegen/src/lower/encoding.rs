//! Forms: how each property is written where the document says it, by `encoding`.

use openapiv3::{Encoding, MediaType, QueryStyle};

use super::body::BodyInputs;
use super::shape::Use;
use super::style::Nested;
use super::{Lowering, media};
use crate::diagnostic::{Code, excerpt};
use crate::document::Pointer;
use crate::ir::{
    Docs, Facts, Input, InputPlace, Media, ModelKind, Name, Spread, Style, StyleKind, TypeRef,
};

/// The keys of an encoding that only a form of pairs has.
const STYLED: [&str; 3] = ["style", "explode", "allowReserved"];

/// One property of a form, and what the document says of it.
struct Encoded<'a> {
    wire: &'a str,
    encoding: &'a Encoding,
    ty: TypeRef,
    at: Pointer,
}

impl<'a> Lowering<'a> {
    /// How the properties of a form are written that are not written as usual; told to callers as well.
    pub(super) fn spreads(
        &mut self,
        described: &'a MediaType,
        kind: &Media,
        inputs: &mut BodyInputs,
        at: &Pointer,
    ) {
        // The loader has noted that it means nothing elsewhere.
        if !matches!(kind, Media::Form | Media::Multipart) {
            return;
        }
        for (wire, encoding) in &described.encoding {
            let at = at.child("encoding").child(wire);
            let Some(ty) = self.type_in(inputs, wire) else {
                self.refuse_stranger(described, wire, &at);
                continue;
            };
            let property = Encoded {
                wire,
                encoding,
                ty,
                at,
            };
            let spread = if *kind == Media::Form {
                self.pair(&property)
            } else {
                self.part(&property)
            };
            if let Some(told) = &encoding.content_type
                && !matches!(spread, Some(Spread::Style(_)))
            {
                tell(inputs, wire, told);
            }
            inputs
                .spreads
                .extend(spread.map(|spread| (wire.clone(), spread)));
        }
    }

    /// The type of a property, whether it is an input of its own or a field of the whole body.
    fn type_in(&self, inputs: &BodyInputs, wire: &str) -> Option<TypeRef> {
        let mut all = inputs.arguments.iter().chain(&inputs.setters);
        let whole = inputs.arguments.iter().chain(&inputs.setters);
        let mut whole = whole.filter(|input| input.place == InputPlace::Body);
        if let Some(whole) = whole.next() {
            return self.type_within(&whole.ty, wire);
        }
        let own = all.find(|input| input.name.wire == wire && input.place != InputPlace::Null);
        own.map(|input| input.ty.clone())
    }

    fn type_within(&self, ty: &TypeRef, wire: &str) -> Option<TypeRef> {
        match ty {
            TypeRef::Any => Some(TypeRef::Any),
            TypeRef::Map(value) => Some(value.as_ref().clone()),
            TypeRef::Boxed(inner) => self.type_within(inner, wire),
            TypeRef::Named { name, .. } => match self.model(name)? {
                ModelKind::Struct(of) => {
                    let mut fields = of.fields.iter();
                    let field = fields.find(|field| field.name.wire == wire);
                    let rest = of.rest.as_ref().map(|rest| rest.value.clone());
                    field.map(|field| field.ty.clone()).or(rest)
                }
                ModelKind::Alias(ty) => self.type_within(ty, wire),
                _ => None,
            },
            _ => None,
        }
    }

    /// A property that only answers have needs no encoding; one that is nowhere is a mistake.
    fn refuse_stranger(&mut self, described: &'a MediaType, wire: &str, at: &Pointer) {
        let schema = described.schema.as_ref();
        let target = schema.and_then(|schema| self.unwrapped(Use::from(schema), at));
        let is_known = target.is_some_and(|(schema, target)| {
            let parts = self.aside(|lowering| lowering.parts("Form", schema, &target));
            let mut properties = parts.properties.iter();
            properties.any(|property| property.wire == wire)
        });
        if !is_known {
            self.refuse(
                at,
                Code::Unsupported,
                format!("{} is no property of the form", excerpt(wire)),
                "name a property of the schema",
            );
        }
    }

    /// A property of `application/x-www-form-urlencoded`: a style, else a media type.
    fn pair(&mut self, of: &Encoded<'a>) -> Option<Spread> {
        if !of.encoding.headers.is_empty() {
            let message = "the `headers` of an `encoding` mean nothing in a form of pairs";
            self.note(&of.at.child("headers"), Code::NotGenerated, message);
        }
        if STYLED.iter().any(|key| self.says(of, key)) {
            let style = self.style_of(of);
            return (style != Style::Plain).then_some(Spread::Style(style));
        }
        self.media_type(of)
    }

    /// The style of a property; `form` is exploded unless the document says otherwise.
    fn style_of(&mut self, of: &Encoded<'a>) -> Style {
        let kind = match of.encoding.style.as_ref().unwrap_or(&QueryStyle::Form) {
            QueryStyle::Form => StyleKind::Form,
            QueryStyle::SpaceDelimited => StyleKind::SpaceDelimited,
            QueryStyle::PipeDelimited => StyleKind::PipeDelimited,
            QueryStyle::DeepObject => StyleKind::DeepObject,
        };
        let explode = if self.says(of, "explode") {
            of.encoding.explode
        } else {
            kind == StyleKind::Form
        };
        let style = Style::Styled {
            kind,
            explode,
            reserved: of.encoding.allow_reserved,
        };
        // A property is written as a query parameter of its name.
        let like = Input {
            name: Name {
                wire: of.wire.to_owned(),
                rust: String::new(),
            },
            docs: Docs::default(),
            ty: of.ty.clone(),
            place: InputPlace::Query,
            style: Style::Plain,
            facts: Facts::default(),
        };
        self.settle_style(&like, style, &of.at, Nested::FORM)
    }

    /// A part of `multipart/form-data`: a media type, and no style.
    fn part(&mut self, of: &Encoded<'a>) -> Option<Spread> {
        for key in STYLED {
            if !self.says(of, key) {
                continue;
            }
            let message =
                format!("`{key}` of an `encoding` means nothing in `multipart/form-data`");
            self.note(&of.at.child(key), Code::NotGenerated, message);
        }
        for (name, header) in &of.encoding.headers {
            let at = of.at.child("headers").child(name);
            let resolved = self.document.resolve_header(header, &at);
            if resolved.is_ok_and(|header| header.item.required) {
                self.refuse(
                    &at,
                    Code::Unsupported,
                    format!(
                        "the header {} that the part {} must have is not supported: a part is sent without headers of its own",
                        excerpt(name),
                        excerpt(of.wire)
                    ),
                    "take out `required: true` if the server does without the header",
                );
            } else {
                let message =
                    "the `headers` of an `encoding` are read, but a part is sent without them";
                self.note(&at, Code::NotGenerated, message);
            }
        }
        self.media_type(of)
    }

    /// The media type that a property is sent as: the first of the list that is one and no range.
    fn media_type(&mut self, of: &Encoded<'a>) -> Option<Spread> {
        let at = of.at.child("contentType");
        let mut types = of.encoding.content_type.as_ref()?.split(',').map(str::trim);
        let first = types.clone().find(|name| !media::is_range(name));
        if !types.all(media::is_media_type) {
            self.refuse(
                &at,
                Code::Unsupported,
                "this is no media type, and no list of media types",
                "write it as `image/png`, or `image/png, image/jpeg`",
            );
            return None;
        }
        let is_json = first.is_some_and(|name| matches!(media::kind(name), Media::Json(_)));
        if !is_json && self.is_structured(&of.ty) {
            self.unsupported("a list or an object of another media type than JSON", &at);
            return None;
        }
        first.map(|name| Spread::Type(name.to_owned()))
    }

    /// Whether a value, or an item of it, is written as JSON.
    fn is_structured(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::List(item) => {
                matches!(item.as_ref(), TypeRef::List(_)) || self.is_structured(item)
            }
            TypeRef::Map(_) => true,
            TypeRef::Boxed(inner) => self.is_structured(inner),
            TypeRef::Named { name, .. } => match self.model(name) {
                Some(ModelKind::Struct(_)) => true,
                Some(ModelKind::Alias(ty)) => self.is_structured(ty),
                _ => false,
            },
            _ => false,
        }
    }

    fn says(&self, of: &Encoded<'a>, key: &str) -> bool {
        self.document.node(&of.at.child(key)).is_some()
    }
}

/// Tells the caller which media types a property may have.
fn tell(inputs: &mut BodyInputs, wire: &str, told: &str) {
    let all = inputs.arguments.iter_mut().chain(&mut inputs.setters);
    for input in all.filter(|input| input.name.wire == wire && input.place != InputPlace::Null) {
        input.facts.more.push(format!("Sent as `{told}`."));
    }
}
