use std::env;

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    println!("count {}", args.len());
    for (index, arg) in (1..).zip(&args) {
        let hex: String = arg.bytes().map(|byte| format!("{byte:02x}")).collect();
        println!("{index} {} {hex}", arg.len());
    }
}
