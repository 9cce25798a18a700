//! The index against a naive reading of what a search means, and against crashes.

mod corpus;
mod crashes;
mod cursor;
mod live;
mod neighbours;
mod properties;
mod reference;
mod tolerance;
