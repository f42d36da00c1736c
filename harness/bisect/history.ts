/** What a release answered. What cannot be tested there says nothing about the change that is sought. */
export type Outcome = "pass" | "fail" | "unsupported" | "untestable";

/** A history, oldest first: what each entry answered; undefined: nobody asked it yet. */
export type History = readonly (Outcome | undefined)[];

/** Two entries with nothing that counts between them, and with unlike answers: indices, with those between that were skipped. */
export interface Turn {
  readonly before: number;
  readonly after: number;
  readonly skipped: readonly number[];
}

const skip = "untestable";

/**
 * A history in which everything that says nothing is `untestable`. Where the oldest or the newest answer is a failure, a failure is
 * sought, and a release that supports nothing of the kind is skipped. Else the loss of the support is what is sought.
 */
export const counted = (history: History): History => {
  const told = history.filter((own) => own !== undefined && own !== skip);
  const isFailure = told.at(0) === "fail" || told.at(-1) === "fail";
  return isFailure ? history.map((own) => (own === "unsupported" ? skip : own)) : history;
};

const known = (history: History): number[] => history.flatMap((own, index) => (own === undefined || own === skip ? [] : [index]));

const unasked = (history: History, from: number, to: number): number[] =>
  history.flatMap((own, index) => (own === undefined && index > from && index < to ? [index] : []));

const middle = (indices: readonly number[], from: number, to: number): number | undefined =>
  [...indices].sort((a, b) => Math.abs(2 * a - from - to) - Math.abs(2 * b - from - to) || a - b)[0];

/** The places where a history turns, as far as it was asked: neighbours among what counts, with unlike answers. */
export const turnsOf = (history: History): Turn[] => {
  const own = counted(history);
  const indices = known(own);
  return indices.slice(1).flatMap((after, place): Turn[] => {
    const before = indices[place] as number;
    if (own[before] === own[after]) return [];
    return [{ before, after, skipped: own.flatMap((each, index) => (each === skip && index > before && index < after ? [index] : [])) }];
  });
};

// The first entry from one end that counts; one that nobody asked comes before it.
const endOf = (history: History, order: readonly number[]): { readonly index: number; readonly asked: boolean } | undefined => {
  const index = order.find((each) => history[each] !== skip);
  return index === undefined ? undefined : { index, asked: history[index] !== undefined };
};

/** Runs of entries that nobody asked, longest first. */
const gapsOf = (history: History): { readonly from: number; readonly to: number }[] => {
  const asked = history.flatMap((own, index) => (own === undefined ? [] : [index]));
  const gaps = asked.slice(1).map((to, place) => ({ from: asked[place] as number, to }));
  return gaps.filter(({ from, to }) => to - from > 1).sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
};

/**
 * The entry to ask next; undefined where the search has come to its end. The ends come first, then halves between unlike answers.
 * Where all answers are alike, every entry is asked until one is not. At last no run of more than `apart` entries stays unasked,
 * so that a history that goes back and forth does not pass for one that turned once.
 */
export const nextToAsk = (history: History, apart: number): number | undefined => {
  const own = counted(history);
  const all = own.map((_, index) => index);
  for (const end of [endOf(own, [...all].reverse()), endOf(own, all)]) if (end && !end.asked) return end.index;
  const turns = turnsOf(history);
  for (const { before, after } of turns) {
    const found = middle(unasked(own, before, after), before, after);
    if (found !== undefined) return found;
  }
  const [widest] = gapsOf(own);
  if (!widest || widest.to - widest.from - 1 <= (turns.length === 0 ? 0 : apart)) return undefined;
  return middle(unasked(own, widest.from, widest.to), widest.from, widest.to);
};

/** Asks until the search has come to its end; what is told stays. `asked` hears the history after each answer, and says whether to go on. */
export const search = async (
  entries: number,
  apart: number,
  ask: (index: number) => Promise<Outcome>,
  asked: (history: History, index: number) => boolean = () => true,
): Promise<History> => {
  const history: (Outcome | undefined)[] = Array.from({ length: entries }, () => undefined);
  for (let index = nextToAsk(history, apart); index !== undefined; index = nextToAsk(history, apart)) {
    history[index] = await ask(index);
    if (!asked(history, index)) break;
  }
  return history;
};
