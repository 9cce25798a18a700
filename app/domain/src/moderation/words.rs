//! Words that the database, the API and the pages share.

crate::listing::words! {
    /// Why a listing is sent back.
    RejectReason {
        /// 价格不实: the rent is not what it costs.
        WrongPrice = "wrong_price",
        /// 图片不符: the photos show something else.
        WrongPhotos = "wrong_photos",
        /// 位置不符: it is not where it says.
        WrongPlace = "wrong_place",
        /// 重复房源: it is there already.
        Duplicate = "duplicate",
        /// 含违禁词: words that may not stand there.
        ForbiddenWords = "forbidden_words",
        /// 含联系方式: a way round the site stands in the text.
        ContactData = "contact_data",
        /// 信息不完整: too little is said.
        Incomplete = "incomplete",
        /// 已不出租: it is not to be had.
        NotAvailable = "not_available",
        /// 其他: as the text beside it says.
        Other = "other",
    }
}

crate::listing::words! {
    /// What is wrong with a home, as a renter reports it (举报).
    ReportReason {
        /// 房子已租出或不存在.
        NotAvailable = "not_available",
        /// 价格与实际不符.
        WrongPrice = "wrong_price",
        /// 图片与实际不符.
        WrongPhotos = "wrong_photos",
        /// 位置与实际不符.
        WrongPlace = "wrong_place",
        /// 重复房源.
        Duplicate = "duplicate",
        /// 冒充房东或诈骗.
        Fraud = "fraud",
        /// 其他: as the text beside it says.
        Other = "other",
    }
}

crate::listing::words! {
    /// How a report stands.
    ReportStatus {
        /// Waits for an answer.
        Open = "open",
        /// It was right: the home was taken down.
        Upheld = "upheld",
        /// Nothing was found.
        Dismissed = "dismissed",
    }
}

crate::listing::words! {
    /// How an appeal stands.
    AppealStatus {
        /// Waits for an answer.
        Open = "open",
        /// The listing is looked at again.
        Granted = "granted",
        /// The rejection stays.
        Refused = "refused",
    }
}

crate::listing::words! {
    /// Why a listing stands in the queue.
    QueueReason {
        /// It was never public.
        New = "new",
        /// It is public and was changed.
        Changed = "changed",
        /// Its publisher appealed against a rejection.
        Appeal = "appeal",
        /// Renters reported it, and nobody has answered yet.
        Reported = "reported",
    }
}

crate::listing::words! {
    /// A dictionary that listings refer to.
    DictionaryKind {
        /// Divisions (行政区划).
        Divisions = "divisions",
        /// Business districts (商圈).
        BusinessDistricts = "business-districts",
        /// Estates (小区).
        Estates = "estates",
        /// Floor plans (户型).
        FloorPlans = "floor-plans",
        /// Tags (标签).
        Tags = "tags",
    }
}

impl DictionaryKind {
    /// Whether its entries lie in a division.
    pub const fn lies_somewhere(self) -> bool {
        matches!(
            self,
            Self::Divisions | Self::BusinessDistricts | Self::Estates
        )
    }

    /// How the audit trail calls an entry.
    pub const fn thing(self) -> &'static str {
        match self {
            Self::Divisions => "division",
            Self::BusinessDistricts => "business_district",
            Self::Estates => "estate",
            Self::FloorPlans => "floor_plan",
            Self::Tags => "tag",
        }
    }
}
