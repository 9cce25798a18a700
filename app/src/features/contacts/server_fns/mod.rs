//! What the pages of contacts ask the server for. Whether the caller may is for the services to say.

mod enquiries;
mod searches;
mod viewings;

pub use enquiries::{
    AskAbout, EnquiriesPage, HomeContactOf, ListEnquiries, MarkEnquiry, RevealPhone, ShowEnquiry,
    WriteMessage, ask_about, home_contact_of, list_enquiries, mark_enquiry, reveal_phone,
    show_enquiry, write_message,
};
pub use searches::{
    DeleteSearch, ListSearches, RenameSearch, SaveSearch, SearchesPage, delete_search,
    list_searches, rename_search, save_search,
};
pub use viewings::{
    BookViewing, ChangeViewing, ChosenViewing, HoursPage, ListViewings, RenewCalendar,
    RevokeCalendar, SetDay, SetWeek, ShowHours, UnsetDay, ViewingsPage, book_viewing,
    change_viewing, list_viewings, renew_calendar, revoke_calendar, set_day, set_week, show_hours,
    unset_day,
};
