mod folders;
mod held;
mod operations;
mod whole;

fn main() -> std::process::ExitCode {
    operations::perform()
}
