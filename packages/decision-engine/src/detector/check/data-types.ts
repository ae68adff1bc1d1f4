import type { Node } from '../../expression/index.ts';
import { inferType, type TypeReport } from '../../expression/iot-events/index.ts';
import type { Analysis, Check, Expression } from './analysis.ts';
import { syntaxError } from './parse-expressions.ts';
import { areCompatible, type ReferenceType, type ReferenceTypes, referenceTypes } from './reference-types.ts';
import { type AnalysisResult, analysisError, analysisWarning } from './result.ts';
import { checkResultType } from './result-types.ts';

const problemsOf = (expression: Expression, { problems }: TypeReport): readonly AnalysisResult[] =>
  problems.map(({ analysis, message, start }) =>
    analysis === 'data-type'
      ? analysisError('data-type', withPoint(message), expression.path)
      : syntaxError(expression, message, start),
  );

const withPoint = (message: string): string => (message.endsWith('.') ? message : `${message}.`);

const shownTypes = ({ types }: Pick<ReferenceType, 'types'>): string => `[${[...types].join(', ')}]`;

const pathsOf = (places: ReferenceType['places']): readonly string[] => [
  ...new Set(places.map(({ expression }) => expression.path)),
];

/** An attribute that the expressions of one state use as types that do not go together. */
const inOneState = ({ kind, reference, places }: ReferenceType): readonly AnalysisResult[] => {
  if (kind !== 'input') return [];
  return [...Map.groupBy(places, ({ expression }) => expression.site.state).values()].flatMap((inState) => {
    const types = new Set(inState.map(({ type }) => type));
    if (areCompatible(types)) return [];
    const message = `The data types ${shownTypes({ types })} found for ${reference} aren't compatible and can lead to a runtime error.`;
    return [analysisError('data-type', message, ...pathsOf(inState))];
  });
};

/** What is wrong within a single expression has been reported as such. */
const inOneExpression = ({ places }: ReferenceType): boolean =>
  [...Map.groupBy(places, ({ expression }) => expression).values()].some(
    (inExpression) => !areCompatible(new Set(inExpression.map(({ type }) => type))),
  );

const acrossExpressions = (each: ReferenceType): readonly AnalysisResult[] => {
  if (areCompatible(each.types) || inOneExpression(each)) return [];
  const found = inOneState(each);
  if (found.length > 0) return found;
  const message = `Incompatible data types ${shownTypes(each)} used with ${each.reference}. This may lead to a runtime error.`;
  return [analysisWarning('data-type', message, ...pathsOf(each.places))];
};

const inferred = (each: ReferenceType): AnalysisResult => ({
  type: 'data-type',
  level: 'INFO',
  message: `Inferred data types ${shownTypes(each)} for ${each.reference}`,
  locations: [],
});

const perExpression = ({ expressions }: Analysis, { typeOf }: ReferenceTypes): readonly AnalysisResult[] =>
  expressions.flatMap((expression) => {
    const { node, text, use } = expression;
    const report = inferType(node, { text, typeOf, condition: use === 'condition' });
    const typeOfPart = (part: Node) => inferType(part, { text, typeOf }).type;
    return [...problemsOf(expression, report), ...checkResultType(expression, report.type, typeOfPart)];
  });

/**
 * Type `data-type`: operands that do not go together, and what is known of the types of variables and attributes; and
 * what is wrong with functions and references, of type `expression-syntax`.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/analyze-diagnostic-information.html
 */
export const checkDataTypes: Check = (analysis) => {
  const types = referenceTypes(analysis.expressions);
  return [
    ...perExpression(analysis, types),
    ...types.all.flatMap(acrossExpressions),
    ...types.all.filter(({ types: each }) => areCompatible(each)).map(inferred),
  ];
};
