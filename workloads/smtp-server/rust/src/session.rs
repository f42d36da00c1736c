// The commands, and what is stored.
use std::io::{Result, Write};

use crate::folders::create_new;

const MOST_MESSAGE: usize = 4096;

/// What all sessions share.
pub struct Server {
    pub host: String,
    pub stored: u32,
}

#[derive(Default)]
struct Transaction {
    sender: String,
    recipients: Vec<String>,
    /// From DATA on.
    message: Option<Vec<u8>>,
}

/// One client's.
#[derive(Default)]
pub struct Session {
    greeted: bool,
    transaction: Option<Transaction>,
}

/// An answer, and whether the connection stays open.
pub type Answer = (String, bool);

fn say(text: &str) -> Answer {
    (format!("{text}\r\n"), true)
}

/// `WORD:<ADDRESS>`, perhaps a space and parameters.
fn address<'a>(rest: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let head = rest.get(..word.len())?;
    let (address, parameters) = rest[word.len()..].strip_prefix('<')?.split_once('>')?;
    let whole = parameters.is_empty() || parameters.starts_with(' ');
    (head.eq_ignore_ascii_case(word) && whole).then_some((address, parameters))
}

fn too_large(parameter: &str) -> bool {
    let Some((name, value)) = parameter.split_once('=') else {
        return false;
    };
    name.eq_ignore_ascii_case("SIZE")
        && value
            .parse()
            .map_or(true, |size: usize| size > MOST_MESSAGE)
}

fn store(transaction: &Transaction, message: &[u8], number: u32) -> Result<()> {
    let mut head = format!("Return-Path: <{}>\n", transaction.sender);
    for recipient in &transaction.recipients {
        head += &format!("Delivered-To: <{recipient}>\n");
    }
    let mut file = create_new("/mail", &format!("{number}.eml"))?;
    file.write_all(head.as_bytes())?;
    file.write_all(message)
}

impl Session {
    /// The answer to a line; none within a message.
    pub fn take(&mut self, server: &mut Server, line: &[u8]) -> Option<Answer> {
        if let Some(Transaction {
            message: Some(message),
            ..
        }) = &mut self.transaction
        {
            if line != b"." {
                message.extend_from_slice(line.strip_prefix(b".").unwrap_or(line));
                message.push(b'\n');
                // What is over the limit need not be kept.
                message.truncate(MOST_MESSAGE + 1);
                return None;
            }
            return Some(self.finish(server));
        }
        let line = String::from_utf8_lossy(line);
        let (verb, rest) = line.split_once(' ').unwrap_or((&line, ""));
        Some(match verb.to_ascii_uppercase().as_str() {
            "EHLO" | "HELO" => self.greet(server, verb, rest),
            "MAIL" => self.mail(rest),
            "RCPT" => self.rcpt(server, rest),
            "DATA" => self.data(),
            "RSET" => {
                self.transaction = None;
                say("250 ok")
            }
            "NOOP" => say("250 ok"),
            "QUIT" => ("221 goodbye\r\n".to_owned(), false),
            _ => say("500 command not recognised"),
        })
    }

    fn greet(&mut self, server: &Server, verb: &str, name: &str) -> Answer {
        if name.is_empty() {
            return say("501 syntax error in parameters");
        }
        *self = Session {
            greeted: true,
            transaction: None,
        };
        let host = &server.host;
        if verb.eq_ignore_ascii_case("HELO") {
            return say(&format!("250 {host}"));
        }
        say(&format!(
            "250-{host}\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE {MOST_MESSAGE}"
        ))
    }

    fn mail(&mut self, rest: &str) -> Answer {
        if !self.greeted || self.transaction.is_some() {
            return say("503 bad sequence of commands");
        }
        let Some((sender, parameters)) = address(rest, "FROM:") else {
            return say("501 syntax error in parameters");
        };
        if parameters.split(' ').any(too_large) {
            return say("552 message too large");
        }
        self.transaction = Some(Transaction {
            sender: sender.to_owned(),
            ..Transaction::default()
        });
        say("250 ok")
    }

    fn rcpt(&mut self, server: &Server, rest: &str) -> Answer {
        let Some(transaction) = &mut self.transaction else {
            return say("503 bad sequence of commands");
        };
        let Some((recipient, _)) = address(rest, "TO:") else {
            return say("501 syntax error in parameters");
        };
        match recipient.rsplit_once('@') {
            Some((_, domain)) if domain.eq_ignore_ascii_case(&server.host) => {
                transaction.recipients.push(recipient.to_owned());
                say("250 ok")
            }
            _ => say("550 no such mailbox"),
        }
    }

    fn data(&mut self) -> Answer {
        match &mut self.transaction {
            Some(transaction) if !transaction.recipients.is_empty() => {
                transaction.message = Some(Vec::new());
                say("354 end with a line of one full stop")
            }
            _ => say("503 bad sequence of commands"),
        }
    }

    fn finish(&mut self, server: &mut Server) -> Answer {
        let transaction = self.transaction.take().unwrap_or_default();
        let message = transaction.message.as_deref().unwrap_or_default();
        if message.len() > MOST_MESSAGE {
            return say("552 message too large");
        }
        if store(&transaction, message, server.stored + 1).is_err() {
            return say("451 cannot store it");
        }
        server.stored += 1;
        say(&format!("250 stored as {}", server.stored))
    }
}
