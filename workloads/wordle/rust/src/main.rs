// Wordle for several players: one thread, several connections, none of which blocks.
mod descriptors;
mod game;

use std::env;
use std::io::{read_to_string, ErrorKind, Read, Result, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread::sleep;
use std::time::Duration;

use game::{Game, Table};

const MOST_LINE: usize = 64;
const MOMENT: Duration = Duration::from_millis(2);

struct Player {
    stream: TcpStream,
    bytes: Vec<u8>,
    game: Game,
}

impl Player {
    /// Takes what has come and answers it; false once the connection is at its end.
    fn serve(&mut self, table: &mut Table) -> Result<bool> {
        let mut buffer = [0; MOST_LINE + 1];
        loop {
            match self.stream.read(&mut buffer) {
                Ok(0) => return Ok(false),
                Ok(size) => self.bytes.extend_from_slice(&buffer[..size]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(true),
                Err(error) => return Err(error),
            }
            while let Some(end) = self.bytes.iter().position(|&byte| byte == b'\n') {
                let line: Vec<u8> = self.bytes.drain(..=end).collect();
                let line = line[..end].strip_suffix(b"\r").unwrap_or(&line[..end]);
                let answer = self.game.answer(table, line);
                // Answers are far smaller than what a socket takes at once.
                self.stream.write_all(answer.as_bytes())?;
                if self.game.over {
                    return Ok(false);
                }
            }
            if self.bytes.len() > MOST_LINE {
                return Ok(false);
            }
        }
    }
}

fn accept(listener: &TcpListener) -> Result<Option<Player>> {
    match listener.accept() {
        Ok((mut stream, _)) => {
            stream.set_nonblocking(true)?;
            stream.write_all(b"guess a word of 5 letters in 6 tries\n")?;
            Ok(Some(Player {
                stream,
                bytes: Vec::new(),
                game: Game::default(),
            }))
        }
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
        Err(error) => Err(error),
    }
}

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().collect();
    let [_, secret, count] = &arguments[..] else {
        panic!("usage: main SECRET CONNECTIONS");
    };
    let mut coming: usize = count.parse().expect("a number of connections");
    let list = read_to_string(descriptors::open("/words", "words.txt")?)?;
    let mut table = Table {
        secret: secret.clone(),
        words: list.lines().map(str::to_owned).collect(),
        solved: 0,
        lost: 0,
    };
    let listener = descriptors::listener("game")?;
    let mut players: Vec<Player> = Vec::new();
    while coming > 0 || !players.is_empty() {
        if coming > 0 {
            if let Some(player) = accept(&listener)? {
                players.push(player);
                coming -= 1;
            }
        }
        players.retain_mut(|player| {
            let stays = player.serve(&mut table).unwrap_or(false);
            if !stays {
                let _ = player.stream.shutdown(Shutdown::Both);
            }
            stays
        });
        sleep(MOMENT);
    }
    Ok(())
}
