// All features that can be asked for: one line each.

import type { FeatureKind } from '../feature.js';
import { ofiModes } from './ofi-modes.js';

export const FEATURE_KINDS: readonly FeatureKind[] = [ofiModes];

export const featureKind = (name: string): FeatureKind | null =>
  FEATURE_KINDS.find((kind) => kind.name === name) ?? null;
