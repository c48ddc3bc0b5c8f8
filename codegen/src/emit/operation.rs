//! Operations: a handle per tag, and per operation a method, an alias, a few facts and its setters.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{blank_line, code, comment_of, docs, one_line};
use super::endpoint::{endpoint, verb};
use super::facts::{deprecated, facts};
use super::input::{argument, is_segment, segment, send, setter};
use super::types::{ident, text};
use super::{answer, imports, inner, security};
use crate::ir::{Api, Docs, Handle, Header, Input, Operation, Response, Status};

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
    let deprecated = deprecated(&operation.docs);
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
    paragraphs.extend(good.iter().map(|response| status_line(response)));
    if !bad.is_empty() {
        paragraphs.push("# Errors".to_owned());
        paragraphs.extend(bad.iter().map(|response| status_line(response)));
    }
    paragraphs.extend(error_bodies(&operation.responses));
    if operation
        .responses
        .iter()
        .any(|response| !response.headers.is_empty())
    {
        paragraphs
            .push("[`Call::send`] gives the headers of an answer beside its value.".to_owned());
    }
    paragraphs
}

fn argument_line(input: &Input) -> String {
    let said = if input.docs.description.is_empty() {
        &input.docs.summary
    } else {
        &input.docs.description
    };
    let mut words = Vec::new();
    if !said.is_empty() {
        words.push(one_line(said));
    }
    if input.docs.deprecated {
        words.push("Deprecated.".to_owned());
    }
    words.extend(facts(&input.facts));
    let name = code(text(&input.name.rust));
    if words.is_empty() {
        return format!("- {name}");
    }
    format!("- {name}: {}", words.join(" "))
}

/// Whether an answer is told among the answers; `default` stands for what is not foreseen.
fn is_good(status: Status) -> bool {
    match status {
        Status::Code(code) => code < 400,
        Status::Range(hundreds) => hundreds < 4,
        Status::Default => false,
    }
}

fn status_of(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundreds) => format!("{hundreds}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// A status, what it means, and what stands in its headers.
fn status_line(response: &Response) -> String {
    let status = status_of(response.status);
    let mut line = format!("- `{status}`: {}", one_line(&response.description));
    for header in &response.headers {
        line.push(' ');
        line.push_str(&header_words(header));
    }
    line
}

/// What the bodies of errors are, which a client keeps as bytes.
fn error_bodies(responses: &[Response]) -> Option<String> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for response in responses {
        let Some(body) = &response.error else {
            continue;
        };
        let words = match &body.named {
            Some(name) => format!("[`{name}`](crate::{name})"),
            None => code(&body.media),
        };
        let status = code(&status_of(response.status));
        match groups.iter_mut().find(|(known, _)| *known == words) {
            Some((_, statuses)) => statuses.push(status),
            None => groups.push((words, vec![status])),
        }
    }
    let is_typed = responses
        .iter()
        .filter_map(|response| response.error.as_ref())
        .any(|body| body.named.is_some());
    let all = match groups.as_slice() {
        [] => return None,
        [(words, _)] => words.clone(),
        several => {
            let several = several
                .iter()
                .map(|(words, statuses)| format!("{words} ({})", statuses.join(", ")));
            several.collect::<Vec<_>>().join(", or ")
        }
    };
    let read = is_typed.then_some(", which [`from_json`](crate::from_json) reads");
    Some(format!(
        "[`Error::body`](crate::Error::body) is {all}{}.",
        read.unwrap_or_default()
    ))
}

/// A header of an answer in one sentence, and what else is known of it.
fn header_words(header: &Header) -> String {
    let mut words = format!("Header {}", code(&header.name));
    if !header.kind.is_empty() {
        let _ = write!(words, " ({})", code(&header.kind));
    }
    if header.docs.description.is_empty() {
        words.push('.');
    } else {
        let _ = write!(words, ": {}", one_line(&header.docs.description));
    }
    if header.docs.deprecated {
        words.push_str(" Deprecated.");
    }
    for fact in facts(&header.facts) {
        let _ = write!(words, " {fact}");
    }
    words
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

/// A type without values per operation: it marks the type of the operation's call.
fn markers(handle: &Handle) -> TokenStream {
    let blank = blank_line();
    let markers = handle.operations.iter().map(|operation| {
        let name = ident(&operation.type_name.rust);
        let line = comment_of(&[format!("{}.", code(&operation.name.wire))]);
        quote!(#line pub enum #name {})
    });
    quote! {
        #blank
        /// Marks each operation in the type of its call.
        pub mod operation {
            #(#markers)*
        }
    }
}
