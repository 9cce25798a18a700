//! The repository layer of Zufang: one text of SQL on SQLite and PostgreSQL.
//!
//! [`Store`] opens a database and hands out one repository per aggregate for reading; a [`Unit`]
//! (unit of work) writes, in one transaction. Every change of a listing appends to the outbox in the
//! same transaction, see [`Events`].

mod accounts;
mod agents;
mod bulk;
mod changes;
mod classic;
mod classic_import;
mod contacts;
mod counts;
mod dashboard;
mod dialect;
mod error;
mod events;
mod listings;
mod metro;
mod moderation;
mod offers;
mod past;
mod pattern;
mod photos;
mod places;
mod requests;
mod store;
mod unit;
mod webhooks;

pub use accounts::{
    AccountRecord, Accounts, AuditRow, CodeRecord, Identity, Kept, MessageRecord, NewAccount,
    NewAuditEntry, NewCode, NewMessage, NewRole, NewSignIn, NewTokenRecord, SessionRecord,
    Standing, TokenStanding,
};
pub use agents::{
    AgentRecord, Agents, LicenceRecord, NewAgent, NewReview, OWN_SOURCE, ProfileRecord,
    ViewingRecord,
};
pub use changes::{Changes, ListingRun, PlacesChange, RecordsMark};
pub use classic::{
    AgentValues, Classic, ClassicAgent, ClassicAgents, ClassicEstates, ClassicHome, ClassicPhoto,
    Cut, EstateOrder,
};
pub use classic_import::{
    CLASSIC_SOURCE, ClassicAccount, ClassicColumn, ClassicDatabase, ClassicKind, ClassicLook,
    ClassicRecord, ClassicRow, ClassicSignIn, Holder,
};
pub use contacts::{
    Contacts, EnquiryParties, HomeHost, NewNotice, NewViewing, OwnMessage, Reveal, ViewingParties,
    ViewingUpdate,
};
pub use counts::{Counted, CountedHome, Counts};
pub use dashboard::{Dashboards, Happened, OwnDistrict, TaskTimes};
pub use error::{Error, ErrorKind, Result};
pub use events::{Event, EventKind, Events, Subject};
pub use listings::{
    FloorPlan, ListingRecord, Listings, NewListing, NewPhoto, PutListing, PutOutcome,
    floor_plan_for,
};
pub use metro::{Metro, MetroLine, MetroStation};
pub use moderation::{
    AlikeRow, EntryValues, LikePhoto, Moderation, NewReport, NewStrike, QueueRow, StrikeRow,
};
pub use offers::{
    EditRecord, ImportBatch, ImportFile, ImportRow, NewImportPhoto, NewStep, OfferRecord, Offers,
    OwnCut, PlaceChoices, StepRecord,
};
pub use past::{PastEnquiry, PastViewing};
pub use photos::{CollectedPhoto, DrawnPhoto, PhotoOwner, Photos, WaitingPhoto};
pub use places::{BusinessDistrict, Division, Estate, NewBusinessDistrict, NewEstate, Places};
pub use requests::{KeptAnswer, KeptRequest};
pub use store::{DatabaseSettings, Store};
pub use unit::Unit;
pub use webhooks::{
    ActiveWebhook, DeliveryOutcome, DueDelivery, HappenedRecord, HomeFacts, NewDelivery,
    NewHappened, NewWebhook, WebhookRecord, Webhooks,
};
