export default ({ module }) => module({ names: ["x".repeat(90_000), "\u001b[2J\n::error::forged\n##[error]forged"] });
