import type { DetectorModelAction } from '../definition-action.ts';
import type { EventSite } from './event-site.ts';

/** What an expression is for. A topic may be a plain text instead; `parameter` is any other of an action's. */
export type ExpressionUse = 'condition' | 'value' | 'duration' | 'payload' | 'topic' | 'parameter';

/** An expression as written, and where. */
export interface ExpressionText {
  readonly site: EventSite;
  readonly use: ExpressionUse;
  readonly text: string;
  /** A condition's is that of its event, as AWS has it; all others' is the field's. */
  readonly path: string;
  /** The action that has it, and in which field; absent for a condition. */
  readonly action?: DetectorModelAction;
  readonly field?: string;
}

type Field = readonly [field: string, use: ExpressionUse, text: unknown];

const siteWiseFields = (members: object, prefix = ''): readonly Field[] =>
  Object.entries(members).flatMap(([name, value]): readonly Field[] =>
    typeof value === 'object' && value !== null
      ? siteWiseFields(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, 'parameter', value]],
  );

const fieldsOf = (action: DetectorModelAction): readonly Field[] => {
  switch (action.type) {
    case 'setVariable':
      return [['value', 'value', action.value]];
    case 'setTimer':
      return [['durationExpression', 'duration', action.durationExpression]];
    case 'iotTopicPublish':
      return [['mqttTopic', 'topic', action.mqttTopic]];
    case 'dynamoDB': {
      const { type: _, payload: __, ...parameters } = action;
      return Object.entries(parameters).map(([field, text]): Field => [field, 'parameter', text]);
    }
    case 'dynamoDBv2':
      return [['tableName', 'parameter', action.tableName]];
    case 'iotSiteWise': {
      const { type: _, ...parameters } = action;
      return siteWiseFields(parameters);
    }
    default:
      return [];
  }
};

const payloadOf = (action: DetectorModelAction): readonly Field[] =>
  'payload' in action && action.payload !== undefined
    ? [['payload.contentExpression', 'payload', action.payload.contentExpression]]
    : [];

/**
 * All expressions of an event. Names that a template computes are none.
 * @see https://docs.aws.amazon.com/iotevents/latest/apireference/API_Action.html for which fields are expressions
 */
export const expressionTexts = (site: EventSite, pathOf: (part: object) => string): readonly ExpressionText[] => {
  const { condition, actions } = site.event;
  const own: readonly ExpressionText[] =
    condition === undefined ? [] : [{ site, use: 'condition', text: condition, path: site.path }];
  const ofActions = actions.flatMap((action) =>
    [...fieldsOf(action), ...payloadOf(action)].flatMap(([field, use, text]) =>
      typeof text === 'string'
        ? [{ site, use, text, path: `${pathOf(action)}.${action.type}.${field}`, action, field }]
        : [],
    ),
  );
  return [...own, ...ofActions];
};
