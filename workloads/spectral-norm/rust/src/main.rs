use std::env;

fn element(i: usize, j: usize) -> f64 {
    1.0 / ((i + j) * (i + j + 1) / 2 + i + 1) as f64
}

fn multiply(vector: &[f64]) -> Vec<f64> {
    (0..vector.len())
        .map(|i| vector.iter().enumerate().map(|(j, value)| element(i, j) * value).sum())
        .collect()
}

fn multiply_transposed(vector: &[f64]) -> Vec<f64> {
    (0..vector.len())
        .map(|i| vector.iter().enumerate().map(|(j, value)| element(j, i) * value).sum())
        .collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn main() {
    let n: usize = env::args().nth(1).and_then(|text| text.parse().ok()).expect("the first argument is the matrix's size");
    let mut u = vec![1.0; n];
    let mut v = Vec::new();
    for _ in 0..10 {
        v = multiply_transposed(&multiply(&u));
        u = multiply_transposed(&multiply(&v));
    }
    println!("{:.9}", (dot(&u, &v) / dot(&v, &v)).sqrt());
}
