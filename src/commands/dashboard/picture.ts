// One frame of the screen as text or as a picture, written when it is whole.

import type { WatchRequest, WatchSnapshot } from '../../core/watch/snapshot.js';
import type { Context } from '../../cli/context.js';
import { writeFileAtomic } from '../../platform/atomic-file.js';
import { snapshotPutter } from '../screen/put-source.js';
import type { ScreenLook } from '../screen/screen-options.js';
import type { PicturePlan } from './plan.js';

export interface PictureWish {
  readonly picture: PicturePlan;
  readonly look: ScreenLook;
  readonly symbol: string | null;
  /** Gives a snapshot that answers a request. */
  readonly ask: (request: WatchRequest) => Promise<WatchSnapshot>;
}

/** Asks twice: what a frame needs depends on which symbols there are. */
export async function writePicture({ picture, look, symbol, ask }: PictureWish, ctx: Context): Promise<void> {
  const [{ openView }, { frameOf }, { initModel, requestOf }, { update }] = await Promise.all([
    import('../../ui/actions.js'),
    import('../../ui/frame.js'),
    import('../../ui/model.js'),
    import('../../ui/update.js'),
  ]);
  const { size, view, form, path } = picture;
  const { timeZone, lang } = ctx;
  const put = snapshotPutter(ctx.words);
  const first = initModel({
    ...{ ...look, size, symbol, lang, timeZone, localZone: timeZone },
    nowMs: 0,
    canExplain: false,
    // Text has no colours: what colours would tell stands in shades.
    hasColours: form !== 'txt',
  });
  let model = openView(first, view);
  for (let turn = 0; turn < 2; turn++) {
    const snapshot = put(await ask(requestOf(model, size)));
    model = update(model, { kind: 'snapshot', snapshot, nowMs: 0 });
  }
  const frame = frameOf(model, size);
  if (form === 'txt') {
    const { frameText } = await import('../../ui/draw-text.js');
    await writeFileAtomic(path, `${frameText(frame)}\n`);
    return;
  }
  const [{ frameSvg }, { THEMES }] = await Promise.all([import('../../ui/draw-svg.js'), import('../../ui/theme.js')]);
  await writeFileAtomic(path, frameSvg(frame, THEMES[look.theme]));
}
