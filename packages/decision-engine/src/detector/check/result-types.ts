import type { Node } from '../../expression/index.ts';
import { references } from '../../expression/iot-events/index.ts';
import type { Expression } from './analysis.ts';
import { checkJsonPayload } from './json-payload.ts';
import type { StaticType } from './reference-types.ts';
import { type AnalysisResult, analysisError } from './result.ts';

const isNumber = (type: StaticType): boolean => type === 'Integer' || type === 'Decimal';

/** AWS's guide writes numbers and Booleans in quotes too, `'123'`; what such a literal counts as is left to who runs it. */
const isLiteral = ({ node }: Expression): boolean => node.kind === 'string';

const duration = (expression: Expression, type: StaticType): readonly AnalysisResult[] => {
  if (type === 'Unknown' || isNumber(type) || isNumericText(expression)) return [];
  const { text, path, action, node } = expression;
  const { variables, inputs } = references(node);
  const timer = action?.type === 'setTimer' ? action.timerName : '';
  const message =
    variables.length + inputs.length === 0
      ? `Duration expression ${text} for timer ${timer} is not valid, it must return a number.`
      : `The data types [${type}] used for setTimer action don't evaluate to Integer for the following expression: ${text}.`;
  return [analysisError('data-type', message, path)];
};

const isNumericText = ({ node }: Expression): boolean =>
  node.kind === 'string' && /^\d+(\.\d+)?$/.test(node.value.trim());

/** The types that the members of a SiteWise value stand for. */
const siteWiseTypes = new Map<string, StaticType>([
  ['propertyValue.value.stringValue', 'String'],
  ['propertyValue.value.integerValue', 'Integer'],
  ['propertyValue.value.doubleValue', 'Decimal'],
  ['propertyValue.value.booleanValue', 'Boolean'],
]);

const siteWise = (expression: Expression, type: StaticType): readonly AnalysisResult[] => {
  const { field = '', path, text } = expression;
  const defined = siteWiseTypes.get(field);
  if (defined === undefined || type === 'Unknown' || type === defined || isLiteral(expression)) return [];
  // An integer is a double as it stands.
  if (defined === 'Decimal' && type === 'Integer') return [];
  const message = `The expression type in the IotSitewiseAction field ${text} is defined as type ${defined} and inferred as type ${type}. The defined type and the inferred type must be the same.`;
  return [analysisError('data-type', message, path)];
};

/** Whether what an expression gives, of the type, is of use where it stands. `typeOf` tells the types of its parts. */
export const checkResultType = (
  expression: Expression,
  type: StaticType,
  typeOf: (node: Node) => StaticType,
): readonly AnalysisResult[] => {
  if (expression.use === 'duration') return duration(expression, type);
  if (expression.use === 'payload') return checkJsonPayload(expression, type, typeOf);
  return expression.action?.type === 'iotSiteWise' ? siteWise(expression, type) : [];
};
