//! What agents say of themselves.

use super::Agents;
use crate::{
    EventKind, Result, Unit,
    dialect::{Phrases, execute, insert, run},
    places::json_of,
};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{AgentId, EstateId, ListingId, UserId, agents::Stars};
use sqlx::AssertSqlSafe;

/// Where agents come from that are accounts of this site.
pub const OWN_SOURCE: &str = "zufang";

/// What stands for the phone number and the name of somebody who left.
const LEFT: &str = "已注销";

/// The profile of an agent with an account, or of any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileRecord {
    /// The agent.
    pub id: AgentId,
    /// With which account the agent signs in.
    pub user: Option<UserId>,
    /// Whether the agent is an account of this site from the beginning.
    pub own: bool,
    /// Name.
    pub name: String,
    /// Agency; may be empty.
    pub agency: String,
    /// Introduction; may be empty.
    pub intro: String,
    /// Whether a licence was checked.
    pub certified: bool,
    /// The stars that are shown.
    pub stars: Stars,
    /// How many reviews show.
    pub reviews: u32,
    /// Grows with each change.
    pub version: i64,
}

/// The columns of [`ProfileRow`].
const COLUMNS: &str = "id, user_id, source, name, agency, intro, certified, \
     CASE WHEN reviews >= 3 THEN reviewed_service ELSE service_stars END AS service, \
     CASE WHEN reviews >= 3 THEN reviewed_truth ELSE truth_stars END AS truth, \
     CASE WHEN reviews >= 3 THEN reviewed_skill ELSE skill_stars END AS skill, \
     reviews, version";

#[derive(sqlx::FromRow)]
struct ProfileRow {
    id: i64,
    user_id: Option<i64>,
    source: String,
    name: String,
    agency: String,
    intro: String,
    certified: bool,
    service: i16,
    truth: i16,
    skill: i16,
    reviews: i32,
    version: i64,
}

impl From<ProfileRow> for ProfileRecord {
    fn from(row: ProfileRow) -> Self {
        let stars = |stars: i16| u8::try_from(stars).unwrap_or_default();
        Self {
            id: AgentId(row.id),
            user: row.user_id.map(UserId),
            own: row.source == OWN_SOURCE,
            name: row.name,
            agency: row.agency,
            intro: row.intro,
            certified: row.certified,
            stars: Stars {
                service: stars(row.service),
                truth: stars(row.truth),
                skill: stars(row.skill),
            },
            reviews: u32::try_from(row.reviews).unwrap_or_default(),
            version: row.version,
        }
    }
}

impl Agents<'_> {
    /// The profile of an agent.
    pub async fn profile(&self, id: AgentId) -> Result<Option<ProfileRecord>> {
        let row: Option<ProfileRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM agent WHERE id = $1"
            )))
            .bind(id.0)
            .fetch_optional(db)
        })?;
        Ok(row.map(Into::into))
    }

    /// The profile of the agent who signs in with this account.
    pub async fn profile_of(&self, user: UserId) -> Result<Option<ProfileRecord>> {
        let row: Option<ProfileRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM agent WHERE user_id = $1"
            )))
            .bind(user.0)
            .fetch_optional(db)
        })?;
        Ok(row.map(Into::into))
    }
}

impl Unit {
    /// Makes sure that the account has an agent, whose name and phone number are these. Returns the agent.
    pub async fn ensure_agent(&mut self, user: UserId, name: &str, phone: &str) -> Result<AgentId> {
        let known: Option<(i64,)> = run!(&mut *self, |db| sqlx::query_as(
            "SELECT id FROM agent WHERE user_id = $1"
        )
        .bind(user.0)
        .fetch_optional(db))?;
        if let Some((id,)) = known {
            return Ok(AgentId(id));
        }
        let (id,): (i64,) = run!(&mut *self, |db| sqlx::query_as(
            "INSERT INTO agent (source, source_id, user_id, name, phone, \
             service_stars, truth_stars, skill_stars) VALUES ($1, $2, $3, $4, $5, 0, 0, 0) \
             ON CONFLICT (source, source_id) DO UPDATE SET user_id = excluded.user_id \
             RETURNING id"
        )
        .bind(OWN_SOURCE)
        .bind(user.0.to_string())
        .bind(user.0)
        .bind(name)
        .bind(phone)
        .fetch_one(db))?;
        Ok(AgentId(id))
    }

    /// Makes `agent` the agent of all homes that `user` published without one, such as before there was this
    /// agent, and tells of it. Returns how many.
    pub async fn take_homes(
        &mut self,
        agent: AgentId,
        user: UserId,
        now: DateTime<Utc>,
    ) -> Result<usize> {
        let ids: Vec<i64> = run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT id FROM listing WHERE publisher_id = $1 AND agent_id IS NULL ORDER BY id"
        )
        .bind(user.0)
        .fetch_all(db))?;
        if ids.is_empty() {
            return Ok(0);
        }
        let ids: Vec<ListingId> = ids.into_iter().map(ListingId).collect();
        self.hold_listings(&ids).await?;
        let now = now.trunc_subsecs(6);
        let list = json_of(&ids)?;
        execute!(&mut *self, |db| {
            sqlx::query(AssertSqlSafe(format!(
                "UPDATE listing SET agent_id = $2, version = version + 1, updated_at = $3 \
                 WHERE agent_id IS NULL AND id IN ({})",
                Db::numbers_in("$1")
            )))
            .bind(&list)
            .bind(agent.0)
            .bind(now)
            .execute(db)
        })?;
        let told = ids.iter().map(|id| (*id, EventKind::Updated));
        self.announce(told, now).await?;
        Ok(ids.len())
    }

    /// Saves what `record` says, when it still has the version that was read, and makes the estates
    /// those of `estates`. `false` when it was changed meanwhile.
    pub async fn save_agent(
        &mut self,
        record: &ProfileRecord,
        phone: &str,
        estates: &[EstateId],
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE agent SET name = $3, phone = $4, agency = $5, intro = $6, \
             version = version + 1 WHERE id = $1 AND version = $2"
        )
        .bind(record.id.0)
        .bind(record.version)
        .bind(&record.name)
        .bind(phone)
        .bind(&record.agency)
        .bind(&record.intro)
        .execute(db))?;
        if changed != 1 {
            return Ok(false);
        }
        let ids = json_of(estates)?;
        execute!(&mut *self, |db| {
            sqlx::query(AssertSqlSafe(format!(
                "DELETE FROM agent_estate WHERE agent_id = $1 AND estate_id NOT IN ({})",
                Db::numbers_in("$2")
            )))
            .bind(record.id.0)
            .bind(&ids)
            .execute(db)
        })?;
        insert!(
            &mut *self, estates, 2,
            "INSERT INTO agent_estate (agent_id, estate_id) ",
            " ON CONFLICT (agent_id, estate_id) DO NOTHING" => (),
            |values, estate| {
                values.push_bind(record.id.0);
                values.push_bind(estate.0);
            }
        )?;
        Ok(true)
    }

    /// Makes `user` the account with which the agent signs in. `false` when either has another already.
    pub async fn link_agent(&mut self, agent: AgentId, user: UserId) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE agent SET user_id = $2 WHERE id = $1 AND user_id IS NULL \
             AND NOT EXISTS (SELECT 1 FROM agent AS other WHERE other.user_id = $2)"
        )
        .bind(agent.0)
        .bind(user.0)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Takes what is personal out of the agent of an account that is left. Returns the files of its
    /// licences, which nobody names any more.
    pub async fn empty_agent(&mut self, user: UserId) -> Result<Vec<String>> {
        let files: Vec<(String,)> = run!(&mut *self, |db| sqlx::query_as(
            "DELETE FROM agent_licence WHERE agent_id IN \
             (SELECT id FROM agent WHERE user_id = $1) RETURNING file_key"
        )
        .bind(user.0)
        .fetch_all(db))?;
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE agent SET name = $2, phone = $2, agency = '', intro = '', certified = FALSE, \
             version = version + 1 WHERE user_id = $1"
        )
        .bind(user.0)
        .bind(LEFT)
        .execute(db))?;
        Ok(files.into_iter().map(|(file,)| file).collect())
    }
}
