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
    /// For the publisher of the home and for admins; the homes here are nobody's.
    Publisher,
    /// For who may offer homes.
    Publishers,
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
    /// session of the one who owns the thing, `{owner}` their account, `{phone}` a phone number of nobody. `{enquiry}`, `{viewing}`
    /// and `{search}` are the owner's, `{hosted}` is an enquiry about a home of the owner's.
    pub asked: &'static str,
    /// JSON for the API, a form for calls.
    pub body: &'static str,
    /// Whether no token of a program is enough.
    pub in_person: bool,
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
        in_person: false,
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

const fn classic(
    method: &'static str,
    path: &'static str,
    group: RouteGroup,
    rule: Rule,
    asked: &'static str,
) -> Row {
    row(Kind::Classic, method, path, Some(group), rule).at(asked)
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

    const fn in_person(mut self) -> Self {
        self.in_person = true;
        self
    }
}

use Rule::{Admins, Everybody, Owner, Publisher, Publishers, SignedIn};

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
    other("/licences/{id}", Accounts, Owner).at("/licences/999"),
    // Outside production only.
    other("/design", Pages, Everybody),
    other("/api/docs", Api, Everybody),
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
    page("/account/tokens", Accounts, SignedIn),
    page("/account/webhooks", Accounts, Publishers),
    page("/account/webhooks/{id}", Accounts, Owner).at("/account/webhooks/{webhook}"),
    page("/account/reports", Accounts, SignedIn),
    page("/account/report/{id}", Accounts, SignedIn).at("/account/report/1"),
    page("/admin/moderation", Admin, Admins),
    page("/admin/moderation/{id}", Admin, Admins).at("/admin/moderation/1"),
    page("/admin/reports", Admin, Admins),
    page("/admin/dictionaries/{kind}", Admin, Admins).at("/admin/dictionaries/estates"),
    page("/admin/dictionaries/{kind}/{id}", Admin, Admins).at("/admin/dictionaries/floor-plans/1"),
    page("/account/reviews/{viewing}", Accounts, Owner).at("/account/reviews/999"),
    page("/console", Accounts, Publishers),
    page("/console/listings", Accounts, Publishers),
    page("/console/listings/new", Accounts, Publishers),
    page("/console/listings/{id}", Accounts, Publisher).at("/console/listings/1"),
    page("/console/listings/{id}/preview", Accounts, Publisher).at("/console/listings/1/preview"),
    page("/console/profile", Accounts, Publishers),
    page("/console/imports", Accounts, Publishers),
    page("/console/imports/{id}", Accounts, Owner).at("/console/imports/999"),
    other("/console/imports/template.csv", Accounts, Everybody),
    other("/console/imports/template-en.csv", Accounts, Everybody),
    page("/admin/users", Admin, Admins),
    page("/admin/users/{id}", Admin, Admins).at("/admin/users/{victim}"),
    page("/admin/roles", Admin, Admins),
    page("/admin/networks", Admin, Admins),
    page("/admin/audit", Admin, Admins),
    // Pages of contacts.
    page("/account/contact/{id}", Accounts, SignedIn).at("/account/contact/1"),
    page("/account/enquiries", Accounts, SignedIn),
    page("/account/enquiries/{id}", Accounts, Owner).at("/account/enquiries/{enquiry}"),
    page("/account/viewings", Accounts, SignedIn),
    page("/account/searches", Accounts, SignedIn),
    page("/account/searches/here", Accounts, Everybody),
    page("/console/enquiries", Accounts, SignedIn),
    page("/console/enquiries/{id}", Accounts, Owner).at("/console/enquiries/{hosted}"),
    page("/console/viewings", Accounts, SignedIn),
    page("/console/hours", Accounts, SignedIn),
    other("/viewings/{name}", Accounts, Owner).at("/viewings/{viewing}.ics"),
    // Who knows the secret may read.
    other("/calendars/{name}", Pages, Everybody).at("/calendars/nobody.ics"),
    page("/admin/licences", Admin, Admins),
    page("/admin/agents/{id}", Admin, Admins).at("/admin/agents/1"),
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
    reads("/api/ui/own_tokens", Accounts, SignedIn),
    calls(
        "/api/ui/make_token",
        Accounts,
        SignedIn,
        "name=a&scopes%5B%5D=account%3Aread&days=30",
    ),
    calls("/api/ui/revoke_token", Accounts, Owner, "token={token}"),
    calls("/api/ui/revoke_tokens", Accounts, SignedIn, ""),
    reads("/api/ui/own_webhooks", Accounts, Publishers),
    reads("/api/ui/own_webhook", Accounts, Owner)
        .at("/api/ui/own_webhook?webhook={webhook}&page=1"),
    calls(
        "/api/ui/make_webhook",
        Accounts,
        Publishers,
        "url=https%3A%2F%2Fexample.com&events%5B%5D=listing.let&reach=own",
    ),
    calls(
        "/api/ui/change_webhook",
        Accounts,
        Owner,
        "webhook={webhook}&url=https%3A%2F%2Fexample.com&events%5B%5D=listing.let&reach=own",
    ),
    calls(
        "/api/ui/remove_webhook",
        Accounts,
        Owner,
        "webhook={webhook}",
    ),
    calls(
        "/api/ui/switch_webhook",
        Accounts,
        Owner,
        "webhook={webhook}&active=false",
    ),
    calls(
        "/api/ui/rotate_webhook",
        Accounts,
        Owner,
        "webhook={webhook}",
    ),
    calls("/api/ui/test_webhook", Accounts, Owner, "webhook={webhook}"),
    calls(
        "/api/ui/replay_delivery",
        Accounts,
        Owner,
        "webhook={webhook}&delivery=999",
    ),
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
    // Server functions of contacts.
    reads("/api/ui/home_contact", Accounts, SignedIn).at("/api/ui/home_contact?listing=1"),
    reads("/api/ui/list_enquiries", Accounts, SignedIn)
        .at("/api/ui/list_enquiries?side=host&search="),
    reads("/api/ui/show_enquiry", Accounts, Owner).at("/api/ui/show_enquiry?enquiry={enquiry}"),
    reads("/api/ui/list_viewings", Accounts, SignedIn)
        .at("/api/ui/list_viewings?side=renter&search="),
    reads("/api/ui/show_hours", Accounts, SignedIn),
    reads("/api/ui/list_searches", Accounts, SignedIn).at("/api/ui/list_searches?search=q%3Da"),
    calls(
        "/api/ui/ask_about",
        Accounts,
        SignedIn,
        "listing=1&message=a",
    ),
    calls(
        "/api/ui/write_message",
        Accounts,
        Owner,
        "enquiry={enquiry}&side=renter&message=a",
    ),
    calls(
        "/api/ui/mark_enquiry",
        Accounts,
        Owner,
        "enquiry={hosted}&mark=closed",
    ),
    calls("/api/ui/reveal_phone", Accounts, SignedIn, "listing=1"),
    calls(
        "/api/ui/book_viewing",
        Accounts,
        SignedIn,
        "listing=1&starts_at=2026-06-02T02%3A00%3A00Z",
    ),
    calls(
        "/api/ui/change_viewing",
        Accounts,
        Owner,
        "viewing={viewing}&version=1&action=cancel&reason=time",
    ),
    calls("/api/ui/set_week", Accounts, SignedIn, "monday=9-12"),
    calls(
        "/api/ui/set_day",
        Accounts,
        SignedIn,
        "day=2026-06-02&hours=",
    ),
    calls("/api/ui/unset_day", Accounts, SignedIn, "day=2026-06-02"),
    calls("/api/ui/renew_calendar", Accounts, SignedIn, "side=renter"),
    calls("/api/ui/revoke_calendar", Accounts, SignedIn, "side=renter"),
    calls(
        "/api/ui/save_search",
        Accounts,
        SignedIn,
        "search_name=a&query=q%3Da",
    ),
    calls(
        "/api/ui/rename_search",
        Accounts,
        Owner,
        "search={search}&search_name=b",
    ),
    calls("/api/ui/delete_search", Accounts, Owner, "search={search}"),
    // Server functions of reports.
    reads("/api/ui/reportable", Accounts, SignedIn).at("/api/ui/reportable?listing=1"),
    reads("/api/ui/own_reports", Accounts, SignedIn).at("/api/ui/own_reports?page=1"),
    calls(
        "/api/ui/report_home",
        Accounts,
        SignedIn,
        "listing=1&reason=duplicate",
    ),
    // Server functions of moderators.
    reads("/api/ui/admin_queue", Admin, Admins).at("/api/ui/admin_queue?search="),
    reads("/api/ui/admin_review", Admin, Admins).at("/api/ui/admin_review?listing=1"),
    reads("/api/ui/admin_reports", Admin, Admins).at("/api/ui/admin_reports?search="),
    reads("/api/ui/admin_dictionary", Admin, Admins)
        .at("/api/ui/admin_dictionary?kind=tags&search="),
    reads("/api/ui/admin_entry", Admin, Admins).at("/api/ui/admin_entry?kind=floor-plans&id=1"),
    calls(
        "/api/ui/approve_listing",
        Admin,
        Admins,
        "listing=1&version=1",
    ),
    calls(
        "/api/ui/reject_listing",
        Admin,
        Admins,
        "listing=1&version=1&reasons[0]=duplicate",
    ),
    calls(
        "/api/ui/take_down_listing",
        Admin,
        Admins,
        "listing=999&reasons[0]=duplicate",
    ),
    calls(
        "/api/ui/answer_appeal",
        Admin,
        Admins,
        "appeal=999&uphold=true&answer=a",
    ),
    calls(
        "/api/ui/answer_report",
        Admin,
        Admins,
        "report=999&uphold=false&answer=a",
    ),
    calls("/api/ui/lift_strike", Admin, Admins, "strike=999"),
    calls("/api/ui/add_entry", Admin, Admins, "kind=tags&form[name]=a"),
    calls(
        "/api/ui/change_entry",
        Admin,
        Admins,
        "kind=tags&id=999&form[name]=a",
    ),
    calls("/api/ui/delete_entry", Admin, Admins, "kind=tags&id=999"),
    calls("/api/ui/accept_estate", Admin, Admins, "estate=999"),
    calls("/api/ui/merge_estate", Admin, Admins, "estate=999&into=1"),
    // Server functions of agents and of those who review them.
    reads("/api/ui/own_waits", Accounts, SignedIn).at("/api/ui/own_waits?desk=console"),
    reads("/api/ui/own_dashboard", Accounts, Publishers).at("/api/ui/own_dashboard?search="),
    reads("/api/ui/own_agent", Accounts, Publishers),
    calls("/api/ui/change_agent", Accounts, Publishers, "version=9"),
    calls("/api/ui/serve_estates", Accounts, Publishers, "version=9"),
    calls("/api/ui/hand_licence_in", Accounts, Publishers, "multipart"),
    reads("/api/ui/reviewable_viewing", Accounts, Owner)
        .at("/api/ui/reviewable_viewing?viewing=999"),
    calls("/api/ui/review_agent", Accounts, Owner, "viewing=999"),
    // Server functions of imports.
    reads("/api/ui/own_imports", Accounts, Publishers).at("/api/ui/own_imports?search="),
    reads("/api/ui/one_import", Accounts, Owner).at("/api/ui/one_import?import=999"),
    calls("/api/ui/check_import", Accounts, Publishers, "multipart"),
    calls(
        "/api/ui/apply_import",
        Accounts,
        Owner,
        "import=999&sure=true",
    ),
    calls(
        "/api/ui/undo_import",
        Accounts,
        Owner,
        "import=999&sure=true",
    ),
    // Server functions of publishers; home 1 came by an import and is nobody's.
    reads("/api/ui/own_listings", Accounts, Publishers).at("/api/ui/own_listings?search="),
    reads("/api/ui/listing_start", Accounts, Publishers),
    reads("/api/ui/places_below", Accounts, Publishers)
        .at("/api/ui/places_below?city=110100&district=0"),
    reads("/api/ui/estate_choices", Accounts, Publishers)
        .at("/api/ui/estate_choices?city=110100&name=a"),
    reads("/api/ui/listing_editor", Accounts, Publisher).at("/api/ui/listing_editor?listing=1"),
    reads("/api/ui/preview_listing", Accounts, Publisher).at("/api/ui/preview_listing?listing=1"),
    calls(
        "/api/ui/start_listing",
        Accounts,
        Publishers,
        "form[mode]=entire",
    ),
    calls(
        "/api/ui/suggest_rent",
        Accounts,
        Publishers,
        "form[mode]=entire",
    ),
    calls(
        "/api/ui/duplicate_listing",
        Accounts,
        Publishers,
        "listing=999",
    ),
    calls(
        "/api/ui/save_listing",
        Accounts,
        Publisher,
        "listing=1&version=0&form[rent]=1",
    ),
    calls(
        "/api/ui/autosave_listing",
        Accounts,
        Publisher,
        "listing=1&version=0&form[rent]=1",
    ),
    calls("/api/ui/recall_listing", Accounts, Publisher, "listing=1"),
    calls("/api/ui/change_photos", Accounts, Publisher, "listing=1"),
    calls(
        "/api/ui/appeal_listing",
        Accounts,
        Publisher,
        "listing=1&body=a",
    ),
    calls("/api/ui/discard_edit", Accounts, Publisher, "listing=1"),
    calls("/api/ui/delete_draft", Accounts, Publisher, "listing=1"),
    calls(
        "/api/ui/step_listing",
        Accounts,
        Publisher,
        "listing=1&version=0&action=confirm",
    ),
    calls("/api/ui/confirm_listings", Accounts, SignedIn, ""),
    // Server functions of the photos of homes; home 1 came by an import and is nobody's.
    reads("/api/ui/home_photos", Accounts, Admins).at("/api/ui/home_photos?listing=1"),
    calls("/api/ui/add_photos", Accounts, Admins, "photos"),
    calls(
        "/api/ui/move_photo",
        Accounts,
        Admins,
        "listing=1&photo=999&step=first",
    ),
    calls(
        "/api/ui/describe_photo",
        Accounts,
        Admins,
        "listing=1&photo=999&caption=a",
    ),
    calls(
        "/api/ui/delete_photo",
        Accounts,
        Admins,
        "listing=1&photo=999",
    ),
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
    reads("/api/ui/admin_licences", Admin, Admins)
        .at("/api/ui/admin_licences?status=in_review&page=1"),
    calls(
        "/api/ui/decide_licence",
        Admin,
        Admins,
        "licence=999&accepted=true",
    ),
    reads("/api/ui/admin_reviews", Admin, Admins).at("/api/ui/admin_reviews?agent=1&page=1"),
    calls("/api/ui/hide_review", Admin, Admins, "review=999&agent=1"),
    // The API for everybody.
    api("GET", "/api/v1/openapi.json", Api, Everybody),
    api("GET", "/api/v1/listings", Api, Everybody),
    api("GET", "/api/v1/listings/{id}", Api, Everybody).at("/api/v1/listings/1"),
    // Of a home that came by an import: nobody's but the admins'.
    api("GET", "/api/v1/account/listings", Accounts, Publishers),
    api(
        "POST",
        "/api/v1/account/listings/confirmations",
        Accounts,
        SignedIn,
    )
    .with(r#"{"ids": []}"#),
    api("POST", "/api/v1/listings", Api, Publishers).with("{}"),
    api("DELETE", "/api/v1/listings/{id}", Api, Publisher).at("/api/v1/listings/1"),
    api("POST", "/api/v1/listings/{id}/copies", Api, Publishers).at("/api/v1/listings/1/copies"),
    api("GET", "/api/v1/listings/{id}/edit", Api, Publisher).at("/api/v1/listings/1/edit"),
    api("POST", "/api/v1/listings/{id}/edit", Api, Publisher).at("/api/v1/listings/1/edit"),
    api("PUT", "/api/v1/listings/{id}/edit", Api, Publisher)
        .at("/api/v1/listings/1/edit")
        .with(r#"{"version": 0, "form": {}}"#),
    api("DELETE", "/api/v1/listings/{id}/edit", Api, Publisher).at("/api/v1/listings/1/edit"),
    api("GET", "/api/v1/listings/{id}/preview", Api, Publisher).at("/api/v1/listings/1/preview"),
    api("PUT", "/api/v1/listings/{id}/submission", Api, Publisher)
        .at("/api/v1/listings/1/submission")
        .with(r#"{"version": 0}"#),
    api("DELETE", "/api/v1/listings/{id}/submission", Api, Publisher)
        .at("/api/v1/listings/1/submission"),
    api("POST", "/api/v1/listings/{id}/steps", Api, Publisher)
        .at("/api/v1/listings/1/steps")
        .with(r#"{"action": "confirm"}"#),
    api("POST", "/api/v1/rent-suggestions", Api, Publishers).with("{}"),
    api("GET", "/api/v1/listings/{id}/photos", Api, Admins).at("/api/v1/listings/1/photos"),
    api("POST", "/api/v1/listings/{id}/photos", Api, Admins)
        .at("/api/v1/listings/1/photos")
        .with("no picture"),
    api("PUT", "/api/v1/listings/{id}/photos/order", Api, Admins)
        .at("/api/v1/listings/1/photos/order")
        .with(r#"{"photos": []}"#),
    api("GET", "/api/v1/listings/{id}/photos/{photo}", Api, Admins)
        .at("/api/v1/listings/1/photos/999"),
    api("PATCH", "/api/v1/listings/{id}/photos/{photo}", Api, Admins)
        .at("/api/v1/listings/1/photos/999")
        .with(r#"{"caption": "a"}"#),
    api(
        "DELETE",
        "/api/v1/listings/{id}/photos/{photo}",
        Api,
        Admins,
    )
    .at("/api/v1/listings/1/photos/999"),
    api("GET", "/api/v1/suggestions", Api, Everybody),
    api("GET", "/api/v1/market", Api, Everybody),
    api("GET", "/api/v1/market.csv", Api, Everybody),
    api("GET", "/api/v1/market.jsonl", Api, Everybody),
    api("GET", "/api/v1/listings.csv", Api, Everybody),
    api("GET", "/api/v1/listings.jsonl", Api, Everybody),
    api("GET", "/api/v1/map", Api, Everybody).at("/api/v1/map?view=116,39,117,40&zoom=10"),
    // Dictionaries: everybody reads them.
    api("GET", "/api/v1/divisions", Api, Everybody),
    api("GET", "/api/v1/divisions/{id}", Api, Everybody).at("/api/v1/divisions/110100"),
    api("POST", "/api/v1/divisions", Admin, Admins).with(r#"{"name": ""}"#),
    api("PUT", "/api/v1/divisions/{id}", Admin, Admins)
        .at("/api/v1/divisions/1")
        .with(r#"{"name": "a"}"#),
    api("DELETE", "/api/v1/divisions/{id}", Admin, Admins).at("/api/v1/divisions/1"),
    api("GET", "/api/v1/business-districts", Api, Everybody),
    api("GET", "/api/v1/business-districts/{id}", Api, Everybody)
        .at("/api/v1/business-districts/1"),
    api("POST", "/api/v1/business-districts", Admin, Admins).with(r#"{"name": ""}"#),
    api("PUT", "/api/v1/business-districts/{id}", Admin, Admins)
        .at("/api/v1/business-districts/999")
        .with(r#"{"name": "a"}"#),
    api("DELETE", "/api/v1/business-districts/{id}", Admin, Admins)
        .at("/api/v1/business-districts/999"),
    api("GET", "/api/v1/estates", Api, Everybody),
    api("GET", "/api/v1/estates/{id}", Api, Everybody).at("/api/v1/estates/1"),
    api("POST", "/api/v1/estates", Admin, Admins).with(r#"{"name": ""}"#),
    api("PUT", "/api/v1/estates/{id}", Admin, Admins)
        .at("/api/v1/estates/999")
        .with(r#"{"name": "a"}"#),
    api("DELETE", "/api/v1/estates/{id}", Admin, Admins).at("/api/v1/estates/999"),
    api("POST", "/api/v1/estates/{id}/merge", Admin, Admins)
        .at("/api/v1/estates/999/merge")
        .with(r#"{"into": 1}"#),
    api("GET", "/api/v1/floor-plans", Api, Everybody),
    api("GET", "/api/v1/floor-plans/{id}", Api, Everybody).at("/api/v1/floor-plans/1"),
    api("POST", "/api/v1/floor-plans", Admin, Admins).with(r#"{"name": ""}"#),
    api("PUT", "/api/v1/floor-plans/{id}", Admin, Admins)
        .at("/api/v1/floor-plans/999")
        .with(r#"{"name": "a"}"#),
    api("DELETE", "/api/v1/floor-plans/{id}", Admin, Admins).at("/api/v1/floor-plans/999"),
    api("GET", "/api/v1/tags", Api, Everybody),
    api("GET", "/api/v1/tags/{id}", Api, Everybody).at("/api/v1/tags/1"),
    api("POST", "/api/v1/tags", Admin, Admins).with(r#"{"name": ""}"#),
    api("PUT", "/api/v1/tags/{id}", Admin, Admins)
        .at("/api/v1/tags/999")
        .with(r#"{"name": "a"}"#),
    api("DELETE", "/api/v1/tags/{id}", Admin, Admins).at("/api/v1/tags/999"),
    // Moderation.
    api("GET", "/api/v1/moderation", Admin, Admins),
    api("GET", "/api/v1/moderation/{id}", Admin, Admins).at("/api/v1/moderation/1"),
    api("POST", "/api/v1/moderation/{id}/approval", Admin, Admins)
        .at("/api/v1/moderation/1/approval")
        .with(r#"{"version": 1}"#),
    api("POST", "/api/v1/moderation/{id}/rejection", Admin, Admins)
        .at("/api/v1/moderation/1/rejection")
        .with(r#"{"version": 1, "reasons": ["duplicate"]}"#),
    api("POST", "/api/v1/moderation/{id}/takedown", Admin, Admins)
        .at("/api/v1/moderation/999/takedown")
        .with(r#"{"reasons": ["duplicate"]}"#),
    api("GET", "/api/v1/listings/{id}/appeal", Api, Publisher).at("/api/v1/listings/1/appeal"),
    api("POST", "/api/v1/listings/{id}/appeal", Api, Publisher)
        .at("/api/v1/listings/1/appeal")
        .with(r#"{"body": "a"}"#),
    api("PUT", "/api/v1/appeals/{id}/answer", Admin, Admins)
        .at("/api/v1/appeals/999/answer")
        .with(r#"{"uphold": true, "answer": "a"}"#),
    api("GET", "/api/v1/reports", Admin, Admins),
    api("PUT", "/api/v1/reports/{id}/answer", Admin, Admins)
        .at("/api/v1/reports/999/answer")
        .with(r#"{"uphold": false, "answer": "a"}"#),
    api("GET", "/api/v1/users/{id}/strikes", Admin, Admins).at("/api/v1/users/{victim}/strikes"),
    api("DELETE", "/api/v1/strikes/{id}", Admin, Admins).at("/api/v1/strikes/999"),
    api("GET", "/api/v1/agents/{id}", Api, Everybody).at("/api/v1/agents/1"),
    api("GET", "/api/v1/agents/{id}/reviews", Api, Everybody).at("/api/v1/agents/1/reviews"),
    // The API of agents and of those who review them.
    api("GET", "/api/v1/account/agent", Accounts, Publishers),
    api("PUT", "/api/v1/account/agent", Accounts, Publishers).with(r#"{"version": 9}"#),
    api("GET", "/api/v1/account/agent/licence", Accounts, Publishers),
    api("PUT", "/api/v1/account/agent/licence", Accounts, Publishers).with("no picture"),
    api("GET", "/api/v1/account/dashboard", Accounts, Publishers),
    api("GET", "/api/v1/account/imports", Accounts, Publishers),
    api("POST", "/api/v1/account/imports", Accounts, Publishers).with("external_id,rent"),
    api("GET", "/api/v1/account/imports/{id}", Accounts, Owner).at("/api/v1/account/imports/999"),
    api(
        "POST",
        "/api/v1/account/imports/{id}/application",
        Accounts,
        Owner,
    )
    .at("/api/v1/account/imports/999/application"),
    api(
        "DELETE",
        "/api/v1/account/imports/{id}/application",
        Accounts,
        Owner,
    )
    .at("/api/v1/account/imports/999/application"),
    api("POST", "/api/v1/viewings/{id}/review", Accounts, Owner)
        .at("/api/v1/viewings/999/review")
        .with(r#"{"service": 5, "truth": 5, "skill": 5}"#),
    // The API of accounts.
    api("GET", "/api/v1/account/reports", Accounts, SignedIn),
    api("POST", "/api/v1/account/reports", Accounts, SignedIn)
        .with(r#"{"listing": 2, "reason": "duplicate"}"#),
    api("GET", "/api/v1/account/standing", Accounts, SignedIn),
    api("POST", "/api/v1/session", Accounts, Everybody)
        .with(r#"{"login": "nobody00", "password": "wrong"}"#),
    api("DELETE", "/api/v1/session", Accounts, SignedIn).in_person(),
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
    api("DELETE", "/api/v1/account", Accounts, SignedIn)
        .with(r#"{"password": "wrong"}"#)
        .in_person(),
    api("PUT", "/api/v1/account/password", Accounts, SignedIn)
        .with(r#"{"old_password": "a", "password": "b"}"#)
        .in_person(),
    api("PUT", "/api/v1/account/phone", Accounts, SignedIn)
        .with(r#"{"phone": "13800138000", "code": "1", "old_password": "x"}"#)
        .in_person(),
    api("PUT", "/api/v1/account/email", Accounts, SignedIn)
        .with(r#"{"email": "a@b.cn", "code": "1", "old_password": "x"}"#)
        .in_person(),
    api("PUT", "/api/v1/account/avatar", Accounts, SignedIn).with("no picture"),
    api("DELETE", "/api/v1/account/avatar", Accounts, SignedIn),
    api("GET", "/api/v1/account/points", Accounts, SignedIn),
    api("GET", "/api/v1/account/export", Accounts, SignedIn).in_person(),
    api("GET", "/api/v1/account/sessions", Accounts, SignedIn).in_person(),
    api("DELETE", "/api/v1/account/sessions", Accounts, SignedIn).in_person(),
    api("DELETE", "/api/v1/account/sessions/{id}", Accounts, Owner)
        .at("/api/v1/account/sessions/{session}")
        .in_person(),
    api("GET", "/api/v1/account/sign-ins", Accounts, SignedIn).in_person(),
    api("GET", "/api/v1/account/tokens", Accounts, SignedIn).in_person(),
    api("POST", "/api/v1/account/tokens", Accounts, SignedIn)
        .with(r#"{"name": "a", "scopes": ["account:read"], "days": 30}"#)
        .in_person(),
    api("DELETE", "/api/v1/account/tokens", Accounts, SignedIn).in_person(),
    api("GET", "/api/v1/account/tokens/{id}", Accounts, Owner)
        .at("/api/v1/account/tokens/{token}")
        .in_person(),
    api("DELETE", "/api/v1/account/tokens/{id}", Accounts, Owner)
        .at("/api/v1/account/tokens/{token}")
        .in_person(),
    api("GET", "/api/v1/account/webhooks", Accounts, Publishers),
    api("POST", "/api/v1/account/webhooks", Accounts, Publishers)
        .with(r#"{"url": "https://example.com/hook", "events": ["listing.let"]}"#),
    api("GET", "/api/v1/account/webhooks/{id}", Accounts, Owner)
        .at("/api/v1/account/webhooks/{webhook}"),
    api("PUT", "/api/v1/account/webhooks/{id}", Accounts, Owner)
        .at("/api/v1/account/webhooks/{webhook}")
        .with(r#"{"url": "https://example.com/hook", "events": ["viewing.done"]}"#),
    api("DELETE", "/api/v1/account/webhooks/{id}", Accounts, Owner)
        .at("/api/v1/account/webhooks/{webhook}"),
    api(
        "PUT",
        "/api/v1/account/webhooks/{id}/active",
        Accounts,
        Owner,
    )
    .at("/api/v1/account/webhooks/{webhook}/active")
    .with(r#"{"active": false}"#),
    api(
        "POST",
        "/api/v1/account/webhooks/{id}/secret",
        Accounts,
        Owner,
    )
    .at("/api/v1/account/webhooks/{webhook}/secret"),
    api(
        "POST",
        "/api/v1/account/webhooks/{id}/test",
        Accounts,
        Owner,
    )
    .at("/api/v1/account/webhooks/{webhook}/test"),
    api(
        "GET",
        "/api/v1/account/webhooks/{id}/deliveries",
        Accounts,
        Owner,
    )
    .at("/api/v1/account/webhooks/{webhook}/deliveries"),
    api(
        "GET",
        "/api/v1/account/webhooks/{id}/deliveries/{delivery}",
        Accounts,
        Owner,
    )
    .at("/api/v1/account/webhooks/{webhook}/deliveries/999"),
    api(
        "POST",
        "/api/v1/account/webhooks/{id}/deliveries/{delivery}/replay",
        Accounts,
        Owner,
    )
    .at("/api/v1/account/webhooks/{webhook}/deliveries/999/replay"),
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
    // The API of contacts.
    api("POST", "/api/v1/listings/{id}/phone", Api, SignedIn).at("/api/v1/listings/1/phone"),
    api("GET", "/api/v1/listings/{id}/slots", Api, SignedIn).at("/api/v1/listings/1/slots"),
    api("GET", "/api/v1/enquiries", Accounts, SignedIn),
    api("POST", "/api/v1/enquiries", Accounts, SignedIn).with(r#"{"listing": 1, "message": "a"}"#),
    api("GET", "/api/v1/enquiries/{id}", Accounts, Owner).at("/api/v1/enquiries/{enquiry}"),
    api("PATCH", "/api/v1/enquiries/{id}", Accounts, Owner)
        .at("/api/v1/enquiries/{hosted}")
        .with(r#"{"mark": "closed"}"#),
    api("POST", "/api/v1/enquiries/{id}/messages", Accounts, Owner)
        .at("/api/v1/enquiries/{enquiry}/messages")
        .with(r#"{"message": "a"}"#),
    api("GET", "/api/v1/viewings", Accounts, SignedIn),
    api("POST", "/api/v1/viewings", Accounts, SignedIn)
        .with(r#"{"listing": 1, "starts_at": "2026-06-02T02:00:00Z"}"#),
    api("GET", "/api/v1/viewings/{id}", Accounts, Owner).at("/api/v1/viewings/{viewing}"),
    api("PATCH", "/api/v1/viewings/{id}", Accounts, Owner)
        .at("/api/v1/viewings/{viewing}")
        .with(r#"{"action": "cancel", "version": 1, "reason": "time"}"#),
    api("GET", "/api/v1/account/hours", Accounts, SignedIn),
    api("PUT", "/api/v1/account/hours", Accounts, SignedIn)
        .with(r#"{"week": ["9-12", "", "", "", "", "", ""]}"#),
    api("PUT", "/api/v1/account/hours/{day}", Accounts, SignedIn)
        .at("/api/v1/account/hours/2026-06-02")
        .with(r#"{"hours": ""}"#),
    api("DELETE", "/api/v1/account/hours/{day}", Accounts, SignedIn)
        .at("/api/v1/account/hours/2026-06-02"),
    api("GET", "/api/v1/account/searches", Accounts, SignedIn),
    api("POST", "/api/v1/account/searches", Accounts, SignedIn)
        .with(r#"{"name": "a", "query": "q=a"}"#),
    api("GET", "/api/v1/account/searches/{id}", Accounts, Owner)
        .at("/api/v1/account/searches/{search}"),
    api("PATCH", "/api/v1/account/searches/{id}", Accounts, Owner)
        .at("/api/v1/account/searches/{search}")
        .with(r#"{"name": "b"}"#),
    api("DELETE", "/api/v1/account/searches/{id}", Accounts, Owner)
        .at("/api/v1/account/searches/{search}"),
    api("GET", "/api/v1/account/notices", Accounts, SignedIn),
    api("PUT", "/api/v1/account/notices/seen", Accounts, SignedIn),
    api("PUT", "/api/v1/account/calendar", Accounts, SignedIn).in_person(),
    api("DELETE", "/api/v1/account/calendar", Accounts, SignedIn).in_person(),
    // The API of admins.
    api("GET", "/api/v1/users", Admin, Admins),
    api("GET", "/api/v1/users/{id}", Admin, Admins).at("/api/v1/users/{victim}"),
    api("PUT", "/api/v1/users/{id}/roles", Admin, Admins)
        .at("/api/v1/users/{victim}/roles")
        .with(r#"{"roles": [1], "version": 1}"#)
        .in_person(),
    api("PUT", "/api/v1/users/{id}/disabled", Admin, Admins).at("/api/v1/users/{victim}/disabled"),
    api("DELETE", "/api/v1/users/{id}/disabled", Admin, Admins)
        .at("/api/v1/users/{victim}/disabled"),
    api("DELETE", "/api/v1/users/{id}/sessions", Admin, Admins)
        .at("/api/v1/users/{victim}/sessions")
        .in_person(),
    api("GET", "/api/v1/roles", Admin, Admins),
    api("POST", "/api/v1/roles", Admin, Admins)
        .with(r#"{"word": "guest", "name": "访客", "name_en": "Guest"}"#)
        .in_person(),
    api("GET", "/api/v1/roles/{id}", Admin, Admins).at("/api/v1/roles/1"),
    api("PUT", "/api/v1/roles/{id}", Admin, Admins)
        .at("/api/v1/roles/999")
        .with(r#"{"name": "访客", "name_en": "Guest"}"#)
        .in_person(),
    api("DELETE", "/api/v1/roles/{id}", Admin, Admins)
        .at("/api/v1/roles/999")
        .in_person(),
    api("GET", "/api/v1/privileges", Admin, Admins),
    api("POST", "/api/v1/privileges", Admin, Admins)
        .with(r#"{"method": "GET", "pattern": "/things"}"#)
        .in_person(),
    api("GET", "/api/v1/privileges/{id}", Admin, Admins).at("/api/v1/privileges/1"),
    api("DELETE", "/api/v1/privileges/{id}", Admin, Admins)
        .at("/api/v1/privileges/999")
        .in_person(),
    api("GET", "/api/v1/networks", Admin, Admins),
    api("POST", "/api/v1/networks", Admin, Admins)
        .with(r#"{"group": "api", "verdict": "deny", "network": "192.0.2.1"}"#),
    api("GET", "/api/v1/networks/{id}", Admin, Admins).at("/api/v1/networks/999"),
    api("DELETE", "/api/v1/networks/{id}", Admin, Admins).at("/api/v1/networks/999"),
    api("GET", "/api/v1/caches", Admin, Admins),
    api("GET", "/api/v1/metrics", Admin, Admins),
    api("GET", "/api/v1/audit", Admin, Admins),
    api("GET", "/api/v1/licences", Admin, Admins),
    api("PUT", "/api/v1/licences/{id}/decision", Admin, Admins)
        .at("/api/v1/licences/999/decision")
        .with(r#"{"accepted": true}"#),
    api("PUT", "/api/v1/reviews/{id}/hidden", Admin, Admins).at("/api/v1/reviews/999/hidden"),
    api("DELETE", "/api/v1/reviews/{id}/hidden", Admin, Admins).at("/api/v1/reviews/999/hidden"),
    // The classic API.
    classic("GET", "/api/districts/", Api, Everybody, "/api/districts/"),
    classic(
        "GET",
        "/api/districts/{id}/",
        Api,
        Everybody,
        "/api/districts/110000/",
    ),
    classic("GET", "/api/hotcities/", Api, Everybody, "/api/hotcities/"),
    classic(
        "GET",
        "/api/housetypes/",
        Api,
        Everybody,
        "/api/housetypes/",
    ),
    classic(
        "POST",
        "/api/housetypes/",
        Admin,
        Admins,
        "/api/housetypes/",
    )
    .with(r#"{"name": ""}"#),
    classic(
        "GET",
        "/api/housetypes/{id}/",
        Api,
        Everybody,
        "/api/housetypes/1/",
    ),
    classic(
        "PUT",
        "/api/housetypes/{id}/",
        Admin,
        Admins,
        "/api/housetypes/999/",
    )
    .with(r#"{"name": ""}"#),
    classic(
        "PATCH",
        "/api/housetypes/{id}/",
        Admin,
        Admins,
        "/api/housetypes/999/",
    )
    .with(r#"{"name": ""}"#),
    classic(
        "DELETE",
        "/api/housetypes/{id}/",
        Admin,
        Admins,
        "/api/housetypes/999/",
    ),
    classic("GET", "/api/tags/", Api, Everybody, "/api/tags/"),
    classic("POST", "/api/tags/", Admin, Admins, "/api/tags/").with(r#"{"content": ""}"#),
    classic("GET", "/api/tags/{id}/", Api, Everybody, "/api/tags/1/"),
    classic("PUT", "/api/tags/{id}/", Admin, Admins, "/api/tags/999/").with(r#"{"content": ""}"#),
    classic("PATCH", "/api/tags/{id}/", Admin, Admins, "/api/tags/999/").with(r#"{"content": ""}"#),
    classic("DELETE", "/api/tags/{id}/", Admin, Admins, "/api/tags/999/"),
    classic("GET", "/api/agents/", Api, Everybody, "/api/agents/"),
    classic("POST", "/api/agents/", Admin, Admins, "/api/agents/").with(r#"{"name": ""}"#),
    classic("GET", "/api/agents/{id}/", Api, Everybody, "/api/agents/1/"),
    classic(
        "PUT",
        "/api/agents/{id}/",
        Admin,
        Admins,
        "/api/agents/999/",
    )
    .with(r#"{"name": ""}"#),
    classic(
        "PATCH",
        "/api/agents/{id}/",
        Admin,
        Admins,
        "/api/agents/999/",
    )
    .with(r#"{"name": ""}"#),
    classic(
        "DELETE",
        "/api/agents/{id}/",
        Admin,
        Admins,
        "/api/agents/999/",
    ),
    classic("GET", "/api/estates/", Api, Everybody, "/api/estates/"),
    classic("POST", "/api/estates/", Admin, Admins, "/api/estates/").with(r#"{"name": ""}"#),
    classic(
        "GET",
        "/api/estates/{id}/",
        Api,
        Everybody,
        "/api/estates/1/",
    ),
    classic(
        "PUT",
        "/api/estates/{id}/",
        Admin,
        Admins,
        "/api/estates/999/",
    )
    .with(r#"{"name": ""}"#),
    classic(
        "PATCH",
        "/api/estates/{id}/",
        Admin,
        Admins,
        "/api/estates/999/",
    )
    .with(r#"{"name": ""}"#),
    classic(
        "DELETE",
        "/api/estates/{id}/",
        Admin,
        Admins,
        "/api/estates/999/",
    ),
    classic(
        "GET",
        "/api/houseinfos/",
        Api,
        Everybody,
        "/api/houseinfos/",
    ),
    classic(
        "POST",
        "/api/houseinfos/",
        Api,
        Publishers,
        "/api/houseinfos/",
    )
    .with(r#"{}"#),
    classic(
        "GET",
        "/api/houseinfos/{id}/",
        Api,
        Everybody,
        "/api/houseinfos/1/",
    ),
    classic(
        "PUT",
        "/api/houseinfos/{id}/",
        Api,
        Publisher,
        "/api/houseinfos/1/",
    )
    .with(r#"{}"#),
    classic(
        "PATCH",
        "/api/houseinfos/{id}/",
        Api,
        Publisher,
        "/api/houseinfos/1/",
    )
    .with(r#"{}"#),
    classic(
        "DELETE",
        "/api/houseinfos/{id}/",
        Api,
        Publisher,
        "/api/houseinfos/3/",
    ),
    classic(
        "GET",
        "/api/houseinfos/{id}/photos/",
        Api,
        Everybody,
        "/api/houseinfos/1/photos/",
    ),
    classic(
        "POST",
        "/api/houseinfos/{id}/photos/",
        Api,
        Publisher,
        "/api/houseinfos/1/photos/",
    )
    .with(r#"{}"#),
    classic(
        "DELETE",
        "/api/houseinfos/{id}/photos/{photo}/",
        Api,
        Publisher,
        "/api/houseinfos/1/photos/999/",
    ),
    classic("POST", "/api/tokens/", Accounts, Everybody, "/api/tokens/")
        .with(r#"{"username": "nobody00", "password": "wrong password"}"#),
    classic(
        "DELETE",
        "/api/tokens/{token}/",
        Accounts,
        Everybody,
        "/api/tokens/nothing/",
    ),
    classic(
        "GET",
        "/api/mobile_code/{tel}/",
        Accounts,
        Everybody,
        "/api/mobile_code/{phone}/",
    ),
    classic(
        "GET",
        "/api/mobile/{tel}/",
        Accounts,
        Everybody,
        "/api/mobile/{phone}/",
    ),
    classic("GET", "/api/users/", Accounts, Admins, "/api/users/"),
    classic("POST", "/api/users/", Accounts, Everybody, "/api/users/").with(r#"{}"#),
    classic(
        "GET",
        "/api/users/{id}/",
        Accounts,
        Admins,
        "/api/users/{victim}/",
    ),
    classic(
        "PUT",
        "/api/users/{id}/",
        Accounts,
        Owner,
        "/api/users/{owner}/",
    )
    .with(r#"{}"#),
    classic(
        "PATCH",
        "/api/users/{id}/",
        Accounts,
        Owner,
        "/api/users/{owner}/",
    )
    .with(r#"{}"#),
    classic("POST", "/api/photos/", Accounts, Publishers, "/api/photos/").with(r#"{}"#),
    classic(
        "GET",
        "/api/payments/{id}/",
        Accounts,
        SignedIn,
        "/api/payments/1/",
    ),
    classic("GET", "/captcha/", Accounts, Everybody, "/captcha/"),
];
