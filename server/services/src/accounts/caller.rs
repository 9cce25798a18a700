//! Who asks for a use case, from where, and what they may do.

use crate::{Error, RequestId, Result};
use domain::{
    SessionId, UserId,
    account::{Means, Method, Need, SignedIn, token::TokenScope},
};
use std::{
    net::{IpAddr, Ipv6Addr},
    sync::Arc,
};

/// The part of an IPv6 address that names the network: its first 64 bits.
const NETWORK_BITS: u128 = !0 << 64;
/// The longest name of a device that is kept, in characters.
const DEVICE_MAX: usize = 200;

/// Where a request comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// The address of the person's machine, behind trusted proxies only.
    pub ip: IpAddr,
    /// The device as its browser or program calls itself.
    pub device: String,
    /// Which request.
    pub request: RequestId,
}

impl Client {
    /// A client whose `device` (a header) is cut to what is kept, control characters taken out.
    pub fn new(ip: IpAddr, device: &str, request: RequestId) -> Self {
        let plain = device.chars().filter(|c| !c.is_control());
        Self {
            ip,
            device: plain.take(DEVICE_MAX).collect(),
            request,
        }
    }

    /// What limits per address count by: an IPv4 address as it is, of an IPv6 address its network of 64
    /// bits, for a connection at home has all of that. An IPv4 address within IPv6 counts as IPv4.
    pub fn network(&self) -> IpAddr {
        match self.ip.to_canonical() {
            IpAddr::V6(ip) => Ipv6Addr::from_bits(ip.to_bits() & NETWORK_BITS).into(),
            ip => ip,
        }
    }
}

/// Who asks, and from where. Every use case that is not for everybody takes one.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Where the request comes from.
    pub client: Client,
    /// Who is signed in, if anybody.
    pub person: Option<Arc<SignedIn>>,
}

impl Caller {
    /// Nobody in particular.
    pub fn anonymous(client: Client) -> Self {
        Self {
            client,
            person: None,
        }
    }

    /// Who is signed in, in person: what a program can never do begins with this.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when nobody is, [`Error::NeedsSession`] for a program with a token.
    pub fn signed_in(&self) -> Result<&SignedIn> {
        let person = self.anybody()?;
        match person.means {
            Means::Session(_) => Ok(person),
            Means::Token(_) => Err(Error::NeedsSession),
        }
    }

    /// Who is signed in, or for whom a program acts whose token has `scope`. For what somebody may do to
    /// what is their own, which takes no privilege.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when nobody is signed in, [`Error::NeedsScope`] for a token without it.
    pub fn acting(&self, scope: TokenScope) -> Result<&SignedIn> {
        let person = self.anybody()?;
        match &person.means {
            Means::Token(token) if !token.allows(scope) => Err(Error::NeedsScope(scope)),
            _ => Ok(person),
        }
    }

    /// [`Self::acting`] with the scope that `method` on `resource` asks for.
    ///
    /// # Errors
    /// Those of [`Self::acting`], and [`Error::NeedsSession`] where no scope is enough.
    pub fn scoped(&self, method: Method, resource: &str) -> Result<&SignedIn> {
        match TokenScope::of(method, resource) {
            Some(scope) => self.acting(scope),
            None => self.signed_in(),
        }
    }

    /// Makes sure that the caller may offer homes, to do what takes `scope` of a program.
    ///
    /// # Errors
    /// Those of [`Self::require`].
    pub fn offering(&self, scope: TokenScope) -> Result<&SignedIn> {
        let person = self.acting(scope)?;
        allowed(person, Need::new(Method::Post, "/listings"))
    }

    fn anybody(&self) -> Result<&SignedIn> {
        self.person.as_deref().ok_or(Error::Unauthenticated)
    }

    /// The account of who is signed in, if anybody is.
    pub fn user(&self) -> Option<UserId> {
        self.person.as_ref().map(|person| person.user)
    }

    /// What is counted together with what the caller does: the account of who is signed in, else the network.
    pub(crate) fn whose(&self) -> String {
        match self.user() {
            Some(user) => user.to_string(),
            None => self.client.network().to_string(),
        }
    }

    /// Makes sure that what the caller decides about, as a moderator or an admin, is not their own: it belongs to `owner`.
    ///
    /// # Errors
    /// [`Error::Invalid`] with field `form`: `own_decision`, when somebody else has to decide.
    pub fn not_own(&self, owner: Option<UserId>) -> Result<()> {
        if owner.is_some() && owner == self.user() {
            return Err(Error::field("form", "own_decision"));
        }
        Ok(())
    }

    /// The session in which the request came; none for a program with a token.
    pub fn session(&self) -> Option<&SessionId> {
        match &self.person.as_ref()?.means {
            Means::Session(session) => Some(session),
            Means::Token(_) => None,
        }
    }

    /// Makes sure that the caller's roles allow `method` on `resource`, which is nobody's own, and so does
    /// the token of a program.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when nobody is signed in, [`Error::Forbidden`] when no privilege covers it,
    /// [`Error::NeedsScope`] and [`Error::NeedsSession`] for a token that does not.
    pub fn require(&self, method: Method, resource: &str) -> Result<&SignedIn> {
        self.require_need(Need::new(method, resource))
    }

    /// Makes sure that the caller's roles allow `method` on `resource`, which belongs to `owner`.
    ///
    /// # Errors
    /// Those of [`Caller::require`].
    pub fn require_of(
        &self,
        method: Method,
        resource: &str,
        owner: Option<UserId>,
    ) -> Result<&SignedIn> {
        self.require_need(Need {
            method,
            resource,
            own: owner.is_some() && owner == self.user(),
        })
    }

    fn require_need(&self, need: Need<'_>) -> Result<&SignedIn> {
        allowed(self.scoped(need.method, need.resource)?, need)
    }
}

fn allowed<'a>(person: &'a SignedIn, need: Need<'_>) -> Result<&'a SignedIn> {
    if person.grants.allow(need) {
        Ok(person)
    } else {
        Err(Error::Forbidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_network_counts_as_one_and_an_ipv4_address_by_itself() {
        for (ip, network) in [
            ("203.0.113.7", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
            ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ] {
            let client = Client::new(ip.parse().unwrap(), "", RequestId("r".into()));
            assert_eq!(client.network().to_string(), network, "{ip}");
        }
    }
}
