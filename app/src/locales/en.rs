//! English. Names of places and tags stay Chinese, as on the signs.

use super::{FootText, ListingText, NavText, SearchText, SiteText, Text, WordText};
use crate::{Locale, Theme};
use domain::{
    Decoration, ErrorCode, Facility, FloorBand, Orientation, PaymentTerms, RentMode, Sort,
};

pub(super) static TEXT: Text = Text {
    site: SITE,
    suggest: crate::layout::search_box::EN,
    words: WORDS,
    search: SEARCH,
    locale: Locale::En,
};

/// `count` homes, in the singular where there is one.
fn homes(count: &str) -> String {
    [count, if count == "1" { " home" } else { " homes" }].concat()
}

const SITE: SiteText = SiteText {
    brand: "Zufang",
    tagline: "Find a home to rent",
    open_graph_locale: "en_US",
    skip_to_content: "Skip to content",
    other_language: "中文",
    other_language_tag: "zh-CN",
    search: "Search",
    search_label: "Search homes",
    search_placeholder: "Estate, area, metro or layout, e.g. wangjing",
    all_homes: "All homes",
    footer: "Zufang · Listings are for information; see a home before you sign.",
    nav: NavText {
        label: "Main",
        find: "Search",
        map: "Map",
        market: "Market",
        favourites: "Saved",
        sign_in: "Sign in",
        account: "My account",
        security: "Sign-in and security",
        console: "Console",
        admin: "Administration",
        sign_out: "Sign out",
    },
    foot: FootText {
        by_city: "Cities",
        cities: [
            "Beijing",
            "Shanghai",
            "Guangzhou",
            "Shenzhen",
            "Chengdu",
            "Chongqing",
        ],
        history: "History",
        sitemap: "Sitemap",
        api: "API",
        display: "Display",
    },
    theme: "Theme",
    theme_name: |theme| match theme {
        Theme::System => "System",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    },
    language: "Language",
    not_found_title: "This page does not exist",
    not_found: "The home may have been let or withdrawn, or the address is mistyped.",
    error_title: "This cannot be shown right now",
    error: |code| match code {
        ErrorCode::NotFound => "There is nothing here.",
        ErrorCode::Gone => "What was here has been taken down.",
        ErrorCode::Unauthenticated => "Please sign in first.",
        ErrorCode::Forbidden => "You may not see this.",
        ErrorCode::Conflict => "Somebody has just changed this. Reload and try again.",
        ErrorCode::Invalid => {
            "The address holds something that makes no sense. Try another search."
        }
        ErrorCode::RateLimited => "That was a little fast. Try again in a moment.",
        ErrorCode::Unavailable => "The service is not available right now. Try again in a moment.",
        ErrorCode::Internal => "Something went wrong on our side. We have taken note of it.",
    },
    request_id: |id| ["Request: ", id].concat(),
    try_again: "Try again",
    loading: "Loading",
};

const WORDS: WordText = WordText {
    mode: |mode| match mode {
        RentMode::Entire => "Entire home",
        RentMode::Shared => "Room in a shared home",
        RentMode::Apartment => "Serviced apartment",
    },
    orientation: |orientation| match orientation {
        Orientation::South => "South",
        Orientation::North => "North",
        Orientation::East => "East",
        Orientation::West => "West",
        Orientation::SouthEast => "Southeast",
        Orientation::SouthWest => "Southwest",
        Orientation::NorthEast => "Northeast",
        Orientation::NorthWest => "Northwest",
    },
    orientation_gap: ", ",
    decoration: |decoration| match decoration {
        Decoration::Bare => "Unfinished",
        Decoration::Simple => "Simply fitted",
        Decoration::Fine => "Well fitted",
        Decoration::Luxury => "Luxury",
    },
    floor_band: |band| match band {
        FloorBand::Basement => "Basement",
        FloorBand::Low => "Low floor",
        FloorBand::Middle => "Middle floor",
        FloorBand::High => "High floor",
    },
    facility: |facility| match facility {
        Facility::Bed => "Bed",
        Facility::Wardrobe => "Wardrobe",
        Facility::Sofa => "Sofa",
        Facility::Desk => "Desk",
        Facility::AirConditioner => "Air conditioner",
        Facility::Heating => "Heating",
        Facility::WaterHeater => "Water heater",
        Facility::WashingMachine => "Washing machine",
        Facility::Refrigerator => "Refrigerator",
        Facility::Television => "Television",
        Facility::Broadband => "Broadband",
        Facility::NaturalGas => "Natural gas",
        Facility::Kitchen => "Cooking allowed",
        Facility::PrivateBathroom => "Private bathroom",
        Facility::Balcony => "Balcony",
        Facility::Parking => "Parking",
    },
    payment: |payment| match payment {
        PaymentTerms::Monthly => "Monthly, one month's deposit",
        PaymentTerms::Bimonthly => "Every two months",
        PaymentTerms::Quarterly => "Quarterly, one month's deposit",
        PaymentTerms::HalfYearly => "Every half year",
        PaymentTerms::Yearly => "Yearly",
    },
    sort: |sort| match sort {
        Sort::Relevance => "Best match",
        Sort::Newest => "Newest",
        Sort::RentUp => "Lowest rent",
        Sort::RentDown => "Highest rent",
        Sort::Area => "Largest",
        Sort::RentPerArea => "Lowest rent per m²",
    },
    rooms: |rooms| match rooms {
        0 => "Studio",
        1 => "1 room",
        2 => "2 rooms",
        3 => "3 rooms",
        4 => "4 rooms",
        _ => "5 rooms or more",
    },
    layout: |layout| {
        let mut parts = Vec::new();
        for (count, unit) in [
            (layout.rooms, " bed"),
            (layout.halls, " living"),
            (layout.baths, " bath"),
        ] {
            if let Some(count) = count.filter(|count| *count > 0) {
                parts.push([&count.to_string(), unit].concat());
            }
        }
        if layout.rooms == Some(0) {
            parts.insert(0, "Studio".into());
        }
        parts.join(", ")
    },
    floor_of: |number, total| ["Floor ", number, " of ", total].concat(),
    floor: |number| ["Floor ", number].concat(),
    band_of: |band, total| [band, " of ", total].concat(),
    total_floors: |total| [total, " floors"].concat(),
    per_month: "CNY/month",
    square_metres: |area| [area, " m²"].concat(),
    rent_per_area: |rent| [rent, " CNY/m²"].concat(),
    yuan: |amount| ["¥", amount].concat(),
    yuan_per_month: |rent| [rent, " CNY/month"].concat(),
    between: |min, max| [min, "–", max].concat(),
    at_least: |min| ["From ", min].concat(),
    at_most: |max| ["Up to ", max].concat(),
    demo: "Demo data",
    demo_notice: "This home was generated for demonstration. It does not exist.",
    floor_plan: "Floor plan sketch",
    photo_of: |what| ["Photo of ", what].concat(),
    floor_plan_of: |layout| ["Floor plan sketch: ", layout].concat(),
    today: "today",
    yesterday: "yesterday",
    days_ago: |days| [&days.to_string(), " days ago"].concat(),
    weeks_ago: |weeks| [&weeks.to_string(), " weeks ago"].concat(),
    months_ago: |months| [&months.to_string(), " months ago"].concat(),
    years_ago: |years| [&years.to_string(), " years ago"].concat(),
    station: |name| [name, " station"].concat(),
    metres: |metres| [metres, " m"].concat(),
    near_subway: "Near metro",
    lift: "Lift",
    no_fee: "No agent fee",
};

const SEARCH: SearchText = SearchText {
    heading: "Homes to rent",
    heading_in: |place| ["Homes to rent in ", place].concat(),
    heading_for: |text| ["Homes for “", text, "”"].concat(),
    title: |heading, total| [heading, ": ", total, " listings · Zufang"].concat(),
    description: |heading, total| {
        [
            heading,
            ": ",
            &homes(total),
            ". Filter by district, rent, rooms, orientation and metro, and see the median rent.",
        ]
        .concat()
    },
    total: homes,
    median: |median| ["Median rent ", median, " CNY/month"].concat(),
    quartiles: |lower, upper| ["half between ", lower, " and ", upper].concat(),
    about_place: |place| ["Rents and places around in ", place].concat(),
    filters: "Filters",
    filters_set: |count| ["Filters · ", count].concat(),
    show_results: |total| ["Show ", &homes(total)].concat(),
    set_filters: "Filters set",
    remove: |label| ["Remove: ", label].concat(),
    clear_all: "Clear all",
    results: "Homes",
    sort: "Sort by",
    pages: "Pages",
    previous: "Previous",
    next: "Next",
    apply: "Apply",
    more: "More",
    conditions: "Must have",
    min: "Min",
    max: "Max",
    rent_min: "Lowest rent (CNY/month)",
    rent_max: "Highest rent (CNY/month)",
    area_min: "Smallest area (m²)",
    area_max: "Largest area (m²)",
    filter: |param| match param {
        "q" => "Search words",
        "city" => "City",
        "district" => "District",
        "business_district" => "Area",
        "estate" => "Estate",
        "station" => "Metro station",
        "rent" | "rent_min" | "rent_max" => "Rent",
        "area" | "area_min" | "area_max" => "Size",
        "rooms" => "Rooms",
        "mode" => "Type",
        "orientation" => "Orientation",
        "floor" => "Floor",
        "payment" => "Payment",
        "decoration" => "Fitting",
        "lift" => "Lift",
        "subway" => "Near metro",
        "no_fee" => "No agent fee",
        "tag" => "Features",
        "map_box" => "Map area",
        "within" => "Drawn area",
        "available_by" => "Move in by",
        "sort" => "Order",
        "page" | "cursor" => "Page",
        _ => "Other",
    },
    text_chip: |text| ["“", text, "”"].concat(),
    station_chip: |name| ["within 1 km of ", &(WORDS.station)(name)].concat(),
    map_box_chip: "Within the map area",
    within_chip: "Within the drawn area",
    view: "View",
    as_list: "List",
    as_map: "Map",
    as_market: "Market",
    save_search: "Save search",
    available_by_chip: |day| ["Available by ", day].concat(),
    empty_title: "No home meets every condition",
    empty: "Dropping one condition helps:",
    empty_no_way: "Try other words, or clear the filters.",
    relax: |filter, total| ["Drop “", filter, "” to see ", &homes(total)].concat(),
    issue: |filter, code| {
        let what = match code {
            "not_a_number" => "is not a number and was ignored",
            "out_of_range" => "is out of range; the nearest value is used",
            "unknown_value" => "holds an unknown choice, which was ignored",
            "min_above_max" => "had its ends the wrong way round; they were swapped",
            "too_long" => "is too long and was cut",
            "too_many" => "has too many choices; the first ones are used",
            "not_a_date" => "is not a date and was ignored",
            "unknown_place" => "names an unknown place",
            "too_few_corners" => "needs at least three corners and was ignored",
            "too_many_corners" => {
                "has too many corners (at most 100) and was ignored; draw a simpler one"
            }
            "crosses_itself" => "crosses its own edge: what is encircled twice is left out",
            _ => "was not understood and was ignored",
        };
        ["“", filter, "” ", what, "."].concat()
    },
};

pub(super) static LISTING: ListingText = ListingText {
    breadcrumb: "You are here",
    title: |title, rent| [title, " · ", rent, " CNY/month · Zufang"].concat(),
    description: |rent, facts, place| [rent, " CNY/month, ", facts, ", ", place, "."].concat(),
    gallery: "Pictures of the home",
    photo_number: |number, total| [number, " / ", total].concat(),
    previous_photo: "Previous picture",
    next_photo: "Next picture",
    facts: "Facts",
    area: "Size",
    layout: "Layout",
    floor: "Floor",
    orientation: "Orientation",
    decoration: "Fitting",
    mode: "Type",
    lift: "Lift",
    has_lift: "Yes",
    no_lift: "No",
    payment: "Payment",
    agent_fee: "Agent fee",
    fee_due: "Due",
    fee_free: "None",
    available: "Available",
    available_now: "Now",
    subway: "Metro",
    subway_near: "Station nearby",
    stations: "Metro stations nearby (straight line)",
    subway_metres: |metres| ["Station about ", metres, " m away"].concat(),
    published: "Published",
    updated: "Updated",
    about: "About this home",
    facilities: "Facilities",
    place: "Place and estate",
    address: "Address",
    estate: "Estate",
    coordinates: "Coordinates",
    estate_listings: |count| [&homes(count), " to rent in this estate"].concat(),
    agent: "Agent",
    certified: "Licence checked",
    service_stars: "Service",
    truth_stars: "Truthfulness",
    skill_stars: "Competence",
    stars_of_five: |stars| [stars, " of 5 stars"].concat(),
    agent_listings: |count| [&homes(count), " to rent"].concat(),
    no_agent: "No agent is registered for this home.",
    contact: "Ask / book a viewing / call",
    answers: |percent, hours| {
        let rate = ["Answers ", percent, "% of enquiries"].concat();
        match hours {
            Some(hours) => [&rate, ", usually within ", hours, " h"].concat(),
            None => rate,
        }
    },
    comparison: "Rent compared",
    above_median: |percent, count| {
        [
            percent,
            "% above the median of ",
            count,
            " similar homes nearby",
        ]
        .concat()
    },
    below_median: |percent, count| {
        [
            percent,
            "% below the median of ",
            count,
            " similar homes nearby",
        ]
        .concat()
    },
    at_median: |count| ["At the median of ", count, " similar homes nearby"].concat(),
    comparable: "Similar: same business district, type and number of rooms.",
    middle_half: "Middle half",
    this_home: "This home",
    lowest: "Lowest",
    lower_quartile: "Lower quartile",
    median: "Median",
    upper_quartile: "Upper quartile",
    highest: "Highest",
    figures: "Show the figures",
    similar: "Similar homes",
};
