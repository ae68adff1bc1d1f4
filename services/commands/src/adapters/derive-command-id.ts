import { createHash } from 'node:crypto';
import type { DeriveCommandId } from '../parse-request.ts';

/** The first 32 hexadecimal digits of the SHA-256 of the decision's id. */
export const deriveCommandId: DeriveCommandId = (decisionId) =>
  createHash('sha256').update(decisionId).digest('hex').slice(0, 32);
