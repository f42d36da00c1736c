//! What readings of clocks and draws of random numbers show.
use super::wasi::clock::now;
use super::wasi::monotonic;
use super::words::cannot_read;
use super::Told;

/// The time of day in nanoseconds since 1970.
pub fn system() -> u64 {
    let time = now();
    if time.nanoseconds >= 1_000_000_000 {
        cannot_read("bad nanoseconds", &time.nanoseconds.to_string());
    }
    time.seconds as u64 * 1_000_000_000 + u64::from(time.nanoseconds)
}

pub fn advances(read: fn() -> u64) -> Told {
    let first = read();
    let mut last = first;
    for _ in 0..1000 {
        let next = read();
        if next < last {
            return Ok("back".into());
        }
        last = next;
    }
    // A coarse clock moves too, if it is given time.
    let end = monotonic::now() + 100_000_000;
    while last == first && monotonic::now() < end {
        last = read();
    }
    Ok(if last == first { "stuck" } else { "advances" }.into())
}

pub fn resolution(nanoseconds: u64) -> Told {
    Ok(match nanoseconds {
        0 => "zero",
        ..=20_000_000 => "fine",
        _ => "coarse",
    }
    .into())
}

/// Each of 64 bits is seen as 0 and as 1 in 200 draws.
pub fn bits(draw: fn() -> u64) -> Told {
    let draws: Vec<u64> = (0..200).map(|_| draw()).collect();
    let ones = draws.iter().fold(0, |all, each| all | each);
    let stuck = draws.iter().fold(u64::MAX, |all, each| all & each);
    match (ones, stuck) {
        (u64::MAX, 0) => Ok("64".into()),
        (ones, stuck) => Ok(format!("{}", (ones & !stuck).count_ones())),
    }
}

/// How many bytes two draws of a size have, and whether they differ.
pub fn bytes(one: &[u8], two: &[u8], size: u64) -> Told {
    if one.len() != two.len() {
        return Ok(format!("{} {}", one.len(), two.len()));
    }
    // The end of a long one must be filled as well as its begin.
    let is_unfilled = one.len() >= 64 && one[one.len() - 32..].iter().all(|&byte| byte == 0);
    let remark = match size {
        _ if is_unfilled => " unfilled",
        ..8 => "",
        _ if one == two => " same",
        _ => " differs",
    };
    Ok(format!("{}{remark}", one.len()))
}
