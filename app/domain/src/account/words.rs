//! Words that the database, the API and the pages share.

crate::listing::words! {
    /// How an account is.
    AccountStatus {
        /// In use.
        Active = "active",
        /// Closed by an admin: nobody can sign in.
        Disabled = "disabled",
        /// Its owner leaves; until the grace period is over, signing in takes it back.
        Leaving = "leaving",
        /// Its owner left: what was personal is gone.
        Left = "left",
    }
}

crate::listing::words! {
    /// 性别, as the classic system asks for it.
    Sex {
        /// 女
        Female = "female",
        /// 男
        Male = "male",
    }
}

crate::listing::words! {
    /// How somebody came in.
    SignInWay {
        /// With a password.
        Password = "password",
        /// With a code by SMS.
        Code = "code",
        /// By having made the account.
        SignUp = "sign_up",
    }
}

crate::listing::words! {
    /// What became of an attempt to sign in.
    SignInOutcome {
        /// A session began.
        Done = "done",
        /// The password was wrong.
        WrongPassword = "wrong_password",
        /// The code was wrong.
        WrongCode = "wrong_code",
        /// The account is closed.
        Disabled = "disabled",
    }
}

crate::listing::words! {
    /// Why a session ended.
    SessionEnd {
        /// Signed out on the device itself.
        SignedOut = "signed_out",
        /// Ended from another device or by an admin.
        EndedElsewhere = "ended_elsewhere",
        /// The password was changed.
        PasswordChanged = "password_changed",
        /// A refresh token came a second time: somebody has a copy.
        TokenReused = "token_reused",
        /// The account was closed.
        Disabled = "disabled",
        /// The account's owner left.
        Left = "left",
    }
}

crate::listing::words! {
    /// What a code is for. One for another purpose is not taken.
    CodePurpose {
        /// Making an account.
        SignUp = "sign_up",
        /// Signing in without a password.
        SignIn = "sign_in",
        /// Choosing a new password.
        ResetPassword = "reset_password",
        /// A new phone number.
        ChangePhone = "change_phone",
        /// A new e-mail address.
        ChangeEmail = "change_email",
    }
}

crate::listing::words! {
    /// By which way a message goes.
    Channel {
        /// SMS (短信).
        Sms = "sms",
        /// E-mail.
        Email = "email",
    }
}

crate::listing::words! {
    /// What is done to a resource: the method of the REST API. `*` grants every one.
    Method {
        /// Any.
        Any = "*",
        /// Read.
        Get = "GET",
        /// Make, or do something.
        Post = "POST",
        /// Replace.
        Put = "PUT",
        /// Change in part.
        Patch = "PATCH",
        /// Take away.
        Delete = "DELETE",
    }
}

crate::listing::words! {
    /// Routes that networks are allowed or denied together.
    RouteGroup {
        /// Pages for everybody.
        Pages = "pages",
        /// Signing in and one's own account.
        Accounts = "accounts",
        /// The admins' pages.
        Admin = "admin",
        /// The REST API.
        Api = "api",
    }
}

crate::listing::words! {
    /// What a rule says of a network.
    NetworkVerdict {
        /// Only networks that are allowed get in, once there is such a rule.
        Allow = "allow",
        /// Never gets in, even if it is allowed as well.
        Deny = "deny",
    }
}

crate::listing::words! {
    /// What points (积分) are for.
    PointReason {
        /// The first log-in of a day.
        FirstSignInOfDay = "first_sign_in_of_day",
        /// Set right by an admin.
        Correction = "correction",
    }
}

crate::listing::words! {
    /// What the audit trail tells of.
    AuditAction {
        /// An account was made.
        AccountCreated = "account.created",
        /// An account's data were changed.
        AccountChanged = "account.changed",
        /// A password was changed or reset.
        PasswordChanged = "account.password_changed",
        /// An account was closed.
        AccountDisabled = "account.disabled",
        /// An account was opened again.
        AccountEnabled = "account.enabled",
        /// Its owner asked to leave.
        AccountLeaving = "account.leaving",
        /// Its owner came back in time.
        AccountReturned = "account.returned",
        /// What was personal was taken away.
        AccountLeft = "account.left",
        /// Somebody took a copy of their data.
        AccountExported = "account.exported",
        /// Sessions were ended.
        SessionsEnded = "account.sessions_ended",
        /// A refresh token came twice.
        TokenReused = "account.token_reused",
        /// A token for a program was made.
        TokenMade = "token.made",
        /// A token for a program was revoked.
        TokenRevoked = "token.revoked",
        /// An address for events was added.
        WebhookAdded = "webhook.added",
        /// An address for events was changed.
        WebhookChanged = "webhook.changed",
        /// An address for events was taken away.
        WebhookRemoved = "webhook.removed",
        /// An account's roles were changed.
        RolesAssigned = "account.roles_assigned",
        /// A role was made.
        RoleCreated = "role.created",
        /// A role was changed.
        RoleChanged = "role.changed",
        /// A role was taken away.
        RoleDeleted = "role.deleted",
        /// A privilege was made.
        PrivilegeCreated = "privilege.created",
        /// A privilege was taken away.
        PrivilegeDeleted = "privilege.deleted",
        /// A listing was begun.
        ListingStarted = "listing.started",
        /// A listing took a step in its life.
        ListingMoved = "listing.moved",
        /// A draft was deleted.
        ListingDeleted = "listing.deleted",
        /// Homes of a file were brought in.
        ImportApplied = "import.applied",
        /// Homes of a file were taken back.
        ImportUndone = "import.undone",
        /// A classic system was brought over.
        ClassicImported = "import.classic",
        /// A rule for a network was made.
        NetworkAdded = "network.added",
        /// A rule for a network was taken away.
        NetworkRemoved = "network.removed",
        /// An appeal was granted or refused.
        AppealDecided = "appeal.decided",
        /// A report was upheld or dismissed.
        ReportDecided = "report.decided",
        /// A strike was given.
        StrikeGiven = "strike.given",
        /// A strike was lifted.
        StrikeLifted = "strike.lifted",
        /// Something was added to a dictionary.
        EntryCreated = "dictionary.created",
        /// Something in a dictionary was changed.
        EntryChanged = "dictionary.changed",
        /// Something was taken out of a dictionary.
        EntryDeleted = "dictionary.deleted",
        /// An estate was merged into another.
        EstateMerged = "dictionary.merged",
        /// An agent changed their profile.
        AgentChanged = "agent.changed",
        /// An agent handed in a licence.
        LicenceHandedIn = "licence.handed_in",
        /// A licence was checked and taken.
        LicenceAccepted = "licence.accepted",
        /// A licence was not taken.
        LicenceRejected = "licence.rejected",
        /// What a renter said of an agent was hidden.
        ReviewHidden = "review.hidden",
        /// It shows again.
        ReviewShown = "review.shown",
    }
}
