//! Responses: what a success decodes to, and which statuses are documented.

use openapiv3::{Operation, Response as Documented, StatusCode};

use super::Lowering;
use super::body::JSON;
use super::schema::Use;
use crate::diagnostic::Code;
use crate::document::{Pointer, Resolved};
use crate::ir::{Response, TypeRef};

impl<'a> Lowering<'a> {
    /// The documented statuses of an operation, and the type of its one success.
    pub(super) fn responses(
        &mut self,
        operation: &'a Operation,
        owner: &str,
        at: &Pointer,
    ) -> (Vec<Response>, TypeRef) {
        let at = at.child("responses");
        if operation.responses.default.is_some() {
            self.unsupported("a `default` response", &at.child("default"));
        }
        let mut responses = Vec::new();
        let mut outputs = Vec::new();
        for (status, response) in &operation.responses.responses {
            let at = at.child(status.to_string());
            let StatusCode::Code(code) = status else {
                self.unsupported("a range of statuses", &at);
                continue;
            };
            let Resolved {
                item: response,
                at: target,
            } = match self.document.resolve_response(response, &at) {
                Ok(resolved) => resolved,
                Err(problem) => {
                    self.problems.push(problem);
                    continue;
                }
            };
            responses.push(Response {
                status: *code,
                description: response.description.clone(),
            });
            if (200..300).contains(code) {
                outputs.push(self.output(response, owner, &target));
            }
        }
        if outputs.len() != 1 {
            self.refuse(
                &at,
                Code::Unsupported,
                format!("{} answers of success are not supported", outputs.len()),
                "describe exactly one status from 200 to 299",
            );
        }
        (responses, outputs.pop().unwrap_or(TypeRef::Any))
    }

    fn output(&mut self, response: &'a Documented, owner: &str, at: &Pointer) -> TypeRef {
        let at = at.child("content");
        match response
            .content
            .get(JSON)
            .and_then(|json| json.schema.as_ref())
        {
            Some(schema) if response.content.len() == 1 => {
                let at = at.child(JSON).child("schema");
                self.type_of(Use::from(schema), &format!("{owner}Output"), &at)
            }
            _ => {
                self.unsupported("an answer of another media type than JSON", &at);
                TypeRef::Any
            }
        }
    }
}
