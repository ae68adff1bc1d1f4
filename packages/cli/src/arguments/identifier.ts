import { InvalidArgumentError } from 'commander';

const matching =
  (pattern: RegExp, rule: string) =>
  (text: string): string => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`It must be ${rule}.`);
    return text;
  };

// The same patterns as in the contracts, which would need their validators loaded for `--help`.
export const parseDeviceId = matching(/^[a-zA-Z0-9:_-]{1,128}$/, '1 to 128 of a-z A-Z 0-9 : _ -');
export const parseFleet = matching(/^[a-zA-Z0-9_-]{1,64}$/, '1 to 64 of a-z A-Z 0-9 _ -');
export const parseCommandId = matching(/^[a-zA-Z0-9_-]{1,64}$/, '1 to 64 of a-z A-Z 0-9 _ -');
export const parseCommandName = matching(
  /^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/,
  'a letter and then up to 63 of a-z A-Z 0-9 _ -',
);
