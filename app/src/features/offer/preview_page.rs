//! A home as renters would see it.

use super::server_fns::preview_listing;
use crate::{
    error::PageError,
    features::listing::{PayParam, listing_view},
    forms::{Address, Shown, form_page},
    layout::DeskStyle,
};
use domain::{AppError, ErrorCode, ListingDetail};
use leptos::prelude::*;
use ui::{LinkButton, Notice};

/// The page at `/console/listings/{id}/preview`.
pub(crate) fn preview_page() -> AnyView {
    form_page("/console/listings", fetch, view_of)
}

async fn fetch(address: Address) -> Result<ListingDetail, PageError> {
    let id = address.path.split('/').nth(3);
    match id.and_then(|id| id.parse().ok()) {
        Some(id) => preview_listing(id).await,
        None => Err(PageError(AppError::new(ErrorCode::NotFound))),
    }
}

fn view_of(shown: Shown<ListingDetail>) -> AnyView {
    let words = shown.text.offer();
    let editor = ["/console/listings/", &shown.answer.card.id.to_string()].concat();
    let bar = view! {
        <div class="preview-bar">
            <Notice>
                <p>{words.preview_about}</p>
            </Notice>
            <LinkButton href=editor label=words.edit />
        </div>
    };
    let terms = Signal::stored(PayParam::default());
    view! {
        <DeskStyle />
        {listing_view(shown.text, &shown.answer, terms, Some(bar.into_any()))}
    }
    .into_any()
}
