//! Operations on clocks and random numbers.
use super::handles::Handle;
use super::readings::{advances, bits, bytes, resolution, system};
use super::words::number_of;
use super::{Calls, Told, Words};
use wasip2::clocks::{monotonic_clock, wall_clock};
use wasip2::io::poll::{poll, Pollable};
use wasip2::random::{insecure, insecure_seed, random};

/// `+50ms` and `-50ms` from now, else since the clock's own beginning.
fn instant(word: &str) -> Pollable {
    let now = monotonic_clock::now();
    monotonic_clock::subscribe_instant(match word.split_at(1) {
        ("+", rest) => now + number_of(rest),
        ("-", rest) => now.saturating_sub(number_of(rest)),
        _ => number_of(word),
    })
}

fn waiting(word: &str) -> Pollable {
    match word.split_once(':') {
        Some(("at", when)) => instant(when),
        _ => monotonic_clock::subscribe_duration(number_of(word)),
    }
}

/// Waits for the first of some times, and tells which are over.
fn race(words: &mut Words) -> Told {
    let all: Vec<_> = std::iter::from_fn(|| words.more()).map(waiting).collect();
    let mut ready = poll(&all.iter().collect::<Vec<_>>());
    ready.sort();
    let ready: Vec<_> = ready.iter().map(u32::to_string).collect();
    Ok(ready.join(" "))
}

/// The same time passes on the clock as in the pause.
fn keeps_pace(read: fn() -> u64) -> Told {
    for _ in 0..10 {
        let from = read();
        monotonic_clock::subscribe_duration(100_000_000).block();
        let passed = read() - from;
        if passed < 99_000_000 {
            return Ok(format!("slow {passed}"));
        }
        if passed < 150_000_000 {
            return Ok("keeps-pace".into());
        }
    }
    Ok("fast".into())
}

fn drawn(draw: fn(u64) -> Vec<u8>, size: u64) -> Told {
    bytes(&draw(size), &draw(size), size)
}

pub fn perform(calls: &mut Calls, name: &str, words: &mut Words) -> Option<Told> {
    Some(match name {
        "advances" => match words.choice(&["monotonic", "wall"]) {
            0 => advances(monotonic_clock::now),
            _ => advances(system),
        },
        "get-insecure-random-bytes" => drawn(insecure::get_insecure_random_bytes, words.number()),
        "get-insecure-random-u64" => bits(insecure::get_insecure_random_u64),
        "get-random-bytes" => drawn(random::get_random_bytes, words.number()),
        "get-random-u64" => bits(random::get_random_u64),
        "insecure-seed" => {
            insecure_seed::insecure_seed();
            Ok(String::new())
        }
        "keeps-pace" => match words.choice(&["monotonic", "wall"]) {
            0 => keeps_pace(monotonic_clock::now),
            _ => keeps_pace(system),
        },
        "monotonic-resolution" => resolution(monotonic_clock::resolution()),
        "race" => race(words),
        "sleep" => {
            waiting(words.next()).block();
            Ok(String::new())
        }
        "subscribe-duration" => {
            let made = monotonic_clock::subscribe_duration(words.number());
            calls.keep(words.result(), Handle::Pollable(made))
        }
        "subscribe-instant" => {
            let made = instant(words.next());
            calls.keep(words.result(), Handle::Pollable(made))
        }
        "time-of-day" => Ok((system() / 1_000_000).to_string()),
        "wall-resolution" => {
            let tick = wall_clock::resolution();
            resolution(tick.seconds * 1_000_000_000 + u64::from(tick.nanoseconds))
        }
        _ => return None,
    })
}
