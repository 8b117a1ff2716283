//! One file a page: its view, made of finished strings. Templates decide order and markup only.

pub mod ahead;
pub mod appeal;
pub mod archive;
pub mod award;
pub mod board;
pub mod board_part;
pub mod comparison;
pub mod design;
pub mod handbook;
pub mod home;
pub mod honour;
pub mod honours;
pub mod missing;
pub mod news;
pub mod owed;
pub mod pay;
pub mod payroll;
pub mod people;
pub mod period;
pub mod person;
pub mod policy;
pub mod progress;
pub mod score;
pub mod table;
pub mod team;
pub mod year;
