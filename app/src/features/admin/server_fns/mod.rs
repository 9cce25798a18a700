//! What the admins' pages ask the server for. Whether the caller may is for the services to say.

mod agents;
mod networks;
mod roles;
mod users;

pub use agents::{
    AdminLicences, AdminReviews, DecideLicence, HideReview, admin_licences, admin_reviews,
    decide_licence, hide_review,
};
pub use networks::{
    AddNetworkRule, AdminAudit, AdminNetworks, RemoveNetworkRule, add_network_rule, admin_audit,
    admin_networks, remove_network_rule,
};
pub use roles::{
    AdminRoles, ChangeRole, CreatePrivilege, CreateRole, DeletePrivilege, DeleteRole,
    RolesAndPrivileges, admin_roles, change_role, create_privilege, create_role, delete_privilege,
    delete_role,
};
pub use users::{
    AdminUser, AdminUsers, AssignRoles, DisableAccount, EnableAccount, EndSessionsOf, User, Users,
    admin_user, admin_users, assign_roles, disable_account, enable_account, end_sessions_of,
    query_of,
};
