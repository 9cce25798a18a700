use crate::{format::thousands, layout::chinese, locales::Text};
use domain::{
    AgentCard, ListingDetail, ListingStatus, contact::ResponseRate, place_page::agent_path,
};
use leptos::prelude::*;
use ui::{Badge, Icon, Stars, Tone, piece};

/// Who offers the home.
pub(in crate::features::listing) fn agent(text: &'static Text, listing: &ListingDetail) -> AnyView {
    let names = text.listing();
    let body = match &listing.agent {
        Some(agent) => agent_view(text, agent),
        None => view! { <p class="muted">{names.no_agent}</p> }.into_any(),
    };
    // Nobody is asked about a home that is promised to somebody.
    let contact = (listing.status == ListingStatus::Published).then(|| {
        let href = ["/account/contact/", &listing.card.id.to_string()].concat();
        view! {
            <a class="button button-primary" href=href>
                {names.contact}
            </a>
        }
    });
    piece(view! {
        <section class="agent" aria-label=names.agent>
            <h2>{names.agent}</h2>
            {body}
            {contact}
        </section>
    })
    .into_any()
}

fn agent_view(text: &'static Text, agent: &AgentCard) -> AnyView {
    let names = text.listing();
    let initial: String = agent.name.chars().take(1).collect();
    let certified = agent.certified.then(|| {
        view! {
            <span class="certified">
                {Icon::Shield.draw()} <Badge label=names.certified tone=Tone::Good />
            </span>
        }
    });
    let listings = (agent.listings > 0).then(|| {
        let listings = (names.agent_listings)(&thousands(agent.listings));
        view! { <p class="muted">{listings}</p> }
    });
    view! {
        <div class="agent-head">
            <span class="avatar" aria-hidden="true" lang=chinese(&text.site)>
                {initial}
            </span>
            <p>
                <strong>
                    <a href=agent_path(agent.id.0) lang=chinese(&text.site)>{agent.name.clone()}</a>
                </strong>
                {certified}
            </p>
        </div>
        {ratings(text, agent)}
        {listings}
    }
    .into_any()
}

/// The stars of an agent, by what they are for.
pub(crate) fn ratings(text: &'static Text, agent: &AgentCard) -> AnyView {
    let names = text.listing();
    let ratings = [
        (names.service_stars, agent.service_stars),
        (names.truth_stars, agent.truth_stars),
        (names.skill_stars, agent.skill_stars),
    ]
    .into_iter()
    .map(|(name, stars)| {
        let label = (names.stars_of_five)(&stars.to_string());
        view! {
            <div>
                <dt>{name}</dt>
                <dd>
                    <Stars value=stars label=label />
                </dd>
            </div>
        }
    })
    .collect_view();
    let answers = agent.response.map(|rate| {
        view! { <p class="muted">{answers(text, rate)}</p> }
    });
    view! {
        <dl class="ratings">{ratings}</dl>
        {answers}
    }
    .into_any()
}

/// How an agent answers enquiries.
pub(crate) fn answers(text: &'static Text, rate: ResponseRate) -> String {
    let hours = rate.hours.map(|hours| hours.to_string());
    (text.listing().answers)(&rate.percent.to_string(), hours.as_deref())
}
