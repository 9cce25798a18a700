//! Who carries deliveries to their receivers.

use domain::webhook::DeliveryProblem;
use futures::future::BoxFuture;

/// Carries deliveries to their receivers.
pub trait Courier: Send + Sync + 'static {
    /// Hands `letter` over, to an address that [`super::Guard`] admits only, and reads how the answer begins.
    fn post<'a>(&'a self, letter: Letter<'a>) -> BoxFuture<'a, Answer>;
}

/// What is sent.
#[derive(Clone, Debug)]
pub struct Letter<'a> {
    /// Where to.
    pub url: &'a str,
    /// The word of what happened.
    pub kind: &'a str,
    /// The delivery's id.
    pub delivery: String,
    /// What the receiver knows the sender by.
    pub signature: String,
    /// What is told, as JSON.
    pub body: String,
}

/// What a receiver said.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status, where there was one.
    pub status: Option<u16>,
    /// Milliseconds from the beginning to the answer, or to giving up.
    pub latency_ms: i64,
    /// How the answer begins; without NUL, which databases do not take.
    pub text: String,
    /// Why there was no answer.
    pub problem: Option<DeliveryProblem>,
}
