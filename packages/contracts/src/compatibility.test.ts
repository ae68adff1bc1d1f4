import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contractSchemas } from '../scripts/contract-schemas.ts';
import { deviceTypesFile, releasedContracts, releasedFolder } from '../scripts/released-contracts.ts';
import { validateWith } from '../scripts/validator-code.ts';
import { written } from '../test/written.ts';
import { checkMetrics } from './check-metrics.ts';
import { deviceTypes } from './device-types.ts';
import { describeErrors, type Validator } from './validator.ts';

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

const released = releasedContracts();

const validatorOf = (name: string): Validator => {
  const schema = contractSchemas[name];
  if (schema === undefined) throw new Error(`${name} is gone: the version before still writes it`);
  return validateWith(schema) as Validator;
};

const complaints = (validate: Validator, value: unknown): string =>
  validate(value) ? '' : describeErrors(validate.errors);

/** A sample, and the sample without each of the members that may be left out. */
const variants = (sample: object, { required = [] }: ObjectSchema): readonly object[] => [
  sample,
  ...Object.keys(sample)
    .filter((name) => !required.includes(name))
    .map((name) => Object.fromEntries(Object.entries(sample).filter(([member]) => member !== name))),
];

const names = [...released.keys()];

/** Old and new run side by side during a release, and after a rollback the old one reads what the new one wrote. */
describe.each(names)('%s', (name) => {
  const { schema, samples } = released.get(name) ?? { schema: {}, samples: [] };
  const previous = validateWith(schema) as Validator;

  it('is read as the version before writes it', () => {
    const read = validatorOf(name);
    const messages = samples.flatMap((sample) => variants(sample, schema)).filter((message) => previous(message));
    expect(messages.length).toBeGreaterThanOrEqual(samples.length);
    for (const message of messages) expect(complaints(read, message), JSON.stringify(message)).toBe('');
  });

  it('is written so that the version before reads it', () => {
    expect(written[name]?.length).toBeGreaterThan(0);
    for (const message of written[name] ?? []) {
      expect(complaints(previous, message), JSON.stringify(message)).toBe('');
    }
  });

  it('has every member of the version before in a sample', () => {
    const seen = new Set(samples.flatMap((sample) => Object.keys(sample)));
    expect(Object.keys((schema as ObjectSchema).properties ?? {}).filter((member) => !seen.has(member))).toEqual([]);
  });
});

it('every contract that is sent has a released version and samples', () => {
  // A device type is read at build time, by the version that it belongs to.
  const sent = Object.keys(contractSchemas).filter((name) => name !== 'device-type');
  expect(names.toSorted()).toEqual(sent.toSorted());
  expect(Object.keys(written).toSorted()).toEqual(sent.toSorted());
});

interface ReleasedMetric {
  readonly type: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

/** Values at the ends of what a metric may be. */
const extremes = ({
  type,
  minimum = 0,
  maximum = 0,
  maxLength = 0,
}: ReleasedMetric): readonly (number | boolean | string)[] => {
  if (type === 'number') return [minimum, maximum];
  return type === 'boolean' ? [true, false] : ['', 'x'.repeat(maxLength)];
};

const releasedTypes = JSON.parse(readFileSync(new URL(deviceTypesFile, releasedFolder), 'utf8')) as readonly {
  readonly deviceType: string;
  readonly deviceIdPattern: readonly string[];
  readonly metrics: Readonly<Record<string, ReleasedMetric>>;
}[];

it.each(releasedTypes.map((type) => [type.deviceType, type] as const))(
  'a %s may report what it could before',
  (name, type) => {
    const now = deviceTypes.find(({ deviceType }) => deviceType === name);
    if (now === undefined) throw new Error(`no ${name} is declared any more`);
    expect(now.deviceIdPattern).toEqual(expect.arrayContaining([...type.deviceIdPattern]));
    for (const [metric, declared] of Object.entries(type.metrics)) {
      for (const value of extremes(declared))
        expect(checkMetrics({ [metric]: value }, now)).toMatchObject({ ok: true });
    }
  },
);
