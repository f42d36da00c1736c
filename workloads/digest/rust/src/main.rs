use std::error::Error;
use std::io::{stdin, stdout, Read, Write};
use std::{env, process};

use chacha20::cipher::{KeyIvInit, StreamCipher, StreamCipherSeek};
use chacha20::ChaCha20;
use sha2::{Digest, Sha256, Sha512};

const CHUNK: usize = 64 * 1024;
const BLOCK: u64 = 64;

fn each_chunk(
    mut visit: impl FnMut(&mut [u8]) -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let mut chunk = [0; CHUNK];
    loop {
        match stdin().read(&mut chunk)? {
            0 => return Ok(()),
            count => visit(&mut chunk[..count])?,
        }
    }
}

fn hash<D: Digest>() -> Result<(), Box<dyn Error>> {
    let mut digest = D::new();
    each_chunk(|chunk| {
        digest.update(chunk);
        Ok(())
    })?;
    println!("{}", hex::encode(digest.finalize()));
    Ok(())
}

fn encrypt(key: &str, nonce: &str, counter: &str) -> Result<(), Box<dyn Error>> {
    let key: [u8; 32] = hex::decode(key)?
        .try_into()
        .map_err(|_| "a key has 32 bytes")?;
    let nonce: [u8; 12] = hex::decode(nonce)?
        .try_into()
        .map_err(|_| "a nonce has 12 bytes")?;
    let mut cipher = ChaCha20::new(&key.into(), &nonce.into());
    cipher.seek(u64::from(counter.parse::<u32>()?) * BLOCK);
    each_chunk(|chunk| {
        cipher.apply_keystream(chunk);
        Ok(stdout().write_all(chunk)?)
    })?;
    Ok(stdout().flush()?)
}

fn run(args: &[&str]) -> Result<(), Box<dyn Error>> {
    match args {
        ["sha256"] => hash::<Sha256>(),
        ["sha512"] => hash::<Sha512>(),
        ["chacha20", key, nonce, counter] => encrypt(key, nonce, counter),
        _ => Err("usage: main sha256 | sha512 | chacha20 KEY NONCE COUNTER".into()),
    }
}

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    if let Err(error) = run(&args) {
        eprintln!("digest: {error}");
        process::exit(1);
    }
}
