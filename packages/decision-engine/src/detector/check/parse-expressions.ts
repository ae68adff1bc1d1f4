import { ExpressionError, parseExpression } from '../../expression/index.ts';
import { parseTextParameter } from '../../expression/iot-events/index.ts';
import type { Expression } from './analysis.ts';
import type { ExpressionText } from './expression-text.ts';
import { type AnalysisResult, analysisError } from './result.ts';

/** The documented message of each kind of expression, without what the parser has to say. */
const messageOf = ({ use, text, site, action, field }: ExpressionText): string => {
  if (use === 'condition')
    return `Failed to parse expression '${text}' for the condition of event ${site.event.eventName}`;
  if (use === 'value') return `SetVariableAction.value must be an expression. Failed to parse value '${text}'`;
  if (action?.type === 'setTimer') return `Failed to parse duration expression '${text}' for timer ${action.timerName}`;
  if (use === 'payload')
    return `We couldn't parse your content expression for the payload of ${action?.type}. Enter a content expression with the correct syntax`;
  if (action?.type === 'dynamoDB')
    return `We couldn't parse your expression of the attributes (${field}) for the DynamoDB action. Enter expression with the correct syntax`;
  if (action?.type === 'dynamoDBv2')
    return "We couldn't parse your expression of the tableName for the DynamoDBv2 action. Enter expression with the correct syntax";
  if (action?.type === 'iotSiteWise')
    return `Your ${field} for IotSitewiseAction couldn't be parsed. You must use correct syntax in your expression`;
  return `Failed to parse expression '${text}' for ${action?.type}`;
};

/** A result for an expression that is none, with the reason and where in the text it is. */
export const syntaxError = (expression: ExpressionText, reason: string, offset: number): AnalysisResult =>
  analysisError(
    'expression-syntax',
    `${messageOf(expression)}: ${reason}, at character ${offset + 1}.`,
    expression.path,
  );

/** AWS's words for a payload without content. */
const emptyPayload = 'Customized Payloads must be non-empty.';

/** Reads all expressions. */
export const parseExpressions = (
  texts: readonly ExpressionText[],
): { readonly expressions: readonly Expression[]; readonly problems: readonly AnalysisResult[] } => {
  const expressions: Expression[] = [];
  const problems: AnalysisResult[] = [];
  for (const each of texts) {
    const { use, text, path } = each;
    if (use === 'payload' && text.trim() === '') {
      problems.push(analysisError('expression-syntax', emptyPayload, path));
      continue;
    }
    try {
      expressions.push({ ...each, node: use === 'topic' ? parseTextParameter(text) : parseExpression(text) });
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problems.push(syntaxError(each, error.message, error.offset));
    }
  }
  return { expressions, problems };
};
