mod stdio;

use stdio::print;
use wasip3::cli::environment;
use wasip3::clocks::{monotonic_clock, system_clock};

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let args = environment::get_arguments();
        let args: Vec<&str> = args.iter().skip(1).map(String::as_str).collect();
        let text = match args[..] {
            ["now"] => {
                let now = system_clock::now();
                let milliseconds = now.seconds * 1000 + i64::from(now.nanoseconds / 1_000_000);
                format!("{milliseconds}\n")
            }
            ["sleep", milliseconds] => {
                let milliseconds: u64 = milliseconds.parse().map_err(|_| ())?;
                let before = monotonic_clock::now();
                monotonic_clock::wait_for(milliseconds * 1_000_000).await;
                let passed = monotonic_clock::now() - before;
                if passed < milliseconds * 1_000_000 {
                    eprintln!("slept for {passed} ns only");
                    return Err(());
                }
                "slept\n".into()
            }
            _ => {
                eprintln!("usage: main now | sleep MILLISECONDS");
                return Err(());
            }
        };
        print(text).await
    }
}

wasip3::cli::command::export!(Program);
