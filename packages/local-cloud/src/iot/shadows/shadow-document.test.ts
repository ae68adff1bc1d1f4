import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange, deltaOf, EMPTY_STATE, type JsonObject } from './shadow-document.ts';

const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer(), { maxLength: 2 }));
const key = fc.constantFrom('a', 'b', 'c', '__proto__', 'toString');
const object = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf, { minKeys: 1, maxKeys: 2 })), { maxKeys: 3 });

describe('applyChange and deltaOf', () => {
  it('have no delta once everything desired is reported', () => {
    fc.assert(
      fc.property(object, (value) => {
        const state = value as JsonObject;
        expect(deltaOf(applyChange(EMPTY_STATE, { desired: state, reported: state }, 1))).toBeUndefined();
      }),
    );
  });

  it('reporting the delta leaves none', () => {
    fc.assert(
      fc.property(object, object, (desired, reported) => {
        const shadow = applyChange(EMPTY_STATE, { desired, reported } as never, 1);
        const delta = deltaOf(shadow);
        const after = delta === undefined ? shadow : applyChange(shadow, { reported: delta.state }, 2);
        expect(deltaOf(after)).toBeUndefined();
      }),
    );
  });

  it('stamps what changed and only that', () => {
    const first = applyChange(EMPTY_STATE, { reported: { a: 1, b: { c: 2, d: 3 } } }, 10);
    const second = applyChange(first, { reported: { b: { c: 5, d: null } } }, 20);
    expect(second).toEqual({
      state: { reported: { a: 1, b: { c: 5 } } },
      metadata: { reported: { a: { timestamp: 10 }, b: { c: { timestamp: 20 } } } },
    });
  });
});
