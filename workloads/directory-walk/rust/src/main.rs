use std::path::Path;
use std::{env, fs, io};

const ROOT: &str = "/data/tree";

#[derive(Default)]
struct Met {
    directories: u64,
    files: u64,
    sum: u64,
}

fn make(n: u64) -> io::Result<()> {
    fs::create_dir(ROOT)?;
    for i in 0..n {
        let directory = Path::new(ROOT).join(format!("d{i}"));
        fs::create_dir(&directory)?;
        for j in 0..n {
            fs::write(directory.join(format!("f{j}")), format!("{}\n", i * n + j))?;
        }
    }
    Ok(())
}

fn walk(directory: &Path, met: &mut Met) -> io::Result<()> {
    met.directories += 1;
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), met)?;
            continue;
        }
        let text = fs::read_to_string(entry.path())?;
        met.files += 1;
        met.sum += text.trim_end().parse::<u64>().map_err(io::Error::other)?;
    }
    Ok(())
}

fn clear(n: u64) -> io::Result<()> {
    for i in 0..n {
        let directory = Path::new(ROOT).join(format!("d{i}"));
        for j in 0..n {
            fs::remove_file(directory.join(format!("f{j}")))?;
        }
        fs::remove_dir(directory)?;
    }
    fs::remove_dir(ROOT)
}

fn main() -> io::Result<()> {
    let n: u64 = env::args().nth(1).and_then(|text| text.parse().ok()).expect("the first argument is how many directories and files");
    make(n)?;
    let mut met = Met::default();
    walk(Path::new(ROOT), &mut met)?;
    println!("{} {} {}", met.directories, met.files, met.sum);
    clear(n)
}
