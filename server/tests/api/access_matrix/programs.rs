//! What programs may do with tokens: never more than their owners, and no more than the tokens say.

use super::{
    Decision, by_nobody, fits,
    table::{Row, Rule, TABLE},
    things,
};
use crate::{
    client::{Answer, Client},
    people::Person,
};
use domain::{RoleId, account::token::TokenScope};
use server::http::Kind;

/// Everything that reads, and nothing that changes.
fn reading() -> Vec<TokenScope> {
    let all = TokenScope::ALL.iter().copied();
    all.filter(|scope| !scope.writes()).collect()
}

impl Row {
    /// Whether a program may do it with a token of `scopes` whose owner may.
    fn program_decides(&self, scopes: &[TokenScope]) -> Decision {
        let writes = scopes.iter().any(|scope| scope.writes());
        match (self.rule, self.method) {
            // It is for nobody in particular, or for who has the refresh token.
            (Rule::Everybody, _) => Decision::Allowed,
            (_, "POST") if self.path == "/api/v1/session/renewal" => Decision::Allowed,
            _ if self.in_person => Decision::Forbidden,
            (_, "GET") => Decision::Allowed,
            _ if writes => Decision::Allowed,
            _ => Decision::Forbidden,
        }
    }
}

/// Somebody who may do what `row` says.
async fn somebody(client: &Client, row: &Row) -> Person {
    let role = match row.rule {
        Rule::Everybody | Rule::SignedIn | Rule::Owner => RoleId::RENTER,
        Rule::Publishers => RoleId::AGENT,
        Rule::Publisher | Rule::Admins => RoleId::ADMIN,
    };
    client.person(role).await
}

/// What `row` says to a program of `owner`.
async fn answer(client: &Client, row: &Row, owner: &Person, scopes: &[TokenScope]) -> Answer {
    let victim = client.renter().await;
    let things = things::of(client, row, owner).await;
    let token = client.program_of(owner, scopes).await;
    let ask = by_nobody(row, Some(owner), owner, &victim, &things);
    ask.bearer(&token).to(client).await
}

#[tokio::test]
async fn a_program_may_do_what_its_token_says_and_nothing_for_which_one_has_to_be_there() {
    let client = Client::with_homes(3).await;
    let mut wrong = Vec::new();
    for row in TABLE.iter().filter(|row| row.kind == Kind::Api) {
        for scopes in [reading(), TokenScope::ALL.to_vec()] {
            let owner = somebody(&client, row).await;
            let answer = answer(&client, row, &owner, &scopes).await;
            let expected = row.program_decides(&scopes);
            if !fits(expected, &answer) {
                wrong.push(format!(
                    "{} {} with {} scopes: expected {expected:?}, got {} {}",
                    row.method,
                    row.asked,
                    scopes.len(),
                    answer.status,
                    answer.text(),
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn all_scopes_give_a_renters_program_nothing_that_is_for_admins() {
    let client = Client::with_homes(3).await;
    let rows = TABLE
        .iter()
        .filter(|row| row.kind == Kind::Api && row.rule == Rule::Admins);
    let mut wrong = Vec::new();
    for row in rows {
        let renter = client.renter().await;
        let answer = answer(&client, row, &renter, TokenScope::ALL).await;
        if answer.status != 403 {
            wrong.push(format!("{} {}: {}", row.method, row.asked, answer.status));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
