// Which symbols of a capture are known at this moment: by the streams that were asked for.

import { verifiedTimes } from '../../core/quality/certificate.js';
import type { CertificateState } from '../../core/quality/certificate-state.js';
import { type LiveRun, syncedSymbols } from './live-run.js';

interface Known {
  readonly certificate: CertificateState;
  readonly loop: { readonly live: LiveRun };
}

/** How many have a whole book; without a depth stream: how many have sent a message since their connection was last down. */
export const knownSymbols = ({ certificate, loop }: Known): number =>
  certificate.needsBook ? syncedSymbols(loop.live) : verifiedTimes(certificate).filter(({ isKnown }) => isKnown).length;
