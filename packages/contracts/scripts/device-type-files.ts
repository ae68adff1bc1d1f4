import { readdirSync, readFileSync } from 'node:fs';
import { globsOverlap } from '../src/glob.ts';
import { type DeviceType, deviceTypeSchema } from '../src/schemas/device-type.ts';
import { describeErrors } from '../src/validator.ts';
import { validateWith } from './validator-code.ts';

const readDeviceType = (folder: URL, file: string): DeviceType => {
  const content: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  const validate = validateWith(deviceTypeSchema);
  if (!validate(content)) throw new Error(`device-types/${file}: ${describeErrors(validate.errors)}`);
  const deviceType = content as DeviceType;
  if (file !== `${deviceType.deviceType}.json`)
    throw new Error(`device-types/${file} holds "${deviceType.deviceType}"`);
  return deviceType;
};

/** A device id must say its type, so no id may match two of them. */
export const refuseOverlap = (types: readonly DeviceType[]): void => {
  const patterns = types.flatMap(({ deviceType, deviceIdPattern }) =>
    deviceIdPattern.map((pattern) => ({ deviceType, pattern })),
  );
  for (const [index, one] of patterns.entries()) {
    const other = patterns
      .slice(index + 1)
      .find(({ deviceType, pattern }) => deviceType !== one.deviceType && globsOverlap(pattern, one.pattern));
    if (other) throw new Error(`${one.deviceType} "${one.pattern}" and ${other.deviceType} "${other.pattern}" overlap`);
  }
};

/** The declared device types, by name. Throws an error that names the file that is wrong. */
export const readDeviceTypes = (folder: URL): readonly DeviceType[] => {
  const types = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readDeviceType(folder, file));
  refuseOverlap(types);
  return types;
};
