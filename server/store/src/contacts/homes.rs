use super::{Contacts, word};
use crate::{Result, Unit, dialect::run};
use domain::{AgentId, ListingId, ListingStatus, UserId};

/// A home and who answers for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeHost {
    /// The home.
    pub listing: ListingId,
    /// Its headline.
    pub title: String,
    /// Where it stands in its life.
    pub status: ListingStatus,
    /// Its agent.
    pub agent: Option<AgentId>,
    /// The account that answers: the publisher, else the agent's. Nothing where there is none, or where
    /// it is not in use.
    pub host: Option<UserId>,
    /// The name of who answers.
    pub host_name: Option<String>,
    /// The number to call; never public.
    pub phone: Option<String>,
}

macro_rules! home {
    () => {
        "SELECT listing.id, listing.title, listing.status, listing.agent_id, host.id AS host_id, \
         CASE WHEN agent.user_id = host.id THEN agent.name ELSE host.real_name END AS host_name, \
         CASE WHEN COALESCE(listing.publisher_id, agent.user_id) IS NOT NULL AND host.id IS NULL \
         THEN NULL \
         WHEN host.id IS NULL OR (agent.user_id = host.id AND agent.source <> 'zufang') \
         THEN agent.phone ELSE host.phone END AS phone \
         FROM listing LEFT JOIN agent ON agent.id = listing.agent_id \
         LEFT JOIN app_user AS host ON host.status = 'active' \
         AND host.id = COALESCE(listing.publisher_id, agent.user_id) WHERE listing.id = $1"
    };
}

impl Contacts<'_> {
    /// A home, public or not, and who answers for it. One statement.
    pub async fn home(&self, id: ListingId) -> Result<Option<HomeHost>> {
        let row: Option<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(home!())
            .bind(id.0)
            .fetch_optional(db))?;
        row.map(HomeHost::try_from).transpose()
    }
}

impl Unit {
    /// A home, public or not, and who answers for it, as this unit sees it.
    pub async fn home(&mut self, id: ListingId) -> Result<Option<HomeHost>> {
        let row: Option<Row> = run!(&mut *self, |db| sqlx::query_as(home!())
            .bind(id.0)
            .fetch_optional(db))?;
        row.map(HomeHost::try_from).transpose()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    title: String,
    status: String,
    agent_id: Option<i64>,
    host_id: Option<i64>,
    host_name: Option<String>,
    phone: Option<String>,
}

impl TryFrom<Row> for HomeHost {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            listing: ListingId(row.id),
            title: row.title,
            status: word("listing.status", &row.status)?,
            agent: row.agent_id.map(AgentId),
            host: row.host_id.map(UserId),
            host_name: row.host_name,
            phone: row.phone,
        })
    }
}
