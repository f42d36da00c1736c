// A logging service: lines in by level and source, files in /logs.
mod lines;

use lines::{descriptor, Id, Server};
use rustix::fs::{openat, Mode, OFlags};
use rustix::io::Errno;
use std::env;
use std::fs::File;
use std::io::{Read, Result, Write};
use std::os::fd::OwnedFd;

const LEVELS: [&str; 4] = ["debug", "info", "warn", "error"];

struct Logging {
    /// The folder's descriptor: wasi-libc looks for folders only up to the first descriptor that is none, and that may be the listener.
    logs: OwnedFd,
    least: usize,
    stored: [usize; LEVELS.len()],
}

fn level(word: &[u8]) -> Option<usize> {
    LEVELS.iter().position(|level| level.as_bytes() == word)
}

/// The file of a source that has a proper name.
fn file_name(source: &[u8]) -> Option<String> {
    let plain = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let name = str::from_utf8(source).ok()?;
    ((1..=32).contains(&name.len()) && source.iter().all(plain)).then(|| format!("{name}.log"))
}

impl Logging {
    fn stored_from(&self, level: usize) -> usize {
        self.stored[level..].iter().sum()
    }

    fn store(&mut self, words: &[&[u8]]) -> Result<Option<Vec<u8>>> {
        let &[word, source, text] = words else {
            return Ok(None);
        };
        let (Some(level), Some(name)) = (level(word), file_name(source)) else {
            return Ok(None);
        };
        if text.is_empty() {
            return Ok(None);
        }
        if level < self.least {
            return Ok(Some(b"skipped\n".to_vec()));
        }
        let number = self.stored_from(0) + 1;
        let start = format!("{number} {} ", LEVELS[level]);
        let flags = OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE;
        let mut file = File::from(openat(&self.logs, name, flags, Mode::from_raw_mode(0o666))?);
        file.write_all(&[start.as_bytes(), text, b"\n"].concat())?;
        self.stored[level] += 1;
        Ok(Some(format!("stored {number}\n").into_bytes()))
    }

    fn tail(&self, words: &[&[u8]]) -> Result<Option<Vec<u8>>> {
        let &[source, count] = words else {
            return Ok(None);
        };
        let digits = count.len() <= 2 && count.iter().all(u8::is_ascii_digit);
        let count: usize = str::from_utf8(count)
            .ok()
            .and_then(|word| word.parse().ok())
            .unwrap_or(0);
        let Some(name) = file_name(source).filter(|_| digits && count > 0) else {
            return Ok(None);
        };
        let mut text = Vec::new();
        match openat(&self.logs, name, OFlags::RDONLY, Mode::empty()) {
            Err(Errno::NOENT) => 0,
            opened => File::from(opened?).read_to_end(&mut text)?,
        };
        let lines: Vec<&[u8]> = text.split_inclusive(|&byte| byte == b'\n').collect();
        let last = &lines[lines.len().saturating_sub(count)..];
        Ok(Some([&last.concat(), &b".\n"[..]].concat()))
    }

    /// The answer to a request that is one.
    fn answer(&mut self, line: &[u8]) -> Result<Option<Vec<u8>>> {
        let words: Vec<&[u8]> = line.splitn(4, |&byte| byte == b' ').collect();
        match words[0] {
            b"log" => self.store(&words[1..]),
            b"tail" => self.tail(&words[1..]),
            b"count" if words.len() == 2 => {
                Ok(level(words[1])
                    .map(|level| format!("{}\n", self.stored_from(level)).into_bytes()))
            }
            _ => Ok(None),
        }
    }

    fn line(&mut self, server: &mut Server, id: Id, line: &[u8]) -> Result<()> {
        if line == b"stop" {
            server.say(id, format!("stopped {}\n", self.stored_from(0)));
            server.stop();
            return Ok(());
        }
        let answer = self.answer(line)?;
        server.say(id, answer.unwrap_or_else(|| b"error\n".to_vec()));
        Ok(())
    }
}

fn main() -> Result<()> {
    let least = env::args().nth(1).and_then(|word| level(word.as_bytes()));
    let mut logging = Logging {
        logs: descriptor("/logs"),
        least: least.unwrap_or(0),
        stored: [0; LEVELS.len()],
    };
    let mut server = Server::new("log")?;
    while let Some((id, line)) = server.next_line()? {
        logging.line(&mut server, id, &line)?;
    }
    Ok(())
}
