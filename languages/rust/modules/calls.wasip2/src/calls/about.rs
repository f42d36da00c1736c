//! Words about operations: how often, how long, which errors.
use super::remarks::{self, line, MS, QUICK};
use super::streams::pollable_of;
use super::words::number_of;
use super::{Calls, Told};
use wasip2::clocks::monotonic_clock::{now, subscribe_duration};
use wasip2::io::poll::poll;

/// Performs an operation and gives its line.
pub fn line_of(calls: &mut Calls, text: &str) -> String {
    let (about, rest) = text.split_once(' ').unwrap_or((text, ""));
    match about {
        "either" => either(calls, rest),
        "lasts" => lasts(calls, rest),
        "quick" => quick(calls, rest),
        "repeat" => repeat(calls, rest),
        "bind" | "connect" | "listen" => {
            let told = both(calls, text);
            line(text, told)
        }
        "wait" => {
            let told = wait(calls, rest);
            line(rest, told)
        }
        _ => {
            let told = calls.one(text);
            line(text, told)
        }
    }
}

fn either(calls: &mut Calls, text: &str) -> String {
    let (errors, rest) = text.split_once(' ').unwrap_or((text, ""));
    remarks::either(errors, rest, calls.one(rest))
}

/// Performs it again, once its handle is ready, as long as it would block.
fn wait(calls: &mut Calls, text: &str) -> Told {
    let handle = text.split(' ').nth(1).unwrap_or_default();
    loop {
        let told = calls.one(text);
        if told != Err("would-block".into()) {
            return told;
        }
        let ready = pollable_of(calls, handle)?;
        // A pollable that is never ready must not hang the whole case.
        let late = subscribe_duration(10_000_000_000);
        if poll(&[&ready, &late]).iter().all(|&at| at == 1) {
            return Err("never-ready".into());
        }
    }
}

/// Starts and finishes what a socket does in two steps; the error may come in either.
fn both(calls: &mut Calls, text: &str) -> Told {
    let (start, names) = text.split_once(" > ").unwrap_or((text, "_"));
    let mut words = start.split(' ');
    let (act, handle) = (words.next(), words.next());
    let (act, handle) = (act.unwrap_or_default(), handle.unwrap_or_default());
    calls.one(&format!("start-{start}"))?;
    wait(
        calls,
        &match act {
            "connect" => format!("finish-{act} {handle} > {names}"),
            _ => format!("finish-{act} {handle}"),
        },
    )
}

/// The time of the shortest of up to ten runs, and the line of the first. It stops at one in the bounds or under them.
fn shortest(calls: &mut Calls, text: &str, most: u64) -> (u64, String) {
    let mut best = u64::MAX;
    let mut first = None;
    for _ in 0..10 {
        let from = now();
        let line = line_of(calls, text);
        best = best.min(now() - from);
        first.get_or_insert(line);
        if best <= most {
            break;
        }
    }
    (best, first.unwrap_or_default())
}

fn quick(calls: &mut Calls, text: &str) -> String {
    remarks::quick(shortest(calls, text, QUICK))
}

fn lasts(calls: &mut Calls, text: &str) -> String {
    let mut parts = text.splitn(3, ' ');
    let mut bound = || number_of(parts.next().unwrap_or_default()) * MS;
    let (least, most) = (bound(), bound());
    let best = shortest(calls, parts.next().unwrap_or_default(), most);
    remarks::lasts(best, least, most)
}

/// The first line, and each that differs from it.
fn repeat(calls: &mut Calls, text: &str) -> String {
    let (times, rest) = text.split_once(' ').unwrap_or((text, ""));
    let first = line_of(calls, rest);
    let others = (1..number_of(times)).map(|_| line_of(calls, rest));
    let others: Vec<_> = others.filter(|line| *line != first).collect();
    let mut lines = vec![first];
    lines.extend(others);
    lines.join("\n")
}
