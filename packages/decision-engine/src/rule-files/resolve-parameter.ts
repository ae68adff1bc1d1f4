import type { Scalar } from '../json.ts';
import type { RuleParameter } from '../rules/rule.ts';
import type { WrittenParameter } from './parameter-shape.ts';
import type { Path, Report } from './report.ts';
import { isObject } from './shape/object.ts';
import { shown } from './shape/shape.ts';

/** What SSM parameters hold, by name, fetched for one stage. A parameter that does not exist leaves the default. */
export interface FetchedParameters {
  readonly stage: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The name of an SSM parameter in a stage. */
export const ssmName = (template: string, stage: string): string => template.replaceAll('{stage}', stage);

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** The value that a fetched text has if it must be of the type of `like`. */
const parsedAs = (text: string, like: Scalar): Scalar | undefined => {
  if (typeof like === 'string') return text;
  const trimmed = text.trim();
  if (typeof like === 'boolean') return trimmed === 'true' || trimmed === 'false' ? trimmed === 'true' : undefined;
  const value = decimal.test(trimmed) ? Number(trimmed) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
};

/** A parameter of a rule with the value that it has in this deployment: what was fetched, else its default. */
export const resolveParameter = (
  written: WrittenParameter,
  fetched: FetchedParameters | undefined,
  path: Path,
  report: Report,
): RuleParameter => {
  if (!isObject(written)) return { value: written };
  const { default: value, ssm, setting } = written;
  const name = ssm === undefined || fetched === undefined ? undefined : ssmName(ssm, fetched.stage);
  const text = name !== undefined && Object.hasOwn(fetched?.values ?? {}, name) ? fetched?.values[name] : undefined;
  const found = text === undefined ? value : parsedAs(text, value);
  if (found === undefined)
    report(
      [...path, 'ssm'],
      `the SSM parameter ${name} holds ${shown(text)}, which is no ${typeof value} as the default is`,
    );
  return { value: found ?? value, ...(setting !== undefined && { setting }) };
};
