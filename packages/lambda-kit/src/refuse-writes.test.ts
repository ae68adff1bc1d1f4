import { describe, expect, it } from 'vitest';
import type { ProbedCall } from './probe.ts';
import { isProbe } from './probe.ts';
import { refuseWrites } from './refuse-writes.ts';

describe('refuseWrites', () => {
  it('calls nothing, tells what was asked for, and throws', async () => {
    const refused: ProbedCall[] = [];
    let written = 0;
    const { put } = refuseWrites({ onRefused: (write) => refused.push(write) })({
      put: async (_key: string) => ++written,
    });
    await expect(put('a')).rejects.toMatchObject({ code: 'WRITE_REFUSED' });
    expect(written).toBe(0);
    expect(refused).toEqual([{ adapter: 'put', arguments: ['a'] }]);
  });

  it('answers what it has an answer for, in the order of the calls, and refuses the rest', async () => {
    const heard: { answered: ProbedCall[]; refused: ProbedCall[] } = { answered: [], refused: [] };
    let written = 0;
    const write = async (..._parameters: unknown[]): Promise<unknown> => ++written;
    const guarded = refuseWrites({
      answers: { save: 'saved', publish: null },
      onRefused: (refused) => heard.refused.push(refused),
      onAnswered: (answered) => heard.answered.push(answered),
    })({ save: write, publish: write, put: write, toString: write });
    expect(await guarded.save(1)).toBe('saved');
    expect(await guarded.publish('a', 'b')).toBeNull();
    expect(await guarded.save(2)).toBe('saved');
    await expect(guarded.put()).rejects.toMatchObject({ code: 'WRITE_REFUSED' });
    await expect(guarded.toString()).rejects.toMatchObject({ code: 'WRITE_REFUSED' });
    expect(written).toBe(0);
    expect(heard.answered).toEqual([
      { adapter: 'save', arguments: [1] },
      { adapter: 'publish', arguments: ['a', 'b'] },
      { adapter: 'save', arguments: [2] },
    ]);
    expect(heard.refused.map(({ adapter }) => adapter)).toEqual(['put', 'toString']);
  });
});

describe('isProbe', () => {
  it.each([{ probe: true }, { probe: {} }, { probe: { event: {} } }])('knows %j', (event) => {
    expect(isProbe(event)).toBe(true);
  });

  it.each([undefined, null, 'probe', {}, { probe: false }, { probe: null }, { Records: [] }])(
    'does not take %j for one',
    (event) => {
      expect(isProbe(event)).toBe(false);
    },
  );
});
