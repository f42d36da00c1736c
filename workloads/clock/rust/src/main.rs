use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["now"] => println!("{}", SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_millis()),
        ["sleep", milliseconds] => {
            let wanted = Duration::from_millis(milliseconds.parse()?);
            let before = Instant::now();
            thread::sleep(wanted);
            let passed = before.elapsed();
            if passed < wanted {
                eprintln!("slept for {passed:?} only");
                return Ok(ExitCode::FAILURE);
            }
            println!("slept");
        }
        _ => {
            eprintln!("usage: main now | sleep MILLISECONDS");
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}
