//! The page of one home.

use super::{
    card::listing_path,
    components::{
        PayParam, agent, breadcrumb, comparison, cost, description, facts_list, gallery, headline,
        place, similar,
    },
    over::{over_view, status_notice},
    schema::graph,
    server_fns::listing,
};
use crate::{
    codec::{BLOCKING, PageResource},
    context::{absolute, locale, text},
    error::PageError,
    format::{facts, place as place_name, thousands},
    layout::{
        About, Preview, SearchBox, drawn_once, error_view, page_head, site_footer, site_header,
        structured_data,
    },
    locales::Text,
};
use domain::{AppError, ErrorCode, ListingDetail, ListingId, ListingStatus};
use leptos::prelude::*;
use leptos_router::{
    LazyRoute,
    hooks::{use_params_map, use_query_map},
    lazy_route,
};
use ui::module_element;

/// The page at `/listings/{id}`.
#[derive(Clone)]
pub struct ListingPage;

#[lazy_route]
impl LazyRoute for ListingPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let text = text();
        let (params, query) = (use_params_map(), use_query_map());
        let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
        let listing = PageResource::new_with_options(move || id.get(), found, BLOCKING);
        let pay = Signal::derive(move || query.with(|query| PayParam::read(query.get_str("pay"))));
        view! {
            <Transition fallback=move || loading(text)>
                {move || Suspend::new(async move {
                    let (id, answer) = listing.await;
                    drawn_once(move || match answer {
                        Ok(listing) => listing_view(text, &listing, pay, None),
                        Err(PageError(error)) => {
                            error_view(text, &error, &["/listings/", &id].concat())
                        }
                    })
                })}
            </Transition>
        }
        .into_any()
    }
}

/// The listing that the address names. An address without a number names none.
async fn found(id: String) -> (String, Result<ListingDetail, PageError>) {
    let answer = match id.parse::<ListingId>() {
        Ok(number) => listing(number).await,
        Err(_) => Err(PageError(AppError::new(ErrorCode::NotFound))),
    };
    (id, answer)
}

/// A home; a preview says `above` it that it is one.
pub(crate) fn listing_view(
    text: &'static Text,
    listing: &ListingDetail,
    pay: Signal<PayParam>,
    above: Option<AnyView>,
) -> AnyView {
    if listing.status.is_over() {
        return over_view(text, listing);
    }
    let card = &listing.card;
    let words = text.listing();
    let path = listing_path(card.id);
    let rent = thousands(card.rent);
    page_head(text, &path, (words.title)(&card.title, &rent), || About {
        description: (words.description)(&rent, &facts(text, card), &place_name(card)),
        preview: Preview::Listing(card.id),
        listed: listing.status == ListingStatus::Published,
    });
    view! {
        {site_header(text, SearchBox::default(), &path).into_any()}
        <main id="main" class="listing">
            {above} {breadcrumb(text, listing)} {status_notice(text, listing)}
            {gallery(text, listing)}
            <div class="listing-columns">
                <div class="listing-main">
                    {headline(text, listing)} {tools(text, listing)}
                    {facts_list(text, listing)} {cost(text, listing, pay)}
                    {comparison(text, listing)} {description(text, listing)}
                    {place(text, listing)}
                </div>
                {agent(text, listing)}
            </div>
            {similar(text, listing)}
        </main>
        {site_footer(text).into_any()}
        {module_element("VIEWED-HOME").attr("home", card.id.0)}
        {structured_data(|| graph(text, listing))}
    }
    .into_any()
}

/// Keeping, comparing, sharing and printing, which the module `saved` draws; the plain address stands
/// on paper and where there is no script.
fn tools(text: &'static Text, listing: &ListingDetail) -> AnyView {
    let report = ["/account/report/", &listing.card.id.to_string()].concat();
    let address = absolute(&locale().address(&listing_path(listing.card.id)));
    view! {
        <div class="tools">
            {module_element("HOME-ACTIONS")
                .class("labelled")
                .attr("home", listing.card.id.0)
                .attr("viewed", "")}
            {module_element("PAGE-TOOLS")}
        </div>
        <p class="page-address">{(text.cost().address)(&address)}</p>
        <a class="report-link" rel="nofollow" href=report>
            {text.cost().report}
        </a>
    }
    .into_any()
}

/// The page before its first answer, when it is reached from another page.
fn loading(text: &'static Text) -> impl IntoView {
    view! {
        {site_header(text, SearchBox::default(), "/listings")}
        <main id="main" class="listing">
            <p class="hidden" role="status">
                {text.site.loading}
            </p>
            <div class="gallery skeleton" aria-hidden="true"></div>
        </main>
    }
}
