//! A bucket that speaks S3.

use super::{Bytes, Kept};
use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    ClientOptions, ObjectStore, ObjectStoreExt, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder},
    buffered::BufWriter,
    path::Path as Key,
};
use std::{fmt, io, path::Path, sync::Arc, time::Duration};
use tokio::io::AsyncWriteExt;

/// For how long one request is tried again.
const PATIENCE: Duration = Duration::from_secs(15);

/// Which bucket, and what opens it.
#[derive(Clone, PartialEq, Eq)]
pub struct BucketSettings {
    /// Where the service is, such as `https://s3.example`; the bucket is the first part of the path.
    pub endpoint: String,
    /// The name of the bucket.
    pub bucket: String,
    /// The region that requests are signed for.
    pub region: String,
    /// The name of the key.
    pub key_id: String,
    /// The key.
    pub secret: String,
}

impl fmt::Debug for BucketSettings {
    /// Without the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BucketSettings")
            .field("endpoint", &self.endpoint)
            .field("bucket", &self.bucket)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

#[derive(Debug)]
pub(super) struct Bucket(Arc<AmazonS3>);

impl Bucket {
    pub(super) fn named(settings: &BucketSettings) -> Result<Self, String> {
        // The first that installs one decides for the process; all of ours are the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let options = ClientOptions::new()
            .with_allow_http(true)
            .with_connect_timeout(Duration::from_secs(5))
            .with_timeout(Duration::from_secs(60));
        let retry = RetryConfig {
            max_retries: 3,
            retry_timeout: PATIENCE,
            ..RetryConfig::default()
        };
        AmazonS3Builder::new()
            .with_endpoint(&settings.endpoint)
            .with_bucket_name(&settings.bucket)
            .with_region(&settings.region)
            .with_access_key_id(&settings.key_id)
            .with_secret_access_key(&settings.secret)
            .with_virtual_hosted_style_request(false)
            // Not every service that speaks S3 deletes in bulk.
            .with_disable_bulk_delete(true)
            .with_client_options(options)
            .with_retry(retry)
            .build()
            .map(|store| Self(Arc::new(store)))
            .map_err(|error| error.to_string())
    }

    pub(super) async fn put(&self, key: &str, bytes: Vec<u8>) -> io::Result<()> {
        self.0.put(&Key::from(key), bytes.into()).await?;
        Ok(())
    }

    pub(super) async fn put_file(&self, key: &str, path: &Path) -> io::Result<()> {
        let mut file = tokio::fs::File::open(path).await?;
        let store: Arc<dyn ObjectStore> = Arc::<AmazonS3>::clone(&self.0);
        let mut writer = BufWriter::new(store, Key::from(key));
        match tokio::io::copy(&mut file, &mut writer).await {
            Ok(_) => writer.shutdown().await,
            Err(error) => {
                // What came so far must not stay there unseen.
                let _ = writer.abort().await;
                Err(error)
            }
        }
    }

    pub(super) async fn open(&self, key: &str) -> io::Result<Option<Bytes>> {
        let Some(found) = found(self.0.get(&Key::from(key)).await)? else {
            return Ok(None);
        };
        let size = found.meta.size;
        let bytes = found.into_stream().map_err(io::Error::from).boxed();
        Ok(Some(Bytes::Stream(size, bytes)))
    }

    pub(super) async fn read(&self, key: &str) -> io::Result<Option<Vec<u8>>> {
        match found(self.0.get(&Key::from(key)).await)? {
            Some(found) => Ok(Some(found.bytes().await?.into())),
            None => Ok(None),
        }
    }

    pub(super) async fn exists(&self, key: &str) -> io::Result<bool> {
        Ok(found(self.0.head(&Key::from(key)).await)?.is_some())
    }

    pub(super) async fn delete(&self, key: &str) -> io::Result<()> {
        found(self.0.delete(&Key::from(key)).await)?;
        Ok(())
    }

    pub(super) fn list(&self, prefix: &str) -> BoxStream<'static, io::Result<Kept>> {
        let kept = self.0.list(Some(&Key::from(prefix)));
        kept.map_ok(|object| Kept {
            key: object.location.into(),
            at: object.last_modified,
        })
        .map_err(io::Error::from)
        .boxed()
    }
}

/// What was found; nothing when nothing is there.
fn found<T>(result: object_store::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
