//! Pages as the classic system counts them.

use super::{
    answer::{detail, json},
    asked::Asked,
    words,
};
use axum::{http::StatusCode, response::Response};
use serde::Serialize;
use services::classic::{Listed, PageNumber, Paging};

/// What stands on a page when nobody says otherwise.
const SIZE: u32 = 5;
/// The most that stands on a page.
const SIZE_MAX: u32 = 50;

/// A page and where the others are.
#[derive(Serialize)]
pub(super) struct Envelope<T> {
    count: u64,
    next: Option<String>,
    previous: Option<String>,
    results: Vec<T>,
}

impl Asked {
    /// Which page is asked for. A size that is none counts as not said, one that is too large as the largest.
    pub(super) fn paging(&self) -> Paging {
        let mut paging = Paging {
            page: PageNumber::Number(1),
            size: SIZE,
        };
        for (name, value) in self.terms() {
            match &*name {
                "page" if &*value == "last" => paging.page = PageNumber::Last,
                // What is no number is no page, and neither is 0.
                "page" => paging.page = PageNumber::Number(value.trim().parse().unwrap_or(0)),
                "size" => paging.size = size(&value),
                _ => {}
            }
        }
        paging
    }

    /// A page of a list, each thing as `show` says it.
    pub(super) fn listed<T, U: Serialize>(
        &self,
        found: services::Result<Option<Listed<T>>>,
        show: impl FnMut(T) -> U,
    ) -> Response {
        match found {
            Ok(Some(found)) => {
                let Listed {
                    total, page, pages, ..
                } = found;
                let items = found.items.into_iter().map(show).collect();
                let envelope = self.envelope((total, page, pages), items);
                json(StatusCode::OK, &envelope)
            }
            Ok(None) => no_such_page(),
            Err(error) => self.refused(error),
        }
    }

    /// The envelope around a page.
    pub(super) fn envelope<T>(
        &self,
        (total, page, pages): (u64, u32, u32),
        results: Vec<T>,
    ) -> Envelope<T> {
        Envelope {
            count: total,
            next: (page < pages).then(|| self.page_address(page + 1)),
            previous: (page > 1).then(|| self.page_address(page - 1)),
            results,
        }
    }

    /// The address of another page of what is asked for. The first page has no number, and names stand in
    /// their order, as the classic system writes them.
    fn page_address(&self, page: u32) -> String {
        let query = self.uri.query().unwrap_or_default();
        let mut pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
            .filter(|(name, _)| name != "page")
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        if page > 1 {
            pairs.push(("page".into(), page.to_string()));
        }
        pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut address = [&self.origin, self.uri.path()].concat();
        if !pairs.is_empty() {
            address.push('?');
        }
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs);
        address.push_str(&query.finish());
        address
    }
}

/// A page that is not there.
pub(super) fn no_such_page() -> Response {
    detail(StatusCode::NOT_FOUND, words::NO_SUCH_PAGE)
}

fn size(text: &str) -> u32 {
    let text = text.trim();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<u32>() {
        Ok(0) => SIZE,
        Ok(size) => size.min(SIZE_MAX),
        // More digits than a number has.
        Err(_) if digits && text.bytes().any(|byte| byte != b'0') => SIZE_MAX,
        Err(_) => SIZE,
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_size_is_at_most_fifty_and_what_is_none_is_five() {
        for (text, taken) in [
            ("1", 1),
            ("50", 50),
            ("51", 50),
            ("99999999999999999999", 50),
            ("0", 5),
            ("00000000000000000000", 5),
            ("-3", 5),
            ("x", 5),
            ("", 5),
        ] {
            assert_eq!(size(text), taken, "{text}");
        }
    }
}
