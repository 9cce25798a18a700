//! Typed identifiers, so that an estate's id is never passed where a listing's is meant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

macro_rules! id {
    ($(#[$meta:meta])* $name:ident($inner:ty)) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
        )]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id!(
    /// A home offered for rent (房源).
    ListingId(i64)
);
id!(
    /// A residential estate (小区/楼盘).
    EstateId(i64)
);
id!(
    /// A business district (商圈): the part of a district that people name when they look for a home.
    BusinessDistrictId(i64)
);
id!(
    /// A metro station, by the number it has in the imported pack.
    StationId(i64)
);
id!(
    /// A metro line, by the number it has in the imported pack. A line that branches has a number
    /// for each branch.
    LineId(i64)
);
id!(
    /// A floor plan (户型), such as 两室一厅.
    FloorPlanId(i64)
);
id!(
    /// A tag that a listing carries, such as 随时看房.
    TagId(i64)
);
id!(
    /// An agent (经理人).
    AgentId(i64)
);
id!(
    /// A person who signs in.
    UserId(i64)
);
id!(
    /// A role (角色), with the numbers of the classic system.
    RoleId(i64)
);
id!(
    /// A privilege (权限).
    PrivilegeId(i64)
);
id!(
    /// A rule for a network.
    NetworkRuleId(i64)
);
id!(
    /// A licence (从业证书) that an agent handed in.
    LicenceId(i64)
);
id!(
    /// What a renter says of an agent (评价).
    ReviewId(i64)
);
id!(
    /// A viewing (看房预约).
    ViewingId(i64)
);
id!(
    /// A photo of a listing.
    PhotoId(i64)
);
id!(
    /// An enquiry (咨询).
    EnquiryId(i64)
);
id!(
    /// A notice (通知) to somebody.
    NoticeId(i64)
);
id!(
    /// A search that somebody keeps.
    SavedSearchId(i64)
);
id!(
    /// A report (举报) of a home.
    ReportId(i64)
);
id!(
    /// An appeal (申诉) against a rejection.
    AppealId(i64)
);
id!(
    /// A strike (违规记分).
    StrikeId(i64)
);
id!(
    /// A division (行政区划) by its six-digit code of GB/T 2260.
    ///
    /// A directly governed municipality has one code as a province (`110000`) and another as a city
    /// (`110100`), as in the standard, so that a code alone names one division.
    DivisionCode(i32)
);

/// A session: 128 random bits as 22 characters of base64 for URLs. Knowing it opens nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct SessionId(pub String);

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl RoleId {
    /// 普通用户
    pub const RENTER: Self = Self(1);
    /// 房东
    pub const LANDLORD: Self = Self(2);
    /// 经纪人
    pub const AGENT: Self = Self(3);
    /// 管理员
    pub const ADMIN: Self = Self(4);
}

id!(
    /// A token (访问令牌) of a program.
    TokenId(i64)
);
id!(
    /// An address to which events are sent (网络回调).
    WebhookId(i64)
);

impl DivisionCode {
    /// The code of the city level for `code`, which some sources write with the province's code for
    /// directly governed municipalities (Beijing as `110000`).
    pub fn as_city(self) -> Self {
        if self.0 % 10_000 == 0 {
            Self(self.0 + 100)
        } else {
            self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_municipality_written_as_province_is_read_as_its_city() {
        assert_eq!(DivisionCode(310_000).as_city(), DivisionCode(310_100));
        assert_eq!(DivisionCode(440_100).as_city(), DivisionCode(440_100));
    }
}
