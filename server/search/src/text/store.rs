//! The files of the text index and their only writer.

use super::{Segmenter, Terms, hits::TextReader};
use crate::Result;
use domain::IndexedListing;
use std::path::Path;
use tantivy::{
    Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument, Term,
    directory::MmapDirectory,
    indexer::LogMergePolicy,
    schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
};

/// Memory for documents that are not committed yet, in bytes.
const WRITER_MEMORY: usize = 24 << 20;
/// A segment in which this part of the listings is gone is written anew.
const GONE_MAX: f32 = 0.3;

/// The text index with its writer.
pub struct TextStore {
    index: Index,
    reader: IndexReader,
    writer: IndexWriter,
    id: Field,
    terms: Field,
    maker: Terms,
}

impl TextStore {
    /// Opens the text index in the folder `dir`, or makes an empty one.
    pub fn open(dir: &Path) -> Result<Self> {
        std::fs::create_dir_all(dir)?;
        let mut schema = Schema::builder();
        let id = schema.add_i64_field("id", INDEXED | FAST);
        let words = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        let terms =
            schema.add_text_field("terms", TextOptions::default().set_indexing_options(words));
        let directory = MmapDirectory::open(dir).map_err(tantivy::TantivyError::from)?;
        let index = Index::builder()
            .schema(schema.build())
            .settings(IndexSettings::default())
            .open_or_create(directory)?;
        let writer: IndexWriter = index.writer_with_num_threads(1, WRITER_MEMORY)?;
        let mut merging = LogMergePolicy::default();
        merging.set_del_docs_ratio_before_merge(GONE_MAX);
        writer.set_merge_policy(Box::new(merging));
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            index,
            reader,
            writer,
            id,
            terms,
            maker: Terms::default(),
        })
    }

    /// The position of the last commit.
    pub fn position(&self) -> Result<i64> {
        let payload = self.index.load_metas()?.payload;
        Ok(payload.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// Whether nothing is committed.
    pub fn is_empty(&self) -> bool {
        self.reader.searcher().num_docs() == 0
    }

    /// Takes `listing` in at the next commit.
    pub fn put(&mut self, listing: &IndexedListing, segmenter: &Segmenter) -> Result<()> {
        let mut document = TantivyDocument::default();
        document.add_i64(self.id, listing.card.id.0);
        document.add_text(self.terms, self.maker.of(listing, segmenter));
        self.writer.add_document(document)?;
        Ok(())
    }

    /// Takes the listing `id` out at the next commit, unless it is put after this.
    pub fn remove(&mut self, id: i64) {
        self.writer.delete_term(Term::from_field_i64(self.id, id));
    }

    /// Makes the changes durable and visible.
    pub fn commit(&mut self, position: i64) -> Result<TextReader> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&position.to_string());
        commit.commit()?;
        self.reader.reload()?;
        Ok(self.reader())
    }

    /// Forgets the changes since the last commit.
    pub fn rollback(&mut self) -> Result<()> {
        self.writer.rollback()?;
        Ok(())
    }

    /// Takes every listing out, durably.
    pub fn clear(&mut self) -> Result<TextReader> {
        self.writer.delete_all_documents()?;
        self.commit(0)
    }

    /// The version of the last commit.
    pub fn reader(&self) -> TextReader {
        TextReader {
            searcher: self.reader.searcher(),
            terms: self.terms,
        }
    }
}
