//! A home as renters would see it.

use super::server_fns::preview_listing;
use crate::{
    error::PageError,
    features::listing::{PayParam, listing_view},
    forms::{Address, Shown, form_page},
    layout::DeskStyle,
};
use domain::{AppError, ErrorCode, FieldError, offer::Preview};
use leptos::prelude::*;
use ui::{LinkButton, Notice, NoticeTone};

/// The page at `/console/listings/{id}/preview`.
pub(crate) fn preview_page() -> AnyView {
    form_page("/console/listings", fetch, view_of)
}

async fn fetch(address: Address) -> Result<Preview, PageError> {
    let id = address.path.split('/').nth(3);
    match id.and_then(|id| id.parse().ok()) {
        Some(id) => preview_listing(id).await,
        None => Err(PageError(AppError::new(ErrorCode::NotFound))),
    }
}

fn view_of(shown: Shown<Preview>) -> AnyView {
    let (text, listing) = (shown.text, &shown.answer.listing);
    let words = text.offer();
    let editor = ["/console/listings/", &listing.card.id.to_string()].concat();
    let wrong = &shown.answer.wrong;
    let missing = (!wrong.is_empty()).then(|| {
        let line = |wrong: &FieldError| {
            let problem = (words.problem)(&wrong.code);
            let problem = problem.unwrap_or_else(|| (text.form().problem)(&wrong.code));
            let said = [(words.label)(&wrong.field), text.form().colon, problem].concat();
            let field = [&editor, "#editor-", &wrong.field].concat();
            view! {
                <li>
                    <a href=field>{said}</a>
                </li>
            }
        };
        let lines = wrong.iter().map(line).collect_view();
        view! {
            <Notice tone=NoticeTone::Warning>
                <p>{words.to_mend}</p>
                <ul class="to-mend">{lines}</ul>
            </Notice>
        }
    });
    let bar = view! {
        <div class="preview-bar">
            <Notice>
                <p>{words.preview_about}</p>
            </Notice>
            {missing}
            <LinkButton href=editor.clone() label=words.edit />
        </div>
    };
    let terms = Signal::stored(PayParam::default());
    view! {
        <DeskStyle />
        {listing_view(text, listing, terms, Some(bar.into_any()))}
    }
    .into_any()
}
