use std::error::Error;
use std::io::{self, stdin};
use std::{env, process};

use bulletproofs::{BulletproofGens, PedersenGens, ProofError, RangeProof};
use curve25519_dalek::ristretto::CompressedRistretto;
use curve25519_dalek::scalar::Scalar;
use merlin::Transcript;
use rand::rngs::OsRng;

const LABEL: &[u8] = b"gatehouse range proof";
const ELEMENT: usize = 32;
const MOST_BITS: usize = 64;
const MOST_VALUES: usize = 16;

struct Generators {
    pedersen: PedersenGens,
    bulletproof: BulletproofGens,
}

impl Generators {
    fn new() -> Self {
        Self {
            pedersen: PedersenGens::default(),
            bulletproof: BulletproofGens::new(MOST_BITS, MOST_VALUES),
        }
    }

    fn prove(
        &self,
        values: &[u64],
        bits: usize,
    ) -> Result<(Vec<u8>, Vec<CompressedRistretto>), ProofError> {
        let blindings: Vec<Scalar> = values.iter().map(|_| Scalar::random(&mut OsRng)).collect();
        let mut transcript = Transcript::new(LABEL);
        let (proof, commitments) = RangeProof::prove_multiple(
            &self.bulletproof,
            &self.pedersen,
            &mut transcript,
            values,
            &blindings,
            bits,
        )?;
        Ok((proof.to_bytes(), commitments))
    }

    fn verify(
        &self,
        label: &'static [u8],
        proof: &[u8],
        commitments: &[CompressedRistretto],
        bits: usize,
    ) -> Result<(), ProofError> {
        let proof = RangeProof::from_bytes(proof)?;
        proof.verify_multiple(
            &self.bulletproof,
            &self.pedersen,
            &mut Transcript::new(label),
            commitments,
            bits,
        )
    }
}

fn told(result: Result<(), ProofError>) -> &'static str {
    match result {
        Ok(()) => "verified",
        Err(_) => "rejected",
    }
}

fn prove(bits: usize, values: &[u64]) -> Result<(), Box<dyn Error>> {
    let generators = Generators::new();
    let (proof, commitments) = generators.prove(values, bits)?;
    let (again, others) = generators.prove(values, bits)?;
    println!("proof {} bytes", proof.len());
    println!(
        "as it is {}",
        told(generators.verify(LABEL, &proof, &commitments, bits))
    );

    let elements = proof.len() / ELEMENT;
    let rejected = (0..elements)
        .filter(|element| {
            let mut tampered = proof.clone();
            tampered[element * ELEMENT + element % ELEMENT] ^= 1 << (element % 7);
            generators
                .verify(LABEL, &tampered, &commitments, bits)
                .is_err()
        })
        .count();
    println!("tampered {rejected} of {elements} rejected");
    println!(
        "cut off {}",
        told(generators.verify(LABEL, &proof[..proof.len() - ELEMENT], &commitments, bits))
    );
    println!(
        "other commitments {}",
        told(generators.verify(LABEL, &proof, &others, bits))
    );
    println!(
        "other context {}",
        told(generators.verify(b"another", &proof, &commitments, bits))
    );
    println!(
        "made again {}",
        if proof == again || commitments == others {
            "the same"
        } else {
            "different"
        }
    );
    Ok(())
}

// The label of the vectors that the crate publishes with its tests.
fn verify(bits: usize) -> Result<(), Box<dyn Error>> {
    let mut lines = io::read_to_string(stdin())?
        .lines()
        .map(hex::decode)
        .collect::<Result<Vec<_>, _>>()?
        .into_iter();
    let proof = lines.next().ok_or("no proof is given")?;
    let commitments = lines
        .map(|bytes| CompressedRistretto::from_slice(&bytes))
        .collect::<Result<Vec<_>, _>>()?;
    Generators::new().verify(b"Deserialize-And-Verify Test", &proof, &commitments, bits)?;
    println!("verified {} values of {bits} bits", commitments.len());
    Ok(())
}

fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    match args {
        [what, bits] if what == "verify" => verify(bits.parse()?),
        [what, bits, values @ ..] if what == "prove" => prove(
            bits.parse()?,
            &values
                .iter()
                .map(|value| value.parse())
                .collect::<Result<Vec<_>, _>>()?,
        ),
        _ => Err("usage: main prove BITS VALUE… | verify BITS".into()),
    }
}

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    if let Err(error) = run(&args) {
        eprintln!("range-proof: {error}");
        process::exit(1);
    }
}
