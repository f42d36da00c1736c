use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

const MOST_TRIES: u32 = 10;
const SLACK: Duration = Duration::from_millis(30);
const READS: u32 = 20_000;

fn sleep_for(wanted: Duration) -> Duration {
    let before = Instant::now();
    thread::sleep(wanted);
    before.elapsed()
}

fn sleep_in_time(wanted: Duration) -> Result<&'static str, String> {
    let mut passed = Duration::ZERO;
    for _ in 0..MOST_TRIES {
        passed = sleep_for(wanted);
        if passed >= wanted && passed <= wanted + SLACK {
            return Ok("in time");
        }
    }
    Err(format!("slept for {passed:?} instead of {wanted:?}"))
}

fn read_steadily() -> Result<&'static str, String> {
    let first = Instant::now();
    let mut last = first;
    for _ in 0..READS {
        let now = Instant::now();
        if now < last {
            return Err(format!("back by {:?}", last - now));
        }
        last = now;
    }
    sleep_for(Duration::from_millis(2));
    Ok(if Instant::now() > first {
        "steady"
    } else {
        "stuck"
    })
}

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1).expect("steady, or milliseconds");
    let outcome = match wanted.parse() {
        Ok(milliseconds) => sleep_in_time(Duration::from_millis(milliseconds)),
        Err(_) => read_steadily(),
    };
    match outcome {
        Ok(text) => println!("{text}"),
        Err(reason) => {
            eprintln!("{reason}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
