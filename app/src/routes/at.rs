//! Addresses of pages.

use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch};

/// The parameter that an address with an id has.
const ID: &str = "id";

/// The parameter that holds what lies below an address.
const REST: &str = "rest";

/// Where a page stands: a fixed path, and an id behind it where there are many of its kind. One type
/// for all of them: the router is compiled anew for every type of address, and each copy would be part
/// of what every visit loads.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    /// Without a slash at the end; the home page's is empty.
    path: &'static str,
    end: End,
}

/// What follows the fixed path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Nothing,
    Id,
    Anything,
}

impl At {
    /// The page at `path`.
    pub(super) const fn path(path: &'static str) -> Self {
        Self {
            path,
            end: End::Nothing,
        }
    }

    /// The pages at `path/{id}`.
    pub(super) const fn each(path: &'static str) -> Self {
        Self { path, end: End::Id }
    }

    /// All pages below `path`, which their part of the code tells apart. Every address that the router
    /// itself knows is part of what every visit loads.
    pub(super) const fn below(path: &'static str) -> Self {
        Self {
            path,
            end: End::Anything,
        }
    }
}

impl PossibleRouteMatch for At {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        let mut rest = path.strip_prefix(self.path)?;
        let mut params = Vec::new();
        if self.end == End::Anything {
            let below = rest.strip_prefix('/')?.trim_end_matches('/');
            return (!below.is_empty()).then(|| PartialPathMatch::new("", params, path));
        }
        if self.end == End::Id {
            let from_id = rest.strip_prefix('/')?;
            let end = from_id.find('/').unwrap_or(from_id.len());
            let (id, after) = from_id.split_at(end);
            if id.is_empty() {
                return None;
            }
            params.push((ID.into(), id.to_owned()));
            rest = after;
        }
        let matched = &path[..path.len() - rest.len()];
        let whole = rest.is_empty() || rest == "/";
        whole.then(|| PartialPathMatch::new(rest, params, matched))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        let parts = self.path.split('/').skip(1);
        path.extend(parts.map(|part| PathSegment::Static(part.into())));
        match self.end {
            End::Nothing => {}
            End::Id => path.push(PathSegment::Param(ID.into())),
            End::Anything => path.push(PathSegment::Splat(REST.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::At;
    use leptos_router::PossibleRouteMatch;

    #[test]
    fn a_page_stands_at_its_whole_address_only() {
        let ids = |at: At, path: &str| {
            let found = at.test(path)?;
            assert!(found.is_complete(), "{path}");
            Some(
                found
                    .params()
                    .into_iter()
                    .map(|(_, id)| id)
                    .collect::<Vec<_>>(),
            )
        };
        let (home, users, user) = (
            At::path(""),
            At::path("/admin/users"),
            At::each("/admin/users"),
        );
        for path in ["", "/"] {
            assert_eq!(ids(home, path), Some(vec![]), "{path:?}");
        }
        for path in ["/admin/users", "/admin/users/"] {
            assert_eq!(ids(users, path), Some(vec![]), "{path:?}");
            assert_eq!(ids(user, path), None, "{path:?}");
        }
        for path in ["/admin/users/7", "/admin/users/7/"] {
            assert_eq!(ids(user, path), Some(vec!["7".to_owned()]), "{path:?}");
            assert_eq!(ids(users, path), None, "{path:?}");
        }
        let below = At::below("/admin");
        for path in ["/admin/users", "/admin/users/7/", "/admin/x/y/z"] {
            assert_eq!(ids(below, path), Some(vec![]), "{path:?}");
        }
        for path in ["/admin", "/admin/", "/admins/users", "/x"] {
            assert_eq!(ids(below, path), None, "{path:?}");
        }
        for path in ["/admin", "/admin/userss", "/admin/users/7/8", "//", "/x"] {
            for at in [home, users, user] {
                assert_eq!(ids(at, path), None, "{at:?} {path:?}");
            }
        }
    }
}
