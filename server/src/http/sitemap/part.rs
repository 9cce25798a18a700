//! One part of the sitemap, written as it is read.

use super::{PageChanges, fixed_pages, kind::Kind, xml};
use futures::{Stream, stream};
use services::{Services, sitemap::PageChange};
use std::sync::Arc;

/// Listings read by one statement.
const BATCH: u32 = 5_000;

/// A part that is being written.
pub(super) struct Part {
    services: Services,
    changes: Arc<PageChanges>,
    kind: Kind,
    run: i64,
    size: u32,
    next: Next,
}

enum Next {
    Start,
    /// The listings after this one.
    Listings(i64),
    End,
    Nothing,
}

impl Part {
    pub(super) fn new(
        services: Services,
        changes: Arc<PageChanges>,
        kind: Kind,
        run: i64,
        size: u32,
    ) -> Self {
        Self {
            services,
            changes,
            kind,
            run,
            size,
            next: Next::Start,
        }
    }

    /// The XML, piece by piece. When the database fails the connection ends early, so that nobody
    /// takes half a part for the whole.
    pub(super) fn written(
        self,
        origin: String,
    ) -> impl Stream<Item = Result<String, services::Error>> {
        stream::try_unfold((self, origin), |(mut part, origin)| async move {
            let piece = part.piece(&origin).await?;
            Ok(piece.map(|piece| (piece, (part, origin))))
        })
    }

    async fn piece(&mut self, origin: &str) -> Result<Option<String>, services::Error> {
        let mut text = String::new();
        match self.next {
            Next::Start => {
                text.push_str(xml::PART_START);
                if self.kind == Kind::Pages {
                    for (path, changed_at) in
                        fixed_pages().zip(self.changes.newest.into_iter().cycle())
                    {
                        xml::page(&mut text, origin, path, changed_at);
                    }
                }
                let pages = self.kind.pages(&self.changes, self.size, self.run);
                self.write(&mut text, origin, pages);
                self.next = match self.kind {
                    Kind::Listings => Next::Listings(self.run * i64::from(self.size)),
                    _ => Next::End,
                };
            }
            Next::Listings(after) => {
                let last = (self.run + 1) * i64::from(self.size);
                let found = self.services.listing_changes(
                    domain::ListingId(after),
                    domain::ListingId(last),
                    BATCH,
                );
                let found: Vec<PageChange> = found
                    .await?
                    .into_iter()
                    .map(|(id, at)| (id.0, at))
                    .collect();
                self.write(&mut text, origin, &found);
                self.next = match found.last() {
                    Some((id, _)) if found.len() == BATCH as usize => Next::Listings(*id),
                    _ => Next::End,
                };
            }
            Next::End => {
                text.push_str(xml::PART_END);
                self.next = Next::Nothing;
            }
            Next::Nothing => return Ok(None),
        }
        Ok(Some(text))
    }

    fn write(&self, text: &mut String, origin: &str, pages: &[PageChange]) {
        for (number, changed_at) in pages {
            xml::page(text, origin, &self.kind.path(*number), *changed_at);
        }
    }
}
