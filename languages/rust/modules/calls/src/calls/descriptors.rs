//! How descriptors are opened and used, in words and in lines.
use super::say::{flags_of, text_of, variant_of};
use super::wasi::files::{Advice, DescriptorFlags, DirectoryEntry, OpenFlags, PathFlags};
use super::wasi::preopens::get_directories;
use super::{Told, Words};

const FLAGS: [&str; 6] = [
    "read",
    "write",
    "file-integrity-sync",
    "data-integrity-sync",
    "requested-write-sync",
    "mutate-directory",
];

const OPEN: [&str; 4] = ["create", "directory", "exclusive", "truncate"];

const ADVICES: [(&str, Advice); 6] = [
    ("normal", Advice::Normal),
    ("sequential", Advice::Sequential),
    ("random", Advice::Random),
    ("will-need", Advice::WillNeed),
    ("dont-need", Advice::DontNeed),
    ("no-reuse", Advice::NoReuse),
];

pub fn advice(words: &mut Words) -> Advice {
    ADVICES[words.choice(&ADVICES.map(|(name, _)| name))].1
}

pub fn flags(words: &mut Words) -> DescriptorFlags {
    DescriptorFlags::from_bits_truncate(words.flags(&FLAGS))
}

pub fn flags_told(flags: DescriptorFlags) -> String {
    flags_of(flags.bits(), &FLAGS)
}

pub fn how(words: &mut Words) -> OpenFlags {
    OpenFlags::from_bits_truncate(words.flags(&OPEN))
}

pub fn lookup(words: &mut Words) -> PathFlags {
    match words.follows() {
        true => PathFlags::SYMLINK_FOLLOW,
        false => PathFlags::empty(),
    }
}

pub fn entry_of(entry: &DirectoryEntry) -> String {
    let name = text_of(entry.name.as_bytes());
    format!("{name}:{}", variant_of(&entry.type_))
}

/// A whole list, sorted: how many, and each, or a hash of more than 30.
pub fn listed(mut all: Vec<String>) -> Told {
    all.sort();
    let told = all.join(" ");
    match all.len() {
        ..=30 => Ok(format!("{} {told}", all.len())),
        count => Ok(format!("{count} {}", text_of(told.as_bytes()))),
    }
}

/// Names of the preopened directories.
pub fn directories() -> Told {
    let all = get_directories().into_iter();
    let mut all: Vec<_> = all.map(|(_, name)| text_of(name.as_bytes())).collect();
    all.sort();
    Ok(format!("{} {}", all.len(), all.join(" ")))
}
