//! Attributes of files, and their times.
use super::say::variant_of;
use super::wasi::clock::{now, Time};
use super::wasi::files::{DescriptorStat, NewTimestamp};
use super::words::{cannot_read, Words};

/// The fields that the words ask for; type, size and links where they ask for none.
pub fn stat_of(stat: &DescriptorStat, words: &mut Words) -> String {
    let mut fields: Vec<_> = std::iter::from_fn(|| words.more()).collect();
    if fields.is_empty() {
        fields = vec!["type", "size", "links"];
    }
    let told = fields.iter().map(|field| match *field {
        "type" => variant_of(&stat.type_),
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
fn time_of(time: Option<Time>) -> String {
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
            NewTimestamp::Timestamp(Time {
                seconds: seconds
                    .parse()
                    .unwrap_or_else(|_| cannot_read("no time", word)),
                nanoseconds: rest
                    .parse()
                    .unwrap_or_else(|_| cannot_read("no time", word)),
            })
        }
    }
}
