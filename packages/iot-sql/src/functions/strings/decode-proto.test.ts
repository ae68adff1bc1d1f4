import { describe, expect, it } from 'vitest';
import { compileRule } from '../../compile-rule.ts';
import { Message } from '../../message.ts';

type Field = [number: number, value: number | string | Uint8Array];

/** Writes a message: numbers as varints, the rest length-delimited. */
function proto(...fields: Field[]): Uint8Array {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([...varint(number << 3), ...varint(value)]);
      const bytes = Buffer.from(value);
      return Buffer.concat([Buffer.from([...varint((number << 3) | 2), ...varint(bytes.length)]), bytes]);
    }),
  );
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

const field = (name: string, number: number, type: number, more: Field[] = [], label = 1): Uint8Array =>
  proto([1, name], [3, number], [4, label], [5, type], ...more);

const READING = proto(
  [1, 'Reading'],
  [2, field('device_id', 1, 9)],
  [2, field('temperature', 2, 1)],
  [2, field('count', 3, 3)],
  [2, field('delta', 4, 17)],
  [2, field('mode', 5, 14, [[6, '.plant.Mode']])],
  [2, field('samples', 6, 5, [], 3)],
  [2, field('raw', 7, 12)],
  [2, field('labels', 8, 11, [[6, '.plant.Reading.LabelsEntry']], 3)],
  [2, field('at', 9, 11, [[6, '.google.protobuf.Timestamp']])],
  [2, field('ok', 10, 8)],
  [3, proto([1, 'LabelsEntry'], [2, field('key', 1, 9)], [2, field('value', 2, 9)], [7, proto([7, 1])])],
);
const MODE = proto([1, 'Mode'], [2, proto([1, 'AUTO'], [2, 0])], [2, proto([1, 'ECO'], [2, 1])]);
const TIMESTAMP = proto([1, 'Timestamp'], [2, field('seconds', 1, 3)], [2, field('nanos', 2, 5)]);
const SET = proto(
  [1, proto([1, 'google/protobuf/timestamp.proto'], [2, 'google.protobuf'], [4, TIMESTAMP])],
  [1, proto([1, 'plant.proto'], [2, 'plant'], [4, READING], [5, MODE])],
);

const double = Buffer.alloc(9);
double[0] = (2 << 3) | 1;
double.writeDoubleLE(21.5, 1);
const PAYLOAD = Buffer.concat([
  proto([1, 'pump-7']),
  double,
  proto([3, 5_000_000_000], [4, 3], [5, 1], [6, Uint8Array.from([1, 2])], [6, 3], [7, 'hi']),
  proto([8, proto([1, 'site'], [2, 'x'])], [9, proto([1, 1_600_000_000], [2, 500_000_000])], [10, 1], [99, 'unknown']),
]);
const JSON_OF_PAYLOAD =
  '{"deviceId":"pump-7","temperature":21.5,"count":"5000000000","delta":-2,"mode":"ECO","samples":[1,2,3],"raw":"aGk=",' +
  '"labels":{"site":"x"},"at":"2020-09-13T12:26:40.500Z","ok":true}';

async function run(call: string, payload: Uint8Array): Promise<string | undefined> {
  const ports = { s3_object: async ({ key }: { key: string }) => (key === 'plant.desc' ? SET : undefined) };
  const rule = compileRule(`SELECT VALUE ${call}`, { version: '2016-03-23', ports });
  const result = await rule.evaluate(new Message({ topic: 'a', payload, receivedAt: 0 }));
  return result.matched ? Buffer.from(result.output).toString() : result.failure?.message;
}

describe("decode(…, 'proto', …)", () => {
  it('decodes the payload', async () => {
    expect(await run("decode(*, 'proto', 'b', 'plant.desc', 'plant', 'Reading')", PAYLOAD)).toBe(JSON_OF_PAYLOAD);
  });

  it('decodes a base64 string', async () => {
    const payload = Buffer.from(JSON.stringify({ data: PAYLOAD.toString('base64') }));
    expect(await run("decode(data, 'proto', 'b', 'plant.desc', 'plant', 'Reading').mode", payload)).toBe('"ECO"');
    expect(await run("decode(missing, 'proto', 'b', 'plant.desc', 'plant', 'Reading')", payload)).toBe('');
  });

  it.each([
    ["decode(*, 'proto', 'b', 'other.desc', 'plant', 'Reading')", PAYLOAD],
    ["decode(*, 'proto', 'b', 'plant.desc', 'other', 'Reading')", PAYLOAD],
    ["decode(*, 'proto', 'b', 'plant.desc', 'plant', 'Other')", PAYLOAD],
    ["decode(*, 'proto', 'b', 'plant.desc', 'plant', 'Reading')", PAYLOAD.subarray(0, 5)],
    ["decode(*, 'proto', 'b', 'plant.desc', 'plant', 'Reading')", Buffer.from('{"no":"protobuf"}')],
  ])('%s is Null where it cannot be decoded', async (call, payload) => {
    expect(await run(call, payload)).toBe('null');
  });

  it('needs the port', () => {
    expect(() => compileRule("SELECT decode(*, 'proto', 'b', 'k', 'f', 'm') AS r", { version: '2016-03-23' })).toThrow(
      "decode(…, 'proto', …) needs a service that is not here",
    );
  });
});
