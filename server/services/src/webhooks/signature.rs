//! The signature by which a receiver knows that a delivery comes from here and is not an old one.

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// What the header `Zufang-Signature` says of `body`, sent at the second `at`: `t=<unix>,v1=<hex>`, with one
/// `v1` for each secret. What is signed is `t.body`, by HMAC-SHA256 with the whole text of the secret.
pub(super) fn signature<'a>(
    secrets: impl IntoIterator<Item = &'a str>,
    at: i64,
    body: &str,
) -> String {
    let mut header = format!("t={at}");
    for secret in secrets {
        header.push_str(",v1=");
        header.push_str(&sealed(secret, at, body));
    }
    header
}

fn sealed(secret: &str, at: i64, body: &str) -> String {
    // A key of any length is taken.
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(secret.as_bytes())
        .unwrap_or_else(|_| <Hmac<Sha256> as Mac>::new(&Default::default()));
    mac.update(at.to_string().as_bytes());
    mac.update(b".");
    mac.update(body.as_bytes());
    let seal = mac.finalize().into_bytes();
    seal.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_secret_signs() {
        // printf '1780000000.{"a":1}' | openssl dgst -sha256 -hmac whsec_a
        let a = "7cd8e77db875f647e17a11c7e459034b836e77883c2bfeb22b9671f687b18000";
        let b = "0a65edbba80a3663839a6d5bfe189ab13ac74c4e5fb54a9784774a4654a4ec1b";
        let header = signature(["whsec_a", "whsec_b"], 1_780_000_000, r#"{"a":1}"#);
        assert_eq!(header, format!("t=1780000000,v1={a},v1={b}"));
    }
}
