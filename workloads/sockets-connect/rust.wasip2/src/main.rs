// Connects to the addresses that the environment names.
mod sockets;

use sockets::{address_of, connect, Connection};
use std::env;
use std::io::{self, ErrorKind, Result, Write};

fn server() -> Result<Connection> {
    connect(address_of("CONNECT_SERVER")?)
}

fn talk(ends_first: bool) -> Result<()> {
    let mut connection = server()?;
    connection.write_all(b"hello\n")?;
    if ends_first {
        connection.end_writing()?;
    }
    io::copy(&mut connection, &mut io::stdout())?;
    Ok(())
}

fn refused(variable: &str) -> Result<()> {
    match connect(address_of(variable)?) {
        Ok(_) => Err(io::Error::other("somebody was there")),
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => {
            println!("refused");
            Ok(())
        }
        Err(error) => Err(error),
    }
}

fn reset() -> Result<()> {
    match io::copy(&mut server()?, &mut io::sink()) {
        Ok(_) => println!("ended"),
        Err(error) if error.kind() == ErrorKind::ConnectionReset => println!("reset"),
        Err(error) => return Err(error),
    }
    Ok(())
}

fn ten() -> Result<()> {
    let all = (0..10).map(|_| server()).collect::<Result<Vec<_>>>()?;
    for (index, mut connection) in all.into_iter().enumerate() {
        writeln!(connection, "{index}")?;
        connection.end_writing()?;
    }
    Ok(())
}

fn main() -> Result<()> {
    match env::args().nth(1).as_deref() {
        Some("talk") => talk(true),
        Some("refused") => refused("CONNECT_SERVER"),
        Some("reset") => reset(),
        Some("ten") => ten(),
        Some("between") => refused("CONNECT_FIRST").and_then(|()| talk(false)),
        mode => panic!("there is no mode {mode:?}"),
    }
}
