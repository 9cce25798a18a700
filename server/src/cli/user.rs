//! `zufang user`.

use crate::{settings::Settings, startup};
use anyhow::{Context, Result, bail};
use clap::{Subcommand, ValueEnum};
use domain::RoleId;
use services::{Caller, Client, Error, RequestId, accounts::GivenAccount};
use std::{
    io::{BufRead, IsTerminal, stdin},
    net::{IpAddr, Ipv4Addr},
};

/// Accounts of people
#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Make an account; asks for its password, or reads it from the standard input
    #[command(after_help = "\
Examples:
  zufang user create --role admin --username office --real-name 管理员 --phone 13800138000
  pass show zufang | zufang user create --role admin --username office --real-name 管理员 --phone 13800138000")]
    Create(Create),
}

/// An account to be made.
#[derive(Debug, clap::Args)]
pub(super) struct Create {
    /// What it may do
    #[arg(long)]
    role: Role,
    /// 6 to 20 of a-z A-Z 0-9 _ - .
    #[arg(long)]
    username: String,
    /// 2 to 20 Chinese characters
    #[arg(long)]
    real_name: String,
    /// Mobile phone number
    #[arg(long)]
    phone: String,
    /// E-mail address
    #[arg(long)]
    email: Option<String>,
}

/// The roles of the classic system.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Role {
    /// 普通用户
    Renter,
    /// 房东
    Landlord,
    /// 经纪人
    Agent,
    /// 管理员
    Admin,
}

impl Role {
    const fn id(self) -> RoleId {
        match self {
            Self::Renter => RoleId::RENTER,
            Self::Landlord => RoleId::LANDLORD,
            Self::Agent => RoleId::AGENT,
            Self::Admin => RoleId::ADMIN,
        }
    }
}

impl User {
    pub(super) async fn run(self, settings: &Settings) -> Result<()> {
        let Self::Create(create) = self;
        let store = startup::store(settings).await?;
        let given = GivenAccount {
            password: password()?,
            username: create.username,
            real_name: create.real_name,
            phone: create.phone,
            email: create.email,
            roles: vec![create.role.id()],
            demo: false,
        };
        let made = startup::with_accounts(settings, &store, async |services| {
            Ok(services.create_account(&operator(), &given).await)
        });
        match made.await? {
            Ok(id) => println!("Account {id}: {} can sign in now.", given.username),
            Err(Error::Invalid(fields)) => {
                let wrong = fields
                    .iter()
                    .map(|field| format!("{}: {}", field.field, field.code));
                bail!(
                    "no account was made\n  {}",
                    wrong.collect::<Vec<_>>().join("\n  ")
                )
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }
}

/// Typed twice at a terminal; else the first line of the standard input.
fn password() -> Result<String> {
    if !stdin().is_terminal() {
        let mut line = String::new();
        stdin()
            .lock()
            .read_line(&mut line)
            .context("no password on the standard input")?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let password = rpassword::prompt_password("Password: ")?;
    if password != rpassword::prompt_password("Once more: ")? {
        bail!("the two passwords differ");
    }
    Ok(password)
}

/// Who sits at the machine.
fn operator() -> Caller {
    let localhost = IpAddr::V4(Ipv4Addr::LOCALHOST);
    Caller::anonymous(Client::new(localhost, "zufang", RequestId("cli".into())))
}
