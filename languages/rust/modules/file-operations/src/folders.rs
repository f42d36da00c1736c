//! Operations on directories.
use std::fs::{self, File};
use std::io;

use crate::operations::{hash, Outcome, FIRST_HASH};

pub fn list(path: &str) -> Outcome {
    let mut names = fs::read_dir(path)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<Vec<String>>>()?;
    names.sort();
    let sum = names.iter().fold(FIRST_HASH, |sum, name| {
        hash(hash(sum, name.as_bytes()), b"\n")
    });
    Ok(match names.len() {
        0 => "0".to_owned(),
        count @ 1..=20 => format!("{count} {}", names.join(" ")),
        count => format!("{count} fnv={sum:08x}"),
    })
}

pub fn crowd(path: &str, count: u64) -> Outcome {
    for at in 0..count {
        let width = 1 + (at % 255) as usize;
        File::create_new(format!("{path}/{:x<width$}", at.to_string()))?;
    }
    Ok(count.to_string())
}

pub fn clear(path: &str) -> Outcome {
    let mut count = 0;
    for entry in fs::read_dir(path)?.collect::<Vec<_>>() {
        fs::remove_file(entry?.path())?;
        count += 1;
    }
    Ok(count.to_string())
}

pub fn sweep(path: &str) -> Outcome {
    let mut count = 0;
    for entry in fs::read_dir(path)? {
        fs::remove_file(entry?.path())?;
        count += 1;
    }
    Ok(count.to_string())
}
