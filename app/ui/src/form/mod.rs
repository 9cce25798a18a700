//! Fields of forms, each with its label, its hint, and what is wrong with it beside it. They keep what
//! is typed by themselves; a form that comes back from the server gives them their values.

mod area_field;
mod check_field;
mod code_field;
mod error_summary;
mod frame;
mod password_field;
mod select_field;
mod text_field;

pub use area_field::AreaField;
pub use check_field::{CheckField, RadioField};
pub use code_field::CodeField;
pub use error_summary::{ErrorSummary, SummaryLine};
pub use password_field::{PasswordField, PasswordUse};
pub use select_field::{Choice, SelectField};
pub use text_field::{TextField, TextKind};

use leptos::prelude::*;

/// What is wrong with a field, in words; nothing when it is right or was not looked at.
pub type Problem = Signal<Option<&'static str>>;
