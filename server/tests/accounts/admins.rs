use crate::people::{PASSWORD, anybody, caller, login, problems, signed_up, with_role};
use domain::{
    PrivilegeId, RoleId,
    account::{
        AccountStatus, AuditAction, Method, NetworkVerdict, RouteGroup,
        admin::{AccountQuery, AuditEntry, AuditQuery},
        forms::{AssignRoles, NetworkForm, PrivilegeForm, RoleForm},
    },
};
use services::{
    Caller, Error,
    accounts::{BrokenChain, GRACE, GivenAccount},
};
use testkit::{TestApp, noon};

async fn office(app: &TestApp) -> Caller {
    with_role(app, "office", "13700137000", RoleId::ADMIN)
        .await
        .1
}

#[tokio::test]
async fn admins_alone_see_accounts_and_numbers_are_hidden_in_part() {
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let renter = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    for query in ["", "luo", "13800138000", "骆"] {
        let query = AccountQuery {
            q: query.into(),
            ..AccountQuery::default()
        };
        let found = app.services.accounts(&admin, &query).await.unwrap();
        assert!(
            found
                .items
                .iter()
                .any(|account| account.username == "luohao"),
            "{query:?}"
        );
        assert!(
            found
                .items
                .iter()
                .all(|account| account.phone.contains("****"))
        );
        assert!(matches!(
            app.services.accounts(&renter, &query).await,
            Err(Error::Forbidden)
        ));
        assert!(matches!(
            app.services.accounts(&anybody(), &query).await,
            Err(Error::Unauthenticated)
        ));
    }
    for nothing in ["%", "_", "x' OR '1'='1", "!"] {
        let query = AccountQuery {
            q: nothing.into(),
            ..AccountQuery::default()
        };
        assert_eq!(
            app.services.accounts(&admin, &query).await.unwrap().total,
            0,
            "{nothing}"
        );
    }
}

#[tokio::test]
async fn a_role_that_is_given_or_taken_holds_for_the_next_request() {
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let tokens = signed_up(&app, "luohao", "13800138000").await;
    let user = caller(&app, &tokens).await.user().unwrap();
    let give = async |roles: &[RoleId]| {
        let version = app
            .services
            .account(&admin, user)
            .await
            .unwrap()
            .profile
            .version;
        let form = AssignRoles {
            user,
            roles: roles.to_vec(),
            version,
        };
        app.services.assign_roles(&admin, &form).await.unwrap();
    };
    let may = async || {
        caller(&app, &tokens)
            .await
            .require(Method::Post, "/listings")
            .is_ok()
    };
    assert!(!may().await);
    give(&[RoleId::RENTER, RoleId::AGENT]).await;
    assert!(may().await);
    give(&[RoleId::RENTER]).await;
    assert!(!may().await);
}

#[tokio::test]
async fn somebody_always_remains_who_may_do_everything() {
    let app = TestApp::start().await.unwrap();
    let (id, admin) = with_role(&app, "office", "13700137000", RoleId::ADMIN).await;
    let version = app
        .services
        .account(&admin, id)
        .await
        .unwrap()
        .profile
        .version;
    let form = AssignRoles {
        user: id,
        roles: vec![RoleId::RENTER],
        version,
    };
    assert_eq!(
        problems(app.services.assign_roles(&admin, &form).await),
        ["form last_admin"]
    );
    assert_eq!(
        problems(app.services.disable_account(&admin, id).await),
        ["form own_account"]
    );
    assert_eq!(
        problems(app.services.leave(&admin, PASSWORD).await),
        ["form last_admin"]
    );
    let all = RoleForm {
        name: "管理员".into(),
        name_en: "Admin".into(),
        ..RoleForm::default()
    };
    let stripped = app.services.change_role(&admin, RoleId::ADMIN, &all).await;
    assert_eq!(problems(stripped), ["privileges locks_you_out"]);
    let gone = app.services.delete_privilege(&admin, PrivilegeId(1)).await;
    assert_eq!(problems(gone), ["form locks_you_out"]);
    let builtin = app.services.delete_role(&admin, RoleId::RENTER).await;
    assert_eq!(problems(builtin), ["form builtin"]);
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_comes_back_when_it_is_opened() {
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let tokens = signed_up(&app, "luohao", "13800138000").await;
    let user = caller(&app, &tokens).await.user().unwrap();
    app.services.disable_account(&admin, user).await.unwrap();
    assert!(
        app.services
            .identify(&tokens.access)
            .await
            .unwrap()
            .is_none()
    );
    let right = app
        .services
        .sign_in(&anybody(), &login("luohao", PASSWORD))
        .await;
    assert_eq!(problems(right), ["form disabled"]);
    let wrong = app
        .services
        .sign_in(&anybody(), &login("luohao", "wrong password"))
        .await;
    assert_eq!(problems(wrong), ["form wrong_login"]);
    app.services.enable_account(&admin, user).await.unwrap();
    app.services
        .sign_in(&anybody(), &login("luohao", PASSWORD))
        .await
        .unwrap();
}

#[tokio::test]
async fn an_account_that_is_being_left_can_be_closed() {
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let me = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    let user = me.user().unwrap();
    app.services.leave(&me, PASSWORD).await.unwrap();
    let enabled = app.services.enable_account(&admin, user).await;
    assert!(matches!(enabled, Err(Error::Conflict)));
    app.services.disable_account(&admin, user).await.unwrap();
    let back = app
        .services
        .sign_in(&anybody(), &login("luohao", PASSWORD))
        .await;
    assert_eq!(problems(back), ["form disabled"]);

    // It is not emptied either, for as long as it is closed and when it is open again.
    app.clock.set(noon() + GRACE);
    assert_eq!(app.services.keep_house().await.unwrap(), 0);
    let account = app.store().accounts().by_id(user).await.unwrap().unwrap();
    assert_eq!(
        (account.status, account.leaves_at),
        (AccountStatus::Disabled, None)
    );
    app.services.enable_account(&admin, user).await.unwrap();
    assert_eq!(app.services.keep_house().await.unwrap(), 0);
    app.services
        .sign_in(&anybody(), &login("luohao", PASSWORD))
        .await
        .unwrap();
    let about = app
        .store()
        .accounts()
        .audit_about(user, 9)
        .await
        .unwrap()
        .into_iter()
        .find(|entry| entry.action == AuditAction::AccountDisabled)
        .unwrap();
    let fields: Vec<_> = about
        .changes
        .iter()
        .map(|change| (change.field.as_str(), change.before.as_deref()))
        .collect();
    let leaves_at = (noon() + GRACE).to_rfc3339();
    assert_eq!(
        fields,
        [
            ("status", Some("leaving")),
            ("leaves_at", Some(leaves_at.as_str()))
        ]
    );
}

#[tokio::test]
async fn roles_are_made_of_privileges() {
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let form = PrivilegeForm {
        method: Method::Get,
        pattern: "/users/**".into(),
        own: false,
        detail: "查看用户".into(),
    };
    let privilege = app.services.create_privilege(&admin, &form).await.unwrap();
    assert_eq!(
        problems(app.services.create_privilege(&admin, &form).await),
        ["pattern exists"]
    );
    let role = RoleForm {
        word: "support".into(),
        name: "客服".into(),
        name_en: "Support".into(),
        privileges: vec![privilege],
    };
    let id = app.services.create_role(&admin, &role).await.unwrap();
    assert_eq!(
        problems(app.services.create_role(&admin, &role).await),
        ["name name_taken"]
    );
    let (_, support) = with_role(&app, "support", "13600136000", id).await;
    let query = AccountQuery::default();
    app.services.accounts(&support, &query).await.unwrap();
    let user = support.user().unwrap();
    assert!(matches!(
        app.services.disable_account(&support, user).await,
        Err(Error::Forbidden)
    ));
    let odd = PrivilegeForm {
        pattern: "users".into(),
        ..form
    };
    assert_eq!(
        problems(app.services.create_privilege(&admin, &odd).await),
        ["pattern pattern"]
    );
    app.services.delete_role(&admin, id).await.unwrap();
}

#[tokio::test]
async fn a_network_is_kept_out_by_the_next_request_but_not_the_admin_who_says_so() {
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let rule = |network: &str| NetworkForm {
        group: RouteGroup::Admin,
        verdict: NetworkVerdict::Deny,
        network: network.into(),
        note: String::new(),
    };
    let intruder = "198.51.100.9".parse().unwrap();
    assert!(
        app.services
            .may_reach(RouteGroup::Admin, intruder)
            .await
            .unwrap()
    );
    let id = app
        .services
        .add_network_rule(&admin, &rule("198.51.100.0/24"))
        .await
        .unwrap();
    assert!(
        !app.services
            .may_reach(RouteGroup::Admin, intruder)
            .await
            .unwrap()
    );
    assert!(
        app.services
            .may_reach(RouteGroup::Pages, intruder)
            .await
            .unwrap()
    );
    let own = app
        .services
        .add_network_rule(&admin, &rule("203.0.113.0/24"))
        .await;
    assert_eq!(problems(own), ["network locks_you_out"]);
    assert_eq!(
        problems(app.services.add_network_rule(&admin, &rule("x")).await),
        ["network network"]
    );
    app.services.remove_network_rule(&admin, id).await.unwrap();
    assert!(
        app.services
            .may_reach(RouteGroup::Admin, intruder)
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn the_audit_trail_tells_what_changed_and_cannot_be_changed() {
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let user = caller(&app, &signed_up(&app, "luohao", "13800138000").await)
        .await
        .user()
        .unwrap();
    app.services.disable_account(&admin, user).await.unwrap();
    let query = AuditQuery {
        subject: user.to_string(),
        actor: "office".into(),
        ..AuditQuery::default()
    };
    let found = app.services.audit(&admin, &query).await.unwrap();
    assert_eq!(found.total, 1);
    let change = &found.items[0].changes[0];
    assert_eq!(
        (
            change.field.as_str(),
            change.before.as_deref(),
            change.after.as_deref()
        ),
        ("status", Some("active"), Some("disabled"))
    );
    assert_eq!(app.services.prove_audit().await.unwrap(), Ok(3));
}

/// What the proof says of a database that holds just these entries. The database refuses to change those
/// that it has, so that they are told to another.
async fn proof_of(trail: &[AuditEntry]) -> Result<i64, BrokenChain> {
    let app = TestApp::start().await.unwrap();
    let mut unit = app.store().begin().await.unwrap();
    for entry in trail {
        unit.append_audit(entry).await.unwrap();
    }
    unit.commit().await.unwrap();
    app.services.prove_audit().await.unwrap()
}

#[tokio::test]
async fn a_trail_that_was_tampered_with_is_found_out() {
    let app = TestApp::start().await.unwrap();
    for number in 0..4 {
        let account = GivenAccount {
            username: format!("luohao{number}"),
            password: PASSWORD.into(),
            real_name: "骆昊".into(),
            phone: format!("1380013800{number}"),
            email: None,
            roles: vec![RoleId::RENTER],
            demo: false,
        };
        let made = app.services.create_account(&anybody(), &account).await;
        made.unwrap();
    }
    let trail = app.store().accounts().audit_after(0, 9).await.unwrap();
    assert_eq!(proof_of(&trail).await, Ok(4));

    let mut altered = trail.clone();
    altered[1].subject_id = "7".into();
    assert_eq!(proof_of(&altered).await, Err(BrokenChain::Changed(2)));
    let mut altered = trail.clone();
    altered[1].changes.clear();
    assert_eq!(proof_of(&altered).await, Err(BrokenChain::Changed(2)));

    let mut shortened = trail.clone();
    shortened.remove(1);
    assert_eq!(proof_of(&shortened).await, Err(BrokenChain::Missing(3)));
    assert_eq!(proof_of(&trail[1..]).await, Err(BrokenChain::Missing(2)));
    for (entry, seq) in shortened.iter_mut().zip(1..) {
        entry.seq = seq;
    }
    assert_eq!(proof_of(&shortened).await, Err(BrokenChain::Unlinked(2)));

    // What the doc comment of the proof warns of.
    assert_eq!(proof_of(&trail[..2]).await, Ok(2));
}
