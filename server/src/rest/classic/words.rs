//! What is said, in the words of the framework that the classic system stands on.

/// A page that is not there.
pub(super) const NO_SUCH_PAGE: &str = "无效页面。";
/// Nobody is signed in.
pub(super) const SIGN_IN: &str = "身份认证信息未提供。";
/// The caller may not do it.
pub(super) const FORBIDDEN: &str = "您没有执行该操作的权限。";
/// Too many strikes.
pub(super) const BARRED: &str = "违规次数过多，暂时不能发布房源。";
/// There is no such thing.
pub(super) const NOT_FOUND: &str = "未找到。";
/// Too many requests.
pub(super) const THROTTLED: &str = "请求已被限流。";
/// A body that cannot be read.
pub(super) const MALFORMED: &str = "错误的请求。";
/// Somebody else changed it meanwhile.
pub(super) const CONFLICT: &str = "内容已被他人修改，请重新获取后再试。";
/// Our fault.
pub(super) const FAILED: &str = "服务器出现了错误。";
/// A part of the system is not there right now.
pub(super) const UNAVAILABLE: &str = "服务暂时不可用，请稍后再试。";
/// No number where one is to be.
pub(super) const NO_NUMBER: &str = "输入一个数字。";

/// What is wrong with a field, by the code of the problem.
pub(super) fn problem(code: &str) -> String {
    let (code, count) = code.split_once(':').unwrap_or((code, ""));
    let text = match code {
        "missing" => "该字段是必填项。",
        "too_long" => "该字段太长。",
        "out_of_range" => "该值超出允许的范围。",
        "not_a_number" => "请填写合法的数字。",
        "unknown_value" | "unknown_place" | "not_a_day" => "不是合法的值。",
        "characters" => "含有不允许的字符。",
        "exists" | "taken" | "username_taken" | "phone_taken" | "email_taken" => "该字段必须唯一。",
        "username_characters" | "username_length" | "username_is_phone" => {
            "用户名由6到20个字母、数字、下划线、连字符或点组成，且不能是手机号。"
        }
        "real_name_characters" | "real_name_length" => "姓名由2到20个汉字组成。",
        "phone" => "请输入合法的手机号。",
        "email" => "请输入合法的邮件地址。",
        "password_short" => "密码太短。",
        "password_long" => "密码太长。",
        "password_common" => "密码太常见，容易被猜到。",
        "password_like_account" => "密码不能与账号信息相同。",
        "code_wrong" => "验证码错误或已过期。",
        "captcha_missing" => "请填写图片验证码。",
        "captcha_wrong" => "图片验证码错误。",
        "changed_elsewhere" => "请在网站上凭验证码修改。",
        "floor_above_total" => "楼层不能高于总楼层。",
        "builtin" => "系统自带，不能删除。",
        "agent_has_account" => "该经理人有自己的账号，资料由本人维护。",
        "in_use" if !count.is_empty() => return format!("有{count}处正在使用，不能删除。"),
        "in_use" => "正在使用，不能删除。",
        "in_review" => "正在审核，暂时不能修改。",
        "not_editable" => "当前状态下不能修改。",
        "was_public" => "曾经公开过的房源不能删除。",
        "tag_too_long" => "标签太长。",
        "too_many" | "photos_too_many" => "数量太多。",
        "photo_missing" => "没有提交任何文件。",
        "photo_too_large" => "图片太大。",
        code if code.starts_with("photo_") => {
            "请上传有效图片。您上传的该文件不是图片或者图片已经损坏。"
        }
        code if code.starts_with("password") => "密码不符合要求。",
        _ => "无效的输入。",
    };
    text.to_owned()
}
