// A chat client, which connects to the address that CONNECT_CHAT names.
mod sockets;

use sockets::{address_of, connect, wait_for_any, Connection};
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use wasip2::cli::stdin::get_stdin;
use wasip2::io::streams::StreamError;

fn show(bytes: &[u8]) {
    let mut screen = io::stdout();
    screen
        .write_all(bytes)
        .and_then(|()| screen.flush())
        .expect("standard output");
}

/// Talks until the server ends the connection; true where it was asked to.
fn talk(connection: &mut Connection, name: &str) -> io::Result<bool> {
    let keyboard = get_stdin(); // std's has nothing to wait for
    let typed = keyboard.subscribe();
    let mut buffer = [0; 4096];
    let mut quitting = false;
    connection.write_all(format!("{name}\n").as_bytes())?;
    loop {
        let ready = match quitting {
            true => wait_for_any(&[connection.pollable()]),
            false => wait_for_any(&[connection.pollable(), &typed]),
        };
        if ready.contains(&0) {
            match connection.read_now(&mut buffer) {
                Ok(0) => return Ok(quitting),
                Ok(size) => show(&buffer[..size]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        if ready.contains(&1) {
            match keyboard.read(4096) {
                Ok(bytes) => connection.write_all(&bytes)?,
                Err(StreamError::Closed) => {
                    quitting = true;
                    connection.write_all(b"/quit\n")?;
                }
                Err(error) => panic!("standard input: {error}"),
            }
        }
    }
}

fn main() -> ExitCode {
    let name = std::env::args().nth(1).expect("a name");
    let address = address_of("CONNECT_CHAT").expect("an address");
    let done = match connect(address) {
        Ok(mut connection) => talk(&mut connection, &name),
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => {
            eprintln!("nobody is there");
            return ExitCode::FAILURE;
        }
        Err(error) => panic!("{address}: {error}"),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        // What broke off is an end too.
        Ok(false) | Err(_) => {
            eprintln!("the server has gone");
            ExitCode::FAILURE
        }
    }
}
