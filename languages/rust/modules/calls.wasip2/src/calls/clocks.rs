//! Operations on clocks and random numbers.
use super::handles::Handle;
use super::words::{cannot_read, number_of};
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

fn wall() -> u64 {
    let time = wall_clock::now();
    if time.nanoseconds >= 1_000_000_000 {
        cannot_read("bad nanoseconds", &time.nanoseconds.to_string());
    }
    time.seconds * 1_000_000_000 + u64::from(time.nanoseconds)
}

fn advances(read: fn() -> u64) -> Told {
    let first = read();
    let mut last = first;
    for _ in 0..1000 {
        let next = read();
        if next < last {
            return Ok("back".into());
        }
        last = next;
    }
    // A coarse clock moves too, if it is given time.
    let end = monotonic_clock::now() + 100_000_000;
    while last == first && monotonic_clock::now() < end {
        last = read();
    }
    Ok(if last == first { "stuck" } else { "advances" }.into())
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

fn resolution(nanoseconds: u64) -> Told {
    Ok(match nanoseconds {
        0 => "zero",
        ..=20_000_000 => "fine",
        _ => "coarse",
    }
    .into())
}

/// Each of 64 bits is seen as 0 and as 1 in 200 draws.
fn bits(draw: fn() -> u64) -> Told {
    let draws: Vec<u64> = (0..200).map(|_| draw()).collect();
    let ones = draws.iter().fold(0, |all, each| all | each);
    let stuck = draws.iter().fold(u64::MAX, |all, each| all & each);
    match (ones, stuck) {
        (u64::MAX, 0) => Ok("64".into()),
        (ones, stuck) => Ok(format!("{}", (ones & !stuck).count_ones())),
    }
}

/// How many bytes, and whether two draws differ.
fn bytes(draw: fn(u64) -> Vec<u8>, size: u64) -> Told {
    let (one, two) = (draw(size), draw(size));
    if one.len() != two.len() {
        return Ok(format!("{} {}", one.len(), two.len()));
    }
    // The end of a long one must be filled as well as its begin.
    let tail =
        |bytes: &[u8]| bytes.len() >= 64 && bytes[bytes.len() - 32..].iter().all(|&byte| byte == 0);
    let remark = match size {
        _ if tail(&one) => " unfilled",
        ..8 => "",
        _ if one == two => " same",
        _ => " differs",
    };
    Ok(format!("{}{remark}", one.len()))
}

pub fn perform(calls: &mut Calls, name: &str, words: &mut Words) -> Option<Told> {
    Some(match name {
        "advances" => match words.choice(&["monotonic", "wall"]) {
            0 => advances(monotonic_clock::now),
            _ => advances(wall),
        },
        "get-insecure-random-bytes" => bytes(insecure::get_insecure_random_bytes, words.number()),
        "get-insecure-random-u64" => bits(insecure::get_insecure_random_u64),
        "get-random-bytes" => bytes(random::get_random_bytes, words.number()),
        "get-random-u64" => bits(random::get_random_u64),
        "insecure-seed" => {
            insecure_seed::insecure_seed();
            Ok(String::new())
        }
        "keeps-pace" => match words.choice(&["monotonic", "wall"]) {
            0 => keeps_pace(monotonic_clock::now),
            _ => keeps_pace(wall),
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
        "time-of-day" => Ok((wall() / 1_000_000).to_string()),
        "wall-resolution" => {
            let tick = wall_clock::resolution();
            resolution(tick.seconds * 1_000_000_000 + u64::from(tick.nanoseconds))
        }
        _ => return None,
    })
}
