//! The one open file, and files read piece by piece.
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};

use crate::operations::{hash, say, Outcome, FIRST_HASH};

#[derive(Default)]
pub struct Held(Option<File>);

impl Held {
    pub fn open(&mut self, path: &str, mode: &str) -> Outcome {
        let reads = mode == "read";
        self.0 = Some(OpenOptions::new().read(reads).write(!reads).open(path)?);
        Ok("done".to_owned())
    }

    pub fn close(&mut self) -> Outcome {
        self.0 = None;
        Ok("done".to_owned())
    }

    fn file(&mut self) -> std::io::Result<&mut File> {
        self.0.as_mut().ok_or_else(|| ErrorKind::Other.into())
    }

    pub fn get(&mut self, size: u64) -> Outcome {
        let mut bytes = Vec::new();
        self.file()?.take(size).read_to_end(&mut bytes)?;
        Ok(say(&bytes))
    }

    pub fn put(&mut self, text: &str) -> Outcome {
        self.file()?.write_all(text.as_bytes())?;
        Ok(text.len().to_string())
    }

    pub fn seek(&mut self, from: &str, by: i64) -> Outcome {
        let place = match from {
            "start" => SeekFrom::Start(by.unsigned_abs()),
            "end" => SeekFrom::End(by),
            _ => SeekFrom::Current(by),
        };
        Ok(self.file()?.seek(place)?.to_string())
    }

    pub fn tell(&mut self) -> Outcome {
        Ok(self.file()?.stream_position()?.to_string())
    }
}

pub fn chunks(path: &str, size: u64) -> Outcome {
    let mut file = File::open(path)?;
    let mut bytes = vec![0; size as usize];
    let (mut all, mut sum) = (0, FIRST_HASH);
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(format!("{all} fnv={sum:08x}")),
            count => {
                all += count;
                sum = hash(sum, &bytes[..count]);
            }
        }
    }
}

pub fn lines(path: &str) -> Outcome {
    let (mut count, mut longest, mut sum) = (0, 0, FIRST_HASH);
    for line in BufReader::new(File::open(path)?).lines() {
        let line = line?;
        count += 1;
        longest = longest.max(line.len());
        sum = hash(hash(sum, line.as_bytes()), b"\n");
    }
    Ok(format!("{count} longest={longest} fnv={sum:08x}"))
}
