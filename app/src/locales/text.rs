//! The shape of a language. Arguments that are numbers come already formatted.

use crate::{Locale, Theme, layout::search_box::SuggestText};
use domain::{
    Decoration, ErrorCode, Facility, FloorBand, Layout, Orientation, PaymentTerms, RentMode, Sort,
};

type Fixed = &'static str;
type With1 = fn(&str) -> String;
type With2 = fn(&str, &str) -> String;
type With3 = fn(&str, &str, &str) -> String;

/// All texts of one language that the first download carries. What only lazy pages say is reached
/// through methods beside those pages, such as `Text::compare`, which ask for the language.
pub(crate) struct Text {
    pub(crate) site: SiteText,
    pub(crate) suggest: SuggestText,
    pub(crate) words: WordText,
    pub(crate) search: SearchText,
    /// The language, for the texts of single features.
    pub(crate) locale: Locale,
}

/// Texts that stand on every page.
pub(crate) struct SiteText {
    pub(crate) brand: Fixed,
    pub(crate) tagline: Fixed,
    /// The language and country as Open Graph writes them.
    pub(crate) open_graph_locale: Fixed,
    pub(crate) skip_to_content: Fixed,
    /// The other language by its own name, and its tag.
    pub(crate) other_language: Fixed,
    pub(crate) other_language_tag: Fixed,
    pub(crate) search: Fixed,
    pub(crate) search_label: Fixed,
    pub(crate) search_placeholder: Fixed,
    pub(crate) all_homes: Fixed,
    pub(crate) footer: Fixed,
    pub(crate) nav: NavText,
    pub(crate) foot: FootText,
    pub(crate) theme: Fixed,
    pub(crate) theme_name: fn(Theme) -> Fixed,
    pub(crate) language: Fixed,
    pub(crate) not_found_title: Fixed,
    pub(crate) not_found: Fixed,
    pub(crate) error_title: Fixed,
    pub(crate) error: fn(ErrorCode) -> Fixed,
    pub(crate) request_id: With1,
    pub(crate) try_again: Fixed,
    pub(crate) loading: Fixed,
}

/// The parts of the site.
pub(crate) struct NavText {
    /// What they are together.
    pub(crate) label: Fixed,
    pub(crate) find: Fixed,
    pub(crate) map: Fixed,
    pub(crate) market: Fixed,
    pub(crate) favourites: Fixed,
    pub(crate) sign_in: Fixed,
    /// What is one's own, for who is signed in.
    pub(crate) account: Fixed,
    pub(crate) security: Fixed,
    pub(crate) console: Fixed,
    pub(crate) admin: Fixed,
    pub(crate) sign_out: Fixed,
}

/// Texts of the foot of a page.
pub(crate) struct FootText {
    pub(crate) by_city: Fixed,
    /// Beijing, Shanghai, Guangzhou, Shenzhen, Chengdu, Chongqing.
    pub(crate) cities: [Fixed; 6],
    pub(crate) history: Fixed,
    pub(crate) sitemap: Fixed,
    pub(crate) api: Fixed,
    pub(crate) display: Fixed,
}

/// Words of the domain.
pub(crate) struct WordText {
    pub(crate) mode: fn(RentMode) -> Fixed,
    pub(crate) orientation: fn(Orientation) -> Fixed,
    /// What stands between several orientations.
    pub(crate) orientation_gap: Fixed,
    pub(crate) decoration: fn(Decoration) -> Fixed,
    pub(crate) floor_band: fn(FloorBand) -> Fixed,
    pub(crate) facility: fn(Facility) -> Fixed,
    pub(crate) payment: fn(PaymentTerms) -> Fixed,
    pub(crate) sort: fn(Sort) -> Fixed,
    /// A room count of the filter: 0 to 4, 5 for five and more.
    pub(crate) rooms: fn(u8) -> Fixed,
    pub(crate) layout: fn(Layout) -> String,
    /// An exact floor, of so many.
    pub(crate) floor_of: With2,
    pub(crate) floor: With1,
    /// A floor band in words, of so many.
    pub(crate) band_of: With2,
    pub(crate) total_floors: With1,
    /// What follows a monthly rent.
    pub(crate) per_month: Fixed,
    pub(crate) square_metres: With1,
    pub(crate) rent_per_area: With1,
    pub(crate) yuan: With1,
    pub(crate) yuan_per_month: With1,
    pub(crate) between: With2,
    pub(crate) at_least: With1,
    pub(crate) at_most: With1,
    pub(crate) demo: Fixed,
    pub(crate) demo_notice: Fixed,
    pub(crate) floor_plan: Fixed,
    pub(crate) photo_of: With1,
    pub(crate) floor_plan_of: With1,
    pub(crate) today: Fixed,
    pub(crate) yesterday: Fixed,
    /// At least two days.
    pub(crate) days_ago: fn(u32) -> String,
    pub(crate) weeks_ago: fn(u32) -> String,
    pub(crate) months_ago: fn(u32) -> String,
    pub(crate) years_ago: fn(u32) -> String,
    pub(crate) station: With1,
    pub(crate) metres: With1,
    pub(crate) near_subway: Fixed,
    pub(crate) lift: Fixed,
    pub(crate) no_fee: Fixed,
}

/// Texts of the search page.
pub(crate) struct SearchText {
    pub(crate) heading: Fixed,
    pub(crate) heading_in: With1,
    pub(crate) heading_for: With1,
    pub(crate) title: With2,
    pub(crate) description: With2,
    pub(crate) total: With1,
    pub(crate) median: With1,
    pub(crate) quartiles: With2,
    /// The page of a place.
    pub(crate) about_place: With1,
    pub(crate) filters: Fixed,
    pub(crate) filters_set: With1,
    pub(crate) show_results: With1,
    pub(crate) set_filters: Fixed,
    pub(crate) remove: With1,
    pub(crate) clear_all: Fixed,
    pub(crate) results: Fixed,
    pub(crate) sort: Fixed,
    pub(crate) pages: Fixed,
    pub(crate) previous: Fixed,
    pub(crate) next: Fixed,
    pub(crate) apply: Fixed,
    pub(crate) more: Fixed,
    pub(crate) conditions: Fixed,
    pub(crate) min: Fixed,
    pub(crate) max: Fixed,
    pub(crate) rent_min: Fixed,
    pub(crate) rent_max: Fixed,
    pub(crate) area_min: Fixed,
    pub(crate) area_max: Fixed,
    /// The filter by its parameter, as a heading and in sentences.
    pub(crate) filter: fn(&str) -> Fixed,
    pub(crate) text_chip: With1,
    pub(crate) station_chip: With1,
    pub(crate) map_box_chip: Fixed,
    pub(crate) within_chip: Fixed,
    /// The two views of a search, and what they are called together.
    pub(crate) view: Fixed,
    pub(crate) as_list: Fixed,
    pub(crate) as_map: Fixed,
    pub(crate) as_market: Fixed,
    pub(crate) save_search: Fixed,
    pub(crate) available_by_chip: With1,
    pub(crate) empty_title: Fixed,
    pub(crate) empty: Fixed,
    pub(crate) empty_no_way: Fixed,
    /// A filter to drop, and what that brings.
    pub(crate) relax: With2,
    /// What was wrong with a parameter: the filter in words, and the code.
    pub(crate) issue: fn(&str, &str) -> String,
}

/// Texts of the page of a listing.
pub(crate) struct ListingText {
    pub(crate) breadcrumb: Fixed,
    pub(crate) title: With2,
    pub(crate) description: With3,
    pub(crate) gallery: Fixed,
    pub(crate) photo_number: With2,
    pub(crate) previous_photo: Fixed,
    pub(crate) next_photo: Fixed,
    pub(crate) facts: Fixed,
    pub(crate) area: Fixed,
    pub(crate) layout: Fixed,
    pub(crate) floor: Fixed,
    pub(crate) orientation: Fixed,
    pub(crate) decoration: Fixed,
    pub(crate) mode: Fixed,
    pub(crate) lift: Fixed,
    pub(crate) has_lift: Fixed,
    pub(crate) no_lift: Fixed,
    pub(crate) payment: Fixed,
    pub(crate) agent_fee: Fixed,
    pub(crate) fee_due: Fixed,
    pub(crate) fee_free: Fixed,
    pub(crate) available: Fixed,
    pub(crate) available_now: Fixed,
    pub(crate) subway: Fixed,
    pub(crate) subway_near: Fixed,
    pub(crate) subway_metres: With1,
    pub(crate) stations: Fixed,
    pub(crate) published: Fixed,
    pub(crate) updated: Fixed,
    pub(crate) about: Fixed,
    pub(crate) facilities: Fixed,
    pub(crate) place: Fixed,
    pub(crate) address: Fixed,
    pub(crate) estate: Fixed,
    pub(crate) coordinates: Fixed,
    pub(crate) estate_listings: With1,
    pub(crate) agent: Fixed,
    pub(crate) certified: Fixed,
    pub(crate) service_stars: Fixed,
    pub(crate) truth_stars: Fixed,
    pub(crate) skill_stars: Fixed,
    pub(crate) stars_of_five: With1,
    pub(crate) agent_listings: With1,
    pub(crate) no_agent: Fixed,
    /// Asking, booking a viewing and calling, in one link.
    pub(crate) contact: Fixed,
    /// How many of 100 enquiries are answered, and mostly within how many hours.
    pub(crate) answers: fn(&str, Option<&str>) -> String,
    pub(crate) comparison: Fixed,
    /// Per cent above the median, and how many homes are compared.
    pub(crate) above_median: With2,
    pub(crate) below_median: With2,
    pub(crate) at_median: With1,
    pub(crate) comparable: Fixed,
    pub(crate) middle_half: Fixed,
    pub(crate) this_home: Fixed,
    pub(crate) lowest: Fixed,
    pub(crate) lower_quartile: Fixed,
    pub(crate) median: Fixed,
    pub(crate) upper_quartile: Fixed,
    pub(crate) highest: Fixed,
    pub(crate) figures: Fixed,
    pub(crate) similar: Fixed,
}

impl Text {
    /// The texts of the listing page: in the code of that page, not in that of every page.
    pub(crate) fn listing(&self) -> &'static ListingText {
        self.locale
            .pick(&super::zh_cn::LISTING, &super::en::LISTING)
    }
}
