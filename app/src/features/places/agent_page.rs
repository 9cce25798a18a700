//! The page of an agent.

use super::{place_page::loading, server_fns::agent};
use crate::{
    codec::{BLOCKING, PageResource},
    context::{text, visitor},
    error::PageError,
    features::listing::{listing_card, ratings},
    format::{day_in_china, thousands},
    layout::{
        About, Preview, SearchBox, drawn_once, error_view, page_head, place_name, site_footer,
        site_header,
    },
    locales::Text,
};
use domain::{
    AgentId, AgentPage, AppError, ErrorCode, PlaceKind, agents::AgentReview, place_page::agent_path,
};
use leptos::prelude::*;
use leptos_router::{
    LazyRoute,
    hooks::{use_params_map, use_query_map},
    lazy_route,
};
use ui::{Badge, Icon, Pagination, Stars, Tone};

/// The page at `/agents/{id}`.
#[derive(Clone)]
pub struct AgentRoute;

#[lazy_route]
impl LazyRoute for AgentRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let text = text();
        let (params, query) = (use_params_map(), use_query_map());
        let wanted = Memo::new(move |_| {
            let id = params.with(|params| params.get("id").unwrap_or_default());
            let number = |name| query.with(|query| query.get(name).unwrap_or_default());
            (id, number("page"), number("reviews"))
        });
        let agent = PageResource::new_with_options(move || wanted.get(), found, BLOCKING);
        view! {
            <Transition fallback=move || loading(text)>
                {move || Suspend::new(async move {
                    let (id, answer) = agent.await;
                    drawn_once(move || match answer {
                        Ok(page) => agent_view(text, &page),
                        Err(PageError(error)) => {
                            error_view(text, &error, &["/agents/", &id].concat())
                        }
                    })
                })}
            </Transition>
        }
        .into_any()
    }
}

/// The agent that the address names, with the page of homes it asks for; the first where that
/// makes no sense.
async fn found(
    (id, page, reviews): (String, String, String),
) -> (String, Result<AgentPage, PageError>) {
    let answer = match id.parse::<AgentId>() {
        Ok(number) => {
            agent(
                number,
                page.parse().unwrap_or(1),
                reviews.parse().unwrap_or(1),
            )
            .await
        }
        Err(_) => Err(PageError(AppError::new(ErrorCode::NotFound))),
    };
    (id, answer)
}

/// The address of a page of the agent's homes.
fn page_path(agent: AgentId, page: u32) -> String {
    let path = agent_path(agent.0);
    if page > 1 {
        [&path, "?page=", &page.to_string()].concat()
    } else {
        path
    }
}

pub(in crate::features) fn agent_view(text: &'static Text, page: &AgentPage) -> AnyView {
    let (words, agent) = (text.places(), &page.agent);
    let path = page_path(agent.id, page.page);
    let homes = thousands(page.homes);
    let estates = thousands(u32::try_from(page.estates.len()).unwrap_or(u32::MAX));
    page_head(
        text,
        &path,
        (words.agent_title)(&agent.name, &homes),
        || About {
            description: (words.agent_description)(&agent.name, &homes, &estates),
            preview: Preview::Site,
            listed: page.homes > 0,
        },
    );
    let initial: String = agent.name.chars().take(1).collect();
    let certified = agent.certified.then(|| {
        view! {
            <span class="certified">
                {Icon::Shield.draw()} <Badge label=text.listing().certified tone=Tone::Good />
            </span>
        }
    });
    view! {
        {site_header(text, SearchBox::default(), &path).into_any()}
        <main id="main" class="place-page">
            <div class="agent-top">
                <span class="avatar" aria-hidden="true">
                    {initial}
                </span>
                <div>
                    <h1>{(words.agent_heading)(&agent.name)}</h1>
                    <p class="figures">
                        <strong>{(words.homes)(&homes)}</strong>
                        {certified}
                        {(!page.about.agency.is_empty()).then(|| page.about.agency.clone())}
                    </p>
                </div>
                {rated(text, page)}
            </div>
            {(!page.about.intro.is_empty())
                .then(|| view! { <p class="agent-intro">{page.about.intro.clone()}</p> })}
            {listings(text, page)} {reviews(text, page)} {estate_list(text, page)}
        </main>
        {site_footer(text).into_any()}
    }
    .into_any()
}

/// The stars with the number of reviews, where there are any.
fn rated(text: &'static Text, page: &AgentPage) -> AnyView {
    let agent = &page.agent;
    if agent.service_stars == 0 {
        return view! { <p class="muted">{text.places().agent_no_stars}</p> }.into_any();
    }
    let reviews = page.about.reviews;
    let counted = (reviews > 0).then(|| {
        let counted = (text.places().agent_review_count)(&thousands(reviews));
        view! { <p class="muted">{counted}</p> }
    });
    view! { <div>{ratings(text, agent)} {counted}</div> }.into_any()
}

/// The newest of what renters say.
fn reviews(text: &'static Text, page: &AgentPage) -> AnyView {
    let (words, newest) = (text.places(), &page.about.newest);
    if newest.items.is_empty() {
        return ().into_any();
    }
    let review = |review: &AgentReview| {
        let stars = [review.stars.service, review.stars.truth, review.stars.skill];
        let middle = stars.iter().map(|stars| u32::from(*stars)).sum::<u32>() / 3;
        let middle = u8::try_from(middle).unwrap_or_default();
        let label = (text.listing().stars_of_five)(&middle.to_string());
        let body = (!review.body.is_empty()).then(|| view! { <p>{review.body.clone()}</p> });
        view! {
            <li class="agent-review">
                <p class="muted">
                    <Stars value=middle label=label />
                    " " {review.author.clone()} " · " {day_in_china(review.at)}
                </p>
                {body}
            </li>
        }
    };
    let path = agent_path(page.agent.id.0);
    let pages = (newest.pages > 1).then(|| {
        view! {
            <Pagination
                label=words.agent_reviews
                previous=text.search.previous
                next=text.search.next
                page=newest.page
                pages=newest.pages
                href=move |number| [&path, "?reviews=", &number.to_string()].concat()
            />
        }
    });
    let admin = visitor().is_some_and(|visitor| visitor.admin).then(|| {
        let path = ["/admin", &agent_path(page.agent.id.0)].concat();
        view! {
            <p>
                <a href=path>{words.agent_reviews_admin}</a>
            </p>
        }
    });
    view! {
        <section class="place-section">
            <h2>{words.agent_reviews}</h2>
            <ol class="agent-reviews">{newest.items.iter().map(review).collect_view()}</ol>
            {pages} {admin}
        </section>
    }
    .into_any()
}

fn listings(text: &'static Text, page: &AgentPage) -> AnyView {
    let words = text.places();
    if page.listings.is_empty() {
        return view! { <p class="muted">{words.agent_no_homes}</p> }.into_any();
    }
    let cards = page
        .listings
        .iter()
        .enumerate()
        .map(|(index, card)| listing_card(text, card, index == 0))
        .collect_view();
    let agent = page.agent.id;
    let pages = (page.pages > 1).then(|| {
        view! {
            <Pagination
                label=text.search.pages
                previous=text.search.previous
                next=text.search.next
                page=page.page
                pages=page.pages
                href=move |number| page_path(agent, number)
            />
        }
    });
    view! {
        <section class="place-section">
            <h2>{words.agent_homes}</h2>
            <ol class="cards">{cards}</ol>
            {pages}
        </section>
    }
    .into_any()
}

fn estate_list(text: &'static Text, page: &AgentPage) -> AnyView {
    (!page.estates.is_empty())
        .then(|| {
            let estates = page
                .estates
                .iter()
                .map(|(estate, homes)| {
                    let homes = (*homes > 0).then(|| {
                        let homes = (text.places().homes)(&thousands(*homes));
                        view! { <small>{homes}</small> }
                    });
                    view! {
                        <li>
                            <a class="tile" href=PlaceKind::Estate.path(estate.id)>
                                <strong>{place_name(&estate.name)}</strong>
                                {homes}
                            </a>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <section class="place-section">
                    <h2>{text.places().agent_estates}</h2>
                    <ul class="tiles">{estates}</ul>
                </section>
            }
        })
        .into_any()
}
