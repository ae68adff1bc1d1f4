import { durationText } from './duration-text.ts';
import type { Bounds } from './expected-change.ts';
import type { RuleDifferences } from './verdict.ts';

type Seen = Pick<RuleDifferences, 'decisions' | 'devices' | 'percent' | 'byMs'>;

const percentText = (percent: number): string => `${Math.round(percent * 100) / 100} %`;

/** What is more than a declaration allows, for people; undefined if all its bounds hold. */
export const exceeded = (seen: Seen, { decisions, devices, percent, byMs }: Bounds): string | undefined => {
  if (decisions !== undefined && seen.decisions > decisions)
    return `${seen.decisions} decisions, ${decisions} declared`;
  if (devices !== undefined && seen.devices > devices) return `${seen.devices} devices, ${devices} declared`;
  if (percent !== undefined && seen.percent === undefined) {
    return `${percent} % declared, but the rule decided nothing before: bound it by decisions or devices`;
  }
  if (percent !== undefined && Number(seen.percent) > percent) {
    return `${percentText(Number(seen.percent))} of the rule's decisions before, ${percentText(percent)} declared`;
  }
  if (byMs !== undefined && Math.abs(seen.byMs ?? 0) > byMs) {
    return `moved by up to ${durationText(seen.byMs ?? 0)}, ${durationText(byMs)} declared`;
  }
  return undefined;
};
