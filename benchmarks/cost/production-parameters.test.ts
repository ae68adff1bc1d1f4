import { expect, test } from 'vitest';
import { productionParameters } from './production-parameters.ts';

test('what prod has otherwise than local, deletion left out', () => {
  const params = {
    default: { windowSeconds: 60, factor: 1, streamMode: 'ON_DEMAND', deletionPolicy: 'Delete' },
    local: { windowSeconds: 5 },
    prod: { factor: 4, deletionPolicy: 'Retain' },
  };
  expect(productionParameters({ params })).toEqual({ windowSeconds: 60, factor: 4 });
});
