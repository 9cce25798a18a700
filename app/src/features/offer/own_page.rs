//! The list of one's own homes.

use super::{
    life::step_buttons,
    server_fns::{ConfirmListings, own_listings, own_query},
};
use crate::{
    features::{admin::other_pages, console::console_nav},
    format::{SEPARATOR, area, minute_in_china, thousands},
    forms::{Address, Form, Shown, done, form_page, frame},
    locales::Text,
};
use domain::{
    ListingStatus,
    offer::{EditState, ListingAction, OwnListing, OwnPage, OwnShelf, OwnSort},
};
use leptos::prelude::*;
use ui::{
    Badge, CardTable, Choice, LinkButton, SelectField, SendButton, SubmitButton, TextField, Tone,
    Weight,
};

const PATH: &str = "/console/listings";

/// The page at `/console/listings`.
pub(crate) fn own_page() -> AnyView {
    form_page(
        PATH,
        |address: Address| own_listings(address.search),
        view_of,
    )
}

fn view_of(shown: Shown<OwnPage>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer);
    let words = text.offer();
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let all: u32 = page.counts.iter().sum();
    let list = if page.listings.is_empty() {
        let words = if all == 0 { words.none_yet } else { words.none };
        view! { <p class="muted">{words}</p> }.into_any()
    } else {
        let row = |home: &OwnListing| row(&shown, home);
        view! {
            <CardTable
                caption=words.listings
                columns=vec![
                    words.home,
                    words.rent,
                    words.status_head,
                    words.changed,
                    words.actions,
                ]
                rows=page.listings.iter().map(row).collect()
            />
        }
        .into_any()
    };
    let body = view! {
        {console_nav(text, PATH)}
        {done(told)}
        <p class="row-actions">
            <LinkButton href="/console/listings/new" label=words.new weight=Weight::Primary />
        </p>
        {shelves(&shown)}
        {search_form(&shown)}
        <p role="status">{(words.found)(&thousands(page.total))}</p>
        {confirm_all(&shown)}
        {list}
        {other_pages(text, (PATH, &shown.address.search), (page.page, page.pages))}
    };
    frame(
        text,
        &shown.address,
        words.listings,
        "admin",
        body.into_any(),
    )
}

/// The parts of the list, with how many homes each has.
fn shelves(shown: &Shown<OwnPage>) -> AnyView {
    let words = shown.text.offer();
    let current = own_query(&shown.address.search).shelf;
    let link = |shelf: Option<OwnShelf>, count: Option<u32>| {
        let href = match shelf {
            Some(shelf) => [PATH, "?shelf=", shelf.as_str()].concat(),
            None => PATH.to_owned(),
        };
        let label = shelf.map_or(words.all, words.shelf);
        let count = count.map(|count| view! { <span class="count">{thousands(count)}</span> });
        view! {
            <li>
                <a href=href aria-current=(shelf == current).then_some("true")>
                    {label}
                    " "
                    {count}
                </a>
            </li>
        }
    };
    let shelves = OwnShelf::ALL
        .iter()
        .zip(&shown.answer.counts)
        .filter(|(shelf, count)| **count > 0 || Some(**shelf) == current)
        .map(|(shelf, count)| link(Some(*shelf), Some(*count)))
        .collect_view();
    view! {
        <nav aria-label=words.listings>
            <ul class="shelves">{link(None, None)} {shelves}</ul>
        </nav>
    }
    .into_any()
}

fn search_form(shown: &Shown<OwnPage>) -> AnyView {
    let text = shown.text;
    let words = text.offer();
    let query = own_query(&shown.address.search);
    let fine = Signal::stored(None);
    let sorts = OwnSort::ALL
        .iter()
        .map(|sort| Choice::new(sort.as_str(), (words.sort)(*sort)))
        .collect::<Vec<_>>();
    let shelf = query.shelf.map(|shelf| {
        view! { <input type="hidden" name="shelf" value=shelf.as_str() /> }
    });
    view! {
        <form class="search-row" method="get" action=PATH role="search">
            {shelf}
            <TextField
                id="own-q"
                name="q"
                label=words.find
                value=query.q
                problem=fine
                optional=true
            />
            <SelectField
                id="own-sort"
                name="sort"
                label=words.sorted
                choices=sorts
                value=query.sort.as_str()
                problem=fine
            />
            <SubmitButton label=text.site.search />
        </form>
    }
    .into_any()
}

/// Confirms everything on the page that waits for it, with one tap.
fn confirm_all(shown: &Shown<OwnPage>) -> AnyView {
    let text = shown.text;
    // Beside others, what has expired is confirmed one by one: it is not shown, and may be let for long.
    let expired = own_query(&shown.address.search).shelf == Some(OwnShelf::Expired);
    let waiting: Vec<String> = shown
        .answer
        .listings
        .iter()
        .filter(|home| home.days_unconfirmed.is_some() || (expired && comes_back(home)))
        .map(|home| home.id.to_string())
        .collect();
    if waiting.is_empty() {
        return ().into_any();
    }
    let action = ServerAction::<ConfirmListings>::new();
    let words = text.offer();
    let form = Form::of(text, "confirm", action, shown.submitted.as_ref())
        .worded(words.label, words.problem);
    let ids = waiting
        .into_iter()
        .map(|id| view! { <input type="hidden" name="listings[]" value=id /> })
        .collect_view();
    view! {
        <ActionForm action>
            {form.summary()} {ids} <SendButton label=words.confirm_page busy=form.busy() />
        </ActionForm>
    }
    .into_any()
}

fn row(shown: &Shown<OwnPage>, home: &OwnListing) -> Vec<AnyView> {
    let text = shown.text;
    let words = text.offer();
    let editor = [PATH, "/", &home.id.to_string()].concat();
    let picture = home.photo.as_ref().map(|photo| {
        view! {
            <img
                class="own-photo"
                src=photo.path_at(320)
                alt=""
                width="72"
                height="54"
                loading="lazy"
            />
        }
    });
    let facts = [
        home.district.clone(),
        Some((text.words.layout)(home.layout)).filter(|layout| !layout.is_empty()),
        home.area
            .map(|metres| (text.words.square_metres)(&area(metres as f32))),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let view_link = (home.status == ListingStatus::Published).then(|| {
        let href = ["/listings/", &home.id.to_string()].concat();
        view! { <a href=href>{words.view}</a> }
    });
    let confirm = home.days_unconfirmed.is_some() || comes_back(home);
    vec![
        view! {
            <div class="own-home">
                {picture} <div>
                    <a href=editor.clone()>
                        <strong>{home.title.clone()}</strong>
                    </a>
                    <p class="muted">{facts.join(SEPARATOR)}</p>
                </div>
            </div>
        }
        .into_any(),
        (text.words.yuan_per_month)(&thousands(home.rent)).into_any(),
        view! {
            <div class="badges">
                {status_badge(text, home.status)} {against_badge(text, home)}
                {edit_badge(text, home)} {confirm_badge(text, home)}
                {home
                    .long_expired
                    .then(|| view! { <Badge label=words.long_expired tone=Tone::Accent /> })}
            </div>
        }
        .into_any(),
        minute_in_china(home.updated_at).into_any(),
        view! {
            <div class="row-actions">
                <a href=editor>{words.edit}</a>
                {view_link}
                {confirm.then(|| step_buttons(
                    text,
                    (home.id, home.version),
                    &[ListingAction::Confirm],
                    "list",
                    shown.submitted.as_ref(),
                ))}
            </div>
        }
        .into_any(),
    ]
}

/// Whether a word of its publisher brings a home back that has expired.
fn comes_back(home: &OwnListing) -> bool {
    home.status == ListingStatus::Expired && !home.long_expired
}

/// Where a home stands in its life.
pub(super) fn status_badge(text: &'static Text, status: ListingStatus) -> AnyView {
    let tone = match status {
        ListingStatus::Published => Tone::Good,
        _ => Tone::Neutral,
    };
    view! { <Badge label=(text.offer().status)(status) tone=tone /> }.into_any()
}

/// What a moderator decided against it; why stands on its page.
fn against_badge(text: &'static Text, home: &OwnListing) -> AnyView {
    home.against
        .map(|action| {
            let label = (text.offer().step)(action.as_str());
            view! { <Badge label=label tone=Tone::Accent /> }
        })
        .into_any()
}

fn edit_badge(text: &'static Text, home: &OwnListing) -> AnyView {
    let worth_a_word = match home.edit {
        Some(EditState::InReview) => home.status != ListingStatus::InReview,
        Some(EditState::Open) => home.status != ListingStatus::Draft,
        None => false,
    };
    home.edit
        .filter(|_| worth_a_word)
        .map(|state| view! { <Badge label=(text.offer().edit_state)(state) tone=Tone::Accent /> })
        .into_any()
}

fn confirm_badge(text: &'static Text, home: &OwnListing) -> AnyView {
    home.days_unconfirmed
        .map(|days| {
            let label = (text.offer().unconfirmed)(&days.to_string());
            view! { <Badge label=label tone=Tone::Accent /> }
        })
        .into_any()
}
