use std::env;
use std::error::Error;
use std::fmt;

#[derive(Debug)]
enum StepError {
    NoNumber(String),
    Odd(u32),
}

impl fmt::Display for StepError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NoNumber(text) => write!(f, "{text} is no number"),
            Self::Odd(number) => write!(f, "{number} is odd"),
        }
    }
}

impl Error for StepError {}

/// Prints a line when it is dropped.
struct Opened<'a>(&'a str);

impl<'a> Opened<'a> {
    fn new(text: &'a str) -> Self {
        println!("open {text}");
        Self(text)
    }
}

impl Drop for Opened<'_> {
    fn drop(&mut self) {
        println!("close {}", self.0);
    }
}

fn half(text: &str) -> Result<u32, StepError> {
    let is_number = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: u32 = text
        .parse()
        .ok()
        .filter(|_| is_number)
        .ok_or_else(|| StepError::NoNumber(text.to_owned()))?;
    if number % 2 == 0 {
        Ok(number / 2)
    } else {
        Err(StepError::Odd(number))
    }
}

fn step(text: &str) -> Result<u32, Box<dyn Error>> {
    let _opened = Opened::new(text);
    let half = half(text)?;
    Ok(half)
}

fn main() {
    for text in env::args().skip(1) {
        if text == "uncaught" {
            panic!("nothing catches this");
        }
        match step(&text) {
            Ok(half) => println!("half {half}"),
            Err(error) => println!("error: {error}"),
        }
    }
    println!("done");
}
