//! Operations on streams, and on futures that tell what became of them.
use super::descriptors::entry_of;
use super::handles::Handle;
use super::race::first;
use super::say::text_of;
use super::store::no_handle;
use super::{Calls, Told, Words};
use wasip3::clocks::monotonic_clock::wait_for;
use wasip3::wit_bindgen::rt::async_support::{StreamReader, StreamResult, StreamWriter};

/// What several reads gave, and whether the stream is over.
pub struct Read {
    pub bytes: Vec<u8>,
    pub over: bool,
}

/// Reads until so many bytes have come, or the stream is over.
pub async fn read_up_to(stream: &mut StreamReader<u8>, most: usize) -> Read {
    let mut bytes = Vec::new();
    loop {
        // Whoever wants no more bytes asks for one, to see the end.
        let room = (most - bytes.len()).clamp(1, 1 << 20);
        if bytes.len() >= most {
            return Read { bytes, over: false };
        }
        let (result, came) = stream.read(Vec::with_capacity(room)).await;
        bytes.extend(came);
        if matches!(result, StreamResult::Dropped) {
            return Read { bytes, over: true };
        }
    }
}

/// One read: how many bytes, and which; `over` where the other end is dropped.
async fn read(stream: &mut StreamReader<u8>, most: usize) -> String {
    let (result, bytes) = stream.read(Vec::with_capacity(most)).await;
    let over = match result {
        StreamResult::Dropped => " over",
        _ => "",
    };
    let remark = if bytes.len() > most { " overrun" } else { "" };
    format!("{} {}{over}{remark}", bytes.len(), text_of(&bytes))
}

/// Reads until the stream is over, each time at most so many bytes.
async fn drain(stream: &mut StreamReader<u8>, most: usize) -> String {
    let mut all = Vec::new();
    let mut remark = "";
    loop {
        let (result, bytes) = stream.read(Vec::with_capacity(most)).await;
        if bytes.len() > most {
            remark = " overrun";
        }
        all.extend(bytes);
        if matches!(result, StreamResult::Dropped) {
            return format!("{} {}{remark}", all.len(), text_of(&all));
        }
    }
}

/// One write: how many bytes were taken; `over` where the other end is dropped.
async fn write(stream: &mut StreamWriter<u8>, bytes: Vec<u8>) -> String {
    let size = bytes.len();
    let (result, left) = stream.write(bytes).await;
    let over = match result {
        StreamResult::Dropped => " over",
        _ => "",
    };
    format!("{}{over}", size - left.remaining())
}

/// Writes all; `over` where the other end is dropped before.
async fn put(stream: &mut StreamWriter<u8>, bytes: Vec<u8>) -> String {
    let size = bytes.len();
    let left = stream.write_all(bytes).await.len();
    match left {
        0 => size.to_string(),
        _ => format!("{} over", size - left),
    }
}

/// Begins a read that has nothing to read, and cancels it.
async fn cancel(stream: &mut StreamReader<u8>, most: usize) -> String {
    let read = stream.read(Vec::with_capacity(most));
    let mut read = std::pin::pin!(read);
    let waited = first(read.as_mut(), wait_for(50_000_000)).await;
    let (result, bytes) = match waited {
        Ok(come) => come,
        Err(()) => read.cancel(),
    };
    let kind = match result {
        StreamResult::Cancelled => "cancelled".into(),
        StreamResult::Dropped => "over".into(),
        StreamResult::Complete(count) => format!("complete {count}"),
    };
    match bytes.len() {
        0 => kind,
        size => format!("{kind} {size} {}", text_of(&bytes)),
    }
}

async fn on_input(
    stream: &mut StreamReader<u8>,
    name: &str,
    words: &mut Words<'_>,
) -> Option<String> {
    let most = words.number() as usize;
    Some(match name {
        "cancel" => cancel(stream, most).await,
        "drain" => drain(stream, most).await,
        "read" => read(stream, most).await,
        "until" => {
            let Read { bytes, over } = read_up_to(stream, most).await;
            let over = if over { " over" } else { "" };
            format!("{} {}{over}", bytes.len(), text_of(&bytes))
        }
        _ => return None,
    })
}

async fn on_output(
    stream: &mut StreamWriter<u8>,
    name: &str,
    words: &mut Words<'_>,
) -> Option<String> {
    Some(match name {
        "put" => put(stream, words.text()).await,
        "write" => write(stream, words.text()).await,
        _ => return None,
    })
}

pub async fn perform(calls: &mut Calls, name: &str, words: &mut Words<'_>) -> Option<Told> {
    if name == "drop" {
        let was = calls.forget(words.next());
        return Some(was.then(String::new).ok_or_else(no_handle));
    }
    if name == "outcome" {
        return Some(match calls.handles.take(words.next()) {
            Some(Handle::Outcome(outcome)) => outcome.told().await,
            _ => Err(no_handle()),
        });
    }
    let mut ahead = words.clone();
    let told = match calls.handles.find_mut(ahead.more()?) {
        Some(Handle::Entries(entries)) if name == "next" => {
            let entry = entries.next().await;
            Some(entry.map_or("none".into(), |entry| entry_of(&entry)))
        }
        Some(Handle::Input(stream)) => on_input(stream, name, &mut ahead).await,
        Some(Handle::Output(stream)) => on_output(stream, name, &mut ahead).await,
        _ => None,
    }?;
    *words = ahead;
    Some(Ok(told))
}
