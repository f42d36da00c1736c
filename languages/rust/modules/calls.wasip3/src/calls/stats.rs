//! Attributes of files, and their times.
use super::named;
use super::words::{cannot_read, Words};
use wasip3::clocks::system_clock::{now, Instant};
use wasip3::filesystem::types::{DescriptorStat, DescriptorType, NewTimestamp};

pub fn type_of(kind: &DescriptorType) -> String {
    named(kind)
}

/// The fields that the words ask for; type, size and links where they ask for none.
pub fn stat_of(stat: &DescriptorStat, words: &mut Words) -> String {
    let mut fields: Vec<_> = std::iter::from_fn(|| words.more()).collect();
    if fields.is_empty() {
        fields = vec!["type", "size", "links"];
    }
    let told = fields.iter().map(|field| match *field {
        "type" => type_of(&stat.type_),
        "size" => format!("size={}", stat.size),
        "links" => format!("links={}", stat.link_count),
        "atim" => format!("atim={}", time_of(stat.data_access_timestamp)),
        "mtim" => format!("mtim={}", time_of(stat.data_modification_timestamp)),
        "ctim" => format!("ctim={}", time_of(stat.status_change_timestamp)),
        _ => cannot_read("no field", field),
    });
    told.collect::<Vec<_>>().join(" ")
}

/// `now` within 60 s of the clock, else SECONDS.NANOSECONDS.
fn time_of(time: Option<Instant>) -> String {
    match time {
        None => "none".into(),
        Some(time) if time.nanoseconds >= 1_000_000_000 => format!("bad-{}", time.nanoseconds),
        Some(time) if time.seconds.abs_diff(now().seconds) <= 60 => "now".into(),
        Some(time) => format!("{}.{:09}", time.seconds, time.nanoseconds),
    }
}

/// `-` for no change, `now`, or SECONDS.NANOSECONDS.
pub fn new_time(words: &mut Words) -> NewTimestamp {
    match words.next() {
        "-" => NewTimestamp::NoChange,
        "now" => NewTimestamp::Now,
        word => {
            let (seconds, rest) = word.split_once('.').unwrap_or((word, "0"));
            let bad = |_| -> i64 { cannot_read("no time", word) };
            NewTimestamp::Timestamp(Instant {
                seconds: seconds.parse().unwrap_or_else(bad),
                nanoseconds: rest.parse().unwrap_or_else(bad) as u32,
            })
        }
    }
}
