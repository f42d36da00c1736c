import type { Fault, Guide, Heading } from "./parse.ts";

/** The headings of every guide below its title, in this order: a reader of one finds the way in all. */
export const sections = [
  "Install",
  "Hello",
  "Build",
  "Run",
  "Arguments and environment",
  "Standard streams",
  "Files",
  "Network",
  "Packages",
  "Debug a trap",
  "Size and speed",
  "Limits",
] as const;

/** The heading of the part that is made from published records; it stands last. */
export const madeSection = "What works";

const headingFaults = (headings: readonly Heading[], name: string): Fault[] => {
  const [title, ...others] = headings;
  const own = others.filter(({ level }) => level === 2);
  const wanted = [...sections, ...(own.some(({ text }) => text === madeSection) ? [madeSection] : [])];
  const first = Array.from({ length: Math.max(wanted.length, own.length) }, (_, index) => index).find((index) => own[index]?.text !== wanted[index]);
  return [
    ...(title?.level === 1 && title.text === name ? [] : [{ line: title?.line ?? 1, message: `it begins with the heading "# ${name}"` }]),
    ...others.filter(({ level }) => level === 1).map(({ line }) => ({ line, message: "a guide has one title" })),
    ...(first === undefined
      ? []
      : [
          {
            line: own[first]?.line ?? own.at(-1)?.line ?? 1,
            message: wanted[first] === undefined ? `no guide has the heading "## ${own[first]?.text}"` : `here the heading "## ${wanted[first]}" must stand`,
          },
        ]),
  ];
};

/** All that is wrong with the form of a language's guide: fences, headings, and a guide that nobody could run. */
export const formFaults = ({ headings, steps, faults }: Guide, name: string): Fault[] => [
  ...faults,
  ...headingFaults(headings, name),
  ...(steps.some((step) => step.kind === "run" && step.notRun === undefined) ? [] : [{ line: 1, message: "it has no commands that a test could run" }]),
];
