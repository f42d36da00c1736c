// A chat server: what one says, the others read.
mod lines;
mod sockets;

use lines::{Event, Id, Server};
use std::collections::BTreeMap;
use std::env;
use std::io::Result;

struct Chat {
    server: Server,
    names: BTreeMap<Id, String>,
}

impl Chat {
    fn others(&self, id: Id) -> impl Iterator<Item = (&Id, &String)> {
        self.names.iter().filter(move |(other, _)| **other != id)
    }

    fn tell_others(&mut self, id: Id, text: &[u8]) {
        let others: Vec<Id> = self.others(id).map(|(&other, _)| other).collect();
        for other in others {
            self.server.say(other, text);
        }
    }

    fn list_others(&mut self, id: Id) {
        let mut text = self
            .others(id)
            .fold(String::from("* here:"), |text, (_, name)| text + " " + name);
        if text.ends_with(':') {
            text = String::from("* nobody else is here");
        }
        self.server.say(id, text + "\n");
    }

    /// A name that may be taken.
    fn free_name(&self, text: &[u8]) -> Option<String> {
        let plain = (1..=16).contains(&text.len()) && text.iter().all(u8::is_ascii_alphanumeric);
        let name = String::from_utf8(text.to_vec()).ok().filter(|_| plain)?;
        (!self.names.values().any(|own| *own == name)).then_some(name)
    }

    fn enter(&mut self, id: Id, line: &[u8]) {
        let Some(name) = self.free_name(line) else {
            return self.server.say(id, "* not that one, name?\n");
        };
        self.tell_others(id, format!("* {name} came\n").as_bytes());
        self.names.insert(id, name);
        self.list_others(id);
    }

    fn rename(&mut self, id: Id, text: &[u8]) {
        let Some(name) = self.free_name(text) else {
            return self.server.say(id, "* not that one\n");
        };
        self.server.say(id, format!("* you are now {name}\n"));
        let told = format!("* {} is now {name}\n", self.names[&id]);
        self.tell_others(id, told.as_bytes());
        self.names.insert(id, name);
    }

    fn whisper(&mut self, id: Id, rest: &[u8]) {
        let end = rest
            .iter()
            .position(|&byte| byte == b' ')
            .unwrap_or(rest.len());
        let (name, text) = (&rest[..end], rest.get(end + 1..).unwrap_or_default());
        match self.names.iter().find(|(_, own)| own.as_bytes() == name) {
            Some((&other, _)) => {
                let from = format!("<{} to you> ", self.names[&id]);
                self.server
                    .say(other, [from.as_bytes(), text, b"\n"].concat());
            }
            None => self
                .server
                .say(id, [b"* ", name, b" is not here\n"].concat()),
        }
    }

    fn line(&mut self, id: Id, line: &[u8]) {
        let Some(name) = self.names.get(&id) else {
            return self.enter(id, line);
        };
        if !line.starts_with(b"/") {
            let told = [b"<", name.as_bytes(), b"> ", line, b"\n"].concat();
            if !line.is_empty() {
                self.tell_others(id, &told);
            }
        } else if let Some(text) = line.strip_prefix(b"/me ") {
            let told = [b"* ", name.as_bytes(), b" ", text, b"\n"].concat();
            self.tell_others(id, &told);
        } else if let Some(rest) = line.strip_prefix(b"/to ") {
            self.whisper(id, rest);
        } else if let Some(text) = line.strip_prefix(b"/nick ") {
            self.rename(id, text);
        } else if line == b"/who" {
            self.list_others(id);
        } else if line == b"/quit" {
            self.server.say(id, "* bye\n");
            self.leave(id);
            self.server.end(id);
        } else {
            self.server.say(id, "* unknown command\n");
        }
    }

    fn leave(&mut self, id: Id) {
        if let Some(name) = self.names.remove(&id) {
            self.tell_others(id, format!("* {name} left\n").as_bytes());
        }
    }
}

fn main() -> Result<()> {
    let connections = env::args()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .unwrap_or(1);
    let mut chat = Chat {
        server: Server::new("chat", Some(connections))?,
        names: BTreeMap::new(),
    };
    while let Some(event) = chat.server.next_event()? {
        match event {
            Event::Came(id) => chat.server.say(id, "name?\n"),
            Event::Line(id, line) => chat.line(id, &line),
            Event::Left(id) => chat.leave(id),
        }
    }
    Ok(())
}
