//! Responses: what a success is read into, and which statuses are documented.

use openapiv3::{Operation, Response as Documented, StatusCode};

use super::Lowering;
use super::media::{self, JSON};
use super::shape::Use;
use crate::diagnostic::Code;
use crate::document::{Pointer, Resolved};
use crate::ir::{Case, Media, Output, Response, Status, TypeRef};

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
            responses: found
                .into_iter()
                .map(|found| Response {
                    status: found.status,
                    description: found.response.description.clone(),
                })
                .collect(),
        }
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
