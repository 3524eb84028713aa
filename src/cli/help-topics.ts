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
import { keyText, typeText, variableOf } from './config/key.js';
import { CONFIG_KEYS, OTHER_VARIABLES } from './config/keys.js';
import { defaultOf } from './config/resolve.js';
import { EXIT_CODES } from './exit-codes.js';
import { columns } from './help.js';

export const TOPICS = Object.keys(TOPIC_SUMMARIES) as readonly Topic[];

function exitCodes(): string {
  return columns(EXIT_CODES.map(({ code, meaning }) => [String(code).padStart(3), meaning]));
}

/** One block a key: what it is, type, default, flag, variable. */
function configKeys(): string {
  return CONFIG_KEYS.map((key) => {
    const value = defaultOf(key.key);
    const text = value === undefined ? 'none' : keyText(key.type, value);
    const unit = key.unit === undefined ? '' : ` ${key.unit}`;
    const flag = key.flag === null ? '' : `, ${key.flag}`;
    return `  ${key.key}: ${key.help}\n      ${typeText(key.type)}; default ${text}${unit}; ${variableOf(key)}${flag}`;
  }).join('\n');
}

function configTopic(): string {
  const others = columns(Object.entries(OTHER_VARIABLES));
  return `${CONFIG_INTRO}\n\n${CONFIG_EXAMPLE}\n\nKeys\n${configKeys()}\n\nOther variables\n${others}`;
}

/** Text of a topic, without a line end. */
export function topicText(topic: Topic): string {
  switch (topic) {
    case 'exit-codes':
      return exitCodes();
    case 'config':
      return configTopic();
    case 'formats':
      return FORMATS;
    case 'symbols':
      return SYMBOLS;
    case 'time':
      return TIME;
  }
}

/** The list of topics, for `v13 help`. */
export const topicList = (): string => columns(Object.entries(TOPIC_SUMMARIES));
