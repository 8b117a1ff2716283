//! The forms of data documents: `sources.yml`, `calendar.yml`, `month.yml`, `adjustments.yml`.
