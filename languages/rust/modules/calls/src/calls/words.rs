//! Reads the words of operations.
use std::iter::Peekable;
use std::str::SplitN;

/// Ends the program with 2.
pub fn cannot_read(what: &str, word: &str) -> ! {
    eprintln!("{what}: {word}");
    std::process::exit(2)
}

/// Words of one operation; those behind `>` are names for its results.
#[derive(Clone)]
pub struct Words<'a> {
    left: Peekable<std::vec::IntoIter<&'a str>>,
    names: std::vec::IntoIter<&'a str>,
}

impl<'a> Words<'a> {
    pub fn of(text: &'a str) -> Words<'a> {
        let mut parts: SplitN<'a, &str> = text.splitn(2, " > ");
        let list = |part: Option<&'a str>| -> Vec<&'a str> {
            part.map_or(Vec::new(), |words| words.split(' ').collect())
        };
        Words {
            left: list(parts.next()).into_iter().peekable(),
            names: list(parts.next()).into_iter(),
        }
    }

    pub fn next(&mut self) -> &'a str {
        self.more()
            .unwrap_or_else(|| cannot_read("a word is missing", ""))
    }

    pub fn more(&mut self) -> Option<&'a str> {
        self.left.next()
    }

    /// A name for a result; where none is given it is `_`.
    pub fn result(&mut self) -> &'a str {
        self.names.next().unwrap_or("_")
    }

    pub fn number(&mut self) -> u64 {
        number_of(self.next())
    }

    pub fn text(&mut self) -> Vec<u8> {
        bytes_of(self.next())
    }

    pub fn path(&mut self) -> String {
        let word = self.next();
        String::from_utf8(bytes_of(word)).unwrap_or_else(|_| cannot_read("not UTF-8", word))
    }

    /// Whether a symbolic link at the end is followed.
    pub fn follows(&mut self) -> bool {
        self.choice(&["nofollow", "follow"]) == 1
    }

    /// The place of a word among those that may stand here.
    pub fn choice(&mut self, names: &[&str]) -> usize {
        place_of(self.next(), names)
    }

    /// Names with commas between as bits, the first name's lowest; `-` is none.
    pub fn flags(&mut self, names: &[&str]) -> u8 {
        match self.next() {
            "-" => 0,
            list => list
                .split(',')
                .fold(0, |bits, name| bits | 1 << place_of(name, names)),
        }
    }

    pub fn check_end(&mut self) {
        if let Some(word) = self.more().or_else(|| self.names.next()) {
            cannot_read("a word too many", word);
        }
    }
}

fn place_of(word: &str, names: &[&str]) -> usize {
    let found = names.iter().position(|name| *name == word);
    found.unwrap_or_else(|| cannot_read("no such name", word))
}

/// `4k+1`, `50ms`, `max`.
pub fn number_of(word: &str) -> u64 {
    if word == "max" {
        return u64::MAX;
    }
    let bad = || -> u64 { cannot_read("no number", word) };
    if let Some((base, more)) = word.split_once('+') {
        return number_of(base) + number_of(more);
    }
    if let Some((base, less)) = word.split_once('-') {
        return number_of(base) - number_of(less);
    }
    let size = word.find(|letter: char| !letter.is_ascii_digit());
    let (digits, unit) = word.split_at(size.unwrap_or(word.len()));
    let scale = match unit {
        "" => 1,
        "k" => 1 << 10,
        "m" => 1 << 20,
        "g" => 1 << 30,
        "us" => 1000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        _ => bad(),
    };
    digits
        .parse::<u64>()
        .map_or_else(|_| bad(), |value| value * scale)
}

/// `%XX` is one byte, `(TEXT*N)` is N times the text, `''` is nothing.
pub fn bytes_of(word: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    if word == "''" {
        return bytes;
    }
    let mut rest = word.as_bytes();
    while let Some(&first) = rest.first() {
        if first == b'(' {
            let end = rest.iter().position(|&each| each == b')');
            let end = end.unwrap_or_else(|| cannot_read("no end of", word));
            let inner = std::str::from_utf8(&rest[1..end]).unwrap_or_default();
            let (text, times) = inner.rsplit_once('*').unwrap_or((inner, "1"));
            bytes.extend(bytes_of(text).repeat(number_of(times) as usize));
            rest = &rest[end + 1..];
        } else if first == b'%' {
            let digits = rest.get(1..3).and_then(|two| std::str::from_utf8(two).ok());
            let byte = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
            bytes.push(byte.unwrap_or_else(|| cannot_read("no byte", word)));
            rest = &rest[3..];
        } else {
            bytes.push(first);
            rest = &rest[1..];
        }
    }
    bytes
}
