import { describe, expect, it } from 'vitest';
import type { RefusedWrite } from './probe.ts';
import { isProbe } from './probe.ts';
import { refuseWrites } from './refuse-writes.ts';

describe('refuseWrites', () => {
  it('calls nothing, tells what was asked for, and throws', async () => {
    const refused: RefusedWrite[] = [];
    let written = 0;
    const { put } = refuseWrites((write) => refused.push(write))({ put: async (_key: string) => ++written });
    await expect(put('a')).rejects.toMatchObject({ code: 'WRITE_REFUSED' });
    expect(written).toBe(0);
    expect(refused).toEqual([{ adapter: 'put', arguments: ['a'] }]);
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
