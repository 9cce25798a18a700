//! Lists in parts: by page, by rows, or behind a cursor.

use super::{
    asked::wrong,
    contract::{Described, Operation},
};
use crate::http::{AppState, public_origin};
use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::request::Parts,
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use domain::{Rows, account::admin::Paged};
use serde::Serialize;
use services::Error;
use utoipa::ToSchema;

/// Rows of a part when nobody says how many.
const SIZE: u32 = 20;
/// The most rows of a part.
const SIZE_MAX: u32 = 100;
/// What a cursor of ours begins with: its form may change.
const CURSOR: &str = "1.";

/// A part of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct Page<T> {
    /// How many there are in the whole list.
    pub(super) count: u64,
    /// The address of the part that follows.
    pub(super) next: Option<String>,
    /// The address of the part before; nothing behind a cursor.
    pub(super) previous: Option<String>,
    /// What is in this part.
    pub(super) results: Vec<T>,
}

/// How a part is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// `page` and `size`.
    Page { page: u32, size: u32 },
    /// `offset` and `limit`.
    Rows { skip: u32, limit: u32 },
    /// `cursor` and `limit`; without a text from the beginning.
    Cursor { text: Option<String>, limit: u32 },
}

/// The part that is asked for, and what its neighbours are called.
pub(super) struct Part {
    pub(super) way: Way,
    /// The address without what says which part.
    address: String,
}

/// [`Part`] of a list from the database. Those in the order of their ids have cursors.
pub(super) struct Paging<const CURSORS: bool> {
    part: Part,
    after: Option<i64>,
}

/// The parameters that say which part.
#[derive(ToSchema)]
#[allow(dead_code, reason = "It describes what is read by hand")]
struct PartTerms {
    /// Which page, from 1.
    #[schema(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page.
    #[schema(minimum = 1, maximum = 100)]
    size: Option<u32>,
    /// Rows before the part, instead of a page.
    offset: Option<u32>,
    /// Rows of the part, beside `offset` or `cursor`.
    #[schema(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

#[derive(ToSchema)]
#[allow(dead_code, reason = "It describes what is read by hand")]
struct CursorTerms {
    /// Where the part begins, as `next` says it; empty for the first. Rows that come or go meanwhile move
    /// no others.
    cursor: Option<String>,
}

impl Described for Part {
    fn describe(operation: &mut Operation) {
        operation.takes_query::<PartTerms>();
        operation.takes_query::<CursorTerms>();
        operation.has_parts();
    }
}

impl<const CURSORS: bool> Described for Paging<CURSORS> {
    fn describe(operation: &mut Operation) {
        operation.takes_query::<PartTerms>();
        if CURSORS {
            operation.takes_query::<CursorTerms>();
        }
        operation.has_parts();
    }
}

impl FromRequestParts<AppState> for Part {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let uri = match parts.extensions.get::<OriginalUri>() {
            Some(OriginalUri(uri)) => uri,
            None => &parts.uri,
        };
        let origin = public_origin(&state.site, &parts.headers);
        let query = uri.query().unwrap_or_default();
        let way = Way::read(query).map_err(|(field, code)| wrong(field, code))?;
        Ok(Self {
            way,
            address: [&origin, uri.path(), "?", &without_parts(query)].concat(),
        })
    }
}

impl<const CURSORS: bool> FromRequestParts<AppState> for Paging<CURSORS> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let part = Part::from_request_parts(parts, state).await?;
        let after = match &part.way {
            Way::Cursor {
                text: Some(text), ..
            } => Some(read_cursor(text).ok_or_else(|| wrong("cursor", "unknown_value"))?),
            _ => None,
        };
        Ok(Self { part, after })
    }
}

const NAMES: [&str; 5] = ["page", "size", "offset", "limit", "cursor"];

impl Way {
    /// Reads a query string; the parameter that is wrong and why.
    fn read(query: &str) -> Result<Self, (&'static str, &'static str)> {
        let mut given: [Option<String>; 5] = Default::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if let Some(at) = NAMES.iter().position(|known| **known == name) {
                if given[at].is_some() {
                    return Err((NAMES[at], "duplicate"));
                }
                given[at] = Some(value.into_owned());
            }
        }
        let [page, size, offset, limit, cursor] = given;
        let number = |name, value: Option<String>, least: u32, most: u32| match value.as_deref() {
            None | Some("") => Ok(None),
            Some(text) => match text.parse::<u32>() {
                Ok(number) if (least..=most).contains(&number) => Ok(Some(number)),
                Ok(_) => Err((name, "out_of_range")),
                Err(_) if is_whole(text) => Err((name, "out_of_range")),
                Err(_) => Err((name, "not_a_number")),
            },
        };
        let page = number("page", page, 1, u32::MAX)?;
        let size = number("size", size, 1, SIZE_MAX)?;
        let skip = number("offset", offset, 0, u32::MAX)?;
        let limit = number("limit", limit, 1, SIZE_MAX)?;
        let by_page = page.is_some() || size.is_some();
        match cursor {
            Some(_) if by_page || skip.is_some() => Err(("cursor", "one_way_only")),
            Some(text) => Ok(Self::Cursor {
                text: Some(text).filter(|text| !text.is_empty()),
                limit: limit.unwrap_or(SIZE),
            }),
            None if by_page && skip.is_some() => Err(("offset", "one_way_only")),
            None if by_page && limit.is_some() => Err(("limit", "one_way_only")),
            None if skip.is_some() || limit.is_some() => Ok(Self::Rows {
                skip: skip.unwrap_or(0),
                limit: limit.unwrap_or(SIZE),
            }),
            None => Ok(Self::Page {
                page: page.unwrap_or(1),
                size: size.unwrap_or(SIZE),
            }),
        }
    }
}

/// Whether a text is a whole number, of any size.
fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

impl Part {
    fn at(&self, pairs: &[(&str, &str)]) -> String {
        let mut terms = form_urlencoded::Serializer::new(String::new());
        terms.extend_pairs(pairs);
        let separator = if self.address.ends_with('?') { "" } else { "&" };
        [&self.address, separator, &terms.finish()].concat()
    }

    /// The addresses of the parts after and before this one, of `count` rows; behind a cursor `cursor` is
    /// the next.
    pub(super) fn neighbours(
        &self,
        count: u64,
        cursor: Option<&str>,
    ) -> (Option<String>, Option<String>) {
        match self.way {
            Way::Page { page, size } => {
                let (pages, text) = (count.div_ceil(u64::from(size)), size.to_string());
                let at = |page: u32| self.at(&[("page", &page.to_string()), ("size", &text)]);
                let next = (u64::from(page) < pages).then(|| at(page + 1));
                (next, (page > 1).then(|| at(page - 1)))
            }
            Way::Rows { skip, limit } => {
                let text = limit.to_string();
                let at = |skip: u32| self.at(&[("offset", &skip.to_string()), ("limit", &text)]);
                let after = skip
                    .checked_add(limit)
                    .filter(|skip| u64::from(*skip) < count);
                (
                    after.map(at),
                    (skip > 0).then(|| at(skip.saturating_sub(limit))),
                )
            }
            Way::Cursor { limit, .. } => {
                let limit = limit.to_string();
                (
                    cursor.map(|cursor| self.at(&[("cursor", cursor), ("limit", &limit)])),
                    None,
                )
            }
        }
    }
}

impl<const CURSORS: bool> Paging<CURSORS> {
    /// What the services are asked for.
    pub(super) fn rows(&self) -> Rows {
        match self.part.way {
            Way::Page { size, .. } => Rows::Page(size),
            Way::Rows { skip, limit } => Rows::From { skip, limit },
            // One more shows whether others follow.
            Way::Cursor { limit, .. } => Rows::After {
                id: self.after,
                limit: limit + 1,
            },
        }
    }

    /// The number of the page, where one is asked for.
    pub(super) fn page(&self) -> u32 {
        match self.part.way {
            Way::Page { page, .. } => page,
            Way::Rows { .. } | Way::Cursor { .. } => 1,
        }
    }

    /// What was found, as a part of the list. `id` is what the list is in order of.
    pub(super) fn part<T>(
        &self,
        found: services::Result<Paged<T>>,
        id: impl Fn(&T) -> i64,
    ) -> services::Result<Page<T>> {
        let found = found?;
        self.of(found.items, (found.total, found.pages), id)
    }

    /// The same of `results`, of which there are `total` on `pages`.
    pub(super) fn of<T>(
        &self,
        mut results: Vec<T>,
        (count, pages): (u64, u32),
        id: impl Fn(&T) -> i64,
    ) -> services::Result<Page<T>> {
        let mut cursor = None;
        match self.part.way {
            Way::Page { page, .. } if page > pages => return Err(Error::NotFound),
            Way::Cursor { limit, .. } if results.len() > limit as usize => {
                results.truncate(limit as usize);
                cursor = results.last().map(|last| write_cursor(id(last)));
            }
            _ => {}
        }
        let (next, previous) = self.part.neighbours(count, cursor.as_deref());
        Ok(Page {
            count,
            next,
            previous,
            results,
        })
    }
}

fn write_cursor(id: i64) -> String {
    BASE64.encode([CURSOR, &id.to_string()].concat())
}

fn read_cursor(text: &str) -> Option<i64> {
    let bytes = BASE64.decode(text).ok()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    text.strip_prefix(CURSOR)?.parse().ok()
}

/// The query string without what says which part.
pub(super) fn without_parts(query: &str) -> String {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let mut rest = form_urlencoded::Serializer::new(String::new());
    rest.extend_pairs(pairs.filter(|(name, _)| !NAMES.contains(&&**name)));
    rest.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_asked_for_in_one_way() {
        let page = |page, size| Ok(Way::Page { page, size });
        let rows = |skip, limit| Ok(Way::Rows { skip, limit });
        let cursor = |text: Option<&str>, limit| {
            let text = text.map(ToOwned::to_owned);
            Ok(Way::Cursor { text, limit })
        };
        for (query, way) in [
            ("", page(1, 20)),
            ("page=3&q=a", page(3, 20)),
            ("size=100", page(1, 100)),
            ("page=", page(1, 20)),
            ("offset=40", rows(40, 20)),
            ("limit=5", rows(0, 5)),
            ("cursor=", cursor(None, 20)),
            ("cursor=abc&limit=3", cursor(Some("abc"), 3)),
            ("page=0", Err(("page", "out_of_range"))),
            ("page=99999999999999999999", Err(("page", "out_of_range"))),
            ("page=x", Err(("page", "not_a_number"))),
            ("page=-1", Err(("page", "out_of_range"))),
            ("page=-", Err(("page", "not_a_number"))),
            ("size=101", Err(("size", "out_of_range"))),
            ("limit=0", Err(("limit", "out_of_range"))),
            ("page=1&page=2", Err(("page", "duplicate"))),
            ("page=1&offset=2", Err(("offset", "one_way_only"))),
            ("size=1&limit=2", Err(("limit", "one_way_only"))),
            ("cursor=a&page=2", Err(("cursor", "one_way_only"))),
        ] {
            assert_eq!(Way::read(query), way, "{query}");
        }
    }

    #[test]
    fn a_cursor_reads_what_it_writes_and_nothing_else() {
        for id in [1, 42, i64::MAX, i64::MIN] {
            assert_eq!(read_cursor(&write_cursor(id)), Some(id));
        }
        for wrong in [
            "",
            "abc",
            "%%%",
            &BASE64.encode("1.x"),
            &BASE64.encode("2.1"),
            "\u{ff}",
        ] {
            assert_eq!(read_cursor(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn neighbours_keep_what_else_was_asked_for() {
        let part = |way| Part {
            way,
            address: "https://zufang.example/api/v1/users?q=a".into(),
        };
        let at = |rest: &str| Some(["https://zufang.example/api/v1/users?q=a", rest].concat());
        for (way, next, previous) in [
            (Way::Page { page: 1, size: 10 }, at("&page=2&size=10"), None),
            (Way::Page { page: 3, size: 10 }, None, at("&page=2&size=10")),
            (
                Way::Rows { skip: 5, limit: 10 },
                at("&offset=15&limit=10"),
                at("&offset=0&limit=10"),
            ),
            (
                Way::Rows {
                    skip: 15,
                    limit: 10,
                },
                None,
                at("&offset=5&limit=10"),
            ),
        ] {
            assert_eq!(
                part(way.clone()).neighbours(25, None),
                (next, previous),
                "{way:?}"
            );
        }
    }
}
