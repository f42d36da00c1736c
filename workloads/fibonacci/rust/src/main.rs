use std::env;
use std::error::Error;
use std::io;
use std::mem;

use num_bigint::BigUint;

const MAX_INDEX: u32 = 100_000;

fn main() -> Result<(), Box<dyn Error>> {
    let index = match env::args().nth(1) {
        Some(text) => parse_index(&text),
        None => parse_index(io::read_to_string(io::stdin())?.trim()),
    };
    let index =
        index.ok_or_else(|| format!("the index must be an integer from 0 to {MAX_INDEX}"))?;
    println!("{}", fibonacci(index));
    Ok(())
}

fn parse_index(text: &str) -> Option<u32> {
    // `parse` also takes a plus sign.
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|&index| index <= MAX_INDEX)
}

fn fibonacci(index: u32) -> BigUint {
    let mut current = BigUint::ZERO;
    let mut next = BigUint::from(1u32);
    for _ in 0..index {
        current += &next;
        mem::swap(&mut current, &mut next);
    }
    current
}
