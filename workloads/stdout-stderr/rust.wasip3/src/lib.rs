use wasip3::cli::types::ErrorCode;
use wasip3::cli::{environment, stderr, stdout};
use wasip3::wit_bindgen::rt::async_support::{FutureReader, StreamReader, StreamWriter};

/// One of the streams that a program writes to.
struct Output {
    writer: StreamWriter<u8>,
    written: FutureReader<Result<(), ErrorCode>>,
}

impl Output {
    fn new(write: fn(StreamReader<u8>) -> FutureReader<Result<(), ErrorCode>>) -> Output {
        let (writer, reader) = wasip3::wit_stream::new();
        let written = write(reader);
        Output { writer, written }
    }

    async fn write(&mut self, bytes: Vec<u8>) -> Result<(), ()> {
        match self.writer.write_all(bytes).await.is_empty() {
            true => Ok(()),
            false => Err(()),
        }
    }

    async fn close(self) -> Result<(), ()> {
        drop(self.writer);
        self.written.await.map_err(|_| ())
    }
}

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let mut out = Output::new(stdout::write_via_stream);
        let mut err = Output::new(stderr::write_via_stream);
        match environment::get_arguments().get(1).map(String::as_str) {
            Some("small") => {
                for i in 1..=10 {
                    out.write(format!("out {i}\n").into_bytes()).await?;
                    err.write(format!("err {i}\n").into_bytes()).await?;
                }
            }
            Some("large") => {
                for k in 0..=255 {
                    out.write(vec![b'a' + k % 26; 4096]).await?;
                    err.write(vec![b'A' + k % 26; 4096]).await?;
                }
            }
            _ => {
                err.write(b"usage: main small|large\n".to_vec()).await?;
                err.close().await?;
                return Err(());
            }
        }
        out.close().await?;
        err.close().await
    }
}

wasip3::cli::command::export!(Program);
