//! The page of what renters say of an agent, where admins hide what must not stand there.

use super::text;
use crate::{
    error::PageError,
    features::admin::{
        admin_nav::{admin_nav, other_pages},
        server_fns::{HideReview, admin_reviews},
    },
    format::minute_in_china,
    forms::{Address, Form, Shown, done, form_page, frame},
};
use domain::{
    AgentId, AppError, ErrorCode, account::admin::Paged, agents::AgentReview,
    place_page::agent_path,
};
use leptos::prelude::*;
use ui::{CardTable, SendButton};

const ROOT: &str = "/admin/agents/";

/// The page at `/admin/agents/{id}`.
pub(in crate::features::admin) fn reviews_page() -> AnyView {
    form_page(ROOT, fetch, view_of)
}

fn agent_of(address: &Address) -> Option<AgentId> {
    address.path.strip_prefix(ROOT)?.parse().ok()
}

async fn fetch(address: Address) -> Result<Paged<AgentReview>, PageError> {
    let page = address.parameter("page").and_then(|page| page.parse().ok());
    match agent_of(&address) {
        Some(agent) => admin_reviews(agent, page.unwrap_or(1)).await,
        None => Err(PageError(AppError::new(ErrorCode::NotFound))),
    }
}

fn view_of(shown: Shown<Paged<AgentReview>>) -> AnyView {
    let text = shown.text;
    let words = text::of(text.locale);
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let agent = agent_of(&shown.address).unwrap_or(AgentId(0));
    let action = ServerAction::<HideReview>::new();
    let form = Form::of(text, "hide", action, shown.submitted.as_ref());
    let row = |review: &AgentReview| {
        let id = review.id.to_string();
        let stars = [review.stars.service, review.stars.truth, review.stars.skill];
        let stars = stars.map(|stars| stars.to_string()).join(" / ");
        let label = if review.hidden {
            words.show
        } else {
            words.hide
        };
        let hidden =
            (!review.hidden).then(|| view! { <input type="hidden" name="hidden" value="true" /> });
        vec![
            minute_in_china(review.at).into_any(),
            review.author.clone().into_any(),
            stars.into_any(),
            review.body.clone().into_any(),
            view! {
                <ActionForm action>
                    <input type="hidden" name="review" value=id />
                    <input type="hidden" name="agent" value=agent.to_string() />
                    {hidden}
                    <SendButton label=label busy=form.busy() />
                </ActionForm>
            }
            .into_any(),
        ]
    };
    let list = if shown.answer.items.is_empty() {
        view! { <p class="muted">{words.no_reviews}</p> }.into_any()
    } else {
        view! {
            <CardTable
                caption=words.reviews
                columns=vec![
                    text.account().when,
                    words.author,
                    words.stars,
                    text.form().label_of("body"),
                    text.account().action,
                ]
                rows=shown.answer.items.iter().map(row).collect()
            />
        }
        .into_any()
    };
    let body = view! {
        {admin_nav(text, &shown.address.path)}
        {done(told)}
        <p>
            <a href=agent_path(agent.0)>{words.public_page}</a>
        </p>
        <section class="wide-card">{form.summary()} {list}</section>
        {other_pages(
            text,
            (&shown.address.path, &shown.address.search),
            (shown.answer.page, shown.answer.pages),
        )}
    };
    frame(
        text,
        &shown.address,
        words.reviews,
        "admin",
        body.into_any(),
    )
}
