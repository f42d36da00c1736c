//! The lines that the program writes, by one stream to standard output.
use wasip3::cli::stdout::write_via_stream;
use wasip3::cli::types::ErrorCode;
use wasip3::wit_bindgen::rt::async_support::{FutureReader, StreamWriter};

pub struct Lines {
    writer: Option<StreamWriter<u8>>,
    over: Option<FutureReader<Result<(), ErrorCode>>>,
}

impl Lines {
    pub fn begin() -> Lines {
        let (writer, reader) = wasip3::wit_stream::new();
        Lines {
            writer: Some(writer),
            over: Some(write_via_stream(reader)),
        }
    }

    pub async fn say(&mut self, line: &str) {
        let Some(writer) = &mut self.writer else {
            return;
        };
        let left = writer.write_all(format!("{line}\n").into_bytes()).await;
        if !left.is_empty() {
            super::cannot_read("standard output takes no more", line);
        }
    }

    /// Waits until all is written. Nothing is written after it.
    pub async fn end(&mut self) {
        drop(self.writer.take());
        if let Some(over) = self.over.take() {
            if over.await.is_err() {
                super::cannot_read("standard output", "failed");
            }
        }
    }
}
