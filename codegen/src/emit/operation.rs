//! Operations: a handle per tag, and per operation a method, an alias, a few facts and its setters.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{blank_line, code, comment_of, docs, one_line};
use super::record::facts;
use super::types::{argument_type, ident, text};
use super::{answer, imports, inner, security};
use crate::ir::{
    Api, Check, Docs, Handle, Input, InputPlace, Method, Operation, Pagination, Status, Style,
    StyleKind, TypeRef,
};

/// The module of one tag.
pub(super) fn module(handle: &Handle, api: &Api) -> TokenStream {
    let header = inner(&comment_of(&[headline(handle)]));
    let mut items = vec![self::handle(handle)];
    items.extend(
        handle
            .operations
            .iter()
            .map(|operation| call(handle, operation)),
    );
    items.push(markers(handle));
    let uses = imports::uses(&items, None, api);
    quote! {
        #header
        #uses
        #(#items)*
    }
}

fn headline(handle: &Handle) -> String {
    match handle.name.wire.as_str() {
        "" => "The operations without a tag.".to_owned(),
        tag => format!("The operations tagged {}.", code(tag)),
    }
}

/// The handle, the method of `Client` that gives it, and a method per operation.
fn handle(handle: &Handle) -> TokenStream {
    let blank = blank_line();
    let name = ident(&handle.type_name);
    let method = ident(&handle.name.rust);
    let made_by = format!("Made by [`Client::{method}`].");
    let docs = with_headline(handle, &[made_by]);
    let line = headline(handle);
    let line = comment_of(&[line]);
    let methods = handle.operations.iter().map(self::method);
    quote! {
        #blank
        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            client: Client,
        }

        #blank
        impl Client {
            #line
            #[must_use]
            pub fn #method(&self) -> #name {
                #name { client: self.clone() }
            }
        }

        #blank
        impl #name {
            #(#methods)*
        }
    }
}

/// What the document says of the tag, below a line that names it.
fn with_headline(handle: &Handle, added: &[String]) -> TokenStream {
    let named = Docs {
        summary: headline(handle),
        description: handle.docs.description.clone(),
        deprecated: false,
    };
    let mut description = docs(&named, added);
    if handle.docs.description.is_empty() {
        let mut lines = vec![headline(handle)];
        lines.extend(added.iter().cloned());
        description = comment_of(&lines);
    }
    description
}

fn method(operation: &Operation) -> TokenStream {
    let blank = blank_line();
    let docs = docs(&operation.docs, &facts_of(operation));
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let name = ident(&operation.name.rust);
    let call = ident(&operation.type_name.rust);
    let arguments = operation.arguments.iter().map(argument);
    let segments = operation
        .arguments
        .iter()
        .filter(|input| is_segment(input))
        .map(segment);
    let inputs = operation
        .arguments
        .iter()
        .filter(|input| !is_segment(input));
    let inputs = inputs.map(send);
    let object = operation.takes_object.then(|| quote!(.object()));
    // Each of them is required: there is no shorter way to say so.
    let many = (operation.arguments.len() > 6).then(|| {
        quote!(#[expect(clippy::too_many_arguments, reason = "the document requires each of them")])
    });
    quote! {
        #blank
        #docs
        #deprecated
        #many
        pub fn #name(&self #(, #arguments)*) -> #call {
            Call::new(&self.client, &[#(#segments),*])#object #(.#inputs)*
        }
    }
}

/// A value that fills its place in the path as it is.
fn is_segment(input: &Input) -> bool {
    input.place == InputPlace::Path && input.style == Style::Plain
}

fn argument(input: &Input) -> TokenStream {
    let name = ident(&input.name.rust);
    let ty = match &input.ty {
        TypeRef::String if is_segment(input) => quote!(impl AsRef<str>),
        _ => value_type(input),
    };
    quote!(#name: #ty)
}

fn segment(input: &Input) -> TokenStream {
    let name = ident(&input.name.rust);
    match input.ty {
        TypeRef::String => quote!(&#name.as_ref()),
        _ => quote!(&#name),
    }
}

/// The call of the hand-written half that takes an input: `set("limit", limit)`.
fn send(input: &Input) -> TokenStream {
    let (wire, name) = (&input.name.wire, ident(&input.name.rust));
    match input.place {
        InputPlace::Body => return send_body(input),
        InputPlace::TextBody => return quote!(body_text(#name)),
        InputPlace::BytesBody => return quote!(body_bytes(#name)),
        InputPlace::File => return quote!(file(#wire, #name)),
        InputPlace::Files => return quote!(files(#wire, #name)),
        InputPlace::Null => return quote!(field_null(#wire)),
        _ => {}
    }
    let style = style(input).map(|style| quote!(, #style));
    let stem = match input.place {
        _ if style.is_some() => "styled",
        InputPlace::SoleProperty if matches!(input.ty, TypeRef::List(_)) => "sole_field",
        InputPlace::Property | InputPlace::SoleProperty => "field",
        _ => "set",
    };
    match &input.ty {
        TypeRef::String => {
            let method = format_ident!("{stem}_text");
            quote!(#method(#wire #style, #name))
        }
        TypeRef::List(item) => {
            let method = format_ident!("{stem}_all");
            match item.as_ref() {
                TypeRef::String => {
                    quote!(#method(#wire #style, #name.into_iter().map(Into::<String>::into)))
                }
                _ => quote!(#method(#wire #style, #name)),
            }
        }
        _ => {
            let method = format_ident!("{stem}");
            quote!(#method(#wire #style, #name))
        }
    }
}

/// The call that takes the whole JSON body.
fn send_body(input: &Input) -> TokenStream {
    let name = ident(&input.name.rust);
    match &input.ty {
        TypeRef::String => quote!(body_text(#name)),
        TypeRef::List(item) if **item == TypeRef::String => {
            quote!(body_all(#name.into_iter().map(Into::<String>::into)))
        }
        TypeRef::List(_) => quote!(body_all(#name)),
        _ => quote!(body(#name)),
    }
}

/// The type of an argument, but for those of the path.
fn value_type(input: &Input) -> TokenStream {
    match input.place {
        InputPlace::TextBody => quote!(impl Into<String>),
        InputPlace::BytesBody => quote!(impl Into<Bytes>),
        InputPlace::File => quote!(impl Into<FilePart>),
        InputPlace::Files => quote!(impl IntoIterator<Item = FilePart>),
        _ => argument_type(&input.ty),
    }
}

/// How an input is written, where that is not plain: `ParameterStyle::label().exploded()`.
fn style(input: &Input) -> Option<TokenStream> {
    let by_place = |kind| match (input.place, kind) {
        (InputPlace::Header, _) => "header",
        (InputPlace::Cookie, _) => "cookie",
        (InputPlace::Path, StyleKind::Label) => "label",
        (InputPlace::Path, StyleKind::Matrix) => "matrix",
        (InputPlace::Path, _) => "simple",
        (_, StyleKind::SpaceDelimited) => "space_delimited",
        (_, StyleKind::PipeDelimited) => "pipe_delimited",
        (_, StyleKind::DeepObject) => "deep_object",
        _ => "form",
    };
    let (form, more) = match input.style {
        Style::Plain => return None,
        Style::Json => (by_place(StyleKind::Form), vec!["json"]),
        Style::Styled {
            kind,
            explode,
            reserved,
        } => {
            let more = [(explode, "exploded"), (reserved, "reserved")];
            let more = more.into_iter().filter(|(is_so, _)| *is_so);
            (by_place(kind), more.map(|(_, name)| name).collect())
        }
    };
    let form = format_ident!("{form}");
    let more = more.into_iter().map(|name| format_ident!("{name}"));
    Some(quote!(ParameterStyle::#form()#(.#more())*))
}

/// Method, path, permission, arguments and statuses, for the reader of the docs.
fn facts_of(operation: &Operation) -> Vec<String> {
    let mut paragraphs = vec![format!(
        "`{} {}`",
        verb(operation.method).1,
        operation.path.text
    )];
    if let Some(permission) = &operation.permission {
        paragraphs.push(format!(
            "The key needs the permission {}.",
            code(permission)
        ));
    }
    paragraphs.extend(security::facts(operation));
    if !operation.arguments.is_empty() {
        paragraphs.push("# Arguments".to_owned());
        paragraphs.extend(operation.arguments.iter().map(argument_line));
    }
    let (good, bad): (Vec<_>, Vec<_>) = operation
        .responses
        .iter()
        .partition(|response| is_good(response.status));
    paragraphs.push("# Answers".to_owned());
    paragraphs.extend(
        good.iter()
            .map(|response| status_line(response.status, &response.description)),
    );
    if !bad.is_empty() {
        paragraphs.push("# Errors".to_owned());
        paragraphs.extend(
            bad.iter()
                .map(|response| status_line(response.status, &response.description)),
        );
    }
    paragraphs
}

fn argument_line(input: &Input) -> String {
    let said = if input.docs.description.is_empty() {
        &input.docs.summary
    } else {
        &input.docs.description
    };
    let mut line = format!("- {}", code(text(&input.name.rust)));
    if !said.is_empty() {
        line.push_str(": ");
        line.push_str(&one_line(said));
    }
    for fact in facts(&input.facts) {
        line.push(' ');
        line.push_str(&fact);
    }
    line
}

/// Whether an answer is told among the answers; `default` stands for what is not foreseen.
fn is_good(status: Status) -> bool {
    match status {
        Status::Code(code) => code < 400,
        Status::Range(hundreds) => hundreds < 4,
        Status::Default => false,
    }
}

fn status_line(status: Status, description: &str) -> String {
    let status = match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundreds) => format!("{hundreds}XX"),
        Status::Default => "default".to_owned(),
    };
    format!("- `{status}`: {}", one_line(description))
}

/// The alias of an operation's call, its facts and its setters.
fn call(handle: &Handle, operation: &Operation) -> TokenStream {
    let blank = blank_line();
    let name = ident(&operation.type_name.rust);
    let path = format!("{}::{}", handle.type_name, text(&operation.name.rust));
    let line = comment_of(&[format!("The call of [`{path}`].")]);
    let output = answer::output(&operation.output);
    let answer = answer::enumeration(operation, &path);
    let endpoint = endpoint(operation);
    let setters = (!operation.setters.is_empty()).then(|| {
        let setters = operation.setters.iter().map(setter);
        quote! {
            #blank
            impl #name {
                #(#setters)*
            }
        }
    });
    quote! {
        #blank
        #line
        pub type #name = Call<operation::#name>;

        #blank
        impl Operation for operation::#name {
            type Output = #output;
            const ENDPOINT: &'static Endpoint = &#endpoint;
        }
        #setters
        #answer
    }
}

fn endpoint(operation: &Operation) -> TokenStream {
    let method = format_ident!("{}", verb(operation.method).0);
    let (id, path) = (&operation.name.wire, &operation.path.text);
    let permission = operation
        .permission
        .as_ref()
        .map(|permission| quote!(.permission(#permission)));
    let access = security::access(operation);
    let statuses = answer::statuses(operation);
    let takes = answer::media("takes", &operation.takes);
    let answers = answer::media("answers", &operation.answers);
    let checks = (!operation.checks.is_empty()).then(|| {
        let checks = operation.checks.iter().map(check);
        quote!(.checks(&[#(#checks),*]))
    });
    let paging = operation.pagination.as_ref().map(paging);
    quote!(Endpoint::#method(#id, #path)#permission #access #statuses #takes #answers #checks #paging)
}

fn check(check: &Check) -> TokenStream {
    match check {
        Check::Range {
            name,
            minimum,
            maximum,
        } => match (minimum.map(number), maximum.map(number)) {
            (Some(least), Some(most)) => quote!(Check::between(#name, #least, #most)),
            (Some(least), None) => quote!(Check::at_least(#name, #least)),
            (None, Some(most)) => quote!(Check::at_most(#name, #most)),
            (None, None) => TokenStream::new(),
        },
        Check::Length {
            name,
            minimum,
            maximum,
        } => {
            let least = minimum.map(|least| length("min_length", name, least));
            let most = maximum.map(|most| length("max_length", name, most));
            let both: Vec<_> = least.into_iter().chain(most).collect();
            quote!(#(#both),*)
        }
        Check::InBody(name) => quote!(Check::in_body(#name)),
        Check::RequiredWhen(condition) => {
            let (property, when, values) =
                (&condition.property, &condition.when, &condition.values);
            quote!(Check::required_when(#property, #when, &[#(#values),*]))
        }
    }
}

fn length(method: &str, name: &str, limit: u64) -> TokenStream {
    let method = format_ident!("{method}");
    let limit = literal(&limit.to_string());
    quote!(Check::#method(#name, #limit))
}

fn number(value: i64) -> TokenStream {
    let digits = literal(&value.unsigned_abs().to_string());
    if value < 0 {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}

/// A whole number as people write it: `30_000`.
fn literal(digits: &str) -> TokenStream {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            text.push('_');
        }
        text.push(digit);
    }
    text.parse().unwrap_or_default()
}

fn paging(of: &Pagination) -> TokenStream {
    let (page, limit, items) = (&of.page, &of.limit, &of.items);
    let max_limit = of
        .max_limit
        .map(number)
        .map(|most| quote!(.max_limit(#most)));
    quote!(.paging(Paging::new(#page, #limit, #items)#max_limit))
}

fn setter(input: &Input) -> TokenStream {
    let blank = blank_line();
    let mut added = facts(&input.facts);
    let place = match input.place {
        InputPlace::Path | InputPlace::Query => "Query parameter",
        InputPlace::Header => "Header",
        InputPlace::Cookie => "Cookie",
        InputPlace::Null => "Sets to null the property of the body:",
        InputPlace::Body | InputPlace::TextBody | InputPlace::BytesBody => "The whole body:",
        _ => "Property of the body:",
    };
    added.insert(0, format!("{place} {}.", code(&input.name.wire)));
    let docs = docs(&input.docs, &[added.join(" ")]);
    let name = ident(&input.name.rust);
    let argument = (input.place != InputPlace::Null).then(|| {
        let ty = value_type(input);
        quote!(, #name: #ty)
    });
    let send = send(input);
    quote! {
        #blank
        #docs
        pub fn #name(self #argument) -> Self {
            self.#send
        }
    }
}

/// A type without values per operation: it marks the type of the operation's call.
fn markers(handle: &Handle) -> TokenStream {
    let blank = blank_line();
    let markers = handle.operations.iter().map(|operation| {
        let name = ident(&operation.type_name.rust);
        let line = comment_of(&[format!("{}.", code(&operation.name.wire))]);
        quote!(#line #[derive(Debug)] pub enum #name {})
    });
    quote! {
        #blank
        /// Marks each operation in the type of its call.
        pub mod operation {
            #(#markers)*
        }
    }
}

/// The method's constructor of `Endpoint`, and its name in HTTP.
fn verb(method: Method) -> (&'static str, &'static str) {
    match method {
        Method::Get => ("get", "GET"),
        Method::Put => ("put", "PUT"),
        Method::Post => ("post", "POST"),
        Method::Delete => ("delete", "DELETE"),
        Method::Options => ("options", "OPTIONS"),
        Method::Head => ("head", "HEAD"),
        Method::Patch => ("patch", "PATCH"),
        Method::Trace => ("trace", "TRACE"),
    }
}
