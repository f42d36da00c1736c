use std::error::Error;
use std::io::{self, BufWriter, Write};

fn compute(left: i32, operator: &str, right: i32) -> Result<Option<i32>, String> {
    Ok(match operator {
        "/" | "%" if right == 0 => None,
        "+" => Some(left.wrapping_add(right)),
        "-" => Some(left.wrapping_sub(right)),
        "*" => Some(left.wrapping_mul(right)),
        "/" => Some(left.wrapping_div(right)),
        "%" => Some(left.wrapping_rem(right)),
        "&" => Some(left & right),
        "|" => Some(left | right),
        "^" => Some(left ^ right),
        "<<" => Some(left.wrapping_shl(right as u32)),
        ">>" => Some(left.wrapping_shr(right as u32)),
        _ => return Err(format!("no operator: {operator}")),
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lines() {
        let line = line?;
        let [left, operator, right] = line.split(' ').collect::<Vec<_>>()[..] else {
            return Err(format!("no two numbers: {line}").into());
        };
        match compute(left.parse()?, operator, right.parse()?)? {
            Some(result) => writeln!(out, "{result} {result:08x}")?,
            None => writeln!(out, "undefined")?,
        }
    }
    Ok(out.flush()?)
}
