import { InvalidArgumentError } from 'commander';

/** A setting, as it was written: `temperature-limit=95`. */
export interface Assignment {
  readonly name: string;
  readonly value: number | boolean | string;
}

const maxText = 256;

/** The names of the contract, which would need its validators loaded for `--help`. */
export const parseSettingName = (text: string): string => {
  if (!/^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/.test(text)) {
    throw new InvalidArgumentError('A name is a letter and then up to 63 of a-z A-Z 0-9 _ -.');
  }
  return text;
};

const quoted = (text: string): string => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidArgumentError(`${text} is no string in quotes: ${(error as Error).message}.`);
  }
};

/** A number and `true` or `false` are what they look like; `"95"`, in quotes, is text, and so is everything else. */
const parseValue = (text: string): Assignment['value'] => {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text))) return Number(text);
  return text.startsWith('"') ? quoted(text) : text;
};

/**
 * `temperature-limit=95`, `quiet=true`, `mode=eco`, `code="0815"`.
 * @throws InvalidArgumentError
 */
export const parseAssignment = (text: string): Assignment => {
  const at = text.indexOf('=');
  if (at === -1) throw new InvalidArgumentError(`${text} is no name=value.`);
  const name = parseSettingName(text.slice(0, at));
  const written = text.slice(at + 1);
  if (written === '' || written === 'null') {
    throw new InvalidArgumentError(`${name} is given no value; \`signalbox settings unset\` takes a setting away.`);
  }
  const value = parseValue(written);
  if (typeof value === 'string' && value.length > maxText) {
    throw new InvalidArgumentError(`A text has at most ${maxText} characters; that of ${name} has ${value.length}.`);
  }
  return { name, value };
};
