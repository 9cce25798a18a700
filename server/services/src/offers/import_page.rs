//! What publishers see of their imports.

use super::{content::read_form, import_undo::UNDONE_WITHIN};
use crate::{Caller, Error, Result, Services};
use domain::{
    account::token::TokenScope,
    offer::{
        IMPORT_PAGE, ImportKind, ImportLine, ImportList, ImportPage, ImportPhotoCounts,
        ImportShelf, ImportState, ImportSummary, ListingForm, changes,
    },
};
use std::collections::HashMap;
use store::{ImportBatch, ImportRow};

impl Services {
    /// A page of the caller's imports, the latest first.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for who may not publish.
    pub async fn own_imports(&self, caller: &Caller, page: u32) -> Result<ImportList> {
        let user = caller.offering(TokenScope::ListingsRead)?.user;
        let store = self.store().primary_reads();
        let pages = store.offers().import_count(user).await?;
        let pages = pages.div_ceil(IMPORT_PAGE).max(1);
        let page = page.clamp(1, pages);
        let skip = (page - 1) * IMPORT_PAGE;
        let batches = store.offers().imports(user, skip, IMPORT_PAGE).await?;
        let mut imports = Vec::with_capacity(batches.len());
        for batch in batches {
            imports.push(self.summary(batch).await?);
        }
        Ok(ImportList {
            imports,
            page,
            pages,
        })
    }

    /// An import of the caller's, with one page of its rows or of its photos.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one of somebody else.
    pub async fn import_page(
        &self,
        caller: &Caller,
        id: i64,
        shelf: Option<ImportShelf>,
        page: u32,
    ) -> Result<ImportPage> {
        let batch = self
            .own_import(caller, TokenScope::ListingsRead, id)
            .await?;
        let undo_minutes = self.undo_minutes(&batch);
        let store = self.store().primary_reads();
        let by_line = store.offers().import_photo_counts(id).await?;
        let import = self.summary(batch).await?;
        let of_photos = shelf == Some(ImportShelf::Photos);
        let total = if of_photos {
            import.photos.total()
        } else {
            store.offers().import_row_count(id, shelf).await?
        };
        let pages = total.div_ceil(IMPORT_PAGE).max(1);
        let page = page.clamp(1, pages);
        let skip = (page - 1) * IMPORT_PAGE;
        let offers = store.offers();
        let rows = offers.import_rows(id, shelf, skip, IMPORT_PAGE).await?;
        let photo_list = if of_photos {
            offers.import_photos(id, skip, IMPORT_PAGE).await?
        } else {
            Vec::new()
        };
        let mut forms = Vec::with_capacity(rows.len() * 2);
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            lines.push(line(row, &by_line, &mut forms)?);
        }
        let names = self.names_of(&forms.iter().collect::<Vec<_>>()).await?;
        Ok(ImportPage {
            id: import.id,
            file_name: import.file_name,
            state: import.state,
            created_at: import.created_at,
            counts: import.counts,
            photos: import.photos,
            undo_minutes,
            shelf,
            page,
            pages,
            rows: lines,
            photo_list,
            names,
        })
    }

    /// An import of the caller's; nobody else knows of it.
    pub(super) async fn own_import(
        &self,
        caller: &Caller,
        scope: TokenScope,
        id: i64,
    ) -> Result<ImportBatch> {
        let user = caller.acting(scope)?.user;
        let store = self.store().primary_reads();
        let batch = store.offers().import(id).await?;
        batch
            .filter(|batch| batch.user == user)
            .ok_or(Error::NotFound)
    }

    async fn summary(&self, batch: ImportBatch) -> Result<ImportSummary> {
        let store = self.store().primary_reads();
        let counts = store.offers().import_counts(batch.id).await?;
        let by_line = store.offers().import_photo_counts(batch.id).await?;
        let mut photos = ImportPhotoCounts::default();
        for counts in by_line.into_values() {
            photos.waiting += counts.waiting;
            photos.known += counts.known;
            photos.refused += counts.refused;
            photos.added += counts.added;
            photos.removed += counts.removed;
        }
        Ok(ImportSummary {
            id: batch.id,
            file_name: batch.file_name,
            state: batch.state,
            created_at: batch.created_at,
            counts,
            photos,
        })
    }

    /// For how many minutes more an import can be taken back, the one that has begun included.
    fn undo_minutes(&self, batch: &ImportBatch) -> Option<u32> {
        let applied = batch
            .applied_at
            .filter(|_| batch.state == ImportState::Applied)?;
        let left = UNDONE_WITHIN - (self.clock().now() - applied);
        let minutes = u32::try_from(left.num_minutes()).ok()?;
        (left.num_seconds() >= 0).then_some(minutes.max(1))
    }
}

fn line(
    row: ImportRow,
    photos: &HashMap<u32, ImportPhotoCounts>,
    forms: &mut Vec<ListingForm>,
) -> Result<ImportLine> {
    let before = match row.before.as_str() {
        "" => ListingForm::default(),
        before => read_form(before)?,
    };
    let after = read_form(&row.form)?;
    let line = ImportLine {
        line: row.line,
        external_id: row.external_id,
        kind: row.kind,
        outcome: row.outcome,
        listing: row.listing,
        title: after.title.clone(),
        changes: match row.kind {
            ImportKind::Same => Vec::new(),
            _ => changes(&before, &after),
        },
        photos: photos.get(&row.line).copied().unwrap_or_default(),
        problems: serde_json::from_str(&row.problems).map_err(Error::internal)?,
    };
    forms.extend([before, after]);
    Ok(line)
}
