//! Names that could be, of estates and people.

use super::{chance::one, world::Building};
use rand::Rng;

const ESTATE_FIRST: &[&str] = &[
    "翠湖", "金桂", "锦绣", "御景", "香樟", "枫林", "水岸", "明珠", "阳光", "春晖", "紫荆", "银杏",
    "梧桐", "丹枫", "清风", "望湖", "听涛", "云溪", "澜山", "青禾", "芳草", "兰亭", "翠竹", "松涛",
    "荷塘", "月湖", "蓝天", "嘉和", "瑞景", "祥和", "福安", "安宁", "康宁", "永乐", "长青", "同心",
    "文华", "学苑", "景明", "晨光", "朝晖", "映山", "天润", "华盛", "润泽", "鸿景", "盛景", "丽景",
    "逸景", "桃源", "杏林", "柳岸", "榕景", "木棉", "玉兰", "海棠", "丁香", "蔷薇", "百合", "清泉",
];
const WALK_UP_LAST: &[&str] = &[
    "新村", "小区", "家园", "东里", "西里", "北苑", "南苑", "一村", "二村", "里",
];
const MID_RISE_LAST: &[&str] = &[
    "花园", "佳苑", "雅苑", "家园", "华庭", "新城", "名苑", "花苑", "嘉园", "景苑",
];
const TOWER_LAST: &[&str] = &[
    "国际",
    "府",
    "公馆",
    "名邸",
    "华府",
    "湾",
    "云庭",
    "中心",
    "名城",
    "新天地",
];
const SERVICED: &[&str] = &[
    "栖木公寓",
    "拾光公寓",
    "青舍公寓",
    "云栖公寓",
    "朝夕公寓",
    "小满公寓",
    "半岛公寓",
    "逸居公寓",
];
const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧",
];
const GIVEN: &[&str] = &[
    "伟", "敏", "静", "丽", "强", "磊", "洋", "艳", "勇", "娟", "涛", "明", "超", "秀兰", "霞",
    "平", "刚", "桂英", "文博", "雨桐", "子涵", "欣怡", "浩然", "志强", "海燕", "建国", "晓东",
    "雪梅", "思远", "佳琪", "俊杰", "婷婷", "立新", "春燕", "国栋", "嘉欣", "鹏飞", "丹丹", "旭东",
    "晓雯",
];

/// A name for an estate of this kind.
pub(super) fn estate(rng: &mut impl Rng, building: Building, business_district: &str) -> String {
    let last = match building {
        Building::WalkUp => WALK_UP_LAST,
        Building::MidRise => MID_RISE_LAST,
        Building::Tower => TOWER_LAST,
        Building::Serviced => {
            return format!("{}{business_district}店", one(rng, SERVICED));
        }
    };
    format!("{}{}", one(rng, ESTATE_FIRST), one(rng, last))
}

/// A person's name.
pub(super) fn person(rng: &mut impl Rng) -> String {
    format!("{}{}", one(rng, SURNAMES), one(rng, GIVEN))
}
