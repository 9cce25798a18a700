//! What forms say. Only lazy pages have forms, so the first download does not carry it.

use crate::locales::{Locale, Text};
use domain::{AppError, ErrorCode};

type Fixed = &'static str;

/// Texts of forms.
pub(crate) struct FormText {
    /// What a field asks for, by its name; nothing for what is no field.
    pub(crate) label: fn(&str) -> Option<Fixed>,
    /// What is wrong with a field, by the code of the problem.
    pub(crate) problem: fn(&str) -> Fixed,
    /// Why a form was not taken, where no field is to blame.
    pub(crate) error: fn(&AppError) -> String,
    /// Above what is wrong.
    pub(crate) not_taken: Fixed,
    /// Between a label and what is said of it.
    pub(crate) colon: Fixed,
    pub(crate) show_password: Fixed,
    pub(crate) password_hint: Fixed,
    pub(crate) send_code: Fixed,
    pub(crate) send_again: Fixed,
    pub(crate) send_again_in: fn(&str) -> String,
    pub(crate) code_sent: Fixed,
    pub(crate) code_hint: Fixed,
    /// After the label of a field that may be left empty.
    pub(crate) optional: Fixed,
    pub(crate) save: Fixed,
}

impl FormText {
    /// What the field `name` asks for.
    pub(crate) fn label_of(&self, name: &str) -> Fixed {
        (self.label)(name).unwrap_or_default()
    }
}

const ZH_CN: FormText = FormText {
    label: |field| {
        Some(match field {
            "username" => "用户名",
            "password" => "密码",
            "old_password" => "当前密码",
            "new_password" => "新密码",
            "real_name" => "真实姓名",
            "phone" => "手机号",
            "email" => "邮箱",
            "code" => "验证码",
            "captcha" => "图中的字符",
            "login" => "用户名、手机号或邮箱",
            "recipient" => "手机号或邮箱",
            "sex" => "性别",
            "locale" => "语言",
            "theme" => "外观",
            "avatar" => "头像",
            "roles" => "角色",
            "word" => "标识",
            "name" => "中文名称",
            "name_en" => "英文名称",
            "privileges" => "权限",
            "method" => "方法",
            "pattern" => "资源",
            "own" => "范围",
            "detail" => "说明",
            "group" => "页面范围",
            "verdict" => "规则",
            "network" => "网段",
            "note" => "备注",
            _ => return None,
        })
    },
    problem: |code| match code {
        "missing" => "请填写",
        "username_length" => "用户名要 6 到 20 个字符",
        "username_characters" => "用户名只能用字母、数字、下划线、连字符和点",
        "username_is_phone" => "用户名不能是手机号",
        "username_taken" => "这个用户名已经有人用了",
        "real_name_length" => "姓名要 2 到 20 个字",
        "real_name_characters" => "请填写中文姓名，可以用间隔号（·）",
        "phone" => "请填写 11 位的中国大陆手机号",
        "phone_taken" => "这个手机号已有账号",
        "email" => "邮箱地址不对，应该像 name@example.com",
        "email_taken" => "这个邮箱已经有人用了",
        "recipient" => "请填写手机号或邮箱地址",
        "password_short" => "密码至少要 8 个字符",
        "password_long" => "密码最多 128 个字符",
        "password_common" => "这个密码太常见，很容易被猜到，请换一个",
        "password_is_name" => "密码不能和用户名、姓名、手机号或邮箱一样",
        "password_same" => "新密码和当前密码一样，请换一个",
        "wrong_password" => "密码不对",
        "wrong_login" => "账号或密码不对",
        "code_wrong" => "验证码不对或已过期，请检查或重新获取",
        "captcha_wrong" => "答案不对，请看新的图片再答一次",
        "captcha_missing" => "尝试次数较多，请先回答图中的字符",
        "disabled" => "这个账号已被停用，请联系客服",
        "image_unreadable" => "看不懂这个文件，请选择 JPEG、PNG 或 WebP 图片",
        "image_too_large" => "图片太大，最大 5 MB",
        "pattern" => "资源路径不对，应该像 /listings/* 或 /users/**",
        "word" => "标识只能用小写字母、数字和下划线",
        "network" => "网段不对，应该像 10.0.0.0/8 或 2001:db8::/32",
        "name_taken" => "这个名称或标识已经有了",
        "exists" => "已经有一条同样的了",
        "last_admin" => "这是最后一位管理员，至少要留一位",
        "own_account" => "不能对自己的账号这样做",
        "too_long" => "太长了",
        "too_many" => "太多了",
        "builtin" => "系统自带的不能删除",
        "locks_you_out" => "这样改会把管理员自己挡在外面",
        "beyond_own" => "不能给出或改动超出自己权限的内容",
        "unknown_value" => "请从列出的选项里选",
        _ => "填写不对，请检查",
    },
    error: |error| match error.code {
        ErrorCode::NotFound => "它已经不在了，请刷新页面。".to_owned(),
        ErrorCode::Gone => "它已经撤下了。".to_owned(),
        ErrorCode::Unauthenticated => "登录已过期，请重新登录。".to_owned(),
        ErrorCode::Forbidden => "你没有权限这样做。".to_owned(),
        ErrorCode::Conflict => "内容刚刚在别处改过，请刷新页面后再试。".to_owned(),
        ErrorCode::Invalid => "有些内容没有填对，请检查后再试。".to_owned(),
        ErrorCode::RateLimited => match error.retry_after {
            Some(seconds) => ["操作太频繁，请 ", &seconds.to_string(), " 秒后再试。"].concat(),
            None => "操作太频繁，请稍后再试。".to_owned(),
        },
        ErrorCode::Unavailable => "服务暂时不可用，请稍后再试。".to_owned(),
        ErrorCode::Internal => match &error.request_id {
            Some(id) => ["我们这边出了点问题，已经记录下来。请求编号：", id].concat(),
            None => "我们这边出了点问题，已经记录下来。".to_owned(),
        },
    },
    not_taken: "还差一点，请看下面",
    colon: "：",
    show_password: "显示",
    password_hint: "至少 8 个字符，可以是一句话。",
    send_code: "获取验证码",
    send_again: "重新发送",
    send_again_in: |seconds| [seconds, " 秒后重发"].concat(),
    code_sent: "已发送，60 秒后可重发",
    code_hint: "6 位数字，5 分钟内有效。",
    optional: "（选填）",
    save: "保存",
};

const EN: FormText = FormText {
    label: |field| {
        Some(match field {
            "username" => "Username",
            "password" => "Password",
            "old_password" => "Current password",
            "new_password" => "New password",
            "real_name" => "Real name",
            "phone" => "Phone number",
            "email" => "E-mail address",
            "code" => "Code",
            "captcha" => "Characters in the picture",
            "login" => "Username, phone number or e-mail address",
            "recipient" => "Phone number or e-mail address",
            "sex" => "Sex",
            "locale" => "Language",
            "theme" => "Appearance",
            "avatar" => "Picture",
            "roles" => "Roles",
            "word" => "Word",
            "name" => "Chinese name",
            "name_en" => "English name",
            "privileges" => "Privileges",
            "method" => "Method",
            "pattern" => "Resource",
            "own" => "Reach",
            "detail" => "What for",
            "group" => "Pages",
            "verdict" => "Rule",
            "network" => "Network",
            "note" => "Note",
            _ => return None,
        })
    },
    problem: |code| match code {
        "missing" => "Please fill this in",
        "username_length" => "A username has 6 to 20 characters",
        "username_characters" => {
            "A username is made of letters, digits, underscores, hyphens and dots"
        }
        "username_is_phone" => "A phone number cannot be a username",
        "username_taken" => "Somebody has this username already",
        "real_name_length" => "A name has 2 to 20 characters",
        "real_name_characters" => {
            "Please give your Chinese name; a middle dot (·) may be part of it"
        }
        "phone" => "Please give a mobile number of mainland China, 11 digits",
        "phone_taken" => "This number has an account already",
        "email" => "This is no e-mail address; it should look like name@example.com",
        "email_taken" => "Somebody has this e-mail address already",
        "recipient" => "Please give a phone number or an e-mail address",
        "password_short" => "A password has at least 8 characters",
        "password_long" => "A password has at most 128 characters",
        "password_common" => "This password is too common and easy to guess, please choose another",
        "password_is_name" => {
            "The password cannot be your username, name, phone number or e-mail address"
        }
        "password_same" => "This is your current password, please choose another",
        "wrong_password" => "This password is wrong",
        "wrong_login" => "The account or the password is wrong",
        "code_wrong" => "This code is wrong or too old; check it, or ask for a new one",
        "captcha_wrong" => "That was not it; please answer the new picture",
        "captcha_missing" => "After so many tries, please answer the picture first",
        "disabled" => "This account is closed, please contact us",
        "image_unreadable" => "This file cannot be read; please choose a JPEG, PNG or WebP picture",
        "image_too_large" => "The picture is too large; at most 5 MB",
        "pattern" => "This is no resource; it should look like /listings/* or /users/**",
        "word" => "A word is made of small letters, digits and underscores",
        "network" => "This is no network; it should look like 10.0.0.0/8 or 2001:db8::/32",
        "name_taken" => "This name or word is taken",
        "exists" => "There is one like this already",
        "last_admin" => "This is the last admin; there must be one",
        "own_account" => "You cannot do this to your own account",
        "too_long" => "This is too long",
        "too_many" => "These are too many",
        "builtin" => "What the system comes with cannot be deleted",
        "locks_you_out" => "This would lock admins out",
        "beyond_own" => "This goes beyond what you may do yourself",
        "unknown_value" => "Please choose from the list",
        _ => "This is not right, please check it",
    },
    error: |error| match error.code {
        ErrorCode::NotFound => "It is not there any more; please load the page again.".to_owned(),
        ErrorCode::Gone => "It was taken down.".to_owned(),
        ErrorCode::Unauthenticated => "You are signed out by now; please sign in again.".to_owned(),
        ErrorCode::Forbidden => "You may not do this.".to_owned(),
        ErrorCode::Conflict => {
            "This was changed somewhere else a moment ago; please load the page again.".to_owned()
        }
        ErrorCode::Invalid => "Something is not filled in right; please check it.".to_owned(),
        ErrorCode::RateLimited => match error.retry_after {
            Some(seconds) => [
                "Too many tries; again in ",
                &seconds.to_string(),
                " seconds.",
            ]
            .concat(),
            None => "Too many tries; please wait a while.".to_owned(),
        },
        ErrorCode::Unavailable => {
            "This does not work right now; please try again later.".to_owned()
        }
        ErrorCode::Internal => match &error.request_id {
            Some(id) => [
                "Something went wrong on our side and was noted. Request number: ",
                id,
            ]
            .concat(),
            None => "Something went wrong on our side and was noted.".to_owned(),
        },
    },
    not_taken: "Almost there, please look at this",
    colon: ": ",
    show_password: "Show",
    password_hint: "At least 8 characters; a sentence is fine.",
    send_code: "Send a code",
    send_again: "Send again",
    send_again_in: |seconds| ["Again in ", seconds, " s"].concat(),
    code_sent: "Sent. You can ask for another in 60 seconds",
    code_hint: "6 digits, good for 5 minutes.",
    optional: " (optional)",
    save: "Save",
};

impl Text {
    /// Texts of forms.
    pub(crate) fn form(&self) -> &'static FormText {
        match self.locale {
            Locale::ZhCn => &ZH_CN,
            Locale::En => &EN,
        }
    }
}
