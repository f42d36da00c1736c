// Moves bytes over connections at the address that LISTEN_PIPE names.
mod sockets;

use sockets::{Connection, Listener};
use std::env;
use std::io::{self, ErrorKind, Read, Result, Write};
use std::thread::sleep;
use std::time::Duration;

fn echo(connection: &mut Connection) -> Result<()> {
    let mut buffer = vec![0; 65536];
    loop {
        match connection.read(&mut buffer)? {
            0 => return Ok(()),
            size => connection.write_all(&buffer[..size])?,
        }
    }
}

fn count(connection: &mut Connection) -> Result<()> {
    sleep(Duration::from_millis(500));
    let mut buffer = vec![0; 65536];
    let (mut whole, mut sum) = (0, 0);
    loop {
        let size = connection.read(&mut buffer)?;
        if size == 0 {
            return writeln!(connection, "{whole} {sum}");
        }
        let first = (4096 - whole % 4096) % 4096;
        let marks = buffer[..size].iter().skip(first).step_by(4096);
        sum += marks.map(|byte| u64::from(*byte)).sum::<u64>();
        whole += size;
    }
}

fn speak_first(connection: &mut Connection) -> Result<()> {
    connection.write_all(b"bye\n")?;
    connection.end_writing()?;
    io::copy(connection, &mut io::stdout()).map(|_| ())
}

fn nothing(connection: &mut Connection) -> Result<()> {
    connection.write_all(b"a")?;
    if connection.write(b"")? != 0 {
        return Err(ErrorKind::Other.into());
    }
    connection.write_all(b"b\n")
}

fn reset(mut connection: Connection, door: &Listener) -> Result<()> {
    connection.write_all(b"ready\n")?;
    match io::copy(&mut connection, &mut io::sink()) {
        Ok(_) => println!("ended"),
        Err(error) if error.kind() == ErrorKind::ConnectionReset => println!("reset"),
        Err(error) => return Err(error),
    }
    door.accept()?.write_all(b"still here\n")
}

// A connection ends when it is dropped.
fn main() -> Result<()> {
    let door = Listener::named("pipe")?;
    let mut connection = door.accept()?;
    match env::args().nth(1).as_deref() {
        Some("echo") => echo(&mut connection),
        Some("count") => count(&mut connection),
        Some("speak-first") => speak_first(&mut connection),
        Some("nothing") => nothing(&mut connection),
        Some("reset") => reset(connection, &door),
        mode => panic!("there is no mode {mode:?}"),
    }
}
