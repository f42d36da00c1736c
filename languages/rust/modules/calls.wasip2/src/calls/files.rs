//! Operations on open files, and the streams of files.
use super::descriptors::{advice, flags_told};
use super::handles::Handle;
use super::say::{text_of, variant_of};
use super::stats::{new_time, stat_of};
use super::{Calls, Told, Words};
use wasip2::filesystem::types::{filesystem_error_code, ErrorCode};

pub fn named(code: ErrorCode) -> String {
    code.name().into()
}

pub fn done(outcome: Result<(), ErrorCode>) -> Told {
    outcome.map(|()| String::new()).map_err(named)
}

fn advise(calls: &Calls, at: &str, words: &mut Words) -> Told {
    let (offset, length) = (words.number(), words.number());
    let advice = advice(words);
    done(calls.opened(at)?.advise(offset, length, advice))
}

fn read(calls: &Calls, at: &str, words: &mut Words) -> Told {
    let (length, offset) = (words.number(), words.number());
    let (bytes, end) = calls.opened(at)?.read(length, offset).map_err(named)?;
    let over = if bytes.len() as u64 > length {
        " overrun"
    } else {
        ""
    };
    let end = if end { " end" } else { "" };
    Ok(format!("{} {}{end}{over}", bytes.len(), text_of(&bytes)))
}

fn write(calls: &Calls, at: &str, words: &mut Words) -> Told {
    let (bytes, offset) = (words.text(), words.number());
    let written = calls.opened(at)?.write(&bytes, offset).map_err(named)?;
    Ok(written.to_string())
}

fn stream(calls: &mut Calls, name: &str, at: &str, words: &mut Words) -> Told {
    let file = calls.opened(at);
    let made = match name {
        "append-via-stream" => file?.append_via_stream().map(Handle::Output),
        "read-via-stream" => file?.read_via_stream(words.number()).map(Handle::Input),
        _ => file?.write_via_stream(words.number()).map(Handle::Output),
    };
    let made = made.map_err(named)?;
    calls.keep(words.result(), made)
}

pub fn perform(calls: &mut Calls, name: &str, words: &mut Words) -> Option<Told> {
    if name == "filesystem-error-code" {
        let code = calls.error(words.next()).map(filesystem_error_code);
        return Some(code.map(|code| code.map_or("none".into(), named)));
    }
    let is_own = matches!(
        name,
        "advise"
            | "append-via-stream"
            | "get-flags"
            | "get-type"
            | "metadata-hash"
            | "read"
            | "read-via-stream"
            | "set-size"
            | "set-times"
            | "stat"
            | "sync"
            | "sync-data"
            | "write"
            | "write-via-stream"
    );
    let mut ahead = words.clone();
    let at = ahead.more()?;
    let is_stream = |handle: &Handle| matches!(handle, Handle::Input(_) | Handle::Output(_));
    if !is_own || calls.is_a(at, is_stream) {
        return None;
    }
    let at = words.next();
    calls.preopen(at);
    Some(perform_on(calls, name, at, words))
}

fn perform_on(calls: &mut Calls, name: &str, at: &str, words: &mut Words) -> Told {
    match name {
        "advise" => advise(calls, at, words),
        "append-via-stream" | "read-via-stream" | "write-via-stream" => {
            stream(calls, name, at, words)
        }
        "get-flags" => calls.opened(at)?.get_flags().map(flags_told).map_err(named),
        "get-type" => {
            let kind = calls.opened(at)?.get_type().map_err(named)?;
            Ok(variant_of(&kind))
        }
        "metadata-hash" => {
            let hash = calls.opened(at)?.metadata_hash().map_err(named)?;
            Ok(calls.hashes.of((hash.lower, hash.upper)))
        }
        "read" => read(calls, at, words),
        "set-size" => {
            let size = words.number();
            done(calls.opened(at)?.set_size(size))
        }
        "set-times" => {
            let (access, modified) = (new_time(words), new_time(words));
            done(calls.opened(at)?.set_times(access, modified))
        }
        "stat" => {
            let stat = calls.opened(at).and_then(|file| file.stat().map_err(named));
            let told = stat.map(|stat| stat_of(&stat, words));
            told
        }
        "sync" => done(calls.opened(at)?.sync()),
        "sync-data" => done(calls.opened(at)?.sync_data()),
        _ => write(calls, at, words),
    }
}
