// The rules.
use std::collections::HashSet;

const LETTERS: usize = 5;
const TRIES: u32 = 6;

/// What all games share.
pub struct Table {
    pub secret: String,
    pub words: HashSet<String>,
    pub solved: u32,
    pub lost: u32,
}

/// A player's game.
#[derive(Default)]
pub struct Game {
    tries: u32,
    pub over: bool,
}

fn marks(secret: &[u8], guess: &[u8]) -> String {
    let mut marks = [b'-'; LETTERS];
    let mut left = Vec::new();
    for at in 0..LETTERS {
        if guess[at] == secret[at] {
            marks[at] = b'G';
        } else {
            left.push(secret[at]);
        }
    }
    for at in 0..LETTERS {
        if marks[at] == b'G' {
            continue;
        }
        if let Some(found) = left.iter().position(|&letter| letter == guess[at]) {
            marks[at] = b'Y';
            left.swap_remove(found);
        }
    }
    marks.iter().map(|&mark| mark as char).collect()
}

impl Game {
    /// The answer to a line.
    pub fn answer(&mut self, table: &mut Table, line: &[u8]) -> String {
        if line.len() != LETTERS || !line.iter().all(u8::is_ascii_alphabetic) {
            return "five letters, please\n".to_owned();
        }
        let guess = String::from_utf8_lossy(line).to_ascii_lowercase();
        if guess == "score" {
            return format!("{} solved, {} lost\n", table.solved, table.lost);
        }
        if !table.words.contains(&guess) {
            return "not in the list\n".to_owned();
        }
        self.tries += 1;
        let marks = marks(table.secret.as_bytes(), guess.as_bytes());
        if guess == table.secret {
            self.over = true;
            table.solved += 1;
            return format!("{marks}\nsolved in {}\n", self.tries);
        }
        if self.tries < TRIES {
            return format!("{marks}\n");
        }
        self.over = true;
        table.lost += 1;
        format!("{marks}\nthe word was {}\n", table.secret)
    }
}
