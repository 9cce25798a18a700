//! Words that the database, the API and the pages share.

crate::listing::words! {
    /// From whose side something is looked at.
    Side {
        /// Who looks for a home.
        Renter = "renter",
        /// 接待人: who offers it.
        Host = "host",
    }
}

impl Side {
    /// The one opposite.
    pub const fn other(self) -> Self {
        match self {
            Self::Renter => Self::Host,
            Self::Host => Self::Renter,
        }
    }
}

crate::listing::words! {
    /// What a host makes of an enquiry.
    EnquiryMark {
        /// Nobody has looked after it yet.
        New = "new",
        /// 跟进中
        Following = "following",
        /// 已结束
        Closed = "closed",
    }
}

crate::listing::words! {
    /// Where a viewing stands.
    ViewingStatus {
        /// The renter asked for it.
        Requested = "requested",
        /// The host agreed.
        Confirmed = "confirmed",
        /// Either side called it off.
        Cancelled = "cancelled",
        /// It took place.
        Done = "done",
        /// The renter did not come.
        Missed = "missed",
    }
}

impl ViewingStatus {
    /// Whether it holds its slot.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Requested | Self::Confirmed)
    }
}

crate::listing::words! {
    /// What is done to a viewing.
    ViewingAction {
        /// The host agrees.
        Confirm = "confirm",
        /// Either side takes another slot.
        Move = "move",
        /// Either side calls it off.
        Cancel = "cancel",
        /// The host says that it took place.
        Done = "done",
        /// The host says that nobody came.
        Missed = "missed",
    }
}

crate::listing::words! {
    /// Why a viewing was called off.
    CancelReason {
        /// 时间不合适
        Time = "time",
        /// 房子已租出
        Taken = "taken",
        /// 不想看了
        ChangedMind = "changed_mind",
        /// 联系不上对方
        NoContact = "no_contact",
        /// Something else, said in words.
        Other = "other",
        /// One side closed their account; nobody chooses it.
        AccountClosed = "account_closed",
        /// 房源已下架: the home is not offered any more; nobody chooses it.
        Withdrawn = "withdrawn",
    }
}

impl CancelReason {
    /// The reasons that people choose from.
    pub const CHOICES: &'static [Self] = &[
        Self::Time,
        Self::Taken,
        Self::ChangedMind,
        Self::NoContact,
        Self::Other,
    ];
}

crate::listing::words! {
    /// When viewings are that a list shows.
    ViewingTime {
        /// Those that are still open.
        Open = "open",
        /// All others.
        Past = "past",
    }
}

crate::listing::words! {
    /// What a notice (通知) tells.
    NoticeKind {
        /// Somebody wrote.
        Message = "enquiry_message",
        /// Somebody asks for a viewing.
        ViewingRequested = "viewing_requested",
        /// The host agreed.
        ViewingConfirmed = "viewing_confirmed",
        /// It is at another time.
        ViewingMoved = "viewing_moved",
        /// It was called off.
        ViewingCancelled = "viewing_cancelled",
        /// It is soon.
        ViewingReminder = "viewing_reminder",
    }
}

impl NoticeKind {
    /// What kind of thing it is about, as the database and the API say it.
    pub const fn subject(self) -> &'static str {
        match self {
            Self::Message => "enquiry",
            _ => "viewing",
        }
    }
}
