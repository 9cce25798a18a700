//! `GET /api/v1/listings.csv`, `GET /api/v1/listings.jsonl`: all homes that match, as a file.

use super::super::{
    answer::{failed, invalid},
    files::{self, Form},
};
use crate::http::{AppState, problem, public_origin};
use app::{
    Locale,
    features::{
        market::Cell,
        search::{home_columns, home_row, search_file},
    },
};
use axum::{
    Extension,
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};
use domain::{AppError, ListingCard, ListingQuery, moment};
use services::{Caller, Error, RequestId, Romanise, WholeSearch};
use std::io;
use tokio::task::spawn_blocking;

pub(in super::super) const ABOUT: &str = "Everything that matches, whatever page is asked for, as it is \
    at the moment of asking.";

/// What programs that know no Chinese names save the file as.
const NAME: &str = "zufang-listings";

/// The homes as a table, in the language that `lang`, the cookie or the browser says.
pub(super) async fn csv(
    state: State<AppState>,
    caller: Extension<Caller>,
    id: Extension<RequestId>,
    query: RawQuery,
    headers: HeaderMap,
) -> Response {
    download(Form::Csv, state, caller, id, query, headers).await
}

/// The homes as the list of the API has them, each with `as_of`, the moment at which the file was asked for.
pub(super) async fn lines(
    state: State<AppState>,
    caller: Extension<Caller>,
    id: Extension<RequestId>,
    query: RawQuery,
    headers: HeaderMap,
) -> Response {
    download(Form::JsonLines, state, caller, id, query, headers).await
}

/// Takes the parameters of `/api/v1/listings`, and is as strict; what page is asked for makes no difference.
async fn download(
    form: Form,
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Extension(id): Extension<RequestId>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = query.unwrap_or_default();
    let locale = files::locale(Some(&query), &headers);
    let site = public_origin(&state.site, &headers);
    // Sorting all homes takes a moment.
    let searched = spawn_blocking({
        let parsed = ListingQuery::parse(&query);
        let services = state.services.clone();
        move || services.search_whole(&caller, &parsed)
    });
    let found = searched.await.map_err(Error::internal).flatten();
    found
        .map_err(|error| failed(error, &id))
        .and_then(|found| answer(form, locale, site, found, &id))
        .unwrap_or_else(|error| problem::response(&error))
}

fn answer(
    form: Form,
    locale: Locale,
    site: String,
    mut found: WholeSearch,
    id: &RequestId,
) -> Result<Response, AppError> {
    if !found.issues.is_empty() {
        return Err(invalid(problem::fields(found.issues)));
    }
    if locale == Locale::En {
        found.romanise();
    }
    let name = search_file(locale, &found.query, &found.names);
    let as_of = moment::china_text(found.as_of);
    let body = match form {
        Form::Csv => files::streamed(table(locale, site, as_of, found)),
        Form::JsonLines => files::streamed(found.map(move |cards| objects(&cards, &as_of))),
    };
    files::file(form, NAME, &name, body, id)
}

/// The table, some rows at a time.
fn table(
    locale: Locale,
    site: String,
    as_of: String,
    found: WholeSearch,
) -> impl Iterator<Item = io::Result<Vec<u8>>> {
    let columns = home_columns(locale).iter().map(|name| Cell::from(*name));
    let start = files::csv_rows(files::csv_start(), [columns]);
    let rows = found.map(move |mut cards| {
        if locale == Locale::En {
            cards.romanise();
        }
        let rows = cards
            .iter()
            .map(|card| home_row(locale, card, &site, &as_of));
        files::csv_rows(Vec::new(), rows)
    });
    std::iter::once(start).chain(rows)
}

/// One JSON object a line.
fn objects(cards: &[ListingCard], as_of: &str) -> io::Result<Vec<u8>> {
    let mut lines = Vec::with_capacity(cards.len() * 1_024);
    for card in cards {
        serde_json::to_writer(&mut lines, card)?;
        // The end of the object gives way to one more member.
        lines.pop();
        lines.extend_from_slice(b",\"as_of\":\"");
        lines.extend_from_slice(as_of.as_bytes());
        lines.extend_from_slice(b"\"}\n");
    }
    Ok(lines)
}
