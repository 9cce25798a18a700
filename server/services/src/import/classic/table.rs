//! The tables of the classic system and their columns.

/// A table of the classic system.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// What it is called.
    pub(super) name: &'static str,
    /// Its columns; the first is its number.
    pub(super) columns: &'static [&'static str],
    /// How many of the first columns have to be there.
    pub(super) needed: usize,
}

impl Table {
    /// The column of the number.
    pub(super) fn key(&self) -> &'static str {
        self.columns.first().copied().unwrap_or_default()
    }

    /// Where a column stands among the columns.
    pub(super) fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| *name == column)
    }
}

macro_rules! tables {
    ($($constant:ident = $name:literal, $needed:literal of [$($column:literal),+];)+) => {
        $(pub(super) const $constant: Table = Table {
            name: $name,
            columns: &[$($column),+],
            needed: $needed,
        };)+

        /// Every table that is taken, in the order in which it is: nothing is named before it is there.
        pub(super) const ALL: &[&Table] = &[$(&$constant),+];
    };
}

tables! {
    ROLE = "tb_role", 2 of ["roleid", "rolename"];
    PRIVILEGE = "tb_privilege", 3 of ["privid", "method", "url", "detail"];
    ROLE_PRIVILEGE = "tb_role_privilege", 3 of ["role_priv_id", "roleid", "privid"];
    USER = "tb_user", 5 of ["userid", "username", "password", "realname", "tel", "sex", "email",
        "regdate", "point", "lastvisit"];
    USER_ROLE = "tb_user_role", 3 of ["user_role_id", "userid", "roleid"];
    DISTRICT = "tb_district", 2 of ["distid", "name", "pid", "ishot", "intro"];
    HOUSE_TYPE = "tb_house_type", 2 of ["typeid", "name"];
    TAG = "tb_tag", 2 of ["tagid", "content"];
    ESTATE = "tb_estate", 3 of ["estateid", "distid", "name", "hot", "intro"];
    AGENT = "tb_agent", 3 of ["agentid", "name", "tel", "servstar", "realstar", "profstar",
        "certificated"];
    AGENT_ESTATE = "tb_agent_estate", 3 of ["agent_estate_id", "agentid", "estateid"];
    HOUSE_TAG = "tb_house_tag", 3 of ["house_tag_id", "houseid", "tagid"];
    HOUSE_INFO = "tb_house_info", 4 of ["houseid", "title", "price", "distid2", "area", "floor",
        "totalfloor", "direction", "priceunit", "detail", "mainphoto", "pubdate", "street",
        "hassubway", "isshared", "hasagentfees", "typeid", "userid", "distid3", "estateid",
        "agentid"];
    HOUSE_PHOTO = "tb_house_photo", 3 of ["photoid", "houseid", "path", "ismain"];
    RECORD = "tb_record", 4 of ["recordid", "userid", "houseid", "recorddate"];
    LOGIN_LOG = "tb_login_log", 4 of ["logid", "userid", "ipaddr", "logdate", "devcode"];
}

/// Tables of the back office, which is no part of this product.
pub(super) const BACK_OFFICE: &[&str] = &["tb_dept", "tb_emp"];
