import type { DetectorModel, InputDefinition } from '../definition.ts';
import type { DetectorModelReading } from '../definition-read.ts';
import type { Analysis, Check } from './analysis.ts';
import { checkConstraints } from './constraints.ts';
import { checkDataTypes } from './data-types.ts';
import { eventSites } from './event-site.ts';
import { expressionTexts } from './expression-text.ts';
import { parseExpressions } from './parse-expressions.ts';
import { checkReachability } from './reachability.ts';
import { checkReferencedData } from './referenced-data.ts';
import { checkReferencedResources } from './referenced-resources.ts';
import type { AnalysisLevel, AnalysisResult } from './result.ts';
import { checkServiceLimits } from './service-limits.ts';
import { checkStructure } from './structure.ts';
import { checkTimerExpiry } from './timer-expiry.ts';

export interface CheckOptions {
  /** All inputs that there are, besides those of the model's template. Without any, nothing is said of references to them. */
  readonly inputs?: readonly InputDefinition[];
}

const checks: readonly Check[] = [
  checkServiceLimits,
  checkConstraints,
  checkStructure,
  checkReachability,
  checkTimerExpiry,
  checkDataTypes,
  checkReferencedData,
  checkReferencedResources,
];

const analyse = (
  model: DetectorModel,
  { pathOf, inputs: own }: DetectorModelReading,
  { inputs: others }: CheckOptions,
): readonly AnalysisResult[] => {
  const events = eventSites(model, pathOf);
  const { expressions, problems } = parseExpressions(events.flatMap((site) => expressionTexts(site, pathOf)));
  const inputs = own === undefined && others === undefined ? undefined : [...(own ?? []), ...(others ?? [])];
  const analysis: Analysis = { model, pathOf, events, expressions, inputs };
  return [...problems, ...checks.flatMap((check) => check(analysis))];
};

const order: readonly AnalysisLevel[] = ['ERROR', 'WARNING', 'INFO'];

/**
 * All that AWS's analysis (StartDetectorModelAnalysis) had to say about a detector model, errors first: its types, levels,
 * messages and locations. With an ERROR among them, AWS would not take the model.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/analyze-diagnostic-information.html
 */
export const checkDetectorModel = (
  reading: DetectorModelReading,
  options: CheckOptions = {},
): readonly AnalysisResult[] => {
  const { problems, partial } = reading;
  const results = [...problems, ...(partial === undefined ? [] : analyse(partial, reading, options))];
  return order.flatMap((level) => results.filter((result) => result.level === level));
};
