use std::fmt::Display;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::process;

const OUT: &str = "/data/out.txt";

fn main() {
    report("read", fs::read("/data/in.txt").map(|text| text.len()));
    report("write", write(OUT, "written\n"));
    report("append", append(OUT, "appended\n"));
    report("truncate", truncate(OUT, 4));
    report("list", list("/data/old"));
    report("mkdir", fs::create_dir("/data/new").map(|()| "new"));
    report(
        "rename",
        fs::rename("/data/old/a.txt", "/data/new/a2.txt").map(|()| "a2.txt"),
    );
    report(
        "remove",
        fs::remove_file("/data/old/b.txt").map(|()| "b.txt"),
    );
    report("rmdir", fs::remove_dir("/data/old").map(|()| "old"));
    report("missing", expect_missing("/data/missing.txt"));
}

fn report(step: &str, outcome: io::Result<impl Display>) {
    match outcome {
        Ok(outcome) => println!("{step} {outcome}"),
        Err(error) => {
            eprintln!("{step} failed: {error}");
            process::exit(1);
        }
    }
}

fn size(path: &str) -> io::Result<u64> {
    Ok(fs::metadata(path)?.len())
}

fn write(path: &str, text: &str) -> io::Result<u64> {
    fs::write(path, text)?;
    size(path)
}

fn append(path: &str, text: &str) -> io::Result<u64> {
    let mut file = OpenOptions::new().append(true).open(path)?;
    file.write_all(text.as_bytes())?;
    size(path)
}

fn truncate(path: &str, length: u64) -> io::Result<u64> {
    OpenOptions::new().write(true).open(path)?.set_len(length)?;
    size(path)
}

fn list(path: &str) -> io::Result<String> {
    let mut names = fs::read_dir(path)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names.join(" "))
}

fn expect_missing(path: &str) -> io::Result<&'static str> {
    match File::open(path) {
        Ok(_) => Err(ErrorKind::AlreadyExists.into()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok("not found"),
        Err(error) => Err(error),
    }
}
