//! Webhooks (网络回调): programs are told what happens to homes and viewings.
//!
//! What happens is kept in the unit that lets it happen ([`happened`]). A relay makes deliveries of it, one
//! for each webhook that asks, in one unit that also takes it away ([`relay`]): a crash loses nothing and
//! makes nothing twice. Deliveries are sent beside all requests, one at a time to each webhook
//! ([`sending`]), by a [`Courier`], to addresses of the public network only ([`Guard`]).

mod courier;
mod guard;
mod happened;
mod own;
mod relay;
mod sending;
mod signature;

pub use courier::{Answer, Courier, Letter};
pub use guard::Guard;
pub(crate) use happened::ViewingNews;
pub use sending::WebhookWorker;
