mod calls;

fn main() {
    calls::perform_all(&[]);
}
