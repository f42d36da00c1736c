// A greenhouse monitor: readings in, alarms out.
mod folders;
mod lines;
mod readings;
mod sockets;

use folders::open;
use lines::{Event, Id, Server};
use readings::{read_limits, Limits, Series, Tenths};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{read_to_string, Result};

struct Greenhouse {
    server: Server,
    limits: Limits,
    /// By sensor and kind.
    series: BTreeMap<(String, String), Series>,
    sensors: BTreeMap<Id, String>,
    watchers: BTreeSet<Id>,
    lost: BTreeSet<String>,
}

fn is_name(name: &str) -> bool {
    let plain = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    (1..=32).contains(&name.len()) && name.bytes().all(plain)
}

impl Greenhouse {
    fn tell_watchers(&mut self, text: &str) {
        for &watcher in &self.watchers {
            self.server.say(watcher, format!("{text}\n"));
        }
    }

    fn take_reading(&mut self, id: Id, kind: &str, word: &str) -> Option<String> {
        let name = self.sensors.get(&id)?.clone();
        let limit = self.limits.get(kind)?;
        let value: Tenths = word.parse().ok()?;
        let series = self
            .series
            .entry((name.clone(), kind.to_string()))
            .or_default();
        let before = series.alarm.take();
        series.add(value);
        series.alarm = limit.alarm(value);
        let told = match (&before, &mut series.alarm) {
            (Some(old), Some(new)) if old.side == new.side => {
                series.alarm = before;
                None
            }
            (_, Some(new)) => Some(format!("alarm {name} {kind} {new}")),
            (Some(_), None) => Some(format!("clear {name} {kind} {value}")),
            (None, None) => None,
        };
        if let Some(text) = told {
            self.tell_watchers(&text);
        }
        Some("ok\n".to_string())
    }

    fn enter(&mut self, id: Id, name: &str) -> Option<String> {
        let known = self.sensors.contains_key(&id) || self.watchers.contains(&id);
        if known || !is_name(name) || self.sensors.values().any(|own| own == name) {
            return None;
        }
        if self.lost.remove(name) {
            self.tell_watchers(&format!("back {name}"));
        }
        self.sensors.insert(id, name.to_string());
        Some("ok\n".to_string())
    }

    fn watch(&mut self, id: Id) -> Option<String> {
        if self.sensors.contains_key(&id) || !self.watchers.insert(id) {
            return None;
        }
        let alarm = |((name, kind), series): (&(String, String), &Series)| {
            Some(format!("alarm {name} {kind} {}\n", series.alarm.as_ref()?))
        };
        let lost = self.lost.iter().map(|name| format!("lost {name}\n"));
        let standing: BTreeSet<String> = self.series.iter().filter_map(alarm).chain(lost).collect();
        Some(
            standing
                .into_iter()
                .fold("watching\n".to_string(), |text, line| text + &line),
        )
    }

    fn report(&self) -> String {
        let lines = self
            .series
            .iter()
            .map(|((name, kind), series)| format!("{name} {kind} {series}\n"));
        lines.collect::<String>() + ".\n"
    }

    fn line(&mut self, id: Id, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        let answer = match line.split_once(' ') {
            Some(("sensor", name)) => self.enter(id, name),
            Some((kind, value)) => self.take_reading(id, kind, value),
            None => match &*line {
                "watch" => self.watch(id),
                "report" => Some(self.report()),
                "bye" => Some("bye\n".to_string()),
                "stop" => Some("stopped\n".to_string()),
                _ => None,
            },
        };
        self.server
            .say(id, answer.unwrap_or_else(|| "error\n".to_string()));
        if line == "bye" {
            self.sensors.remove(&id);
            self.server.end(id);
        }
        if line == "stop" {
            self.server.stop();
        }
    }

    fn leave(&mut self, id: Id) {
        self.watchers.remove(&id);
        if let Some(name) = self.sensors.remove(&id) {
            self.tell_watchers(&format!("lost {name}"));
            self.lost.insert(name);
        }
    }
}

fn main() -> Result<()> {
    let mut greenhouse = Greenhouse {
        server: Server::new("greenhouse", None)?,
        limits: read_limits(&read_to_string(open("/config", "limits.txt")?)?)?,
        series: BTreeMap::new(),
        sensors: BTreeMap::new(),
        watchers: BTreeSet::new(),
        lost: BTreeSet::new(),
    };
    while let Some(event) = greenhouse.server.next_event()? {
        match event {
            Event::Came(_) => {}
            Event::Line(id, line) => greenhouse.line(id, &line),
            Event::Left(id) => greenhouse.leave(id),
        }
    }
    Ok(())
}
