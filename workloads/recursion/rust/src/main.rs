use std::env;
use std::hint::black_box;

fn attacks(column: usize, placed: &[usize]) -> bool {
    placed
        .iter()
        .rev()
        .zip(1..)
        .any(|(&other, away)| column.abs_diff(other) == away || column == other)
}

fn queens(n: usize, placed: &mut Vec<usize>, found: &mut impl FnMut(&[usize])) {
    if placed.len() == n {
        return found(placed);
    }
    for column in 1..=n {
        if !attacks(column, placed) {
            placed.push(column);
            queens(n, placed, found);
            placed.pop();
        }
    }
}

// The compiler would make a loop, or a product, of it.
fn sum(d: u64) -> u64 {
    if d == 0 {
        0
    } else {
        d + black_box(sum(d - 1))
    }
}

fn female(n: u64) -> u64 {
    if n == 0 {
        1
    } else {
        n - male(female(n - 1))
    }
}

fn male(n: u64) -> u64 {
    if n == 0 {
        0
    } else {
        n - female(male(n - 1))
    }
}

fn main() {
    let numbers: Vec<usize> = env::args()
        .skip(1)
        .map(|text| text.parse().expect("both arguments are whole numbers"))
        .collect();
    let (n, d) = (numbers[0], numbers[1] as u64);
    let mut count = 0;
    let mut first = String::new();
    queens(n, &mut Vec::new(), &mut |placed| {
        if count == 0 {
            first = placed
                .iter()
                .map(usize::to_string)
                .collect::<Vec<_>>()
                .join(",");
        }
        count += 1;
    });
    println!("queens {count} {first}");
    println!("depth {}", sum(d));
    println!("mutual {} {}", female(d % 64), male(d % 64));
}
