import { randomUUID } from 'node:crypto';
import type { FunctionVersion } from '../functions/function-record.ts';

const randomHex = (digits: number): string => randomUUID().replaceAll('-', '').slice(-digits);

/** A trace header of X-Ray that says: not sampled. */
export const newTraceId = (now: number): string =>
  `Root=1-${Math.floor(now / 1000).toString(16)}-${randomHex(24)};Parent=${randomHex(16)};Sampled=0`;

/** `YYYY/MM/DD/[version]<32 hex digits>`. */
export const logStreamName = (version: FunctionVersion, now: number): string =>
  `${new Date(now).toISOString().slice(0, 10).replaceAll('-', '/')}/[${version.version}]${randomHex(32)}`;
