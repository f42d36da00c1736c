// Connects to the addresses that the environment names.
mod sockets;
mod stdio;

use sockets::{address_of, connect, send};
use stdio::print;
use wasip3::cli::environment;
use wasip3::sockets::types::{ErrorCode, TcpSocket};

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let done = match environment::get_arguments().get(1).map(String::as_str) {
            Some("talk") => talk().await,
            Some("refused") => refused("CONNECT_SERVER").await,
            Some("reset") => reset().await,
            Some("ten") => ten().await,
            Some("between") => between().await,
            mode => panic!("there is no mode {mode:?}"),
        };
        done.map_err(|error| eprintln!("{error:?}"))
    }
}

async fn server() -> Result<TcpSocket, ErrorCode> {
    connect(address_of("CONNECT_SERVER")).await
}

async fn say(bytes: impl Into<Vec<u8>>) {
    print(bytes).await.expect("standard output is open");
}

/// All that the other side sends, until it ends.
async fn rest(connection: &TcpSocket) -> Result<Vec<u8>, ErrorCode> {
    let (stream, outcome) = connection.receive();
    let bytes = stream.collect().await;
    outcome.await.map(|()| bytes)
}

async fn talk() -> Result<(), ErrorCode> {
    let connection = server().await?;
    send(&connection, b"hello\n").await?;
    say(rest(&connection).await?).await;
    Ok(())
}

async fn refused(variable: &str) -> Result<(), ErrorCode> {
    match connect(address_of(variable)).await {
        Err(ErrorCode::ConnectionRefused) => {
            say("refused\n").await;
            Ok(())
        }
        Err(error) => Err(error),
        Ok(_) => Err(ErrorCode::InvalidState),
    }
}

async fn reset() -> Result<(), ErrorCode> {
    match rest(&server().await?).await {
        Ok(_) => say("ended\n").await,
        Err(ErrorCode::ConnectionReset) => say("reset\n").await,
        Err(error) => return Err(error),
    }
    Ok(())
}

async fn ten() -> Result<(), ErrorCode> {
    let mut all = Vec::new();
    for _ in 0..10 {
        all.push(server().await?);
    }
    for (index, connection) in all.iter().enumerate() {
        send(connection, format!("{index}\n").as_bytes()).await?;
    }
    Ok(())
}

async fn between() -> Result<(), ErrorCode> {
    refused("CONNECT_FIRST").await?;
    let connection = server().await?;
    let (mut writer, reader) = wasip3::wit_stream::new();
    let _sent = connection.send(reader);
    writer.write_all(b"hello\n".to_vec()).await;
    // This side stays open until the other one has ended.
    say(rest(&connection).await?).await;
    Ok(())
}

wasip3::cli::command::export!(Program);
