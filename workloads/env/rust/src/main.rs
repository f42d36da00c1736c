use std::env;

fn main() {
    let names: Vec<String> = env::args().skip(1).collect();
    if names == ["--all"] {
        print_all();
        return;
    }
    for name in names {
        match env::var(&name) {
            Ok(value) => println!("{name}={value}"),
            Err(_) => println!("{name} unset"),
        }
    }
}

fn print_all() {
    let mut lines: Vec<String> = env::vars()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    lines.sort();
    println!("count {}", lines.len());
    for line in lines {
        println!("{line}");
    }
}
