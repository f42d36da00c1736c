use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let text = io::read_to_string(io::stdin())?;
    let mut lines: Vec<&str> = text.split_terminator('\n').collect();
    let mut out = BufWriter::new(io::stdout().lock());
    for line in &lines {
        let reversed: String = line.chars().rev().collect();
        writeln!(out, "{} {} {reversed}", line.len(), line.chars().count())?;
    }
    lines.sort_unstable();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()
}
