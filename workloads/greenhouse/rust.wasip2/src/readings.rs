//! Values, the range that they should be in, and what became of them.
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter, Result as Printed};
use std::io::{Error, ErrorKind, Result};
use std::str::FromStr;

/// A value with one digit after the point.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenths(i32);

impl FromStr for Tenths {
    type Err = Error;

    fn from_str(text: &str) -> Result<Tenths> {
        let wrong = || Error::new(ErrorKind::InvalidData, text.to_string());
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, tenth) = digits.split_once('.').ok_or_else(wrong)?;
        let plain = [whole, tenth]
            .concat()
            .bytes()
            .all(|byte| byte.is_ascii_digit());
        if !plain || !(1..=4).contains(&whole.len()) || tenth.len() != 1 {
            return Err(wrong());
        }
        let value: i32 = [whole, tenth].concat().parse().map_err(|_| wrong())?;
        Ok(Tenths(if digits == text { value } else { -value }))
    }
}

impl Display for Tenths {
    fn fmt(&self, out: &mut Formatter) -> Printed {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(out, "{sign}{}.{}", self.0.abs() / 10, self.0.abs() % 10)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Above,
    Below,
}

pub struct Alarm {
    pub side: Side,
    value: Tenths,
    limit: Tenths,
}

impl Display for Alarm {
    fn fmt(&self, out: &mut Formatter) -> Printed {
        let side = match self.side {
            Side::Above => "above",
            Side::Below => "below",
        };
        write!(out, "{} {side} {}", self.value, self.limit)
    }
}

pub struct Range {
    low: Tenths,
    high: Tenths,
}

impl Range {
    /// The alarm that a value out of range is.
    pub fn alarm(&self, value: Tenths) -> Option<Alarm> {
        let of = |side, limit| Alarm { side, value, limit };
        if value > self.high {
            return Some(of(Side::Above, self.high));
        }
        (value < self.low).then(|| of(Side::Below, self.low))
    }
}

/// Ranges by kind.
pub type Limits = BTreeMap<String, Range>;

pub fn read_limits(text: &str) -> Result<Limits> {
    let mut limits = Limits::new();
    for line in text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let words: Vec<&str> = line.split(' ').collect();
        let &[kind, low, high] = &words[..] else {
            return Err(Error::new(ErrorKind::InvalidData, line.to_string()));
        };
        let range = Range {
            low: low.parse()?,
            high: high.parse()?,
        };
        limits.insert(kind.to_string(), range);
    }
    Ok(limits)
}

/// What one sensor has sent of one kind.
#[derive(Default)]
pub struct Series {
    count: i32,
    least: Tenths,
    greatest: Tenths,
    sum: i32,
    pub alarm: Option<Alarm>,
}

impl Series {
    pub fn add(&mut self, value: Tenths) {
        let first = self.count == 0;
        self.least = if first { value } else { self.least.min(value) };
        self.greatest = if first {
            value
        } else {
            self.greatest.max(value)
        };
        self.count += 1;
        self.sum += value.0;
    }
}

impl Display for Series {
    fn fmt(&self, out: &mut Formatter) -> Printed {
        let mean = Tenths(self.sum / self.count);
        write!(
            out,
            "{} {} {} {mean}",
            self.count, self.least, self.greatest
        )
    }
}
