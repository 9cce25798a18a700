//! What programs need: tokens (访问令牌) to act with, and addresses (网络回调) to which events are sent.

mod text;
mod tokens;
mod webhook;
mod webhooks;

pub(super) use tokens::tokens_page;
pub(super) use webhook::webhook_page;
pub(super) use webhooks::webhooks_page;

use crate::locales::Text;
use leptos::prelude::*;
use text::ProgramText;

/// A secret that is shown this once, under what it is.
fn shown_once(heading: &'static str, about: &'static str, secret: String) -> AnyView {
    view! {
        <section class="wide-card" id="secret">
            <h2>{heading}</h2>
            <p>{about}</p>
            <p>
                <code class="secret">{secret}</code>
            </p>
        </section>
    }
    .into_any()
}

fn words(text: &'static Text) -> &'static ProgramText {
    ProgramText::of(text.locale)
}
