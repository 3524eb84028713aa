// One writer per lake: conversion, compaction and pruning take turns. Readers need no lock.

import { StoreError } from '../../platform/errors.js';
import { type CaptureLock, takeCaptureLock } from '../capture-lock.js';
import { sessionId } from '../catalog.js';

export interface LakeLockWish {
  readonly lake: string;
  /** Told to those who are refused. */
  readonly command: string;
  readonly nowUs: number;
}

/** Throws StoreError: V13_LAKE_LOCKED while somebody else writes to the lake, V13_STORE_WRITE. */
export async function takeLakeLock({ lake, command, nowUs }: LakeLockWish): Promise<CaptureLock> {
  try {
    return await takeCaptureLock({ dataFolder: lake, session: sessionId(nowUs, 0), command, sinceUs: nowUs });
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'V13_CAPTURE_LOCKED') throw error;
    throw new StoreError(`${lake} is being written by another command`, {
      code: 'V13_LAKE_LOCKED',
      hint: 'wait for it to end: one conversion, compaction or pruning at a time',
      details: error.details,
      cause: error,
    });
  }
}
