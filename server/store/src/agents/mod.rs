//! Agents (经理人).

mod licences;
mod profile;
mod reviews;

pub use licences::LicenceRecord;
pub use profile::{OWN_SOURCE, ProfileRecord};
pub use reviews::{NewReview, ViewingRecord};

use crate::{
    Error, Result, Store, Unit,
    dialect::{insert, run},
};
use domain::{AgentCard, AgentId, EstateId, ListingId, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// The stars that are shown: those of reviews once there are three.
macro_rules! shown_stars {
    ($of:literal) => {
        concat!(
            "CASE WHEN agent.reviews >= 3 THEN agent.reviewed_",
            $of,
            " ELSE agent.",
            $of,
            "_stars END"
        )
    };
}
pub(crate) use shown_stars;

/// An agent to be there; known by source and id within the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAgent {
    /// Where the agent's data come from.
    pub source: String,
    /// The agent's id there.
    pub source_id: String,
    /// Name.
    pub name: String,
    /// Phone number; never public.
    pub phone: String,
    /// 满意度: satisfaction, 0 to 5 stars.
    pub service_stars: u8,
    /// 真实度: truthfulness, 0 to 5 stars.
    pub truth_stars: u8,
    /// 专业度: competence, 0 to 5 stars.
    pub skill_stars: u8,
    /// Whether the licence was checked.
    pub certified: bool,
    /// Whether it is generated demo data.
    pub demo: bool,
    /// With which account the agent signs in. `None` keeps the account that is stored.
    pub user: Option<UserId>,
}

/// An agent with what is not public.
#[derive(Clone, Debug, PartialEq)]
pub struct AgentRecord {
    /// What everybody may see.
    pub card: AgentCard,
    /// Phone number, for people who signed in.
    pub phone: String,
    /// With which account the agent signs in.
    pub user: Option<UserId>,
    /// Whether it is generated demo data.
    pub demo: bool,
    /// Agency; may be empty.
    pub agency: String,
    /// Introduction; may be empty.
    pub intro: String,
    /// How many reviews show.
    pub reviews: u32,
}

/// Reads agents.
pub struct Agents<'a> {
    pub(crate) store: &'a Store,
}

impl Agents<'_> {
    /// What everybody may see of an agent. One statement.
    pub async fn card(&self, id: AgentId) -> Result<Option<AgentCard>> {
        Ok(self.record(id).await?.map(|record| record.card))
    }

    /// An agent with what is not public. One statement.
    pub async fn record(&self, id: AgentId) -> Result<Option<AgentRecord>> {
        let row: Option<AgentRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(
                "SELECT id, name, phone, user_id, \
             CASE WHEN reviews >= 3 THEN reviewed_service ELSE service_stars END AS service_stars, \
             CASE WHEN reviews >= 3 THEN reviewed_truth ELSE truth_stars END AS truth_stars, \
             CASE WHEN reviews >= 3 THEN reviewed_skill ELSE skill_stars END AS skill_stars, \
             certified, demo, agency, intro, reviews, (SELECT COUNT(*) FROM listing \
             WHERE listing.agent_id = agent.id AND listing.status = 'published') AS listings \
             FROM agent WHERE id = $1",
            )
            .bind(id.0)
            .fetch_optional(db)
        })?;
        row.map(AgentRecord::try_from).transpose()
    }

    /// The agent who is known by this id within the source.
    pub async fn by_source(&self, source: &str, source_id: &str) -> Result<Option<AgentId>> {
        let row: Option<(i64,)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id FROM agent WHERE source = $1 AND source_id = $2"
        )
        .bind(source)
        .bind(source_id)
        .fetch_optional(db))?;
        Ok(row.map(|(id,)| AgentId(id)))
    }

    /// The public homes that an agent offers, by id.
    pub async fn published_homes(&self, id: AgentId) -> Result<Vec<ListingId>> {
        let rows: Vec<(i64,)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id FROM listing WHERE agent_id = $1 AND status = 'published' ORDER BY id"
        )
        .bind(id.0)
        .fetch_all(db))?;
        Ok(rows.into_iter().map(|(id,)| ListingId(id)).collect())
    }

    /// The estates that an agent works in, by id.
    pub async fn estates(&self, id: AgentId) -> Result<Vec<EstateId>> {
        let rows: Vec<(i64,)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT estate_id FROM agent_estate WHERE agent_id = $1 ORDER BY estate_id"
        )
        .bind(id.0)
        .fetch_all(db))?;
        Ok(rows.into_iter().map(|(id,)| EstateId(id)).collect())
    }
}

impl Unit {
    /// The agent whom an account signs in as.
    pub async fn agent_of(&mut self, user: UserId) -> Result<Option<AgentId>> {
        let id: Option<i64> = run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT id FROM agent WHERE user_id = $1"
        )
        .bind(user.0)
        .fetch_optional(db))?;
        Ok(id.map(AgentId))
    }

    /// Makes sure that these agents are there with these data. Returns their ids in the same order.
    pub async fn put_agents(&mut self, agents: &[NewAgent]) -> Result<Vec<AgentId>> {
        let rows: Vec<&NewAgent> = agents
            .iter()
            .map(|agent| ((agent.source.as_str(), agent.source_id.as_str()), agent))
            .collect::<BTreeMap<_, _>>()
            .into_values()
            .collect();
        let stored = insert!(
            &mut *self, &rows, 10,
            "INSERT INTO agent (source, source_id, user_id, name, phone, \
             service_stars, truth_stars, skill_stars, certified, demo) ",
            " ON CONFLICT (source, source_id) DO UPDATE SET \
             user_id = COALESCE(excluded.user_id, agent.user_id), \
             name = excluded.name, phone = excluded.phone, \
             service_stars = excluded.service_stars, truth_stars = excluded.truth_stars, \
             skill_stars = excluded.skill_stars, \
             certified = (excluded.certified OR EXISTS (SELECT 1 FROM agent_licence \
             WHERE agent_licence.agent_id = agent.id AND agent_licence.status = 'accepted')), \
             demo = excluded.demo \
             RETURNING id, source, source_id" => (i64, String, String),
            |values, agent| {
                values.push_bind(&agent.source);
                values.push_bind(&agent.source_id);
                values.push_bind(agent.user.map(|id| id.0));
                values.push_bind(&agent.name);
                values.push_bind(&agent.phone);
                values.push_bind(i16::from(agent.service_stars));
                values.push_bind(i16::from(agent.truth_stars));
                values.push_bind(i16::from(agent.skill_stars));
                values.push_bind(agent.certified);
                values.push_bind(agent.demo);
            }
        )?;
        let ids: BTreeMap<(&str, &str), AgentId> = stored
            .iter()
            .map(|(id, source, source_id)| ((source.as_str(), source_id.as_str()), AgentId(*id)))
            .collect();
        Ok(agents
            .iter()
            .filter_map(|agent| ids.get(&(agent.source.as_str(), agent.source_id.as_str())))
            .copied()
            .collect())
    }

    /// Adds to the estates that agents work in. What is there already stays.
    pub async fn put_agent_estates(&mut self, pairs: &[(AgentId, EstateId)]) -> Result<()> {
        let rows: Vec<&(AgentId, EstateId)> =
            pairs.iter().collect::<BTreeSet<_>>().into_iter().collect();
        insert!(
            &mut *self, &rows, 2,
            "INSERT INTO agent_estate (agent_id, estate_id) ",
            " ON CONFLICT (agent_id, estate_id) DO NOTHING" => (),
            |values, (agent, estate)| {
                values.push_bind(agent.0);
                values.push_bind(estate.0);
            }
        )?;
        Ok(())
    }
}

#[derive(sqlx::FromRow)]
struct AgentRow {
    id: i64,
    name: String,
    phone: String,
    user_id: Option<i64>,
    service_stars: i16,
    truth_stars: i16,
    skill_stars: i16,
    certified: bool,
    demo: bool,
    agency: String,
    intro: String,
    reviews: i32,
    listings: i64,
}

impl TryFrom<AgentRow> for AgentRecord {
    type Error = Error;

    fn try_from(row: AgentRow) -> Result<Self> {
        let stars =
            |column, stars: i16| u8::try_from(stars).map_err(|_| Error::unreadable(column, stars));
        Ok(Self {
            card: AgentCard {
                id: AgentId(row.id),
                name: row.name,
                service_stars: stars("agent.service_stars", row.service_stars)?,
                truth_stars: stars("agent.truth_stars", row.truth_stars)?,
                skill_stars: stars("agent.skill_stars", row.skill_stars)?,
                certified: row.certified,
                listings: u32::try_from(row.listings)
                    .map_err(|_| Error::unreadable("agent.listings", row.listings))?,
                response: None,
            },
            phone: row.phone,
            user: row.user_id.map(UserId),
            demo: row.demo,
            agency: row.agency,
            intro: row.intro,
            reviews: u32::try_from(row.reviews)
                .map_err(|_| Error::unreadable("agent.reviews", row.reviews))?,
        })
    }
}
