//! Accounts and what hangs on them.

use crate::{
    builders::{World, at, put},
    database::Database,
};
use domain::{
    RoleId, SessionId, UserId,
    account::{
        AccountStatus, AuditAction, Channel, CodePurpose, Grant, Login, Method, NetworkVerdict,
        RouteGroup, SessionEnd, SignInOutcome, SignInWay,
        admin::{AccountQuery, AuditEntry, AuditQuery},
    },
};
use store::{
    ErrorKind, Identity, NewAccount, NewCode, NewMessage, NewRole, NewSignIn, SessionRecord, Store,
};

fn person(username: &str, phone: &str) -> NewAccount {
    NewAccount {
        username: username.into(),
        password_hash: "hash".into(),
        real_name: "骆昊".into(),
        sex: None,
        phone: phone.into(),
        email: Some(format!("{}@example.com", username.to_lowercase())),
        locale: None,
        demo: false,
    }
}

pub async fn made(store: &Store, username: &str, phone: &str, roles: &[RoleId]) -> UserId {
    let mut unit = store.begin().await.unwrap();
    let id = unit
        .create_account(&person(username, phone), roles, at(0))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    id
}

pub async fn an_account_is_known_by_name_phone_and_email(database: &Database) {
    let store = &database.store;
    let id = made(store, "LuoHao", "13800138000", &[RoleId::RENTER]).await;
    for login in [
        Login::Username("luohao".into()),
        Login::Phone("13800138000".parse().unwrap()),
        Login::Email("luohao@example.com".parse().unwrap()),
    ] {
        let found = store.accounts().by_login(&login).await.unwrap().unwrap();
        assert_eq!((found.id, found.username.as_str()), (id, "LuoHao"));
    }
    let mut unit = store.begin().await.unwrap();
    let taken = unit
        .taken(
            Some("LUOHAO"),
            Some("13800138000"),
            Some("luohao@example.com"),
            None,
        )
        .await
        .unwrap();
    assert_eq!(
        taken,
        [Identity::Username, Identity::Phone, Identity::Email]
    );
    let own = unit
        .taken(Some("LUOHAO"), None, None, Some(id))
        .await
        .unwrap();
    assert!(own.is_empty());
    let twice = unit
        .create_account(&person("LUOHAO", "1"), &[], at(0))
        .await;
    assert_eq!(twice.unwrap_err().kind(), ErrorKind::Conflict);
}

pub async fn an_account_is_saved_by_who_read_it_last(database: &Database) {
    let store = &database.store;
    let id = made(store, "luohao", "13800138000", &[]).await;
    let mut account = store.accounts().by_id(id).await.unwrap().unwrap();
    account.status = AccountStatus::Leaving;
    account.leaves_at = Some(at(30));
    account.locale = Some("en".into());
    let mut unit = store.begin().await.unwrap();
    assert!(unit.save_account(&account).await.unwrap());
    assert!(!unit.save_account(&account).await.unwrap());
    assert!(!unit.hold_account(&account).await.unwrap());
    account.version += 1;
    assert!(unit.hold_account(&account).await.unwrap());
    unit.commit().await.unwrap();
    assert_eq!(store.accounts().by_id(id).await.unwrap().unwrap(), account);
    assert!(
        store
            .accounts()
            .due_to_leave(at(29), 9)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        store.accounts().due_to_leave(at(30), 9).await.unwrap(),
        [id]
    );
}

pub async fn accounts_are_found_by_parts_of_what_they_are_called(database: &Database) {
    let store = &database.store;
    made(store, "luohao", "13800138000", &[RoleId::RENTER]).await;
    made(store, "wang_da", "13900139000", &[RoleId::AGENT]).await;
    let count = async |query: AccountQuery| store.accounts().list(&query, 1).await.unwrap().total;
    let words = |q: &str| AccountQuery {
        q: q.into(),
        ..AccountQuery::default()
    };
    for (q, found) in [
        ("", 2),
        ("LUO", 1),
        ("139", 1),
        ("骆", 2),
        ("g_d", 1),
        ("%", 0),
        ("example", 2),
    ] {
        assert_eq!(count(words(q)).await, found, "{q}");
    }
    let agents = AccountQuery {
        role: Some(RoleId::AGENT),
        status: Some(AccountStatus::Active),
        ..words("")
    };
    assert_eq!(count(agents).await, 1);
    let second = AccountQuery {
        page: 2,
        ..words("")
    };
    let page = store.accounts().list(&second, 1).await.unwrap();
    assert_eq!(
        (page.page, page.pages, page.items[0].username.as_str()),
        (2, 2, "luohao")
    );
    assert_eq!(page.items[0].roles, [RoleId::RENTER]);
}

fn session(id: &str, user: UserId) -> SessionRecord {
    SessionRecord {
        id: SessionId(format!("{id:0>22}")),
        user,
        generation: 1,
        started_at: at(0),
        renewed_at: at(0),
        expires_at: at(50),
        device: "Firefox".into(),
        ip: "::1".into(),
        ended: None,
    }
}

pub async fn a_session_is_renewed_once_for_each_generation(database: &Database) {
    let store = &database.store;
    let user = made(store, "luohao", "13800138000", &[RoleId::ADMIN]).await;
    let (first, second) = (session("1", user), session("2", user));
    let mut unit = store.begin().await.unwrap();
    unit.begin_session(&first).await.unwrap();
    unit.begin_session(&second).await.unwrap();
    assert!(
        unit.renew_session(&first.id, 1, "::2", at(1), at(59))
            .await
            .unwrap()
    );
    assert!(
        !unit
            .renew_session(&first.id, 1, "::2", at(1), at(59))
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();
    let standing = store.accounts().standing(&first.id).await.unwrap().unwrap();
    assert_eq!(standing.session.generation, 2);
    assert_eq!(standing.username, "luohao");
    assert_eq!(standing.grants.0.len(), 1);
    let live = store.accounts().live_sessions(user, at(2)).await.unwrap();
    assert_eq!(
        live.iter().map(|s| &s.id).collect::<Vec<_>>(),
        [&first.id, &second.id]
    );
    let mut unit = store.begin().await.unwrap();
    let because = SessionEnd::PasswordChanged;
    let ended = unit
        .end_sessions(user, Some(&first.id), because, at(3))
        .await
        .unwrap();
    assert_eq!(ended, std::slice::from_ref(&second.id));
    assert!(
        !unit
            .end_session(user, &second.id, because, at(3))
            .await
            .unwrap()
    );
    assert!(
        !unit
            .end_session(UserId(user.0 + 1), &first.id, because, at(3))
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();
    let ended = store.accounts().session(&second.id).await.unwrap().unwrap();
    assert_eq!(ended.ended, Some(because));
    assert!(
        store
            .accounts()
            .live_sessions(user, at(59))
            .await
            .unwrap()
            .is_empty()
    );
}

pub async fn sessions_are_forgotten_and_the_log_of_signing_in_stays(database: &Database) {
    let store = &database.store;
    let user = made(store, "luohao", "13800138000", &[]).await;
    let line = NewSignIn {
        user,
        way: SignInWay::Password,
        outcome: SignInOutcome::Done,
        ip: "::1".into(),
        device: "Firefox".into(),
    };
    let mut unit = store.begin().await.unwrap();
    unit.begin_session(&session("1", user)).await.unwrap();
    unit.log_sign_in(&line, at(0)).await.unwrap();
    unit.log_sign_in(&line, at(1)).await.unwrap();
    unit.forget_sessions(user).await.unwrap();
    assert_eq!(unit.prune_sign_ins(at(1)).await.unwrap(), 1);
    unit.commit().await.unwrap();
    let accounts = store.accounts();
    assert!(
        accounts
            .live_sessions(user, at(0))
            .await
            .unwrap()
            .is_empty()
    );
    let log = accounts.sign_ins(user, 9).await.unwrap();
    assert_eq!((log.len(), log[0].at), (1, at(1)));
}

pub async fn an_avatar_is_used_while_any_account_has_it(database: &Database) {
    let store = &database.store;
    for (name, phone) in [("luohao", "13800138000"), ("somebody", "13900139000")] {
        let id = made(store, name, phone, &[]).await;
        let mut account = store.accounts().by_id(id).await.unwrap().unwrap();
        account.avatar = Some("a.webp".into());
        let mut unit = store.begin().await.unwrap();
        assert!(unit.save_account(&account).await.unwrap());
        unit.commit().await.unwrap();
    }
    for (name, used) in [("luohao", true), ("somebody", false)] {
        let login = Login::Username(name.into());
        let mut account = store.accounts().by_login(&login).await.unwrap().unwrap();
        account.avatar = None;
        let mut unit = store.begin().await.unwrap();
        assert!(unit.save_account(&account).await.unwrap());
        assert_eq!(unit.is_avatar_used("a.webp").await.unwrap(), used);
        assert!(!unit.is_avatar_used("b.webp").await.unwrap());
        unit.commit().await.unwrap();
    }
}

pub async fn the_newest_code_counts_and_is_used_once(database: &Database) {
    let store = &database.store;
    let code = |hash: &str, minute| NewCode {
        purpose: CodePurpose::SignIn,
        recipient: "13800138000".into(),
        code_hash: hash.into(),
        sent_at: at(minute),
        expires_at: at(minute + 5),
    };
    let mut unit = store.begin().await.unwrap();
    unit.put_code(&code("old", 0)).await.unwrap();
    unit.put_code(&code("new", 2)).await.unwrap();
    let newest = unit
        .newest_code("13800138000", CodePurpose::SignIn)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(newest.code_hash, "new");
    let other = unit
        .newest_code("13800138000", CodePurpose::SignUp)
        .await
        .unwrap();
    assert_eq!(other, None);
    for may in [true, true, false] {
        assert_eq!(unit.try_code(newest.id, 2).await.unwrap(), may);
    }
    assert!(unit.use_code(newest.id, at(3)).await.unwrap());
    assert!(!unit.use_code(newest.id, at(3)).await.unwrap());
    assert!(!unit.try_code(newest.id, 9).await.unwrap());
    unit.commit().await.unwrap();
    assert_eq!(
        store
            .accounts()
            .codes_since("13800138000", at(1))
            .await
            .unwrap(),
        1
    );
}

pub async fn a_message_is_taken_by_one_and_forgotten_when_it_is_out(database: &Database) {
    let store = &database.store;
    let message = NewMessage {
        channel: Channel::Sms,
        recipient: "13800138000".into(),
        subject: String::new(),
        body: "123456".into(),
    };
    let mut unit = store.begin().await.unwrap();
    unit.put_message(&message, at(0)).await.unwrap();
    unit.commit().await.unwrap();
    let accounts = store.accounts();
    for nothing in [&[Channel::Email][..], &[]] {
        let due = accounts.due_messages(nothing, at(1), 9).await.unwrap();
        assert!(due.is_empty(), "{nothing:?}");
    }
    let all = [Channel::Email, Channel::Sms];
    let due = accounts.due_messages(&all, at(1), 9).await.unwrap();
    assert_eq!(due[0].message, message);
    let mut unit = store.begin().await.unwrap();
    assert!(unit.take_message(due[0].id, at(1), at(2)).await.unwrap());
    assert!(!unit.take_message(due[0].id, at(1), at(2)).await.unwrap());
    unit.message_failed(due[0].id, "away", Some(at(5)))
        .await
        .unwrap();
    unit.message_sent(due[0].id, false, at(6)).await.unwrap();
    unit.commit().await.unwrap();
    assert!(
        store
            .accounts()
            .due_messages(&all, at(59), 9)
            .await
            .unwrap()
            .is_empty()
    );
    let kept = store.accounts().newest_messages(9).await.unwrap();
    assert_eq!((kept[0].message.body.as_str(), kept[0].tries), ("-", 1));
}

pub async fn a_message_that_was_never_sent_is_given_up(database: &Database) {
    let store = &database.store;
    let message = NewMessage {
        channel: Channel::Email,
        recipient: "luohao@example.com".into(),
        subject: "Code".into(),
        body: "123456".into(),
    };
    let mut unit = store.begin().await.unwrap();
    for minute in 0..4 {
        unit.put_message(&message, at(minute)).await.unwrap();
    }
    unit.commit().await.unwrap();
    let email = [Channel::Email];
    let due = store.accounts().due_messages(&email, at(9), 9).await;
    let [waiting, sent, failed, newer] = due.unwrap().try_into().unwrap();
    let mut unit = store.begin().await.unwrap();
    unit.message_sent(sent.id, true, at(4)).await.unwrap();
    unit.message_failed(failed.id, "away", None).await.unwrap();
    assert_eq!(unit.give_messages_up(at(3)).await.unwrap(), 2);
    assert_eq!(unit.give_messages_up(at(3)).await.unwrap(), 0);
    // Whoever was sending it at that moment does not bring it back.
    unit.message_failed(waiting.id, "away", Some(at(5)))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let due = store.accounts().due_messages(&email, at(9), 9).await;
    assert_eq!(due.unwrap(), std::slice::from_ref(&newer));
    let kept = store.accounts().newest_messages(9).await.unwrap();
    let bodies: Vec<_> = kept.iter().map(|kept| kept.message.body.as_str()).collect();
    assert_eq!(bodies, ["123456", "-", "123456", "-"]);
}

pub async fn roles_grant_what_their_privileges_say(database: &Database) {
    let store = &database.store;
    let grant = Grant {
        method: Method::Get,
        pattern: "/users/**".parse().unwrap(),
        own: false,
    };
    let role = NewRole {
        word: "support".into(),
        name: "客服".into(),
        name_en: "Support".into(),
    };
    let mut unit = store.begin().await.unwrap();
    let privilege = unit.create_privilege(&grant, "").await.unwrap();
    let id = unit.create_role(&role).await.unwrap();
    assert!(id.0 > 4, "after those of the classic system");
    unit.set_privileges(id, &[privilege]).await.unwrap();
    unit.commit().await.unwrap();
    let user = made(store, "support", "13800138000", &[id]).await;
    assert_eq!(store.accounts().grants_of(user).await.unwrap().0, [grant]);
    let before = store.accounts().access_revision().await.unwrap();
    let mut unit = store.begin().await.unwrap();
    assert!(!unit.delete_role(RoleId::ADMIN).await.unwrap());
    assert!(unit.delete_role(id).await.unwrap());
    unit.access_changed().await.unwrap();
    unit.commit().await.unwrap();
    assert!(store.accounts().grants_of(user).await.unwrap().0.is_empty());
    assert_eq!(
        store.accounts().access_revision().await.unwrap(),
        before + 1
    );
}

pub async fn networks_points_and_kept_homes_are_there_once(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let home = put(store, &[world.listing("a")], 0).await[0].id;
    let user = made(store, "luohao", "13800138000", &[]).await;
    let mut unit = store.begin().await.unwrap();
    let rule = (RouteGroup::Admin, NetworkVerdict::Deny);
    unit.create_network_rule(rule.0, rule.1, "10.0.0.0/8", "", at(0))
        .await
        .unwrap();
    unit.keep(user, &[(home, at(1))]).await.unwrap();
    unit.keep(user, &[(home, at(2))]).await.unwrap();
    unit.viewed(user, &[(home, at(1))]).await.unwrap();
    unit.viewed(user, &[(home, at(3))]).await.unwrap();
    unit.viewed(user, &[(home, at(2))]).await.unwrap();
    let day = at(0).date_naive();
    assert!(unit.award_for_day(user, 2, day, at(0)).await.unwrap());
    assert!(!unit.award_for_day(user, 2, day, at(1)).await.unwrap());
    unit.commit().await.unwrap();
    let accounts = store.accounts();
    assert_eq!(accounts.network_rules().await.unwrap().len(), 1);
    assert_eq!(accounts.favourites(user).await.unwrap(), [(home, at(1))]);
    assert_eq!(accounts.viewed(user, 9).await.unwrap(), [(home, at(3))]);
    assert_eq!(accounts.by_id(user).await.unwrap().unwrap().points, 2);
    assert_eq!(accounts.point_entries(user, 9).await.unwrap().len(), 1);
    let mut unit = store.begin().await.unwrap();
    let twice = unit
        .create_network_rule(rule.0, rule.1, "10.0.0.0/8", "", at(0))
        .await;
    assert_eq!(twice.unwrap_err().kind(), ErrorKind::Conflict);
}

pub async fn the_audit_trail_is_only_ever_appended_to(database: &Database) {
    let store = &database.store;
    let entry = |seq: i64| AuditEntry {
        seq,
        at: at(1),
        actor_id: None,
        actor: "system".into(),
        action: AuditAction::AccountCreated,
        subject: "account".into(),
        subject_id: "7".into(),
        changes: Vec::new(),
        ip: "::1".into(),
        request_id: "r".into(),
        previous: String::new(),
        hash: format!("{seq:064}"),
    };
    let mut unit = store.begin().await.unwrap();
    assert_eq!(unit.audit_head().await.unwrap(), None);
    unit.append_audit(&entry(1)).await.unwrap();
    unit.append_audit(&entry(2)).await.unwrap();
    assert_eq!(unit.audit_head().await.unwrap(), Some((2, entry(2).hash)));
    unit.commit().await.unwrap();
    for change in [
        "UPDATE audit_entry SET actor = 'x'",
        "DELETE FROM audit_entry",
    ] {
        assert!(database.execute(change).await.is_err(), "{change}");
    }
    let accounts = store.accounts();
    assert_eq!(accounts.audit_after(1, 9).await.unwrap(), [entry(2)]);
    let query = AuditQuery {
        subject: "7".into(),
        ..AuditQuery::default()
    };
    let page = accounts.audit(&query, 1).await.unwrap();
    assert_eq!((page.total, page.pages, page.items[0].seq), (2, 2, 2));
}
