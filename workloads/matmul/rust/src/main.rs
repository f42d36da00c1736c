use std::env;

fn fill(n: usize, next: &mut u32) -> Vec<f64> {
    (0..n * n)
        .map(|_| {
            *next = next.wrapping_mul(1664525).wrapping_add(1013904223);
            f64::from(*next >> 24)
        })
        .collect()
}

fn multiply(n: usize, a: &[f64], b: &[f64]) -> Vec<f64> {
    let mut c = vec![0.0; n * n];
    for (to, from) in c.chunks_exact_mut(n).zip(a.chunks_exact(n)) {
        for (factor, row) in from.iter().zip(b.chunks_exact(n)) {
            for (sum, value) in to.iter_mut().zip(row) {
                *sum += factor * value;
            }
        }
    }
    c
}

fn main() {
    let n: usize = env::args().nth(1).and_then(|text| text.parse().ok()).expect("the first argument is the matrices' size");
    let mut next = 42;
    let a = fill(n, &mut next);
    let b = fill(n, &mut next);
    let c = multiply(n, &a, &b);
    let sum: f64 = c.iter().enumerate().map(|(at, value)| (1 + (at / n + 2 * (at % n)) % 7) as f64 * value).sum();
    println!("{} {} {}", c[0], c[n * n - 1], sum);
}
