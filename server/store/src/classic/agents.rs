//! Agents.

use super::{Classic, Cut};
use crate::{
    Error, Result, Unit,
    agents::shown_stars,
    dialect::{execute, run},
    pattern::beginning,
};
use domain::{AgentId, NamedPlace, UserId};

/// Where agents come from whom an admin made through the classic API.
const SOURCE: &str = "classic-api";

/// Which agents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassicAgents {
    /// Their names begin so.
    pub name: String,
    /// At least so many stars of service.
    pub service_min: u8,
    /// Whether a licence was checked.
    pub certified: Option<bool>,
}

/// An agent with the stars that are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicAgent {
    /// The agent.
    pub id: AgentId,
    /// Name.
    pub name: String,
    /// Phone number; never public.
    pub phone: String,
    /// With which account the agent signs in.
    pub user: Option<UserId>,
    /// 满意度, 0 to 5.
    pub service: u8,
    /// 真实度, 0 to 5.
    pub truth: u8,
    /// 专业度, 0 to 5.
    pub skill: u8,
    /// Whether a licence was checked.
    pub certified: bool,
}

/// What an admin says of an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentValues {
    /// Name.
    pub name: String,
    /// Phone number.
    pub phone: String,
    /// The stars that the agent comes with: service, truth, skill.
    pub stars: (u8, u8, u8),
    /// Whether a licence was checked.
    pub certified: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    phone: String,
    user_id: Option<i64>,
    service: i16,
    truth: i16,
    skill: i16,
    certified: bool,
}

impl TryFrom<Row> for ClassicAgent {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let stars = |stars: i16| {
            u8::try_from(stars).map_err(|_| Error::unreadable("agent.service_stars", stars))
        };
        Ok(Self {
            id: AgentId(row.id),
            name: row.name,
            phone: row.phone,
            user: row.user_id.map(UserId),
            service: stars(row.service)?,
            truth: stars(row.truth)?,
            skill: stars(row.skill)?,
            certified: row.certified,
        })
    }
}

macro_rules! columns {
    () => {
        concat!(
            "SELECT id, name, phone, user_id, certified, ",
            shown_stars!("service"),
            " AS service, ",
            shown_stars!("truth"),
            " AS truth, ",
            shown_stars!("skill"),
            " AS skill FROM agent "
        )
    };
}

macro_rules! matching {
    () => {
        concat!(
            "WHERE name LIKE $1 ESCAPE '!' AND ",
            shown_stars!("service"),
            " >= $2 AND ($3 < 0 OR certified = ($3 = 1))"
        )
    };
}

impl Classic<'_> {
    /// How many agents there are like this.
    pub async fn agents_count(&self, query: &ClassicAgents) -> Result<u64> {
        let count: i64 = run!(&mut self.store.session(), |db| sqlx::query_scalar(concat!(
            "SELECT COUNT(*) FROM agent ",
            matching!()
        ))
        .bind(beginning(&query.name))
        .bind(i16::from(query.service_min))
        .bind(query.certified.map_or(-1, i32::from))
        .fetch_one(db))?;
        Ok(count.unsigned_abs())
    }

    /// Agents like this, those with the most stars of service first.
    pub async fn agents(&self, query: &ClassicAgents, cut: Cut) -> Result<Vec<ClassicAgent>> {
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(concat!(
            columns!(),
            matching!(),
            " ORDER BY service DESC, id LIMIT $4 OFFSET $5"
        ))
        .bind(beginning(&query.name))
        .bind(i16::from(query.service_min))
        .bind(query.certified.map_or(-1, i32::from))
        .bind(i64::from(cut.length))
        .bind(i64::from(cut.skip))
        .fetch_all(db))?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// An agent.
    pub async fn agent(&self, id: AgentId) -> Result<Option<ClassicAgent>> {
        let row: Option<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(concat!(
            columns!(),
            "WHERE id = $1"
        ))
        .bind(id.0)
        .fetch_optional(db))?;
        row.map(TryInto::try_into).transpose()
    }

    /// The estates that an agent works in, those that are asked for most first.
    pub async fn agent_estates(&self, id: AgentId, length: u32) -> Result<Vec<NamedPlace>> {
        let rows: Vec<(i64, String)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT estate.id, estate.name FROM agent_estate \
             JOIN estate ON estate.id = agent_estate.estate_id \
             WHERE agent_estate.agent_id = $1 AND estate.checked \
             ORDER BY estate.hot DESC, estate.id LIMIT $2"
        )
        .bind(id.0)
        .bind(i64::from(length))
        .fetch_all(db))?;
        Ok(rows.into_iter().map(super::named).collect())
    }
}

impl Unit {
    /// Makes an agent without an account.
    pub async fn create_agent(&mut self, source_id: &str, values: &AgentValues) -> Result<AgentId> {
        let (service, truth, skill) = values.stars;
        run!(&mut *self, |db| sqlx::query_scalar(
            "INSERT INTO agent (source, source_id, name, phone, \
             service_stars, truth_stars, skill_stars, certified) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id"
        )
        .bind(SOURCE)
        .bind(source_id)
        .bind(&values.name)
        .bind(&values.phone)
        .bind(i16::from(service))
        .bind(i16::from(truth))
        .bind(i16::from(skill))
        .bind(values.certified)
        .fetch_one(db))
        .map(AgentId)
    }

    /// Lets an agent say something else; `false` when there is none.
    pub async fn change_agent_values(&mut self, id: AgentId, values: &AgentValues) -> Result<bool> {
        let (service, truth, skill) = values.stars;
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE agent SET name = $2, phone = $3, service_stars = $4, truth_stars = $5, \
             skill_stars = $6, certified = $7, version = version + 1 WHERE id = $1"
        )
        .bind(id.0)
        .bind(&values.name)
        .bind(&values.phone)
        .bind(i16::from(service))
        .bind(i16::from(truth))
        .bind(i16::from(skill))
        .bind(values.certified)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Takes an agent away; `false` when there is none. [`crate::ErrorKind::Refused`] while something refers to
    /// it.
    pub async fn delete_agent(&mut self, id: AgentId) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM agent WHERE id = $1"
        )
        .bind(id.0)
        .execute(db))?;
        Ok(changed == 1)
    }
}
