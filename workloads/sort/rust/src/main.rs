use std::{env, iter};

fn main() {
    let count: usize = env::args().nth(1).and_then(|text| text.parse().ok()).expect("the first argument is a number");
    let next = |last: &u32| Some(last.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    let mut numbers: Vec<u32> = iter::successors(Some(42), next).skip(1).take(count).collect();
    numbers.sort_unstable();
    let sum = (1u32..).zip(&numbers).fold(0u32, |sum, (at, &number)| sum.wrapping_add(at.wrapping_mul(number)));
    println!("{} {} {sum}", numbers[0], numbers[count - 1]);
}
