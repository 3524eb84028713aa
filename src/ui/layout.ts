// Which panel stands where: size and view in, rectangles out. Pure.

export const VIEWS = ['overview', 'symbol', 'heatmap', 'footprint', 'connections', 'alerts', 'trading'] as const;
export type ViewName = (typeof VIEWS)[number];

export type PanelName =
  | 'overview'
  | 'headline'
  | 'charts'
  | 'ladder'
  | 'tape'
  | 'latency'
  | 'sequence'
  | 'writer'
  | 'connections'
  | 'signals'
  | 'heatmap'
  | 'footprint'
  | 'alerts'
  | 'troubles'
  | 'trading';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export interface Rectangle extends Size {
  readonly left: number;
  readonly top: number;
}

export interface PlacedPanel {
  readonly panel: PanelName;
  readonly area: Rectangle;
  /** A frame around it; else only a title line, or nothing for the headline. */
  readonly border: 'box' | 'title' | 'none';
}

export type SizeClass = 'large' | 'medium' | 'small' | 'tiny' | 'too-small';

/** Least sizes, largest first. */
export const SIZES: readonly (readonly [name: Exclude<SizeClass, 'too-small'>, columns: number, rows: number])[] = [
  ['large', 120, 40],
  ['medium', 100, 30],
  ['small', 80, 24],
  ['tiny', 60, 20],
];

export const LEAST_SIZE: Size = { columns: 60, rows: 20 };

export const sizeClass = ({ columns, rows }: Size): SizeClass =>
  SIZES.find(([, leastColumns, leastRows]) => columns >= leastColumns && rows >= leastRows)?.[0] ?? 'too-small';

/** `slot` shows the panel with the focus where that has no place of its own. */
type Plan = PanelName | 'slot' | { readonly across: readonly Part[] } | { readonly down: readonly Part[] };

interface Part {
  readonly plan: Plan;
  /** Cells of its own; without it a share of what is left. */
  readonly cells?: number;
  readonly share?: number;
}

const fixed = (cells: number, plan: Plan): Part => ({ plan, cells });
const rest = (plan: Plan, share = 1): Part => ({ plan, share });

type PlanOfClass = Readonly<Record<Exclude<SizeClass, 'too-small'>, Plan>>;

const same = (plan: Plan): PlanOfClass => ({ large: plan, medium: plan, small: plan, tiny: plan });
const withHeadline = (plan: Plan): Plan => ({ down: [fixed(2, 'headline'), rest(plan)] });
const SLOT: Plan = withHeadline('slot');

const PLANS: Readonly<Record<ViewName, PlanOfClass>> = {
  overview: {
    large: { down: [rest('overview'), fixed(9, { across: [rest('signals', 3), rest('alerts', 2)] })] },
    medium: { down: [rest('overview'), fixed(7, { across: [rest('signals', 3), rest('alerts', 2)] })] },
    small: 'slot',
    tiny: 'slot',
  },
  symbol: {
    large: withHeadline({
      across: [
        fixed(40, { down: [rest('ladder', 3), rest('tape', 2)] }),
        rest({ down: [rest('charts'), fixed(9, 'signals')] }),
        fixed(36, { down: [rest('sequence'), fixed(10, 'latency'), fixed(10, 'writer')] }),
      ],
    }),
    medium: withHeadline({
      across: [
        fixed(36, { down: [rest('ladder', 3), rest('tape', 2)] }),
        rest({ down: [rest('slot'), fixed(7, 'signals')] }),
      ],
    }),
    small: withHeadline({ across: [fixed(30, 'ladder'), rest('slot')] }),
    tiny: SLOT,
  },
  heatmap: {
    large: withHeadline({ across: [rest('heatmap'), fixed(36, { down: [rest('ladder'), fixed(12, 'tape')] })] }),
    medium: withHeadline({ across: [rest('slot'), fixed(32, 'ladder')] }),
    small: SLOT,
    tiny: SLOT,
  },
  footprint: {
    large: withHeadline({ across: [rest('footprint'), fixed(36, { down: [rest('ladder'), fixed(12, 'tape')] })] }),
    medium: withHeadline({ across: [rest('slot'), fixed(32, 'tape')] }),
    small: SLOT,
    tiny: SLOT,
  },
  connections: {
    large: {
      down: [rest('slot'), fixed(14, { across: [rest('writer'), rest('latency'), rest('sequence')] })],
    },
    medium: { down: [rest('slot'), fixed(12, { across: [rest('writer'), rest('latency')] })] },
    small: 'slot',
    tiny: 'slot',
  },
  alerts: {
    ...same({ down: [rest('alerts'), rest('troubles')] }),
    tiny: 'slot',
  },
  trading: same('trading'),
};

/** Panels of a view in the order in which Tab goes through them. */
export const TABS: Readonly<Record<ViewName, readonly PanelName[]>> = {
  overview: ['overview', 'signals', 'alerts'],
  symbol: ['charts', 'signals', 'tape', 'ladder', 'sequence', 'latency', 'writer'],
  heatmap: ['heatmap', 'tape', 'ladder'],
  footprint: ['footprint', 'tape', 'ladder'],
  connections: ['connections', 'writer', 'latency', 'sequence', 'troubles'],
  alerts: ['alerts', 'troubles'],
  trading: ['trading'],
};

const panelsIn = (plan: Plan): readonly string[] => {
  if (typeof plan === 'string') return [plan];
  return ('across' in plan ? plan.across : plan.down).flatMap(({ plan: inner }) => panelsIn(inner));
};

/** Cells of each part along one direction: what is fixed first, the rest by share; the last share takes what remains. */
export function divide(total: number, parts: readonly Pick<Part, 'cells' | 'share'>[]): readonly number[] {
  const shares = parts.reduce((sum, { cells, share }) => sum + (cells === undefined ? (share ?? 1) : 0), 0);
  const free = Math.max(0, total - parts.reduce((sum, { cells }) => sum + (cells ?? 0), 0));
  let sharesLeft = shares;
  let freeLeft = free;
  return parts.map(({ cells, share }) => {
    if (cells !== undefined) return cells;
    const own = sharesLeft <= 0 ? 0 : Math.round((freeLeft * (share ?? 1)) / sharesLeft);
    sharesLeft -= share ?? 1;
    freeLeft -= own;
    return own;
  });
}

function placeAll(plan: Plan, area: Rectangle, slot: PanelName): readonly Omit<PlacedPanel, 'border'>[] {
  if (typeof plan === 'string') return [{ panel: plan === 'slot' ? slot : plan, area }];
  const isAcross = 'across' in plan;
  const parts = isAcross ? plan.across : plan.down;
  const lengths = divide(isAcross ? area.columns : area.rows, parts);
  let offset = 0;
  return parts.flatMap((part, i) => {
    const length = lengths[i] ?? 0;
    const inner = isAcross
      ? { ...area, left: area.left + offset, columns: length }
      : { ...area, top: area.top + offset, rows: length };
    offset += length;
    return placeAll(part.plan, inner, slot);
  });
}

function borderOf(panel: PanelName, name: SizeClass): PlacedPanel['border'] {
  if (panel === 'headline') return 'none';
  return name === 'tiny' ? 'title' : 'box';
}

export interface LayoutChoice {
  readonly view: ViewName;
  readonly focus: PanelName;
  /** Lines over the panels: header, banner, timeline. */
  readonly above: number;
  /** Rows that the table of symbols can fill; what is left goes to the panels below it. Many, where it is not said. */
  readonly symbols?: number;
}

export interface Layout {
  readonly sizeClass: SizeClass;
  /** Lines of the whole: one less than the window has. */
  readonly height: number;
  readonly panels: readonly PlacedPanel[];
}

/** Frame, titles and totals of the table of symbols, and some air. */
const TABLE_ROWS = 6;

/** A table of a few symbols leaves its empty rows to signals and alerts, of which there are always more. */
function planOf({ view, symbols }: LayoutChoice, name: Exclude<SizeClass, 'too-small'>, rows: number): Plan {
  const plan = PLANS[view][name];
  if (view !== 'overview' || symbols === undefined || typeof plan === 'string' || !('down' in plan)) return plan;
  const below = plan.down[1];
  if (below?.cells === undefined) return plan;
  const cells = Math.max(below.cells, Math.min(rows - symbols - TABLE_ROWS, Math.floor((2 * rows) / 3)));
  return { down: [rest('overview'), { ...below, cells }] };
}

/** Header with what belongs to it, panels, footer. Nothing is placed where the window is too small. */
export function layoutOf(size: Size, choice: LayoutChoice): Layout {
  const name = sizeClass(size);
  const height = Math.max(1, size.rows - 1);
  if (name === 'too-small') return { sizeClass: name, height, panels: [] };
  const top = choice.above;
  const body: Rectangle = { left: 0, top, columns: size.columns, rows: height - top - 1 };
  const plan = planOf(choice, name, body.rows);
  const tabs = TABS[choice.view];
  const shown = panelsIn(plan);
  const slot = shown.includes(choice.focus) ? tabs.find((tab) => !shown.includes(tab)) : choice.focus;
  const placed = placeAll(plan, body, slot ?? choice.focus);
  return { sizeClass: name, height, panels: placed.map((one) => ({ ...one, border: borderOf(one.panel, name) })) };
}

/** The place inside the border. */
export function innerArea({ area, border }: PlacedPanel): Rectangle {
  const { left, top, columns, rows } = area;
  if (border === 'none') return area;
  if (border === 'title') return { left, top: top + 1, columns, rows: Math.max(0, rows - 1) };
  return { left: left + 1, top: top + 1, columns: Math.max(0, columns - 2), rows: Math.max(0, rows - 2) };
}
