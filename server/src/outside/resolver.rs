//! Names of receivers, as they lead to machines of the public network.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use services::webhooks::Guard;
use std::net::SocketAddr;

/// A name or an address that leads to no machine of the public network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotPublic;

impl std::fmt::Display for NotPublic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no address of the public network")
    }
}

impl std::error::Error for NotPublic {}

/// Finds addresses of names at the moment of connecting, so that no name is checked as one machine and
/// reached as another.
pub(super) struct Resolver(pub(super) Guard);

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let admitted: Vec<SocketAddr> =
                found.filter(|found| guard.admits(found.ip())).collect();
            if admitted.is_empty() {
                return Err(NotPublic.into());
            }
            Ok(Box::new(admitted.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_that_leads_to_this_machine_is_not_connected_to() {
        let localhost = || "localhost".parse().unwrap();
        let production = Resolver(Guard { development: false });
        let resolved = production.resolve(localhost()).await;
        let error = resolved.err().unwrap();
        assert!(error.downcast_ref::<NotPublic>().is_some(), "{error}");
        let development = Resolver(Guard { development: true });
        let mut found = development.resolve(localhost()).await.unwrap();
        assert!(found.all(|found| found.ip().is_loopback()));
    }
}
