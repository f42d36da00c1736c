mod stdio;

use stdio::print;
use wasip3::cli::environment;

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let args = environment::get_arguments();
        let args = args.get(1..).unwrap_or_default();
        let mut text = format!("count {}\n", args.len());
        for (index, arg) in (1..).zip(args) {
            let hex: String = arg.bytes().map(|byte| format!("{byte:02x}")).collect();
            text += &format!("{index} {} {hex}\n", arg.len());
        }
        print(text).await
    }
}

wasip3::cli::command::export!(Program);
