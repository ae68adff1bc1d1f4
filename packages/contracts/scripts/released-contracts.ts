import { readdirSync, readFileSync } from 'node:fs';
import { written } from '../test/written.ts';
import { contractSchemas } from './contract-schemas.ts';
import { readDeviceTypes } from './device-type-files.ts';

/** A message as the version that is released reads and writes it. */
export interface ReleasedContract {
  readonly schema: object;
  /** What that version writes. */
  readonly samples: readonly object[];
}

export const releasedFolder = new URL('../released/', import.meta.url);
export const deviceTypesFile = 'device-types.json';

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 1)}\n`;

/** What belongs into `released/` when this version is released: text by file name. Types of devices are told apart: they are never sent. */
export const contractsToRelease = (): ReadonlyMap<string, string> => {
  const files = new Map<string, string>();
  for (const [name, samples] of Object.entries(written)) {
    const schema = contractSchemas[name];
    if (schema === undefined) throw new Error(`there is no contract ${name}`);
    files.set(`${name}.json`, json({ schema, samples }));
  }
  files.set(deviceTypesFile, json(readDeviceTypes(new URL('../device-types/', import.meta.url))));
  return files;
};

/** The contracts of the version that is released, by name. */
export const releasedContracts = (): ReadonlyMap<string, ReleasedContract> =>
  new Map(
    readdirSync(releasedFolder)
      .filter((file) => file.endsWith('.json') && file !== deviceTypesFile)
      .map((file) => [
        file.replace(/\.json$/, ''),
        JSON.parse(readFileSync(new URL(file, releasedFolder), 'utf8')) as ReleasedContract,
      ]),
  );
