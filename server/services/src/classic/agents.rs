//! Agents, as everybody sees them, and as admins look after those without an account.

use super::{Listed, Paging};
use crate::{
    Caller, Error, Result, Services,
    accounts::{Deed, Problems, random_text, short_text},
};
use domain::{
    AgentId, NamedPlace,
    account::{AuditAction, Method, Need, Phone},
};
use store::{AgentValues, ClassicAgent, ClassicAgents, ErrorKind};

/// Estates that are named beside an agent.
const ESTATES: u32 = 5;
/// The longest name, in characters.
const NAME_MAX: usize = 20;
/// Digits of a phone number of whatever kind.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 5..=20;
/// The most stars.
const STARS_MAX: u8 = 5;

/// An agent with the estates they work in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentDetail {
    /// The agent. The phone number is whole for admins and the agent's own account only.
    pub agent: ClassicAgent,
    /// The estates that are asked for most.
    pub estates: Vec<NamedPlace>,
}

/// What an admin writes of an agent; what is not said stays, or is what a new agent has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgentForm {
    /// Name.
    pub name: Option<String>,
    /// Phone number.
    pub tel: Option<String>,
    /// 满意度, 0 to 5.
    pub servstar: Option<String>,
    /// 真实度, 0 to 5.
    pub realstar: Option<String>,
    /// 专业度, 0 to 5.
    pub profstar: Option<String>,
    /// Whether a licence was checked.
    pub certificated: Option<bool>,
}

impl Services {
    /// A page of agents; nothing when there is no such page.
    pub async fn classic_agents(
        &self,
        caller: &Caller,
        query: &ClassicAgents,
        paging: Paging,
    ) -> Result<Option<Listed<ClassicAgent>>> {
        let store = self.store().primary_reads();
        let total = store.classic().agents_count(query).await?;
        let Some((page, pages, cut)) = paging.within(total) else {
            return Ok(None);
        };
        let agents = store.classic().agents(query, cut).await?;
        Ok(Some(Listed {
            total,
            page,
            pages,
            items: agents
                .into_iter()
                .map(|agent| seen(caller, agent))
                .collect(),
        }))
    }

    /// An agent.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that is not there.
    pub async fn classic_agent(&self, caller: &Caller, id: AgentId) -> Result<AgentDetail> {
        let store = self.store().primary_reads();
        let agent = store.classic().agent(id).await?.ok_or(Error::NotFound)?;
        Ok(AgentDetail {
            agent: seen(caller, agent),
            estates: store.classic().agent_estates(id, ESTATES).await?,
        })
    }

    /// Makes an agent without an account.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong, those of [`Caller::require`].
    pub async fn create_agent(&self, caller: &Caller, form: &AgentForm) -> Result<AgentId> {
        caller.require(Method::Post, "/agents")?;
        let values = values(None, form)?;
        let mut unit = self.store().begin().await?;
        let id = unit.create_agent(&random_text::<12>(), &values).await?;
        let deed = Deed::by(caller, AuditAction::AgentChanged)
            .on("agent", id)
            .change("name", None::<String>, Some(&values.name));
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        Ok(id)
    }

    /// Lets an agent without an account say something else: others look after themselves.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong, and for an agent with an account;
    /// [`Error::NotFound`]; those of [`Caller::require`].
    pub async fn change_agent_of_admins(
        &self,
        caller: &Caller,
        id: AgentId,
        form: &AgentForm,
    ) -> Result<()> {
        caller.require(Method::Put, &resource(id))?;
        let store = self.store().primary_reads();
        let before = store.classic().agent(id).await?.ok_or(Error::NotFound)?;
        if before.user.is_some() {
            return Err(Error::field("form", "agent_has_account"));
        }
        let after = values(Some(&before), form)?;
        let mut unit = self.store().begin().await?;
        if !unit.change_agent_values(id, &after).await? {
            return Err(Error::NotFound);
        }
        let deed = Deed::by(caller, AuditAction::AgentChanged)
            .on("agent", id)
            .change("name", Some(&before.name), Some(&after.name))
            .change(Phone::FIELD, Some(&before.phone), Some(&after.phone))
            .change("certified", Some(before.certified), Some(after.certified));
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        Ok(())
    }

    /// Takes an agent away whom nothing refers to and who has no account.
    ///
    /// # Errors
    /// [`Error::Invalid`] while something refers to the agent, [`Error::NotFound`], those of
    /// [`Caller::require`].
    pub async fn delete_agent(&self, caller: &Caller, id: AgentId) -> Result<()> {
        caller.require(Method::Delete, &resource(id))?;
        let store = self.store().primary_reads();
        let before = store.classic().agent(id).await?.ok_or(Error::NotFound)?;
        if before.user.is_some() {
            return Err(Error::field("form", "agent_has_account"));
        }
        let mut unit = self.store().begin().await?;
        let deleted = unit.delete_agent(id).await.map_err(|error| {
            if error.kind() == ErrorKind::Refused {
                Error::field("form", "in_use")
            } else {
                error.into()
            }
        })?;
        if !deleted {
            return Err(Error::NotFound);
        }
        let deed = Deed::by(caller, AuditAction::AgentChanged)
            .on("agent", id)
            .change("name", Some(before.name), None::<String>);
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        Ok(())
    }
}

fn resource(id: AgentId) -> String {
    format!("/agents/{id}")
}

/// The agent as the caller may see them.
fn seen(caller: &Caller, mut agent: ClassicAgent) -> ClassicAgent {
    let keeps = caller.person.as_ref().is_some_and(|person| {
        let need = Need::new(Method::Put, "/agents/0");
        person.grants.allow(need) || agent.user == Some(person.user)
    });
    if !keeps {
        agent.phone = masked(&agent.phone);
    }
    agent
}

/// A phone number with its middle hidden: of whatever kind, at most five of its digits show.
pub fn masked(phone: &str) -> String {
    if let Ok(phone) = phone.parse::<Phone>() {
        return phone.masked();
    }
    let digits: Vec<char> = phone.chars().collect();
    match digits.as_slice() {
        [a, b, c, .., y, z] if digits.len() >= 9 => format!("{a}{b}{c}****{y}{z}"),
        _ => "****".to_owned(),
    }
}

fn values(before: Option<&ClassicAgent>, form: &AgentForm) -> Result<AgentValues> {
    let mut problems = Problems::default();
    let said = |said: &Option<String>, was: fn(&ClassicAgent) -> String| {
        let was = before.map(was).unwrap_or_default();
        said.clone().unwrap_or(was)
    };
    let name = said(&form.name, |agent| agent.name.clone());
    let name = short_text(&mut problems, "name", &name, NAME_MAX);
    let phone = said(&form.tel, |agent| agent.phone.clone());
    let phone = phone.trim().to_owned();
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let plain = phone
        .chars()
        .all(|c| c.is_ascii_digit() || "+- ".contains(c));
    if phone.is_empty() {
        problems.add("tel", "missing");
    } else if !plain || !PHONE_DIGITS.contains(&digits) {
        problems.add("tel", "phone");
    }
    let mut stars = |field: &str, said: &Option<String>, was: fn(&ClassicAgent) -> u8| {
        let Some(text) = said else {
            return before.map(was).unwrap_or_default();
        };
        let stars: Option<u8> = text.trim().parse().ok();
        stars
            .filter(|stars| *stars <= STARS_MAX)
            .unwrap_or_else(|| {
                problems.add(field, "out_of_range");
                0
            })
    };
    let stars = (
        stars("servstar", &form.servstar, |agent| agent.service),
        stars("realstar", &form.realstar, |agent| agent.truth),
        stars("profstar", &form.profstar, |agent| agent.skill),
    );
    problems.check()?;
    let was_certified = before.is_some_and(|agent| agent.certified);
    Ok(AgentValues {
        name,
        phone,
        stars,
        certified: form.certificated.unwrap_or(was_certified),
    })
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn no_number_shows_as_a_whole() {
        for (phone, shown) in [
            ("13800138000", "138****8000"),
            ("158173555285", "158****85"),
            ("12345", "****"),
            ("", "****"),
        ] {
            assert_eq!(masked(phone), shown, "{phone}");
        }
    }
}
