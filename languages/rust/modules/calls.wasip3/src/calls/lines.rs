//! The lines that the program writes, by a stream to standard output.
use wasip3::cli::stdout::write_via_stream;
use wasip3::cli::types::ErrorCode;
use wasip3::wit_bindgen::rt::async_support::{FutureReader, StreamWriter};

struct Open {
    writer: StreamWriter<u8>,
    over: FutureReader<Result<(), ErrorCode>>,
}

pub struct Lines {
    open: Option<Open>,
    /// What waits until no operation has a stream to standard output: nothing says which of two streams is first.
    later: String,
}

impl Lines {
    pub fn begin() -> Lines {
        let (writer, reader) = wasip3::wit_stream::new();
        let over = write_via_stream(reader);
        let open = Some(Open { writer, over });
        Lines {
            open,
            later: String::new(),
        }
    }

    pub async fn say(&mut self, line: &str) {
        match &mut self.open {
            Some(open) => {
                let left = open.writer.write_all(format!("{line}\n").into()).await;
                if !left.is_empty() {
                    super::cannot_read("standard output takes no more", line);
                }
            }
            None => self.later += &format!("{line}\n"),
        }
    }

    /// Waits until all is written. What comes after it waits for the end.
    pub async fn pause(&mut self) {
        if let Some(Open { writer, over }) = self.open.take() {
            drop(writer);
            if over.await.is_err() {
                super::cannot_read("standard output", "failed");
            }
        }
    }

    pub async fn end(&mut self) {
        self.pause().await;
        let later = std::mem::take(&mut self.later);
        if !later.is_empty() {
            *self = Lines::begin();
            self.say(later.trim_end_matches('\n')).await;
            self.pause().await;
        }
    }
}
