use std::error::Error;
use std::io::{stdin, stdout, Read, Write};
use std::{env, process};

use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use flate2::Compression;

fn unpack(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut plain = Vec::new();
    MultiGzDecoder::new(bytes).read_to_end(&mut plain)?;
    Ok(plain)
}

fn pack(plain: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?)
}

fn round_trip(plain: &[u8]) -> Result<(), Box<dyn Error>> {
    let packed = pack(plain)?;
    if unpack(&packed)? != plain {
        return Err("what was unpacked is not what was packed".into());
    }
    let size = if packed.len() * 2 < plain.len() {
        "less than half"
    } else {
        "not less than half"
    };
    println!(
        "{} bytes, crc32 {:08x}, {size}",
        plain.len(),
        crc32fast::hash(plain)
    );
    Ok(())
}

fn run() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let mut bytes = Vec::new();
    stdin().read_to_end(&mut bytes)?;
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["unpack"] => Ok(stdout().write_all(&unpack(&bytes)?)?),
        ["round-trip"] => round_trip(&bytes),
        _ => Err("usage: main unpack | round-trip".into()),
    }
}

fn main() {
    if let Err(error) = run() {
        eprintln!("compress: {error}");
        process::exit(1);
    }
}
