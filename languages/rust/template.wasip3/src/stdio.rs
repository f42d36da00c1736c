//! Standard output of WASI 0.3: `println!` would write by 0.2.
use wasip3::cli::stdout::write_via_stream;

/// Writes all, and waits until it is written.
pub async fn print(bytes: impl Into<Vec<u8>>) -> Result<(), ()> {
    let (mut writer, reader) = wasip3::wit_stream::new();
    let written = write_via_stream(reader);
    writer.write_all(bytes.into()).await;
    drop(writer);
    written.await.map_err(|_| ())
}
