// Where each configured value comes from: the layers below the flags, and the words for an origin.

/** A value of a configuration key: text, number (durations in µs), list of numbers. */
export type ConfigValue = string | number | readonly number[];

export type Origin =
  | { readonly kind: 'default' }
  | { readonly kind: 'preset'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string; readonly line: number; readonly column: number }
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'recording' }
  | { readonly kind: 'flag'; readonly name: string }
  /** Not set by anybody: taken over from another key. */
  | { readonly kind: 'follows'; readonly key: string };

export interface Setting {
  readonly value: ConfigValue;
  readonly origin: Origin;
}

/** Key (`ofi.z.window`) → setting. */
export type Settings = Readonly<Record<string, Setting>>;

export interface ConfigLayers {
  /** The file that was read, or null. */
  readonly path: string | null;
  readonly file: Settings;
  readonly env: Settings;
  /** What is wrong, in one line, for a command that runs without a sound configuration. */
  readonly fault?: string;
}

export const NO_CONFIG: ConfigLayers = { path: null, file: {}, env: {} };

/** `default`, `preset original`, `v13.yaml:4`, `V13_OFI_Z_WINDOW`, `--z-window`. */
export function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'default':
      return 'default';
    case 'preset':
      return `preset ${origin.name}`;
    case 'file':
      return `${origin.path}:${origin.line}`;
    case 'env':
      return `env ${origin.name}`;
    case 'recording':
      return 'recording';
    case 'flag':
      return origin.name;
    case 'follows':
      return `follows ${origin.key}`;
  }
}
