// Shell completion, generated from the commands: one table of words, three shells that read it.

import type { CommandShape } from './command-shape.js';
import { globalOptions } from './global-options.js';
import type { OptionSpec } from './option.js';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const optionsOf = (shape: CommandShape): readonly OptionSpec[] => [
  ...Object.values(shape.options),
  ...Object.values(globalOptions),
];
const flagsOf = (shape: CommandShape) => optionsOf(shape).map(({ flag }) => flag);
const argumentChoices = (shape: CommandShape) => shape.arguments.flatMap(({ choices }) => choices ?? []);
const choiceOptions = (shape: CommandShape) =>
  optionsOf(shape).flatMap((option) =>
    option.kind === 'switch' || option.choices === undefined ? [] : [{ flag: option.flag, choices: option.choices }],
  );

/** First words, and the second words of commands of two. */
function commandWords(shapes: readonly CommandShape[]) {
  const first = [...new Set(shapes.map(({ name }) => name.split(' ')[0] ?? name))];
  const groups = first.flatMap((word) => {
    const members = shapes
      .filter(({ name }) => name.startsWith(`${word} `))
      .map(({ name }) => name.slice(word.length + 1));
    return members.length === 0 ? [] : [{ word, members }];
  });
  return { first, groups };
}

const bashWord = (text: string) => text.replaceAll(/[^\w.,:=+-]/g, '');
const words = (list: readonly string[]) => list.map(bashWord).join(' ');

/** Pattern branch of bash's `case`: flags and arguments of one command. */
function bashCommand(shape: CommandShape): string {
  const branches = choiceOptions(shape).map(({ flag, choices }) => `${flag}) words="${words(choices)}" ;;`);
  const all = words([...flagsOf(shape), ...argumentChoices(shape)]);
  const inner =
    branches.length === 0 ? '' : `\n      case "$prev" in\n        ${branches.join('\n        ')}\n      esac`;
  return `    "${shape.name}")\n      words="${all}"${inner} ;;`;
}

function bash(shapes: readonly CommandShape[]): string {
  const { first, groups } = commandWords(shapes);
  const groupCases = groups.map(({ word, members }) => `    "${word}") words="${words(members)}" ;;`);
  return `# v13 completion for bash. Use it: source <(v13 completion bash)
_v13() {
  local cur prev words command
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  words=""
  command="\${COMP_WORDS[1]}"
  if [ "$COMP_CWORD" -le 1 ]; then
    COMPREPLY=($(compgen -W "${words(first)} --help --version" -- "$cur"))
    return
  fi
  if [ "$COMP_CWORD" -gt 2 ]; then
    case " ${groups.map(({ word }) => word).join(' ')} " in
      *" $command "*) command="$command \${COMP_WORDS[2]}" ;;
    esac
  fi
  case "$command" in
${[...groupCases, ...shapes.map(bashCommand)].join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  if [ "\${#COMPREPLY[@]}" -eq 0 ]; then COMPREPLY=($(compgen -f -- "$cur")); fi
}
complete -o filenames -F _v13 v13
`;
}

/** zsh runs bash completions through its own emulation: one source of truth instead of a second dialect. */
function zsh(shapes: readonly CommandShape[]): string {
  return `#compdef v13
# v13 completion for zsh. Use it: source <(v13 completion zsh)
autoload -U +X compinit && compinit -u
autoload -U +X bashcompinit && bashcompinit
${bash(shapes)}`;
}

const fishText = (text: string) => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;

function fishOption(option: OptionSpec, condition: string): string {
  const parts = [`complete -c v13 -n ${fishText(condition)} -l ${option.flag.slice(2)}`];
  if (option.short !== undefined) parts.push(`-s ${option.short.slice(1)}`);
  if (option.kind !== 'switch')
    parts.push(option.choices === undefined ? '-r' : `-x -a ${fishText(words(option.choices))}`);
  return `${parts.join(' ')} -d ${fishText(option.help)}`;
}

function fish(shapes: readonly CommandShape[]): string {
  const { first, groups } = commandWords(shapes);
  const lines = ['# v13 completion for fish. Use it: v13 completion fish | source'];
  const none = `not __fish_seen_subcommand_from ${first.join(' ')}`;
  for (const word of first) lines.push(`complete -c v13 -n ${fishText(none)} -f -a ${word}`);
  for (const { word, members } of groups) {
    const condition = `__fish_seen_subcommand_from ${word}; and not __fish_seen_subcommand_from ${members.join(' ')}`;
    lines.push(`complete -c v13 -n ${fishText(condition)} -f -a ${fishText(members.join(' '))}`);
  }
  for (const shape of shapes) {
    const condition = shape.name
      .split(' ')
      .map((word) => `__fish_seen_subcommand_from ${word}`)
      .join('; and ');
    const choices = argumentChoices(shape);
    if (choices.length > 0) lines.push(`complete -c v13 -n ${fishText(condition)} -f -a ${fishText(words(choices))}`);
    for (const option of Object.values(shape.options)) lines.push(fishOption(option, condition));
  }
  for (const option of Object.values(globalOptions))
    lines.push(fishOption(option, `__fish_seen_subcommand_from ${first.join(' ')}`));
  return `${lines.join('\n')}\n`;
}

const WRITERS: Readonly<Record<Shell, (shapes: readonly CommandShape[]) => string>> = { bash, zsh, fish };

/** The script to be sourced by the shell. */
export const completionScript = (shell: Shell, shapes: readonly CommandShape[]): string => WRITERS[shell](shapes);
