//! What stands where a page cannot be shown.

use super::{SearchBox, page_head::error_page_head, site_footer, site_header};
use crate::{
    context::{answer_status, text},
    locales::Text,
};
use domain::{AppError, ErrorCode};
use leptos::prelude::*;
use ui::{EmptyState, LinkButton, Weight};

/// The page for an address where there is nothing. Its HTTP status is 404.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    error_view(text(), &AppError::new(ErrorCode::NotFound), "/listings")
}

/// The page for `error` at the address `path`, with the HTTP status that says the same.
pub(crate) fn error_view(text: &'static Text, error: &AppError, path: &str) -> AnyView {
    error_head(text, error);
    view! {
        {site_header(text, SearchBox::default(), path)}
        <main id="main" class="message">
            {error_message(text, error, path)}
        </main>
        {site_footer(text)}
    }
    .into_any()
}

/// The head of a page that shows `error`; sets the HTTP status.
pub(crate) fn error_head(text: &'static Text, error: &AppError) {
    answer_status(error.code.status());
    let (title, _) = words(text, error);
    error_page_head(title);
}

/// What `error` means, and where to go from here.
pub(crate) fn error_message(text: &'static Text, error: &AppError, path: &str) -> AnyView {
    let site = &text.site;
    let (title, explanation) = words(text, error);
    let request = error.request_id.as_deref().map(site.request_id);
    let again = (error.code != ErrorCode::NotFound).then(|| {
        let path = path.to_owned();
        view! { <LinkButton href=path label=site.try_again weight=Weight::Primary /> }
    });
    view! {
        <h1 class="hidden">{title}</h1>
        <EmptyState title=title explanation=explanation>
            {request.map(|request| view! { <p class="muted">{request}</p> })}
            <p class="actions">
                {again}
                <LinkButton href="/listings" label=site.all_homes />
            </p>
        </EmptyState>
    }
    .into_any()
}

fn words(text: &'static Text, error: &AppError) -> (&'static str, &'static str) {
    let site = &text.site;
    match error.code {
        ErrorCode::NotFound => (site.not_found_title, site.not_found),
        code => (site.error_title, (site.error)(code)),
    }
}
