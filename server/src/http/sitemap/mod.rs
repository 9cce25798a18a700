//! `/robots.txt`, `/sitemap.xml` and the parts of the sitemap.
//!
//! A part holds the pages of one kind whose numbers lie in one range, so that it keeps its name and
//! its pages while others come and go. It is written while it is read.

mod kind;
mod part;
mod robots;
mod xml;

pub(super) use robots::robots;

use super::{AppState, origin::public_origin, pages::exists, problem};
use axum::{
    body::Body,
    extract::{Extension, Path, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use kind::Kind;
use part::Part;
use services::{RequestId, sitemap::PageChanges};

/// The most addresses that search engines read from one part.
pub const ADDRESSES_MAX: u32 = 50_000;
/// Pages without a number.
const FIXED: [&str; 4] = ["/", "/listings", "/map", "/stats"];

const XML: HeaderValue = HeaderValue::from_static("application/xml; charset=utf-8");
/// As long as the changes are kept.
const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=600");

/// The list of all parts with the newest change in each.
pub(super) async fn index(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    headers: HeaderMap,
) -> Response {
    let origin = public_origin(&state.site, &headers);
    let size = run_size(&state);
    let changes = match state.services.page_changes(size).await {
        Ok(changes) => changes,
        Err(error) => return problem::response(&error.into_app_error(Some(&request))),
    };
    let mut text = xml::INDEX_START.to_owned();
    for kind in Kind::ALL {
        for (number, changed_at) in kind.runs(&changes, size) {
            let path = format!("/sitemaps/{}-{}.xml", kind.name(), number + 1);
            xml::part(&mut text, &origin, &path, changed_at);
        }
    }
    text.push_str(xml::INDEX_END);
    answer(text.into())
}

/// A part by its name, `{kind}-{n}.xml`, counted from 1.
pub(super) async fn part(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some((kind, number)) = named(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let size = run_size(&state);
    let changes = match state.services.page_changes(size).await {
        Ok(changes) => changes,
        Err(error) => return problem::response(&error.into_app_error(Some(&request))),
    };
    let known = kind.runs(&changes, size).iter().any(|run| run.0 == number);
    if !known {
        return StatusCode::NOT_FOUND.into_response();
    }
    let origin = public_origin(&state.site, &headers);
    let part = Part::new(state.services, changes, kind, number, size);
    answer(Body::from_stream(part.written(origin)))
}

/// How many numbers one part covers: each page has an address in each language.
fn run_size(state: &AppState) -> u32 {
    let languages = u32::try_from(app::Locale::ALL.len()).unwrap_or(1);
    (state.site.sitemap_addresses / languages).max(1)
}

/// The kind and the run, from 0, of a part's name.
fn named(name: &str) -> Option<(Kind, i64)> {
    let (kind, number) = name.strip_suffix(".xml")?.rsplit_once('-')?;
    let kind = Kind::ALL.into_iter().find(|known| known.name() == kind)?;
    let plain = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    let number: i64 = number.parse().ok()?;
    plain.then_some((kind, number - 1))
}

/// The pages without a number that there are.
fn fixed_pages() -> impl Iterator<Item = &'static str> {
    FIXED.into_iter().filter(|path| exists(path))
}

fn answer(body: Body) -> Response {
    ([(CONTENT_TYPE, XML), (CACHE_CONTROL, CACHE)], body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_one_name() {
        assert_eq!(named("listings-1.xml"), Some((Kind::Listings, 0)));
        assert_eq!(
            named("business-districts-12.xml"),
            Some((Kind::BusinessDistricts, 11))
        );
        for name in [
            "",
            "listings.xml",
            "listings-0.xml",
            "listings-01.xml",
            "listings-+1.xml",
            "listings--1.xml",
            "listings-1",
            "Listings-1.xml",
            "homes-1.xml",
            "listings-99999999999999999999.xml",
        ] {
            assert_eq!(named(name), None, "{name}");
        }
    }
}
