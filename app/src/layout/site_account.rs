//! Who is signed in, in the head of every page: a way to sign in, or to what is one's own.

use crate::{context::visitor, locales::SiteText};
use leptos::prelude::*;
use ui::Icon;

/// The id of the panel that holds what is one's own.
const PANEL: &str = "account";

/// The way to sign in and back to `path`, or to the account of who is signed in. It needs no script.
pub(super) fn site_account(site: &'static SiteText, path: &str) -> AnyView {
    let nav = &site.nav;
    let Some(visitor) = visitor() else {
        return view! {
            <a class="head-action head-account" href=sign_in_path(path) aria-label=nav.sign_in>
                {Icon::User.draw()}
                <span aria-hidden="true">{nav.sign_in}</span>
            </a>
        }
        .into_any();
    };
    let picture = match &visitor.avatar {
        Some(key) => view! {
            <img class="portrait" src=avatar_address(key) alt="" width="24" height="24" />
        }
        .into_any(),
        None => Icon::User.draw().into_any(),
    };
    let label = [nav.account, " ", &visitor.name].concat();
    let links = [
        Some(("/account", nav.account)),
        Some(("/account/security", nav.security)),
        visitor.console.then_some(("/console", nav.console)),
        visitor.admin.then_some(("/admin/users", nav.admin)),
    ];
    let links = links.into_iter().flatten();
    let links = links
        .map(|(href, words)| view! { <li><a href=href>{words}</a></li> })
        .collect_view();
    view! {
        <div class="head-own">
            <button
                class="head-action head-account"
                type="button"
                popovertarget=PANEL
                aria-label=label
            >
                {picture}
                <span aria-hidden="true">{visitor.name}</span>
            </button>
            <div class="theme-panel account-panel" id=PANEL popover="auto">
                <ul>{links}</ul>
                <form method="post" action="/api/ui/sign_out">
                    <button class="button" type="submit">
                        {nav.sign_out}
                    </button>
                </form>
            </div>
        </div>
    }
    .into_any()
}

/// Where the picture of an account is.
pub(crate) fn avatar_address(key: &str) -> String {
    ["/avatars/", key].concat()
}

/// The address of signing in, from where the way leads back to `path`.
pub(crate) fn sign_in_path(path: &str) -> String {
    const ENTRANCES: [&str; 4] = ["/sign-in", "/sign-up", "/reset-password", "/"];
    let bare = path.split('?').next().unwrap_or_default();
    if ENTRANCES.contains(&bare) || bare.is_empty() {
        return "/sign-in".to_owned();
    }
    let back: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    ["/sign-in?next=", &back].concat()
}

#[cfg(test)]
mod tests {
    use super::sign_in_path;

    #[test]
    fn signing_in_leads_back_to_where_somebody_was() {
        assert_eq!(
            sign_in_path("/map?q=a&b"),
            "/sign-in?next=%2Fmap%3Fq%3Da%26b"
        );
        for path in ["/", "", "/sign-in", "/sign-up?next=%2Fmap"] {
            assert_eq!(sign_in_path(path), "/sign-in", "{path}");
        }
    }
}
