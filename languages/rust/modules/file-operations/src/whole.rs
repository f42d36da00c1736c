//! Operations on whole files.
use std::fs::{self, File, FileTimes, Metadata, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::operations::{done, escape, say, Outcome};

pub fn append(path: &str, text: &str) -> Outcome {
    OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)?
        .write_all(text.as_bytes())?;
    Ok(text.len().to_string())
}

pub fn create(path: &str) -> Outcome {
    done(File::create_new(path).map(drop))
}

pub fn fill(path: &str, size: u64) -> Outcome {
    let bytes: Vec<u8> = (0..size)
        .map(|at| {
            if at % 61 == 60 {
                b'\n'
            } else {
                b'a' + (at % 26) as u8
            }
        })
        .collect();
    fs::write(path, bytes)?;
    Ok(size.to_string())
}

pub fn patch(path: &str, place: u64, text: &str) -> Outcome {
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.seek(SeekFrom::Start(place))?;
    file.write_all(text.as_bytes())?;
    Ok(text.len().to_string())
}

pub fn read(path: &str) -> Outcome {
    Ok(say(&fs::read(path)?))
}

pub fn readlink(path: &str) -> Outcome {
    Ok(escape(fs::read_link(path)?.as_os_str().as_encoded_bytes()))
}

pub fn write(path: &str, text: &str) -> Outcome {
    fs::write(path, text)?;
    Ok(text.len().to_string())
}

pub fn stat(found: io::Result<Metadata>) -> Outcome {
    let found = found?;
    Ok(if found.is_file() {
        format!("file {}", found.len())
    } else if found.is_dir() {
        "directory".to_owned()
    } else if found.is_symlink() {
        "link".to_owned()
    } else {
        "other".to_owned()
    })
}

pub fn times(path: &str) -> Outcome {
    let found = fs::metadata(path)?;
    Ok(format!(
        "{} {}",
        say_time(found.accessed()?),
        say_time(found.modified()?)
    ))
}

/// SECONDS.NANOSECONDS, or `now` within a minute of the clock.
fn say_time(time: SystemTime) -> String {
    let now = SystemTime::now();
    let off = now
        .duration_since(time)
        .unwrap_or_else(|error| error.duration());
    if off <= Duration::from_secs(60) {
        return "now".to_owned();
    }
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{}.{:09}", since.as_secs(), since.subsec_nanos())
}

pub fn touch(path: &str, accessed: &str, modified: &str) -> Outcome {
    let times = FileTimes::new()
        .set_accessed(time_of(accessed))
        .set_modified(time_of(modified));
    done(File::open(path)?.set_times(times))
}

fn time_of(text: &str) -> SystemTime {
    let (seconds, nanoseconds) = text.split_once('.').expect("SECONDS.NANOSECONDS");
    UNIX_EPOCH
        + Duration::new(
            seconds.parse().expect("seconds"),
            nanoseconds.parse().expect("nanoseconds"),
        )
}
