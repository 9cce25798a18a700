//! Who has a part of an admin's privileges, and may not make more of it.

use crate::people::{caller, problems, signed_up, with_role};
use domain::{
    PrivilegeId, RoleId, UserId,
    account::{
        Method,
        forms::{AssignRoles, PrivilegeForm, RoleForm},
    },
};
use services::Caller;
use testkit::TestApp;

/// Somebody who may do anything to accounts, roles and privileges, and to nothing else.
async fn delegate(app: &TestApp, admin: &Caller) -> (Caller, RoleId, Vec<PrivilegeId>) {
    let mut privileges = Vec::new();
    for pattern in ["/users/**", "/roles/**", "/privileges/**"] {
        let form = PrivilegeForm {
            method: Method::Any,
            pattern: pattern.into(),
            own: false,
            detail: String::new(),
        };
        privileges.push(app.services.create_privilege(admin, &form).await.unwrap());
    }
    let role = role("delegate", &privileges);
    let id = app.services.create_role(admin, &role).await.unwrap();
    let (_, delegate) = with_role(app, "delegate", "13600136000", id).await;
    (delegate, id, privileges)
}

fn role(word: &str, privileges: &[PrivilegeId]) -> RoleForm {
    RoleForm {
        word: word.into(),
        name: word.into(),
        name_en: word.into(),
        privileges: privileges.to_vec(),
    }
}

async fn assign(app: &TestApp, by: &Caller, user: UserId, roles: &[RoleId]) -> Vec<String> {
    let version = app
        .services
        .account(by, user)
        .await
        .unwrap()
        .profile
        .version;
    let form = AssignRoles {
        user,
        roles: roles.to_vec(),
        version,
    };
    match app.services.assign_roles(by, &form).await {
        Ok(()) => Vec::new(),
        refused => problems(refused),
    }
}

#[tokio::test]
async fn nobody_gives_more_than_they_may_do() {
    let app = TestApp::start().await.unwrap();
    let (_, admin) = with_role(&app, "office", "13700137000", RoleId::ADMIN).await;
    let (delegate, own_role, own) = delegate(&app, &admin).await;
    let me = delegate.user().unwrap();
    let renter = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    let them = renter.user().unwrap();

    // Not by a role that there is, to oneself or somebody else.
    for (user, role) in [
        (me, RoleId::ADMIN),
        (them, RoleId::ADMIN),
        (me, RoleId::AGENT),
    ] {
        let refused = assign(&app, &delegate, user, &[own_role, role]).await;
        assert_eq!(refused, ["roles beyond_own"], "{user} {role}");
    }
    // Not by a role of one's own making, nor by the one that one has.
    let everything = PrivilegeId(1);
    let more = [own.as_slice(), &[everything]].concat();
    let made = app
        .services
        .create_role(&delegate, &role("more", &more))
        .await;
    assert_eq!(problems(made), ["privileges beyond_own"]);
    let changed = app
        .services
        .change_role(&delegate, own_role, &role("delegate", &more))
        .await;
    assert_eq!(problems(changed), ["privileges beyond_own"]);
    // Nor by a privilege that is new.
    let wide = PrivilegeForm {
        method: Method::Any,
        pattern: "/audit/**".into(),
        own: false,
        detail: String::new(),
    };
    let wide = app
        .services
        .create_privilege(&delegate, &wide)
        .await
        .unwrap();
    let made = app
        .services
        .create_role(&delegate, &role("wide", &[wide]))
        .await;
    assert_eq!(problems(made), ["privileges beyond_own"]);

    // What they have, they may give.
    let less = app
        .services
        .create_role(&delegate, &role("less", &own[..1]))
        .await
        .unwrap();
    let given = assign(&app, &delegate, them, &[RoleId::RENTER, less]).await;
    assert!(given.is_empty(), "{given:?}");
}

#[tokio::test]
async fn only_admins_overrule_admins() {
    let app = TestApp::start().await.unwrap();
    let (boss, admin) = with_role(&app, "office", "13700137000", RoleId::ADMIN).await;
    let (delegate, ..) = delegate(&app, &admin).await;
    with_role(&app, "office2", "13500135000", RoleId::ADMIN).await;
    let renter = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;

    let refused = "form beyond_own";
    let services = &app.services;
    assert_eq!(
        problems(services.disable_account(&delegate, boss).await),
        [refused]
    );
    assert_eq!(
        problems(services.enable_account(&delegate, boss).await),
        [refused]
    );
    assert_eq!(
        problems(services.end_sessions_of(&delegate, boss).await),
        [refused]
    );
    let roles = assign(&app, &delegate, boss, &[RoleId::RENTER]).await;
    assert_eq!(roles, ["roles beyond_own"]);
    let names = services
        .change_role(&delegate, RoleId::ADMIN, &role("admin", &[PrivilegeId(1)]))
        .await;
    assert_eq!(problems(names), ["privileges beyond_own"]);

    let them = renter.user().unwrap();
    services.end_sessions_of(&delegate, them).await.unwrap();
    services.disable_account(&delegate, them).await.unwrap();
    services
        .disable_account(&admin, delegate.user().unwrap())
        .await
        .unwrap();
}
