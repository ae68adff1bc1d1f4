import type { CheckOptions } from '../detector/check/check.ts';
import { checkInputReferences } from '../detector/check/referenced-resources.ts';
import { type AnalysisResult, analysisError } from '../detector/check/result.ts';
import { ExpressionError, type Node, parseExpression, walk } from '../expression/index.ts';
import { parseTextParameter, references } from '../expression/iot-events/index.ts';
import type { AlarmAction, AlarmModel } from './definition.ts';

const severityLimit = 2_147_483_647;

interface Text {
  readonly text: string;
  readonly path: string;
  /** A topic may be a text. */
  readonly mayBeText?: boolean;
}

const parameterTexts = (value: unknown, path: string): Text[] => {
  if (typeof value === 'string') return [{ text: value, path }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => parameterTexts(each, `${path}.${name}`));
};

const ownTexts = (action: AlarmAction, path: string): Text[] => {
  if (action.type === 'iotTopicPublish')
    return [{ text: action.mqttTopic, path: `${path}.mqttTopic`, mayBeText: true }];
  if (!['dynamoDB', 'dynamoDBv2', 'iotSiteWise'].includes(action.type)) return [];
  const { type: _, ...parameters } = action;
  return Object.entries(parameters)
    .filter(([name, value]) => name !== 'payload' && !(name === 'tableName' && typeof value === 'object'))
    .flatMap(([name, value]) => parameterTexts(value, `${path}.${name}`));
};

const textsOf = ({ rule, actions }: AlarmModel): Text[] => [
  { text: rule.inputProperty, path: 'alarmRule.simpleRule.inputProperty' },
  { text: rule.threshold, path: 'alarmRule.simpleRule.threshold' },
  ...actions.flatMap((action, index) => {
    const path = `alarmEventActions.alarmActions[${index}].${action.type}`;
    const content = 'payload' in action ? action.payload?.contentExpression : undefined;
    return [
      ...ownTexts(action, path),
      ...(content === undefined ? [] : [{ text: content, path: `${path}.payload.contentExpression` }]),
    ];
  }),
];

const foreignName = (node: Node): string | undefined => {
  let name: string | undefined;
  walk(node, (each) => {
    if (each.kind === 'reference' && each.root !== '$input' && each.root.startsWith('$')) name ??= each.root;
  });
  return name;
};

const checkText = ({ text, path, mayBeText = false }: Text, { inputs }: CheckOptions): readonly AnalysisResult[] => {
  try {
    const node = mayBeText ? parseTextParameter(text) : parseExpression(text);
    const name = foreignName(node);
    if (name === undefined) return checkInputReferences({ node, text, path }, inputs);
    return [analysisError('referenced-data', `${name} is not known to an alarm model, only $input is.`, path)];
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return [analysisError('expression-syntax', `Your expression [${text}] cannot be read: ${error.message}.`, path)];
  }
};

const checkInput = ({ rule }: AlarmModel): AnalysisResult[] => {
  const path = 'alarmRule.simpleRule.inputProperty';
  const { inputs } = references(parseExpression(rule.inputProperty));
  return inputs.length > 0
    ? []
    : [analysisError('structure', 'The input property must be an attribute of an input.', path)];
};

const checkSeverity = ({ severity = 0 }: AlarmModel): AnalysisResult[] =>
  severity >= 0 && severity <= severityLimit
    ? []
    : [analysisError('service-limits', `The severity must be from 0 to ${severityLimit}.`, 'severity')];

/** What is wrong with an alarm model that could be read. Empty: it can be run. Without inputs, references to them are let pass. */
export const checkAlarmModel = (model: AlarmModel, options: CheckOptions = {}): readonly AnalysisResult[] => {
  const problems = textsOf(model).flatMap((text) => checkText(text, options));
  return [...problems, ...(problems.length > 0 ? [] : checkInput(model)), ...checkSeverity(model)];
};
