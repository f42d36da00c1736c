// Wordle for several players: one thread, which waits for whoever guesses.
mod clients;
mod folders;
mod game;
mod sockets;

use std::env;
use std::io::{read_to_string, Result, Write};

use clients::{now, Client};
use game::{Game, Table};
use sockets::Connection;

const MOST_LINE: usize = 64;

struct Player {
    connection: Connection,
    bytes: Vec<u8>,
    game: Game,
}

impl Client<Table> for Player {
    fn greet(mut connection: Connection, _: &mut Table) -> Result<Player> {
        connection.write_all(b"guess a word of 5 letters in 6 tries\n")?;
        Ok(Player {
            connection,
            bytes: Vec::new(),
            game: Game::default(),
        })
    }

    fn serve(&mut self, table: &mut Table) -> Result<bool> {
        let mut buffer = [0; 4096];
        match now(self.connection.read_now(&mut buffer))? {
            None => return Ok(true),
            Some(0) => return Ok(false),
            Some(size) => self.bytes.extend_from_slice(&buffer[..size]),
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

    fn connection(&self) -> &Connection {
        &self.connection
    }
}

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().collect();
    let [_, secret, count] = &arguments[..] else {
        panic!("usage: main SECRET CONNECTIONS");
    };
    let list = read_to_string(folders::open("/words", "words.txt")?)?;
    let mut table = Table {
        secret: secret.clone(),
        words: list.lines().map(str::to_owned).collect(),
        solved: 0,
        lost: 0,
    };
    let coming = count.parse().expect("a number of connections");
    clients::serve::<Table, Player>("game", coming, &mut table)
}
