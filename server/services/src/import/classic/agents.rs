//! Agents and the estates they work in.

use super::{
    super::{
        error::ImportError,
        report::{Note, Reason},
    },
    roles::seal_of,
    row::{Fault, Remark, Row, fault, remark},
    run::{Run, Sorted},
    source::ClassicSource,
    table::{AGENT, AGENT_ESTATE},
};
use domain::{AgentId, EstateId, account::Phone};
use store::{CLASSIC_SOURCE, ClassicKind, NewAgent};

/// The longest name, in characters.
const NAME_MAX: usize = 60;
/// The longest phone number, in characters.
const PHONE_MAX: usize = 40;
/// The most stars.
const STARS_MAX: i64 = 5;

/// What a row of `tb_agent` says.
fn agent(row: Row<'_>, id: i64, remarks: &mut Vec<Remark>) -> Result<NewAgent, Fault> {
    let phone = row.needed("tel", PHONE_MAX)?;
    if phone.parse::<Phone>().is_err() {
        remarks.push(remark("tel", &phone, Note::PhoneUnusual));
    }
    let mut stars = |column| -> Result<u8, Fault> {
        let stars = row.number::<i64>(column)?.unwrap_or_default();
        if !(0..=STARS_MAX).contains(&stars) {
            remarks.push(remark(column, &stars.to_string(), Note::StarsUnusable));
        }
        Ok(u8::try_from(stars.clamp(0, STARS_MAX)).unwrap_or_default())
    };
    Ok(NewAgent {
        source: CLASSIC_SOURCE.into(),
        source_id: id.to_string(),
        service_stars: stars("servstar")?,
        truth_stars: stars("realstar")?,
        skill_stars: stars("profstar")?,
        name: row.needed("name", NAME_MAX)?,
        certified: row.flag("certificated")?.unwrap_or_default(),
        phone,
        demo: false,
        user: None,
    })
}

/// Agents.
pub(super) async fn agents(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
) -> Result<(), ImportError> {
    let Some(mut reading) = run.begin(source, &AGENT).await? else {
        return Ok(());
    };
    while let Some(rows) = run.next(&mut reading).await? {
        let mut taken = Vec::new();
        for (row, mut it) in run.read(&AGENT, &rows, agent)? {
            it.seal = row.seal(&[]);
            taken.push(it);
        }
        let Sorted { new, changed } = run.sort(ClassicKind::Agent, taken).await?;
        let mut kept: Vec<_> = new.iter().map(|it| seal_of(it, it.id)).collect();
        kept.extend(changed.iter().map(|(it, own)| seal_of(it, *own)));
        let new: Vec<(i64, NewAgent)> = new.into_iter().map(|it| (it.id, it.value)).collect();
        let changed: Vec<NewAgent> = changed.into_iter().map(|(it, _)| it.value).collect();
        let unit = run.unit().await?;
        unit.add_numbered_agents(&new).await?;
        unit.put_agents(&changed).await?;
        run.inserted(new.len());
        run.updated(changed.len());
        run.keep(ClassicKind::Agent, &kept).await?;
        run.end_batch().await?;
    }
    run.end();
    Ok(())
}

/// Where agents work.
pub(super) async fn agent_estates(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
) -> Result<(), ImportError> {
    let Some(mut reading) = run.begin(source, &AGENT_ESTATE).await? else {
        return Ok(());
    };
    while let Some(rows) = run.next(&mut reading).await? {
        let mut taken = Vec::new();
        for (row, mut pair) in run.read(&AGENT_ESTATE, &rows, |row, _, _| {
            Ok((
                row.needed_number::<i64>("agentid")?,
                row.needed_number::<i64>("estateid")?,
            ))
        })? {
            pair.seal = row.seal(&[]);
            taken.push(pair);
        }
        let (agents, estates): (Vec<i64>, Vec<i64>) = taken.iter().map(|it| it.value).unzip();
        let unit = run.unit().await?;
        let agents = unit.classic_own(ClassicKind::Agent, &agents).await?;
        let estates = unit.classic_own(ClassicKind::Estate, &estates).await?;
        let Sorted { new, changed } = run.sort(ClassicKind::AgentEstate, taken).await?;
        let (mut pairs, mut kept) = (Vec::new(), Vec::new());
        for pair in new.into_iter().chain(changed.into_iter().map(|it| it.0)) {
            let (agent, estate) = pair.value;
            let missing = match (agents.get(&agent), estates.get(&estate)) {
                (Some(agent), Some(estate)) => {
                    pairs.push((AgentId(*agent), EstateId(*estate)));
                    kept.push(seal_of(&pair, *agent));
                    continue;
                }
                (None, _) => ("agentid", agent),
                (_, None) => ("estateid", estate),
            };
            let fault = fault(missing.0, &missing.1.to_string(), Reason::Dangling);
            run.reject(Some(pair.id), pair.line, &fault)?;
        }
        run.unit().await?.put_agent_estates(&pairs).await?;
        run.inserted(pairs.len());
        run.keep(ClassicKind::AgentEstate, &kept).await?;
        run.end_batch().await?;
    }
    run.end();
    Ok(())
}
