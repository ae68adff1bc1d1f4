import { parseJson } from './parse-json.ts';
import { accept, type Parsed, reject } from './rejection.ts';
import type { StreamRecord } from './schemas/stream-record.ts';
import { streamRecord } from './stream-record.ts';

/** Reads the data of a Kinesis record. Refuses with INVALID_RECORD: then it is none that we or the rule wrote. */
export const parseStreamRecord = (data: Uint8Array): Parsed<StreamRecord> => {
  const json = parseJson(data);
  if (!json.ok) return reject('INVALID_RECORD', json.rejection.detail);
  const checked = streamRecord.check(json.value);
  return checked.ok ? accept(checked.value) : reject('INVALID_RECORD', checked.detail);
};
