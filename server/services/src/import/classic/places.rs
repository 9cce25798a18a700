//! Divisions, estates, tags and house types.

use super::{
    super::{
        error::ImportError,
        places::{District, Places},
        report::{Note, Reason},
    },
    roles::seal_of,
    row::{Fault, Remark, Row, fault, remark},
    run::{Run, Sorted, Taken},
    source::ClassicSource,
    table::{DISTRICT, ESTATE, HOUSE_TYPE, TAG},
};
use domain::{
    DivisionCode, DivisionLevel,
    moderation::dictionary::{HOT_MAX, INTRO_MAX, NAME_MAX, TAG_MAX},
};
use std::collections::HashMap;
use store::{ClassicKind, ClassicRow, Division, NewEstate};

/// The divisions of this product, and what the classic system calls those that it knows.
pub(super) struct Divisions {
    own: HashMap<DivisionCode, Division>,
    places: Places,
    /// Names that the classic system has for codes that are not there here.
    names: HashMap<i32, String>,
}

/// Where a code of the classic system lies here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lies {
    pub(super) city: DivisionCode,
    pub(super) district: Option<DivisionCode>,
    /// What has to be said about it.
    pub(super) note: Option<Note>,
}

impl Lies {
    /// The district, or the city where no district is known.
    pub(super) fn division(self) -> DivisionCode {
        self.district.unwrap_or(self.city)
    }
}

impl Divisions {
    pub(super) async fn load(run: &Run<'_>) -> Result<Self, ImportError> {
        let own = run.services.store().places().divisions().await?;
        let places = Places::new(own.iter().map(|division| {
            let name = division.name.as_str();
            (division.code, division.level, name, division.parent)
        }));
        Ok(Self {
            own: own.into_iter().map(|it| (it.code, it)).collect(),
            places,
            names: HashMap::new(),
        })
    }

    /// The city with this code, be it that of a municipality as a province.
    pub(super) fn city(&self, code: i32) -> Option<DivisionCode> {
        let city = self.places.city(DivisionCode(code))?;
        let name = |code| self.own.get(&code).map(|it: &Division| it.name.as_str());
        // Other provinces are no cities, though their capital has the code next to theirs.
        (name(city) == name(DivisionCode(code))).then_some(city)
    }

    /// Where `code` lies: a city, a district, or a district that was there once. Counties become
    /// districts and cities under another code: those keep the beginning of their name.
    pub(super) fn find(&self, code: i32) -> Option<Lies> {
        if let Some(city) = self.city(code) {
            return Some(Lies {
                city,
                district: None,
                note: None,
            });
        }
        let city = self
            .city(code / 100 * 100)
            .or_else(|| self.city(code / 10_000 * 10_000))?;
        let name = self.names.get(&code).map_or("", String::as_str);
        let found = self.places.district(city, Some(DivisionCode(code)), name);
        let renamed = || {
            let stem = name.strip_suffix(['县', '市', '区'])?;
            if stem.chars().count() < 2 {
                return None;
            }
            self.places.district(city, None, stem).code()
        };
        let (district, note) = match found {
            District::ByCode(district) => (Some(district), None),
            District::ByName(district) => (Some(district), Some(Note::DistrictByName)),
            District::Unsaid | District::Unknown => match renamed() {
                Some(district) => (Some(district), Some(Note::DistrictByName)),
                None => (None, Some(Note::DistrictGone)),
            },
        };
        Some(Lies {
            city,
            district,
            note,
        })
    }
}

/// Divisions: they are those of the standard here. What is hot is taken over, for cities.
pub(super) async fn districts(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
) -> Result<Divisions, ImportError> {
    let mut divisions = Divisions::load(run).await?;
    let Some(mut reading) = run.begin(source, &DISTRICT).await? else {
        return Ok(divisions);
    };
    while let Some(rows) = run.next(&mut reading).await? {
        let mut taken = Vec::new();
        for (row, mut district) in run.read(&DISTRICT, &rows, |row, id, remarks| {
            let code = i32::try_from(id)
                .map_err(|_| fault("distid", &id.to_string(), Reason::OutOfRange))?;
            let name = row.needed("name", NAME_MAX)?;
            if row.text("intro").is_some() {
                remarks.push(remark("intro", "", Note::IntroLeftOut));
            }
            let hot = row.flag("ishot")?.unwrap_or_default();
            divisions.names.insert(code, name.clone());
            let Some(own) = divisions.own.get(&DivisionCode(code)) else {
                return match divisions.find(code) {
                    Some(Lies {
                        district: Some(_), ..
                    }) => {
                        remarks.push(remark("name", &name, Note::DistrictByName));
                        Ok((code, None))
                    }
                    _ => Err(fault(
                        "distid",
                        &format!("{code} {name}"),
                        Reason::UnknownDivision,
                    )),
                };
            };
            if own.name != name {
                remarks.push(remark("name", &name, Note::NameDiffers));
            }
            let is_city = own.level == DivisionLevel::City;
            Ok((code, (is_city && own.hot != hot).then_some(hot)))
        })? {
            district.seal = row.seal(&[]);
            taken.push(district);
        }
        let Sorted { new, changed } = run.split(ClassicKind::Division, taken).await?;
        let (mut kept, mut any) = (Vec::new(), false);
        for district in new.into_iter().chain(changed.into_iter().map(|it| it.0)) {
            kept.push(seal_of(&district, district.id));
            let (code, hot) = district.value;
            let Some(hot) = hot else {
                run.unchanged(1);
                continue;
            };
            run.unit()
                .await?
                .set_division_hot(DivisionCode(code), hot)
                .await?;
            run.updated(1);
            any = true;
        }
        if any {
            run.unit().await?.dictionary_changed().await?;
        }
        run.keep(ClassicKind::Division, &kept).await?;
        run.end_batch().await?;
    }
    run.end();
    Ok(divisions)
}

/// Takes a row for what is called `name` here already, under whatever number.
fn joined<T>(
    run: &mut Run<'_>,
    row: &Taken<T>,
    (column, name): (&'static str, &str),
    own: i64,
) -> Result<ClassicRow, ImportError> {
    if own != row.id {
        run.note(row.id, row.line, &remark(column, name, Note::Joined))?;
    }
    run.unchanged(1);
    Ok(seal_of(row, own))
}

/// House types: the first nine are the floor plans of this product.
pub(super) async fn house_types(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
) -> Result<(), ImportError> {
    let Some(mut reading) = run.begin(source, &HOUSE_TYPE).await? else {
        // Homes name them all the same.
        let own = domain::classic::HouseType::ALL.map(|house| ClassicRow {
            classic: house.id(),
            own: house.id(),
            seal: 0,
        });
        run.keep(ClassicKind::HouseType, &own).await?;
        return run.end_batch().await;
    };
    while let Some(rows) = run.next(&mut reading).await? {
        let mut taken = Vec::new();
        for (row, mut house) in
            run.read(&HOUSE_TYPE, &rows, |row, _, _| row.needed("name", NAME_MAX))?
        {
            house.seal = row.seal(&[]);
            taken.push(house);
        }
        let Sorted { new, changed } = run.split(ClassicKind::HouseType, taken).await?;
        let mut there = run.unit().await?.floor_plan_names().await?;
        let (mut kept, mut rest) = (Vec::new(), Vec::new());
        for house in new {
            let named = there.iter().find(|(_, name)| **name == house.value);
            match named.map(|(id, _)| *id) {
                Some(own) => kept.push(joined(run, &house, ("name", &house.value), own)?),
                None => rest.push(house),
            }
        }
        let new = run.free(ClassicKind::HouseType, rest).await?;
        let renamed = changed.into_iter().map(|(house, own)| (house, Some(own)));
        let mut any = false;
        for (house, own) in new.into_iter().map(|house| (house, None)).chain(renamed) {
            let taken = there
                .iter()
                .any(|(id, name)| *name == house.value && *id != house.id);
            let builtin = domain::classic::HouseType::from_id(house.id)
                .is_some_and(|it| it.name() != house.value);
            if taken || builtin || own.is_some_and(|own| own != house.id) {
                let fault = fault("name", &house.value, Reason::NameTaken);
                run.reject(Some(house.id), house.line, &fault)?;
                continue;
            }
            run.unit()
                .await?
                .put_floor_plan(house.id, &house.value)
                .await?;
            there.insert(house.id, house.value.clone());
            match own {
                Some(_) => run.updated(1),
                None => run.inserted(1),
            }
            any = true;
            kept.push(seal_of(&house, house.id));
        }
        if any {
            run.unit().await?.dictionary_changed().await?;
        }
        run.keep(ClassicKind::HouseType, &kept).await?;
        run.end_batch().await?;
    }
    run.end();
    Ok(())
}

/// Tags. One that is here under another number is that one.
pub(super) async fn tags(run: &mut Run<'_>, source: &mut ClassicSource) -> Result<(), ImportError> {
    let Some(mut reading) = run.begin(source, &TAG).await? else {
        return Ok(());
    };
    while let Some(rows) = run.next(&mut reading).await? {
        let mut taken = Vec::new();
        for (row, mut tag) in run.read(&TAG, &rows, |row, _, _| row.needed("content", TAG_MAX))? {
            tag.seal = row.seal(&[]);
            taken.push(tag);
        }
        let Sorted { new, changed } = run.split(ClassicKind::Tag, taken).await?;
        let names: Vec<String> = new
            .iter()
            .chain(changed.iter().map(|it| &it.0))
            .map(|tag| tag.value.clone())
            .collect();
        let mut there = run.unit().await?.tags_named(&names).await?;
        let (mut kept, mut rest) = (Vec::new(), Vec::new());
        let mut any = false;
        let (renamed, moved): (Vec<_>, Vec<_>) =
            changed.into_iter().partition(|(tag, own)| *own == tag.id);
        for tag in new.into_iter().chain(moved.into_iter().map(|it| it.0)) {
            match there.get(&tag.value).copied() {
                Some(own) => kept.push(joined(run, &tag, ("content", &tag.value), own)?),
                None => rest.push(tag),
            }
        }
        let mut added = Vec::new();
        for tag in run.free(ClassicKind::Tag, rest).await? {
            // Two of one name in a batch.
            if let Some(own) = there.get(&tag.value).copied() {
                kept.push(joined(run, &tag, ("content", &tag.value), own)?);
                continue;
            }
            there.insert(tag.value.clone(), tag.id);
            kept.push(seal_of(&tag, tag.id));
            added.push((tag.id, tag.value));
        }
        run.unit().await?.add_numbered_tags(&added).await?;
        run.inserted(added.len());
        any |= !added.is_empty();
        for (tag, own) in renamed {
            let reason = match there.get(&tag.value) {
                Some(other) if *other != own => Some(Reason::NameTaken),
                _ => {
                    let there = run.unit().await?.rename_tag(own, &tag.value).await?;
                    (!there).then_some(Reason::GoneHere)
                }
            };
            if let Some(reason) = reason {
                run.reject(
                    Some(tag.id),
                    tag.line,
                    &fault("content", &tag.value, reason),
                )?;
                continue;
            }
            there.insert(tag.value.clone(), own);
            run.updated(1);
            any = true;
            kept.push(seal_of(&tag, own));
        }
        if any {
            run.unit().await?.dictionary_changed().await?;
        }
        run.keep(ClassicKind::Tag, &kept).await?;
        run.end_batch().await?;
    }
    run.end();
    Ok(())
}

/// What a row of `tb_estate` says.
fn estate(
    row: Row<'_>,
    divisions: &Divisions,
    remarks: &mut Vec<Remark>,
) -> Result<NewEstate, Fault> {
    let name = row.needed("name", NAME_MAX)?;
    let code: i32 = row.needed_number("distid")?;
    let Some(lies) = divisions.find(code) else {
        return Err(fault("distid", &code.to_string(), Reason::UnknownDivision));
    };
    if let Some(note) = lies.note {
        remarks.push(remark("distid", &code.to_string(), note));
    }
    let hot = row.number::<i64>("hot")?.unwrap_or_default();
    let mut intro = row.lines("intro").unwrap_or_default();
    if intro.chars().count() > INTRO_MAX {
        remarks.push(remark("intro", &intro, Note::Shortened));
        intro = intro.chars().take(INTRO_MAX).collect();
    }
    Ok(NewEstate {
        division: lies.division(),
        business_district: None,
        name,
        hot: i32::try_from(hot.clamp(0, i64::from(HOT_MAX))).unwrap_or_default(),
        intro,
        point: None,
    })
}

/// Estates. One that is here under another number is that one.
pub(super) async fn estates(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
    divisions: &Divisions,
) -> Result<(), ImportError> {
    let Some(mut reading) = run.begin(source, &ESTATE).await? else {
        return Ok(());
    };
    while let Some(rows) = run.next(&mut reading).await? {
        let mut taken = Vec::new();
        for (row, mut it) in run.read(&ESTATE, &rows, |row, _, remarks| {
            estate(row, divisions, remarks)
        })? {
            it.seal = row.seal(&[i64::from(it.value.division.0)]);
            taken.push(it);
        }
        let Sorted { new, changed } = run.split(ClassicKind::Estate, taken).await?;
        let names: Vec<&str> = new
            .iter()
            .chain(changed.iter().map(|it| &it.0))
            .map(|it| it.value.name.as_str())
            .collect();
        let mut there = run.unit().await?.estates_named(&names).await?;
        let key = |it: &Taken<NewEstate>| (it.value.division, it.value.name.clone());
        let (mut kept, mut rest) = (Vec::new(), Vec::new());
        let (told, moved): (Vec<_>, Vec<_>) =
            changed.into_iter().partition(|(it, own)| *own == it.id);
        for it in new.into_iter().chain(moved.into_iter().map(|it| it.0)) {
            match there.get(&key(&it)).copied() {
                Some(own) => kept.push(joined(run, &it, ("name", &it.value.name), own)?),
                None => rest.push(it),
            }
        }
        let mut added = Vec::new();
        for it in run.free(ClassicKind::Estate, rest).await? {
            // Two of one name in a batch.
            if let Some(own) = there.get(&key(&it)).copied() {
                kept.push(joined(run, &it, ("name", &it.value.name), own)?);
                continue;
            }
            there.insert(key(&it), it.id);
            kept.push(seal_of(&it, it.id));
            added.push((it.id, it.value));
        }
        run.unit().await?.add_numbered_estates(&added).await?;
        run.inserted(added.len());
        let mut any = !added.is_empty();
        for (it, own) in told {
            let reason = match there.get(&key(&it)) {
                Some(other) if *other != own => Some(Reason::NameTaken),
                _ => {
                    let unit = run.unit().await?;
                    let there = unit.change_numbered_estate(own, &it.value).await?;
                    (!there).then_some(Reason::GoneHere)
                }
            };
            if let Some(reason) = reason {
                run.reject(Some(it.id), it.line, &fault("name", &it.value.name, reason))?;
                continue;
            }
            there.insert(key(&it), own);
            run.updated(1);
            any = true;
            kept.push(seal_of(&it, own));
        }
        if any {
            run.unit().await?.dictionary_changed().await?;
        }
        run.keep(ClassicKind::Estate, &kept).await?;
        run.end_batch().await?;
    }
    run.end();
    Ok(())
}
