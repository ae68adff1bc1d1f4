import type { Console } from '../../output/console.ts';
import type { Finding } from './check-document.ts';

const styles = { ERROR: 'red', WARNING: 'yellow', INFO: 'dim' } as const;

/** One line: `motor.json:12:9: ERROR structure: … (states[0])`. */
export const findingText = (finding: Finding, console: Pick<Console, 'style'>): string => {
  const { file, line, column, resource, level, type, message, locations } = finding;
  const paths = locations.map(({ path }) => path).filter((path) => path !== '');
  const where = [...(resource === undefined ? [] : [resource]), ...(paths.length === 0 ? [] : [paths.join(', ')])];
  const at = where.length === 0 ? '' : console.style('dim', ` (${where.join(': ')})`);
  return `${file}:${line}:${column}: ${console.style(styles[level], level)} ${type}: ${oneLine(message)}${at}`;
};

/** Messages quote expressions, which may be of several lines. */
const oneLine = (text: string): string => text.replaceAll(/\s*[\r\n]+\s*/g, ' ');

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

/** `2 errors, 1 warning` */
export const findingsSummary = (findings: readonly Finding[]): string => {
  const of = (level: Finding['level']) => findings.filter((each) => each.level === level).length;
  return `${count(of('ERROR'), 'error')}, ${count(of('WARNING'), 'warning')}`;
};
