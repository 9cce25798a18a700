//! What an import did, counted per file.

use super::reader::Batch;
use std::{collections::BTreeMap, fmt, time::Duration};

macro_rules! counted {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// The stable word for files and summaries.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

counted! {
    /// Why a row was not taken.
    Reason {
        /// The row has more or fewer fields than the header.
        FieldCount = "field_count",
        /// The bytes are not UTF-8.
        NotUtf8 = "not_utf8",
        /// A NUL or another control character.
        ControlCharacter = "control_character",
        /// A value that has to be there is blank.
        Missing = "missing",
        /// Longer than is accepted.
        TooLong = "too_long",
        /// Not a number.
        NotANumber = "not_a_number",
        /// A number beyond what is accepted.
        OutOfRange = "out_of_range",
        /// Not a month (`2024-12`) or day (`2024-12-31`).
        NotADate = "not_a_date",
        /// A word that this column does not know.
        UnknownWord = "unknown_word",
        /// No city has this code.
        UnknownCity = "unknown_city",
        /// Another row before it has the same number.
        DuplicateId = "duplicate_id",
        /// Something that did not come from the classic system has the number here.
        IdTaken = "id_taken",
        /// Somebody else has the username.
        UsernameTaken = "username_taken",
        /// Somebody else has the phone number.
        PhoneTaken = "phone_taken",
        /// Not a mobile phone number of mainland China.
        PhoneInvalid = "phone_invalid",
        /// Something else is called so here.
        NameTaken = "name_taken",
        /// It names what is not there, or was not taken.
        Dangling = "dangling",
        /// No division has this code.
        UnknownDivision = "unknown_division",
        /// Nothing here can be allowed by it.
        NoCounterpart = "no_counterpart",
        /// It would let somebody see or change other people's accounts: an admin decides about that.
        ForAnAdmin = "for_an_admin",
        /// It belongs to the back office, which is no part of this product.
        BackOffice = "back_office",
        /// Older than such rows are kept.
        TooOld = "too_old",
        /// No folder of photos was named.
        NoPhotoFolder = "no_photo_folder",
        /// The file is not in the folder of photos.
        FileMissing = "file_missing",
        /// The file is no photo that can be shown.
        NotAPhoto = "not_a_photo",
        /// It is not here any more: it was deleted, or its owner left.
        GoneHere = "gone_here",
    }
}

counted! {
    /// What could not be taken as it stood in a row that was taken.
    Note {
        /// The adcode was blank or of another city; the district was found by its name.
        DistrictByName = "district_by_name",
        /// A district is named that the city does not have; left out.
        DistrictUnknown = "district_unknown",
        /// A direction nobody knows; left out.
        OrientationUnknown = "orientation_unknown",
        /// A decoration nobody knows; left out.
        DecorationUnknown = "decoration_unknown",
        /// Neither with nor without a lift; left out.
        ElevatorUnknown = "elevator_unknown",
        /// A floor that is neither a number nor a band; left out.
        FloorUnknown = "floor_unknown",
        /// A building of no floors; its height is left out.
        FloorTotalZero = "floor_total_zero",
        /// The floor lies above the building; the building's height is left out.
        FloorAboveTotal = "floor_above_total",
        /// The estate's name was replaced by a number; left out.
        EstateAnonymous = "estate_anonymous",
        /// Only one coordinate, or a point outside the country; left out.
        PointUnusable = "point_unusable",
        /// A facility nobody knows; left out.
        FacilityUnknown = "facility_unknown",
        /// A tag too long to be one; left out.
        TagTooLong = "tag_too_long",
        /// A line names a station that is not there; left out.
        StationUnknown = "station_unknown",
        /// A line has no colour; it is shown grey.
        ColorUnknown = "color_unknown",
        /// The username is none that can be typed when signing in; the phone number and the e-mail
        /// address can.
        UsernameUnusual = "username_unusual",
        /// The password is not hashed as it should be; its owner has to choose a new one.
        PasswordUnusable = "password_unusable",
        /// There is no real name; the username stands for it.
        RealNameMissing = "real_name_missing",
        /// Not an e-mail address; left out.
        EmailInvalid = "email_invalid",
        /// Somebody else has the e-mail address; left out.
        EmailTaken = "email_taken",
        /// The phone number cannot be dialled as it stands; kept.
        PhoneUnusual = "phone_unusual",
        /// A time that is none, or of the future; left out.
        TimeUnusable = "time_unusable",
        /// Points below zero or too many; left out.
        PointsUnusable = "points_unusable",
        /// Stars beyond 0 to 5; the nearest is taken.
        StarsUnusable = "stars_unusable",
        /// It is called otherwise here, by which it stays known.
        NameDiffers = "name_differs",
        /// Divisions have no introduction here; left out.
        IntroLeftOut = "intro_left_out",
        /// The district is not there any more; it lies in its city.
        DistrictGone = "district_gone",
        /// It is here under another number already, which is used.
        Joined = "joined",
        /// The area is none that a home has; left out.
        AreaUnusable = "area_unusable",
        /// Longer than is kept; the end is left out.
        Shortened = "shortened",
        /// Nobody knows the type of house; left out.
        HouseTypeUnknown = "house_type_unknown",
        /// The account that published it is not there; left out.
        PublisherUnknown = "publisher_unknown",
        /// The estate is not there; left out.
        EstateUnknown = "estate_unknown",
        /// The agent is not there; left out.
        AgentUnknown = "agent_unknown",
        /// Everybody may do this here.
        AllowedToAll = "allowed_to_all",
    }
}

/// What happened to one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileSummary {
    /// The file as it was named; `-` for standard input.
    pub file: String,
    /// Rows read, the header not counted.
    pub rows: u64,
    /// Listings (or stations, or lines) that are new.
    pub inserted: u64,
    /// Listings that changed.
    pub updated: u64,
    /// Listings that were there already, just so.
    pub unchanged: u64,
    /// Rows not taken, by reason.
    pub rejected: BTreeMap<Reason, u64>,
    /// What was left out of rows that were taken.
    pub notes: BTreeMap<Note, u64>,
    /// Columns that nobody knows, where a table may have such.
    pub left_out: Vec<String>,
    /// How long it took.
    pub elapsed: Duration,
}

impl FileSummary {
    /// A summary with nothing counted yet.
    pub(super) fn of(file: String) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// Counts what was read for a batch; what it did to the database is counted by the writer.
    pub(super) fn add(&mut self, batch: &Batch) {
        self.rows += batch.rows;
        for (reason, count) in &batch.rejected {
            *self.rejected.entry(*reason).or_default() += count;
        }
        for (note, count) in &batch.notes {
            *self.notes.entry(*note).or_default() += count;
        }
    }

    /// All rows not taken.
    pub fn rejected_rows(&self) -> u64 {
        self.rejected.values().sum()
    }
}

impl fmt::Display for FileSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} rows, {} inserted, {} updated, {} unchanged, {} rejected in {:.1} s",
            self.file,
            self.rows,
            self.inserted,
            self.updated,
            self.unchanged,
            self.rejected_rows(),
            self.elapsed.as_secs_f64()
        )?;
        for (reason, count) in &self.rejected {
            write!(f, "\n  rejected {reason}: {count}")?;
        }
        for (note, count) in &self.notes {
            write!(f, "\n  note {note}: {count}")?;
        }
        if !self.left_out.is_empty() {
            write!(f, "\n  columns left out: {}", self.left_out.join(", "))?;
        }
        Ok(())
    }
}
