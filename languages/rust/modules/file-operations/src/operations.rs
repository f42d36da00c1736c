//! Operations on files by std; docs/file-operations.md says what each does and prints.
use std::fmt::Write as _;
use std::io::{self, ErrorKind};
use std::process::ExitCode;

use crate::folders::{clear, crowd, list, sweep};
use crate::held::{chunks, lines, Held};
use crate::whole::{append, create, fill, patch, read, readlink, stat, times, touch, write};

/// What stands behind the operation's name.
pub type Outcome = io::Result<String>;

/// Performs each of the program's arguments.
pub fn perform() -> ExitCode {
    let mut held = Held::default();
    for argument in std::env::args().skip(1) {
        let words: Vec<&str> = argument.split(' ').collect();
        let Some(outcome) = perform_one(&mut held, &words) else {
            eprintln!("cannot read: {argument}");
            return ExitCode::from(2);
        };
        println!(
            "{} {}",
            words[0],
            outcome.unwrap_or_else(|error| word(&error))
        );
    }
    ExitCode::SUCCESS
}

fn perform_one(held: &mut Held, words: &[&str]) -> Option<Outcome> {
    Some(match *words {
        ["append", path, text] => append(&below_data(path), text),
        ["chunks", path, size] => chunks(&below_data(path), number(size)),
        ["clear", path] => clear(&below_data(path)),
        ["close"] => held.close(),
        ["create", path] => create(&below_data(path)),
        ["crowd", path, count] => crowd(&below_data(path), number(count)),
        ["fill", path, size] => fill(&below_data(path), number(size)),
        ["get", size] => held.get(number(size)),
        ["lines", path] => lines(&below_data(path)),
        ["link", old, new] => done(std::fs::hard_link(below_data(old), below_data(new))),
        ["list", path] => list(&below_data(path)),
        ["lstat", path] => stat(std::fs::symlink_metadata(below_data(path))),
        ["mkdir", path] => done(std::fs::create_dir(below_data(path))),
        ["open", path, mode] => held.open(&below_data(path), mode),
        ["patch", path, place, text] => patch(&below_data(path), number(place), text),
        ["put", text] => held.put(text),
        ["read", path] => read(&below_data(path)),
        ["readlink", path] => readlink(&below_data(path)),
        ["remove", path] => done(std::fs::remove_file(below_data(path))),
        ["rename", old, new] => done(std::fs::rename(below_data(old), below_data(new))),
        ["resize", path, size] => done(resize(&below_data(path), number(size))),
        ["rmdir", path] => done(std::fs::remove_dir(below_data(path))),
        ["seek", from, by] => held.seek(from, by.parse().ok()?),
        ["stat", path] => stat(std::fs::metadata(below_data(path))),
        #[allow(deprecated)] // What std has instead is of one system each, and not stable for WASI.
        ["symlink", target, path] => done(std::fs::soft_link(target, below_data(path))),
        ["sweep", path] => sweep(&below_data(path)),
        ["tell"] => held.tell(),
        ["times", path] => times(&below_data(path)),
        ["touch", path, accessed, modified] => touch(&below_data(path), accessed, modified),
        ["write", path, text] => write(&below_data(path), text),
        _ => return None,
    })
}

fn resize(path: &str, size: u64) -> io::Result<()> {
    std::fs::OpenOptions::new()
        .write(true)
        .open(path)?
        .set_len(size)
}

fn below_data(path: &str) -> String {
    format!("/data/{path}")
}

fn number(text: &str) -> u64 {
    text.parse().expect("a number")
}

pub fn done(result: io::Result<()>) -> Outcome {
    result.map(|()| "done".to_owned())
}

fn word(error: &io::Error) -> String {
    let word = match error.kind() {
        ErrorKind::NotFound => "missing",
        ErrorKind::AlreadyExists => "exists",
        ErrorKind::IsADirectory => "is-directory",
        ErrorKind::NotADirectory => "not-directory",
        ErrorKind::DirectoryNotEmpty => "not-empty",
        ErrorKind::InvalidInput => "invalid",
        ErrorKind::InvalidFilename => "too-long",
        // std gives these no kind on WASI: preview 1's badf and notempty.
        _ if error.raw_os_error() == Some(8) => "bad-descriptor",
        _ if error.raw_os_error() == Some(55) => "not-empty",
        _ => return format!("other: {error}"),
    };
    word.to_owned()
}

pub const FIRST_HASH: u32 = 2166136261;

pub fn hash(from: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(from, |sum, &byte| {
        (sum ^ u32::from(byte)).wrapping_mul(16777619)
    })
}

pub fn escape(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, &byte| {
        if byte.is_ascii_graphic() && byte != b'%' {
            text.push(byte.into());
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

/// A count, and the bytes themselves or the hash of more than 64.
pub fn say(bytes: &[u8]) -> String {
    match bytes.len() {
        0 => "0".to_owned(),
        size @ 1..=64 => format!("{size} {}", escape(bytes)),
        size => format!("{size} fnv={:08x}", hash(FIRST_HASH, bytes)),
    }
}
