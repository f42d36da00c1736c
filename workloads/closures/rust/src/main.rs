use std::env;
use std::fmt::Display;

fn counter(step: u64) -> impl FnMut() -> u64 {
    let mut count = 0;
    move || {
        count += step;
        count
    }
}

fn compose<T: 'static>(functions: Vec<Box<dyn Fn(T) -> T>>) -> impl Fn(T) -> T {
    move |value| functions.iter().fold(value, |value, apply| apply(value))
}

fn transform<T, U>(list: &[T], apply: impl Fn(&T) -> U) -> Vec<U> {
    let mut results = Vec::with_capacity(list.len());
    for element in list {
        results.push(apply(element));
    }
    results
}

fn print_line<T: Display>(name: &str, list: &[T]) {
    print!("{name}");
    for element in list {
        print!(" {element}");
    }
    println!();
}

fn main() {
    let n: u64 = env::args()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .expect("the first argument is a whole number");

    let mut counters: Vec<_> = (1..=n).map(counter).collect();
    let mut sum = 0;
    for _ in 0..3 {
        sum = counters.iter_mut().map(|count| count()).sum();
    }
    println!("counters {sum}");

    let functions = (1..=n)
        .map(|i| Box::new(move |x: u64| (31 * x + i) % 1_000_003) as Box<dyn Fn(u64) -> u64>)
        .collect();
    println!("composed {}", compose(functions)(1));

    let up_to: Vec<u64> = (1..=n).collect();
    let products = transform(&up_to, |i| i * n);
    print_line("numbers", &products);
    print_line(
        "texts",
        &transform(&products, |product| format!("{product}-{product}")),
    );
}
