//! How Chinese names are read: the one order of names (by pinyin, surnames as surnames are read),
//! and the readings by which a search finds them. Texts in other scripts keep their letters.

mod table;

use pinyin::ToPinyinMulti;

/// Where a text stands among others: sign by sign, first its usual reading, then the sign.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order(Vec<(String, char)>);

/// Returns where a person's name stands among names. Equal names tie; end with the id.
pub fn name_order(name: &str) -> Order {
    let name = name.trim();
    let surname = surname(name);
    let head = surname.map_or(0, |(signs, _)| signs.len());
    let mut order: Vec<(String, char)> = Vec::new();
    if let Some((signs, readings)) = surname {
        let usual = readings
            .split(' ')
            .map(|s| s.split('/').next().unwrap_or(s));
        order.extend(usual.map(str::to_owned).zip(signs.chars()));
    }
    order.extend(read(name.get(head..).unwrap_or(""), false));
    Order(order)
}

/// Returns where a text that is no person's name stands among its like: a team, a policy.
/// Numbers stand by their size, Chinese ones too: 一组, 二组, 十组.
pub fn text_order(text: &str) -> Order {
    Order(read(text, true))
}

fn read(text: &str, counts: bool) -> Vec<(String, char)> {
    let mut order = Vec::new();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        if let Some((signs, reading)) = table::PHRASES.iter().find(|(p, _)| rest.starts_with(p)) {
            order.extend(reading.split(' ').map(str::to_owned).zip(signs.chars()));
            rest = rest.get(signs.len()..).unwrap_or("");
            continue;
        }
        let run = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        if let Some(word) = rest.get(..run).filter(|word| !word.is_empty()) {
            order.push((plain_word(word), sign));
            rest = rest.get(run..).unwrap_or("");
            continue;
        }
        let counted = table::COUNTED
            .find(sign)
            .filter(|_| counts)
            .map(|at| at / sign.len_utf8() + 1);
        let counted = counted.map(|n| padded(&n.to_string()));
        let other = || usual(sign).unwrap_or_else(|| sign.to_lowercase().collect());
        order.push((counted.unwrap_or_else(other), sign));
        rest = rest.get(sign.len_utf8()..).unwrap_or("");
    }
    order
}

/// Returns the letter under which a name stands in a list by letters; `#` for what is read by none.
pub fn initial(name: &str) -> char {
    let order = name_order(name);
    let first = order
        .0
        .first()
        .and_then(|(reading, _)| reading.chars().next());
    match first {
        Some(letter) if letter.is_ascii_alphabetic() => letter.to_ascii_uppercase(),
        _ => '#',
    }
}

/// Returns the surname of a person where it is not read sign by sign as usual: its signs and their
/// readings, `zeng`, `qin/tan`, `yu chi`; `None` for all others.
pub fn surname(name: &str) -> Option<(&'static str, &'static str)> {
    let signs = name.chars().count();
    // A name with a point in it is written after the sound: 阿依古丽·买买提.
    if name.contains(['·', '•', '．']) {
        return None;
    }
    let of = |least: usize, all: &'static [(&'static str, &'static str)]| {
        let mut fitting = all.iter().filter(|_| signs >= least);
        fitting.find(|(s, _)| name.starts_with(s)).copied()
    };
    of(3, table::COMPOUND).or_else(|| of(1, table::SINGLE))
}

/// Returns all readings of a Chinese sign without tones, the usual one first, parted by `/`:
/// `le/yue`; `None` for signs of other scripts. ü is written v, as it is typed, and as u besides.
pub fn readings(sign: char) -> Option<String> {
    let mut all: Vec<String> = usual(sign).into_iter().collect();
    for reading in sign.to_pinyin_multi()? {
        all.push(typed(reading.plain()));
    }
    let umlauts: Vec<String> = all.iter().filter(|r| r.contains('v')).cloned().collect();
    all.extend(umlauts.iter().map(|r| r.replace('v', "u")));
    let mut distinct: Vec<&str> = Vec::new();
    for reading in &all {
        if !distinct.contains(&reading.as_str()) {
            distinct.push(reading);
        }
    }
    Some(distinct.join("/"))
}

/// Writes a run of letters and digits so that it sorts: a number by its size, a word by its letters.
fn plain_word(word: &str) -> String {
    let digits = word
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(word.len());
    let (number, letters) = word.split_at_checked(digits).unwrap_or(("", word));
    let number = if number.is_empty() {
        String::new()
    } else {
        padded(number)
    };
    number + &letters.to_ascii_lowercase()
}

fn padded(number: &str) -> String {
    format!("{number:0>8}")
}

/// Returns the usual reading of a Chinese sign in names.
fn usual(sign: char) -> Option<String> {
    let known = table::USUAL.iter().find(|(s, _)| *s == sign);
    let known = known.map(|(_, reading)| (*reading).to_owned());
    known.or_else(|| Some(typed(sign.to_pinyin_multi()?.get_opt(0)?.plain())))
}

/// Writes ü as it is typed.
fn typed(reading: &str) -> String {
    reading.replace('ü', "v")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual_of(name: &str) -> String {
        let order = name_order(name);
        let all: Vec<&str> = order.0.iter().map(|(r, _)| r.as_str()).collect();
        all.join(" ")
    }

    #[test]
    fn surnames_are_read_as_surnames() {
        for (name, read) in [
            ("曾国强", "zeng guo qiang"),
            ("单丽", "shan li"),
            ("解小东", "xie xiao dong"),
            ("仇英", "qiu ying"),
            ("任远", "ren yuan"),
            ("区志强", "ou zhi qiang"),
            ("查良镛", "zha liang yong"),
            ("朴正焕", "piao zheng huan"),
            ("盖文静", "ge wen jing"),
            ("尉迟恭", "yu chi gong"),
            ("尉健", "wei jian"),
            ("万俟雅言", "mo qi ya yan"),
            ("万俊", "wan jun"),
            ("乐嘉", "yue jia"),
            ("覃海洋", "qin hai yang"),
            ("翟天临", "zhai tian lin"),
            ("缪杰", "miao jie"),
            ("欧阳修", "ou yang xiu"),
            ("吕布", "lv bu"),
            ("宁静", "ning jing"),
            ("沈乐", "shen le"),
        ] {
            assert_eq!(usual_of(name), read, "{name}");
        }
    }

    #[test]
    fn given_names_are_read_as_usual() {
        for (name, read) in [
            ("张单", "zhang dan"),
            ("王乐", "wang le"),
            ("李晟", "li sheng"),
            ("陈长生", "chen chang sheng"),
            ("周解", "zhou jie"),
        ] {
            assert_eq!(usual_of(name), read, "{name}");
        }
    }

    #[test]
    fn one_surname_stays_together() {
        let mut names = vec![
            "章丽", "张伟", "张安", "章安", "曾一", "陈安", "Zoe", "Adam", "程一",
        ];
        names.sort_by_key(|name| name_order(name));
        let sorted = [
            "Adam", "陈安", "程一", "曾一", "张安", "张伟", "章安", "章丽", "Zoe",
        ];
        assert_eq!(names, sorted);
    }

    #[test]
    fn letters_part_a_list() {
        let of = |name: &str| initial(name);
        assert_eq!((of("曾一"), of("欧阳锋"), of("adam")), ('Z', 'O', 'A'));
        assert_eq!((of("007"), of(""), of("阿依古丽·买买提")), ('#', '#', 'A'));
    }

    #[test]
    fn all_readings_are_known() {
        assert_eq!(readings('伟').as_deref(), Some("wei"));
        assert_eq!(readings('乐').as_deref(), Some("le/yue"));
        assert_eq!(readings('吕').as_deref(), Some("lv/lu"));
        assert_eq!(readings('a'), None);
        assert_eq!(surname("覃海洋"), Some(("覃", "qin/tan")));
        assert_eq!(surname("单于飞"), Some(("单于", "chan/shan yu")));
        assert_eq!(surname("单于"), Some(("单", "shan")));
        assert_eq!(surname("张伟"), None);
    }

    #[test]
    fn places_are_read_as_places() {
        let mut teams = vec!["重庆组", "成都组", "长沙组", "北京组", "厦门组"];
        teams.sort_by_key(|team| text_order(team));
        let mut counted = vec!["三组", "十组", "一组", "二组", "12组", "9组"];
        counted.sort_by_key(|team| text_order(team));
        assert_eq!(counted, ["一组", "二组", "三组", "9组", "十组", "12组"]);
        assert_eq!(teams, ["北京组", "长沙组", "成都组", "重庆组", "厦门组"]);
    }

    #[test]
    fn tables_are_well_formed() {
        for (signs, reading) in table::COMPOUND.iter().chain(table::PHRASES) {
            assert_eq!(signs.chars().count(), reading.split(' ').count(), "{signs}");
        }
        // An entry that says what is usual anyway would say nothing.
        let idle: Vec<&str> = table::SINGLE
            .iter()
            .filter(|(signs, reading)| {
                let sign = signs.chars().next().expect("a sign");
                assert!(
                    signs.chars().count() == 1 && !reading.contains(' '),
                    "{signs}"
                );
                usual(sign).as_deref() == Some(reading)
                    && !readings(sign).is_some_and(|r| r.contains('/'))
            })
            .map(|(signs, _)| *signs)
            .collect();
        assert!(idle.is_empty(), "{idle:?}");
    }
}
