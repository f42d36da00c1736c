use std::error::Error;
use std::io::{self, BufWriter, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let numbers: Vec<usize> = std::env::args()
        .skip(1)
        .map(|text| text.parse())
        .collect::<Result<_, _>>()?;
    let [size, draws] = numbers[..] else {
        return Err("usage: main BYTES DRAWS".into());
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for _ in 0..draws {
        // Zeros: what is not filled shows.
        let mut bytes = vec![0; size];
        getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
        out.write_all(&bytes)?;
    }
    out.flush()?;
    Ok(())
}
