//! Which networks may reach which routes (访问控制).

use super::{Caller, audit::Deed};
use crate::{Error, Result, Services};
use chrono::SubsecRound;
use domain::{
    NetworkRuleId,
    account::{
        AuditAction, Method, NetworkVerdict, RouteGroup, admin::NetworkRule, forms::NetworkForm,
    },
};
use ipnet::IpNet;
use std::{net::IpAddr, sync::Arc};
use store::ErrorKind;

/// The longest note, in characters.
const NOTE_MAX: usize = 200;

/// The rules as requests are checked by them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NetworkRules(Vec<(RouteGroup, NetworkVerdict, IpNet)>);

impl NetworkRules {
    /// Whether `ip` may reach `group`: never from a denied network; where networks are allowed, from those
    /// only.
    fn admit(&self, group: RouteGroup, ip: IpAddr) -> bool {
        let ip = ip.to_canonical();
        let of = |verdict| {
            let rules = self
                .0
                .iter()
                .filter(move |rule| rule.0 == group && rule.1 == verdict);
            rules.map(|(_, _, network)| network)
        };
        let mut allowed = of(NetworkVerdict::Allow).peekable();
        !of(NetworkVerdict::Deny).any(|network| network.contains(&ip))
            && (allowed.peek().is_none() || allowed.any(|network| network.contains(&ip)))
    }
}

/// An address, or a network written with its length; what lies beyond the length is taken off.
fn read(text: &str) -> Option<IpNet> {
    let text = text.trim();
    let network = match text.parse::<IpAddr>() {
        Ok(ip) => IpNet::from(ip.to_canonical()),
        Err(_) => text.parse::<IpNet>().ok()?,
    };
    Some(network.trunc())
}

impl Services {
    /// Whether `ip` may reach the routes of `group`. Without SQL when it was asked a moment ago.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn may_reach(&self, group: RouteGroup, ip: IpAddr) -> Result<bool> {
        Ok(self.rules().await?.admit(group, ip))
    }

    async fn rules(&self) -> Result<Arc<NetworkRules>> {
        let cache = &self.0.accounts.networks;
        if let Some(rules) = cache.get(&()) {
            return Ok(rules);
        }
        let stored = self
            .store()
            .primary_reads()
            .accounts()
            .network_rules()
            .await?;
        let rule = |rule: NetworkRule| Some((rule.group, rule.verdict, read(&rule.network)?));
        let rules = Arc::new(NetworkRules(stored.into_iter().filter_map(rule).collect()));
        cache.insert((), Arc::clone(&rules));
        Ok(rules)
    }

    /// All rules, for admins.
    pub async fn network_rules(&self, caller: &Caller) -> Result<Vec<NetworkRule>> {
        caller.require(Method::Get, "/networks")?;
        Ok(self
            .store()
            .primary_reads()
            .accounts()
            .network_rules()
            .await?)
    }

    /// Makes a rule. It holds for the next request.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what is no network, when there is such a rule, or when it would keep the caller from
    /// taking it back.
    pub async fn add_network_rule(
        &self,
        caller: &Caller,
        form: &NetworkForm,
    ) -> Result<NetworkRuleId> {
        caller.require(Method::Post, "/networks")?;
        let network = read(&form.network).ok_or_else(|| Error::field("network", "network"))?;
        if form.note.chars().count() > NOTE_MAX {
            return Err(Error::field("note", "too_long"));
        }
        let mut rules = NetworkRules::clone(&*self.rules().await?);
        rules.0.push((form.group, form.verdict, network));
        // What an admin needs to come back and take the rule away again.
        let needed = [RouteGroup::Accounts, RouteGroup::Admin];
        if !needed
            .into_iter()
            .all(|group| rules.admit(group, caller.client.ip))
        {
            return Err(Error::field("network", "locks_you_out"));
        }
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let id = unit
            .create_network_rule(
                form.group,
                form.verdict,
                &network.to_string(),
                form.note.trim(),
                now,
            )
            .await
            .map_err(|error| match error.kind() {
                ErrorKind::Conflict => Error::field("network", "exists"),
                _ => error.into(),
            })?;
        unit.access_changed().await?;
        let said = format!("{} {} {network}", form.verdict, form.group);
        let deed = Deed::by(caller, AuditAction::NetworkAdded)
            .on("network", id)
            .change("rule", None::<String>, Some(said));
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.0.accounts.networks.invalidate_all();
        Ok(id)
    }

    /// Takes a rule away.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, [`Error::Invalid`] when the caller would be locked out.
    pub async fn remove_network_rule(&self, caller: &Caller, id: NetworkRuleId) -> Result<()> {
        caller.require(Method::Delete, &["/networks/", &id.to_string()].concat())?;
        let stored = self
            .store()
            .primary_reads()
            .accounts()
            .network_rules()
            .await?;
        let rule = stored
            .iter()
            .find(|rule| rule.id == id)
            .ok_or(Error::NotFound)?;
        let left = stored.iter().filter(|rule| rule.id != id);
        let left = left.filter_map(|rule| Some((rule.group, rule.verdict, read(&rule.network)?)));
        let left = NetworkRules(left.collect());
        let needed = [RouteGroup::Accounts, RouteGroup::Admin];
        if !needed
            .into_iter()
            .all(|group| left.admit(group, caller.client.ip))
        {
            return Err(Error::field("form", "locks_you_out"));
        }
        let mut unit = self.store().begin().await?;
        unit.delete_network_rule(id).await?;
        unit.access_changed().await?;
        let said = format!("{} {} {}", rule.verdict, rule.group, rule.network);
        let deed = Deed::by(caller, AuditAction::NetworkRemoved)
            .on("network", id)
            .change("rule", Some(said), None::<String>);
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.0.accounts.networks.invalidate_all();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(rules: &[(NetworkVerdict, &str)]) -> NetworkRules {
        let rule = |(verdict, network): &(NetworkVerdict, &str)| {
            (RouteGroup::Admin, *verdict, read(network).unwrap())
        };
        NetworkRules(rules.iter().map(rule).collect())
    }

    #[test]
    fn denied_networks_stay_out_even_when_they_are_allowed_as_well() {
        use NetworkVerdict::{Allow, Deny};
        let admits =
            |rules: &NetworkRules, ip: &str| rules.admit(RouteGroup::Admin, ip.parse().unwrap());
        let nobody = NetworkRules::default();
        assert!(admits(&nobody, "203.0.113.9"));
        let office = rules(&[
            (Allow, "10.0.0.0/8"),
            (Allow, "2001:db8::/32"),
            (Deny, "10.6.6.6"),
        ]);
        for (ip, admitted) in [
            ("10.1.2.3", true),
            ("::ffff:10.1.2.3", true),
            ("2001:db8::7", true),
            ("10.6.6.6", false),
            ("203.0.113.9", false),
        ] {
            assert_eq!(admits(&office, ip), admitted, "{ip}");
        }
        assert!(office.admit(RouteGroup::Pages, "203.0.113.9".parse().unwrap()));
    }

    #[test]
    fn a_network_is_written_with_its_length_or_as_one_address() {
        assert_eq!(read(" 10.1.2.3/8 ").unwrap().to_string(), "10.0.0.0/8");
        assert_eq!(read("::1").unwrap().to_string(), "::1/128");
        for wrong in ["", "10.0.0", "10.0.0.0/33", "example.com", "10.0.0.0/-1"] {
            assert!(read(wrong).is_none(), "{wrong}");
        }
    }
}
