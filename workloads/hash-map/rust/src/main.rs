use std::collections::HashMap;
use std::env;

fn main() {
    let n: u32 = env::args().nth(1).and_then(|text| text.parse().ok()).expect("the first argument is how many keys are counted");
    let mut counts: HashMap<u32, u32> = HashMap::new();
    let mut next: u32 = 42;
    for _ in 0..n {
        next = next.wrapping_mul(1664525).wrapping_add(1013904223);
        *counts.entry((next >> 8) % n).or_default() += 1;
    }
    let keys = counts.len();
    counts.retain(|_, count| *count % 2 == 0);
    let sum = (0..n)
        .filter_map(|key| counts.get(&key).map(|count| (key + 1).wrapping_mul(*count)))
        .fold(0, u32::wrapping_add);
    println!("{keys} {} {sum}", counts.len());
}
