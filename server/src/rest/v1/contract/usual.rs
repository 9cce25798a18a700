//! What any request may come to, told once and referred to by every operation.

use super::operation::{Answer, Operation};
use serde_json::{Map, Value};

/// An answer that many operations give for the same reason.
pub(super) struct Usual {
    status: u16,
    /// What it is called among the components.
    name: &'static str,
    description: &'static str,
    headers: &'static [&'static str],
}

const fn refusal(status: u16, name: &'static str, description: &'static str) -> Usual {
    Usual {
        status,
        name,
        description,
        headers: &[],
    }
}

const USUAL: &[Usual] = &[
    Usual {
        headers: &["ETag"],
        ..refusal(
            304,
            "NotModified",
            "Nothing changed since the `ETag` that was named in `If-None-Match`.",
        )
    },
    refusal(
        400,
        "BadRequest",
        "Something in the request cannot be taken; `errors` says what.",
    ),
    refusal(
        401,
        "Unauthorized",
        "Nobody is signed in, or the token is no good any more.",
    ),
    refusal(403, "Forbidden", "The caller may not do this."),
    refusal(
        404,
        "NotFound",
        "There is no such thing, or the caller may not know of it.",
    ),
    refusal(
        409,
        "Conflict",
        "It exists already, or somebody changed it in the meantime.",
    ),
    refusal(
        412,
        "PreconditionFailed",
        "It is not what `If-Match` names any more.",
    ),
    refusal(413, "ContentTooLarge", "The body is larger than it may be."),
    refusal(
        415,
        "UnsupportedMediaType",
        "The body is of a kind that is not taken.",
    ),
    refusal(
        422,
        "KeyReused",
        "The `Idempotency-Key` came with another request before.",
    ),
    Usual {
        headers: &["Retry-After"],
        ..refusal(
            429,
            "TooManyRequests",
            "Too many requests; `Retry-After` says when to ask again.",
        )
    },
    refusal(
        500,
        "InternalServerError",
        "Our fault; `request_id` finds the cause in our logs.",
    ),
    Usual {
        headers: &["Retry-After"],
        ..refusal(
            503,
            "ServiceUnavailable",
            "Not available right now; `Retry-After` says when to ask again, where that is known.",
        )
    },
];

impl Usual {
    fn answer(&self) -> Answer {
        let mut answer = Answer::new(self.description, self.headers);
        if self.status != 304 {
            answer.refuses();
        }
        answer
    }
}

/// The usual answers, as components of the document.
pub(super) fn responses() -> Map<String, Value> {
    let known = USUAL.iter();
    known
        .map(|usual| (usual.name.to_owned(), usual.answer().into_json()))
        .collect()
}

impl Operation {
    /// Adds what any request of this kind may come to, unless the operation says more about it. `readable` is
    /// whether the same address is read with GET.
    pub(super) fn add_usual(&mut self, readable: bool) {
        for usual in USUAL {
            if !self.may_come_to(usual.status, readable) {
                continue;
            }
            match self.answers.get_mut(&usual.status) {
                Some(own) => own.refuses(),
                None => {
                    let shared = Answer::shared(usual.name);
                    self.answers.insert(usual.status, shared);
                }
            }
        }
    }

    fn may_come_to(&self, status: u16, readable: bool) -> bool {
        let reads = self.method == "GET";
        let takes_key = self.method == "POST" && self.keyed;
        match status {
            304 => reads,
            404 => !self.ids.is_empty() || self.answers.contains_key(&404),
            409 => !reads,
            412 => !reads && !takes_key && readable,
            413 | 415 => !self.bodies.is_empty(),
            422 => takes_key,
            _ => true,
        }
    }
}
