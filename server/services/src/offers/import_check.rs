//! The dry run of an import: what a file would change.

use super::{
    content::{read_form, written},
    day_in_china,
    import_file::{FileRow, rows},
};
use crate::{Caller, Error, Result, Services};
use domain::{
    UserId,
    account::Method,
    offer::{
        EditState, IMPORT_PAGE, ImportKind, ImportLine, ImportOutcome, ImportPage, ListingForm,
        changes,
    },
};
use store::{ImportBatch, ImportRow};

/// The longest name of a file that is kept, in characters.
const NAME_MAX: usize = 100;

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
    /// Reads a file of homes and compares it with what is there. Nothing changes but that the outcome is kept,
    /// to be applied. Returns the number of the import.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for who may not publish, [`Error::Invalid`] for a file that is no list of homes.
    pub async fn check_import(&self, caller: &Caller, file_name: &str, file: &[u8]) -> Result<i64> {
        let user = caller.require(Method::Post, "/listings")?.user;
        let name: String = file_name
            .chars()
            .filter(|c| !c.is_control())
            .take(NAME_MAX)
            .collect();
        let mut checked = Vec::new();
        for row in rows(file)? {
            checked.push(self.checked_row(user, &row).await?);
        }
        let now = self.clock().now();
        let mut unit = self.store().begin().await?;
        let id = unit.put_import(user, &name, &checked, now).await?;
        unit.commit().await?;
        Ok(id)
    }

    async fn checked_row(&self, user: UserId, row: &FileRow) -> Result<ImportRow> {
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
        let mut in_review = false;
        let mut editable = true;
        if let Some(id) = checked.listing {
            let offer = offers.offer(id).await?.ok_or(Error::Conflict)?;
            let edit = offers.edit(id).await?;
            checked.listing_version = offer.version;
            checked.edit_version = edit.as_ref().map_or(0, |edit| edit.version);
            in_review = edit
                .as_ref()
                .is_some_and(|edit| edit.state == EditState::InReview);
            editable = offer.status.is_editable();
            before = Some(match edit {
                Some(edit) => read_form(&edit.form)?,
                None => self.public_form(&offer).await?,
            });
        }
        let mut form = row.over(before.as_ref().unwrap_or(&ListingForm::default()));
        if problems.is_empty() {
            let content = match form.check(day_in_china(self.clock().now())) {
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
            let code = match (in_review, editable) {
                (true, _) => Some("in_review"),
                (_, false) => Some("not_editable"),
                _ => None,
            };
            problems.extend(code.map(|code| domain::FieldError {
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
        Ok(checked)
    }

    /// An import of the caller's, with one page of its rows.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one of somebody else.
    pub async fn import_page(&self, caller: &Caller, id: i64, page: u32) -> Result<ImportPage> {
        let batch = self.own_import(caller, id).await?;
        let page = page.max(1);
        let store = self.store().primary_reads();
        let skip = (page - 1).saturating_mul(IMPORT_PAGE);
        let rows = store.offers().import_rows(id, skip, IMPORT_PAGE).await?;
        let rows = rows.into_iter().map(line).collect::<Result<_>>()?;
        Ok(ImportPage {
            id,
            file_name: batch.file_name,
            state: batch.state,
            created_at: batch.created_at,
            applied_at: batch.applied_at,
            counts: store.offers().import_counts(id).await?,
            page,
            rows,
        })
    }

    /// An import of the caller's; nobody else knows of it.
    pub(super) async fn own_import(&self, caller: &Caller, id: i64) -> Result<ImportBatch> {
        let user = caller.signed_in()?.user;
        let store = self.store().primary_reads();
        let batch = store.offers().import(id).await?;
        batch
            .filter(|batch| batch.user == user)
            .ok_or(Error::NotFound)
    }
}

fn line(row: ImportRow) -> Result<ImportLine> {
    let before = match row.before.as_str() {
        "" => ListingForm::default(),
        before => read_form(before)?,
    };
    let after = read_form(&row.form)?;
    Ok(ImportLine {
        line: row.line,
        external_id: row.external_id,
        kind: row.kind,
        outcome: row.outcome,
        listing: row.listing,
        changes: match row.kind {
            ImportKind::Same => Vec::new(),
            _ => changes(&before, &after),
        },
        problems: serde_json::from_str(&row.problems).map_err(Error::internal)?,
    })
}
