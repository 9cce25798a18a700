//! Signing up and in, and one's own account.

mod agent;
mod favourites;
mod imports;
mod profile;
mod session;
mod sessions;
mod tokens;
mod webhooks;

pub(super) use sessions::Ended;

use super::{
    answer::Made,
    contract::{delete, get, patch, post, put},
};
use crate::endpoint::Endpoint;
use domain::{
    LicenceId,
    account::{
        Captcha,
        forms::{CodeSent, KeptOnDevice},
        profile::{PointEntry, Profile, Session, SignInEntry},
        token::{ApiToken, IssuedToken},
    },
    agents::{AgentProfile, Licence, dashboard::Dashboard},
    offer::{ImportCounts, ImportList, ImportPage},
    webhook::{Delivery, Webhook, WebhookSecret},
};
use serde_json::json;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/session", session::sign_in)
            .says("Signs in")
            .tells(
                "By `login` and `password`, or by `phone` and a `code`. After some failures a \
                 captcha is asked for. Browsers get cookies, everybody gets tokens.",
            )
            .for_everybody()
            .unkeyed()
            .example(json!({ "login": "luohao", "password": "correct-horse-9" }))
            .answers::<session::Granted>(),
        delete("/session", session::sign_out)
            .says("Signs out")
            .does(),
        post("/session/renewal", session::renew)
            .says("Gives new tokens for a refresh token")
            .tells("A refresh token is good once. One that comes twice ends its session.")
            .for_everybody()
            .unkeyed()
            .example(json!({ "refresh_token": "v1.0123456789" }))
            .answers::<session::Granted>(),
        post("/codes", session::send_code)
            .says("Sends a code to a phone or an e-mail address")
            .for_everybody()
            .unkeyed()
            .answers::<CodeSent>(),
        get("/captcha", session::captcha)
            .says("Makes a captcha")
            .for_everybody()
            .answers::<Captcha>(),
        post("/accounts", session::sign_up)
            .says("Signs up")
            .for_everybody()
            .unkeyed()
            .creates::<session::Granted>("/account"),
        post("/password-reset", session::reset_password)
            .says("Sets a new password by a code")
            .for_everybody()
            .unkeyed()
            .does(),
        get("/account", profile::show)
            .says("Shows one's own account")
            .answers::<Profile>(),
        patch("/account", profile::change)
            .says("Changes one's own account")
            .tells("What is not named stays; `null` takes away what may be missing.")
            .example(json!({ "real_name": "罗浩", "notify_sms": false }))
            .answers::<Profile>(),
        delete("/account", profile::leave)
            .says("Leaves")
            .tells("The account is emptied for good.")
            .does(),
        put("/account/password", profile::change_password)
            .says("Changes the password")
            .does(),
        put("/account/phone", profile::change_phone)
            .says("Changes the phone number")
            .does(),
        put("/account/email", profile::change_email)
            .says("Changes the e-mail address")
            .does(),
        put("/account/avatar", profile::set_avatar)
            .says("Sets one's picture")
            .tells("The body is the picture itself.")
            .takes("image/*")
            .answers::<profile::Avatar>(),
        delete("/account/avatar", profile::remove_avatar)
            .says("Takes one's picture away")
            .does(),
        get("/account/points", profile::points)
            .says("Lists one's points")
            .answers_each::<PointEntry>(),
        get("/account/export", profile::export)
            .says("Gives everything that is known of oneself")
            .answers::<profile::Export>(),
        get("/account/sessions", sessions::list)
            .says("Lists the devices on which one is signed in")
            .answers_each::<Session>(),
        delete("/account/sessions", sessions::end_others)
            .says("Signs all other devices out")
            .answers::<Ended>(),
        delete("/account/sessions/{id}", sessions::end)
            .says("Signs a device out")
            .does(),
        get("/account/sign-ins", sessions::sign_ins)
            .says("Lists when and from where one signed in")
            .answers_each::<SignInEntry>(),
        get("/account/tokens", tokens::list)
            .says("Lists the tokens with which programs act for one")
            .answers_each::<ApiToken>(),
        post("/account/tokens", tokens::make)
            .says("Makes a token for a program")
            .tells(
                "The only answer that holds the token. Not for programs: who asks has signed in.",
            )
            .unkeyed()
            .example(json!({ "name": "报表", "scopes": ["listings:read"], "days": 90 }))
            .creates::<IssuedToken>("/account/tokens/{id}"),
        get("/account/tokens/{id}", tokens::show)
            .says("Shows a token, but for the token itself")
            .answers::<ApiToken>(),
        delete("/account/tokens", tokens::revoke_all)
            .says("Revokes all tokens")
            .answers::<Ended>(),
        delete("/account/tokens/{id}", tokens::revoke)
            .says("Revokes a token")
            .does(),
        get("/account/webhooks", webhooks::list)
            .says("Lists one's webhooks")
            .answers_each::<Webhook>(),
        post("/account/webhooks", webhooks::make)
            .says("Makes a webhook")
            .tells("The answer holds the secret with which deliveries are signed.")
            .unkeyed()
            .example(json!({
                "url": "https://example.com/hooks",
                "events": ["listing.published", "viewing.booked"],
                "reach": "own"
            }))
            .creates::<WebhookSecret>("/account/webhooks/{id}"),
        get("/account/webhooks/{id}", webhooks::show)
            .says("Shows a webhook")
            .answers::<Webhook>(),
        put("/account/webhooks/{id}", webhooks::change)
            .says("Changes a webhook")
            .answers::<Webhook>(),
        delete("/account/webhooks/{id}", webhooks::remove)
            .says("Deletes a webhook")
            .does(),
        put("/account/webhooks/{id}/active", webhooks::switch)
            .says("Switches a webhook on or off")
            .example(json!({ "active": true }))
            .answers::<Webhook>(),
        post("/account/webhooks/{id}/secret", webhooks::rotate)
            .says("Makes another secret for a webhook")
            .tells("For a day both sign.")
            .unkeyed()
            .creates::<WebhookSecret>("/account/webhooks/{path}"),
        post("/account/webhooks/{id}/test", webhooks::test)
            .says("Sends a delivery to try a webhook out")
            .creates::<Made<i64>>("/account/webhooks/{path}/deliveries/{id}"),
        get("/account/webhooks/{id}/deliveries", webhooks::deliveries)
            .says("Lists what was sent to a webhook, the newest first")
            .lists::<Delivery>(),
        get(
            "/account/webhooks/{id}/deliveries/{delivery}",
            webhooks::delivery,
        )
        .says("Shows what was sent to a webhook")
        .answers::<Delivery>(),
        post(
            "/account/webhooks/{id}/deliveries/{delivery}/replay",
            webhooks::replay,
        )
        .says("Sends a delivery again")
        .creates::<Made<i64>>("/account/webhooks/{path}/deliveries/{id}"),
        get("/account/favourites", favourites::list)
            .says("Lists the homes one keeps")
            .answers_each::<favourites::Favourite>(),
        put("/account/favourites/{id}", favourites::keep)
            .says("Keeps a home")
            .does(),
        delete("/account/favourites/{id}", favourites::keep_no_longer)
            .says("Keeps a home no longer")
            .does(),
        delete("/account/viewed", favourites::forget_viewed)
            .says("Empties the list of homes one looked at")
            .does(),
        post("/account/kept", favourites::merge)
            .says("Joins what a device kept with what the account has")
            .example(json!({ "favourites": [1], "viewed": [] }))
            .answers::<KeptOnDevice>(),
        get("/account/agent", agent::show)
            .says("Shows one's own side as an agent")
            .answers::<AgentProfile>(),
        put("/account/agent", agent::change)
            .says("Changes one's own side as an agent")
            .answers::<AgentProfile>(),
        get("/account/agent/licence", agent::licence)
            .says("Shows the licence handed in last")
            .answers::<Licence>()
            .refuses(404, "None was handed in."),
        put("/account/agent/licence", agent::hand_licence_in)
            .says("Hands a licence in")
            .tells("The body is the picture or the PDF itself.")
            .takes("image/*")
            .takes("application/pdf")
            .creates::<Made<LicenceId>>("/account/agent/licence"),
        get("/account/dashboard", agent::dashboard)
            .says("Shows how one's homes do")
            .answers::<Dashboard>(),
        get("/account/imports", imports::list)
            .says("Lists one's imports")
            .answers::<ImportList>(),
        post("/account/imports", imports::check)
            .says("Compares a file of homes with what is there")
            .tells("Nothing changes until it is applied.")
            .takes("text/csv")
            .takes_files(&["file", "photos"])
            .unkeyed()
            .creates::<Made<i64>>("/account/imports/{id}"),
        get("/account/imports/{id}", imports::show)
            .says("Shows an import, row by row")
            .answers::<ImportPage>(),
        post("/account/imports/{id}/application", imports::apply)
            .says("Applies an import")
            .tells("Some rows at a time; to be asked again while rows wait.")
            .answers::<ImportCounts>(),
        delete("/account/imports/{id}/application", imports::undo)
            .says("Takes an import back")
            .tells("Some rows at a time; to be asked again while rows are applied.")
            .answers::<ImportCounts>(),
    ]
}
