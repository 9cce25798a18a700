//! A classic system of a few rows, and what it is brought over to.

use services::import::{
    self, ClassicOptions, ClassicReport, ClassicSource, FileSummary, ImportError,
};
use std::{collections::BTreeMap, fs, path::PathBuf};
use tempfile::TempDir;
use testkit::{PostgresDatabase, TestApp};

/// The tables of a small classic system, as CSV. The clock of the tests stands at 2026-06-01.
pub const TABLES: &[(&str, &str)] = &[
    (
        "tb_role",
        "roleid,rolename\n1,普通用户\n2,房东\n3,经纪人\n4,管理员\n7,编辑\n",
    ),
    (
        "tb_privilege",
        "privid,method,url,detail\n1,GET,/api/districts/,\n2,POST,/api/houseinfos/,\n\
         3,PUT,/api/estates/,\n4,GET,/api/users/,\n5,GET,/api/emps/,\n",
    ),
    (
        "tb_role_privilege",
        "role_priv_id,roleid,privid\n1,1,1\n2,2,2\n3,7,3\n4,7,4\n5,7,5\n6,4,4\n",
    ),
    (
        "tb_user",
        "userid,username,password,realname,sex,tel,email,regdate,point,lastvisit\n\
         1,jackfrued,e10adc3949ba59abbe56e057f20f883e,骆昊,1,13512345678,jackfrued@126.com,2024-06-30 12:00:00,100,\n\
         20,wangdachui,4297f44b13955235245b2497399d7a93,王大锤,0,13811223344,WangDachui@QQ.com,2024-06-30 12:00:00,0,2026-05-01 08:00:00\n\
         33,nobody_has_a_role,4297f44b13955235245b2497399d7a93,白元芳,1,13800112233,,2024-06-30 12:00:00,5,\n",
    ),
    (
        "tb_user_role",
        "user_role_id,userid,roleid\n1,1,4\n2,20,2\n3,20,7\n",
    ),
    (
        "tb_district",
        "distid,pid,name,ishot,intro\n440000,,广东省,0,\n440300,440000,深圳市,1,\n440303,440300,罗湖区,0,\n\
         410100,410000,郑州市,0,\n430100,430000,长沙市,1,\n430124,430100,宁乡县,0,\n",
    ),
    (
        "tb_house_type",
        "typeid,name\n1,单间\n2,一室一厅\n3,两室一厅\n8,别墅\n9,其他\n12,五室三厅\n",
    ),
    ("tb_tag", "tagid,content\n1,家电齐全\n5,拎包入住\n"),
    (
        "tb_estate",
        "estateid,distid,name,hot,intro\n11,440303,幸福里,30,\"靠山, \"\"近海\"\"\"\n12,430124,宁乡花园,0,\n",
    ),
    (
        "tb_agent",
        "agentid,name,tel,servstar,realstar,profstar,certificated\n41,袁晓孟,13881735552,5,4,4,1\n",
    ),
    (
        "tb_agent_estate",
        "agent_estate_id,agentid,estateid\n1,41,11\n",
    ),
    (
        "tb_house_info",
        "houseid,title,area,floor,totalfloor,direction,price,priceunit,detail,mainphoto,pubdate,street,hassubway,isshared,hasagentfees,typeid,userid,distid2,distid3,estateid,agentid\n\
         100,万象城旁三房,146,10,49,朝东南,22000,元/月,\"近口岸,\n近商场\",a.jpg,2024-12-28,宝安南路1881号,1,0,1,3,20,440300,440303,11,41\n\
         205,宁乡小院,80,1,2,南北通透,1500.50,元/月,,b.jpg,2024-12-28,,0,1,0,8,1,430100,430124,,\n",
    ),
    (
        "tb_house_photo",
        "photoid,houseid,path,ismain\n7,100,b.png,0\n9,100,/media/a.png,1\n10,205,gone.png,1\n",
    ),
    (
        "tb_house_tag",
        "house_tag_id,houseid,tagid\n1,100,5\n2,205,1\n3,100,1\n",
    ),
    (
        "tb_record",
        "recordid,userid,houseid,recorddate\n1,20,100,2026-05-20 08:52:00\n2,20,205,2024-01-03 08:52:00\n",
    ),
    (
        "tb_login_log",
        "logid,userid,ipaddr,logdate,devcode\n1,20,10.9.111.90,2026-05-20 08:50:00,\n2,20,10.9.111.90,2024-01-04 14:39:00,\n",
    ),
    ("tb_emp", "no,name\n1,张三丰\n"),
];

/// A folder of tables.
pub struct Folder {
    folder: TempDir,
}

impl Folder {
    /// The small classic system.
    pub fn small() -> Self {
        let folder = Self::empty();
        for (table, csv) in TABLES {
            folder.write(table, csv);
        }
        folder
    }

    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn write(&self, table: &str, csv: impl AsRef<[u8]>) {
        self.file(&format!("{table}.csv"), csv);
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.folder.path().join(name), content).unwrap();
    }

    /// Puts something else into a table.
    pub fn change(&self, table: &str, from: &str, to: &str) {
        let path = self.folder.path().join(format!("{table}.csv"));
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{table}: {from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    pub fn path(&self) -> String {
        self.folder.path().to_str().unwrap().to_owned()
    }
}

/// What an import said.
pub struct Said {
    pub report: ClassicReport,
    /// What the file of rejects holds but for the file: `id,column,value,what,reason`.
    pub rejects: Vec<String>,
}

impl Said {
    pub fn table(&self, table: &str) -> &FileSummary {
        let named = |summary: &&FileSummary| {
            let name = summary.file.rsplit('/').next().unwrap();
            name.split('.').next() == Some(table)
        };
        let found = self.report.tables.iter().find(named);
        found.unwrap_or_else(|| panic!("{table}: {:?}", self.report.tables))
    }

    /// Inserted, updated, unchanged and rejected rows of a table.
    pub fn counts(&self, table: &str) -> (u64, u64, u64, u64) {
        let table = self.table(table);
        (
            table.inserted,
            table.updated,
            table.unchanged,
            table.rejected_rows(),
        )
    }

    /// What is not taken of a table, by reason, and what is taken otherwise than it stands.
    pub fn reasons(&self, table: &str) -> BTreeMap<&'static str, u64> {
        let table = self.table(table);
        let rejected = table.rejected.iter().map(|(it, n)| (it.as_str(), *n));
        let notes = table.notes.iter().map(|(it, n)| (it.as_str(), *n));
        rejected.chain(notes).collect()
    }
}

/// Brings over what `source` names.
pub async fn import(app: &TestApp, source: &str) -> Said {
    import_with(app, source, None, false).await.unwrap()
}

pub async fn import_with(
    app: &TestApp,
    source: &str,
    photos: Option<PathBuf>,
    dry_run: bool,
) -> Result<Said, ImportError> {
    let rejects = app.folder().join("classic.rejects.csv");
    let options = ClassicOptions {
        dry_run,
        rejects: rejects.clone(),
        photos,
    };
    let mut source = ClassicSource::open(source).await?;
    let report = import::classic(&app.services, &mut source, &options, &()).await?;
    let text = fs::read_to_string(rejects).unwrap_or_default();
    // Without the file and the line, which depend on where it comes from.
    let rejects = csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(|record| {
            let record = record.unwrap();
            [1, 3, 4, 5, 6].map(|at| record[at].to_owned()).join(",")
        })
        .collect();
    Ok(Said { report, rejects })
}

/// Runs a test on a fresh SQLite database, and on a fresh PostgreSQL database.
pub async fn on_both(test: impl AsyncFn(&TestApp)) {
    let app = TestApp::start().await.unwrap();
    test(&app).await;
    drop(app);
    let postgres = PostgresDatabase::create().await.unwrap();
    let app = TestApp::start_on(postgres, 4).await.unwrap();
    test(&app).await;
}

/// Everything that was brought over and can be read, in a fixed order.
pub async fn all(app: &TestApp) -> Vec<String> {
    let store = app.store().primary_reads();
    let mut said = Vec::new();
    for id in [1, 20, 33] {
        let user = store.accounts().by_id(domain::UserId(id)).await.unwrap();
        let roles = store.accounts().roles_of(domain::UserId(id)).await.unwrap();
        let points = store
            .accounts()
            .point_entries(domain::UserId(id), 10)
            .await
            .unwrap();
        let points: Vec<_> = points.iter().map(|it| it.points).collect();
        let looks = store
            .accounts()
            .viewed(domain::UserId(id), 10)
            .await
            .unwrap();
        let sign_ins = store
            .accounts()
            .sign_ins(domain::UserId(id), 10)
            .await
            .unwrap();
        said.push(format!(
            "{user:?} {roles:?} {points:?} {looks:?} {sign_ins:?}"
        ));
    }
    let roles = store.accounts().roles().await.unwrap();
    said.push(format!("{roles:?}"));
    said.push(format!(
        "{:?}",
        store.accounts().privileges().await.unwrap()
    ));
    said.push(format!("{:?}", store.places().estates().await.unwrap()));
    let agent = store.agents().record(domain::AgentId(41)).await.unwrap();
    let works = store.agents().estates(domain::AgentId(41)).await.unwrap();
    said.push(format!("{agent:?} {works:?}"));
    for id in [100, 205] {
        let home = store
            .listings()
            .detail(domain::ListingId(id))
            .await
            .unwrap();
        said.push(format!("{home:?}"));
    }
    let divisions = store.places().divisions().await.unwrap();
    let hot: Vec<_> = divisions
        .iter()
        .filter(|it| it.hot)
        .map(|it| it.code)
        .collect();
    said.push(format!("{hot:?}"));
    said
}
