//! Operations on open files.
use super::descriptors::{advice, flags_told};
use super::handles::{Handle, Outcome};
use super::say::{text_of, variant_of};
use super::stats::{new_time, stat_of};
use super::streams::read_up_to;
use super::{done, named, Calls, Told, Words};
use wasip3::filesystem::types::Descriptor;

async fn advise(file: &Descriptor, words: &mut Words<'_>) -> Told {
    let (offset, length) = (words.number(), words.number());
    let advice = advice(words);
    done(file.advise(offset, length, advice).await)
}

/// Reads so many bytes by a stream of its own.
async fn read(file: &Descriptor, words: &mut Words<'_>) -> Told {
    let (length, offset) = (words.number() as usize, words.number());
    let (mut stream, outcome) = file.read_via_stream(offset);
    let bytes = read_up_to(&mut stream, length).await.bytes;
    drop(stream);
    outcome.await.map_err(named)?;
    Ok(format!("{} {}", bytes.len(), text_of(&bytes)))
}

/// Writes all by a stream of its own, at a place or at the end.
async fn write(file: &Descriptor, words: &mut Words<'_>) -> Told {
    let bytes = words.text();
    let size = bytes.len();
    let (mut writer, reader) = wasip3::wit_stream::new();
    let outcome = match words.next() {
        "end" => file.append_via_stream(reader),
        word => file.write_via_stream(reader, super::words::number_of(word)),
    };
    let left = writer.write_all(bytes).await;
    drop(writer);
    outcome.await.map_err(named)?;
    Ok((size - left.len()).to_string())
}

fn stream(calls: &mut Calls, name: &str, at: &str, words: &mut Words) -> Told {
    if name == "read-via-stream" {
        let (stream, outcome) = calls.opened(at)?.read_via_stream(words.number());
        calls.keep(words.result(), Handle::Input(stream))?;
        return calls.keep(words.result(), Handle::Outcome(Outcome::File(outcome)));
    }
    let (writer, reader) = wasip3::wit_stream::new();
    let file = calls.opened(at)?;
    let outcome = match name {
        "append-via-stream" => file.append_via_stream(reader),
        _ => file.write_via_stream(reader, words.number()),
    };
    calls.keep(words.result(), Handle::Output(writer))?;
    calls.keep(words.result(), Handle::Outcome(Outcome::File(outcome)))
}

pub async fn perform(calls: &mut Calls, name: &str, words: &mut Words<'_>) -> Option<Told> {
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
    if !is_own {
        return None;
    }
    let at = words.next();
    calls.preopen(at);
    Some(perform_on(calls, name, at, words).await)
}

async fn perform_on(calls: &mut Calls, name: &str, at: &str, words: &mut Words<'_>) -> Told {
    match name {
        "advise" => advise(calls.opened(at)?, words).await,
        "append-via-stream" | "read-via-stream" | "write-via-stream" => {
            stream(calls, name, at, words)
        }
        "get-flags" => {
            let flags = calls.opened(at)?.get_flags().await.map_err(named)?;
            Ok(flags_told(flags))
        }
        "get-type" => {
            let kind = calls.opened(at)?.get_type().await.map_err(named)?;
            Ok(variant_of(&kind))
        }
        "metadata-hash" => {
            let hash = calls.opened(at)?.metadata_hash().await.map_err(named)?;
            Ok(calls.hashes.of((hash.lower, hash.upper)))
        }
        "read" => read(calls.opened(at)?, words).await,
        "set-size" => {
            let size = words.number();
            done(calls.opened(at)?.set_size(size).await)
        }
        "set-times" => {
            let (access, modified) = (new_time(words), new_time(words));
            done(calls.opened(at)?.set_times(access, modified).await)
        }
        "stat" => {
            let stat = calls.opened(at)?.stat().await.map_err(named)?;
            Ok(stat_of(&stat, words))
        }
        "sync" => done(calls.opened(at)?.sync().await),
        "sync-data" => done(calls.opened(at)?.sync_data().await),
        _ => write(calls.opened(at)?, words).await,
    }
}
