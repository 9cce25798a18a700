//! What the store promises, asked of both databases: each contract below is run as
//! `sqlite::<module>::<contract>` and as `postgres::<module>::<contract>`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod accounts;
mod agents;
mod builders;
mod changes;
mod classic;
mod classic_api;
mod constraints;
mod contacts;
mod counts;
mod dashboard;
mod database;
mod dictionaries;
mod edits;
mod events;
mod home_photos;
mod imports;
mod listings;
mod metro;
mod moderation;
mod own_list;
mod photos;
mod places;
mod programs;
mod replicas;
mod schema;
mod units;
mod upsert;
mod viewings;

macro_rules! contracts {
    ($($module:ident: $($contract:ident),+ $(,)?;)+) => {
        contracts!(@ sqlite: $($module: $($contract),+;)+);
        contracts!(@ postgres: $($module: $($contract),+;)+);
    };
    (@ $database:ident: $($module:ident: $($contract:ident),+;)+) => {
        mod $database {
            $(mod $module {
                $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $contract() {
                    let database = crate::database::Database::$database().await;
                    crate::$module::$contract(&database).await;
                    database.remove().await;
                })+
            })+
        }
    };
}

contracts! {
    accounts:
        an_account_is_known_by_name_phone_and_email,
        an_account_is_saved_by_who_read_it_last,
        accounts_are_found_by_parts_of_what_they_are_called,
        a_session_is_renewed_once_for_each_generation,
        sessions_are_forgotten_and_the_log_of_signing_in_stays,
        an_avatar_is_used_while_any_account_has_it,
        the_newest_code_counts_and_is_used_once,
        a_message_is_taken_by_one_and_forgotten_when_it_is_out,
        a_message_that_was_never_sent_is_given_up,
        roles_grant_what_their_privileges_say,
        networks_points_and_kept_homes_are_there_once,
        the_audit_trail_is_only_ever_appended_to;
    agents:
        an_agent_is_known_by_its_source_and_its_card_counts_public_listings,
        estates_of_an_agent_are_added_once,
        a_profile_is_saved_by_who_read_it_last,
        a_licence_waits_once_and_is_decided_once,
        stars_are_the_middle_of_the_reviews_that_show;
    changes:
        the_newest_change_is_told_by_run_and_place,
        agents_without_public_homes_are_left_out;
    classic:
        a_listing_keeps_its_number_and_new_ones_get_others,
        rows_that_were_taken_are_known_while_they_are_there;
    classic_api:
        lists_of_names_are_cut_by_number,
        estates_are_filtered_ordered_and_cut,
        agents_are_found_by_name_stars_and_licence,
        an_agent_is_made_changed_and_taken_away,
        a_public_home_reads_with_its_agent_and_photos,
        an_uploaded_file_is_called_by_its_number_or_its_key,
        an_offer_knows_its_layout_and_floor_plan;
    constraints:
        a_listing_out_of_range_is_refused,
        other_tables_refuse_what_makes_no_sense,
        a_refused_batch_leaves_nothing,
        text_with_nul_is_refused;
    contacts:
        a_home_is_answered_for_by_its_publisher_or_else_its_agent,
        an_enquiry_counts_what_each_side_has_not_read,
        answers_are_measured_once_there_are_enough,
        what_is_kept_for_oneself_goes_with_the_account;
    counts:
        what_is_counted_is_in_every_sum,
        sums_over_the_last_days_lose_what_is_older,
        a_batch_is_counted_once;
    dashboard:
        every_part_counts_ones_own,
        what_was_decided_against_ones_own_is_told,
        homes_come_in_the_order_asked_for;
    dictionaries:
        entries_are_made_changed_and_taken_away,
        what_admins_do_with_divisions_outlives_a_migration,
        an_estate_is_merged_with_all_that_is_its;
    edits:
        of_two_who_write_the_second_is_told,
        what_is_in_review_is_not_written_on,
        a_step_is_taken_once_and_from_where_it_was_seen,
        steps_are_told_newest_first,
        what_is_approved_takes_the_place_of_what_was_public,
        what_nobody_confirmed_in_time_is_found_oldest_first;
    events:
        each_change_of_a_listing_is_told_once_and_in_order,
        a_change_that_commits_later_is_numbered_later,
        pruning_keeps_the_numbering;
    home_photos:
        a_file_is_known_by_its_hash_and_drawn_once,
        photos_of_an_edit_are_put_in_order,
        a_number_of_a_photo_is_never_given_twice,
        photos_that_came_by_an_import_keep_their_hash,
        a_file_that_is_used_is_never_collected,
        a_file_that_is_taken_meanwhile_stays;
    imports:
        an_import_is_read_by_its_parts,
        a_row_is_settled_with_its_home_or_not_at_all,
        photos_of_an_import_are_kept_until_it_is_done,
        a_source_never_brings_back_what_people_took_away;
    listings:
        a_stored_listing_reads_as_it_was_put,
        a_sparse_listing_reads_with_nothing_made_up,
        only_published_listings_are_public,
        listings_come_in_the_order_asked_for,
        a_rebuild_sees_every_listing_once,
        reads_take_few_statements_whatever_the_number,
        the_day_of_publication_is_the_day_in_china;
    metro:
        stations_and_lines_read_as_they_were_put,
        putting_the_same_pack_again_changes_nothing,
        of_stations_with_one_number_the_last_counts,
        what_makes_no_sense_on_the_metro_is_refused;
    moderation:
        a_home_has_one_open_report_of_a_person,
        strikes_count_until_they_are_old_or_lifted,
        photos_that_look_alike_are_found,
        the_queue_holds_what_can_be_decided_on;
    own_list:
        each_shelf_holds_what_stands_there,
        every_order_is_the_same_on_each_page,
        homes_are_found_by_what_they_say;
    photos:
        the_first_photo_is_the_main_one,
        photos_are_replaced_and_only_a_difference_is_a_change;
    places:
        migrating_again_changes_nothing,
        divisions_are_complete_and_linked,
        an_operators_choice_of_hot_cities_outlives_a_migration,
        business_districts_are_known_by_division_and_name,
        estates_are_known_by_division_and_name,
        floor_plans_are_the_classic_ones,
        the_editor_offers_the_places_there_are;
    programs:
        a_token_stands_until_it_ends_and_says_what_its_owner_may_do,
        the_use_of_a_token_is_kept_once_in_a_while,
        a_webhook_is_what_its_owner_says,
        what_happened_is_taken_once,
        a_delivery_is_made_once_and_sent_by_one;
    units:
        what_is_not_committed_is_not_there,
        writers_wait_for_each_other_and_readers_do_not;
    upsert:
        the_same_data_twice_change_nothing,
        every_field_that_differs_is_an_update,
        a_missing_value_differs_from_a_present_one,
        of_listings_with_one_id_in_a_batch_the_last_counts,
        one_id_in_two_sources_is_two_listings,
        tags_are_replaced_in_their_order,
        a_large_batch_takes_few_statements,
        removed_and_withdrawn_listings_are_no_longer_public;
    viewings:
        of_a_hundred_who_want_one_slot_one_gets_it,
        a_viewing_is_changed_by_who_read_it_last_and_gives_its_slot_back,
        hours_read_as_they_were_set;
}
