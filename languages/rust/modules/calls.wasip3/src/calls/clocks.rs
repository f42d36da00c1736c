//! Operations on clocks and random numbers.
use super::race::order;
use super::readings::{advances, bits, bytes, resolution, system};
use super::words::number_of;
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

fn two(draw: fn(u64) -> Vec<u8>, size: u64) -> Told {
    bytes(&drawn(draw, size)?, &drawn(draw, size)?, size)
}

pub async fn perform(name: &str, words: &mut Words<'_>) -> Option<Told> {
    Some(match name {
        "advances" => match words.choice(&["monotonic", "wall"]) {
            0 => advances(monotonic_clock::now),
            _ => advances(system),
        },
        "all" => race(words, usize::MAX).await,
        "get-insecure-random-bytes" => two(insecure::get_insecure_random_bytes, words.number()),
        "get-insecure-random-u64" => bits(insecure::get_insecure_random_u64),
        "get-random-bytes" => two(random::get_random_bytes, words.number()),
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
