//! What the page of one's profile as an agent says.

use crate::locales::Locale;

type Fixed = &'static str;

/// Texts of one's profile as an agent.
pub(super) struct ProfileText {
    pub(super) profile: Fixed,
    pub(super) summary: Fixed,
    pub(super) name: Fixed,
    pub(super) phone: Fixed,
    pub(super) service: Fixed,
    pub(super) truth: Fixed,
    pub(super) skill: Fixed,
    pub(super) no_stars: Fixed,
    pub(super) reviews: Fixed,
    pub(super) stars_about: Fixed,
    pub(super) certified: Fixed,
    pub(super) public_page: Fixed,
    pub(super) from_account: Fixed,
    pub(super) about: Fixed,
    pub(super) intro_hint: Fixed,
    pub(super) estates_about: Fixed,
    pub(super) find_estate: Fixed,
    pub(super) find: Fixed,
    pub(super) no_estate: Fixed,
    pub(super) served: Fixed,
    pub(super) save_estates: Fixed,
    pub(super) licence_about: Fixed,
    pub(super) choose_file: Fixed,
    pub(super) licence_hint: Fixed,
    pub(super) hand_in: Fixed,
    pub(super) in_review: Fixed,
    pub(super) accepted: Fixed,
    pub(super) rejected: Fixed,
    pub(super) reason: Fixed,
    pub(super) see_file: Fixed,
    /// What was just done, by its word in the address.
    pub(super) done: fn(&str) -> Option<Fixed>,
}

const ZH_CN: ProfileText = ProfileText {
    profile: "经理人资料",
    summary: "展示信息",
    name: "姓名",
    phone: "手机号（不公开）",
    service: "满意度",
    truth: "真实度",
    skill: "专业度",
    no_stars: "暂无",
    reviews: "评价数",
    stars_about: "星级由租客看房后的评价算出，满 3 条评价后显示。",
    certified: "已认证",
    public_page: "查看我的公开主页",
    from_account: "姓名和手机号来自账号，请在这里修改：",
    about: "介绍",
    intro_hint: "最多 500 个字，所有人都能看到。请不要写联系方式。",
    estates_about: "显示在公开主页上，最多 30 个。先按名称查找，再勾选保存。",
    find_estate: "小区名称",
    find: "查找",
    no_estate: "没有找到这个名称的小区。",
    served: "勾选服务的小区",
    save_estates: "保存小区",
    licence_about: "审核通过后，主页和房源上会显示“已认证”。证书只有你和管理员能看到。",
    choose_file: "选择证书文件",
    licence_hint: "JPEG、PNG、WebP 图片或 PDF，最大 10 MB。",
    hand_in: "提交审核",
    in_review: "正在审核。重新提交会替换这一份。",
    accepted: "审核已通过。",
    rejected: "审核未通过，请修改后重新提交。",
    reason: "原因：",
    see_file: "查看文件",
    done: |what| {
        Some(match what {
            "profile" => "资料已保存。",
            "estates" => "服务的小区已保存。",
            "licence" => "证书已提交，请等待审核。",
            _ => return None,
        })
    },
};

const EN: ProfileText = ProfileText {
    profile: "Your profile as an agent",
    summary: "What others see",
    name: "Name",
    phone: "Phone number (not public)",
    service: "Satisfaction",
    truth: "Truthfulness",
    skill: "Competence",
    no_stars: "None yet",
    reviews: "Reviews",
    stars_about: "Stars come from what renters say after viewings, and show from three reviews on.",
    certified: "Certified",
    public_page: "See your public page",
    from_account: "Name and phone number are those of your account:",
    about: "About you",
    intro_hint: "Up to 500 characters that everybody can read. Please leave contact details out.",
    estates_about: "They show on your public page, up to 30. Find them by name, then tick and save.",
    find_estate: "Name of the estate",
    find: "Find",
    no_estate: "No estate is called that.",
    served: "Tick the estates you serve",
    save_estates: "Save the estates",
    licence_about: "Once it is checked, your page and your homes say “certified”. Only you and admins see the file.",
    choose_file: "The file of the licence",
    licence_hint: "A JPEG, PNG or WebP picture, or a PDF, up to 10 MB.",
    hand_in: "Hand it in",
    in_review: "It is being checked. Another one takes its place.",
    accepted: "It was accepted.",
    rejected: "It was not accepted. Please hand in another.",
    reason: "Why: ",
    see_file: "See the file",
    done: |what| {
        Some(match what {
            "profile" => "Your profile is saved.",
            "estates" => "The estates are saved.",
            "licence" => "The licence is handed in.",
            _ => return None,
        })
    },
};

/// In the language `locale`.
pub(super) const fn of(locale: Locale) -> &'static ProfileText {
    match locale {
        Locale::ZhCn => &ZH_CN,
        Locale::En => &EN,
    }
}
