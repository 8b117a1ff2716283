//! "Did you mean …?": the nearest of the names that could have been meant.

/// Returns the nearest of `candidates` to `written`, where one is near enough to be meant.
///
/// Near is a few slips of the hand (a character too many, too few, another one, or two swapped;
/// one in a name of two to four characters), else one name that holds the other (`回款` in
/// `回款额`). Capitals and full-width letters count as equal to their plain ones. The answer does
/// not depend on the order of the candidates and is never `written` itself.
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let plain = folded(written);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != written)
        .filter_map(|candidate| Some((rank(&plain, &folded(candidate))?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Returns how far two names lie apart, smaller is nearer; `None` when neither can mean the other.
fn rank(written: &[char], candidate: &[char]) -> Option<(u8, usize)> {
    let longer = written.len().max(candidate.len());
    let shorter = written.len().min(candidate.len());
    if longer > MOST_CHARACTERS {
        return None;
    }
    let slips = slips_allowed(longer);
    if longer - shorter <= slips {
        let distance = distance(written, candidate);
        if distance <= slips && distance < longer {
            return Some((0, distance));
        }
    }
    let holds = shorter >= 2 && (within(written, candidate) || within(candidate, written));
    holds.then_some((1, longer - shorter))
}

/// Names longer than this are texts, and no slip of the hand explains them.
const MOST_CHARACTERS: usize = 80;

fn slips_allowed(characters: usize) -> usize {
    match characters {
        0 | 1 => 0,
        2..=4 => 1,
        5..=8 => 2,
        _ => 3,
    }
}

fn within(part: &[char], whole: &[char]) -> bool {
    part.len() <= whole.len() && whole.windows(part.len()).any(|window| window == part)
}

/// Writes a name in plain letters: ASCII for full-width forms, small for capital.
fn folded(name: &str) -> Vec<char> {
    name.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            _ => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// The Damerau–Levenshtein distance with adjacent swaps, by the usual three rows.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &to) in b.iter().enumerate() {
            let at = |row: &[usize], k: usize| row.get(k).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&last, j) + usize::from(from != to);
            let mut best = replaced.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped =
                i > 0 && j > 0 && a.get(i - 1) == Some(&to) && b.get(j - 1) == Some(&from);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_of_the_hand() {
        assert_eq!(nearest("wieght", ["value", "weight"]), Some("weight"));
        assert_eq!(nearest("weights", ["value", "weight"]), Some("weight"));
        assert_eq!(
            nearest("计化完成量", ["实际完成量", "计划完成量"]),
            Some("计划完成量")
        );
        assert_eq!(nearest("全重", ["目标", "权重", "数值"]), Some("权重"));
        assert_eq!(nearest("Weight", ["weight"]), Some("weight"));
        assert_eq!(nearest("Ｗeight", ["weight"]), Some("weight"));
    }

    #[test]
    fn finds_a_name_within_another() {
        assert_eq!(
            nearest("回款", ["有效呼出", "本月回款金额"]),
            Some("本月回款金额")
        );
        assert_eq!(nearest("本月回款金额合计", ["回款金额"]), Some("回款金额"));
    }

    #[test]
    fn keeps_silent_where_nothing_is_near() {
        assert_eq!(nearest("权重", ["目标", "数值"]), None);
        assert_eq!(nearest("a", ["b"]), None);
        assert_eq!(nearest("", ["b", ""]), None);
        assert_eq!(nearest("x", ["x"]), None);
        assert_eq!(nearest("额", ["金额"]), Some("金额"));
    }

    #[test]
    fn does_not_depend_on_the_order() {
        assert_eq!(
            nearest("甲乙丁", ["甲乙丙", "甲乙戊"]),
            nearest("甲乙丁", ["甲乙戊", "甲乙丙"])
        );
    }
}
