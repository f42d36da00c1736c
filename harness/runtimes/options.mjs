/**
 * Reads the options of a host script: `--dir=HOST::GUEST` and `--env=NAME=VALUE`, any number, those of `flags`, and those of `values`
 * (`--NAME=VALUE`). They end at the first word that is none, so that the guest's own `--dir=` stays the guest's.
 */
export function readOptions(words, { flags = [], values = [] } = {}) {
  const options = { env: {}, preopens: {} };
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at];
    const value = values.find((name) => word.startsWith(`--${name}=`));
    const directory = /^--dir=(.*)::(.*)$/s.exec(word);
    const variable = /^--env=(.*?)=(.*)$/s.exec(word);
    if (flags.some((name) => word === `--${name}`)) options[word.slice("--".length)] = true;
    else if (value !== undefined) options[value] = word.slice(`--${value}=`.length);
    else if (directory) options.preopens[directory[2]] = directory[1];
    else if (variable) options.env[variable[1]] = variable[2];
    else break;
  }
  return { ...options, rest: words.slice(at) };
}
