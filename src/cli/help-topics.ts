// The texts of `v13 help TOPIC`: tables from data, the rest from the catalogue.

import {
  CONFIG_EXAMPLE,
  CONFIG_INTRO,
  FORMATS,
  SYMBOLS,
  TIME,
  TOPIC_SUMMARIES,
  type Topic,
} from '../text/en/topics.js';
import type { Words } from '../text/words.js';
import { keyText, typeText, variableOf } from './config/key.js';
import { CONFIG_KEYS, OTHER_VARIABLES } from './config/keys.js';
import { defaultOf } from './config/resolve.js';
import { EXIT_CODES } from './exit-codes.js';
import { columns } from './help.js';

export const TOPICS = Object.keys(TOPIC_SUMMARIES) as readonly Topic[];

function exitCodes({ message }: Words): string {
  return columns(EXIT_CODES.map(({ code, meaning }) => [String(code).padStart(3), message(meaning)]));
}

/** One block a key: what it is, type, default, flag, variable. */
function configKeys({ label, message }: Words): string {
  return CONFIG_KEYS.map((key) => {
    const value = defaultOf(key.key);
    const text = value === undefined ? label('none') : keyText(key.type, value);
    const unit = key.unit === undefined ? '' : ` ${label(key.unit)}`;
    const flag = key.flag === null ? '' : `, ${key.flag}`;
    const about = `${message(typeText(key.type))}; ${label('default')} ${text}${unit}`;
    return `  ${key.key}: ${message(key.help)}\n      ${about}; ${variableOf(key)}${flag}`;
  }).join('\n');
}

function configTopic(words: Words): string {
  const { label, message } = words;
  const others = columns(Object.entries(OTHER_VARIABLES).map(([name, about]) => [name, message(about)]));
  const intro = `${message(CONFIG_INTRO)}\n\n${message(CONFIG_EXAMPLE)}`;
  return `${intro}\n\n${label('Keys')}\n${configKeys(words)}\n\n${label('Other variables')}\n${others}`;
}

/** Text of a topic, without a line end. */
export function topicText(topic: Topic, words: Words): string {
  switch (topic) {
    case 'exit-codes':
      return exitCodes(words);
    case 'config':
      return configTopic(words);
    case 'formats':
      return words.message(FORMATS);
    case 'symbols':
      return words.message(SYMBOLS);
    case 'time':
      return words.message(TIME);
  }
}

/** The list of topics, for `v13 help`. */
export const topicList = ({ message }: Words): string =>
  columns(Object.entries(TOPIC_SUMMARIES).map(([topic, summary]) => [topic, message(summary)]));
