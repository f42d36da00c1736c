// A timestamp server: lines in, lines out, one client after another.
mod sockets;

use chrono::{DateTime, SubsecRound, Utc};
use sockets::{Connection, Listener};
use std::env;
use std::io::{BufRead, BufReader, Result, Write};

fn read_second(text: &str) -> Option<DateTime<Utc>> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain =
        (1..=12).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = text.parse().ok().filter(|_| plain)?;
    (-62_167_219_200..=253_402_300_799)
        .contains(&seconds)
        .then(|| DateTime::from_timestamp(seconds, 0))?
}

/// RFC 3339 allows more than this server does: fractions, leap seconds, small letters.
fn read_time(text: &str) -> Option<DateTime<Utc>> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"-+:TZ".contains(&byte));
    let time = DateTime::parse_from_rfc3339(text).ok().filter(|_| plain)?;
    (time.timestamp_subsec_nanos() == 0).then(|| time.to_utc())
}

fn answer(line: &[u8]) -> Option<String> {
    let (command, rest) = str::from_utf8(line).ok()?.split_once(' ')?;
    Some(match command {
        "format" => read_second(rest)?.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "http" => read_second(rest)?
            .format("%a, %d %b %Y %H:%M:%S GMT")
            .to_string(),
        "parse" => read_time(rest)?.timestamp().to_string(),
        "between" => {
            let (from, until) = rest.split_once(' ')?;
            let span = read_time(from)?..=read_time(until)?;
            let now = Utc::now().trunc_subsecs(0);
            if span.contains(&now) { "yes" } else { "no" }.to_string()
        }
        _ => return None,
    })
}

fn serve(connection: Connection) -> Result<()> {
    let mut reader = BufReader::new(connection);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        let Some(request) = line.strip_suffix(b"\n") else {
            break;
        };
        let answered = answer(request).unwrap_or_else(|| "error".to_string());
        reader
            .get_mut()
            .write_all(format!("{answered}\n").as_bytes())?;
        line.clear();
    }
    Ok(())
}

fn main() -> Result<()> {
    let count = env::args()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .unwrap_or(1);
    let listener = Listener::named("time")?;
    for _ in 0..count {
        serve(listener.accept()?)?;
    }
    Ok(())
}
