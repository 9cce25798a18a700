//! Dictionaries (字典): what listings refer to. A change reaches searches, suggestions and pages at
//! once, in other processes within seconds.

use crate::{
    Caller, Error, Result, Services,
    accounts::{Deed, Problems, short_text},
    looked_for::looked_for,
};
use chrono::SubsecRound;
use domain::{
    BusinessDistrictId, DivisionCode, DivisionLevel, EstateId, Point, Rows,
    account::{
        AuditAction, Method,
        admin::{FieldChange, Paged},
    },
    moderation::{
        DictionaryKind,
        dictionary::{
            DictionaryQuery, Entry, EntryDetail, EntryForm, HOT_MAX, INTRO_MAX, NAME_MAX, TAG_MAX,
            Uses, level_of,
        },
    },
};
use store::{EntryValues, ErrorKind, Unit};

/// Entries on a page.
const PAGE: u32 = 30;
/// Floor plans of the classic system, by which homes are sorted.
const BUILTIN_FLOOR_PLANS: i64 = 9;

impl Services {
    /// A page of a dictionary, for everybody: without what nobody has checked yet, unless the caller
    /// looks after it.
    pub async fn dictionary(
        &self,
        caller: &Caller,
        kind: DictionaryKind,
        query: &DictionaryQuery,
    ) -> Result<Paged<Entry>> {
        self.dictionary_rows(caller, kind, query, PAGE.into()).await
    }

    /// Rows of the same list.
    pub async fn dictionary_rows(
        &self,
        caller: &Caller,
        kind: DictionaryKind,
        query: &DictionaryQuery,
        rows: Rows,
    ) -> Result<Paged<Entry>> {
        let store = self.store().primary_reads();
        let mut query = DictionaryQuery {
            q: looked_for(&query.q),
            ..query.clone()
        };
        let keeper = keeps(caller, kind);
        if !keeper && kind == DictionaryKind::Estates {
            query.checked = Some(true);
        }
        let mut page = store.moderation().entries(kind, &query, rows).await?;
        if !keeper {
            for entry in &mut page.items {
                entry.suggested_by = None;
            }
        }
        Ok(page)
    }

    /// A page of a dictionary, for who looks after it.
    pub async fn kept_dictionary(
        &self,
        caller: &Caller,
        kind: DictionaryKind,
        query: &DictionaryQuery,
    ) -> Result<Paged<Entry>> {
        caller.require(Method::Post, &resource(kind, ""))?;
        self.dictionary(caller, kind, query).await
    }

    /// An entry of a dictionary and what refers to it, for everybody.
    pub async fn entry(
        &self,
        caller: &Caller,
        kind: DictionaryKind,
        id: i64,
    ) -> Result<EntryDetail> {
        let store = self.store().primary_reads();
        let mut entry = known(store.moderation().entry(kind, id).await?)?;
        if !keeps(caller, kind) {
            if entry.checked == Some(false) {
                return Err(Error::NotFound);
            }
            entry.suggested_by = None;
        }
        Ok(EntryDetail {
            entry,
            uses: store.moderation().uses(kind, id).await?,
        })
    }

    /// An entry, for who looks after the dictionary.
    pub async fn kept_entry(
        &self,
        caller: &Caller,
        kind: DictionaryKind,
        id: i64,
    ) -> Result<EntryDetail> {
        caller.require(Method::Post, &resource(kind, ""))?;
        self.entry(caller, kind, id).await
    }

    /// Adds an entry to a dictionary.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong, or when there is such a one.
    pub async fn create_entry(
        &self,
        caller: &Caller,
        kind: DictionaryKind,
        form: &EntryForm,
    ) -> Result<i64> {
        caller.require(Method::Post, &resource(kind, ""))?;
        let (code, values) = self.entry_values(kind, None, form).await?;
        let mut unit = self.store().begin().await?;
        let created = unit.create_entry(kind, code, &values).await;
        let id = created.map_err(|error| taken(kind, error))?;
        let deed = Deed::by(caller, AuditAction::EntryCreated)
            .on(kind.thing(), id)
            .change("name", None::<String>, Some(&values.name));
        self.finish_entry(unit, deed).await?;
        Ok(id)
    }

    /// Lets an entry say something else. Homes that name it are found by the new name.
    ///
    /// # Errors
    /// Those of [`Services::create_entry`], and [`Error::NotFound`].
    pub async fn change_entry(
        &self,
        caller: &Caller,
        kind: DictionaryKind,
        id: i64,
        form: &EntryForm,
    ) -> Result<()> {
        caller.require(Method::Put, &resource(kind, &format!("/{id}")))?;
        let store = self.store().primary_reads();
        let before = known(store.moderation().entry(kind, id).await?)?;
        let (_, values) = self.entry_values(kind, Some(&before), form).await?;
        let mut deed = Deed::by(caller, AuditAction::EntryChanged).on(kind.thing(), id);
        for change in differences(kind, &before, form) {
            deed = deed.change(&change.field, change.before, change.after);
        }
        if before.checked == Some(false) {
            deed = deed.change("checked", Some(false), Some(true));
        }
        if deed.is_empty() {
            return Ok(());
        }
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let changed = unit.change_entry(kind, id, &values).await;
        if !changed.map_err(|error| taken(kind, error))? {
            return Err(Error::NotFound);
        }
        if before.name != values.name {
            unit.announce_named(kind, id, now).await?;
        }
        self.finish_entry(unit, deed).await
    }

    /// Takes an entry away that nothing refers to.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the code `in_use` and, after a colon, the number of things that refer to it;
    /// [`Error::NotFound`].
    pub async fn delete_entry(&self, caller: &Caller, kind: DictionaryKind, id: i64) -> Result<()> {
        caller.require(Method::Delete, &resource(kind, &format!("/{id}")))?;
        let store = self.store().primary_reads();
        let before = known(store.moderation().entry(kind, id).await?)?;
        if kind == DictionaryKind::FloorPlans && id <= BUILTIN_FLOOR_PLANS {
            return Err(Error::field("form", "builtin"));
        }
        let mut unit = self.store().begin().await?;
        let uses = unit.uses(kind, id).await?;
        if uses.total() > 0 {
            return Err(in_use(uses));
        }
        let deleted = unit.delete_entry(kind, id).await;
        if !deleted.map_err(refused)? {
            return Err(Error::NotFound);
        }
        let deed = Deed::by(caller, AuditAction::EntryDeleted)
            .on(kind.thing(), id)
            .change("name", Some(before.name), None::<String>);
        self.finish_entry(unit, deed).await
    }

    /// Merges the estate `from` into the estate `into`: its homes and agents move, and who names it from
    /// now on means the other. Returns how many homes moved.
    ///
    /// # Errors
    /// [`Error::Invalid`] for the field `into` when it is not there, the same, or in another city.
    pub async fn merge_estate(
        &self,
        caller: &Caller,
        from: EstateId,
        into: EstateId,
    ) -> Result<u64> {
        let kind = DictionaryKind::Estates;
        caller.require(Method::Post, &resource(kind, &format!("/{from}/merge")))?;
        let store = self.store().primary_reads();
        let before = known(store.moderation().entry(kind, from.0).await?)?;
        if from == into {
            return Err(Error::field("into", "same_estate"));
        }
        let after = store.moderation().entry(kind, into.0).await?;
        let after = after.ok_or_else(|| Error::field("into", "unknown_place"))?;
        if self.city_of(&before) != self.city_of(&after) {
            return Err(Error::field("into", "other_city"));
        }
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let moved = unit.merge_estates(from, into, now).await?;
        let deed = Deed::by(caller, AuditAction::EstateMerged)
            .on(kind.thing(), from)
            .change("name", Some(before.name), Some(after.name))
            .change("estate", Some(from), Some(into))
            .counting("listings", moved.len());
        self.finish_entry(unit, deed).await?;
        Ok(moved.len() as u64)
    }

    /// The city an entry lies in.
    fn city_of(&self, entry: &Entry) -> Option<i64> {
        let gazetteer = self.gazetteer();
        let division = entry.division.as_ref()?.id;
        let kinds = [domain::PlaceKind::District, domain::PlaceKind::City];
        let place = kinds
            .iter()
            .find_map(|kind| gazetteer.place(*kind, division));
        place.map(|place| place.city().id)
    }

    async fn finish_entry(&self, mut unit: Unit, deed: Deed) -> Result<()> {
        unit.dictionary_changed().await?;
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.dictionaries_changed();
        Ok(())
    }

    /// The code of a new division, and what an entry is to say.
    async fn entry_values(
        &self,
        kind: DictionaryKind,
        before: Option<&Entry>,
        form: &EntryForm,
    ) -> Result<(i64, EntryValues)> {
        let mut problems = Problems::default();
        let most = if kind == DictionaryKind::Tags {
            TAG_MAX
        } else {
            NAME_MAX
        };
        let name = short_text(&mut problems, "name", &form.name, most);
        if name.chars().any(char::is_control) {
            problems.add("name", "characters");
        }
        let mut values = EntryValues {
            name,
            level: None,
            division: None,
            business_district: None,
            point: None,
            hot: 0,
            intro: String::new(),
        };
        let mut code = 0;
        if kind.lies_somewhere() {
            values.point = point(&mut problems, form, kind == DictionaryKind::Divisions);
        }
        match kind {
            DictionaryKind::Divisions => {
                values.hot = i32::from(form.hot.trim() == "true");
                match before {
                    Some(_) => {}
                    None => {
                        (code, values.level, values.division) =
                            self.new_division(&mut problems, form).await?;
                    }
                }
            }
            DictionaryKind::BusinessDistricts => {
                values.division = self.division_of(&mut problems, form);
            }
            DictionaryKind::Estates => {
                values.division = self.division_of(&mut problems, form);
                values.business_district = self.business_district_of(&mut problems, form).await?;
                values.hot = hot(&mut problems, &form.hot);
                values.intro = form.intro.trim().to_owned();
                if values.intro.chars().count() > INTRO_MAX {
                    problems.add("intro", "too_long");
                }
            }
            DictionaryKind::FloorPlans | DictionaryKind::Tags => {}
        }
        problems.check()?;
        Ok((code, values))
    }

    async fn new_division(
        &self,
        problems: &mut Problems,
        form: &EntryForm,
    ) -> Result<(i64, Option<DivisionLevel>, Option<DivisionCode>)> {
        let code: Option<i32> = form.code.trim().parse().ok();
        let code = code.filter(|code| (100_000..=999_999).contains(code));
        let Some(code) = code else {
            problems.add("code", "division_code");
            return Ok((0, None, None));
        };
        let parent = form.division.trim();
        let (parent, level) = if parent.is_empty() {
            (None, None)
        } else {
            let id: Option<i32> = parent.parse().ok();
            let store = self.store().primary_reads();
            let found = match id {
                Some(id) => {
                    let divisions = DictionaryKind::Divisions;
                    store.moderation().entry(divisions, id.into()).await?
                }
                None => None,
            };
            if found.is_none() {
                problems.add("division", "unknown_place");
                return Ok((0, None, None));
            }
            (id.map(DivisionCode), found.and_then(|entry| entry.level))
        };
        let level = level_of(code, level);
        if level.is_none() {
            problems.add("code", "division_level");
        }
        Ok((code.into(), level, parent))
    }

    /// The district, or the city, that an entry is to lie in.
    fn division_of(&self, problems: &mut Problems, form: &EntryForm) -> Option<DivisionCode> {
        let text = form.division.trim();
        if text.is_empty() {
            problems.add("division", "missing");
            return None;
        }
        let code: Option<i64> = text.parse().ok();
        let gazetteer = self.gazetteer();
        let kinds = [domain::PlaceKind::District, domain::PlaceKind::City];
        let place = code.and_then(|code| {
            let mut places = kinds.iter().map(|kind| gazetteer.place(*kind, code));
            places.find_map(|place| place)
        });
        match place {
            Some(place) => i32::try_from(place.place.id).ok().map(DivisionCode),
            None => {
                problems.add("division", "unknown_place");
                None
            }
        }
    }

    async fn business_district_of(
        &self,
        problems: &mut Problems,
        form: &EntryForm,
    ) -> Result<Option<BusinessDistrictId>> {
        let text = form.business_district.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let id: Option<i64> = text.parse().ok();
        let store = self.store().primary_reads();
        let found = match id {
            Some(id) => {
                let kind = DictionaryKind::BusinessDistricts;
                store.moderation().entry(kind, id).await?
            }
            None => None,
        };
        if found.is_none() {
            problems.add("business_district", "unknown_place");
        }
        Ok(found.map(|entry| BusinessDistrictId(entry.id)))
    }
}

/// Whether the caller looks after a dictionary.
fn keeps(caller: &Caller, kind: DictionaryKind) -> bool {
    caller.require(Method::Post, &resource(kind, "")).is_ok()
}

fn resource(kind: DictionaryKind, part: &str) -> String {
    ["/", kind.as_str(), part].concat()
}

fn known(entry: Option<Entry>) -> Result<Entry> {
    entry.ok_or(Error::NotFound)
}

fn taken(kind: DictionaryKind, error: store::Error) -> Error {
    match (error.kind(), kind) {
        (ErrorKind::Conflict, DictionaryKind::Divisions) => Error::field("code", "exists"),
        (ErrorKind::Conflict, _) => Error::field("name", "exists"),
        _ => error.into(),
    }
}

fn in_use(uses: Uses) -> Error {
    Error::field("form", &format!("in_use:{}", uses.total()))
}

/// Something began to refer to it a moment ago.
fn refused(error: store::Error) -> Error {
    match error.kind() {
        ErrorKind::Refused => Error::field("form", "in_use"),
        _ => error.into(),
    }
}

fn point(problems: &mut Problems, form: &EntryForm, required: bool) -> Option<Point> {
    let (lon, lat) = (form.lon.trim(), form.lat.trim());
    if lon.is_empty() && lat.is_empty() {
        if required {
            problems.add("lon", "missing");
        }
        return None;
    }
    let point = Option::zip(lon.parse().ok(), lat.parse().ok());
    let point = point.and_then(|(lon, lat)| Point::new(lon, lat));
    if point.is_none() {
        problems.add("lon", "point");
    }
    point
}

fn hot(problems: &mut Problems, text: &str) -> i32 {
    let text = text.trim();
    if text.is_empty() {
        return 0;
    }
    let hot: Option<i32> = text.parse().ok();
    let hot = hot.filter(|hot| (0..=HOT_MAX).contains(hot));
    if hot.is_none() {
        problems.add("hot", "not_a_number");
    }
    hot.unwrap_or_default()
}

/// What a form says differently, for the audit trail.
fn differences(kind: DictionaryKind, before: &Entry, form: &EntryForm) -> Vec<FieldChange> {
    let was = EntryForm::of(before);
    let mut fields = vec![("name", &was.name, &form.name)];
    if kind.lies_somewhere() {
        fields.extend([("lon", &was.lon, &form.lon), ("lat", &was.lat, &form.lat)]);
    }
    match kind {
        DictionaryKind::Divisions => fields.push(("hot", &was.hot, &form.hot)),
        DictionaryKind::BusinessDistricts => {
            fields.push(("division", &was.division, &form.division));
        }
        DictionaryKind::Estates => fields.extend([
            ("division", &was.division, &form.division),
            (
                "business_district",
                &was.business_district,
                &form.business_district,
            ),
            ("hot", &was.hot, &form.hot),
            ("intro", &was.intro, &form.intro),
        ]),
        DictionaryKind::FloorPlans | DictionaryKind::Tags => {}
    }
    let told = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let changed = fields.into_iter().filter_map(|(field, before, after)| {
        let (before, after) = (told(before), told(after));
        (before != after).then(|| FieldChange {
            field: field.into(),
            before,
            after,
        })
    });
    changed.collect()
}
