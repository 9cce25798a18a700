//! ETags that are made from bodies.

use axum::{
    extract::Request,
    http::{
        HeaderValue,
        header::{CONTENT_ENCODING, ETAG},
    },
    middleware::Next,
    response::Response,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// Bytes of the hash that a tag has.
const LENGTH: usize = 16;

/// The answer's ETag is that of its body, byte by byte.
#[derive(Clone, Copy)]
pub(crate) struct OfBody;

/// The strong ETag of `body`.
pub(crate) fn tag(body: &[u8]) -> HeaderValue {
    let hash = Sha256::digest(body);
    let text = BASE64_URL_SAFE_NO_PAD.encode(hash.get(..LENGTH).unwrap_or_default());
    HeaderValue::from_str(&format!("\"{text}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Whether an `If-None-Match` or `If-Match` names `tag`, by the weak comparison that it asks for (RFC 9110).
pub(crate) fn names(known: &HeaderValue, tag: &HeaderValue) -> bool {
    let opaque = |text: &str| {
        let text = text.trim();
        text.strip_prefix("W/").unwrap_or(text).to_owned()
    };
    let (Ok(known), Ok(tag)) = (known.to_str(), tag.to_str()) else {
        return false;
    };
    let tag = opaque(tag);
    known.trim() == "*" || known.split(',').any(|known| opaque(known) == tag)
}

/// A body that was compressed is another one, byte by byte: its ETag says the same, but weakly.
pub(crate) async fn weaken_compressed(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let is_ours = response.extensions().get::<OfBody>().is_some();
    if is_ours && response.headers().contains_key(CONTENT_ENCODING) {
        let tag = response.headers().get(ETAG).map(HeaderValue::as_bytes);
        let strong = tag.filter(|tag| tag.starts_with(b"\""));
        let weak = strong.map(|tag| HeaderValue::from_bytes(&[b"W/", tag].concat()));
        if let Some(Ok(weak)) = weak {
            response.headers_mut().insert(ETAG, weak);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_named_weakly_or_in_a_list() {
        let tag = tag(b"body");
        assert_ne!(tag, super::tag(b"other"));
        let text = tag.to_str().unwrap().to_owned();
        for known in [
            text.clone(),
            format!("W/{text}"),
            format!("\"a\", W/{text} ,\"b\""),
            "*".into(),
        ] {
            assert!(names(&known.parse().unwrap(), &tag), "{known}");
        }
        for known in ["", "\"a\"", text.trim_matches('"')] {
            assert!(!names(&known.parse().unwrap(), &tag), "{known}");
        }
    }
}
