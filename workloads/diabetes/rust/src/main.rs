use std::error::Error;
use std::{env, process};

use linfa::prelude::*;
use linfa::traits::{Fit, Predict};
use linfa_trees::{DecisionTree, SplitQuality};

/// Half of the patients got worse by more than this in a year.
const MEDIAN: f64 = 140.5;

fn number(text: &str, least: usize, most: usize) -> Result<usize, Box<dyn Error>> {
    match text.parse() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(format!("{text} is no number from {least} to {most}").into()),
    }
}

fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    let [depth, rows] = args else {
        return Err("usage: main DEPTH ROWS".into());
    };
    let data = linfa_datasets::diabetes().map_targets(|target| usize::from(*target > MEDIAN));
    let depth = number(depth, 1, 16)?;
    let rows = number(rows, 2, data.nsamples() - 1)?;

    let ratio = rows as f32 / data.nsamples() as f32;
    let (train, test) = data.split_with_ratio(ratio);
    if train.nsamples() != rows {
        return Err(format!("{} rows instead of {rows}", train.nsamples()).into());
    }
    let tree = DecisionTree::params()
        .split_quality(SplitQuality::Gini)
        .max_depth(Some(depth))
        .fit(&train)?;
    let predicted = tree.predict(&test);

    let mut counts = [[0; 2]; 2];
    for (is, said) in test.targets().iter().zip(&predicted) {
        counts[*is][*said] += 1;
    }
    let right = counts[0][0] + counts[1][1];
    println!("train {} test {}", train.nsamples(), test.nsamples());
    println!(
        "accuracy {:.3} ({right} of {})",
        right as f64 / test.nsamples() as f64,
        test.nsamples()
    );
    println!(
        "confusion {} {} {} {}",
        counts[0][0], counts[0][1], counts[1][0], counts[1][1]
    );
    println!(
        "predictions {}",
        predicted
            .iter()
            .map(|said| said.to_string())
            .collect::<String>()
    );
    Ok(())
}

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    if let Err(error) = run(&args) {
        eprintln!("diabetes: {error}");
        process::exit(1);
    }
}
