// The version of this build. The build script puts it in place of __V13_VERSION__; run from source it is unknown.

declare const __V13_VERSION__: string | undefined;

export const VERSION: string = typeof __V13_VERSION__ === 'string' ? __V13_VERSION__ : '0.0.0-source';

/** As it stands in file headers: `v13 0.1.0`. */
export const SOFTWARE = `v13 ${VERSION}`;
