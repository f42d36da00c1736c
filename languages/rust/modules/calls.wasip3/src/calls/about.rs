//! Words about operations: how often, how long, which errors.
use super::race::first;
use super::remarks::{self, line, MS, QUICK};
use super::words::number_of;
use super::Calls;
use wasip3::clocks::monotonic_clock::{now, wait_for};

/// Performs an operation and gives its line.
pub async fn line_of(calls: &mut Calls, text: &str) -> String {
    let (about, rest) = text.split_once(' ').unwrap_or((text, ""));
    match about {
        "either" => either(calls, rest).await,
        "lasts" => lasts(calls, rest).await,
        "pending" => pending(calls, rest).await,
        "quick" => quick(calls, rest).await,
        "repeat" => repeat(calls, rest).await,
        _ => {
            let told = calls.one(text).await;
            line(text, told)
        }
    }
}

async fn either(calls: &mut Calls, text: &str) -> String {
    let (errors, rest) = text.split_once(' ').unwrap_or((text, ""));
    remarks::either(errors, rest, calls.one(rest).await)
}

/// Performs it for so many milliseconds, and cancels it then.
async fn pending(calls: &mut Calls, text: &str) -> String {
    let (most, rest) = text.split_once(' ').unwrap_or((text, ""));
    let told = first(calls.one(rest), wait_for(number_of(most) * MS)).await;
    line(rest, told.unwrap_or(Err("pending".into())))
}

/// The time of the shortest of up to ten runs, and the line of the first. It stops at one in the bounds or under them.
async fn shortest(calls: &mut Calls, text: &str, most: u64) -> (u64, String) {
    let mut best = u64::MAX;
    let mut first = None;
    for _ in 0..10 {
        let from = now();
        let told = calls.one(text).await;
        best = best.min(now() - from);
        first.get_or_insert(line(text, told));
        if best <= most {
            break;
        }
    }
    (best, first.unwrap_or_default())
}

async fn quick(calls: &mut Calls, text: &str) -> String {
    remarks::quick(shortest(calls, text, QUICK).await)
}

async fn lasts(calls: &mut Calls, text: &str) -> String {
    let mut parts = text.splitn(3, ' ');
    let mut bound = || number_of(parts.next().unwrap_or_default()) * MS;
    let (least, most) = (bound(), bound());
    let best = shortest(calls, parts.next().unwrap_or_default(), most).await;
    remarks::lasts(best, least, most)
}

/// The first line, and each that differs from it.
async fn repeat(calls: &mut Calls, text: &str) -> String {
    let (times, rest) = text.split_once(' ').unwrap_or((text, ""));
    let told = calls.one(rest).await;
    let mut lines = vec![line(rest, told)];
    for _ in 1..number_of(times) {
        let told = calls.one(rest).await;
        let next = line(rest, told);
        if next != lines[0] {
            lines.push(next);
        }
    }
    lines.join("\n")
}
