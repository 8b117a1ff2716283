//! Which groups are large enough for their mean to be told, also when it is taken away from the mean
//! of all: the rule is in `docs/editions.md`.

use std::collections::BTreeSet;

/// Returns the teams whose mean may be told beside the mean of all, given how many each has.
///
/// A team of fewer than `least` is not told. Whoever takes the sums of all told teams away from the
/// sum of all is left with those of the teams that are not told: these must be nobody, or at least
/// `least`; as long as they are not, the smallest told team is left out too.
pub fn tellable<T: Copy + Ord>(
    sizes: impl IntoIterator<Item = (T, usize)>,
    least: usize,
) -> BTreeSet<T> {
    let mut all: Vec<(usize, T)> = sizes.into_iter().map(|(team, n)| (n, team)).collect();
    all.sort();
    let small = all.iter().take_while(|(n, _)| *n < least).count();
    let mut rest: usize = all.iter().take(small).map(|(n, _)| n).sum();
    let mut told = all.get(small..).unwrap_or_default();
    while let ([(n, _), larger @ ..], 1..) = (told, rest) {
        if rest >= least {
            break;
        }
        rest += n;
        told = larger;
    }
    told.iter().map(|(_, team)| *team).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(sizes: &[(&'static str, usize)]) -> Vec<&'static str> {
        tellable(sizes.iter().copied(), 5).into_iter().collect()
    }

    #[test]
    fn all_but_one_are_not_told_beside_all() {
        // Ten people, nine in a team: ten times the mean of all less nine times the team's would be
        // the tenth one's score.
        assert_eq!(told(&[("甲", 9), ("乙", 1)]), Vec::<&str>::new());
        assert_eq!(told(&[("甲", 10)]), ["甲"]);
    }

    #[test]
    fn the_smallest_goes_with_those_who_are_too_few() {
        // 20 − 8 − 6 − 5 leaves one; with the five left out six are left, which is enough.
        assert_eq!(
            told(&[("甲", 8), ("乙", 6), ("丙", 5), ("丁", 1)]),
            ["乙", "甲"]
        );
        // Five in small teams hide each other.
        assert_eq!(told(&[("甲", 8), ("乙", 3), ("丙", 2)]), ["甲"]);
    }

    #[test]
    fn whatever_is_taken_away_leaves_nobody_or_enough() {
        for a in 0..9 {
            for b in 0..9 {
                for c in 0..9 {
                    let sizes = [("甲", a), ("乙", b), ("丙", c)];
                    let told = tellable(sizes, 5);
                    let rest: usize = sizes
                        .iter()
                        .filter(|(t, _)| !told.contains(t))
                        .map(|s| s.1)
                        .sum();
                    assert!(rest == 0 || rest >= 5 || told.is_empty(), "{sizes:?}");
                    assert!(
                        sizes.iter().all(|(t, n)| !told.contains(t) || *n >= 5),
                        "{sizes:?}"
                    );
                }
            }
        }
    }
}
