// Ticks a row of heatmap and footprint: the keys go on from what stands on the screen.

import type { ScreenText } from '../text/screen-text.js';
import { finerGroup, groupFrom } from './heat-grid.js';
import { type ScreenModel, layoutFor } from './model.js';
import { withNotice } from './notice.js';
import { panelInput, wordsOf } from './panel-input.js';
import { footprintGroup } from './panels/footprint.js';
import { heatmapGroup } from './panels/heatmap.js';

const GROUPS = { heatmap: heatmapGroup, footprint: footprintGroup } as const;

/** Ticks a row as they are drawn; null where neither panel shows any. */
function drawnGroup(model: ScreenModel): number | null {
  for (const placed of layoutFor(model, model.size).panels) {
    if (placed.panel !== 'heatmap' && placed.panel !== 'footprint') continue;
    const input = panelInput(model, placed, wordsOf(model));
    return input === null ? null : GROUPS[placed.panel](input);
  }
  return null;
}

/** Below the finest grouping that the data have, the panel chooses by itself again. */
export function changeGroup(model: ScreenModel, by: 1 | -1, { shell: { notice } }: ScreenText): ScreenModel {
  const drawn = drawnGroup(model);
  if (drawn === null) return model.view in GROUPS ? model : withNotice(model, notice.noGroup);
  const dataGroup = model.snapshot?.detail?.groupTicks ?? null;
  const groupTicks = by > 0 ? groupFrom(drawn + 1, dataGroup) : finerGroup(drawn, dataGroup);
  const changed = { ...model, choices: { ...model.choices, groupTicks } };
  return withNotice(changed, groupTicks === null ? notice.groupAuto : notice.group(groupTicks));
}
