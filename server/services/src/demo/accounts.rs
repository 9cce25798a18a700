//! One demo account of each role. They exist in demo data only and open nothing in production.

use crate::{Caller, Client, Error, RequestId, Result, Services, accounts::GivenAccount};
use domain::{RoleId, account::Login};
use std::net::{IpAddr, Ipv4Addr};

/// The password of all of them.
pub const PASSWORD: &str = "zufang-demo";
/// Username, real name and role.
const ACCOUNTS: [(&str, &str, RoleId); 4] = [
    ("demo-renter", "林小租", RoleId::RENTER),
    ("demo-landlord", "方东方", RoleId::LANDLORD),
    ("demo-agent", "经礼仁", RoleId::AGENT),
    ("demo-admin", "管小理", RoleId::ADMIN),
];

/// The usernames.
pub fn usernames() -> impl Iterator<Item = &'static str> {
    ACCOUNTS.iter().map(|(username, ..)| *username)
}

/// Makes the accounts that are not there yet.
///
/// # Errors
/// When the database fails.
pub async fn make(services: &Services) -> Result<()> {
    let localhost = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let caller = Caller::anonymous(Client::new(
        localhost,
        "zufang demo",
        RequestId("demo".into()),
    ));
    for (number, (username, real_name, role)) in ACCOUNTS.iter().enumerate() {
        let login = Login::Username((*username).to_owned());
        if services
            .store()
            .accounts()
            .by_login(&login)
            .await?
            .is_some()
        {
            continue;
        }
        let given = GivenAccount {
            username: (*username).to_owned(),
            password: PASSWORD.to_owned(),
            real_name: (*real_name).to_owned(),
            phone: format!("1990000000{}", number + 1),
            email: Some(format!("{username}@zufang.example")),
            roles: vec![*role],
            demo: true,
        };
        match services.create_account(&caller, &given).await {
            // Somebody has the number or the address: the demo does without.
            Ok(_) | Err(Error::Invalid(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
