//! Who may do what: every method of every address, asked by everybody. An address without a row in the
//! table fails the test, and a row without an address.

mod programs;
mod public;
mod table;
mod things;

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{Person, new_ip, new_phone},
};
use domain::{RoleId, account::RouteGroup};
use serde_json::Value;
use server::http::{Kind, addresses};
use std::collections::BTreeSet;
use table::{Row, Rule, TABLE};

/// Who asks. All but the owner ask for what belongs to somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Anonymous,
    Renter,
    Landlord,
    Agent,
    Admin,
    Owner,
}

const EVERYBODY: [Who; 6] = [
    Who::Anonymous,
    Who::Renter,
    Who::Landlord,
    Who::Agent,
    Who::Admin,
    Who::Owner,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    Allowed,
    /// 401, or the way to the page for signing in.
    SignIn,
    /// 403
    Forbidden,
    /// 404
    NotThere,
}

impl Rule {
    fn decides(self, who: Who) -> Decision {
        match (self, who) {
            (Self::Everybody, _) => Decision::Allowed,
            (_, Who::Anonymous) => Decision::SignIn,
            (Self::SignedIn, _)
            | (Self::Owner, Who::Owner)
            | (Self::Publisher | Self::Admins, Who::Admin)
            | (Self::Publishers, Who::Landlord | Who::Agent | Who::Admin) => Decision::Allowed,
            (Self::Owner | Self::Publisher, _) => Decision::NotThere,
            (Self::Admins | Self::Publishers, _) => Decision::Forbidden,
        }
    }
}

#[tokio::test]
async fn every_address_has_a_row_and_every_row_an_address() {
    let client = Client::start().await;
    drop(client);
    let line = |kind: Kind, method: &str, path: &str, group: Option<RouteGroup>| {
        let group = group.map_or("file", |group| group.as_str());
        format!("{kind:?} {method} {path} ({group})")
    };
    let real: BTreeSet<String> = addresses(false)
        .iter()
        .map(|address| line(address.kind, &address.method, &address.path, address.group))
        .collect();
    let declared: BTreeSet<String> = TABLE
        .iter()
        .map(|row| line(row.kind, row.method, row.path, row.group))
        .collect();
    let without_row: Vec<_> = real.difference(&declared).collect();
    let without_address: Vec<_> = declared.difference(&real).collect();
    assert!(
        without_row.is_empty() && without_address.is_empty(),
        "no row for {without_row:#?}, no address for {without_address:#?}"
    );
    assert_eq!(declared.len(), TABLE.len(), "a row stands there twice");
}

#[tokio::test]
async fn everybody_may_do_exactly_what_the_table_says() {
    let client = Client::with_homes(3).await;
    let document = server::http::document().document;
    let mut wrong = Vec::new();
    for row in TABLE {
        for who in EVERYBODY {
            let victim = client.renter().await;
            let asker = match who {
                Who::Anonymous => None,
                Who::Owner => Some(client.renter().await),
                Who::Renter => Some(client.person(RoleId::RENTER).await),
                Who::Landlord => Some(client.person(RoleId::LANDLORD).await),
                Who::Agent => Some(client.person(RoleId::AGENT).await),
                Who::Admin => Some(client.person(RoleId::ADMIN).await),
            };
            let owner = match (&asker, who) {
                (Some(person), Who::Owner) => person,
                _ => &victim,
            };
            let things = things::of(&client, row, owner).await;
            let answer = asked(row, asker.as_ref(), owner, &victim, &things);
            let answer = answer.to(&client).await;
            wrong.extend(undocumented(&document, row, &answer));
            let expected = row.rule.decides(who);
            if !fits(expected, &answer) {
                wrong.push(format!(
                    "{} {} by {who:?}: expected {expected:?}, got {} {}",
                    row.method,
                    row.asked,
                    answer.status,
                    answer.header("location"),
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Says so if the document of the API does not know such an answer of `row`.
fn undocumented(document: &Value, row: &Row, answer: &Answer) -> Option<String> {
    if row.kind != Kind::Api {
        return None;
    }
    let method = row.method.to_ascii_lowercase();
    let known = &document["paths"][row.path][method]["responses"][answer.status.as_str()];
    // What many operations answer alike is told once, among the components.
    let shared = known["$ref"].as_str().and_then(|to| to.strip_prefix('#'));
    let known = shared.and_then(|to| document.pointer(to)).unwrap_or(known);
    let kind = answer.header("content-type");
    let kind = kind.split(';').next().unwrap_or_default();
    let right = match kind {
        "" => known.is_object() && known.get("content").is_none(),
        kind => known["content"].get(kind).is_some(),
    };
    let line = format!(
        "{} {}: {} {kind} is not documented",
        row.method, row.path, answer.status
    );
    (!right).then_some(line)
}

fn asked(
    row: &Row,
    asker: Option<&Person>,
    owner: &Person,
    victim: &Person,
    things: &[(&str, String)],
) -> Ask {
    let ask = by_nobody(row, asker, owner, victim, things);
    match (asker, row.kind) {
        (None, _) => ask,
        (Some(person), Kind::Api) => ask.bearer(&person.access),
        (Some(person), Kind::Classic) => ask.header("token", &person.access),
        (Some(person), _) => person.browses(ask),
    }
}

/// What the row asks, without saying for whom.
fn by_nobody(
    row: &Row,
    asker: Option<&Person>,
    owner: &Person,
    victim: &Person,
    things: &[(&str, String)],
) -> Ask {
    let refresh = asker.map_or("nothing", |person| &person.refresh);
    let fill = |text: &str| {
        let filled = things
            .iter()
            .fold(text.to_owned(), |text, (name, id)| text.replace(name, id));
        filled
            .replace("{victim}", &victim.id.to_string())
            .replace("{owner}", &owner.id.to_string())
            .replace("{session}", &owner.session())
            .replace("{refresh}", refresh)
            .replace("{phone}", &new_phone())
    };
    let ask = Ask::new(row.method, &fill(row.asked)).from(&new_ip());
    match (row.kind, row.body) {
        (Kind::Call, "multipart") => {
            let part = "--x\r\ncontent-disposition: form-data; name=\"avatar\"; filename=\"a\"\r\n\r\na\r\n--x--\r\n";
            ask.header("content-type", "multipart/form-data; boundary=x")
                .header("accept", "application/json")
                .bytes(part.into())
        }
        (Kind::Call, "photos") => {
            let parts = "--x\r\ncontent-disposition: form-data; name=\"listing\"\r\n\r\n1\r\n\
                         --x\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\na\r\n--x--\r\n";
            ask.header("content-type", "multipart/form-data; boundary=x")
                .header("accept", "application/json")
                .bytes(parts.into())
        }
        (Kind::Call, form) => ask
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .bytes(fill(form).into_bytes()),
        (Kind::Api | Kind::Classic, body) => ask
            .header("content-type", "application/json")
            .bytes(fill(body).into_bytes()),
        _ => ask.header("accept", "text/html"),
    }
}

fn fits(decision: Decision, answer: &Answer) -> bool {
    let status = answer.status.as_u16();
    let to_sign_in = answer.header("location").starts_with("/sign-in");
    match decision {
        Decision::Allowed => !matches!(status, 401 | 403 | 405 | 429 | 500..) && !to_sign_in,
        Decision::SignIn => status == 401 || (answer.status.is_redirection() && to_sign_in),
        Decision::Forbidden => status == 403,
        Decision::NotThere => status == 404,
    }
}
