//! Rows as they are in real systems.

use crate::world::{Folder, import, on_both};
use domain::{ListingId, UserId};

const USERS: &str = "userid,username,password,realname,sex,tel,email,regdate,point,lastvisit\n";
const HOMES: &str = "houseid,title,area,floor,totalfloor,direction,price,priceunit,detail,pubdate,street,hassubway,isshared,hasagentfees,typeid,userid,distid2,distid3,estateid,agentid,secret\n";

#[tokio::test]
async fn accounts_that_cannot_be_are_told_with_the_reason() {
    on_both(async |app| {
        let folder = Folder::small();
        let md5 = "e10adc3949ba59abbe56e057f20f883e";
        let long = "超".repeat(21);
        folder.write(
            "tb_user",
            format!(
                "{USERS}\
                 1,jackfrued,{md5},骆昊,1,13512345678,a@b.cn,2024-06-30 12:00:00,1,\n\
                 2,JackFrued,{md5},骆昊,1,13512345679,,2024-06-30 12:00:00,1,\n\
                 3,another3,{md5},骆昊,1,13512345678,,2024-06-30 12:00:00,1,\n\
                 4,another4,{md5},骆昊,1,13512345674,A@B.cn,2024-06-30 12:00:00,1,\n\
                 5,another5,{md5},骆昊,1,010-8888,,2024-06-30 12:00:00,1,\n\
                 6,admin,secret,,,13512345676,no mail,0000-00-00 00:00:00,-5,2099-01-01 00:00:00\n\
                 7,,{md5},骆昊,1,13512345677,,2024-06-30 12:00:00,1,\n\
                 8,another8,{md5},{long},1,13512345670,,2024-06-30 12:00:00,1,\n\
                 \"\",another9,{md5},骆昊,1,13512345671,,2024-06-30 12:00:00,1,\n\
                 1,jackfrued,{md5},骆昊,1,13512345678,,2024-06-30 12:00:00,1,\n\
                 11,too,few\n"
            ),
        );
        let said = import(app, &folder.path()).await;
        assert_eq!(said.counts("tb_user"), (3, 0, 0, 8));
        let reasons = said.reasons("tb_user");
        for reason in [
            "username_taken",
            "phone_taken",
            "phone_invalid",
            "missing",
            "too_long",
            "not_a_number",
            "duplicate_id",
            "field_count",
            "email_taken",
            "email_invalid",
            "username_unusual",
            "password_unusable",
            "real_name_missing",
            "points_unusable",
        ] {
            assert_eq!(reasons.get(reason), Some(&1), "{reason}: {reasons:?}");
        }
        assert_eq!(reasons["time_unusable"], 2);
        for line in [
            "2,username,JackFrued,rejected,username_taken",
            "4,email,a@b.cn,note,email_taken",
            "5,tel,010-8888,rejected,phone_invalid",
        ] {
            assert!(
                said.rejects.iter().any(|it| it == line),
                "{line}: {:?}",
                said.rejects
            );
        }
        let store = app.store().primary_reads();
        let user = store.accounts().by_id(UserId(6)).await.unwrap().unwrap();
        assert_eq!(
            (user.real_name.as_str(), user.email, user.points),
            ("admin", None, 0)
        );
        assert_eq!(user.password_hash, "-");
        assert_eq!(user.sex, None);
        // Roles of accounts that are not here.
        assert_eq!(said.reasons("tb_user_role")["dangling"], 2);
        assert_eq!(said.reasons("tb_house_info")["publisher_unknown"], 1);
        assert!(import(app, &folder.path()).await.report.is_unchanged());
    })
    .await;
}

#[tokio::test]
async fn homes_are_taken_without_what_is_wrong_where_they_can_do_without() {
    on_both(async |app| {
        let folder = Folder::small();
        let long = "长".repeat(101);
        let rows = [
            // What a home can do without.
            "1,好房,99999,12,3,天上,1000,元/月,,2024-12-28,,1,0,0,77,888,440300,430124,999,999,x",
            "2,\" 好\u{7}房 \",0,,,,0.01,,\"行\r\n行\",2024-12-28 10:00:00,\"\",,,,,,440300,,,,",
            // What it cannot.
            ",没号,10,,,,1000,,,2024-12-28,,,,,,,440300,,,,",
            "4,,10,,,,1000,,,2024-12-28,,,,,,,440300,,,,",
            "5,免费,10,,,,0,,,2024-12-28,,,,,,,440300,,,,",
            "6,天天租,10,,,,100,元/天,,2024-12-28,,,,,,,440300,,,,",
            "7,火星,10,,,,100,,,2024-12-28,,,,,,,999900,,,,",
            "8,明天,10,,,,100,,,2099-12-28,,,,,,,440300,,,,",
            "9,也许,10,,,,100,,,2024-12-28,,maybe,,,,,440300,,,,",
            "10,贵,10,,,,1e3x,,,2024-12-28,,,,,,,440300,,,,",
        ];
        let too_long = format!("11,{long},10,,,,100,,,2024-12-28,,,,,,,440300,,,,");
        folder.write(
            "tb_house_info",
            format!("{HOMES}{}\n{too_long}\n", rows.join("\n")),
        );
        folder.write(
            "tb_house_tag",
            "house_tag_id,houseid,tagid\n1,1,5\n2,1,99\n3,4,5\n4,1,5\n",
        );
        folder.write(
            "tb_agent_estate",
            "agent_estate_id,agentid,estateid\n1,41,99\n2,99,11\n",
        );
        let said = import(app, &folder.path()).await;
        assert_eq!(said.counts("tb_house_info"), (2, 0, 0, 9));
        let reasons = said.reasons("tb_house_info");
        for (reason, count) in [
            ("missing", 2),
            ("out_of_range", 2),
            ("unknown_word", 2),
            ("unknown_city", 1),
            ("not_a_number", 1),
            ("too_long", 1),
            ("area_unusable", 2),
            ("floor_above_total", 1),
            ("orientation_unknown", 1),
            ("district_unknown", 1),
            ("house_type_unknown", 1),
            ("publisher_unknown", 1),
            ("estate_unknown", 1),
            ("agent_unknown", 1),
        ] {
            assert_eq!(reasons.get(reason), Some(&count), "{reason}: {reasons:?}");
        }
        assert_eq!(said.table("tb_house_info").left_out, ["secret"]);
        let store = app.store().primary_reads();
        let home = store
            .listings()
            .detail(ListingId(1))
            .await
            .unwrap()
            .unwrap();
        let card = home.listing.card;
        assert_eq!(
            (card.area, card.floor.number, card.floor.total),
            (None, Some(12), None)
        );
        assert_eq!((card.district, card.estate.is_none()), (None, true));
        assert_eq!(card.tags.len(), 1, "the same tag twice is one");
        let home = store
            .listings()
            .detail(ListingId(2))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(home.listing.card.title, "好 房");
        assert_eq!(home.listing.detail, "行\n行");
        let tags = said.reasons("tb_house_tag");
        assert_eq!(tags["dangling"], 2);
        assert_eq!(said.reasons("tb_agent_estate")["dangling"], 2);
        assert!(import(app, &folder.path()).await.report.is_unchanged());
    })
    .await;
}

#[tokio::test]
async fn dictionaries_meet_names_and_places_that_are_not_here() {
    on_both(async |app| {
        let folder = Folder::small();
        folder.write(
            "tb_district",
            "distid,pid,name,ishot,intro\n139001,139000,定州市,0,\n130502,130500,桥东区,0,很老\n\
             330104,330100,江干区,0,\n440300,440000,深圳市,0,\n",
        );
        folder.write(
            "tb_estate",
            "estateid,distid,name,hot,intro\n11,440303,幸福里,-4,\n12,440303,幸福里,7,\n\
             13,330104,江边,9999999999,\n14,999999,天边,1,\n15,139001,定州府,1,\n",
        );
        folder.write("tb_tag", "tagid,content\n1,家电齐全\n5,家电齐全\n6,一二三四五六七八九十一二三四五六七八九十一\n");
        folder.write("tb_house_type", "typeid,name\n1,一室一厅\n3,三号\n12,五室三厅\n");
        folder.write(
            "tb_agent",
            "agentid,name,tel,servstar,realstar,profstar,certificated\n41,袁晓孟,158173555285,9,-1,,\n42,,13881735552,5,4,4,1\n",
        );
        folder.write("tb_role", "roleid,rolename\n1,管理员\n2,房东\n3,东家\n");
        let said = import(app, &folder.path()).await;
        let districts = said.reasons("tb_district");
        assert_eq!(districts["unknown_division"], 2, "{districts:?}");
        assert_eq!((districts["name_differs"], districts["intro_left_out"]), (1, 1));
        // 深圳 was hot here.
        assert_eq!(said.counts("tb_district"), (0, 1, 1, 2));
        let estates = said.reasons("tb_estate");
        assert_eq!((estates["joined"], estates["district_gone"]), (1, 1), "{estates:?}");
        assert_eq!(estates["unknown_division"], 2);
        let store = app.store().primary_reads();
        let known = store.places().estates().await.unwrap();
        let known: Vec<_> = known.iter().map(|it| (it.id.0, it.division.0, it.hot)).collect();
        assert_eq!(known, [(11, 440_303, 0), (13, 330_100, 1_000_000)]);
        assert_eq!(said.reasons("tb_tag")["joined"], 1);
        assert_eq!(said.reasons("tb_tag")["too_long"], 1);
        let types = said.reasons("tb_house_type");
        assert_eq!((types["joined"], types["id_taken"]), (1, 1), "{types:?}");
        let agents = said.reasons("tb_agent");
        assert_eq!((agents["stars_unusable"], agents["phone_unusual"], agents["missing"]), (2, 1, 1));
        // Nobody becomes an admin because a number means something else there.
        let roles = said.reasons("tb_role");
        assert_eq!((roles["joined"], roles["id_taken"]), (1, 1), "{roles:?}");
        let of = store.accounts().roles_of(UserId(1)).await.unwrap();
        assert_eq!(of, [domain::RoleId(1)], "role 4 is not there");
        assert!(import(app, &folder.path()).await.report.is_unchanged());
    })
    .await;
}

#[tokio::test]
async fn damaged_text_refuses_its_row_only() {
    let app = testkit::TestApp::start().await.unwrap();
    let folder = Folder::small();
    let mut tags = "tagid,content\n1,家电齐全\n".as_bytes().to_vec();
    tags.extend(b"2,\xff\xfe\xff\n5,plain\n");
    folder.write("tb_tag", tags);
    let said = import(&app, &folder.path()).await;
    assert_eq!(said.counts("tb_tag"), (2, 0, 0, 1));
    assert_eq!(said.reasons("tb_tag")["not_utf8"], 1);
}
