//! What the use cases reach of the world outside, each behind an interface of theirs: SMS and e-mail
//! ([`services::accounts::Sender`]), receivers of webhooks ([`services::webhooks::Courier`]). The composition root
//! says which are there.

mod courier;
mod resolver;
mod sms;
mod smtp;

pub use courier::HttpCourier;
pub use sms::HttpSms;
pub use smtp::Smtp;

/// Says which cryptography TLS uses. The first to say so decides for the process; all of ours say the same.
fn choose_cryptography() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
