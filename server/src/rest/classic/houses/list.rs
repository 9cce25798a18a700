//! `GET /api/houseinfos/`

use super::{
    super::{answer, asked::Asked, paging::no_such_page, words},
    House, house,
};
use crate::http::cached::Seen;
use axum::{http::StatusCode, response::Response};
use domain::{DivisionCode, Range};
use services::{HomeOrder, HomeRow, HomesQuery};
use std::borrow::Cow;

/// What is asked for, with the texts that it was read from.
#[derive(Default)]
struct Wanted<'a> {
    title: Option<Cow<'a, str>>,
    division: Option<DivisionCode>,
    rent: Range,
    area: Range,
    house_type: Option<i64>,
    order: HomeOrder,
    descending: bool,
}

pub(super) async fn list(asked: Asked) -> Response {
    let wanted = match Wanted::read(&asked) {
        Ok(wanted) => wanted,
        Err(NoNumber(name)) => {
            return answer::wrong([(name.as_str(), words::NO_NUMBER.to_owned())]);
        }
    };
    let query = HomesQuery {
        division: wanted.division,
        title: wanted.title.as_deref(),
        rent: wanted.rent,
        area: wanted.area,
        house_type: wanted.house_type,
        order: wanted.order,
        descending: wanted.descending,
    };
    let services = &asked.services;
    let written = services.classic_homes(&query, asked.paging(), |gazetteer, found| {
        let rows = found.items.iter();
        let results: Vec<House<'_>> = rows
            .map(|row: &HomeRow<'_>| house(row, gazetteer))
            .collect();
        let place = (found.total, found.page, found.pages);
        // While what it is made of is at hand.
        let answer = answer::json(StatusCode::OK, &asked.envelope(place, results));
        Seen::shown_ids(found.items.iter().map(HomeRow::id)).beside(answer)
    });
    written.unwrap_or_else(no_such_page)
}

impl<'a> Wanted<'a> {
    fn read(asked: &'a Asked) -> Result<Self, NoNumber> {
        let mut wanted = Self {
            descending: true,
            ..Self::default()
        };
        for (name, value) in asked.terms() {
            match &*name {
                "title" => {
                    let text = value.trim();
                    wanted.title = match text.is_empty() {
                        true => None,
                        false if text.len() == value.len() => Some(value),
                        false => Some(Cow::Owned(text.to_owned())),
                    };
                }
                "district" | "dist" => {
                    let code = number(&name, &value)?;
                    // What is no whole number is no district's code.
                    let code = if code.fract() == 0.0 { code as i32 } else { -1 };
                    wanted.division = Some(DivisionCode(code));
                }
                "minprice" | "min_price" => wanted.rent.min = Some(least(&name, &value)?),
                "maxprice" | "max_price" => wanted.rent.max = Some(most(&name, &value)?),
                "minarea" | "min_area" => wanted.area.min = Some(least(&name, &value)?),
                "maxarea" | "max_area" => wanted.area.max = Some(most(&name, &value)?),
                "type" => {
                    let id = number(&name, &value)?;
                    wanted.house_type = Some(if id.fract() == 0.0 { id as i64 } else { -1 });
                }
                "ordering" => {
                    if let Some(order) = value.split(',').find_map(ordering) {
                        (wanted.order, wanted.descending) = order;
                    }
                }
                _ => {}
            }
        }
        Ok(wanted)
    }
}

fn ordering(text: &str) -> Option<(HomeOrder, bool)> {
    let text = text.trim();
    let (name, descending) = match text.strip_prefix('-') {
        Some(name) => (name, true),
        None => (text, false),
    };
    match name {
        "pubdate" => Some((HomeOrder::Day, descending)),
        "price" => Some((HomeOrder::Rent, descending)),
        _ => None,
    }
}

/// The name of a parameter that has no number where one has to be.
struct NoNumber(String);

fn number(name: &str, text: &str) -> Result<f64, NoNumber> {
    let number: Option<f64> = text.trim().parse().ok();
    number
        .filter(|number| number.is_finite())
        .ok_or_else(|| NoNumber(name.to_owned()))
}

/// The smallest whole number that is not below the one in `text`.
fn least(name: &str, text: &str) -> Result<u32, NoNumber> {
    Ok(number(name, text)?.ceil() as u32)
}

/// The largest whole number that is not above the one in `text`. Rents and areas begin at 1: nothing is
/// below that.
fn most(name: &str, text: &str) -> Result<u32, NoNumber> {
    Ok(number(name, text)?.floor() as u32)
}
