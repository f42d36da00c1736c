// Moves bytes over connections of a socket that the engine has opened.
use std::env;
use std::io::{self, ErrorKind, Read, Result, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::fd::FromRawFd;
use std::thread::sleep;
use std::time::Duration;

fn listener(name: &str) -> TcpListener {
    let names = env::var("FD_NAMES").expect("FD_NAMES");
    let fd = names.split(':').position(|own| own == name).expect(name);
    // Nobody else owns that descriptor: it is this program's to close.
    unsafe { TcpListener::from_raw_fd(fd as i32) }
}

fn accept_next(door: &TcpListener) -> Result<TcpStream> {
    loop {
        match door.accept() {
            Err(error) if error.kind() == ErrorKind::WouldBlock => sleep(Duration::from_millis(2)),
            accepted => return accepted.map(|(stream, _)| stream),
        }
    }
}

fn echo(stream: &mut TcpStream) -> Result<()> {
    let mut buffer = vec![0; 65536];
    loop {
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            size => stream.write_all(&buffer[..size])?,
        }
    }
}

fn count(stream: &mut TcpStream) -> Result<()> {
    sleep(Duration::from_millis(500));
    let mut buffer = vec![0; 65536];
    let (mut whole, mut sum) = (0, 0);
    loop {
        let size = stream.read(&mut buffer)?;
        if size == 0 {
            return writeln!(stream, "{whole} {sum}");
        }
        let first = (4096 - whole % 4096) % 4096;
        sum += buffer[..size].iter().skip(first).step_by(4096).map(|byte| u64::from(*byte)).sum::<u64>();
        whole += size;
    }
}

fn speak_first(stream: &mut TcpStream) -> Result<()> {
    stream.write_all(b"bye\n")?;
    stream.shutdown(Shutdown::Write)?;
    io::copy(stream, &mut io::stdout()).map(|_| ())
}

fn nothing(stream: &mut TcpStream) -> Result<()> {
    stream.write_all(b"a")?;
    if stream.write(b"")? != 0 {
        return Err(ErrorKind::Other.into());
    }
    stream.write_all(b"b\n")
}

fn reset(mut stream: TcpStream, door: &TcpListener) -> Result<()> {
    stream.write_all(b"ready\n")?;
    match io::copy(&mut stream, &mut io::sink()) {
        Err(error) if error.kind() == ErrorKind::ConnectionReset => println!("reset"),
        other => {
            other?;
            println!("ended");
        }
    }
    let mut other = accept_next(door)?;
    other.write_all(b"still here\n")?;
    other.shutdown(Shutdown::Both)
}

fn main() -> Result<()> {
    let door = listener("pipe");
    let mut stream = accept_next(&door)?;
    match env::args().nth(1).as_deref() {
        Some("echo") => echo(&mut stream)?,
        Some("count") => count(&mut stream)?,
        Some("speak-first") => return speak_first(&mut stream),
        Some("nothing") => nothing(&mut stream)?,
        Some("reset") => return reset(stream, &door),
        _ => return Err(ErrorKind::InvalidInput.into()),
    }
    stream.shutdown(Shutdown::Both)
}
