//! What tags and payment wordings of portals mean in English.

/// The tags that are common enough to be said in English.
const TAGS: &[(&str, &str)] = &[
    ("随时看房", "View any time"),
    ("双卫生间", "Two bathrooms"),
    ("拎包入住", "Ready to move in"),
    ("公寓", "Serviced"),
    ("月租", "Monthly payment"),
    ("月付", "Monthly payment"),
    ("开放厨房", "Open kitchen"),
    ("业主自荐", "By the owner"),
    ("业主直租", "From the owner"),
    ("采光好", "Bright"),
    ("免中介费", "No agent fee"),
    ("押一付一", "One month's deposit"),
    ("可养宠物", "Pets allowed"),
    ("独立阳台", "Own balcony"),
    ("独立卫浴", "Own bathroom"),
    ("首次出租", "First let"),
    ("新上", "New"),
    ("近地铁", "Near metro"),
    ("精装", "Well fitted"),
    ("南北通透", "Windows to north and south"),
    ("安静", "Quiet"),
    ("智能锁", "Smart lock"),
    ("有电梯", "Lift"),
    ("有车位", "Parking"),
    ("可短租", "Short stays"),
    ("集中供暖", "Central heating"),
    ("押零", "No deposit"),
    ("官方核验", "Verified"),
    ("隔音好", "Quiet walls"),
    ("视野开阔", "Open view"),
    ("绿化好", "Green surroundings"),
    ("家电齐全", "All appliances"),
];

/// `name` in English, where it is a common tag.
pub(super) fn tag(name: &str) -> Option<&'static str> {
    TAGS.iter()
        .find(|(chinese, _)| *chinese == name)
        .map(|(_, english)| *english)
}
