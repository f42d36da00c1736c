// A logging service: lines in by level and source, files in /logs.
mod folders;
mod lines;
mod sockets;

use lines::{Event, Id, Server};
use std::env;
use std::io::{ErrorKind, Read, Result, Write};

const LEVELS: [&str; 4] = ["debug", "info", "warn", "error"];

struct Logging {
    least: usize,
    stored: [usize; LEVELS.len()],
}

fn level(word: &[u8]) -> Option<usize> {
    LEVELS.iter().position(|level| level.as_bytes() == word)
}

/// The file of a source that has a proper name.
fn log_file(source: &[u8]) -> Option<String> {
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
        let (Some(level), Some(path)) = (level(word), log_file(source)) else {
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
        let mut file = folders::append("/logs", &path)?;
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
        let Some(path) = log_file(source).filter(|_| digits && count > 0) else {
            return Ok(None);
        };
        let mut text = Vec::new();
        match folders::open("/logs", &path) {
            Err(error) if error.kind() == ErrorKind::NotFound => 0,
            file => file?.read_to_end(&mut text)?,
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
        least: least.unwrap_or(0),
        stored: [0; LEVELS.len()],
    };
    let mut server = Server::new("log", None)?;
    while let Some(event) = server.next_event()? {
        if let Event::Line(id, line) = event {
            logging.line(&mut server, id, &line)?;
        }
    }
    Ok(())
}
