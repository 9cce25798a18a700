//! What agents say of themselves.

use crate::{
    Caller, Error, Result, Services,
    accounts::{Deed, Problems},
    looked_for::looked_for,
};
use domain::{
    AgentId, EstateId, NamedPlace, PlaceKind,
    account::{AuditAction, token::TokenScope},
    agents::{
        AGENCY_MAX, AgentAbout, AgentProfile, ESTATES_MAX, INTRO_MAX, forms::AgentProfileForm,
    },
};
use store::{AccountRecord, AgentRecord, ProfileRecord, Unit};

/// Reviews on a page of an agent.
pub(super) const REVIEWS: u32 = 10;

impl Services {
    /// The caller's profile as an agent; empty while there is none. For who may offer homes.
    pub async fn own_agent(&self, caller: &Caller) -> Result<AgentProfile> {
        caller.offering(TokenScope::ListingsRead)?;
        let account = self
            .own_account_for(caller, TokenScope::ListingsRead)
            .await?;
        let store = self.store().primary_reads();
        let Some(record) = store.agents().profile_of(account.id).await? else {
            return Ok(AgentProfile {
                name: account.real_name,
                phone: account.phone,
                ..AgentProfile::default()
            });
        };
        let estates = store.agents().estates(record.id).await?;
        let licence = store.agents().newest_licence(record.id).await?;
        Ok(AgentProfile {
            agent: Some(record.id),
            name: shown_name(&record, &account),
            phone: account.phone,
            agency: record.agency,
            intro: record.intro,
            estates: self.estates_named(&estates),
            stars: record.stars,
            reviews: record.reviews,
            certified: record.certified,
            licence: licence.map(|record| record.licence),
            version: record.version,
        })
    }

    /// Changes the caller's profile as an agent; there is one from then on. The name and the phone number
    /// are those of the account.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong, [`Error::Conflict`] when it was changed elsewhere since
    /// it was read.
    pub async fn change_agent(
        &self,
        caller: &Caller,
        form: &AgentProfileForm,
    ) -> Result<AgentProfile> {
        caller.offering(TokenScope::ListingsWrite)?;
        let account = self
            .own_account_for(caller, TokenScope::ListingsWrite)
            .await?;
        let mut problems = Problems::default();
        let agency = text(&mut problems, "agency", &form.agency, AGENCY_MAX);
        let intro = text(&mut problems, "intro", &form.intro, INTRO_MAX);
        let mut estates = form.estates.clone();
        estates.sort_unstable();
        estates.dedup();
        let known = |id: &EstateId| self.gazetteer().place(PlaceKind::Estate, id.0).is_some();
        if !estates.iter().all(known) {
            problems.add("estates", "unknown_value");
        }
        let store = self.store().primary_reads();
        let before = store.agents().profile_of(account.id).await?;
        // Whoever came with more keeps them, and adds none.
        let served = match &before {
            Some(before) => store.agents().estates(before.id).await?,
            None => Vec::new(),
        };
        if estates.len() > ESTATES_MAX.max(served.len()) {
            problems.add("estates", "too_many");
        }
        problems.check()?;
        if before.as_ref().map_or(0, |before| before.version) != form.version {
            return Err(Error::Conflict);
        }
        let mut unit = self.store().begin().await?;
        let id = self.ensure_agent(&mut unit, &account).await?;
        let name = match &before {
            Some(before) => shown_name(before, &account),
            None => account.real_name.clone(),
        };
        let after = ProfileRecord {
            id,
            user: Some(account.id),
            own: true,
            name,
            agency,
            intro,
            certified: false,
            stars: Default::default(),
            reviews: 0,
            version: form.version.max(1),
        };
        if !unit.save_agent(&after, &account.phone, &estates).await? {
            return Err(Error::Conflict);
        }
        let had = before.as_ref();
        let deed = Deed::by(caller, AuditAction::AgentChanged)
            .on("agent", id)
            .change("agency", had.map(|had| &had.agency), Some(&after.agency))
            .change("intro", had.map(|had| &had.intro), Some(&after.intro))
            .change("estates", Some(served.len()), Some(estates.len()));
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.listings_changed();
        self.own_agent(caller).await
    }

    /// The agent of an account, which is made where there is none, and has all homes of the account then.
    pub(super) async fn ensure_agent(
        &self,
        unit: &mut Unit,
        account: &AccountRecord,
    ) -> Result<AgentId> {
        let (name, phone) = (&account.real_name, &account.phone);
        let agent = unit.ensure_agent(account.id, name, phone).await?;
        unit.take_homes(agent, account.id, self.clock().now())
            .await?;
        Ok(agent)
    }

    /// The estates with these words in their names, for an agent to choose from. No SQL.
    pub fn estates_called(&self, caller: &Caller, words: &str) -> Result<Vec<NamedPlace>> {
        caller.offering(TokenScope::ListingsRead)?;
        let words = looked_for(words);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.suggest(&words, None).places.into_iter();
        let estates = found.filter(|place| place.kind == domain::SuggestionKind::Estate);
        let ids: Vec<EstateId> = estates.map(|place| EstateId(place.id)).collect();
        Ok(self.estates_named(&ids))
    }

    fn estates_named(&self, ids: &[EstateId]) -> Vec<NamedPlace> {
        let named = |id: &EstateId| Some(self.gazetteer().place(PlaceKind::Estate, id.0)?.place);
        ids.iter().filter_map(named).collect()
    }

    /// What everybody may read about an agent beside the card, with a page of reviews. One statement at
    /// most.
    pub(crate) async fn about_agent(&self, record: &AgentRecord, page: u32) -> Result<AgentAbout> {
        let agents = self.store().agents();
        let shown = (record.reviews, false);
        Ok(AgentAbout {
            newest: agents.reviews(record.card.id, shown, page, REVIEWS).await?,
            agency: record.agency.clone(),
            intro: record.intro.clone(),
            reviews: record.reviews,
        })
    }
}

/// The name by which an agent is known: the account's, unless the agent came from elsewhere.
fn shown_name(record: &ProfileRecord, account: &AccountRecord) -> String {
    if record.own {
        account.real_name.clone()
    } else {
        record.name.clone()
    }
}

/// Text of at most `most` characters, which may be empty.
pub(super) fn text(problems: &mut Problems, field: &str, text: &str, most: usize) -> String {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().count() > most {
        problems.add(field, "too_long");
    }
    if text.contains(|c: char| c.is_control() && c != '\n') {
        problems.add(field, "unknown_value");
    }
    text
}
