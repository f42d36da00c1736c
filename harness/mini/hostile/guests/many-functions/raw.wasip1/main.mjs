export default ({ module }) => module({ functions: 1_000_000 });
