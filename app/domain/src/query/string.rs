//! A search inside an answer: as the query string that every part can read anyway, which is shorter
//! than its fields and asks no more code of the browser.

use super::ListingQuery;
use serde::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;

pub(crate) fn serialize<S: Serializer>(
    query: &ListingQuery,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&query.to_query_string())
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<ListingQuery, D::Error> {
    let text: Cow<'de, str> = Deserialize::deserialize(deserializer)?;
    Ok(ListingQuery::parse(&text).query)
}
