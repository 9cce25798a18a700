//! Who may do what: one row for each method of each address.

use domain::account::RouteGroup::{self, Accounts, Admin, Api, Pages};
use server::http::Kind::{self, Call, Other, Page};

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// For everybody.
    Everybody,
    /// For who is signed in, about themselves.
    SignedIn,
    /// For the owner of the thing: to others it is not there.
    Owner,
    /// For admins.
    Admins,
}

/// One method of one address, what is sent to it, and who may.
pub struct Row {
    pub kind: Kind,
    pub method: &'static str,
    pub path: &'static str,
    pub group: Option<RouteGroup>,
    pub rule: Rule,
    /// What stands for the parameters: `{victim}` is another person's account, `{session}` the
    /// session of the one who owns the thing, `{phone}` a phone number of nobody.
    pub asked: &'static str,
    /// JSON for the API, a form for calls.
    pub body: &'static str,
}

const fn row(
    kind: Kind,
    method: &'static str,
    path: &'static str,
    group: Option<RouteGroup>,
    rule: Rule,
) -> Row {
    Row {
        kind,
        method,
        path,
        group,
        rule,
        asked: path,
        body: "",
    }
}

const fn page(path: &'static str, group: RouteGroup, rule: Rule) -> Row {
    row(Page, "GET", path, Some(group), rule)
}

const fn file(path: &'static str, asked: &'static str) -> Row {
    row(Other, "GET", path, None, Rule::Everybody).at(asked)
}

const fn other(path: &'static str, group: RouteGroup, rule: Rule) -> Row {
    row(Other, "GET", path, Some(group), rule)
}

const fn reads(path: &'static str, group: RouteGroup, rule: Rule) -> Row {
    row(Call, "GET", path, Some(group), rule)
}

const fn calls(path: &'static str, group: RouteGroup, rule: Rule, form: &'static str) -> Row {
    row(Call, "POST", path, Some(group), rule).with(form)
}

const fn api(method: &'static str, path: &'static str, group: RouteGroup, rule: Rule) -> Row {
    row(Kind::Api, method, path, Some(group), rule)
}

impl Row {
    const fn at(mut self, asked: &'static str) -> Self {
        self.asked = asked;
        self
    }

    const fn with(mut self, body: &'static str) -> Self {
        self.body = body;
        self
    }
}

use Rule::{Admins, Everybody, Owner, SignedIn};

pub const TABLE: &[Row] = &[
    // Files and the like.
    file("/healthz", "/healthz"),
    file("/readyz", "/readyz"),
    file("/og/site.png", "/og/site.png"),
    file("/og/listings/{name}", "/og/listings/1.png"),
    file("/manifest.webmanifest", "/manifest.webmanifest"),
    file("/sw.js", "/sw.js"),
    file("/offline", "/offline"),
    file("/robots.txt", "/robots.txt"),
    file("/sitemap.xml", "/sitemap.xml"),
    file("/sitemaps/{name}", "/sitemaps/listings-0.xml"),
    file("/photos/{*key}", "/photos/a.webp"),
    file("/avatars/{key}", "/avatars/a.webp"),
    file("/floor-plans/{name}", "/floor-plans/2-1-1.svg"),
    file("/pkg/{*path}", "/pkg/zufang.js"),
    other("/locale/{tag}", Pages, Everybody).at("/locale/en"),
    other("/theme/{tag}", Pages, Everybody).at("/theme/dark"),
    other("/city/{code}", Pages, Everybody).at("/city/110100"),
    other("/account/export.json", Accounts, SignedIn),
    // Outside production only.
    other("/design", Pages, Everybody),
    other("/dev/outbox", Accounts, Everybody),
    // Pages.
    page("/", Pages, Everybody),
    page("/listings", Pages, Everybody),
    page("/listings/{id}", Pages, Everybody).at("/listings/1"),
    page("/map", Pages, Everybody),
    page("/stats", Pages, Everybody),
    page("/cities", Pages, Everybody),
    page("/cities/{id}", Pages, Everybody).at("/cities/110100"),
    page("/districts/{id}", Pages, Everybody).at("/districts/110101"),
    page("/business-districts/{id}", Pages, Everybody).at("/business-districts/1"),
    page("/estates/{id}", Pages, Everybody).at("/estates/1"),
    page("/agents/{id}", Pages, Everybody).at("/agents/1"),
    page("/compare", Pages, Everybody),
    page("/favourites", Pages, Everybody),
    page("/history", Pages, Everybody),
    page("/sign-in", Accounts, Everybody),
    page("/sign-up", Accounts, Everybody),
    page("/reset-password", Accounts, Everybody),
    page("/account", Accounts, SignedIn),
    page("/account/security", Accounts, SignedIn),
    page("/account/points", Accounts, SignedIn),
    page("/admin/users", Admin, Admins),
    page("/admin/users/{id}", Admin, Admins).at("/admin/users/{victim}"),
    page("/admin/roles", Admin, Admins),
    page("/admin/networks", Admin, Admins),
    page("/admin/audit", Admin, Admins),
    // Server functions of public pages.
    reads("/api/ui/agent", Pages, Everybody).at("/api/ui/agent?id=1&page=1"),
    reads("/api/ui/cities", Pages, Everybody),
    reads("/api/ui/compare_homes", Pages, Everybody).at("/api/ui/compare_homes?search=ids%3D1"),
    reads("/api/ui/home", Pages, Everybody),
    reads("/api/ui/listing", Pages, Everybody).at("/api/ui/listing?id=1"),
    reads("/api/ui/listings_by_ids", Pages, Everybody).at("/api/ui/listings_by_ids?ids=1"),
    reads("/api/ui/market", Pages, Everybody).at("/api/ui/market?search="),
    reads("/api/ui/place", Pages, Everybody).at("/api/ui/place?kind=city&id=110100"),
    reads("/api/ui/search_listings", Pages, Everybody).at("/api/ui/search_listings?search="),
    reads("/api/ui/show_map", Pages, Everybody).at("/api/ui/show_map?search="),
    // Server functions of accounts.
    reads("/api/ui/entrance", Accounts, Everybody),
    reads("/api/ui/own_account", Accounts, SignedIn),
    reads("/api/ui/own_security", Accounts, SignedIn),
    reads("/api/ui/own_points", Accounts, SignedIn),
    calls(
        "/api/ui/send_code",
        Accounts,
        Everybody,
        "purpose=sign_in&phone={phone}",
    ),
    calls(
        "/api/ui/sign_in",
        Accounts,
        Everybody,
        "login=nobody00&password=wrong",
    ),
    calls(
        "/api/ui/sign_in_by_code",
        Accounts,
        Everybody,
        "phone=13800138000&code=1&old_password=x",
    ),
    calls(
        "/api/ui/sign_up",
        Accounts,
        Everybody,
        "username=a&password=a&real_name=a&phone=1&code=1",
    ),
    calls(
        "/api/ui/reset_password",
        Accounts,
        Everybody,
        "recipient=1&code=1&password=a",
    ),
    calls("/api/ui/sign_out", Accounts, Everybody, ""),
    calls(
        "/api/ui/change_profile",
        Accounts,
        SignedIn,
        "real_name=%E6%9D%8E%E5%9B%9B&version=1",
    ),
    calls("/api/ui/set_avatar", Accounts, SignedIn, "multipart"),
    calls("/api/ui/remove_avatar", Accounts, SignedIn, ""),
    calls(
        "/api/ui/change_password",
        Accounts,
        SignedIn,
        "old_password=a&password=b",
    ),
    calls(
        "/api/ui/change_phone",
        Accounts,
        SignedIn,
        "phone=13800138000&code=1&old_password=x",
    ),
    calls(
        "/api/ui/change_email",
        Accounts,
        SignedIn,
        "email=a%40b.cn&code=1&old_password=x",
    ),
    calls("/api/ui/end_session", Accounts, Owner, "session={session}"),
    calls("/api/ui/end_other_sessions", Accounts, SignedIn, ""),
    calls("/api/ui/leave", Accounts, SignedIn, "password=wrong"),
    // Server functions of admins.
    reads("/api/ui/admin_users", Admin, Admins).at("/api/ui/admin_users?search="),
    reads("/api/ui/admin_user", Admin, Admins).at("/api/ui/admin_user?user={victim}"),
    reads("/api/ui/admin_roles", Admin, Admins),
    reads("/api/ui/admin_networks", Admin, Admins),
    reads("/api/ui/admin_audit", Admin, Admins).at("/api/ui/admin_audit?search="),
    calls(
        "/api/ui/assign_roles",
        Admin,
        Admins,
        "user={victim}&roles[0]=1&version=1",
    ),
    calls("/api/ui/disable_account", Admin, Admins, "user={victim}"),
    calls("/api/ui/enable_account", Admin, Admins, "user={victim}"),
    calls("/api/ui/end_sessions_of", Admin, Admins, "user={victim}"),
    calls(
        "/api/ui/create_role",
        Admin,
        Admins,
        "word=visitor&name=a&name_en=b",
    ),
    calls(
        "/api/ui/change_role",
        Admin,
        Admins,
        "role=999&name=a&name_en=b",
    ),
    calls("/api/ui/delete_role", Admin, Admins, "role=999"),
    calls(
        "/api/ui/create_privilege",
        Admin,
        Admins,
        "method=GET&pattern=%2Fx",
    ),
    calls("/api/ui/delete_privilege", Admin, Admins, "privilege=999"),
    calls(
        "/api/ui/add_network_rule",
        Admin,
        Admins,
        "group=api&verdict=deny&network=192.0.2.2",
    ),
    calls("/api/ui/remove_network_rule", Admin, Admins, "rule=999"),
    // The API for everybody.
    api("GET", "/api/v1/listings", Api, Everybody),
    api("GET", "/api/v1/listings/{id}", Api, Everybody).at("/api/v1/listings/1"),
    api("GET", "/api/v1/suggestions", Api, Everybody),
    api("GET", "/api/v1/market", Api, Everybody),
    api("GET", "/api/v1/market.csv", Api, Everybody),
    api("GET", "/api/v1/map", Api, Everybody).at("/api/v1/map?view=116,39,117,40&zoom=10"),
    // The API of accounts.
    api("POST", "/api/v1/session", Accounts, Everybody)
        .with(r#"{"login": "nobody00", "password": "wrong"}"#),
    api("DELETE", "/api/v1/session", Accounts, SignedIn),
    // A token is what is asked for; none of ours comes here.
    api("POST", "/api/v1/session/renewal", Accounts, SignedIn)
        .with(r#"{"refresh_token": "{refresh}"}"#),
    api("POST", "/api/v1/codes", Accounts, Everybody)
        .with(r#"{"purpose": "sign_in", "recipient": "{phone}"}"#),
    api("GET", "/api/v1/captcha", Accounts, Everybody),
    api("POST", "/api/v1/accounts", Accounts, Everybody)
        .with(r#"{"username": "a", "password": "a", "real_name": "a", "phone": "1", "code": "1"}"#),
    api("POST", "/api/v1/password-reset", Accounts, Everybody)
        .with(r#"{"recipient": "1", "code": "1", "password": "a"}"#),
    api("GET", "/api/v1/account", Accounts, SignedIn),
    api("PATCH", "/api/v1/account", Accounts, SignedIn).with("{}"),
    api("DELETE", "/api/v1/account", Accounts, SignedIn).with(r#"{"password": "wrong"}"#),
    api("PUT", "/api/v1/account/password", Accounts, SignedIn)
        .with(r#"{"old_password": "a", "password": "b"}"#),
    api("PUT", "/api/v1/account/phone", Accounts, SignedIn)
        .with(r#"{"phone": "13800138000", "code": "1", "old_password": "x"}"#),
    api("PUT", "/api/v1/account/email", Accounts, SignedIn)
        .with(r#"{"email": "a@b.cn", "code": "1", "old_password": "x"}"#),
    api("PUT", "/api/v1/account/avatar", Accounts, SignedIn).with("no picture"),
    api("DELETE", "/api/v1/account/avatar", Accounts, SignedIn),
    api("GET", "/api/v1/account/points", Accounts, SignedIn),
    api("GET", "/api/v1/account/export", Accounts, SignedIn),
    api("GET", "/api/v1/account/sessions", Accounts, SignedIn),
    api("DELETE", "/api/v1/account/sessions", Accounts, SignedIn),
    api("DELETE", "/api/v1/account/sessions/{id}", Accounts, Owner)
        .at("/api/v1/account/sessions/{session}"),
    api("GET", "/api/v1/account/sign-ins", Accounts, SignedIn),
    api("DELETE", "/api/v1/account/viewed", Accounts, SignedIn),
    api("GET", "/api/v1/account/favourites", Accounts, SignedIn),
    api("PUT", "/api/v1/account/favourites/{id}", Accounts, SignedIn)
        .at("/api/v1/account/favourites/1"),
    api(
        "DELETE",
        "/api/v1/account/favourites/{id}",
        Accounts,
        SignedIn,
    )
    .at("/api/v1/account/favourites/1"),
    api("POST", "/api/v1/account/kept", Accounts, SignedIn).with("{}"),
    // The API of admins.
    api("GET", "/api/v1/users", Admin, Admins),
    api("GET", "/api/v1/users/{id}", Admin, Admins).at("/api/v1/users/{victim}"),
    api("PUT", "/api/v1/users/{id}/roles", Admin, Admins)
        .at("/api/v1/users/{victim}/roles")
        .with(r#"{"roles": [1], "version": 1}"#),
    api("PUT", "/api/v1/users/{id}/disabled", Admin, Admins).at("/api/v1/users/{victim}/disabled"),
    api("DELETE", "/api/v1/users/{id}/disabled", Admin, Admins)
        .at("/api/v1/users/{victim}/disabled"),
    api("DELETE", "/api/v1/users/{id}/sessions", Admin, Admins)
        .at("/api/v1/users/{victim}/sessions"),
    api("GET", "/api/v1/roles", Admin, Admins),
    api("POST", "/api/v1/roles", Admin, Admins)
        .with(r#"{"word": "guest", "name": "访客", "name_en": "Guest"}"#),
    api("PUT", "/api/v1/roles/{id}", Admin, Admins)
        .at("/api/v1/roles/999")
        .with(r#"{"name": "访客", "name_en": "Guest"}"#),
    api("DELETE", "/api/v1/roles/{id}", Admin, Admins).at("/api/v1/roles/999"),
    api("GET", "/api/v1/privileges", Admin, Admins),
    api("POST", "/api/v1/privileges", Admin, Admins)
        .with(r#"{"method": "GET", "pattern": "/things"}"#),
    api("DELETE", "/api/v1/privileges/{id}", Admin, Admins).at("/api/v1/privileges/999"),
    api("GET", "/api/v1/networks", Admin, Admins),
    api("POST", "/api/v1/networks", Admin, Admins)
        .with(r#"{"group": "api", "verdict": "deny", "network": "192.0.2.1"}"#),
    api("DELETE", "/api/v1/networks/{id}", Admin, Admins).at("/api/v1/networks/999"),
    api("GET", "/api/v1/audit", Admin, Admins),
];
