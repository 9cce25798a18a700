/// Texts of the suggestions under the search box, which a script fills in: `{}` stands for a number.
pub(crate) struct SuggestText {
    /// What the list is.
    pub(crate) label: &'static str,
    /// The kinds of places, with `|` between them: city, district, business district, metro station,
    /// estate.
    pub(crate) kinds: &'static str,
    pub(crate) homes: &'static str,
    pub(crate) homes_one: &'static str,
    /// Said aloud when suggestions appear.
    pub(crate) found: &'static str,
    pub(crate) found_one: &'static str,
}

pub(crate) const ZH_CN: SuggestText = SuggestText {
    label: "地点建议",
    kinds: "城市|区域|商圈|地铁站|小区",
    homes: "{} 套",
    homes_one: "{} 套",
    found: "有 {} 个地点建议，按上下键选择",
    found_one: "有 {} 个地点建议，按上下键选择",
};

pub(crate) const EN: SuggestText = SuggestText {
    label: "Suggested places",
    kinds: "City|District|Area|Metro station|Estate",
    homes: "{} homes",
    homes_one: "{} home",
    found: "{} suggested places, use the arrow keys to choose",
    found_one: "{} suggested place, use the arrow keys to choose",
};
