//! Attributes of files, and their times.
use super::words::{cannot_read, Words};
use wasip2::clocks::wall_clock::{now, Datetime};
use wasip2::filesystem::types::{DescriptorStat, DescriptorType, NewTimestamp};

pub fn type_of(kind: DescriptorType) -> &'static str {
    match kind {
        DescriptorType::Unknown => "unknown",
        DescriptorType::BlockDevice => "block-device",
        DescriptorType::CharacterDevice => "character-device",
        DescriptorType::Directory => "directory",
        DescriptorType::Fifo => "fifo",
        DescriptorType::SymbolicLink => "symbolic-link",
        DescriptorType::RegularFile => "regular-file",
        DescriptorType::Socket => "socket",
    }
}

/// The fields that the words ask for; type, size and links where they ask for none.
pub fn stat_of(stat: &DescriptorStat, words: &mut Words) -> String {
    let mut fields: Vec<_> = std::iter::from_fn(|| words.more()).collect();
    if fields.is_empty() {
        fields = vec!["type", "size", "links"];
    }
    let told = fields.iter().map(|field| match *field {
        "type" => type_of(stat.type_).into(),
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
fn time_of(time: Option<Datetime>) -> String {
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
            let bad = |_| -> u64 { cannot_read("no time", word) };
            NewTimestamp::Timestamp(Datetime {
                seconds: seconds.parse().unwrap_or_else(bad),
                nanoseconds: rest.parse().unwrap_or_else(bad) as u32,
            })
        }
    }
}
