//! The market as files.

use super::super::{
    answer::failed,
    files::{self, Form},
};
use app::{
    Locale,
    features::market::{Cell, as_of, export},
};
use axum::{http::HeaderMap, response::Response};
use chrono::{DateTime, Utc};
use domain::{AppError, Market, market::Group, moment};
use serde::Serialize;
use serde_json::json;
use services::{Error, RequestId, Romanise};

/// What programs that know no Chinese names save the file as.
const NAME: &str = "zufang-market";

/// `market`, as it was at `now`, as a file with a name to save it under. A table is in the language that
/// `query` names, else the one of `headers`.
pub(super) fn response(
    form: Form,
    mut market: Market,
    now: DateTime<Utc>,
    query: Option<&str>,
    headers: &HeaderMap,
    id: &RequestId,
) -> Result<Response, AppError> {
    let locale = files::locale(query, headers);
    let now = moment::china_text(now);
    let lines = match form {
        Form::JsonLines => Some(lines(&market, &now)),
        Form::Csv => None,
    };
    if locale == Locale::En {
        market.romanise();
    }
    let table = export(locale, &market);
    let body = lines.unwrap_or_else(|| {
        let columns = table.columns.iter().map(|name| Cell::from(name.as_str()));
        let columns: Vec<Cell> = columns.chain([Cell::from(as_of(locale))]).collect();
        let rows = table.rows.into_iter().map(|mut row| {
            row.push(Cell::Words(now.clone()));
            row
        });
        files::csv_rows(files::csv_start(), std::iter::once(columns).chain(rows))
    });
    let body = body.map_err(|error| failed(Error::internal(error), id))?;
    files::file(form, NAME, &table.file, body, id)
}

/// The figures of one group a line: which statistic, which group, its figures, and when they were true.
fn lines(market: &Market, now: &str) -> std::io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    let all = json!({
        "statistic": "all", "group": null, "figures": market.figures, "rents": market.rents, "as_of": now,
    });
    put(&mut lines, &all)?;
    groups(&mut lines, "places", &market.places, now)?;
    groups(
        &mut lines,
        "business_districts",
        &market.business_districts,
        now,
    )?;
    for bin in &market.rent_bins {
        let figures = json!({"count": bin.count});
        let line =
            json!({"statistic": "rents", "group": bin.rent, "figures": figures, "as_of": now});
        put(&mut lines, &line)?;
    }
    groups(&mut lines, "areas", &market.area_bands, now)?;
    groups(&mut lines, "rooms", &market.rooms, now)?;
    groups(&mut lines, "modes", &market.modes, now)?;
    groups(&mut lines, "months", &market.history, now)?;
    Ok(lines)
}

fn groups<T: Serialize>(
    lines: &mut Vec<u8>,
    statistic: &str,
    groups: &[Group<T>],
    now: &str,
) -> std::io::Result<()> {
    for Group { value, figures } in groups {
        let line =
            json!({"statistic": statistic, "group": value, "figures": figures, "as_of": now});
        put(lines, &line)?;
    }
    Ok(())
}

fn put(lines: &mut Vec<u8>, line: &serde_json::Value) -> std::io::Result<()> {
    serde_json::to_writer(&mut *lines, line)?;
    lines.push(b'\n');
    Ok(())
}
