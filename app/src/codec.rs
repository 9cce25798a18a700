//! How what a page shows travels from the server to the browser.

use leptos::{
    prelude::Resource,
    server::codee::{Decoder, Encoder},
};
use serde::{Serialize, de::DeserializeOwned};

/// What a page waits for before its first byte leaves.
pub(crate) type PageResource<T> = Resource<T, PageJson>;

/// For [`PageResource::new_with_options`]: status and head depend on the answer.
pub(crate) const BLOCKING: bool = true;

/// JSON, read from bytes as the answers of server functions are: reading it from text, as leptos
/// does by default, would put a second deserialiser of every type into the browser's download.
pub(crate) struct PageJson;

impl<T: Serialize> Encoder<T> for PageJson {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, serde_json::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for PageJson {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, serde_json::Error> {
        serde_json::from_slice(text.as_bytes())
    }
}
