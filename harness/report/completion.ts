import type { NamedIds } from "../model/catalog.ts";
import { shellLine } from "../model/text.ts";

/** What of a command a shell completes. */
export interface Completed {
  readonly name: string;
  readonly about: string;
  /** Long options, such as `--json`. */
  readonly options: readonly string[];
}

const words = (all: readonly string[]): string => shellLine([all.join(" ")]);

const idsOf = (ids: NamedIds): readonly string[] => Object.entries(ids).flatMap(([word, all]) => all.map((id) => `${word}=${id}`));

// Bash takes `language=rust` for three words.
const bash = (commands: readonly Completed[], ids: NamedIds): string[] => [
  "_gatehouse() {",
  `  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} own=`,
  '  [ "$word" = = ] && word= && before==',
  `  case \${COMP_WORDS[1]} in`,
  ...commands.map(({ name, options }) => `    ${name}) own=${words(options)} ;;`),
  "  esac",
  `  [ "$COMP_CWORD" -gt 1 ] || own=${words(commands.map(({ name }) => name))}`,
  '  if [ "$before" = = ]; then',
  `    case \${COMP_WORDS[COMP_CWORD - 1]}\${COMP_WORDS[COMP_CWORD - 2]} in`,
  ...Object.entries(ids).map(([word, all]) => `      *${word}*) own=${words(all)} ;;`),
  "    esac",
  `  elif [ "$COMP_CWORD" -gt 1 ] && [ "\${word#-}" = "$word" ]; then`,
  `    own=${words(Object.keys(ids).map((word) => `${word}=`))}`,
  "    compopt -o nospace",
  "  fi",
  '  COMPREPLY=($(compgen -W "$own" -- "$word"))',
  "}",
  "complete -o default -F _gatehouse gatehouse ./gatehouse",
];

const zsh = (commands: readonly Completed[], ids: NamedIds): string[] => [
  "_gatehouse() {",
  "  local -a own",
  "  case $words[2] in",
  ...commands.map(({ name, options }) => `    ${name}) own=(${options.join(" ")}) ;;`),
  "  esac",
  `  ((CURRENT > 2)) || own=(${commands.map(({ name }) => name).join(" ")})`,
  `  ((CURRENT > 2)) && [[ $words[CURRENT] != -* ]] && own=(${idsOf(ids).join(" ")})`,
  "  compadd -- $own || _files",
  "}",
  "compdef _gatehouse gatehouse ./gatehouse",
];

const fish = (commands: readonly Completed[], ids: NamedIds): string[] => [
  ...commands.map(({ name, about }) => `complete -c gatehouse -n __fish_use_subcommand -a ${name} -d ${shellLine([about])}`),
  ...commands.flatMap(({ name, options }) => options.map((option) => `complete -c gatehouse -n '__fish_seen_subcommand_from ${name}' -l ${option.slice(2)}`)),
  `complete -c gatehouse -n 'not __fish_use_subcommand' -a ${words(idsOf(ids))}`,
];

/** A script by which a shell completes commands, their options, and filters by the ids of a project. */
export const completionScript = (shell: "bash" | "zsh" | "fish", commands: readonly Completed[], ids: NamedIds): string => {
  const lines = { bash, zsh, fish }[shell](commands, ids);
  return lines.join("\n");
};
