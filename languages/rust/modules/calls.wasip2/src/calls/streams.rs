//! Operations on streams, and on what they wait for.
use super::handles::Handle;
use super::say::text_of;
use super::store::no_handle;
use super::{Calls, Told, Words};
use wasip2::io::poll::{poll, Pollable};
use wasip2::io::streams::{InputStream, OutputStream, StreamError};

/// The error's name; what a failed operation tells about itself is kept as `error`.
fn failed(calls: &mut Calls, error: StreamError) -> String {
    match error {
        StreamError::Closed => "closed".into(),
        StreamError::LastOperationFailed(error) => {
            let _ = calls.keep("error", Handle::Error(error));
            "last-operation-failed".into()
        }
    }
}

/// A new pollable of the resource with that name.
pub fn pollable_of(calls: &Calls, name: &str) -> Result<Pollable, String> {
    match calls.handles.find(name) {
        Some(Handle::Incoming(stream)) => Ok(stream.subscribe()),
        Some(Handle::Input(stream)) => Ok(stream.subscribe()),
        Some(Handle::Names(stream)) => Ok(stream.subscribe()),
        Some(Handle::Outgoing(stream)) => Ok(stream.subscribe()),
        Some(Handle::Output(stream)) => Ok(stream.subscribe()),
        Some(Handle::Tcp(socket)) => Ok(socket.subscribe()),
        Some(Handle::Udp(socket)) => Ok(socket.subscribe()),
        _ => Err(no_handle()),
    }
}

/// Reads until the stream is closed, each time at most so many bytes.
fn drain(input: &InputStream, most: u64) -> Result<String, StreamError> {
    let mut all = Vec::new();
    let mut remark = "";
    loop {
        match input.blocking_read(most) {
            Ok(bytes) if bytes.is_empty() => return Ok(format!("{} empty", all.len())),
            Ok(bytes) => {
                if bytes.len() as u64 > most {
                    remark = " overrun";
                }
                all.extend(bytes);
            }
            Err(StreamError::Closed) => break,
            Err(error) => return Err(error),
        }
    }
    Ok(format!("{} {}{remark}", all.len(), text_of(&all)))
}

fn until(input: &InputStream, count: usize) -> Result<String, StreamError> {
    let mut all = Vec::new();
    while all.len() < count {
        all.extend(input.blocking_read((count - all.len()) as u64)?);
    }
    Ok(format!("{} {}", all.len(), text_of(&all)))
}

/// Writes all bytes as check-write permits, and flushes.
fn put(output: &OutputStream, bytes: &[u8]) -> Result<String, StreamError> {
    let ready = output.subscribe();
    let mut left = bytes;
    while !left.is_empty() {
        let room = output.check_write()? as usize;
        let (now, later) = left.split_at(room.min(left.len()));
        match room {
            0 => ready.block(),
            _ => output.write(now)?,
        }
        left = later;
    }
    output.blocking_flush()?;
    Ok(String::new())
}

fn read_from(
    input: &InputStream,
    name: &str,
    words: &mut Words,
) -> Option<Result<String, StreamError>> {
    let bytes = |outcome: Result<Vec<u8>, StreamError>, most: u64| {
        outcome.map(|bytes| {
            let over = if bytes.len() as u64 > most {
                " overrun"
            } else {
                ""
            };
            format!("{} {}{over}", bytes.len(), text_of(&bytes))
        })
    };
    let size = |outcome: Result<u64, StreamError>| outcome.map(|size| size.to_string());
    Some(match name {
        "blocking-read" => {
            let most = words.number();
            bytes(input.blocking_read(most), most)
        }
        "blocking-skip" => size(input.blocking_skip(words.number())),
        "drain" => drain(input, words.number()),
        "read" => {
            let most = words.number();
            bytes(input.read(most), most)
        }
        "skip" => size(input.skip(words.number())),
        "until" => until(input, words.number() as usize),
        _ => return None,
    })
}

fn write_to(
    output: &OutputStream,
    name: &str,
    words: &mut Words,
) -> Option<Result<String, StreamError>> {
    let done = |outcome: Result<(), StreamError>| outcome.map(|()| String::new());
    Some(match name {
        "blocking-flush" => done(output.blocking_flush()),
        "blocking-write-and-flush" => done(output.blocking_write_and_flush(&words.text())),
        "blocking-write-zeroes-and-flush" => {
            done(output.blocking_write_zeroes_and_flush(words.number()))
        }
        "check-write" => output.check_write().map(|room| match room {
            0 => "none".into(),
            _ => "some".into(),
        }),
        "flush" => done(output.flush()),
        "put" => put(output, &words.text()),
        "write" => done(output.write(&words.text())),
        "write-zeroes" => done(output.write_zeroes(words.number())),
        _ => return None,
    })
}

fn splice(
    calls: &Calls,
    name: &str,
    words: &mut Words,
) -> Result<Result<String, StreamError>, String> {
    let (output, input) = (words.next(), words.next());
    let most = words.number();
    let (output, input) = (calls.output(output)?, calls.input(input)?);
    let moved = match name {
        "splice" => output.splice(input, most),
        _ => output.blocking_splice(input, most),
    };
    Ok(moved.map(|moved| moved.to_string()))
}

/// Which of the pollables are ready, by their place.
fn poll_all(calls: &Calls, words: &mut Words) -> Told {
    let names: Vec<_> = std::iter::from_fn(|| words.more()).collect();
    let all: Result<Vec<_>, _> = names.iter().map(|name| calls.pollable(name)).collect();
    let mut ready = poll(&all?);
    ready.sort();
    let ready: Vec<_> = ready.iter().map(u32::to_string).collect();
    Ok(ready.join(" "))
}

pub fn perform(calls: &mut Calls, name: &str, words: &mut Words) -> Option<Told> {
    let outcome = match name {
        "block" => {
            return Some(
                calls
                    .pollable(words.next())
                    .map(|ready| ready.block())
                    .map(|()| String::new()),
            )
        }
        "drop" => {
            let was = calls.forget(words.next());
            return Some(if was {
                Ok(String::new())
            } else {
                Err(no_handle())
            });
        }
        "poll" => return Some(poll_all(calls, words)),
        "ready" => {
            return Some(
                calls
                    .pollable(words.next())
                    .map(|ready| ready.ready().to_string()),
            )
        }
        "subscribe" => {
            let made = pollable_of(calls, words.next());
            return Some(made.and_then(|made| calls.keep(words.result(), Handle::Pollable(made))));
        }
        "to-debug-string" => {
            let text = calls
                .error(words.next())
                .map(|error| error.to_debug_string());
            return Some(text.map(|_| String::new()));
        }
        "blocking-splice" | "splice" => match splice(calls, name, words) {
            Ok(outcome) => outcome,
            Err(error) => return Some(Err(error)),
        },
        _ => {
            let mut ahead = words.clone();
            let outcome = match calls.handles.find(ahead.more()?) {
                Some(Handle::Input(input)) => read_from(input, name, &mut ahead),
                Some(Handle::Output(output)) => write_to(output, name, &mut ahead),
                _ => None,
            };
            if outcome.is_some() {
                *words = ahead;
            }
            outcome?
        }
    };
    Some(outcome.map_err(|error| failed(calls, error)))
}
