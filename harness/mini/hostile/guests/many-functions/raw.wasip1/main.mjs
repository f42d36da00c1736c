export default ({ module }) => module({ functions: 100_000 });
