//! Operations on clocks and random numbers.
use super::race::order;
use super::words::{cannot_read, number_of};
use super::{Told, Words};
use std::future::Future;
use std::pin::Pin;
use wasip3::clocks::{monotonic_clock, system_clock};
use wasip3::random::{insecure, insecure_seed, random};

/// `+50ms` and `-50ms` from now, else since the clock's own beginning.
fn mark(word: &str) -> u64 {
    let now = monotonic_clock::now();
    match word.split_at(1) {
        ("+", rest) => now + number_of(rest),
        ("-", rest) => now.saturating_sub(number_of(rest)),
        _ => number_of(word),
    }
}

fn waiting(word: &str) -> Pin<Box<dyn Future<Output = ()>>> {
    match word.split_once(':') {
        Some(("at", when)) => Box::pin(monotonic_clock::wait_until(mark(when))),
        _ => Box::pin(monotonic_clock::wait_for(number_of(word))),
    }
}

/// Waits for so many of some times at once, and tells which are over, in the order in which they were.
async fn race(words: &mut Words<'_>, most: usize) -> Told {
    let all: Vec<_> = std::iter::from_fn(|| words.more()).map(waiting).collect();
    let ready = order(all, most).await;
    let ready: Vec<_> = ready.iter().map(usize::to_string).collect();
    Ok(ready.join(" "))
}

fn system() -> u64 {
    let time = system_clock::now();
    if time.nanoseconds >= 1_000_000_000 {
        cannot_read("bad nanoseconds", &time.nanoseconds.to_string());
    }
    time.seconds as u64 * 1_000_000_000 + u64::from(time.nanoseconds)
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
async fn keeps_pace(read: fn() -> u64) -> Told {
    for _ in 0..10 {
        let from = read();
        monotonic_clock::wait_for(100_000_000).await;
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

/// Draws until there are so many bytes: one call may give fewer, of none asked for none, else at least one.
fn drawn(draw: fn(u64) -> Vec<u8>, size: u64) -> Result<Vec<u8>, String> {
    let mut all = draw(size);
    while (all.len() as u64) < size {
        let more = draw(size - all.len() as u64);
        if more.is_empty() {
            return Err("empty".into());
        }
        all.extend(more);
    }
    Ok(all)
}

/// How many bytes, and whether two draws differ.
fn bytes(draw: fn(u64) -> Vec<u8>, size: u64) -> Told {
    let (one, two) = (drawn(draw, size)?, drawn(draw, size)?);
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

pub async fn perform(name: &str, words: &mut Words<'_>) -> Option<Told> {
    Some(match name {
        "advances" => match words.choice(&["monotonic", "wall"]) {
            0 => advances(monotonic_clock::now),
            _ => advances(system),
        },
        "all" => race(words, usize::MAX).await,
        "get-insecure-random-bytes" => bytes(insecure::get_insecure_random_bytes, words.number()),
        "get-insecure-random-u64" => bits(insecure::get_insecure_random_u64),
        "get-random-bytes" => bytes(random::get_random_bytes, words.number()),
        "get-random-u64" => bits(random::get_random_u64),
        "insecure-seed" => {
            insecure_seed::get_insecure_seed();
            Ok(String::new())
        }
        "keeps-pace" => match words.choice(&["monotonic", "wall"]) {
            0 => keeps_pace(monotonic_clock::now).await,
            _ => keeps_pace(system).await,
        },
        "monotonic-resolution" => resolution(monotonic_clock::get_resolution()),
        "race" => race(words, 1).await,
        "sleep" => {
            waiting(words.next()).await;
            Ok(String::new())
        }
        "together" => {
            let all: Vec<_> = std::iter::from_fn(|| words.more()).map(waiting).collect();
            Ok(order(all, usize::MAX).await.len().to_string())
        }
        "time-of-day" => Ok((system() / 1_000_000).to_string()),
        "wall-resolution" => resolution(system_clock::get_resolution()),
        _ => return None,
    })
}
