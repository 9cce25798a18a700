//! Who may do what: privileges (权限) as the classic system has them, a method on a pattern of
//! resources, and the ownership that it lacks.
//!
//! A resource is written as the path that the REST API gives it below its version, such as
//! `/listings/12`. Nothing is allowed that no privilege grants.

use super::Method;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The longest pattern, in characters.
const PATTERN_MAX: usize = 200;

/// Which resources: segments, where `*` stands for any one of them, and `**` at the end for any
/// number of them, none included.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "String", into = "String")]
pub struct ResourcePattern(String);

/// Text that is no pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PatternError;

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no resource pattern")
    }
}

impl std::error::Error for PatternError {}

impl ResourcePattern {
    /// Whether `resource` is among those it stands for.
    pub fn matches(&self, resource: &str) -> bool {
        let mut wanted = segments(&self.0);
        let mut given = segments(resource);
        loop {
            match (wanted.next(), given.next()) {
                (Some("**"), _) | (None, None) => return true,
                (Some("*"), Some(segment)) if !segment.is_empty() => {}
                (Some(wanted), Some(given)) if wanted == given => {}
                _ => return false,
            }
        }
    }

    /// Whether it stands for every resource that `other` stands for.
    fn covers(&self, other: &Self) -> bool {
        let mut own = segments(&self.0);
        let mut others = segments(&other.0);
        loop {
            match (own.next(), others.next()) {
                (Some("**"), _) | (None, None) => return true,
                (_, Some("**")) => return false,
                (Some("*"), Some(_)) => {}
                (Some(own), Some(other)) if own == other => {}
                _ => return false,
            }
        }
    }

    /// The pattern as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

impl FromStr for ResourcePattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let text = text.trim();
        let path = text.strip_prefix('/').ok_or(PatternError)?;
        let last = path.split('/').count().saturating_sub(1);
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        let right = path
            .split('/')
            .enumerate()
            .all(|(at, segment)| match segment {
                "*" => true,
                "**" => at == last,
                segment => !segment.is_empty() && segment.bytes().all(plain),
            });
        (right && text.len() <= PATTERN_MAX)
            .then(|| Self(text.to_owned()))
            .ok_or(PatternError)
    }
}

impl TryFrom<String> for ResourcePattern {
    type Error = PatternError;

    fn try_from(text: String) -> Result<Self, PatternError> {
        text.parse()
    }
}

impl From<ResourcePattern> for String {
    fn from(pattern: ResourcePattern) -> Self {
        pattern.0
    }
}

/// A privilege as a role has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grant {
    /// What may be done.
    pub method: Method,
    /// To which resources.
    pub pattern: ResourcePattern,
    /// Whether only to those that are one's own.
    pub own: bool,
}

impl Grant {
    /// Whether it allows everything.
    pub fn is_everything(&self) -> bool {
        self.method == Method::Any && self.pattern.as_str() == "/**" && !self.own
    }

    fn covers(&self, other: &Self) -> bool {
        (self.method == Method::Any || self.method == other.method)
            && (!self.own || other.own)
            && self.pattern.covers(&other.pattern)
    }
}

/// What a use case needs the caller to be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need<'a> {
    /// What is done.
    pub method: Method,
    /// To which resource.
    pub resource: &'a str,
    /// Whether the resource is the caller's own.
    pub own: bool,
}

impl<'a> Need<'a> {
    /// To do `method` to a `resource` that is nobody's own, or somebody else's.
    pub const fn new(method: Method, resource: &'a str) -> Self {
        Self {
            method,
            resource,
            own: false,
        }
    }
}

/// All that somebody's roles allow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Grants(pub Vec<Grant>);

impl Grants {
    /// Whether any of them covers `need`.
    pub fn allow(&self, need: Need<'_>) -> bool {
        self.0.iter().any(|grant| {
            (grant.method == Method::Any || grant.method == need.method)
                && (!grant.own || need.own)
                && grant.pattern.matches(need.resource)
        })
    }

    /// Whether one of them allows all that `grant` does: what somebody may give to others.
    pub fn cover(&self, grant: &Grant) -> bool {
        self.0.iter().any(|own| own.covers(grant))
    }

    /// Whether they allow everything.
    pub fn are_everything(&self) -> bool {
        self.0.iter().any(Grant::is_everything)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(method: Method, pattern: &str, own: bool) -> Grant {
        Grant {
            method,
            pattern: pattern.parse().unwrap(),
            own,
        }
    }

    #[test]
    fn a_pattern_stands_for_what_its_segments_say() {
        for (pattern, yes, no) in [
            (
                "/listings",
                vec!["/listings"],
                vec!["/", "/listing", "/listings/1", "/listings/"],
            ),
            (
                "/listings/*",
                vec!["/listings/1"],
                vec!["/listings", "/listings/", "/listings/1/photos"],
            ),
            (
                "/listings/*/photos",
                vec!["/listings/1/photos"],
                vec!["/listings//photos", "/listings/1/2/photos"],
            ),
            (
                "/users/**",
                vec!["/users", "/users/1", "/users/1/roles"],
                vec!["/usersx", "/"],
            ),
            ("/**", vec!["/", "/a", "/a/b"], vec![]),
        ] {
            let pattern: ResourcePattern = pattern.parse().unwrap();
            for resource in yes {
                assert!(pattern.matches(resource), "{pattern:?} {resource}");
            }
            for resource in no {
                assert!(!pattern.matches(resource), "{pattern:?} {resource}");
            }
        }
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for wrong in [
            "", "listings", "/a//b", "/**/a", "/a*", "/a b", "/a?b", "/../x/%", "//", "/",
        ] {
            assert_eq!(
                wrong.parse::<ResourcePattern>(),
                Err(PatternError),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_grant_covers_what_it_allows_and_no_more() {
        let all = grant(Method::Any, "/**", false);
        let listings = grant(Method::Any, "/listings/**", false);
        let own_listings = grant(Method::Any, "/listings/**", true);
        let one = grant(Method::Put, "/listings/*", false);
        let photos = grant(Method::Put, "/listings/*/photos", false);
        for (wide, narrow, is) in [
            (&all, &all, true),
            (&all, &own_listings, true),
            (&listings, &all, false),
            (&listings, &own_listings, true),
            (&own_listings, &listings, false),
            (&listings, &one, true),
            (&one, &listings, false),
            (&one, &photos, false),
            (&listings, &photos, true),
            (&photos, &one, false),
        ] {
            let grants = Grants(vec![wide.clone()]);
            assert_eq!(grants.cover(narrow), is, "{wide:?} {narrow:?}");
        }
        assert!(!Grants::default().cover(&one));
        assert!(Grants(vec![one, all]).are_everything());
        assert!(!Grants(vec![listings]).are_everything());
    }

    #[test]
    fn nothing_is_allowed_that_is_not_granted() {
        let nobody = Grants::default();
        assert!(!nobody.allow(Need::new(Method::Get, "/listings")));
        let agent = Grants(vec![
            grant(Method::Post, "/listings", false),
            grant(Method::Any, "/listings/**", true),
        ]);
        let change = |own| Need {
            method: Method::Put,
            resource: "/listings/1",
            own,
        };
        assert!(agent.allow(Need::new(Method::Post, "/listings")));
        assert!(!agent.allow(Need::new(Method::Delete, "/listings")));
        assert!(agent.allow(change(true)));
        assert!(!agent.allow(change(false)));
        let admin = Grants(vec![grant(Method::Any, "/**", false)]);
        assert!(admin.allow(change(false)) && admin.allow(change(true)));
    }
}
