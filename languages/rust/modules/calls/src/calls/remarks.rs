//! Lines of operations, and what stands in them about how they went.
use super::words::number_of;
use super::{Told, Words};

pub const MS: u64 = 1_000_000;

pub fn line(text: &str, told: Told) -> String {
    let name = text.split(' ').next().unwrap_or_default();
    let whole = match told {
        Ok(results) if name == "time-of-day" => results,
        Ok(results) => format!("{name} ok {results}"),
        Err(error) => format!("{name} {error}"),
    };
    whole.trim_end().into()
}

/// Where the text of WASI leaves the error open, the line shows those that are right.
pub fn either(errors: &str, text: &str, told: Told) -> String {
    let outcome = match &told {
        Ok(_) => "ok",
        Err(error) => error,
    };
    if errors.split(',').any(|each| each == outcome) {
        return line(text, Err(errors.into()));
    }
    line(text, told)
}

/// A line with `slow`, where the shortest time was no short one.
pub fn quick((best, line): (u64, String)) -> String {
    match best {
        ..=QUICK => line,
        _ => format!("{line} slow"),
    }
}

/// The longest time that is quick.
pub const QUICK: u64 = 100 * MS;

/// A line with `in-time`, or with the time that is out of the bounds.
pub fn lasts((best, line): (u64, String), least: u64, most: u64) -> String {
    match best {
        best if (least..=most).contains(&best) => format!("{line} in-time"),
        best => format!("{line} {}.{:03}ms", best / MS, best / 1000 % 1000),
    }
}

/// Sizes of buffers may be rounded: `kept` is at least the size that a further word asks for and at most four times that.
pub fn kept(told: Told, words: &mut Words) -> Told {
    let Some(word) = words.more() else {
        return told;
    };
    let asked = number_of(word);
    told.map(|value| match value.parse::<u64>() {
        Ok(size) if (asked..=4 * asked).contains(&size) => "kept".into(),
        _ => value,
    })
}
