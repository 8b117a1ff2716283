//! What an expression is evaluated for: members, the rows below them, the groups of those rows.

use super::super::graph::Domain;
use super::super::inputs::TableInput;

/// A list of positions; an expression has one cell for each.
pub(in super::super) struct Frame<'f> {
    pub kind: FrameKind<'f>,
    /// The frame around, with the position there to which each position here belongs.
    pub parent: Option<(&'f Frame<'f>, Vec<u32>)>,
}

/// What the positions are.
pub(in super::super) enum FrameKind<'f> {
    /// Members of a domain, by number.
    Members(Domain, Vec<u32>),
    /// Rows of a table, by number.
    Rows(&'f TableInput, Vec<u32>),
    /// Groups of rows of a table.
    Groups(Vec<Vec<u32>>),
}

impl<'f> Frame<'f> {
    /// Makes the frame of all members of a domain.
    pub fn members(domain: Domain, size: usize) -> Self {
        Self {
            kind: FrameKind::Members(domain, (0..size as u32).collect()),
            parent: None,
        }
    }

    /// Makes the frame of one member.
    pub fn one(domain: Domain, at: usize) -> Self {
        Self {
            kind: FrameKind::Members(domain, vec![at as u32]),
            parent: None,
        }
    }

    pub fn len(&self) -> usize {
        match &self.kind {
            FrameKind::Members(_, at) => at.len(),
            FrameKind::Rows(_, rows) => rows.len(),
            FrameKind::Groups(groups) => groups.len(),
        }
    }

    /// Returns the frame `depth` levels outward with each position's position there.
    pub fn climb(&'f self, depth: u8) -> (&'f Frame<'f>, Vec<u32>) {
        let mut frame = self;
        let mut at: Vec<u32> = (0..self.len() as u32).collect();
        for _ in 0..depth {
            let Some((parent, owner)) = &frame.parent else {
                break;
            };
            for position in &mut at {
                *position = owner.get(*position as usize).copied().unwrap_or(0);
            }
            frame = parent;
        }
        (frame, at)
    }

    /// Returns the nearest frame of members with each position's member there.
    pub fn climb_to_members(&'f self) -> Option<(Domain, Vec<u32>)> {
        let mut depth = 0;
        loop {
            let (frame, at) = self.climb(depth);
            if let FrameKind::Members(domain, members) = &frame.kind {
                let members = at.iter().filter_map(|p| members.get(*p as usize).copied());
                return Some((*domain, members.collect()));
            }
            frame.parent.as_ref()?;
            depth += 1;
        }
    }
}
