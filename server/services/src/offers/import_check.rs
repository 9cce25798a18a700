//! The dry run of an import: what a file would change.

use super::{
    content::{read_form, written},
    import_file::{FileRow, rows},
};
use crate::{Caller, Error, Result, Services, photos::ReceivedArchive};
use domain::{
    UserId,
    account::Method,
    contact::china_date,
    offer::{EditState, ImportKind, ImportOutcome, ListingForm, changes},
};
use store::ImportRow;

/// The longest name of a file that is kept, in characters.
const NAME_MAX: usize = 100;

/// A row that was compared with what is there.
pub(super) struct CheckedRow {
    pub(super) row: ImportRow,
    /// Why its home cannot be written about now.
    pub(super) locked: Option<&'static str>,
}

/// Where the homes come from that a publisher brings in: everybody has their own names for them.
pub(super) fn source(user: UserId) -> String {
    ["import:", &user.0.to_string()].concat()
}

/// Whether two forms say the same. The order of tags says nothing.
pub(super) fn same(one: &ListingForm, other: &ListingForm) -> bool {
    let tags = |form: &ListingForm| {
        let mut tags: Vec<String> = ListingForm::words_of(&form.tags).map(Into::into).collect();
        tags.sort_unstable();
        tags
    };
    tags(one) == tags(other)
        && changes(one, other)
            .iter()
            .all(|change| change.field == "tags")
}

impl Services {
    /// Reads a file of homes, and an archive of their photos where there is one, and compares them with what is
    /// there. Nothing changes but that the outcome is kept, to be applied. Returns the number of the import.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for who may not publish, [`Error::Invalid`] for a file that is no list of homes and
    /// for an archive that cannot be read. Nothing stays then.
    pub async fn check_import(
        &self,
        caller: &Caller,
        file_name: &str,
        file: &[u8],
        archive: Option<ReceivedArchive>,
    ) -> Result<i64> {
        let user = caller.require(Method::Post, "/listings")?.user;
        let name: String = file_name
            .chars()
            .filter(|c| !c.is_control())
            .take(NAME_MAX)
            .collect();
        let mut checked = Vec::new();
        let mut rows = rows(file)?;
        self.understand(&mut rows).await?;
        for row in &rows {
            checked.push(self.checked_row(user, row).await?);
        }
        let planned = self.planned_photos(archive, &mut checked).await?;
        let rows: Vec<ImportRow> = checked.into_iter().map(|checked| checked.row).collect();
        let now = self.clock().now();
        let (mut unit, photos) = self.take_planned(user, &planned, now).await?;
        let id = unit.put_import(user, &name, &rows, now).await?;
        unit.put_import_photos(id, &photos).await?;
        unit.commit().await?;
        self.photos_came();
        Ok(id)
    }

    async fn checked_row(&self, user: UserId, row: &FileRow) -> Result<CheckedRow> {
        let store = self.store().primary_reads();
        let offers = store.offers();
        let mut problems = row.problems.clone();
        let mut checked = ImportRow {
            line: row.line,
            external_id: row.external_id.clone(),
            kind: ImportKind::Rejected,
            form: String::new(),
            before: String::new(),
            listing: None,
            listing_version: 0,
            edit_version: 0,
            problems: String::new(),
            outcome: ImportOutcome::Waiting,
        };
        let mut before = None;
        if problems.is_empty() {
            checked.listing = offers.called(&source(user), &row.external_id).await?;
        }
        let mut locked = None;
        if let Some(id) = checked.listing {
            let offer = offers.offer(id).await?.ok_or(Error::Conflict)?;
            let edit = offers.edit(id).await?;
            checked.listing_version = offer.version;
            checked.edit_version = edit.as_ref().map_or(0, |edit| edit.version);
            let in_review = edit
                .as_ref()
                .is_some_and(|edit| edit.state == EditState::InReview);
            locked = match (in_review, offer.status.is_editable()) {
                (true, _) => Some("in_review"),
                (_, false) => Some("not_editable"),
                _ => None,
            };
            before = Some(match edit {
                Some(edit) => read_form(&edit.form)?,
                None => self.public_form(&offer).await?,
            });
        }
        let mut form = row.over(before.as_ref().unwrap_or(&ListingForm::default()));
        if problems.is_empty() {
            let content = match form.check(china_date(self.clock().now())) {
                Ok(content) => self.placed(content).await,
                Err(wrong) => Err(Error::Invalid(wrong)),
            };
            match content {
                Ok(content) => form = ListingForm::of(&content),
                Err(Error::Invalid(wrong)) => problems = wrong,
                Err(error) => return Err(error),
            }
        }
        let is_same = before.as_ref().is_some_and(|before| same(before, &form));
        if problems.is_empty() && !is_same && before.is_some() {
            problems.extend(locked.map(|code| domain::FieldError {
                field: "form".into(),
                code: code.into(),
            }));
        }
        checked.kind = match (&before, problems.is_empty()) {
            (_, false) => ImportKind::Rejected,
            (None, true) => ImportKind::New,
            (Some(_), true) if is_same => ImportKind::Same,
            (Some(_), true) => ImportKind::Changed,
        };
        checked.form = written(&form)?;
        if let Some(before) = &before {
            checked.before = written(before)?;
        }
        checked.problems = serde_json::to_string(&problems).map_err(Error::internal)?;
        Ok(CheckedRow {
            row: checked,
            locked,
        })
    }
}
