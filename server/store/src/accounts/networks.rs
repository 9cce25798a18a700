use super::{Accounts, word};
use crate::{
    Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{
    NetworkRuleId,
    account::{NetworkVerdict, RouteGroup, admin::NetworkRule},
};

impl Accounts<'_> {
    /// All rules for networks.
    pub async fn network_rules(&self) -> Result<Vec<NetworkRule>> {
        type Row = (i64, String, String, String, String, DateTime<Utc>);
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, route_group, verdict, network, note, created_at FROM network_rule \
             ORDER BY route_group, verdict, id"
        )
        .fetch_all(db))?;
        let rule = |(id, group, verdict, network, note, created_at): Row| {
            Ok(NetworkRule {
                id: NetworkRuleId(id),
                group: word("network_rule.route_group", &group)?,
                verdict: word("network_rule.verdict", &verdict)?,
                network,
                note,
                created_at,
            })
        };
        rows.into_iter().map(rule).collect()
    }
}

impl Unit {
    /// Makes a rule. [`crate::ErrorKind::Conflict`] when there is such a one.
    pub async fn create_network_rule(
        &mut self,
        group: RouteGroup,
        verdict: NetworkVerdict,
        network: &str,
        note: &str,
        now: DateTime<Utc>,
    ) -> Result<NetworkRuleId> {
        run!(&mut *self, |db| sqlx::query_scalar(
            "INSERT INTO network_rule (route_group, verdict, network, note, created_at) \
             VALUES ($1, $2, $3, $4, $5) RETURNING id"
        )
        .bind(group.as_str())
        .bind(verdict.as_str())
        .bind(network)
        .bind(note)
        .bind(now)
        .fetch_one(db))
        .map(NetworkRuleId)
    }

    /// Takes a rule away.
    pub async fn delete_network_rule(&mut self, id: NetworkRuleId) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM network_rule WHERE id = $1"
        )
        .bind(id.0)
        .execute(db))?;
        Ok(changed == 1)
    }
}
