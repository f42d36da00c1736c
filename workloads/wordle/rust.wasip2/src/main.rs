// Wordle for several players: one thread, which waits for whoever guesses.
mod game;
mod sockets;

use std::env;
use std::fs::read_to_string;
use std::io::{ErrorKind, Result, Write};

use game::{Game, Table};
use sockets::{address_of, wait_for_any, Connection, Listener};

const MOST_LINE: usize = 64;

struct Player {
    connection: Connection,
    bytes: Vec<u8>,
    game: Game,
}

impl Player {
    /// Takes what has come and answers it; false once the connection is at its end.
    fn serve(&mut self, table: &mut Table) -> Result<bool> {
        let mut buffer = [0; 4096];
        match self.connection.read_now(&mut buffer) {
            Ok(0) => return Ok(false),
            Ok(size) => self.bytes.extend_from_slice(&buffer[..size]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(true),
            Err(error) => return Err(error),
        }
        while let Some(end) = self.bytes.iter().position(|&byte| byte == b'\n') {
            let line: Vec<u8> = self.bytes.drain(..=end).collect();
            let line = line[..end].strip_suffix(b"\r").unwrap_or(&line[..end]);
            let answer = self.game.answer(table, line);
            self.connection.write_all(answer.as_bytes())?;
            if self.game.over {
                return Ok(false);
            }
        }
        Ok(self.bytes.len() <= MOST_LINE)
    }
}

fn accept(listener: &Listener) -> Result<Option<Player>> {
    match listener.accept_now() {
        Ok(mut connection) => {
            connection.write_all(b"guess a word of 5 letters in 6 tries\n")?;
            Ok(Some(Player {
                connection,
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
    let list = read_to_string("/words/words.txt")?;
    let mut table = Table {
        secret: secret.clone(),
        words: list.lines().map(str::to_owned).collect(),
        solved: 0,
        lost: 0,
    };
    let listener = Listener::bind(address_of("LISTEN_GAME")?)?;
    let mut players: Vec<Player> = Vec::new();
    while coming > 0 || !players.is_empty() {
        let mut waiting: Vec<_> = players
            .iter()
            .map(|player| player.connection.pollable())
            .collect();
        if coming > 0 {
            waiting.push(listener.pollable());
        }
        let ready = wait_for_any(&waiting);
        let knocked = ready.contains(&(players.len() as u32));
        let mut indices = 0..;
        // Who is not kept is dropped, which ends the connection.
        players.retain_mut(|player| {
            !ready.contains(&indices.next().unwrap()) || player.serve(&mut table).unwrap_or(false)
        });
        if knocked {
            if let Some(player) = accept(&listener)? {
                players.push(player);
                coming -= 1;
            }
        }
    }
    Ok(())
}
