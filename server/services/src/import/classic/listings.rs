//! Listings and their tags.

use super::{
    super::{
        error::ImportError,
        report::{Note, Reason},
        words,
    },
    places::{Divisions, Lies},
    roles::seal_of,
    row::{Fault, Remark, Row, fault, remark},
    run::{Run, Sorted, Taken},
    sorted::{Gathered, Gathering},
    source::{BATCH, ClassicSource},
    table::{HOUSE_INFO, HOUSE_TAG},
};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    AgentId, DivisionCode, EstateId, FacilitySet, Floor, FloorPlanId, Layout, ListingStatus, Rent,
    RentMode, TagId, UserId,
    classic::HouseType,
    listing::{AREA_RANGE, DETAIL_MAX, TITLE_MAX},
};
use std::collections::HashMap;
use store::{CLASSIC_SOURCE, ClassicKind, NewListing, PutOutcome};

/// The longest street, in characters.
const STREET_MAX: usize = 200;
/// Units of rents: a month of CNY, however it is written.
const PER_MONTH: [&str; 3] = ["元/月", "元每月", "元"];

/// What a row of `tb_house_info` says, and what it names in other tables.
struct Draft {
    listing: NewListing,
    house_type: Option<i64>,
    publisher: Option<i64>,
    estate: Option<i64>,
    agent: Option<i64>,
}

/// The rent of a price such as `9800` or `9800.50`.
fn rent(row: Row<'_>) -> Result<Rent, Fault> {
    let text = row.needed("price", 20)?;
    let price = row.decimal("price")?.unwrap_or_default();
    if let Some(unit) = row.text("priceunit")
        && !PER_MONTH.contains(&unit.as_str())
    {
        return Err(fault("priceunit", &unit, Reason::UnknownWord));
    }
    // Within what is accepted a fen is far from being lost.
    let fen = (price * 100.0).round();
    let fen = (1.0..=1e12).contains(&fen).then_some(fen as i64);
    fen.and_then(Rent::from_fen)
        .ok_or_else(|| fault("price", &text, Reason::OutOfRange))
}

fn floor(row: Row<'_>, remarks: &mut Vec<Remark>) -> Floor {
    let mut number = |column, least: i64| match row.number::<i64>(column) {
        Ok(None) => None,
        Ok(Some(number)) if (least..=999).contains(&number) => i16::try_from(number).ok(),
        Ok(Some(0)) => {
            remarks.push(remark(column, "0", Note::FloorTotalZero));
            None
        }
        Ok(Some(number)) => {
            remarks.push(remark(column, &number.to_string(), Note::FloorUnknown));
            None
        }
        Err(fault) => {
            remarks.push(remark(column, &fault.value, Note::FloorUnknown));
            None
        }
    };
    let (number, total) = (number("floor", -99), number("totalfloor", 1));
    let above = number
        .zip(total)
        .is_some_and(|(number, total)| number > total);
    if above {
        let text = total.map(|it| it.to_string()).unwrap_or_default();
        remarks.push(remark("totalfloor", &text, Note::FloorAboveTotal));
    }
    Floor {
        number,
        band: None,
        total: total.filter(|_| !above),
    }
}

/// The city and the district, which need not be known.
fn place(
    row: Row<'_>,
    divisions: &Divisions,
    remarks: &mut Vec<Remark>,
) -> Result<(DivisionCode, Option<DivisionCode>), Fault> {
    let code: i32 = row.needed_number("distid2")?;
    let district: Option<i32> = row.number("distid3")?;
    let lies = district.and_then(|district| divisions.find(district));
    let Some(city) = divisions.city(code) else {
        return Err(fault("distid2", &code.to_string(), Reason::UnknownCity));
    };
    let of_city = lies.filter(|lies: &Lies| lies.city == city);
    match (district, of_city) {
        (None, _) => Ok((city, None)),
        (Some(district), None) => {
            remarks.push(remark(
                "distid3",
                &district.to_string(),
                Note::DistrictUnknown,
            ));
            Ok((city, None))
        }
        (Some(district), Some(lies)) => {
            if let Some(note) = lies.note {
                remarks.push(remark("distid3", &district.to_string(), note));
            }
            Ok((city, lies.district))
        }
    }
}

fn draft(
    row: Row<'_>,
    id: i64,
    now: DateTime<Utc>,
    divisions: &Divisions,
    remarks: &mut Vec<Remark>,
) -> Result<Draft, Fault> {
    let title = row.needed("title", TITLE_MAX)?;
    let (city, district) = place(row, divisions, remarks)?;
    let mut detail = row.lines("detail").unwrap_or_default();
    if detail.chars().count() > DETAIL_MAX {
        remarks.push(remark("detail", &detail, Note::Shortened));
        detail = detail.chars().take(DETAIL_MAX).collect();
    }
    let mut street = row.text("street");
    if let Some(long) = street.take_if(|it| it.chars().count() > STREET_MAX) {
        remarks.push(remark("street", &long, Note::Shortened));
        street = Some(long.chars().take(STREET_MAX).collect());
    }
    let area = match row.decimal("area") {
        Ok(area) => area,
        Err(fault) => {
            remarks.push(remark("area", &fault.value, Note::AreaUnusable));
            None
        }
    };
    let usable = area.filter(|area| AREA_RANGE.contains(area));
    if let (Some(area), None) = (area, usable) {
        remarks.push(remark("area", &area.to_string(), Note::AreaUnusable));
    }
    let direction = row.text("direction").unwrap_or_default();
    let (orientation, understood) = words::orientation(direction.trim_end_matches("通透"));
    if !understood {
        remarks.push(remark("direction", &direction, Note::OrientationUnknown));
    }
    let published_at = match row.moment("pubdate")? {
        Some(at) if at <= now => at.trunc_subsecs(6),
        Some(at) => return Err(fault("pubdate", &at.to_rfc3339(), Reason::OutOfRange)),
        None => return Err(fault("pubdate", "", Reason::Missing)),
    };
    let shared = row.flag("isshared")?.unwrap_or_default();
    Ok(Draft {
        house_type: row.number("typeid")?,
        publisher: row.number("userid")?,
        estate: row.number("estateid")?,
        agent: row.number("agentid")?,
        listing: NewListing {
            source: CLASSIC_SOURCE.into(),
            source_id: id.to_string(),
            title,
            detail,
            rent: rent(row)?,
            area: usable,
            mode: match shared {
                true => RentMode::Shared,
                false => RentMode::Entire,
            },
            layout: Layout::default(),
            floor_plan: None,
            floor: floor(row, remarks),
            orientation,
            lift: None,
            decoration: None,
            facilities: FacilitySet::default(),
            payment: None,
            agent_fee: row.flag("hasagentfees")?,
            available_from: None,
            city,
            district,
            business_district: None,
            estate: None,
            street,
            near_subway: row.flag("hassubway")?.unwrap_or_default(),
            subway_metres: None,
            point: None,
            agent: None,
            publisher: None,
            status: ListingStatus::Published,
            tags: Vec::new(),
            published_at,
            demo: false,
        },
    })
}

/// The tags of listings, gathered by listing before these are read.
pub(super) struct Tagging {
    gathered: Gathered,
    /// Our tags by their classic numbers. Tags are few.
    tags: HashMap<i64, i64>,
    counts: TagCounts,
}

#[derive(Default)]
struct TagCounts {
    inserted: usize,
    updated: usize,
    unchanged: usize,
}

/// Gathers the tags of listings.
pub(super) async fn taggings(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
) -> Result<Tagging, ImportError> {
    let mut gathering = Gathering::new();
    let mut tagging = Tagging {
        gathered: Gathering::new().finish().map_err(ImportError::Scratch)?,
        tags: HashMap::new(),
        counts: TagCounts::default(),
    };
    let Some(mut reading) = run.begin(source, &HOUSE_TAG).await? else {
        return Ok(tagging);
    };
    while let Some(rows) = run.next(&mut reading).await? {
        let pairs = run.read(&HOUSE_TAG, &rows, |row, _, _| {
            Ok((
                row.needed_number::<i64>("houseid")?,
                row.needed_number::<i64>("tagid")?,
            ))
        })?;
        let ids: Vec<i64> = pairs.iter().map(|(_, pair)| pair.value.1).collect();
        let own = run
            .unit()
            .await?
            .classic_own(ClassicKind::Tag, &ids)
            .await?;
        for (_, pair) in pairs {
            let (house, tag) = pair.value;
            if !own.contains_key(&tag) {
                let fault = fault("tagid", &tag.to_string(), Reason::Dangling);
                run.reject(Some(pair.id), pair.line, &fault)?;
                continue;
            }
            let line = pair.line.map_or(-1, u64::cast_signed);
            gathering
                .add([house, pair.id, tag, line])
                .map_err(ImportError::Scratch)?;
        }
        tagging.tags.extend(own);
        run.end_batch().await?;
    }
    tagging.gathered = gathering.finish().map_err(ImportError::Scratch)?;
    run.put_off();
    Ok(tagging)
}

impl Tagging {
    fn of(&self, listing: i64) -> Result<Vec<TagId>, ImportError> {
        let entries = self.gathered.of(listing).map_err(ImportError::Scratch)?;
        let mut tags = Vec::with_capacity(entries.len());
        for [_, _, tag, _] in entries {
            tags.extend(self.tags.get(&tag).copied().map(TagId));
        }
        Ok(tags)
    }
}

/// Listings, with their tags.
pub(super) async fn listings(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
    divisions: &Divisions,
    tagging: &mut Tagging,
) -> Result<(), ImportError> {
    let Some(mut reading) = run.begin(source, &HOUSE_INFO).await? else {
        return Ok(());
    };
    while let Some(rows) = run.next(&mut reading).await? {
        let now = run.now;
        let drafts = run.read(&HOUSE_INFO, &rows, |row, id, remarks| {
            draft(row, id, now, divisions, remarks)
        })?;
        let taken = resolved(run, drafts, tagging).await?;
        let tags_of = |it: &Taken<NewListing>| it.value.tags.len();
        let all: usize = taken.iter().map(tags_of).sum();
        let Sorted { new, changed } = run.split(ClassicKind::Listing, taken).await?;
        let updated: usize = changed.iter().map(|(it, _)| tags_of(it)).sum();
        let unknown: usize = new.iter().map(tags_of).sum();
        let new = run.free(ClassicKind::Listing, new).await?;
        tagging.counts.inserted += new.iter().map(tags_of).sum::<usize>();
        tagging.counts.updated += updated;
        tagging.counts.unchanged += all.saturating_sub(unknown + updated);
        let mut kept: Vec<_> = new.iter().map(|it| seal_of(it, it.id)).collect();
        kept.extend(changed.iter().map(|(it, own)| seal_of(it, *own)));
        let listings: Vec<NewListing> = new
            .into_iter()
            .chain(changed.into_iter().map(|it| it.0))
            .map(|it| it.value)
            .collect();
        let put = run.unit().await?.bring_listings(&listings, now).await?;
        for listing in put {
            match listing.outcome {
                PutOutcome::Inserted => run.inserted(1),
                PutOutcome::Updated => run.updated(1),
                PutOutcome::Unchanged => run.unchanged(1),
            }
        }
        run.keep(ClassicKind::Listing, &kept).await?;
        run.end_batch().await?;
    }
    run.end();
    Ok(())
}

/// Puts what rows name in other tables into the listings. What is not there is left out and told.
async fn resolved(
    run: &mut Run<'_>,
    drafts: Vec<(Row<'_>, Taken<Draft>)>,
    tagging: &Tagging,
) -> Result<Vec<Taken<NewListing>>, ImportError> {
    let named = |which: fn(&Draft) -> Option<i64>| -> Vec<i64> {
        let mut ids: Vec<i64> = drafts
            .iter()
            .filter_map(|(_, it)| which(&it.value))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let (types, users) = (named(|it| it.house_type), named(|it| it.publisher));
    let (estates, agents) = (named(|it| it.estate), named(|it| it.agent));
    let unit = run.unit().await?;
    let types = unit.classic_own(ClassicKind::HouseType, &types).await?;
    let users = unit.classic_own(ClassicKind::User, &users).await?;
    let estates = unit.classic_own(ClassicKind::Estate, &estates).await?;
    let agents = unit.classic_own(ClassicKind::Agent, &agents).await?;
    let mut listings = Vec::with_capacity(drafts.len());
    for (row, draft) in drafts {
        let (id, line) = (draft.id, draft.line);
        let Draft {
            mut listing,
            house_type,
            publisher,
            estate,
            agent,
        } = draft.value;
        let mut own = |column, named: Option<i64>, known: &HashMap<i64, i64>, note| {
            let Some(named) = named else {
                return Ok(None);
            };
            let own = known.get(&named).copied();
            if own.is_none() {
                run.note(id, line, &remark(column, &named.to_string(), note))?;
            }
            Ok::<_, ImportError>(own)
        };
        let plan = own("typeid", house_type, &types, Note::HouseTypeUnknown)?;
        listing.floor_plan = plan.map(FloorPlanId);
        if let Some(house) = plan.and_then(HouseType::from_id) {
            listing.layout = house.layout();
        }
        listing.publisher = own("userid", publisher, &users, Note::PublisherUnknown)?.map(UserId);
        listing.estate = own("estateid", estate, &estates, Note::EstateUnknown)?.map(EstateId);
        listing.agent = own("agentid", agent, &agents, Note::AgentUnknown)?.map(AgentId);
        listing.tags = tagging.of(id)?;
        let mut meaning = vec![
            listing.city.0.into(),
            listing.district.map_or(0, |it| it.0.into()),
            listing.floor_plan.map_or(0, |it| it.0),
            listing.publisher.map_or(0, |it| it.0),
            listing.estate.map_or(0, |it| it.0),
            listing.agent.map_or(0, |it| it.0),
        ];
        meaning.extend(listing.tags.iter().map(|tag| tag.0));
        listings.push(Taken {
            id,
            line,
            seal: row.seal(&meaning),
            value: listing,
        });
    }
    Ok(listings)
}

/// Tells which tags belong to no listing, now that it is known which are there.
pub(super) async fn untagged(run: &mut Run<'_>, tagging: Tagging) -> Result<(), ImportError> {
    if !run.take_up() {
        return Ok(());
    }
    let TagCounts {
        inserted,
        updated,
        unchanged,
    } = tagging.counts;
    run.inserted(inserted);
    run.updated(updated);
    run.unchanged(unchanged);
    let mut place = 0;
    loop {
        let gathered = &tagging.gathered;
        let some = gathered.some(place, BATCH).map_err(ImportError::Scratch)?;
        if some.is_empty() {
            break;
        }
        place += some.len() as u64;
        let mut ids: Vec<i64> = some.iter().map(|entry| entry[0]).collect();
        ids.dedup();
        let known = run
            .unit()
            .await?
            .classic_rows(ClassicKind::Listing, &ids)
            .await?;
        for [house, id, _, line] in some {
            if !known.contains_key(&house) {
                let fault = fault("houseid", &house.to_string(), Reason::Dangling);
                let line = (line >= 0).then_some(line.cast_unsigned());
                run.reject(Some(id), line, &fault)?;
            }
        }
        run.end_batch().await?;
    }
    run.end();
    Ok(())
}
