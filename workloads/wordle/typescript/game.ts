// The rules.
const letters = 5;
const mostTries = 6;

/** What all games share. */
export class Table {
  readonly secret: string;
  readonly words: ReadonlySet<string>;
  solved = 0;
  lost = 0;

  constructor(secret: string, words: string[]) {
    this.secret = secret;
    this.words = new Set(words);
  }
}

/** A player's game. */
export class Game {
  over = false;
  #tries = 0;
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** The answer to a line. */
  answer(line: string): string {
    const table = this.#table;
    const guess = line.toLowerCase();
    if (!/^[a-z]{5}$/.test(guess)) return "five letters, please\n";
    if (guess === "score") return `${table.solved} solved, ${table.lost} lost\n`;
    if (!table.words.has(guess)) return "not in the list\n";
    this.#tries++;
    const marks = mark(table.secret, guess);
    if (guess === table.secret) {
      this.over = true;
      table.solved++;
      return `${marks}\nsolved in ${this.#tries}\n`;
    }
    if (this.#tries < mostTries) return `${marks}\n`;
    this.over = true;
    table.lost++;
    return `${marks}\nthe word was ${table.secret}\n`;
  }
}

function mark(secret: string, guess: string): string {
  const marks: string[] = new Array(letters).fill("-");
  const left: string[] = [];
  for (let at = 0; at < letters; at++) {
    if (guess[at] === secret[at]) marks[at] = "G";
    else left.push(secret.charAt(at));
  }
  for (let at = 0; at < letters; at++) {
    const found = marks[at] === "G" ? -1 : left.indexOf(guess.charAt(at));
    if (found < 0) continue;
    marks[at] = "Y";
    left.splice(found, 1);
  }
  return marks.join("");
}
