//! Responses: what a success is read into, and which statuses are documented.

use openapiv3::{Operation, Response as Documented, StatusCode};

use super::Lowering;
use super::media::{self, JSON};
use super::shape::Use;
use crate::diagnostic::{Code, excerpt};
use crate::document::{Pointer, Resolved};
use crate::ir::{Case, ErrorBody, Media, Output, Response, Status, TypeRef};

/// What an operation answers.
pub(super) struct Answers {
    pub(super) responses: Vec<Response>,
    pub(super) output: Output,
    pub(super) media: Media,
}

/// One documented answer with its place.
struct Found<'a> {
    status: Status,
    response: &'a Documented,
    at: Pointer,
}

impl<'a> Lowering<'a> {
    /// The documented statuses of an operation, and what its successes are read into.
    pub(super) fn responses(
        &mut self,
        operation: &'a Operation,
        owner: &str,
        is_head: bool,
        at: &Pointer,
    ) -> Answers {
        let at = at.child("responses");
        let found = self.documented(operation, &at);
        let successes = successes(&found);
        let many = successes.len() > 1;
        let mut cases = Vec::new();
        let mut asked: Vec<String> = Vec::new();
        for success in successes {
            let variant = variant(success.status);
            let place = if many {
                format!("{owner}{variant}")
            } else {
                format!("{owner}Output")
            };
            let (output, name) = match self.output(success, &place) {
                // An answer to HEAD has no body, whatever one to GET would have.
                _ if is_head => (Output::None, None),
                read => read,
            };
            asked.extend(name.filter(|name| !asked.contains(name)));
            cases.push(Case {
                status: success.status,
                variant,
                description: success.response.description.clone(),
                output,
            });
        }
        let media = asked_for(&asked, &cases);
        Answers {
            output: self.settle_output(cases, owner, &at),
            media,
            responses: found.iter().map(|found| self.told(found)).collect(),
        }
    }

    /// What a reader is told of one documented answer.
    fn told(&mut self, found: &Found<'a>) -> Response {
        let is_error = match found.status {
            Status::Code(code) => code >= 400,
            Status::Range(hundreds) => hundreds >= 4,
            Status::Default => true,
        };
        Response {
            status: found.status,
            description: found.response.description.clone(),
            headers: self.headers(&found.response.headers, &found.at.child("headers")),
            error: is_error.then(|| self.error_body(found)).flatten(),
        }
    }

    /// The body of an answer that is no success: it is kept as bytes, so its types are only told.
    fn error_body(&mut self, found: &Found<'a>) -> Option<ErrorBody> {
        let content = &found.response.content;
        let media = content.keys().cloned().collect::<Vec<_>>().join(", ");
        let (name, described, kind) =
            media::best(content, |name, media| self.kind_of_content(name, media))?;
        let at = found.at.child("content").child(name).child("schema");
        let named = match (kind, &described.schema) {
            (Media::Json(_), Some(schema)) => {
                match self.aside(|lowering| lowering.type_of(Use::from(schema), "Error", &at)) {
                    TypeRef::Named { name, .. } if self.model(&name).is_some() => Some(name),
                    _ => None,
                }
            }
            _ => None,
        };
        Some(ErrorBody { media, named })
    }

    /// Every documented answer, `default` last.
    fn documented(&mut self, operation: &'a Operation, at: &Pointer) -> Vec<Found<'a>> {
        let responses = &operation.responses;
        let listed = responses.responses.iter().map(|(status, response)| {
            let place = at.child(status.to_string());
            let status = match status {
                StatusCode::Code(code) => Status::Code(*code),
                StatusCode::Range(hundreds) => Status::Range(*hundreds),
            };
            (status, response, place)
        });
        let default = responses.default.iter();
        let default = default.map(|response| (Status::Default, response, at.child("default")));
        let mut found = Vec::new();
        for (status, response, at) in listed.chain(default) {
            match self.document.resolve_response(response, &at) {
                Ok(Resolved { item: response, at }) => found.push(Found {
                    status,
                    response,
                    at,
                }),
                Err(problem) => self.problems.push(problem),
            }
        }
        found
    }

    /// What one answer is read into, and the media type that it is asked for by.
    fn output(&mut self, success: &Found<'a>, name: &str) -> (Output, Option<String>) {
        let content = &success.response.content;
        let Some((media, described, kind)) =
            media::best(content, |name, media| self.kind_of_content(name, media))
        else {
            return (Output::None, None);
        };
        if let Some(others) = media::others(content, media) {
            let message = format!(
                "the server is asked for {}, never for {others}",
                excerpt(media)
            );
            self.note(&success.at.child("content"), Code::NotGenerated, message);
        }
        let at = success.at.child("content").child(media).child("schema");
        let output = match kind {
            Media::Json(asked) => {
                let ty = match &described.schema {
                    Some(schema) => self.type_of(Use::from(schema), name, &at),
                    None => TypeRef::Any,
                };
                return (Output::Json(ty), Some(asked));
            }
            Media::Text(_) => Output::Text,
            Media::Form | Media::Multipart | Media::Bytes(_) => Output::Bytes,
        };
        (output, Some(media.to_owned()))
    }

    /// One output where all successes agree, else an enum by their status.
    fn settle_output(&mut self, mut cases: Vec<Case>, owner: &str, at: &Pointer) -> Output {
        let all_agree = cases
            .windows(2)
            .all(|pair| pair[0].output == pair[1].output);
        if all_agree {
            return cases.pop().map_or(Output::None, |case| case.output);
        }
        let name = format!("{owner}Answer");
        if self.type_names.values().any(|known| *known == name) {
            self.refuse(
                at,
                Code::AnswersClash,
                format!("the answers become the type `{name}`, and so does a schema"),
                "rename the schema or the operation",
            );
        }
        // A range stands for what no status before it stands for.
        cases.sort_by_key(|case| case.status);
        Output::Several { name, cases }
    }
}

/// The documented successes; where only `default` is there, it is the success.
fn successes<'f, 'a>(found: &'f [Found<'a>]) -> Vec<&'f Found<'a>> {
    let listed: Vec<_> = found
        .iter()
        .filter(|found| matches!(found.status, Status::Code(200..=299) | Status::Range(2)))
        .collect();
    match found {
        [only] if only.status == Status::Default => vec![only],
        _ => listed,
    }
}

/// The media types that the server is asked for, and the kind of the answer where there is one.
fn asked_for(asked: &[String], cases: &[Case]) -> Media {
    let all = asked.join(", ");
    match cases.first().map(|case| &case.output) {
        _ if all.is_empty() => Media::Json(JSON.to_owned()),
        Some(Output::Text) => Media::Text(all),
        Some(Output::Bytes) => Media::Bytes(all),
        _ => Media::Json(all),
    }
}

/// The variant of a status: the words that HTTP has for it.
fn variant(status: Status) -> String {
    let name = match status {
        Status::Code(200) => "Ok",
        Status::Code(201) => "Created",
        Status::Code(202) => "Accepted",
        Status::Code(203) => "NonAuthoritativeInformation",
        Status::Code(204) => "NoContent",
        Status::Code(205) => "ResetContent",
        Status::Code(206) => "PartialContent",
        Status::Code(other) => return format!("Status{other}"),
        Status::Range(_) | Status::Default => "Success",
    };
    name.to_owned()
}
