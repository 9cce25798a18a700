//! What comes from a classic system and keeps its numbers, and what came from it before.

mod database;
mod history;
mod people;
mod photos;
mod places;

pub use database::{ClassicColumn, ClassicDatabase, ClassicRecord};
pub use history::{ClassicLook, ClassicSignIn};
pub use people::{ClassicAccount, Holder};

use crate::{
    Result, Unit,
    dialect::{Dialect, Phrases, insert, postgres, run},
    places::json_of,
};
use sqlx::AssertSqlSafe;
use std::collections::{HashMap, HashSet};

/// Where listings and agents of a classic system come from; their id there is their number here.
pub const CLASSIC_SOURCE: &str = "classic";

/// What rows of a classic system become here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClassicKind {
    /// A role.
    Role,
    /// A privilege of a role.
    RolePrivilege,
    /// An account.
    User,
    /// A role of an account.
    UserRole,
    /// A division.
    Division,
    /// A floor plan.
    HouseType,
    /// A tag.
    Tag,
    /// An estate.
    Estate,
    /// An agent.
    Agent,
    /// An estate that an agent works in.
    AgentEstate,
    /// A listing.
    Listing,
    /// A photo of a listing.
    Photo,
    /// A home that somebody looked at.
    Look,
    /// A line of the log of signing in.
    SignIn,
}

impl ClassicKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::RolePrivilege => "role_privilege",
            Self::User => "user",
            Self::UserRole => "user_role",
            Self::Division => "division",
            Self::HouseType => "house_type",
            Self::Tag => "tag",
            Self::Estate => "estate",
            Self::Agent => "agent",
            Self::AgentEstate => "agent_estate",
            Self::Listing => "listing",
            Self::Photo => "photo",
            Self::Look => "look",
            Self::SignIn => "sign_in",
        }
    }

    /// The table in which it keeps its number; nothing where the number says nothing here.
    const fn table(self) -> Option<&'static str> {
        match self {
            Self::Role => Some("role"),
            Self::User => Some("app_user"),
            Self::HouseType => Some("floor_plan"),
            Self::Tag => Some("tag"),
            Self::Estate => Some("estate"),
            Self::Agent => Some("agent"),
            Self::Listing => Some("listing"),
            Self::Photo => Some("listing_photo"),
            Self::RolePrivilege
            | Self::UserRole
            | Self::Division
            | Self::AgentEstate
            | Self::Look
            | Self::SignIn => None,
        }
    }
}

/// A row of a classic system that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassicRow {
    /// Its number there.
    pub classic: i64,
    /// The number here of what it became.
    pub own: i64,
    /// A hash of what it said.
    pub seal: i64,
}

impl Unit {
    /// Those of these rows that were taken before, by their classic numbers.
    pub async fn classic_rows(
        &mut self,
        kind: ClassicKind,
        ids: &[i64],
    ) -> Result<HashMap<i64, ClassicRow>> {
        let ids = json_of(ids)?;
        let rows: Vec<(i64, i64, i64)> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT classic_id, own_id, seal FROM classic_row \
                 WHERE kind = $1 AND classic_id IN ({})",
                Db::numbers_in("$2")
            )))
            .bind(kind.as_str())
            .bind(&ids)
            .fetch_all(db)
        })?;
        let row = |(classic, own, seal)| ClassicRow { classic, own, seal };
        Ok(rows.into_iter().map(|it| (it.0, row(it))).collect())
    }

    /// Remembers rows that were taken, and what they said.
    pub async fn keep_classic_rows(
        &mut self,
        kind: ClassicKind,
        rows: &[ClassicRow],
    ) -> Result<()> {
        insert!(
            &mut *self, rows, 4,
            "INSERT INTO classic_row (kind, classic_id, own_id, seal) ",
            " ON CONFLICT (kind, classic_id) DO UPDATE SET \
             own_id = excluded.own_id, seal = excluded.seal" => (),
            |values, row| {
                values.push_bind(kind.as_str());
                values.push_bind(row.classic);
                values.push_bind(row.own);
                values.push_bind(row.seal);
            }
        )?;
        Ok(())
    }

    /// The numbers here of those of these rows that were taken and are still there, by their classic
    /// numbers. An estate that was merged into another is that other one.
    pub async fn classic_own(
        &mut self,
        kind: ClassicKind,
        ids: &[i64],
    ) -> Result<HashMap<i64, i64>> {
        let Some(table) = kind.table() else {
            return Ok(HashMap::new());
        };
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let (merged, own) = if kind == ClassicKind::Estate {
            (
                "LEFT JOIN estate_alias AS merged ON merged.id = classic_row.own_id",
                "COALESCE(thing.id, merged.estate_id)",
            )
        } else {
            ("", "thing.id")
        };
        let ids = json_of(ids)?;
        let rows: Vec<(i64, i64)> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT classic_id, {own} FROM classic_row \
                 LEFT JOIN {table} AS thing ON thing.id = classic_row.own_id {merged} \
                 WHERE kind = $1 AND classic_id IN ({}) AND {own} IS NOT NULL",
                Db::numbers_in("$2")
            )))
            .bind(kind.as_str())
            .bind(&ids)
            .fetch_all(db)
        })?;
        Ok(rows.into_iter().collect())
    }

    /// Which of these numbers something has here already.
    pub async fn taken_numbers(&mut self, kind: ClassicKind, ids: &[i64]) -> Result<HashSet<i64>> {
        let Some(table) = kind.table() else {
            return Ok(HashSet::new());
        };
        // Who names an estate that was merged into another means that one.
        let merged = match kind {
            ClassicKind::Estate => "UNION SELECT id FROM estate_alias",
            _ => "",
        };
        let ids = json_of(ids)?;
        let rows: Vec<(i64,)> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT id FROM (SELECT id FROM {table} {merged}) AS thing WHERE id IN ({})",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db)
        })?;
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    /// Makes sure that nothing new is given a number up to `highest`, so that rows can keep theirs. On
    /// SQLite a new row gets a number above the highest that is there anyway.
    pub async fn reserve_numbers(&mut self, kind: ClassicKind, highest: i64) -> Result<()> {
        // Floor plans are numbered by who adds them.
        let table = kind.table().filter(|_| kind != ClassicKind::HouseType);
        if let (Some(table), Dialect::Postgres(connection)) = (table, self.target()) {
            postgres::reserve_numbers(connection, table, highest).await?;
            self.count_statement();
        }
        Ok(())
    }
}
