//! Forms that work with script and without.
//!
//! With script a form is sent by an action: what is wrong appears beside the fields, and what was typed
//! stays. Without, the server brings the person back to the page and says what was sent
//! ([`crate::context::Submitted`]). A form that was taken leads on to another page load in both cases,
//! so that all of the page is true afterwards.

mod asked_first;
mod next;
mod page;
mod send_code;
mod state;
mod text;
mod ways;

pub(crate) use asked_first::asked_first;
pub use next::Next;
#[cfg(feature = "ssr")]
pub(crate) use next::go_on;
pub(crate) use page::{Address, Shown, done, done_about, enter_button, form_page, frame};
pub(crate) use send_code::SendCodeButton;
pub use send_code::{SendCode, send_code};
pub(crate) use state::{Form, typed};
pub use ways::{OwnWaits, own_waits};
pub(crate) use ways::{Way, waits, ways_between};
