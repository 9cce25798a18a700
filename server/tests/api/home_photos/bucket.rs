//! Photos in a bucket: a small service that speaks as much S3 as the store asks of one.

use super::{Home, files::jpeg};
use crate::client::Client;
use axum::{
    Router,
    body::Bytes,
    extract::{Path, RawQuery, Request, State},
    http::{HeaderMap, Method, StatusCode, header::AUTHORIZATION},
    response::{IntoResponse, Response},
    routing::any,
};
use domain::ListingStatus;
use futures::TryStreamExt;
use services::photos::{BucketSettings, Bytes as Kept, PhotoStore};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};
use testkit::TestApp;

const KEY_ID: &str = "AKIATEST";

/// What the service keeps, and the parts of what is being put.
#[derive(Clone, Default)]
struct Service(Arc<Mutex<Objects>>);

#[derive(Default)]
struct Objects {
    kept: BTreeMap<String, Vec<u8>>,
    parts: BTreeMap<u32, Vec<u8>>,
    requests: u32,
    uploads_in_parts: u32,
}

impl Service {
    async fn start() -> (Self, BucketSettings) {
        let service = Self::default();
        let router = Router::new()
            .route("/{bucket}", any(bucket))
            .route("/{bucket}/{*key}", any(object))
            .layer(axum::extract::DefaultBodyLimit::disable())
            .with_state(service.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let settings = BucketSettings {
            endpoint,
            bucket: "homes".into(),
            region: "cn-test-1".into(),
            key_id: KEY_ID.into(),
            secret: "secret of the test".into(),
        };
        (service, settings)
    }

    fn keys(&self) -> Vec<String> {
        self.0.lock().unwrap().kept.keys().cloned().collect()
    }
}

/// Whether a request is signed for the bucket's region with the key of the settings.
fn is_signed(headers: &HeaderMap) -> bool {
    let Some(signed) = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
    else {
        return false;
    };
    let scope = [KEY_ID, "/"].concat();
    signed.starts_with("AWS4-HMAC-SHA256 ")
        && signed.contains(&scope)
        && signed.contains("/cn-test-1/s3/aws4_request")
        && signed.contains("Signature=")
        && headers.contains_key("x-amz-date")
        && headers.contains_key("x-amz-content-sha256")
}

fn xml(body: &str) -> Response {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    ([("content-type", "application/xml")], [head, body].concat()).into_response()
}

async fn bucket(
    State(service): State<Service>,
    RawQuery(query): RawQuery,
    request: Request,
) -> Response {
    if !is_signed(request.headers()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let query = query.unwrap_or_default();
    let pairs = form_urlencoded::parse(query.as_bytes());
    let prefix = pairs.into_owned().find(|(name, _)| name == "prefix");
    let prefix = prefix.map(|(_, prefix)| prefix).unwrap_or_default();
    let objects = service.0.lock().unwrap();
    let listed: String = objects
        .kept
        .iter()
        .filter(|(key, _)| key.starts_with(&prefix))
        .map(|(key, bytes)| {
            format!(
                "<Contents><Key>{key}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>\
                 <ETag>\"x\"</ETag><Size>{}</Size></Contents>",
                bytes.len()
            )
        })
        .collect();
    xml(&format!(
        "<ListBucketResult><Name>homes</Name><IsTruncated>false</IsTruncated>{listed}</ListBucketResult>"
    ))
}

async fn object(
    State(service): State<Service>,
    Path((bucket, key)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut objects = service.0.lock().unwrap();
    objects.requests += 1;
    if !is_signed(&headers) || bucket != "homes" {
        return StatusCode::FORBIDDEN.into_response();
    }
    let query = query.unwrap_or_default();
    let part = form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "partNumber")
        .and_then(|(_, number)| number.parse().ok());
    match (method, part) {
        (Method::PUT, Some(part)) => {
            objects.parts.insert(part, body.to_vec());
            [("etag", "\"part\"")].into_response()
        }
        (Method::PUT, None) => {
            objects.kept.insert(key, body.to_vec());
            [("etag", "\"whole\"")].into_response()
        }
        (Method::POST, _) if query.starts_with("uploads") => {
            objects.uploads_in_parts += 1;
            xml(
                "<InitiateMultipartUploadResult><Bucket>homes</Bucket><Key>k</Key>\
                 <UploadId>one</UploadId></InitiateMultipartUploadResult>",
            )
        }
        (Method::POST, _) => {
            let whole: Vec<u8> = std::mem::take(&mut objects.parts)
                .into_values()
                .flatten()
                .collect();
            objects.kept.insert(key, whole);
            xml(
                "<CompleteMultipartUploadResult><Location>l</Location><Bucket>homes</Bucket>\
                 <Key>k</Key><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>",
            )
        }
        (Method::DELETE, _) => {
            objects.kept.remove(&key);
            StatusCode::NO_CONTENT.into_response()
        }
        (Method::GET | Method::HEAD, _) => match objects.kept.get(&key) {
            Some(bytes) => {
                let headers = [
                    ("etag", "\"whole\"".to_owned()),
                    ("last-modified", "Thu, 01 Jan 2026 00:00:00 GMT".to_owned()),
                ];
                (headers, bytes.clone()).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        },
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

#[tokio::test]
async fn a_bucket_keeps_what_a_folder_keeps() {
    let (service, settings) = Service::start().await;
    let folder = tempfile::tempdir().unwrap();
    let stores = [
        PhotoStore::bucket(&settings).unwrap(),
        PhotoStore::folder(folder.path().join("photos")),
    ];
    for store in stores {
        store.check().await.unwrap();
        assert_eq!(store.read("u/a.c.webp").await.unwrap(), None);
        assert!(store.open("u/a.c.webp").await.unwrap().is_none());
        assert!(!store.exists("u/a.c.webp").await.unwrap());
        store.delete("u/a.c.webp").await.unwrap();
        store.put("u/a.c.webp", b"one".to_vec()).await.unwrap();
        store
            .put(".w320/u/a.c.webp.avif", b"two".to_vec())
            .await
            .unwrap();
        assert!(store.exists("u/a.c.webp").await.unwrap());
        let read = store.read("u/a.c.webp").await.unwrap();
        assert_eq!(read.as_deref(), Some(&b"one"[..]));
        let size = match store.open("u/a.c.webp").await.unwrap().unwrap() {
            Kept::File(path) => std::fs::read(path).unwrap().len(),
            Kept::Stream(size, bytes) => {
                let pieces: Vec<_> = bytes.try_collect().await.unwrap();
                assert_eq!(pieces.concat(), b"one");
                usize::try_from(size).unwrap()
            }
        };
        assert_eq!(size, 3);
        // As large as files may be, in pieces.
        for size in [10, 12 << 20] {
            let large = folder.path().join("large");
            std::fs::write(&large, vec![7; size]).unwrap();
            store.put_file(".new/large", &large).await.unwrap();
            let read = store.read(".new/large").await.unwrap().unwrap();
            assert_eq!(read.len(), size);
        }
        let listed: Vec<_> = store.list(".new/").try_collect().await.unwrap();
        let listed: Vec<String> = listed.into_iter().map(|kept| kept.key).collect();
        assert_eq!(listed, [".new/large"]);
        let nothing: Vec<_> = store.list("v/").try_collect().await.unwrap();
        assert!(nothing.is_empty());
        for key in ["u/a.c.webp", ".w320/u/a.c.webp.avif", ".new/large"] {
            store.delete(key).await.unwrap();
        }
        assert!(!store.exists("u/a.c.webp").await.unwrap());
    }
    assert!(service.keys().is_empty());
    assert_eq!(service.0.lock().unwrap().uploads_in_parts, 1);
}

#[tokio::test]
async fn a_wrong_key_is_told_as_an_error() {
    let (_, mut settings) = Service::start().await;
    settings.key_id = "AKIAOTHER".into();
    let store = PhotoStore::bucket(&settings).unwrap();
    assert!(store.check().await.is_err());
    assert!(store.read("u/a").await.is_err());
    let shown = format!("{store:?}");
    assert!(!shown.contains("secret of the test"), "{shown}");
}

#[tokio::test]
async fn photos_come_out_of_a_bucket_as_out_of_a_folder() {
    let (service, settings) = Service::start().await;
    let store = PhotoStore::bucket(&settings).unwrap();
    let app = TestApp::start_over(store).await.unwrap();
    let home = Home::of(Client::over(app, |_| {}), ListingStatus::Draft).await;
    home.add(&jpeg(700, 500, 130)).await;
    assert_eq!(
        home.files(),
        [] as [String; 0],
        "nothing is on this machine"
    );
    // The photo, and two copies in two formats; the file itself is gone.
    assert_eq!(service.keys().len(), 5, "{:?}", service.keys());
    let photo = home.photos().await.remove(0);
    let key = photo["photo"]["key"].as_str().unwrap();
    let whole = home.client.get(&format!("/photos/{key}")).await;
    assert_eq!(whole.status, StatusCode::OK);
    assert_eq!(whole.header("content-type"), "image/webp");
    assert!(whole.header("cache-control").contains("immutable"));
    assert_eq!(whole.header("content-length"), whole.body.len().to_string());
    let path = format!("/photos/{key}?w=320");
    let avif = home
        .client
        .get_with(&path, &[("accept", "image/avif")])
        .await;
    assert_eq!(avif.header("content-type"), "image/avif");
    // A copy that is gone is made again.
    let copy = format!(".w320/{key}.webp");
    service.0.lock().unwrap().kept.remove(&copy);
    let webp = home.client.get(&path).await;
    assert_eq!(webp.header("content-type"), "image/webp");
    assert!(service.keys().contains(&copy));
    let missing = home.client.get("/photos/u/missing.c.webp?w=320").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
