//! The page of what keeps an account safe: password, phone number, e-mail address, devices, the log of
//! signing in, a copy of everything, and leaving.

mod contact;
mod devices;
mod leave;
pub(crate) mod log;
mod password;

use super::{
    own_nav::own_nav,
    server_fns::{Security, own_security},
};
use crate::forms::{Address, Shown, done, form_page, frame};
use leptos::prelude::*;

/// The page at `/account/security`.
pub(super) fn security_page() -> AnyView {
    form_page("/account/security", |_: Address| own_security(), view_of)
}

fn view_of(shown: Shown<Security>) -> AnyView {
    let text = shown.text;
    let words = text.account();
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let body = view! {
        {own_nav(text, "/account/security")}
        {done(told)}
        {password::section(&shown)}
        {contact::phone(&shown)}
        {contact::email(&shown)}
        {devices::section(&shown)}
        {log::section(text, &shown.answer.sign_ins)}
        {leave::copy(text)}
        {leave::section(&shown)}
    };
    frame(text, &shown.address, words.security, "own", body.into_any())
}
