//! The settings of the photo store.

use super::value::Reader;
use services::photos::BucketSettings;

/// The bucket in which photos are kept; nothing where they are kept in the data folder.
pub(super) fn bucket(reader: &mut Reader) -> Option<BucketSettings> {
    let expected = "an address without a path, such as https://s3.example";
    let endpoint = reader.checked("photo_store_url", expected, |url| {
        let uri: http::Uri = url.trim_end_matches('/').parse().ok()?;
        let web = matches!(uri.scheme_str(), Some("http" | "https"));
        (web && uri.authority().is_some() && uri.path() == "/" && uri.query().is_none())
            .then(|| url.trim_end_matches('/').to_owned())
    });
    let bucket = reader.checked("photo_store_bucket", "the name of a bucket", |name| {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
        ((3..=63).contains(&name.len()) && name.chars().all(plain)).then(|| name.to_owned())
    });
    let region = reader.checked("photo_store_region", "a region such as us-east-1", |text| {
        (!text.is_empty()).then(|| text.to_owned())
    });
    let key_id = reader.secret("photo_store_key_id", "the name of a key", some);
    let secret = reader.secret("photo_store_secret", "a key", some);
    let endpoint = endpoint?;
    let mut needed = |key: &str, value: Option<String>| {
        if value.is_none() {
            reader.missing(key, "photo_store_url");
        }
        value
    };
    let bucket = needed("photo_store_bucket", bucket);
    let key_id = needed("photo_store_key_id", key_id);
    let secret = needed("photo_store_secret", secret);
    Some(BucketSettings {
        endpoint,
        bucket: bucket?,
        region: region.unwrap_or_else(|| "us-east-1".into()),
        key_id: key_id?,
        secret: secret?,
    })
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
