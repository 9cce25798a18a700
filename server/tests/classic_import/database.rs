//! A live MariaDB.

use crate::world::{Folder, TABLES, all, import, import_with};
use services::import::ImportError;
use testkit::{MysqlDatabase, PostgresDatabase, TestApp};

/// The tables as MySQL 5.7 has them in the classic system; no foreign keys are enforced.
const SCHEMA: &[&str] = &[
    "CREATE TABLE tb_role (roleid int NOT NULL AUTO_INCREMENT, rolename varchar(255) NOT NULL, PRIMARY KEY (roleid))",
    "CREATE TABLE tb_privilege (privid int NOT NULL AUTO_INCREMENT, method varchar(15) NOT NULL, \
     url varchar(1024) NOT NULL, detail varchar(255) DEFAULT NULL, PRIMARY KEY (privid))",
    "CREATE TABLE tb_role_privilege (role_priv_id int NOT NULL AUTO_INCREMENT, roleid int NOT NULL, \
     privid int NOT NULL, PRIMARY KEY (role_priv_id), UNIQUE KEY (roleid, privid))",
    "CREATE TABLE tb_user (userid int NOT NULL AUTO_INCREMENT, username varchar(20) NOT NULL, \
     password char(32) NOT NULL, realname varchar(20) NOT NULL, sex tinyint(1) NOT NULL DEFAULT 1, \
     tel varchar(20) NOT NULL, email varchar(255) DEFAULT '', regdate datetime DEFAULT CURRENT_TIMESTAMP, \
     point int DEFAULT 0, lastvisit datetime DEFAULT NULL, PRIMARY KEY (userid), UNIQUE KEY (username), \
     UNIQUE KEY (tel))",
    "CREATE TABLE tb_user_role (user_role_id int NOT NULL AUTO_INCREMENT, userid int NOT NULL, \
     roleid int NOT NULL, PRIMARY KEY (user_role_id), UNIQUE KEY (userid, roleid))",
    "CREATE TABLE tb_district (distid int NOT NULL, pid int DEFAULT NULL, name varchar(255) NOT NULL, \
     ishot tinyint(1) NOT NULL DEFAULT 0, intro text, PRIMARY KEY (distid))",
    "CREATE TABLE tb_house_type (typeid int NOT NULL AUTO_INCREMENT, name varchar(255) NOT NULL, PRIMARY KEY (typeid))",
    "CREATE TABLE tb_tag (tagid int NOT NULL AUTO_INCREMENT, content varchar(20) NOT NULL, PRIMARY KEY (tagid))",
    "CREATE TABLE tb_estate (estateid int NOT NULL AUTO_INCREMENT, distid int NOT NULL, \
     name varchar(255) NOT NULL, hot int NOT NULL DEFAULT 0, intro text, PRIMARY KEY (estateid))",
    "CREATE TABLE tb_agent (agentid int NOT NULL AUTO_INCREMENT, name varchar(255) NOT NULL, \
     tel varchar(20) NOT NULL, servstar int NOT NULL, realstar int NOT NULL, profstar int NOT NULL, \
     certificated bit(1) NOT NULL, PRIMARY KEY (agentid))",
    "CREATE TABLE tb_agent_estate (agent_estate_id int NOT NULL AUTO_INCREMENT, agentid int NOT NULL, \
     estateid int NOT NULL, PRIMARY KEY (agent_estate_id), UNIQUE KEY (agentid, estateid))",
    "CREATE TABLE tb_house_info (houseid int NOT NULL AUTO_INCREMENT, title varchar(50) NOT NULL, \
     area int NOT NULL, floor int NOT NULL, totalfloor int NOT NULL, direction varchar(40) NOT NULL, \
     price decimal(10,2) NOT NULL, priceunit varchar(10) NOT NULL, detail varchar(511) DEFAULT '', \
     mainphoto varchar(255) NOT NULL, pubdate date NOT NULL, street varchar(255), \
     hassubway bit(1) DEFAULT b'0', isshared tinyint(1) DEFAULT 0, hasagentfees tinyint(1) DEFAULT 0, \
     typeid int NOT NULL, userid int NOT NULL, distid2 int NOT NULL, distid3 int NOT NULL, \
     estateid int DEFAULT NULL, agentid int DEFAULT NULL, PRIMARY KEY (houseid))",
    "CREATE TABLE tb_house_photo (photoid int NOT NULL AUTO_INCREMENT, houseid int NOT NULL, \
     path varchar(255) NOT NULL, ismain tinyint(1) NOT NULL, PRIMARY KEY (photoid))",
    "CREATE TABLE tb_house_tag (house_tag_id int NOT NULL AUTO_INCREMENT, houseid int NOT NULL, \
     tagid int NOT NULL, PRIMARY KEY (house_tag_id), UNIQUE KEY (houseid, tagid))",
    "CREATE TABLE tb_record (recordid int NOT NULL AUTO_INCREMENT, userid int NOT NULL, \
     houseid int NOT NULL, recorddate timestamp NOT NULL, PRIMARY KEY (recordid), UNIQUE KEY (userid, houseid))",
    "CREATE TABLE tb_login_log (logid int NOT NULL AUTO_INCREMENT, userid int NOT NULL, \
     ipaddr varchar(255) NOT NULL, logdate datetime(6) NOT NULL, devcode varchar(255), PRIMARY KEY (logid))",
    "CREATE TABLE tb_emp (no int NOT NULL, name varchar(20), PRIMARY KEY (no))",
];

/// The small classic system as a MariaDB database, its text in `charset`.
async fn small(charset: &str) -> MysqlDatabase {
    let database = MysqlDatabase::create().await.unwrap();
    let alter = format!("ALTER DATABASE CHARACTER SET {charset}");
    // Moments of a `timestamp` column are kept in UTC: this client lives in Shanghai.
    let mut sql = vec![alter, "SET time_zone = '+08:00'".into()];
    sql.extend(SCHEMA.iter().map(|sql| (*sql).to_owned()));
    for (table, csv) in TABLES {
        let mut rows = csv::Reader::from_reader(csv.as_bytes());
        let columns: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
        for row in rows.records() {
            let row = row.unwrap();
            let values = columns.iter().zip(row.iter()).map(|(column, value)| {
                if value.is_empty() && !matches!(column.as_str(), "detail" | "intro") {
                    return "NULL".to_owned();
                }
                let bits = matches!(column.as_str(), "certificated" | "hassubway");
                let quoted = format!("'{}'", value.replace('\'', "''"));
                match charset {
                    // UTF-8 that the column takes for something else, as old clients wrote it.
                    "latin1" if !value.is_ascii() => {
                        let hex: String = value.bytes().map(|it| format!("{it:02x}")).collect();
                        format!("CAST(x'{hex}' AS CHAR CHARACTER SET latin1)")
                    }
                    _ if bits => format!("b'{value}'"),
                    _ => quoted,
                }
            });
            let values: Vec<String> = values.collect();
            sql.push(format!(
                "INSERT INTO {table} ({}) VALUES ({})",
                columns.join(", "),
                values.join(", ")
            ));
        }
    }
    let statements: Vec<&str> = sql.iter().map(String::as_str).collect();
    database.run(&statements).await.unwrap();
    database
}

#[tokio::test]
async fn a_database_says_the_same_as_files() {
    let files = TestApp::start().await.unwrap();
    let from_files = import(&files, &Folder::small().path()).await;
    for charset in ["utf8", "utf8mb4", "latin1", "gbk"] {
        let database = small(charset).await;
        let app = TestApp::start().await.unwrap();
        let said = import(&app, &database.url()).await;
        assert_eq!(all(&app).await, all(&files).await, "{charset}");
        assert_eq!(said.rejects, from_files.rejects, "{charset}");
        assert_eq!(said.report.back_office, ["tb_emp"]);
        let again = import(&app, &database.url()).await;
        assert!(again.report.is_unchanged(), "{charset}: {:?}", again.report);
        // However a file or a database writes a number, a flag or a time.
        let files = import(&app, &Folder::small().path()).await;
        assert!(files.report.is_unchanged(), "{charset}: {:?}", files.report);
        database.remove().await.unwrap();
    }
}

#[tokio::test]
async fn a_database_is_brought_over_to_postgres_and_followed() {
    let database = small("utf8").await;
    let postgres = PostgresDatabase::create().await.unwrap();
    let app = TestApp::start_on(postgres, 4).await.unwrap();
    let said = import(&app, &database.url()).await;
    assert_eq!(said.counts("tb_house_info"), (2, 0, 0, 0));
    let more = [
        "UPDATE tb_house_info SET price = 23000 WHERE houseid = 100",
        "INSERT INTO tb_house_info (houseid, title, area, floor, totalfloor, direction, price, priceunit, \
         mainphoto, pubdate, typeid, userid, distid2, distid3) \
         SELECT 1000 + seq, CONCAT('房子', seq), 50, 1, 6, '朝南', 3000, '元/月', '', '2024-12-28', 1, 20, \
         440300, 440303 FROM seq_1_to_2500",
        // Columns and tables of somebody's own.
        "ALTER TABLE tb_house_info ADD COLUMN secret varchar(10)",
        "CREATE TABLE tb_secret (id int)",
    ];
    database.run(&more).await.unwrap();
    let said = import(&app, &database.url()).await;
    assert_eq!(said.counts("tb_house_info"), (2_500, 1, 1, 0));
    assert_eq!(said.table("tb_house_info").left_out, ["secret"]);
    assert_eq!(said.report.unknown, ["tb_secret"]);
    let again = import(&app, &database.url()).await;
    assert!(again.report.is_unchanged());
    database.remove().await.unwrap();
}

#[tokio::test]
async fn a_database_that_is_none_is_told() {
    let app = TestApp::start().await.unwrap();
    let empty = MysqlDatabase::create().await.unwrap();
    let refused = async |url: &str| import_with(&app, url, None, false).await.err().unwrap();
    let error = refused(&empty.url()).await;
    assert!(matches!(error, ImportError::NoTables { .. }), "{error}");
    let error = refused("mysql://nobody:wrong@127.0.0.1:1/none").await;
    assert!(matches!(error, ImportError::Database(_)), "{error}");
    assert!(!error.to_string().contains("wrong"), "{error}");
    empty.remove().await.unwrap();
}
