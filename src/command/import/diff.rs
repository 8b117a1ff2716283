//! Two texts, line by line: what goes and what comes, with the lines around.

/// How many lines around a change are shown.
const AROUND: usize = 2;
/// The most lines that are held against each other.
const MOST: usize = 2_000;

/// A line of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line<'a> {
    Same(&'a str),
    Gone(&'a str),
    Come(&'a str),
}

/// Shows what differs, as `diff -u` does, without its heads.
pub(super) fn between(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let lines = lines(&old, &new);
    let changed: Vec<usize> = (0..lines.len())
        .filter(|at| !matches!(lines.get(*at), Some(Line::Same(_))))
        .collect();
    let near = |at: usize| changed.iter().any(|c| c.abs_diff(at) <= AROUND);
    let mut out = String::new();
    let mut left_out = false;
    for (at, line) in lines.iter().enumerate() {
        if !near(at) {
            left_out = true;
            continue;
        }
        if left_out && !out.is_empty() {
            out.push_str("  …\n");
        }
        left_out = false;
        let (sign, text) = match line {
            Line::Same(text) => (' ', text),
            Line::Gone(text) => ('-', text),
            Line::Come(text) => ('+', text),
        };
        out.push_str(format!("  {sign} {text}").trim_end());
        out.push('\n');
    }
    out
}

fn lines<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Line<'a>> {
    let gone = old.iter().map(|l| Line::Gone(l));
    let come = new.iter().map(|l| Line::Come(l));
    if old.len() > MOST || new.len() > MOST {
        return gone.chain(come).collect();
    }
    // The longest common part of the rests, from the ends.
    let mut longest = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    let get = |table: &[Vec<usize>], i: usize, j: usize| {
        table
            .get(i)
            .and_then(|row| row.get(j))
            .copied()
            .unwrap_or(0)
    };
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let best = if old.get(i) == new.get(j) {
                get(&longest, i + 1, j + 1) + 1
            } else {
                get(&longest, i + 1, j).max(get(&longest, i, j + 1))
            };
            if let Some(slot) = longest.get_mut(i).and_then(|row| row.get_mut(j)) {
                *slot = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines = Vec::new();
    loop {
        match (old.get(i), new.get(j)) {
            (None, None) => return lines,
            (Some(a), Some(b)) if a == b => {
                lines.push(Line::Same(a));
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none() || get(&longest, i + 1, j) >= get(&longest, i, j + 1) => {
                lines.push(Line::Gone(a));
                i += 1;
            }
            (_, Some(b)) => {
                lines.push(Line::Come(b));
                j += 1;
            }
            (Some(_), None) => i += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn lines_put_in_stand_among_those_that_were_there() {
        assert_eq!(
            between("a\nb\nc\nd\n", "a\nb\nx\nc\nd\n"),
            "    a\n    b\n  + x\n    c\n    d\n"
        );
        assert_eq!(
            between("k: {a: 1}\n", "k: {a: 1, b: 2}\n"),
            "  - k: {a: 1}\n  + k: {a: 1, b: 2}\n"
        );
        assert_eq!(between("a\n", "a\n"), "");
    }
}
