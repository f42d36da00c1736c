// File operations that the arguments name, by std::fs.
use std::ffi::CString;
use std::fs::{self, File, FileTimes, OpenOptions};
use std::io::{ErrorKind, Read, Result, Seek, SeekFrom, Write};
use std::time::{Duration, SystemTime};

const NOT_EMPTY: i32 = 55;

fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).replace('\0', ".")
}

fn read_at(path: &str, from: SeekFrom, most: u64) -> Result<String> {
    let mut file = File::open(path)?;
    file.seek(from)?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(text_of(bytes))
}

fn write_at(path: &str, offset: u64, text: &str) -> Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    file.write_all(text.as_bytes())
}

fn kind_of(path: &str) -> Result<String> {
    let kind = fs::symlink_metadata(path)?.file_type();
    Ok(if kind.is_symlink() {
        "link"
    } else if kind.is_dir() {
        "folder"
    } else {
        "file"
    }
    .into())
}

fn names(path: &str) -> Result<Vec<String>> {
    let entries = fs::read_dir(path)?.map(|entry| Ok(entry?.file_name()));
    let names: Result<Vec<_>> = entries.collect();
    let mut names: Vec<_> = names?
        .iter()
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

// std makes no symbolic link on WASI: `soft_link` is not for it.
fn symlink(target: &str, path: &str) -> Result<()> {
    extern "C" {
        fn symlink(target: *const i8, path: *const i8) -> i32;
    }
    let (target, path) = (CString::new(target)?, CString::new(path)?);
    // SAFETY: both are strings with a NUL at their end.
    match unsafe { symlink(target.as_ptr().cast(), path.as_ptr().cast()) } {
        0 => Ok(()),
        _ => Err(std::io::Error::last_os_error()),
    }
}

fn set_times(path: &str, seconds: u64) -> Result<()> {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    let file = OpenOptions::new().write(true).open(path)?;
    file.set_times(FileTimes::new().set_accessed(time).set_modified(time))
}

fn modified(path: &str) -> Result<String> {
    let time = fs::metadata(path)?.modified()?;
    let since = time.duration_since(SystemTime::UNIX_EPOCH);
    Ok(since.unwrap_or_default().as_secs().to_string())
}

fn fill(path: &str, count: usize) -> Result<()> {
    for number in 0..count {
        File::create_new(format!("{path}/{}{number:04}", "n".repeat(number % 200)))?;
    }
    Ok(())
}

fn empty(path: &str) -> Result<()> {
    for name in names(path)? {
        fs::remove_file(format!("{path}/{name}"))?;
    }
    Ok(())
}

fn done(outcome: Result<()>) -> Result<String> {
    outcome.map(|()| "done".into())
}

fn perform(operation: &str) -> Result<String> {
    let words: Vec<&str> = operation.split(' ').collect();
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let number = |at: usize| word(at).parse::<i64>().expect("a number");
    let (path, other) = (word(1), word(2));
    match word(0) {
        "append" => done(
            OpenOptions::new()
                .append(true)
                .open(path)
                .and_then(|mut file| file.write_all(other.as_bytes())),
        ),
        "count" => names(path).map(|names| names.len().to_string()),
        "create" => {
            done(File::create_new(path).and_then(|mut file| file.write_all(other.as_bytes())))
        }
        "empty" => done(empty(path)),
        "fill" => done(fill(path, number(2) as usize)),
        "letters" => {
            names(path).map(|names| names.iter().map(String::len).sum::<usize>().to_string())
        }
        "link" => done(fs::hard_link(path, other)),
        "list" => names(path).map(|names| names.join(" ")),
        "make" => done(fs::create_dir(path)),
        "modified" => modified(path),
        "read" => fs::read(path).map(text_of),
        "read-at" => read_at(path, SeekFrom::Start(number(2) as u64), number(3) as u64),
        "read-end" => read_at(path, SeekFrom::End(number(2)), u64::MAX),
        "readlink" => fs::read_link(path).map(|target| target.to_string_lossy().into_owned()),
        "remove" => done(fs::remove_file(path)),
        "remove-folder" => done(fs::remove_dir(path)),
        "rename" => done(fs::rename(path, other)),
        "size" => fs::metadata(path).map(|about| about.len().to_string()),
        "symlink" => done(symlink(path, other)),
        "times" => done(set_times(path, number(2) as u64)),
        "truncate" => done(
            OpenOptions::new()
                .write(true)
                .open(path)
                .and_then(|file| file.set_len(number(2) as u64)),
        ),
        "type" => kind_of(path),
        "write" => done(fs::write(path, other)),
        "write-at" => done(write_at(path, number(2) as u64, word(3))),
        verb => panic!("there is no operation {verb}"),
    }
}

fn main() {
    for operation in std::env::args().skip(1) {
        let result = perform(&operation).unwrap_or_else(|error| match error.kind() {
            ErrorKind::NotFound => "missing".into(),
            ErrorKind::AlreadyExists => "exists".into(),
            ErrorKind::NotADirectory => "not-a-folder".into(),
            ErrorKind::IsADirectory => "is-a-folder".into(),
            ErrorKind::DirectoryNotEmpty => "not-empty".into(),
            // std has no kind for it on WASI.
            _ if error.raw_os_error() == Some(NOT_EMPTY) => "not-empty".into(),
            _ => format!("failed: {error}"),
        });
        println!("{operation}: {result}");
    }
}
