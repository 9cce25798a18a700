//! Licences (从业证书) that agents hand in.

use super::Agents;
use crate::{
    Error, Result, Unit,
    accounts::{Cut, cut},
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{
    AgentId, LicenceId, Rows, UserId,
    account::admin::Paged,
    agents::{Licence, LicenceEntry, LicenceState},
};

/// A licence with what is not for its reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicenceRecord {
    /// What is shown.
    pub licence: Licence,
    /// Whose it is.
    pub agent: AgentId,
    /// The account of the agent.
    pub user: Option<UserId>,
    /// Where the file is kept.
    pub file_key: String,
}

#[derive(sqlx::FromRow)]
struct LicenceRow {
    id: i64,
    agent_id: i64,
    number: String,
    file_key: String,
    status: String,
    handed_in_at: DateTime<Utc>,
    reason: String,
    user_id: Option<i64>,
    name: String,
    agency: String,
}

/// What every reading of licences begins with.
macro_rules! licences {
    ($rest:literal) => {
        concat!(
            "SELECT agent_licence.id, agent_id, number, file_key, status, handed_in_at, reason, \
             agent.user_id, agent.name, agent.agency \
             FROM agent_licence JOIN agent ON agent.id = agent_licence.agent_id ",
            $rest
        )
    };
}

impl LicenceRow {
    fn licence(&self) -> Result<Licence> {
        Ok(Licence {
            id: LicenceId(self.id),
            number: self.number.clone(),
            status: self
                .status
                .parse()
                .map_err(|_| Error::unreadable("agent_licence.status", &self.status))?,
            pdf: self.file_key.ends_with(".pdf"),
            handed_in_at: self.handed_in_at,
            reason: self.reason.clone(),
        })
    }

    fn record(self) -> Result<LicenceRecord> {
        Ok(LicenceRecord {
            licence: self.licence()?,
            agent: AgentId(self.agent_id),
            user: self.user_id.map(UserId),
            file_key: self.file_key,
        })
    }

    fn entry(self) -> Result<LicenceEntry> {
        Ok(LicenceEntry {
            licence: self.licence()?,
            agent: AgentId(self.agent_id),
            name: self.name,
            agency: self.agency,
        })
    }
}

impl Agents<'_> {
    /// The licence that the agent handed in last.
    pub async fn newest_licence(&self, agent: AgentId) -> Result<Option<LicenceRecord>> {
        let row: Option<LicenceRow> = run!(&mut self.store.session(), |db| sqlx::query_as(
            licences!("WHERE agent_id = $1 ORDER BY agent_licence.id DESC LIMIT 1")
        )
        .bind(agent.0)
        .fetch_optional(db))?;
        row.map(LicenceRow::record).transpose()
    }

    /// A licence.
    pub async fn licence(&self, id: LicenceId) -> Result<Option<LicenceRecord>> {
        let row: Option<LicenceRow> = run!(&mut self.store.session(), |db| sqlx::query_as(
            licences!("WHERE agent_licence.id = $1")
        )
        .bind(id.0)
        .fetch_optional(db))?;
        row.map(LicenceRow::record).transpose()
    }

    /// A page of licences that stand at `state`; those that wait the longest first.
    pub async fn licences(
        &self,
        state: LicenceState,
        page: u32,
        size: impl Into<Rows>,
    ) -> Result<Paged<LicenceEntry>> {
        let mut session = self.store.session();
        let (total,): (i64,) = run!(&mut session, |db| sqlx::query_as(
            "SELECT COUNT(*) FROM agent_licence WHERE status = $1"
        )
        .bind(state.as_str())
        .fetch_one(db))?;
        let Cut {
            total,
            page,
            pages,
            skip,
            size,
            ..
        } = cut(total, page, size);
        let rows: Vec<LicenceRow> = run!(&mut session, |db| sqlx::query_as(licences!(
            "WHERE status = $1 ORDER BY handed_in_at, agent_licence.id LIMIT $2 OFFSET $3"
        ))
        .bind(state.as_str())
        .bind(size)
        .bind(skip)
        .fetch_all(db))?;
        Ok(Paged {
            items: rows
                .into_iter()
                .map(LicenceRow::entry)
                .collect::<Result<_>>()?,
            total,
            page,
            pages,
        })
    }
}

impl Unit {
    /// Puts a licence into the queue, in the place of one that still waits. Returns its id and the
    /// file that nobody names any more.
    pub async fn hand_licence_in(
        &mut self,
        agent: AgentId,
        number: &str,
        file_key: &str,
        now: DateTime<Utc>,
    ) -> Result<(LicenceId, Option<String>)> {
        let replaced: Option<(String,)> = run!(&mut *self, |db| sqlx::query_as(
            "DELETE FROM agent_licence WHERE agent_id = $1 AND status = 'in_review' \
             RETURNING file_key"
        )
        .bind(agent.0)
        .fetch_optional(db))?;
        let (id,): (i64,) = run!(&mut *self, |db| sqlx::query_as(
            "INSERT INTO agent_licence (agent_id, number, file_key, status, handed_in_at) \
             VALUES ($1, $2, $3, 'in_review', $4) RETURNING id"
        )
        .bind(agent.0)
        .bind(number)
        .bind(file_key)
        .bind(now)
        .fetch_one(db))?;
        Ok((LicenceId(id), replaced.map(|(file,)| file)))
    }

    /// Decides about a licence that waits, and says whether its agent is certified from now on. `false`
    /// when it does not wait any more.
    pub async fn decide_licence(
        &mut self,
        id: LicenceId,
        accepted: bool,
        (by, reason): (UserId, &str),
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let state = if accepted {
            LicenceState::Accepted
        } else {
            LicenceState::Rejected
        };
        let changed = execute!(&mut *self, |db| {
            sqlx::query(
            "UPDATE agent_licence SET status = $2, decided_at = $3, decided_by = $4, reason = $5 \
             WHERE id = $1 AND status = 'in_review'"
        )
        .bind(id.0)
        .bind(state.as_str())
        .bind(now)
        .bind(by.0)
        .bind(reason)
        .execute(db)
        })?;
        if changed == 1 && accepted {
            execute!(&mut *self, |db| sqlx::query(
                "UPDATE agent SET certified = TRUE WHERE id = \
                 (SELECT agent_id FROM agent_licence WHERE id = $1)"
            )
            .bind(id.0)
            .execute(db))?;
        }
        Ok(changed == 1)
    }
}
