// An echo server at the address that LISTEN_ECHO names.
mod sockets;

use sockets::{address_of, listen};
use wasip3::cli::environment::get_arguments;
use wasip3::sockets::types::{ErrorCode, TcpSocket};

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let mut visitors = listen(address_of("LISTEN_ECHO")).map_err(complain)?;
        let count = match get_arguments().get(1) {
            Some(text) => text.parse().expect("a count"),
            None => 1,
        };
        for _ in 0..count {
            let connection = visitors.next().await.ok_or(())?;
            serve(connection).await.map_err(complain)?;
        }
        Ok(())
    }
}

fn complain(error: ErrorCode) {
    eprintln!("{error:?}");
}

/// The engine moves the bytes: the stream that comes from the connection goes back to it.
async fn serve(connection: TcpSocket) -> Result<(), ErrorCode> {
    let (input, received) = connection.receive();
    connection.send(input).await?;
    received.await
}

wasip3::cli::command::export!(Program);
