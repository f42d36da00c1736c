export default ({ module }) => module({ names: Array.from({ length: 20_000 }, (_, at) => `\u202e${at}\n`) });
